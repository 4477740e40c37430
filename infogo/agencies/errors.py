"""Refusals: nothing was changed, and ``str()`` says in Thai what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from infogo.agencies.models import Agency


class AgencyError(ValueError):
    """A change of an agency that is not possible."""


class AgencyConflictError(AgencyError):
    """Somebody changed the agency after it was opened; ``mine`` is what was to be saved."""

    def __init__(self, agency: Agency, mine: Mapping[str, Any]) -> None:
        super().__init__("มีคนแก้ข้อมูลส่วนนี้หลังจากที่คุณเปิด เทียบสองฉบับแล้วเลือกว่าจะใช้ฉบับใด")
        self.agency, self.mine = agency, dict(mine)
