"""The law's clock: by when an agency must answer, and by when a citizen must file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from infogo.agents.arguments import Agency, Language
from infogo.agents.errors import ToolRefusedError
from infogo.agents.receipts import Receipt, Unknown, is_stale, manual_for, receipt, unknown
from infogo.core.calendar import LAW_TH, Party, due_date
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.durations import Duration, DurationUnit
from infogo.delays.clock import ClockError, CountedDay, promise
from infogo.delays.errors import DelayError
from infogo.delays.receipts import Filed, reckon
from infogo.delays.reckoning import Almanac
from infogo.manuals.filing_limits import FilingLimit, filing_limits
from infogo.manuals.selectors import MergedManual, content_here
from infogo.records.manuals import ManualRecord, manual_record

FIRST_YEAR, LAST_YEAR = 2000, 2200


class CountedOut(BaseModel):
    """One day of the arithmetic."""

    on: date
    counts: bool
    why_th: str


class FilingDue(BaseModel):
    """By when a citizen must file, after an event that the manual names."""

    since_th: str = Field(description="The event from which the time runs; check it is the one")
    length_th: str
    due_on: date
    is_moved: bool = Field(description="The last day was a holiday, so it moved to a working day")
    says_th: str = Field(description="The condition of the manual")
    receipt: Receipt


class Deadline(BaseModel):
    """A last day and how it came about; of several filing limits ``due_on`` is the first."""

    status: Literal["known", "unknown", "stale"]
    due_on: date | None
    due_at: datetime | None
    length_th: str
    days: list[CountedOut]
    filing: list[FilingDue]
    law_th: str
    receipt: Receipt | None = Field(description="Of the manual whose promise it is")
    unknown: list[Unknown]


OLDEST, FARTHEST = timedelta(days=5 * 366), timedelta(days=366)


def compute_deadline(
    procedure: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None,
    received: Annotated[
        datetime | None, Field(description="When complete papers were filed, with time zone")
    ] = None,
    event: Annotated[
        date | None, Field(description="Day of a birth, loss, move …: until when must one file?")
    ] = None,
    value: Annotated[int | None, Field(ge=1, le=3660)] = None,
    unit: DurationUnit | None = None,
    by_channel: Annotated[bool, Field(description="Through an announced e-channel")] = False,
    agency: Agency = None,
    language: Language = "th",
) -> Deadline:
    """Count a last day by the law's clock, explaining every day that does not count.

    procedure and received: by when the agency must answer. procedure and event: by when a citizen
    must file. value, unit and received: any time. นับวันครบกำหนด วันกับวันทำการไม่แปลงกัน
    """
    if procedure is not None and event is not None:
        return _filing(manual_for(procedure, agency), _near(event), language)
    if received is None:
        raise ToolRefusedError("Give received, or procedure and event.")
    moment = moment_of(received)
    _near(moment.date())
    almanac = Almanac.read()
    if procedure is not None:
        merged = manual_for(procedure, agency)
        return _promised(merged, Filed(moment, by_channel), almanac, language)
    if value is None or unit is None:
        raise ToolRefusedError("Give procedure, or value and unit.")
    length = Duration.of(value, unit)
    try:
        counted = promise(moment, length, holidays=almanac.holidays)
    except ClockError as problem:
        raise ToolRefusedError(str(problem)) from problem
    return _deadline(counted.due_on, counted.due_at, length, counted.days, None)


def moment_of(at: datetime | None) -> datetime:
    """Return a moment in Thai time, now without one.

    Raises:
        ToolRefusedError: it has no time zone, or no calendar reaches so far.
    """
    if at is None:
        return bangkok_now()
    if at.tzinfo is None:
        raise ToolRefusedError("A moment needs its time zone: 2026-12-01T09:00+07:00")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ToolRefusedError(f"The year must be {FIRST_YEAR} to {LAST_YEAR}, of the Common Era.")
    return at.astimezone(BANGKOK)


def _near(day: date) -> date:
    today = bangkok_now().date()
    if not today - OLDEST <= day <= today + FARTHEST:
        raise ToolRefusedError("The day must be within five years back and one year ahead (CE).")
    return day


def _filing(merged: MergedManual, event: date, language: Language) -> Deadline:
    record = manual_record(merged)
    content, source = content_here(merged), receipt(record, "content.criteria", language)
    limits = filing_limits(content)
    reason = "stale" if is_stale(record) else "" if limits else "empty"
    if reason:
        return _nothing(source, unknown("content.criteria", reason, language))
    holidays = Almanac.read().holidays
    found = [
        _filing_due(limit, event, holidays, record, content.criteria.items, language)
        for limit in limits
    ]
    return Deadline(
        status="known",
        due_on=found[0].due_on,
        due_at=None,
        length_th=found[0].length_th,
        days=[],
        filing=found,
        law_th=LAW_TH,
        receipt=found[0].receipt,
        unknown=[],
    )


def _filing_due(
    limit: FilingLimit,
    event: date,
    holidays: Mapping[date, str],
    record: ManualRecord,
    criteria: Sequence[str],
    language: Language,
) -> FilingDue:
    last = due_date(event, limit.limit, holidays, Party.AGENCY).due_on
    due = due_date(event, limit.limit, holidays, Party.CITIZEN).due_on
    place = criteria.index(limit.text)
    return FilingDue(
        since_th=limit.since,
        length_th=limit.limit.text(),
        due_on=due,
        is_moved=due != last,
        says_th=limit.text,
        receipt=receipt(record, f"content.criteria.items[{place}]", language),
    )


def _promised(merged: MergedManual, filed: Filed, almanac: Almanac, language: Language) -> Deadline:
    record = manual_record(merged)
    source = receipt(record, "content.total", language)
    if is_stale(record):
        return _nothing(source, unknown("content.total", "stale", language))
    try:
        found = reckon(merged.manual, filed, almanac)
    except DelayError:
        return _nothing(source, unknown("content.total", "empty", language))
    told = found.promise
    # The promise is that of the edition in force then, which need not be the present one.
    source = source.model_copy(
        update={"edition": found.edition.number, "hash": found.edition.content_hash}
    )
    return _deadline(found.due_on, told.due_at, found.length, told.days, source)


def _nothing(source: Receipt, gap: Unknown) -> Deadline:
    return Deadline(
        status="stale" if gap.reason == "stale" else "unknown",
        due_on=None,
        due_at=None,
        length_th="",
        days=[],
        filing=[],
        law_th=LAW_TH,
        receipt=source,
        unknown=[gap],
    )


def _deadline(
    due_on: date | None,
    due_at: datetime | None,
    length: Duration,
    days: tuple[CountedDay, ...],
    source: Receipt | None,
) -> Deadline:
    return Deadline(
        status="known" if due_on else "unknown",
        due_on=due_on,
        due_at=due_at,
        length_th=length.text(),
        days=[CountedOut(on=day.on, counts=day.counts, why_th=day.why_th) for day in days],
        filing=[],
        law_th=LAW_TH,
        receipt=source,
        unknown=[],
    )
