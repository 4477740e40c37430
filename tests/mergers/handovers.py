"""Handing points over in tests, and being refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from infogo.agencies.models import Agency
from infogo.mergers.errors import MergerError
from infogo.mergers.services.handing_over import hand_over_point
from infogo.points.models import ServicePoint
from tests.accounts.watching import nothing_changes
from tests.mergers.making import central_admin

ORDER = "คำสั่งถ่ายโอนที่ 12/2569"


def hand_over(point: ServicePoint, into: Agency, **given: Any) -> ServicePoint:
    said = {"reason": ORDER, "actor": None, **given}
    said["actor"] = said["actor"] or central_admin()
    return hand_over_point(point_id=point.pk, into=into, **said)


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def refused(act: Callable[[], object]) -> str:
    with nothing_changes(), pytest.raises(MergerError) as refusal:
        act()
    return str(refusal.value)
