from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.delays.schedule import turns_of
from infogo.manuals.rule_sets import RuleParameters

DUE = date(2026, 3, 10)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Law:
    """An interval and an offset, and others from a day on."""

    offset: int | None
    interval: int
    changes_on: date = date.max
    new_interval: int = 0

    def on(self, day: date) -> RuleParameters:
        interval = self.new_interval if day >= self.changes_on else self.interval
        return RuleParameters(
            first_delay_notice_offset_days=self.offset, delay_notice_interval_days=interval
        )


LAW_OF_2558 = Law(7, 7)


def slow_turns(
    due: date, law: Law, sent: Collection[date], end: date
) -> tuple[list[date], list[date]]:
    """Walk from day to day with a calendar and a pencil: days met, days missed before ``end``."""
    assert law.offset is not None
    met: list[date] = []
    missed: list[date] = []
    deadline = due + law.offset * DAY
    has_notice = False
    day = due if law.offset == 0 else due + DAY
    while day < max([end, *sent]) + DAY:
        has_notice = has_notice or day in sent
        if day == deadline:
            if has_notice:
                met.append(day)
            elif day < end:
                missed.append(day)
            has_notice = False
            step = law.new_interval if day >= law.changes_on else law.interval
            deadline = day + step * DAY
        day += DAY
    if has_notice:
        met.append(deadline)
    return met, missed


@settings(deadline=None)
@given(
    offset=st.integers(0, 15),
    interval=st.integers(1, 15),
    change=st.integers(0, 60),
    new_interval=st.integers(1, 15),
    sent=st.sets(st.integers(1, 80), max_size=8),
    today=st.integers(-5, 80),
    decided=st.none() | st.integers(0, 80),
)
def test_turns_agree_with_a_slow_count(
    offset: int,
    interval: int,
    change: int,
    new_interval: int,
    sent: set[int],
    today: int,
    decided: int | None,
) -> None:
    law = Law(offset, interval, DUE + change * DAY, new_interval)
    days = sorted(DUE + n * DAY for n in sent)
    decided_on = None if decided is None else DUE + decided * DAY
    end = decided_on or DUE + today * DAY
    turns = turns_of(DUE, days, law, today=DUE + today * DAY, decided_on=decided_on)
    met, missed = slow_turns(DUE, law, days, end)
    assert sorted(slot.due_on for slot in turns.met.values()) == met
    assert [slot.due_on for slot in turns.missed] == missed
    if decided_on is not None:
        assert turns.next is None
    elif turns.next is not None:
        assert turns.next.due_on >= end
        assert turns.next.due_on not in met


def test_the_law_of_2558_asks_every_seven_days() -> None:
    turns = turns_of(DUE, [DUE + 5 * DAY], LAW_OF_2558, today=DUE + 30 * DAY)
    assert turns.met[0].due_on == DUE + 7 * DAY
    assert [slot.due_on for slot in turns.missed] == [DUE + n * DAY for n in (14, 21, 28)]
    assert turns.next is not None
    assert (turns.next.seq, turns.next.due_on) == (5, DUE + 35 * DAY)


def test_a_second_notice_of_a_turn_meets_none() -> None:
    turns = turns_of(DUE, [DUE + 2 * DAY, DUE + 3 * DAY], LAW_OF_2558, today=DUE + 4 * DAY)
    assert list(turns.met) == [0]


@pytest.mark.parametrize("law", [Law(None, 7), Law(None, 0)])
def test_no_law_asks_for_nothing(law: Law) -> None:
    turns = turns_of(DUE, [], law, today=DUE + 90 * DAY)
    assert (turns.met, turns.missed, turns.next) == ({}, (), None)


def test_one_notice_is_enough_where_no_interval_is_set() -> None:
    turns = turns_of(DUE, [], Law(7, 0), today=DUE + 90 * DAY)
    assert [slot.seq for slot in turns.missed] == [1]
    assert turns.next is None


def test_a_held_clock_asks_for_nothing() -> None:
    turns = turns_of(None, [], LAW_OF_2558, today=DUE)
    assert (turns.missed, turns.next) == ((), None)
