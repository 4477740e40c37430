"""The rounds of one mobile unit in the workspace: those to come, and those that were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from infogo.core.dates import short_date
from infogo.geo.wording import district_name, province_name
from infogo.office.round_forms import ALL, SOME
from infogo.points.models import MOBILE_UNIT, ServicePoint
from infogo.points.selectors import VISITABLE
from infogo.rounds.facts import written_round
from infogo.rounds.models import Round
from infogo.rounds.selectors import with_areas

MOST_PAST = 30


@dataclass(frozen=True)
class RoundLine:
    """One round; ``can_change`` holds until it is past or cancelled."""

    pk: int
    days: str
    hours: str
    place: str
    services: str
    note: str
    reason: str
    is_cancelled: bool
    can_change: bool


@dataclass(frozen=True)
class RoundsPage:
    """All rounds of a point; the past ones newest first."""

    point: ServicePoint
    coming: Sequence[RoundLine]
    past: Sequence[RoundLine]
    can_add: bool
    serves_nothing: bool


def rounds_page(
    point: ServicePoint, services: Mapping[int, str], today: date, *, can_edit: bool
) -> RoundsPage:
    """Return the rounds of a point; ``services`` are those that are pinned to it, by id."""
    rounds = with_areas(Round.objects.filter(point=point))
    coming = rounds.filter(last_on__gte=today).order_by("first_on", "opens", "pk")
    past = rounds.filter(last_on__lt=today).order_by("-last_on", "-pk")[:MOST_PAST]
    return RoundsPage(
        point=point,
        coming=[_line(one, services, today, can_edit=can_edit) for one in coming],
        past=[_line(one, services, today, can_edit=can_edit) for one in past],
        can_add=can_edit and point.kind == MOBILE_UNIT and point.status in VISITABLE,
        serves_nothing=not services,
    )


def days_of(held: Round) -> str:
    """Write the days of a round: "15 ม.ค. 2570" or "15 ม.ค. 2570 ถึง 17 ม.ค. 2570"."""
    first = short_date(held.first_on)
    if held.first_on == held.last_on:
        return first
    return f"{first} ถึง {short_date(held.last_on)}"


def round_initial(held: Round) -> dict[str, Any]:
    """Return the values with which the form of a round begins."""
    takes = SOME if held.procedures else ALL
    return {**written_round(held), "takes": takes, "services": held.procedures}


def repeated(held: Round) -> dict[str, Any]:
    """Return the same for a new round like one that was: all but its days."""
    return {**round_initial(held), "first_on": "", "last_on": ""}


def _line(held: Round, services: Mapping[int, str], today: date, *, can_edit: bool) -> RoundLine:
    areas = [district_name(held.district)] if held.district else []
    return RoundLine(
        pk=held.pk,
        days=days_of(held),
        hours=f"{held.opens:%H:%M}–{held.closes:%H:%M} น.",
        place=" ".join([held.place, *areas, province_name(held.province)]),
        services=_services(held, services),
        note=held.note,
        reason=held.cancelled_reason,
        is_cancelled=held.is_cancelled,
        can_change=can_edit and not held.is_cancelled and not held.is_past_on(today),
    )


def _services(held: Round, services: Mapping[int, str]) -> str:
    if not held.procedures:
        return "รับทุกเรื่องที่ปักหมุดไว้"
    known = [services[pk] for pk in held.procedures if pk in services]
    lost = len(held.procedures) - len(known)
    told = f"รับ {', '.join(known)}" if known else "ไม่มีเรื่องที่รับได้แล้ว"
    return f"{told} (อีก {lost} เรื่องไม่ได้ปักหมุดที่นี่แล้ว)" if lost else told
