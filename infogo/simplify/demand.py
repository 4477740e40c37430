"""How many citizens a year something affects, and where that number comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Count, Min, Q, Sum

from infogo.insights.models import ProcedureOpenings
from infogo.simplify.estimate import rounded
from infogo.simplify.models import Basis
from infogo.volumes.models import VolumeRow
from infogo.volumes.months import first_of, later
from infogo.volumes.selectors import TOLD_STATES

MONTHS = 12
FEWEST_MONTHS = 3
"""Fewer months tell too little of a year."""
OPENING_DAYS, FEWEST_DAYS, DAYS_A_YEAR = 90, 30, 365


@dataclass(frozen=True)
class Requests:
    """Requests a year; ``total`` of them were counted in ``span`` months, or days for openings."""

    a_year: int | None = None
    basis: Basis = Basis.UNKNOWN
    total: int = 0
    span: int = 0
    is_simulated: bool = False


UNKNOWN = Requests()


@dataclass(frozen=True)
class Demands:
    """Requests a year of procedures in whichever agency, and of single manuals."""

    procedures: dict[int, Requests] = field(default_factory=dict)
    manuals: dict[int, Requests] = field(default_factory=dict)


def demands(*, procedure_ids: Collection[int], manual_ids: Collection[int], today: date) -> Demands:
    """Return requests a year: from submitted reports where told, else from openings of the manual.

    Openings are counted by procedure only, so that a single manual without reports is unknown. At
    most four queries.
    """
    reported = _reported("manual__procedure", procedure_ids, today)
    missing = set(procedure_ids) - set(reported)
    return Demands(
        procedures={**_opened(missing, today), **reported},
        manuals=_reported("manual", manual_ids, today),
    )


def _reported(column: str, ids: Collection[int], today: date) -> dict[int, Requests]:
    """Return the mean of the months told times twelve; a month that nobody told is left out."""
    if not ids:
        return {}
    rows = (
        VolumeRow.objects.filter(
            Q(received__isnull=False) | Q(is_zero=True),
            **{f"{column}__in": list(ids)},
            month__gte=later(first_of(today), -MONTHS),
            month__lt=first_of(today),
            report__state__in=TOLD_STATES,
        )
        .order_by()
        .values_list(column)
        .annotate(
            Sum("received"),
            Count("month", distinct=True),
            simulated=Count("pk", filter=Q(is_simulated=True)),
        )
    )
    return {
        key: Requests(
            rounded(Fraction((total or 0) * MONTHS, months)),
            Basis.REPORTED,
            total or 0,
            months,
            bool(simulated),
        )
        for key, total, months, simulated in rows
        if months >= FEWEST_MONTHS
    }


def _opened(ids: Iterable[int], today: date) -> dict[int, Requests]:
    """Return openings a year, reckoned from those of the last days in which they were counted."""
    wanted = list(ids)
    first = ProcedureOpenings.objects.aggregate(first=Min("day"))["first"] if wanted else None
    if first is None:
        return {}
    days = min(OPENING_DAYS, (today - first).days)
    if days < FEWEST_DAYS:
        return {}
    rows = (
        ProcedureOpenings.objects.filter(
            procedure__in=wanted, day__gte=today - timedelta(days=days), day__lt=today
        )
        .order_by()
        .values_list("procedure")
        .annotate(Sum("count"))
    )
    return {
        key: Requests(rounded(Fraction(total * DAYS_A_YEAR, days)), Basis.OPENINGS, total, days)
        for key, total in rows
        if total
    }
