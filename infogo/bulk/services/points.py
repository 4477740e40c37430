"""Single service points as spreadsheets write them, by way of the services of points."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from typing import Any

from django.db import transaction

from infogo.agencies.models import Agency
from infogo.bulk.errors import RowRefusedError
from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.core.phones import Phone
from infogo.geo.models import CoordinateQuality
from infogo.pins.counting import counted_again
from infogo.points.errors import PointError
from infogo.points.facts import PointFacts
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import (
    CHANGEABLE,
    COLUMNS,
    Part,
    Standing,
    create_point,
    save_point,
    set_standing,
)

DAYS = frozenset({"suspended_from", "suspended_until", "checked_on"})
"""Columns that JSON cannot hold as they are."""


def kept(point: ServicePoint) -> dict[str, Any]:
    """Return all that a change may touch, as JSON."""
    columns = {name: getattr(point, name) for name in sorted(CHANGEABLE)}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in columns.items()}


@transaction.atomic
def add(*, agency_id: int, columns: Mapping[str, Any], reason: str, actor: str) -> int:
    """Open a point; return its id.

    Raises:
        RowRefusedError: the agency ended, or has a point of this name there already.
    """
    facts = {name: columns[name] for name in COLUMNS[Part.FACTS] if name in columns}
    facts["phones"] = tuple(Phone.model_validate(phone) for phone in facts.get("phones", ()))
    agency = Agency.objects.get(pk=agency_id)
    try:
        point = create_point(agency=agency, facts=PointFacts(**facts), actor=actor)
    except PointError as refusal:
        raise RowRefusedError(str(refusal)) from refusal
    rest = {name: value for name, value in columns.items() if name not in facts}
    change(point_id=point.pk, columns=rest, reason=reason, actor=actor)
    return point.pk


@transaction.atomic
def change(*, point_id: int, columns: Mapping[str, Any], reason: str, actor: str) -> None:
    """Change a point; a status goes by the service that asks for its reason.

    Raises:
        RowRefusedError: the status is not possible; the message says why.
    """
    changes = dict(columns)
    status = changes.pop("status", None)
    if "lat" in changes or "lng" in changes:
        is_placed = changes.get("lat", 0) is not None and changes.get("lng", 0) is not None
        quality = CoordinateQuality.OFFICE if is_placed else CoordinateQuality.NONE
        changes["coordinate_quality"] = quality.value
    # Around both: what is counted is held before the audit trail is written to.
    with nullcontext() if status is None else counted_again(point_id):
        if changes:
            save_point(point_id=point_id, changes=changes, actor=actor)
        if status is not None:
            standing = Standing(PointStatus(status))
            try:
                set_standing(point_id=point_id, standing=standing, reason=reason, actor=actor)
            except PointError as refusal:
                raise RowRefusedError(str(refusal)) from refusal


@transaction.atomic
def restore(*, point_id: int, columns: Mapping[str, Any], actor: str) -> None:
    """Give a point back all that it said before."""
    changes = {
        name: date.fromisoformat(value) if name in DAYS and value else value
        for name, value in columns.items()
    }
    with counted_again(point_id):
        save_point(point_id=point_id, changes=changes, actor=actor, verb="restore_point")


@transaction.atomic
def remove(*, point_id: int, actor: str) -> None:
    """Take away a point that nothing refers to yet: one that was added by mistake.

    Raises:
        RowRefusedError: something belongs to it.
    """
    point = ServicePoint.objects.select_for_update().get(pk=point_id)
    for relation in ServicePoint._meta.related_objects:
        others = relation.related_model._base_manager
        if others.filter(**{relation.field.name: point}).exists():
            raise RowRefusedError("มีข้อมูลผูกกับจุดให้บริการนี้แล้ว เปลี่ยนสถานะเป็นปิดถาวรแทน")
    audit.record(
        actor=actor,
        verb="remove_point",
        target="point",
        target_id=point_id,
        detail={"name": point.name_th, "agency": point.agency_id},
    )
    announce(OutboxTopic.POINT, [point_id])
    point.delete()
