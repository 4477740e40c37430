"""The index by hand: what is unknown stays unknown, and bounds hold whatever it turns out to be."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from infogo.oversight.quality.figures import INDEX_FIGURES
from infogo.oversight.quality.index import change_between, work_out
from infogo.oversight.quality.measures import MEASURES, PARTS
from infogo.oversight.quality.rules import IndexParameters

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = orjson.loads((ROOT / "demo/data/quality_index_rules.json").read_bytes())[0]["parameters"]
NUMBERS = sorted({n for m in MEASURES for n in (m.whole, m.good, m.bad) if n})


def rules(**given: Any) -> IndexParameters:
    return IndexParameters.model_validate(SHIPPED | given)


def full(chance: random.Random) -> dict[str, int]:
    """Return sums in which everything is known; no part is larger than its whole."""
    sums = {measure.whole: chance.randint(30, 99) for measure in MEASURES}
    for measure in MEASURES:
        sums[measure.good or measure.bad] = chance.randint(0, sums[measure.whole])
    sums["ratings_score"] = sums["ratings"] * chance.randint(1, 5)
    return sums


def test_everything_right_is_100_and_everything_wrong_is_0() -> None:
    right = {m.whole: 40 for m in MEASURES} | {m.good: 40 for m in MEASURES if m.good}
    right |= {m.bad: 0 for m in MEASURES if m.bad} | {"ratings_score": 200}
    wrong = {m.whole: 40 for m in MEASURES} | {m.good: 0 for m in MEASURES if m.good}
    wrong |= {m.bad: 40 for m in MEASURES if m.bad} | {"ratings_score": 40}
    assert work_out(right, rules(), 5).value == pytest.approx(100)
    assert work_out(wrong, rules(), 1).value == pytest.approx(0)


def test_nothing_known_is_no_index_at_all() -> None:
    for sums in ({}, dict.fromkeys(NUMBERS), dict.fromkeys(NUMBERS, 0)):
        found = work_out(sums, rules(), 3)
        assert (found.value, found.known, found.least, found.most) == (None, 0, None, None)
        assert all(part.score is None and part.count is None for part in found.parts.values())


@given(st.integers(0, 10_000), st.sets(st.sampled_from([m.whole for m in MEASURES])))
def test_bounds_hold_whatever_the_unknown_turns_out_to_be(seed: int, hidden: set[str]) -> None:
    sums = full(random.Random(seed))
    truth = work_out(sums, rules(known_least=0), 3)
    seen = work_out({**sums, **dict.fromkeys(hidden)}, rules(known_least=0), 3)
    assert truth.value is not None
    if seen.least is None or seen.most is None:
        assert seen.value is None and seen.known == 0
        return
    assert seen.least - 1e-9 <= truth.value <= seen.most + 1e-9
    assert seen.most - seen.least == pytest.approx(100 - seen.known)
    assert seen.value is not None and seen.least - 1e-9 <= seen.value <= seen.most + 1e-9


def test_below_the_known_share_there_is_no_number_but_parts_and_bounds() -> None:
    found = work_out({"manuals": 10, "manuals_incomplete": 5}, rules(), 3)
    assert found.value is None and found.known == 10
    assert (found.least, found.most) == (5, 95)
    assert found.parts["index_manuals"].score == 50
    assert work_out({"manuals": 10, "manuals_incomplete": 5}, rules(known_least=10), 3).value == 50


def test_few_ratings_are_unknown_and_the_next_ones_are_mixed_with_the_country() -> None:
    def satisfaction(count: int) -> float | None:
        found = work_out({"ratings": count, "ratings_score": 5 * count}, rules(), 3)
        return found.parts["index_satisfaction"].score

    assert satisfaction(4) is None
    assert satisfaction(10) == pytest.approx(75)
    assert satisfaction(5) < satisfaction(50) < satisfaction(5000) < 100  # type: ignore[operator]


def test_a_measure_that_became_known_is_no_change() -> None:
    known = {"done": 10, "done_in_time": 8, "turns": 4, "turns_kept": 2}
    before = work_out(known, rules(known_least=20), 3)
    more = work_out({**known, "points": 9, "points_exact": 9}, rules(known_least=20), 3)
    assert more.value != before.value
    assert change_between(more, before, rules(known_least=20)) == pytest.approx(0)
    assert change_between(more, before, rules()) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": {}},
        {"weights": SHIPPED["weights"] | {"notices": -1}},
        {"weights": dict.fromkeys(SHIPPED["weights"], 0)},
        {"weights": SHIPPED["weights"] | {"beauty": 5}},
        {"known_least": 101},
        {"minimum_ratings": 0},
        {"colour": "blue"},
    ],
)
def test_rules_that_do_not_fit_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rules(**wrong)


def test_the_rules_that_come_with_the_project_weigh_100_and_name_every_number() -> None:
    assert rules().whole == 100
    assert [rules().band_of(value) is not None for value in (0, 49.96, 100)] == [True] * 3
    band = rules().band_of(89.96)
    assert band and band.from_index == 90  # what a reader sees as 90.0


def test_every_measure_belongs_to_a_part_and_is_documented_with_its_weight() -> None:
    text = (ROOT / "docs/figures/index.md").read_text()
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \| (\d+) \|$", text, re.MULTILINE)
    names = {part.code: part.name for part in PARTS}
    assert {(code, part.strip(), float(weight)) for code, part, weight in rows} == {
        (each.code, names[each.part], rules().weights[each.code]) for each in MEASURES
    }
    assert all(len(figure.definition) > 10 for figure in INDEX_FIGURES)
