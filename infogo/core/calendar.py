"""Thai public holidays, working days and due dates that can explain themselves.

Holidays are data (dates to names) handed in by the caller, because the cabinet adds special ones
during the year and the substitute of a Buddhist day follows a resolution, not a formula.

How days are counted is law: Administrative Procedure Act B.E. 2539 s. 64 (the first day is not
counted; an agency's last day counts even on a holiday; a citizen's last day that is a holiday
moves to the next working day), and for months and years Civil and Commercial Code s. 193/5.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays as holiday_rules

from infogo.core.dates import SATURDAY
from infogo.core.durations import Duration, DurationUnit

LAW_TH = "พ.ร.บ.วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 64"
"""By which days are counted, as people are told."""
LONGEST_COUNT = 3660
"""Working days anybody may ask for: ten years, beyond which the calendar is guesswork."""

# Government offices work on Labour Day, and Children's Day is always a Saturday: the
# ``holidays`` package lists both as public because private employers and banks use it too.
_NOT_GOVERNMENT = ("วันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ")


class Skipped(StrEnum):
    """Why a day does not count."""

    FIRST_DAY = "first_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


class Party(StrEnum):
    """Whose deadline it is; s. 64 treats the last day differently."""

    AGENCY = "agency"
    CITIZEN = "citizen"


@dataclass(frozen=True)
class SkippedDay:
    """One day that was not counted, with the holiday's name when it is one."""

    on: date
    why: Skipped
    holiday_name: str = ""


@dataclass(frozen=True)
class DueDate:
    """A deadline and how it came about."""

    starts_on: date
    due_on: date
    skipped: tuple[SkippedDay, ...]


@dataclass(frozen=True)
class SeedHoliday:
    """One official holiday as the ``holidays`` package knows it."""

    on: date
    name_th: str
    name_en: str


def is_working_day(day: date, holidays: Mapping[date, str]) -> bool:
    """Return whether government offices work on ``day``."""
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Mapping[date, str]) -> date:
    """Return ``day`` itself when it is a working day, otherwise the first one after it."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def add_working_days(start: date, count: int, holidays: Mapping[date, str]) -> DueDate:
    """Return the day on which ``count`` working days after ``start`` are over.

    ``start`` itself is never counted (s. 64). Raises ``ValueError`` for a negative or absurd count.
    """
    if not 0 <= count <= LONGEST_COUNT:
        raise ValueError(f"cannot count {count} working days")
    skipped = [SkippedDay(start, Skipped.FIRST_DAY)]
    day, counted = start, 0
    while counted < count:
        day += timedelta(days=1)
        if reason := _skip(day, holidays):
            skipped.append(reason)
        else:
            counted += 1
    return DueDate(start, day, tuple(skipped))


def due_date(
    start: date,
    length: Duration,
    holidays: Mapping[date, str],
    party: Party = Party.AGENCY,
) -> DueDate:
    """Return the last day of a period that begins with an event on ``start``.

    The longest value of a range is what the law allows. Minutes and hours are served within
    office time and have no due day: they raise ``ValueError``, like fractions of a day.
    """
    count = int(length.value_max)
    if count != length.value_max or length.unit in (DurationUnit.MINUTE, DurationUnit.HOUR):
        raise ValueError(f"{length.text()} has no due day")
    if length.unit is DurationUnit.WORKING_DAY:
        return add_working_days(start, count, holidays)
    if length.unit is DurationUnit.DAY:
        last = start + timedelta(days=count)
    else:
        months = count * 12 if length.unit is DurationUnit.YEAR else count
        last = _months_later(start, months)
    first = SkippedDay(start, Skipped.FIRST_DAY)
    if party is Party.AGENCY:
        return DueDate(start, last, (first,))
    due = next_working_day(last, holidays)
    moved = (_skip(last + timedelta(days=n), holidays) for n in range((due - last).days))
    return DueDate(start, due, (first, *(day for day in moved if day)))


def working_days_between(first: date, last: date, holidays: Mapping[date, str]) -> int:
    """Return how many working days lie after ``first`` up to and including ``last``."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def working_days_before(day: date, count: int, holidays: Mapping[date, str]) -> date:
    """Return the last day from which ``count`` working days lie between it and ``day``.

    The opposite of ``working_days_between``. Raises ``ValueError`` for a negative or absurd count.
    """
    if not 0 <= count <= LONGEST_COUNT:
        raise ValueError(f"cannot count {count} working days")
    counted = 0
    while counted < count:
        counted += is_working_day(day, holidays)
        day -= timedelta(days=1)
    return day


def seed_public_holidays(years: Iterable[int]) -> list[SeedHoliday]:
    """Return government holidays of Gregorian ``years`` from the ``holidays`` package.

    Only a first filling for the editable table: announced years are exact up to the package's
    release, later years hold computed dates without special days the cabinet may yet add.
    """
    wanted = tuple(sorted(set(years)))
    thai, english = _official_names(wanted, "th"), _official_names(wanted, "en_US")
    return [
        SeedHoliday(day, name, english.get(day, ""))
        for day, name in sorted(thai.items())
        if day.year in wanted and not any(word in name for word in _NOT_GOVERNMENT)
    ]


@cache
def _official_names(years: tuple[int, ...], language: str) -> dict[date, str]:
    """Return the package's days; kept, because working them out takes a fifth of a second."""
    found = holiday_rules.country_holidays(
        "TH", years=years, language=language, categories=("public", "government")
    )
    return dict(found.items())


def _skip(day: date, holidays: Mapping[date, str]) -> SkippedDay | None:
    if day in holidays:
        return SkippedDay(day, Skipped.HOLIDAY, holidays[day])
    return SkippedDay(day, Skipped.WEEKEND) if day.weekday() >= SATURDAY else None


def _months_later(start: date, months: int) -> date:
    """Return the last day of a period of months whose first counted day follows ``start``.

    s. 193/5: a period that begins on the first of a month ends with a month's last day; otherwise
    it ends the day before the corresponding day, or on the last day when there is none.
    """
    first = start + timedelta(days=1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    month += 1
    if first.day == 1:
        return date(year, month, 1) - timedelta(days=1)
    last_day = calendar.monthrange(year, month)[1]
    return date(year, month, min(first.day - 1, last_day))
