"""The same law counted by somebody slow and careful: one day, or one minute, after another.

Shares nothing with the clock: no calendar module, no duration, no hours, no stretches of time.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
OPEN_FROM, NOON, ONE, CLOSED_FROM = time(8, 30), time(12, 0), time(13, 0), time(16, 30)

Stop = tuple[date, date | None]


def is_stopped(day: date, stops: Collection[Stop]) -> bool | None:
    """Return whether a day is taken out, ``None`` when it is so for ever."""
    for first, last in stops:
        if last is None and day >= first:
            return None
    return any(last is not None and first <= day <= last for first, last in stops)


def is_office_day(day: date, holidays: Collection[date]) -> bool:
    return day.isoweekday() not in (6, 7) and day not in holidays


def last_day(
    start: date, count: int, unit: str, holidays: Collection[date], stops: Collection[Stop]
) -> date | None:
    """Return the last day of ``count`` days, working days, months or years after ``start``."""
    wanted = count
    if unit in ("month", "year"):
        months = count if unit == "month" else 12 * count
        end = start
        while not ends_months(start, end, months):
            end += DAY
        wanted = (end - start).days
    seen, day = 0, start
    while seen < wanted:
        day += DAY
        stopped = is_stopped(day, stops)
        if stopped is None:
            return None
        if stopped:
            continue
        if unit == "working_day" and not is_office_day(day, holidays):
            continue
        seen += 1
    return day


def ends_months(start: date, end: date, months: int) -> bool:
    """Whether a period that begins on the day after ``start`` has run ``months`` on ``end``."""
    first, after = start + DAY, end + DAY
    gone = (after.year - first.year) * 12 + after.month - first.month
    if gone == months and after.day == first.day:
        return True
    # There is no corresponding day in the last month: its last day ends the period.
    own = (end.year - first.year) * 12 + end.month - first.month
    return own == months and after.day == 1 and end.day < first.day


def last_minute(
    start: datetime, minutes: int, holidays: Collection[date], stops: Collection[Stop]
) -> datetime | None:
    """Return when ``minutes`` of office time after ``start`` are over."""
    moment, seen = start, 0
    while seen < minutes:
        stopped = is_stopped(moment.date(), stops)
        if stopped is None:
            return None
        clock = moment.time()
        is_open = OPEN_FROM <= clock < NOON or ONE <= clock < CLOSED_FROM
        if not stopped and is_open and is_office_day(moment.date(), holidays):
            seen += 1
        moment += MINUTE
    return moment
