"""Pins: every procedure at every place of the kinds at which it is offered."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from infogo.core.bulk import insert_from
from infogo.core.importing import Job
from infogo.core.upsert import Tally
from infogo.manuals.models import Manual, ManualStatus
from infogo.pins.counting import count_points, mark_pinned
from infogo.pins.models import Pin, Unpinned
from infogo.points.models import PointStatus, ServicePoint


def load_pins(job: Job) -> Tally:
    """Pin every published standard manual at all points of the procedure's ``offered_kinds``.

    The pin carries the manual of the point's own agency if that has one, else the standard
    manual. A point that has a pin of the procedure already keeps it, and one from which a person
    took it stays without. Kinds without points get no pin.
    """
    tally = Tally()
    standards = Manual.objects.filter(standard=None, status=ManualStatus.PUBLISHED)
    for standard in standards.select_related("procedure").order_by("pk"):
        for kind in standard.procedure.offered_kinds:
            tally.created += _pin(standard, kind)
        job.say(f"หมุด {tally.created:,} จุด")
    _count_all_points()
    tally.unchanged = Pin.objects.count() - tally.created
    return tally


@transaction.atomic
def _pin(standard: Manual, kind: str) -> int:
    pinned = Pin.objects.filter(procedure_id=standard.procedure_id).values("point_id")
    taken_off = Unpinned.objects.filter(procedure_id=standard.procedure_id).values("point_id")
    points = (
        ServicePoint.objects.filter(kind=kind, status=PointStatus.OPEN)
        .exclude(pk__in=pinned)
        .exclude(pk__in=taken_off)
    )
    own_manual = Manual.objects.filter(
        procedure_id=standard.procedure_id,
        agency_id=OuterRef("agency_id"),
        status=ManualStatus.PUBLISHED,
    ).values("pk")[:1]
    return insert_from(
        Pin,
        points,
        {
            "manual": Coalesce(Subquery(own_manual), Value(standard.pk)),
            "point": F("pk"),
            "procedure": Value(standard.procedure_id),
            "province": F("province_id"),
        },
    )


@transaction.atomic
def _count_all_points() -> None:
    count_points()
    mark_pinned()
