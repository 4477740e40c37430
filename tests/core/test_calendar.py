from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.core.calendar import (
    Party,
    Skipped,
    add_working_days,
    due_date,
    is_working_day,
    next_working_day,
    seed_public_holidays,
    working_days_before,
    working_days_between,
)
from infogo.core.durations import Duration

SONGKRAN = {date(2026, 4, n): "วันสงกรานต์" for n in (13, 14, 15)}
FRIDAY = date(2026, 4, 10)


def test_working_days_skip_weekends_and_holidays_and_say_so() -> None:
    due = add_working_days(FRIDAY, 2, SONGKRAN)
    assert due.due_on == date(2026, 4, 17)
    assert [(day.on.day, day.why, day.holiday_name) for day in due.skipped] == [
        (10, Skipped.FIRST_DAY, ""),
        (11, Skipped.WEEKEND, ""),
        (12, Skipped.WEEKEND, ""),
        (13, Skipped.HOLIDAY, "วันสงกรานต์"),
        (14, Skipped.HOLIDAY, "วันสงกรานต์"),
        (15, Skipped.HOLIDAY, "วันสงกรานต์"),
    ]


def test_zero_working_days_end_on_the_first_day() -> None:
    assert add_working_days(FRIDAY, 0, {}).due_on == FRIDAY


@pytest.mark.parametrize("count", [-1, 10_000])
def test_absurd_counts_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="cannot count"):
        add_working_days(FRIDAY, count, {})


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(1, 200))
def test_the_counted_days_add_up(start: date, count: int) -> None:
    due = add_working_days(start, count, SONGKRAN)
    assert is_working_day(due.due_on, SONGKRAN)
    assert working_days_between(start, due.due_on, SONGKRAN) == count
    assert (due.due_on - start).days + 1 == count + len(due.skipped)


def test_an_agencys_last_day_counts_even_on_a_holiday() -> None:
    due = due_date(FRIDAY, Duration.of(3, "day"), SONGKRAN)
    assert due.due_on == date(2026, 4, 13)
    assert [day.why for day in due.skipped] == [Skipped.FIRST_DAY]


def test_a_citizens_last_day_moves_to_the_next_working_day() -> None:
    due = due_date(FRIDAY, Duration.of(3, "day"), SONGKRAN, Party.CITIZEN)
    assert due.due_on == date(2026, 4, 16)
    assert [day.on.day for day in due.skipped] == [10, 13, 14, 15]


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 31)),
        (date(2026, 11, 30), 2, date(2027, 1, 31)),
        (date(2026, 12, 10), 14, date(2028, 2, 10)),
    ],
)
def test_months_end_on_the_corresponding_day(start: date, months: int, last: date) -> None:
    assert due_date(start, Duration.of(months, "month"), {}).due_on == last


def test_a_year_is_twelve_months_and_a_range_uses_its_longest_value() -> None:
    assert due_date(FRIDAY, Duration.of(1, "year"), {}).due_on == date(2027, 4, 10)
    length = Duration(value_min=1, value_max=5, unit="day")
    assert due_date(FRIDAY, length, {}).due_on == date(2026, 4, 15)


@pytest.mark.parametrize("length", [Duration.of(30, "minute"), Duration.of("1.5", "day")])
def test_minutes_and_fractions_have_no_due_day(length: Duration) -> None:
    with pytest.raises(ValueError, match="no due day"):
        due_date(FRIDAY, length, {})


def test_next_working_day() -> None:
    assert next_working_day(date(2026, 4, 11), SONGKRAN) == date(2026, 4, 16)
    assert next_working_day(FRIDAY, SONGKRAN) == FRIDAY


def test_seeded_holidays_are_those_of_government_offices() -> None:
    seeded = {item.on: item for item in seed_public_holidays(range(2024, 2029))}
    assert {day.year for day in seeded} == {2024, 2025, 2026, 2027, 2028}
    assert seeded[date(2026, 4, 13)].name_th == "วันสงกรานต์"
    assert seeded[date(2026, 4, 13)].name_en == "Songkran Festival"
    # Government offices close for the ploughing ceremony and Buddhist Lent, not on Labour Day.
    assert date(2026, 5, 13) in seeded
    assert date(2026, 7, 30) in seeded
    assert date(2026, 5, 1) not in seeded
    assert date(2027, 5, 3) not in seeded
    assert date(2026, 1, 10) not in seeded


@given(
    day=st.dates(date(2026, 3, 1), date(2026, 5, 31)),
    count=st.integers(0, 40),
)
def test_the_day_before_is_the_last_that_lies_far_enough_back(day: date, count: int) -> None:
    found = working_days_before(day, count, SONGKRAN)
    assert working_days_between(found, day, SONGKRAN) == count
    if count:
        assert working_days_between(found + timedelta(days=1), day, SONGKRAN) < count


def test_an_absurd_count_is_refused() -> None:
    for count in (-1, 10**6):
        with pytest.raises(ValueError, match="cannot count"):
            working_days_before(FRIDAY, count, {})
