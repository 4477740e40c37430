"""Procedures that nobody uses. What nobody reported is not zero, and is told apart from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, Sum

from infogo.insights.models import ProcedureOpenings
from infogo.manuals.models import Procedure
from infogo.pins.models import Pin
from infogo.simplify.detectors.base import Bite, Ground, Hit
from infogo.simplify.detectors.outliers import next_procedures
from infogo.simplify.estimate import Estimate
from infogo.simplify.facts import UnusedFacts
from infogo.simplify.models import Kind
from infogo.volumes.models import MonthlyReport, VolumeRow
from infogo.volumes.months import first_of, later
from infogo.volumes.selectors import TOLD_STATES

AT_ONCE = 50
"""Procedures in one bite."""
MONTHS = 12
"""Whole months that are looked back on in reports."""


@dataclass(frozen=True)
class Reports:
    """What reports told of one procedure: rows with a number, their sum, in how many months."""

    rows: int = 0
    received: int = 0
    months: int = 0


def look_at_unused(ground: Ground, after: int) -> Bite:
    """Judge the next procedures by their openings and by reports."""
    ids = next_procedures(after, AT_ONCE)
    last = ids[-1] if len(ids) == AT_ONCE else None
    counted = counted_days(ground.today)
    is_counted = counted >= ground.limits.unused_days
    opened = opened_lately(ids, ground.today, ground.limits.unused_days)
    told = reports_of(ids, ground.today)
    owners = dict(Procedure.objects.filter(pk__in=ids).values_list("pk", "owner_id"))
    hits = []
    for procedure_id in ids:
        if procedure_id in opened:
            continue
        days = ground.limits.unused_days if is_counted else 0
        facts = judged(procedure_id, told.get(procedure_id, Reports()), days, ground)
        if facts is not None:
            hits.append(
                Hit(
                    kind=Kind.UNUSED,
                    key=f"unused:{procedure_id}",
                    facts=facts,
                    estimate=Estimate(),
                    procedure_id=procedure_id,
                    agency_id=owners[procedure_id],
                )
            )
    return Bite(hits, last, "" if is_counted else _not_counted(counted, ground))


def judged(procedure_id: int, told: Reports, days: int, ground: Ground) -> UnusedFacts | None:
    """Return why nobody seems to use a procedure that was not opened; ``None``: nobody can tell.

    Either reports of enough months told zero throughout, or openings were counted long enough
    and agencies were asked in enough months and told nothing.
    """
    enough = ground.limits.unused_months
    if told.received:
        return None
    if told.rows:
        if told.months < enough:
            return None
        return UnusedFacts(counted_days=days, asked=0, told=told.rows, months=told.months)
    if not days:
        return None
    asked, months = asked_of(procedure_id, ground.today)
    if months < enough:
        return None
    return UnusedFacts(counted_days=days, asked=asked, told=0, months=months)


def counted_days(today: date) -> int:
    """Return for how many days openings have been counted at all."""
    first = ProcedureOpenings.objects.aggregate(first=Min("day"))["first"]
    return (today - first).days + 1 if first else 0


def opened_lately(procedure_ids: Sequence[int], today: date, days: int) -> set[int]:
    """Return those procedures that somebody opened in so many days."""
    rows = ProcedureOpenings.objects.filter(
        procedure__in=procedure_ids, day__gt=today - timedelta(days=days), count__gt=0
    )
    return set(rows.values_list("procedure_id", flat=True))


def reports_of(procedure_ids: Sequence[int], today: date) -> dict[int, Reports]:
    """Return what submitted reports of the last twelve whole months told; one query."""
    rows = (
        VolumeRow.objects.filter(
            Q(received__isnull=False) | Q(is_zero=True),
            manual__procedure__in=procedure_ids,
            month__gte=later(first_of(today), -MONTHS),
            month__lt=first_of(today),
            report__state__in=TOLD_STATES,
        )
        .order_by()
        .values_list("manual__procedure")
        .annotate(Count("pk"), Sum("received"), Count("month", distinct=True))
    )
    return {
        procedure: Reports(count, received or 0, months)
        for procedure, count, received, months in rows
    }


def asked_of(procedure_id: int, today: date) -> tuple[int, int]:
    """Return how many reports were asked of agencies that serve a procedure, in how many months."""
    agencies = Pin.objects.filter(procedure=procedure_id).order_by().values("point__agency")
    found = MonthlyReport.objects.filter(
        agency__in=agencies,
        month__gte=later(first_of(today), -MONTHS),
        month__lt=first_of(today),
        expected__gt=0,
    ).aggregate(reports=Count("pk"), months=Count("month", distinct=True))
    return found["reports"], found["months"]


def _not_counted(days: int, ground: Ground) -> str:
    return (
        f"นับการเปิดคู่มือมาแล้ว {days:,} วัน ยังไม่ครบ {ground.limits.unused_days:,} วัน "
        "จึงตัดสินจากรายงานธุรกรรมเท่านั้น"
    )
