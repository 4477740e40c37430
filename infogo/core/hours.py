"""Opening hours: the one definition used by points, pins, manuals, pages and the API.

A week of intervals, a lunch break, public holidays and dated exceptions, in Thai time. What is
not known is said to be unknown and never filled with a guess: hours may be unknown as a whole
(``known`` is false, ``text`` keeps the words), and the lunch break alone may be unknown.
Words for readers live in ``hours_text``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field, model_validator

from infogo.core.dates import BANGKOK, SATURDAY

MIDNIGHT = time(0, 0)
DAYS_IN_WEEK = 7
MOST_SPECIAL_DAYS = 40
"""That anybody may give a place, whichever way."""
FARTHEST_SEARCH_DAYS = 400
"""How far ``status_at`` looks for the next opening: past any closure for repairs."""


class LunchState(StrEnum):
    """Whether the counter closes at noon."""

    CLOSES = "closes"
    STAYS_OPEN = "stays_open"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a place is closed, or why nobody can tell."""

    LUNCH = "lunch"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    AFTER_HOURS = "after_hours"
    EXCEPTION = "exception"
    UNKNOWN = "unknown"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Interval(_Part):
    """From ``opens`` up to, not including, ``closes``; ``closes`` 00:00 is the end of the day.

    A night shift is two intervals, one on each day.
    """

    opens: time
    closes: time

    @model_validator(mode="after")
    def _runs_forward(self) -> Interval:
        if self.closes != MIDNIGHT and self.opens >= self.closes:
            raise ValueError("an interval must close after it opens")
        return self

    @property
    def is_whole_day(self) -> bool:
        """Return whether it covers the 24 hours."""
        return self.opens == self.closes == MIDNIGHT


class Lunch(_Part):
    """The lunch break; both times are given exactly when the counter closes."""

    state: LunchState = LunchState.UNKNOWN
    starts: time | None = None
    ends: time | None = None

    @model_validator(mode="after")
    def _times_match_state(self) -> Lunch:
        if self.state is LunchState.CLOSES:
            if self.starts is None or self.ends is None or self.starts >= self.ends:
                raise ValueError("a lunch break needs a start before its end")
        elif self.starts is not None or self.ends is not None:
            raise ValueError("times of a lunch break are given only when the counter closes")
        return self


class HoursException(_Part):
    """Days that differ: closed when ``intervals`` is empty, otherwise open at these times.

    On such a day the week, public holidays and the lunch break do not apply.
    """

    first_on: date
    last_on: date | None = None
    intervals: tuple[Interval, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _is_ordered(self) -> HoursException:
        if self.last_on is not None and self.last_on < self.first_on:
            raise ValueError("an exception must end on or after its first day")
        _check_order(self.intervals)
        return self

    def covers(self, day: date) -> bool:
        """Return whether the exception applies on ``day``."""
        return self.first_on <= day <= (self.last_on or self.first_on)


CUSTOMARY_LUNCH = Lunch(state=LunchState.CLOSES, starts=time(12, 0), ends=time(13, 0))
"""What "มีพักเที่ยง" means in Thai offices when no times are written beside it."""
NO_LUNCH = Lunch(state=LunchState.STAYS_OPEN)
UNKNOWN_LUNCH = Lunch()
WHOLE_DAY = Interval(opens=MIDNIGHT, closes=MIDNIGHT)
NO_WEEK: tuple[tuple[Interval, ...], ...] = ((),) * DAYS_IN_WEEK


class Hours(_Part):
    """Opening hours of one place or channel.

    ``week`` holds seven tuples, Monday first. ``text`` keeps the original words of hours nobody
    could read and ``note`` a remark beside readable ones ("บางแห่งเปิดวันเสาร์").
    """

    known: bool = True
    week: tuple[tuple[Interval, ...], ...] = Field(default=NO_WEEK, min_length=7, max_length=7)
    lunch: Lunch = UNKNOWN_LUNCH
    follows_public_holidays: bool = False
    exceptions: tuple[HoursException, ...] = ()
    text: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _is_consistent(self) -> Hours:
        for intervals in self.week:
            _check_order(intervals)
        if self.known and not any(self.week) and not self.exceptions:
            raise ValueError("known hours must open at least once")
        if not self.known and any(self.week):
            raise ValueError("unknown hours cannot hold a week")
        return self

    @classmethod
    def weekdays(
        cls,
        opens: time = time(8, 30),
        closes: time = time(16, 30),
        *,
        lunch: Lunch = UNKNOWN_LUNCH,
    ) -> Hours:
        """Return Monday to Friday except public holidays, office hours unless told otherwise."""
        day = (Interval(opens=opens, closes=closes),)
        week = (day,) * SATURDAY + ((),) * (DAYS_IN_WEEK - SATURDAY)
        return cls(week=week, lunch=lunch, follows_public_holidays=True)

    @classmethod
    def always(cls) -> Hours:
        """Return 24 hours on every day of the year."""
        return cls(week=((WHOLE_DAY,),) * DAYS_IN_WEEK, lunch=NO_LUNCH)

    @classmethod
    def unknown(cls, text: str = "") -> Hours:
        """Return hours nobody knows, with the words that were found, if any."""
        return cls(known=False, text=text)

    @property
    def is_always_open(self) -> bool:
        """Return whether the place is open 24 hours on every day."""
        return not self.follows_public_holidays and all(
            len(day) == 1 and day[0].is_whole_day for day in self.week
        )

    @property
    def opens_on_weekends(self) -> bool:
        """Return whether Saturday or Sunday has opening hours."""
        return any(self.week[SATURDAY:])


@dataclass(frozen=True)
class OpenStatus:
    """Whether a place is open at one moment, and what comes next; all moments in Thai time.

    ``open_now`` is ``None`` when the hours are unknown. ``closes_at`` is set while open, unless
    the place never closes. ``reopens_at`` is the end of the lunch break, both before and during
    it. ``opens_next`` is set while closed. ``lunch_uncertain`` warns that the moment lies in the
    customary lunch hour of a place whose lunch break is not known. ``note`` is the exception's.
    """

    open_now: bool | None
    closes_at: datetime | None = None
    reopens_at: datetime | None = None
    opens_next: datetime | None = None
    reason: Reason | None = None
    holiday_name: str = ""
    note: str = ""
    lunch_uncertain: bool = False


Span = tuple[datetime, datetime]
"""From, up to, in Thai time."""


def status_at(hours: Hours, moment: datetime, holidays: Mapping[date, str]) -> OpenStatus:
    """Return the status at ``moment``, which must carry a time zone.

    ``holidays`` maps public holidays to their names and should reach some weeks ahead.
    """
    if moment.tzinfo is None:
        raise ValueError("opening hours need a moment with a time zone")
    if not hours.known:
        return OpenStatus(open_now=None, reason=Reason.UNKNOWN)
    now = moment.astimezone(BANGKOK)
    today = now.date()
    spans = spans_on(hours, today, holidays)
    for start, end in spans:
        if start <= now < end:
            return _open_status(hours, now, end, spans, holidays)
    upcoming = _next_opening(hours, now, holidays)
    reason, detail = _why_closed(hours, now, spans, holidays)
    return OpenStatus(
        open_now=False,
        reopens_at=upcoming if reason is Reason.LUNCH else None,
        opens_next=upcoming,
        reason=reason,
        holiday_name=detail if reason is Reason.HOLIDAY else "",
        note=detail if reason is Reason.EXCEPTION else "",
    )


def _open_status(
    hours: Hours, now: datetime, end: datetime, spans: list[Span], holidays: Mapping[date, str]
) -> OpenStatus:
    """Return the status of a place that is open until ``end`` or beyond midnight."""
    closes_at = _end_past_midnight(hours, end, holidays)
    lunch_ends = _lunch_end(hours, closes_at) if closes_at else None
    reopens_at = next((start for start, _ in spans if start == lunch_ends), None)
    return OpenStatus(
        open_now=True,
        closes_at=closes_at,
        reopens_at=reopens_at,
        lunch_uncertain=hours.lunch.state is LunchState.UNKNOWN
        and not hours.is_always_open
        and now.hour == time(12).hour,
    )


def _lunch_end(hours: Hours, closes_at: datetime) -> datetime | None:
    """Return when lunch ends, if ``closes_at`` is its beginning."""
    if hours.lunch.ends is None or closes_at.time() != hours.lunch.starts:
        return None
    return _at(closes_at, hours.lunch.ends)


def _end_past_midnight(
    hours: Hours, end: datetime, holidays: Mapping[date, str]
) -> datetime | None:
    """Return where a span really ends when the next day goes on at 00:00, if it ever ends."""
    if hours.is_always_open and not hours.exceptions:
        return None
    last = end + timedelta(days=FARTHEST_SEARCH_DAYS)
    while end.time() == MIDNIGHT:
        following = spans_on(hours, end.date(), holidays)
        if not following or following[0][0] != end:
            return end
        end = following[0][1]
        if end > last:
            return None
    return end


def _next_opening(hours: Hours, now: datetime, holidays: Mapping[date, str]) -> datetime | None:
    for offset in range(FARTHEST_SEARCH_DAYS):
        for start, _ in spans_on(hours, now.date() + timedelta(days=offset), holidays):
            if start > now:
                return start
    return None


def _why_closed(
    hours: Hours, now: datetime, spans: list[Span], holidays: Mapping[date, str]
) -> tuple[Reason, str]:
    """Return the reason and the name of the holiday or the note of the exception."""
    today = now.date()
    exception = _exception_on(hours, today)
    if exception:
        return Reason.EXCEPTION, exception.note
    if not hours.week[today.weekday()]:
        weekend = today.weekday() >= SATURDAY
        return (Reason.WEEKEND if weekend else Reason.AFTER_HOURS), ""
    if hours.follows_public_holidays and today in holidays:
        return Reason.HOLIDAY, holidays[today]
    lunch = hours.lunch
    in_lunch = lunch.starts and lunch.ends and lunch.starts <= now.time() < lunch.ends
    if in_lunch and any(start > now for start, _ in spans):
        return Reason.LUNCH, ""
    return Reason.AFTER_HOURS, ""


def spans_on(hours: Hours, day: date, holidays: Mapping[date, str]) -> list[Span]:
    """Return when the place is open on ``day``, lunch already cut out, earliest first."""
    exception = _exception_on(hours, day)
    if exception:
        return [_span(day, interval) for interval in exception.intervals]
    if hours.follows_public_holidays and day in holidays:
        return []
    spans = [_span(day, interval) for interval in hours.week[day.weekday()]]
    if hours.lunch.state is not LunchState.CLOSES:
        return spans
    return [part for span in spans for part in _without_lunch(span, hours.lunch)]


def _without_lunch(span: Span, lunch: Lunch) -> list[Span]:
    start, end = span
    lunch_start, lunch_end = _at(start, lunch.starts), _at(start, lunch.ends)
    if lunch_end <= start or lunch_start >= end:
        return [span]
    parts = [(start, min(end, lunch_start)), (max(start, lunch_end), end)]
    return [(first, last) for first, last in parts if first < last]


def _span(day: date, interval: Interval) -> Span:
    start = datetime.combine(day, interval.opens, BANGKOK)
    last_day = day + timedelta(days=1) if interval.closes == MIDNIGHT else day
    return start, datetime.combine(last_day, interval.closes, BANGKOK)


def _at(day: datetime, moment: time | None) -> datetime:
    return datetime.combine(day.date(), moment or MIDNIGHT, BANGKOK)


def _exception_on(hours: Hours, day: date) -> HoursException | None:
    """Return the last exception listed for ``day``: a later entry corrects an earlier one."""
    return next((item for item in reversed(hours.exceptions) if item.covers(day)), None)


def _check_order(intervals: tuple[Interval, ...]) -> None:
    for earlier, later in pairwise(intervals):
        if earlier.closes == MIDNIGHT or later.opens < earlier.closes:
            raise ValueError("intervals of one day must be in order and must not overlap")
