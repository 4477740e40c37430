"""Officers who pin, places to pin at, and what is pinned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.pins.planning import Pair
from infogo.points.models import ServicePoint
from tests.factories import (
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
)


def rights_of(role: Role, agency: Agency | None, **grant: Any) -> Rights:
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=role, agency=agency, **grant)
    return Rights.of(officer)


def points_of(agency: Agency, count: int, **given: Any) -> list[ServicePoint]:
    return [ServicePointFactory(agency=agency, **given) for _ in range(count)]


def pairs(manual: Manual, points: Iterable[ServicePoint]) -> set[Pair]:
    return {Pair(manual.pk, point.pk) for point in points}


def pinned() -> set[Pair]:
    return {Pair(*row) for row in Pin.objects.values_list("manual_id", "point_id")}


def pair_of(pin: Pin) -> Pair:
    return Pair(pin.manual_id, pin.point_id)
