"""Every change of a service point: whole, audited and announced, or not at all.

``actor`` is how the audit trail names who acts. Whether she may is asked before, of her rights;
what only the record itself can tell is checked here, under its lock. A part that was opened in a
form is saved with ``seen``, the version it had then: if somebody changed it meanwhile nothing is
saved and both have their say (``PointConflictError``).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction

from infogo.agencies.models import Agency, AgencyStatus
from infogo.core import audit, versions
from infogo.core.dates import bangkok_now, long_date
from infogo.core.hours import Hours
from infogo.core.keys import points_in
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.upsert import digest
from infogo.geo.coordinates import Position
from infogo.geo.models import CoordinateQuality
from infogo.points.errors import PointConflictError, PointError
from infogo.points.facts import ACCESS, ACCESS_TEXTS, PointFacts
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.opening import stored_hours
from infogo.points.selectors import VISITABLE
from infogo.thai.collate import stored_key

SHORTEST_REASON = 5
LONGEST_REASON = 300


class Part(StrEnum):
    """What is changed on one page."""

    FACTS = "facts"
    POSITION = "position"
    HOURS = "hours"
    ACCESS = "access"
    STATUS = "status"


COLUMNS: dict[Part, tuple[str, ...]] = {
    Part.FACTS: (
        "name_th", "name_en", "kind", "address", "landmark", "province_id", "district_id",
        "subdistrict_id", "postcode", "phones", "email", "website",
    ),
    Part.POSITION: ("lat", "lng", "coordinate_quality"),
    Part.HOURS: ("hours", "hours_status"),
    Part.ACCESS: ("accessibility", "entrance", "transit"),
    Part.STATUS: ("status", "moved_to_id", "suspended_from", "suspended_until"),
}  # fmt: skip
FOLLOWING = ("sort_key", "opens_on_weekend", "checked_on", "manuals_posted_on")
"""Columns that are not typed: they follow from others."""
CHANGEABLE = frozenset({column for part in COLUMNS.values() for column in part} | {*FOLLOWING})
# What the documents of services repeat about the points at which they are served.
_REPEATED = frozenset({"status", "province_id", "opens_on_weekend"})
# What shows on a point's own pages alone.
_OWN = frozenset({"checked_on", "manuals_posted_on"})


@dataclass(frozen=True)
class Standing:
    """Whether a point can be visited: ``since`` and ``until`` limit a suspension, if known."""

    status: PointStatus
    successor_id: int | None = None
    since: date | None = None
    until: date | None = None


def version_of(point: ServicePoint, part: Part) -> str:
    """Return what tells one state of a part from another."""
    return digest([getattr(point, column) for column in COLUMNS[part]])[:16]


@transaction.atomic
def create_point(*, agency: Agency, facts: PointFacts, actor: str) -> ServicePoint:
    """Open a new service point of an agency; it can be visited at once.

    Raises:
        PointError: the agency ended, or has a point of this name in this district already.
    """
    held = Agency.objects.select_for_update().get(pk=agency.pk)
    if held.status != AgencyStatus.ACTIVE:
        raise PointError("หน่วยงานนี้เลิกหรือรวมกับหน่วยงานอื่นแล้ว เพิ่มจุดให้หน่วยงานที่ยังดำเนินงาน")
    twins = ServicePoint.objects.filter(
        agency=held, name_th=facts.name_th, district=facts.district_id, status__in=VISITABLE
    )
    if twins.exists():
        raise PointError("หน่วยงานนี้มีจุดให้บริการชื่อนี้ในอำเภอนี้แล้ว แก้จุดที่มีอยู่ หรือตั้งชื่อให้ต่างกัน")
    columns = with_what_follows(facts.columns())
    point = ServicePoint(agency=held, key=f"point-{secrets.token_hex(8)}", **columns)
    point.mark_edited()
    point.save(force_insert=True)
    detail = {"agency": held.pk, "values": _plain(columns)}
    audit.record(
        actor=actor, verb="create_point", target="point", target_id=point.pk, detail=detail
    )
    announce(OutboxTopic.POINT, [point.pk])
    return point


@transaction.atomic
def save_point(
    *,
    point_id: int,
    changes: Mapping[str, Any],
    actor: str,
    part: Part | None = None,
    seen: str = "",
    verb: str = "edit_point",
    detail: Mapping[str, Any] | None = None,
) -> ServicePoint:
    """Change columns of a point, given as plain values that were checked already.

    What follows from them (the order in lists, being open on weekends, the province of its pins)
    is kept true. Values that are there already are no change; without any, nothing is written
    unless there is a ``detail`` to keep.

    Raises:
        PointConflictError: ``seen`` is not the version of ``part`` any more, and what is to be
            saved differs from what is there.
        ValueError: a column that nobody may change.
    """
    if unknown := changes.keys() - CHANGEABLE:
        raise ValueError(f"not to be changed: {sorted(unknown)}")
    held = ServicePoint.objects.select_for_update().get(pk=point_id)
    wanted = with_what_follows(changes)
    before = {name: getattr(held, name) for name in wanted}
    is_changed = any(value != before[name] for name, value in changes.items())
    if not is_changed and not detail:
        return held
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    if is_changed and part is not None and seen and seen != version_of(held, part):
        raise PointConflictError(held, wanted)
    for name, value in changed.items():
        setattr(held, name, value)
    held.mark_edited()
    held.save()
    if "province_id" in changed:
        # Pins repeat the province; through the relation, because pins stand above points.
        held.pins.update(province_id=held.province_id)
    told = {name: [before[name], value] for name, value in changed.items()}
    audit.record(
        actor=actor,
        verb=verb,
        target="point",
        target_id=held.pk,
        detail={"changes": _plain(told), **(detail or {})},
    )
    is_seen_elsewhere = bool(changed.keys() - _OWN)
    shows = Shows.EVERYWHERE if is_seen_elsewhere else Shows.OWN
    announce(OutboxTopic.POINT, [held.pk], shows=shows)
    if "province_id" in changed and before["province_id"]:
        # Its rows stood in the lists of that province until now.
        versions.touch([points_in(before["province_id"])])
    if _REPEATED & changed.keys():
        served = set(held.pins.order_by().values_list("procedure_id", flat=True))
        announce(OutboxTopic.PROCEDURE, sorted(served), shows=Shows.OWN)
    return held


def save_facts(*, point_id: int, facts: PointFacts, actor: str, seen: str = "") -> ServicePoint:
    """Save names, address and contacts.

    Raises:
        PointConflictError: somebody changed them after ``seen``.
    """
    return save_point(
        point_id=point_id, changes=facts.columns(), actor=actor, part=Part.FACTS, seen=seen
    )


def save_position(
    *, point_id: int, position: Position | None, actor: str, seen: str = "", note: str = ""
) -> ServicePoint:
    """Save where the office itself stands, or that nobody knows.

    ``note`` tells the audit trail what was confirmed against a warning.

    Raises:
        PointConflictError: somebody changed it after ``seen``.
    """
    quality = CoordinateQuality.OFFICE if position else CoordinateQuality.NONE
    changes = {
        "lat": position.lat if position else None,
        "lng": position.lng if position else None,
        "coordinate_quality": quality.value,
    }
    return save_point(
        point_id=point_id,
        changes=changes,
        actor=actor,
        part=Part.POSITION,
        seen=seen,
        detail={"note": note} if note else None,
    )


def save_hours(*, point_id: int, hours: Hours, actor: str, seen: str = "") -> ServicePoint:
    """Save opening hours as the agency confirms them; unknown is an answer, too.

    Raises:
        PointConflictError: somebody changed them after ``seen``.
    """
    status = HoursStatus.CONFIRMED if hours.known else HoursStatus.UNKNOWN
    changes = {"hours": stored_hours(hours), "hours_status": status.value}
    return save_point(point_id=point_id, changes=changes, actor=actor, part=Part.HOURS, seen=seen)


def save_access(
    *,
    point_id: int,
    access: Mapping[str, bool | None],
    texts: Mapping[str, str] | None = None,
    actor: str,
    seen: str = "",
) -> ServicePoint:
    """Save what there is for whom access is hard; ``None`` means that nobody knows.

    ``texts`` are those of ``ACCESS_TEXTS`` that are to change, already checked for their length.

    Raises:
        PointConflictError: somebody changed it after ``seen``.
        ValueError: a fact or a text that does not exist.
    """
    said = texts or {}
    if unknown := (access.keys() - ACCESS.keys()) | (said.keys() - ACCESS_TEXTS.keys()):
        raise ValueError(f"no such facts: {sorted(unknown)}")
    known = {name: access[name] for name in ACCESS if access.get(name) is not None}
    return save_point(
        point_id=point_id,
        changes={"accessibility": known, **said},
        actor=actor,
        part=Part.ACCESS,
        seen=seen,
    )


@transaction.atomic
def set_standing(
    *, point_id: int, standing: Standing, reason: str, actor: str, seen: str = ""
) -> ServicePoint:
    """Close a point, for a time or for good, send citizens to its successor, or open it again.

    The reason is kept in the audit trail.

    Raises:
        PointError: no reason, no successor that can be visited, or days in the wrong order or over
            already: then citizens would read that it is open.
        PointConflictError: somebody changed it after ``seen``.
    """
    why = " ".join(reason.split())
    if standing.status != PointStatus.OPEN and len(why) < SHORTEST_REASON:
        raise PointError("ใส่เหตุผลอย่างน้อย 5 ตัวอักษร เก็บไว้ในประวัติ")
    if standing.since and standing.until and standing.until < standing.since:
        raise PointError("วันสุดท้ายที่ปิดต้องไม่มาก่อนวันแรก")
    _check_end(point_id, standing)
    _check_successor(point_id, standing)
    is_suspended = standing.status == PointStatus.SUSPENDED
    changes = {
        "status": standing.status.value,
        "moved_to_id": standing.successor_id if standing.status == PointStatus.MOVED else None,
        "suspended_from": standing.since if is_suspended else None,
        "suspended_until": standing.until if is_suspended else None,
    }
    return save_point(
        point_id=point_id,
        changes=changes,
        actor=actor,
        part=Part.STATUS,
        seen=seen,
        verb="set_point_status",
        detail={"reason": why[:LONGEST_REASON]} if why else None,
    )


def confirm_point(*, point_id: int, actor: str) -> ServicePoint:
    """Note that somebody of the agency read all of it today and found it true."""
    return save_point(
        point_id=point_id,
        changes={"checked_on": bangkok_now().date()},
        actor=actor,
        verb="confirm_point",
        detail={"confirmed": True},
    )


def confirm_posting(*, point_id: int, is_posted: bool, actor: str) -> ServicePoint:
    """Note that the manuals hang at the counter today, or that they do not after all.

    Section 7, second paragraph, of the 2558 Act: a manual is posted where requests are filed.
    """
    return save_point(
        point_id=point_id,
        changes={"manuals_posted_on": bangkok_now().date() if is_posted else None},
        actor=actor,
        verb="confirm_posting" if is_posted else "deny_posting",
        detail={"confirmed": is_posted},
    )


def with_what_follows(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes together with the columns that follow from them."""
    found = dict(changes)
    if "name_th" in found:
        found["sort_key"] = stored_key(found["name_th"])
    if "hours" in found:
        hours = Hours.model_validate(found["hours"]) if found["hours"] else Hours.unknown()
        status = HoursStatus.CONFIRMED if hours.known else HoursStatus.UNKNOWN
        found.setdefault("hours_status", status.value)
        found["opens_on_weekend"] = hours.opens_on_weekends
    return found


def _check_end(point_id: int, standing: Standing) -> None:
    """Refuse a suspension that is over: its year is a slip, or the point is open again."""
    if standing.status != PointStatus.SUSPENDED or standing.until is None:
        return
    if standing.until >= bangkok_now().date():
        return
    # One that ended since may stay as it was written.
    stays = ServicePoint.objects.filter(pk=point_id, suspended_until=standing.until)
    if not stays.exists():
        raise PointError(
            f"วันสุดท้ายที่ปิด {long_date(standing.until)} ผ่านไปแล้ว ประชาชนจะเห็นว่าเปิด "
            "ตรวจวันและปี พ.ศ. หรือเลือกเปิดให้บริการ"
        )


def _check_successor(point_id: int, standing: Standing) -> None:
    if standing.status != PointStatus.MOVED:
        return
    successor = ServicePoint.objects.filter(
        pk=standing.successor_id or 0, status__in=VISITABLE
    ).exclude(pk=point_id)
    if not successor.exists():
        raise PointError("เลือกที่ทำการแห่งใหม่ซึ่งยังเปิดให้บริการ ถ้ายังไม่มีในระบบ ให้เพิ่มจุดใหม่ก่อน")


def _plain(value: Any) -> Any:
    """Return a value fit for the audit trail: days as text."""
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
