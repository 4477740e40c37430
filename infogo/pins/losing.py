"""What citizens lose when a service point closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from infogo.manuals.models import ProcedureStatus
from infogo.pins.models import Pin
from infogo.pins.selectors import still_served, visitable
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import Standing

MOST_NAMED = 20


@dataclass(frozen=True)
class Loss:
    """What closing a point takes from citizens: manuals that are served nowhere else."""

    manual_count: int
    total: int
    names: Sequence[str]


def loss_of(point: ServicePoint) -> Loss:
    """Return the manuals in use that would be served nowhere if the point closed.

    A standard manual is served wherever any manual of its procedure is.
    """
    others = visitable(still_served(Pin.objects.exclude(point=point)))
    here = still_served(Pin.objects.filter(point=point, procedure__status=ProcedureStatus.ACTIVE))
    elsewhere = Exists(others.filter(manual=OuterRef("manual"))) | (
        Q(manual__standard=None) & Exists(others.filter(procedure=OuterRef("procedure")))
    )
    lost = here.exclude(elsewhere).order_by("procedure__name_th", "pk")
    return Loss(
        manual_count=here.count(),
        total=lost.count(),
        names=list(lost.values_list("procedure__name_th", flat=True)[:MOST_NAMED]),
    )


def asks_for_certainty(point: ServicePoint, standing: Standing) -> bool:
    """Whether a change of standing ends a point: what is lost must be known before."""
    ends = standing.status in {PointStatus.CLOSED, PointStatus.MOVED}
    return ends and standing.status != point.status
