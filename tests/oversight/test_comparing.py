"""Whether scores differ by more than chance: by hand, by drawing lots, and all groups together."""

from __future__ import annotations

import random
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.oversight.comparing import LEAST, Change, Scores, change, different

counts = st.lists(st.integers(0, 60), min_size=5, max_size=5)


def drawn(scores: list[int]) -> Scores:
    return Scores([scores.count(score) for score in range(1, 6)])


@settings(deadline=None)
@given(counts)
def test_mean_and_variance_are_those_of_the_single_scores(given_counts: list[int]) -> None:
    single = [score for score, n in enumerate(given_counts, 1) for _each in range(n)]
    scores = Scores(given_counts)
    assert scores.total == len(single)
    if single:
        assert scores.mean == pytest.approx(statistics.fmean(single))
    if len(single) > 1:
        assert scores.variance == pytest.approx(statistics.variance(single))


@settings(deadline=None)
@given(counts, counts)
def test_a_change_turned_round_is_the_same_the_other_way(
    first: list[int], second: list[int]
) -> None:
    there, back = change(Scores(first), Scores(second)), change(Scores(second), Scores(first))
    assert there.is_told == back.is_told == (min(sum(first), sum(second)) >= LEAST)
    if there.is_told:
        assert there.difference == pytest.approx(-(back.difference or 0))
        assert there.chance == pytest.approx(back.chance)
        assert there.low is not None and there.high is not None
        assert there.low <= (there.difference or 0) <= there.high


def test_a_change_agrees_with_drawing_lots() -> None:
    """The chance is that of a permutation test, which knows no formula."""
    chance = random.Random(3)
    before = [chance.choice((3, 4, 4, 5, 5)) for _each in range(60)]
    after = [chance.choice((2, 3, 4, 4, 5)) for _each in range(70)]
    found = change(drawn(before), drawn(after))
    assert found.difference is not None and found.chance is not None
    pool, farther, rounds = before + after, 0, 4000
    for _round in range(rounds):
        chance.shuffle(pool)
        gap = statistics.fmean(pool[60:]) - statistics.fmean(pool[:60])
        farther += abs(gap) >= abs(found.difference)
    assert found.chance == pytest.approx(farther / rounds, abs=0.02)


def test_everybody_of_one_mind_then_of_another_is_no_chance() -> None:
    assert change(Scores([0, 0, 0, 0, 40]), Scores([0, 0, 0, 40, 0])).chance == 0.0
    assert change(Scores([0, 0, 0, 0, 40]), Scores([0, 0, 0, 0, 90])).chance == 1.0


def told(chance: float) -> Change:
    return Change(Scores([0] * 5), Scores([0] * 5), 0.1, 0.0, 0.2, chance)


def test_many_groups_are_judged_together() -> None:
    """The example of Benjamini and Hochberg (1995), fifteen chances, four of them told."""
    published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]  # fmt: skip
    assert different({n: told(chance) for n, chance in enumerate(published)}) == {0, 1, 2, 3}
    assert different({}) == set()
    assert different({"small": Change(Scores([1] * 5), Scores([1] * 5))}) == set()


def test_groups_that_did_not_change_are_seldom_called_different() -> None:
    chance = random.Random(8)
    alarms = 0
    for _round in range(60):
        groups = {
            n: change(
                drawn([chance.choice((1, 3, 4, 5, 5)) for _each in range(50)]),
                drawn([chance.choice((1, 3, 4, 5, 5)) for _each in range(50)]),
            )
            for n in range(20)
        }
        alarms += bool(different(groups))
    assert alarms <= 60 * 0.15
