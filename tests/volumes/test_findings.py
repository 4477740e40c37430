"""What looks wrong or unlikely, and what it asks for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.volumes.findings import Finding, Told, Weight, findings_of
from tests.volumes.forms import FORM, GOOD


def found(before: list[dict[str, Any] | None] | None = None, **changed: Any) -> dict[str, Finding]:
    zero, words = changed.pop("is_zero", False), changed.pop("words", None)
    past = [None if values is None else Told(values) for values in before or []]
    told = Told({**GOOD, **changed}, zero)
    return {each.kind: each for each in findings_of(FORM, told, past, words)}


def test_a_row_that_balances_has_none() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"received": None}, "missing"),
        ({"carried_forward": 11}, "flow"),
        ({"returned": 1}, "flow"),
        ({"approved": 90, "rejected": 4}, "decided"),
        ({"overdue_open": 11}, "overdue"),
        ({"average_duration": 3, "longest_duration": 5}, "unit"),
        ({"average_duration": 6, "longest_duration": 5, "duration_unit": "day"}, "longest"),
        ({"is_zero": True}, "zero"),
    ],
)
def test_what_cannot_be_true_must_be_mended(changed: dict[str, Any], kind: str) -> None:
    finding = found(**changed)[kind]
    assert finding.weight is Weight.MUST
    assert finding.stops
    assert finding.todo
    assert finding.english.isascii()
    assert found(**changed, words={kind: "เพราะอะไรก็ตาม"})[kind].stops


@pytest.mark.parametrize(
    "changed",
    [
        {"returned": 0, "withdrawn": 0},
        {"approved": 95, "rejected": 0},
        {"approved": 95},
        {"overdue_open": 10},
        {"carried_forward": 8, "returned": 1, "withdrawn": 1},
        {"average_duration": 5, "longest_duration": 5, "duration_unit": "minute"},
    ],
)
def test_what_can_be_true_is_left_alone(changed: dict[str, Any]) -> None:
    assert found(**changed) == {}


def test_a_break_in_what_is_carried_over_needs_a_correction_or_a_word() -> None:
    last = {**GOOD, "carried_forward": 4}
    assert found([last])["carry"].stops
    assert not found([last], words={"carry": "นับใหม่หลังย้ายระบบ"})["carry"].stops
    assert found([{**GOOD, "carried_forward": 5}]) == {}
    assert "carry" not in found([{**GOOD, "carried_forward": None}]), "nobody told it"
    assert "carry" not in found([None, last]), "the month between was not told"


@given(
    now=st.integers(0, 5000),
    past=st.lists(st.one_of(st.none(), st.integers(0, 5000)), max_size=3),
)
def test_a_jump_is_more_than_half_and_more_than_a_little(now: int, past: list[int | None]) -> None:
    before = [None if n is None else {**GOOD, "received": n} for n in past]
    known = [n for n in past if n is not None]
    mean = Fraction(sum(known), len(known)) if known else None
    expected = mean is not None and abs(now - mean) >= 20 and abs(now - mean) > mean / 2
    finding = found(before, received=now).get("jump")
    assert (finding is not None) == expected
    assert finding is None or not finding.stops


def test_the_same_number_for_three_months_asks_for_a_word() -> None:
    same, other = {**GOOD, "carried_forward": 5}, {**GOOD, "received": 99}
    assert found([same, same])["same"].weight is Weight.ASK
    assert "same" not in found([same])
    assert "same" not in found([same, None])
    assert "same" not in found([same, other])
    quiet = dict.fromkeys(GOOD, 0)
    assert findings_of(FORM, Told(quiet), [Told(quiet), Told(quiet)]) == []
