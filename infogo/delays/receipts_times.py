"""What was promised beside how long it took: finished receipts and late requests, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from infogo.core.durations import DurationUnit
from infogo.delays.models import DelayCase
from infogo.delays.receipts_models import Receipt
from infogo.delays.refusals import is_no_time
from infogo.manuals.models import Manual

LOOKED_BACK = timedelta(days=365)
WORKING, CALENDAR = DurationUnit.WORKING_DAY, DurationUnit.DAY


@dataclass(frozen=True)
class ReceiptTimes:
    """Receipts finished in a year; days in the kind of day that most of them promised."""

    finished: int
    in_time: int
    median_days: int
    unit: DurationUnit
    measured: int
    is_simulated: bool


@dataclass(frozen=True)
class LateCases:
    """Requests that ran out of time in a year, as agencies noted them under section 10."""

    cases: int
    missed_notices: int
    is_simulated: bool


def receipt_times(manual: Manual, today: date) -> ReceiptTimes | None:
    """Return how the receipts of a manual ended, ``None`` when none did; one query.

    Those of a standard manual are the receipts of all agencies that adopted it. Working days and
    calendar days are never put together: the median is of the kind that more receipts have.
    What was returned for want of documents tells nothing of the service's time and is left out,
    unless it was late before its deficiency record was made.
    """
    rows = list(
        of_manual(Receipt.objects.all(), manual)
        .filter(
            ~is_no_time(),
            finished_on__gt=today - LOOKED_BACK,
            finished_on__lte=today,
            voided_at=None,
        )
        .order_by()
        .values("promised_unit", "days_taken")
        .annotate(
            n=Count("pk"),
            kept=Count("pk", filter=Q(finished_on__lte=F("due_on"))),
            made_up=Count("pk", filter=Q(is_simulated=True)),
        )
    )
    if not rows:
        return None
    taken: dict[DurationUnit, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        kind = WORKING if row["promised_unit"] == WORKING else CALENDAR
        taken[kind][row["days_taken"]] += row["n"]
    unit = max(taken, key=lambda kind: sum(taken[kind].values()))
    return ReceiptTimes(
        finished=sum(row["n"] for row in rows),
        in_time=sum(row["kept"] for row in rows),
        median_days=median(taken[unit]),
        unit=unit,
        measured=sum(taken[unit].values()),
        is_simulated=any(row["made_up"] for row in rows),
    )


def late_cases(manual: Manual, today: date) -> LateCases:
    """Return how many requests ran out of time in a year, finished or not; one query."""
    rows = of_manual(DelayCase.objects.all(), manual).filter(
        is_late(today), due_on__gt=today - LOOKED_BACK, due_on__lte=today
    )
    found = rows.order_by().values_list("missed_count", "is_simulated").annotate(n=Count("pk"))
    counted = list(found)
    return LateCases(
        cases=sum(n for _missed, _made_up, n in counted),
        missed_notices=sum(missed * n for missed, _made_up, n in counted),
        is_simulated=any(made_up for _missed, made_up, _n in counted),
    )


def is_late(today: date) -> Q:
    """Return what is asked of cases whose promised time ran out before they were decided."""
    return Q(decided_on__gt=F("due_on")) | Q(decided_on=None, due_on__lt=today)


def of_manual(rows: QuerySet[Any], manual: Manual) -> QuerySet[Any]:
    """Return the rows of a manual; of a standard one, those of everybody who adopted it too."""
    if manual.is_standard:
        return rows.filter(manual__procedure=manual.procedure_id)
    return rows.filter(manual=manual.pk)


def median(counts: Mapping[int, int]) -> int:
    """Return the value in the middle; of two, the lower: half took no longer than this."""
    total, seen = sum(counts.values()), 0
    for value in sorted(counts):
        seen += counts[value]
        if seen * 2 >= total:
            return value
    raise ValueError("nothing was counted")
