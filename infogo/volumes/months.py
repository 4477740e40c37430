"""Months of reports: how they are written, when a report is due, which make a fiscal year."""

from __future__ import annotations

import calendar
import re
from datetime import date

from infogo.core.dates import (
    BE_OFFSET,
    FIRST_BE_YEAR,
    THAI_MONTHS_SHORT,
    arabic_digits,
    be_year,
    fiscal_year_bounds,
    month_and_year,
)

FIRST_YEAR, LAST_YEAR = 2000, 2199
_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def first_of(day: date) -> date:
    """Return the first day of a day's month: how a month is stored."""
    return day.replace(day=1)


def later(month: date, count: int) -> date:
    """Return the month ``count`` months later, earlier when negative."""
    year, number = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, number + 1, 1)


def month_before(day: date) -> date:
    """Return the month that had ended last on a day."""
    return later(first_of(day), -1)


def month_of(text: str) -> date | None:
    """Return the month that ``2569-10`` (Buddhist Era) names; ``None`` when it names none."""
    found = _WRITTEN.fullmatch(arabic_digits(text.strip()))
    if found is None or int(found[1]) < FIRST_BE_YEAR:
        return None
    return _month(int(found[1]) - BE_OFFSET, int(found[2]))


def iso_month(text: str) -> date | None:
    """Return the month that ``2026-10`` (Common Era) names; ``None`` when it names none."""
    found = _WRITTEN.fullmatch(text)
    return _month(int(found[1]), int(found[2])) if found else None


def code_of(month: date) -> str:
    """Return ``2569-10``, as addresses write it."""
    return f"{be_year(month.year)}-{month.month:02}"


def month_label(month: date) -> str:
    """Return ``ตุลาคม 2569``."""
    return month_and_year(month)


def short_label(month: date) -> str:
    """Return ``ต.ค. 2569``."""
    return f"{THAI_MONTHS_SHORT[month.month - 1]} {be_year(month.year)}"


def due_on(month: date, day: int) -> date:
    """Return the last day for a month's report: ``day`` of the month after it, or that one's last.

    A day on which offices are closed counts too: the agency's own deadline does not move
    (Administrative Procedure Act B.E. 2539 s. 64).
    """
    following = later(month, 1)
    return following.replace(day=min(day, calendar.monthrange(following.year, following.month)[1]))


def months_of_year(be_fiscal_year: int) -> list[date]:
    """Return the twelve months of a fiscal year, October first."""
    first, _last = fiscal_year_bounds(be_fiscal_year)
    return [later(first, count) for count in range(12)]


def _month(year: int, number: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= number <= 12:
        return None
    return date(year, number, 1)
