"""Months and due days, beside a naive way of counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.core.dates import fiscal_year
from infogo.volumes.months import (
    code_of,
    due_on,
    first_of,
    iso_month,
    later,
    month_of,
    months_of_year,
)

months = st.dates(date(2001, 1, 1), date(2190, 1, 1)).map(lambda day: day.replace(day=1))


@given(months, st.integers(1, 31))
def test_the_due_day_is_found_by_walking_to_it(month: date, day: int) -> None:
    walker = month
    while walker.month == month.month:
        walker += timedelta(days=1)
    following = walker.month
    while walker.day < day and (walker + timedelta(days=1)).month == following:
        walker += timedelta(days=1)
    assert due_on(month, day) == walker


@given(months, st.integers(-40, 40))
def test_later_is_so_many_steps(month: date, count: int) -> None:
    walker = month
    for _each in range(abs(count)):
        step = timedelta(days=32) if count > 0 else timedelta(days=-1)
        walker = (walker + step).replace(day=1)
    assert later(month, count) == walker


@given(months)
def test_addresses_read_back(month: date) -> None:
    assert month_of(code_of(month)) == month
    assert iso_month(f"{month:%Y-%m}") == month
    assert first_of(month.replace(day=28)) == month


def test_thai_digits_will_do() -> None:
    assert month_of("๒๕๖๙-๑๐") == date(2026, 10, 1)


@pytest.mark.parametrize("text", ["", "2026-10", "2569-13", "2569-00", "2569-1", "x", "9999-01"])
def test_what_names_no_buddhist_month_is_none(text: str) -> None:
    assert month_of(text) is None


@pytest.mark.parametrize("text", ["", "2569-10", "2026-13", "2026-1", "1999-01", "x\x00"])
def test_what_names_no_month_of_the_common_era_is_none(text: str) -> None:
    assert iso_month(text) is None


def test_a_fiscal_year_begins_in_october() -> None:
    year = months_of_year(2570)
    assert (year[0], year[-1], len(year)) == (date(2026, 10, 1), date(2027, 9, 1), 12)
    assert {fiscal_year(month) for month in year} == {2570}
