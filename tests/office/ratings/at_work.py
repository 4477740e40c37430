"""An agency with a manual at a point, and officers who answer for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    standard_manual,
)
from tests.office.people import signed_in
from tests.ratings.giving import rate


@dataclass(frozen=True)
class Office:
    """One office with its handler of feedback."""

    agency: Agency
    manual: Manual
    point: ServicePoint
    officer: Officer
    client: Client

    def rated(self, **said: Any) -> Rating:
        """Return a rating of its manual at its point."""
        return rate(self.manual, self.point, **said)


def handler(agency: Agency, **grant: Any) -> Officer:
    """Make an officer who handles feedback."""
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.FEEDBACK_HANDLER, **grant)
    return officer


def open_office(name: str = "เทศบาลตัวอย่าง", service: str = "ย้ายทะเบียนบ้าน") -> Office:
    """Open an office."""
    agency = AgencyFactory(name_th=name)
    manual = standard_manual(owner=agency, name_th=service)
    point = ServicePointFactory(agency=agency, name_th=f"สำนักทะเบียน{name}")
    PinFactory(manual=manual, point=point)
    officer = handler(agency)
    return Office(agency, manual, point, officer, signed_in(officer))
