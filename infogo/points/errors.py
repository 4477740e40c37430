"""Refusals: nothing was changed, and ``str()`` says in Thai what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from infogo.points.models import ServicePoint


class PointError(ValueError):
    """A change of a service point that is not possible."""


class PointConflictError(PointError):
    """Somebody changed the same part after it was opened.

    ``point`` is as it is now, ``mine`` the columns that were to be saved: nothing is lost.
    """

    def __init__(self, point: ServicePoint, mine: Mapping[str, Any]) -> None:
        super().__init__("มีคนแก้ข้อมูลส่วนนี้หลังจากที่คุณเปิด เทียบสองฉบับแล้วเลือกว่าจะใช้ฉบับใด")
        self.point, self.mine = point, dict(mine)
