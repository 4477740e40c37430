"""One service point in the workspace: what each part says, what it lacks, who changed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import arabic_digits, bangkok_now, short_date
from infogo.core.written import asked_words
from infogo.geo.coordinates import Position
from infogo.mergers.models import HandoverProposal, HandoverState
from infogo.office.pages.changes import (
    ChangeLine,
    ConflictPage,
    conflict_page,
    last_change_of,
    last_changes,
)
from infogo.office.pages.point_words import PARTS, Said, is_check_due, lacks_of, words_of
from infogo.pins.models import Pin
from infogo.pins.selectors import of_living_services
from infogo.points.errors import PointConflictError
from infogo.points.facts import point_kinds
from infogo.points.models import MOBILE_UNIT, Certificate, PointStatus, ServicePoint
from infogo.points.selectors import VISITABLE
from infogo.points.services import COLUMNS, Part, version_of
from infogo.rounds.models import Round

EDITORS = {
    Part.FACTS: ("office:point_edit", "แก้ที่อยู่และติดต่อ"),
    Part.POSITION: ("office:point_position", "แก้พิกัด"),
    Part.HOURS: ("office:point_hours", "แก้เวลาทำการ"),
    Part.ACCESS: ("office:point_access", "แก้สิ่งอำนวยความสะดวก"),
    Part.STATUS: ("office:point_status", "ปิด ย้าย หรือเปิดจุดนี้"),
}
STATUS_KINDS = {
    PointStatus.OPEN: "success",
    PointStatus.SUSPENDED: "warning",
    PointStatus.MOVED: "neutral",
    PointStatus.CLOSED: "neutral",
}
MOST_LOST = 20


@dataclass(frozen=True)
class PartView:
    """One part of the overview."""

    id: str
    title: str
    said: Sequence[Said]
    lacks: Sequence[str]
    href: str
    action: str


@dataclass(frozen=True)
class PointOverview:
    """The page's content; ``can_edit`` decides whether links to change it are there.

    ``rounds`` counts those to come of a mobile unit; other points have none.
    """

    point: ServicePoint
    kind: str
    status: str
    status_kind: str
    parts: Sequence[PartView]
    lacks: Sequence[tuple[str, str]]
    manual_count: int
    rounds: int | None
    certificate: Certificate | None
    can_edit: bool
    is_visitable: bool
    proposal: HandoverProposal | None
    is_check_due: bool
    public_href: str
    changes: Sequence[ChangeLine]


def points_with_all(points: QuerySet[ServicePoint]) -> QuerySet[ServicePoint]:
    """Select all that the pages of one point show of it."""
    return points.select_related("agency", "province", "district", "subdistrict", "moved_to")


def overview_page(rights: Rights, point: ServicePoint) -> PointOverview:
    """Return the overview of a point that she may see."""
    kinds = point_kinds()
    parts = [_part(point, part, kinds) for part in Part]
    status = PointStatus(point.status)
    return PointOverview(
        point=point,
        kind=kinds.get(point.kind, point.kind),
        status=str(status.label),
        status_kind=STATUS_KINDS[status],
        parts=parts,
        lacks=[(lack, part.id) for part in parts for lack in part.lacks],
        manual_count=of_living_services(Pin.objects.filter(point=point)).count(),
        rounds=_rounds(point),
        certificate=Certificate.objects.filter(point=point).first(),
        can_edit=rights.points(Act.EDIT_POINT).filter(pk=point.pk).exists(),
        is_visitable=point.status in VISITABLE,
        proposal=HandoverProposal.objects.filter(point=point, state=HandoverState.PROPOSED)
        .select_related("into")
        .first(),
        is_check_due=is_check_due(point, bangkok_now().date()),
        public_href=reverse("www:place", args=[point.pk]),
        changes=last_changes("point", point.pk),
    )


def point_conflict(conflict: PointConflictError, part: Part, sent: QueryDict) -> ConflictPage:
    """Set what she wanted to save beside what somebody else saved."""
    theirs = points_with_all(ServicePoint.objects.all()).get(pk=conflict.point.pk)
    kinds = point_kinds()
    return conflict_page(
        title=f"{PARTS[part]}ของ{theirs.name_th}",
        back=reverse("office:point", args=[theirs.pk]),
        change=last_change_of("point", theirs.pk, COLUMNS[part]),
        mine=words_of(_with(theirs, conflict.mine), part, kinds),
        theirs=words_of(theirs, part, kinds),
        sent=sent,
        seen=version_of(theirs, part),
    )


def successors(point: ServicePoint, words: str) -> list[tuple[int, str]]:
    """Return points that can be visited, to which this one may have moved, its agency's first."""
    found = ServicePoint.objects.filter(status__in=VISITABLE).exclude(pk=point.pk)
    text = asked_words(words)
    number = arabic_digits(text)
    if number.isascii() and number.isdecimal() and len(number) < 16:
        found = found.filter(pk=int(number))
    elif text:
        found = found.filter(name_th__icontains=text)
    else:
        found = found.filter(agency_id=point.agency_id, province_id=point.province_id)
    rows = found.order_by("sort_key", "pk").values_list("pk", "name_th", "province__name_th")
    return [(pk, f"{name} ({where})" if where else name) for pk, name, where in rows[:MOST_LOST]]


def typed_position(point: ServicePoint) -> str:
    """Return the position of the office itself as it is typed; nothing for a guess."""
    if not point.has_exact_position or point.lat is None or point.lng is None:
        return ""
    return Position(point.lat, point.lng).text


def standing_initial(point: ServicePoint) -> dict[str, Any]:
    """Return the values with which the form of its status begins."""
    first, last = point.suspended_from, point.suspended_until
    return {
        "status": point.status,
        "since": short_date(first) if first else "",
        "until": short_date(last) if last else "",
        "successor": point.moved_to_id or "",
        "find": str(point.moved_to_id or ""),
    }


def _part(point: ServicePoint, part: Part, kinds: dict[str, str]) -> PartView:
    name, action = EDITORS[part]
    return PartView(
        id=part.value,
        title=PARTS[part],
        said=words_of(point, part, kinds),
        lacks=lacks_of(point, part),
        href=reverse(name, args=[point.pk]),
        action=action,
    )


def _rounds(point: ServicePoint) -> int | None:
    coming = Round.objects.filter(point=point, last_on__gte=bangkok_now().date(), cancelled_at=None)
    return coming.count() if point.kind == MOBILE_UNIT else None


def _with(point: ServicePoint, changes: Mapping[str, Any]) -> ServicePoint:
    """Return the point as it would be with the changes, saved nowhere."""
    changed = copy(point)
    changed._state = copy(point._state)
    changed._state.fields_cache = dict(point._state.fields_cache)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed
