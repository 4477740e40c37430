"""What a day that becomes a public holiday, or ceases to be one, does to days that were promised.

A day matters to a request whose time runs over it: received by that day and not due before it. All
other requests are reckoned the same with or without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from infogo.core.calendar import add_working_days
from infogo.core.dates import end_of_day
from infogo.core.durations import DurationUnit
from infogo.core.hours import Hours, spans_on
from infogo.core.models import PublicHoliday
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, Receipt
from infogo.delays.reckoning import MINUTES, Almanac, promise_of
from infogo.manuals.models import ManualFacts, ManualStatus
from infogo.points.models import PointStatus, ServicePoint

MOST_CASES = 2000
"""Requests that are reckoned twice for a preview; about two seconds."""
MOST_DAYS = 3000
NEXT_YEAR_FROM_MONTH = 10
"""From then on days are promised that lie in the next year."""
WORKING = (DurationUnit.WORKING_DAY.value, *(unit.value for unit in MINUTES))


def years_without(today: date) -> list[int]:
    """Return the years whose holidays are needed by now and of which there is none; one query.

    Without them New Year's Day counts as a working day, and days are promised too early.
    """
    needed = [today.year, today.year + 1] if today.month >= NEXT_YEAR_FROM_MONTH else [today.year]
    known = {day.year for day in PublicHoliday.objects.dates("on", "year")}
    return [year for year in needed if year not in known]


@dataclass(frozen=True)
class MovedCase:
    """A request that would be due on another day; ``None``: held or not to be counted."""

    id: int
    reference: str
    service: str
    before: date | None
    after: date | None


@dataclass(frozen=True)
class HolidayEffect:
    """What changes. ``looked_at`` of ``cases_over_it`` open requests were reckoned.

    ``receipts`` is how many receipts over that day keep the day that was told to the citizen,
    though it would be counted differently now. ``promises`` is how many services promise working
    days such that what is filed today would be due on another day, of ``promises_counted``.
    ``points`` of ``points_known`` are open on that day only with or only without it.
    """

    moved: Sequence[MovedCase]
    cases_over_it: int
    looked_at: int
    receipts: int
    promises: int
    promises_counted: int
    points: int
    points_known: int
    points_unknown: int
    has_simulated: bool


def cases_over(day: date) -> QuerySet[DelayCase]:
    """Return the open requests whose time runs over a day, simulated ones too."""
    return DelayCase.objects.filter(
        Q(due_on=None) | Q(due_on__gte=day), decided_on=None, received_at__lt=end_of_day(day)
    ).order_by("pk")


def effect_of(day: date, *, is_holiday: bool, today: date) -> HolidayEffect:
    """Return what changes when ``day`` becomes a holiday, or is none any more. Writes nothing."""
    almanac = Almanac.read()
    with_it = replace(almanac, holidays={**almanac.holidays, day: almanac.holidays.get(day, "")})
    without_it = replace(
        almanac, holidays={on: name for on, name in almanac.holidays.items() if on != day}
    )
    before, after = (without_it, with_it) if is_holiday else (with_it, without_it)
    over = cases_over(day)
    cases = over.select_related("point", "manual__procedure").prefetch_related(
        "pauses", "extensions"
    )
    looked_at = list(cases[:MOST_CASES])
    promises, counted = _promises(today, before.holidays, after.holidays)
    points, known, unknown = _points(day, before.holidays, after.holidays)
    return HolidayEffect(
        moved=[moved for case in looked_at if (moved := _moved(case, before, after))],
        cases_over_it=over.count(),
        looked_at=len(looked_at),
        receipts=_receipts_over(day),
        promises=promises,
        promises_counted=counted,
        points=points,
        points_known=known,
        points_unknown=unknown,
        has_simulated=any(case.is_simulated for case in looked_at),
    )


def _moved(case: DelayCase, before: Almanac, after: Almanac) -> MovedCase | None:
    days = [_due_on(case, almanac) for almanac in (before, after)]
    if days[0] == days[1]:
        return None
    return MovedCase(case.pk, case.reference, case.manual.procedure.name_th, days[0], days[1])


def _due_on(case: DelayCase, almanac: Almanac) -> date | None:
    try:
        return promise_of(case, almanac).due_on
    except DelayError:
        return None


def _receipts_over(day: date) -> int:
    if day.weekday() >= 5:
        return 0
    return Receipt.objects.filter(
        finished_on=None,
        voided_at=None,
        due_on__gte=day,
        received_at__lt=end_of_day(day),
        promised_unit__in=WORKING,
    ).count()


def _promises(
    today: date, before: Mapping[date, str], after: Mapping[date, str]
) -> tuple[int, int]:
    """Return how many services would promise another day today, of those with working days."""
    values = ManualFacts.objects.filter(
        duration_unit=DurationUnit.WORKING_DAY,
        manual__standard=None,
        manual__status=ManualStatus.PUBLISHED,
    ).values_list("duration_value", flat=True)
    counts = [int(value) for value in values if value is not None and 0 <= value <= MOST_DAYS]
    moved = {
        count
        for count in set(counts)
        if add_working_days(today, count, before).due_on
        != add_working_days(today, count, after).due_on
    }
    return sum(count in moved for count in counts), len(counts)


def _points(
    day: date, before: Mapping[date, str], after: Mapping[date, str]
) -> tuple[int, int, int]:
    """Return how many points open on one of the two only; how many hours are known, and not."""
    changing = known = unknown = 0
    judged: dict[str, bool | None] = {}
    stored = ServicePoint.objects.filter(status=PointStatus.OPEN).order_by()
    for hours in stored.values_list("hours", flat=True).iterator(chunk_size=2000):
        key = repr(hours)
        if key not in judged:
            read = Hours.model_validate(hours) if hours else Hours.unknown()
            spans = [bool(spans_on(read, day, holidays)) for holidays in (before, after)]
            judged[key] = spans[0] != spans[1] if read.known else None
        is_changing = judged[key]
        if is_changing is None:
            unknown += 1
        else:
            known += 1
            changing += is_changing
    return changing, known, unknown


def values_of(holiday: PublicHoliday | None) -> dict[str, object]:
    """Return what is written of a day, by which a change is noticed; empty for an ordinary one."""
    if holiday is None:
        return {}
    return {
        "name_th": holiday.name_th,
        "name_en": holiday.name_en,
        "source": holiday.source,
    }
