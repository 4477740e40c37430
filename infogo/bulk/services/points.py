"""Service points as spreadsheets write them: each write audited and announced."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from infogo.bulk.errors import RowRefusedError
from infogo.core import audit
from infogo.core.hours import Hours
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.geo.models import CoordinateQuality
from infogo.pins.models import Pin
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.thai.collate import stored_key

FIELDS = (
    "name_th", "name_en", "sort_key", "kind", "address", "landmark", "subdistrict_id",
    "district_id", "province_id", "postcode", "lat", "lng", "coordinate_quality", "phones",
    "email", "website", "hours", "hours_status", "opens_on_weekend", "accessibility", "status",
    "moved_to_id",
)  # fmt: skip
"""All that a spreadsheet may touch, directly or by what follows; restored when undone."""


def with_what_follows(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts together with the columns that follow from them."""
    found = dict(facts)
    if "name_th" in facts:
        found["sort_key"] = stored_key(facts["name_th"])
    if "hours" in facts:
        hours = Hours.model_validate(facts["hours"]) if facts["hours"] else Hours.unknown()
        found["hours_status"] = HoursStatus.CONFIRMED if hours.known else HoursStatus.UNKNOWN
        found["opens_on_weekend"] = hours.opens_on_weekends
    if "lat" in facts or "lng" in facts:
        is_placed = facts.get("lat", 0) is not None and facts.get("lng", 0) is not None
        quality = CoordinateQuality.OFFICE if is_placed else CoordinateQuality.NONE
        found["coordinate_quality"] = quality
    if facts.get("status", PointStatus.MOVED) != PointStatus.MOVED:
        found["moved_to_id"] = None
    return found


@transaction.atomic
def add_point(*, agency_id: int, facts: Mapping[str, Any], actor: str) -> ServicePoint:
    """Open a service point of an agency.

    Raises:
        RowRefusedError: the agency has one of that name in the same district already.
    """
    twins = ServicePoint.objects.filter(
        agency_id=agency_id, name_th=facts["name_th"], district_id=facts.get("district_id")
    )
    if twins.exists():
        raise RowRefusedError("หน่วยงานนี้มีจุดให้บริการชื่อนี้ในอำเภอนี้แล้ว แก้แถวของจุดที่มีอยู่แทน")
    point = ServicePoint(agency_id=agency_id, key=f"office-{secrets.token_hex(8)}")
    for name, value in with_what_follows(facts).items():
        setattr(point, name, value)
    point.mark_edited()
    point.save(force_insert=True)
    _note(point, "add_point", actor, {})
    return point


@transaction.atomic
def change_point(
    *, point: ServicePoint, facts: Mapping[str, Any], actor: str, verb: str = "edit_point"
) -> None:
    """Change a point that this transaction holds; pins follow it into another province."""
    moved = "province_id" in facts and facts["province_id"] != point.province_id
    for name, value in facts.items():
        setattr(point, name, value)
    point.mark_edited()
    point.save(update_fields=[*facts, "edited_at", "updated_at"])
    if moved:
        Pin.objects.filter(point=point).update(province_id=point.province_id)
    _note(point, verb, actor, {"fields": sorted(facts)})


@transaction.atomic
def remove_point(*, point: ServicePoint, actor: str) -> None:
    """Take away a point that nothing refers to yet: one that was added by mistake.

    Raises:
        RowRefusedError: something belongs to it.
    """
    for relation in ServicePoint._meta.related_objects:
        others = relation.related_model._base_manager
        if others.filter(**{relation.field.name: point}).exists():
            raise RowRefusedError("มีข้อมูลผูกกับจุดให้บริการนี้แล้ว เปลี่ยนสถานะเป็นปิดถาวรแทน")
    _note(point, "remove_point", actor, {"name": point.name_th})
    point.delete()


def _note(point: ServicePoint, verb: str, actor: str, detail: Mapping[str, Any]) -> None:
    audit.record(
        actor=actor, verb=verb, target="point", target_id=point.pk, detail=dict(detail)
    )  # fmt: skip
    announce(OutboxTopic.POINT, [point.pk])
