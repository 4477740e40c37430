"""Invented officers, one per role, so that the workspace of the demonstration can be tried.

They are names of roles, not of people. Their password and the secret of their second factor are
public, so ``backends.may_sign_in`` admits them only where the settings say that this is a
demonstration, and the production settings cannot say so.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db import transaction

from infogo.accounts.models import Officer
from infogo.accounts.perms import Proposal
from infogo.accounts.roles import ACTS, ACTS_WITH_SECOND_FACTOR, CENTRAL_ROLES, Role
from infogo.accounts.services import RefusedError, give_grant
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.thai.collate import stored_key

DEMO_PASSWORD = "infogo-demo-officer"  # noqa: S105  (public on purpose)
DEMO_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  (public on purpose)
CODE_SECONDS = 30
DOMAIN = "demo.example"
DEPARTMENT, MUNICIPALITY, CENTRE = "moi-dopa", "muni-501999", "opm-opdc"
AT_MUNICIPALITY = ("municipality", "เทศบาล")
# Roles of the centre are given by two persons, so there are two to try it with.
SECOND = ("second", "คนที่สอง")


@dataclass(frozen=True)
class DemoOfficer:
    """One invented officer: where she works and what she may do.

    ``place`` is what tells her from another of the same role: in her address, and in her name.
    """

    role: Role
    employer: str
    whole_subtree: bool = False
    points: int | None = None
    manuals: int | None = None
    place: tuple[str, str] | None = None
    email: str = field(init=False)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        """Name her after her duty and, where two have the same, after her place as well."""
        address, words = self.place or ("", "")
        local = "-".join(part for part in (self.role.value.replace("_", "-"), address) if part)
        title = " ".join(part for part in (str(self.role.label), words) if part)
        object.__setattr__(self, "email", f"{local}@{DOMAIN}")
        object.__setattr__(self, "name", f"{title} (สาธิต)")

    @property
    def has_second_factor(self) -> bool:
        """Whether the role demands a code at sign-in."""
        return bool(ACTS[self.role] & ACTS_WITH_SECOND_FACTOR)


@dataclass(frozen=True)
class DemoHint:
    """What the sign-in page of a demonstration tells about one officer."""

    name: str
    email: str
    code: str


DEMO_OFFICERS = (
    DemoOfficer(Role.AGENCY_ADMIN, DEPARTMENT, whole_subtree=True),
    DemoOfficer(Role.MANUAL_EDITOR, DEPARTMENT, manuals=3),
    DemoOfficer(Role.MANUAL_APPROVER, DEPARTMENT),
    DemoOfficer(Role.MANUAL_EDITOR, MUNICIPALITY, place=AT_MUNICIPALITY),
    DemoOfficer(Role.MANUAL_APPROVER, MUNICIPALITY, place=AT_MUNICIPALITY),
    DemoOfficer(Role.POINT_EDITOR, MUNICIPALITY, points=1),
    DemoOfficer(Role.REPORTER, MUNICIPALITY),
    DemoOfficer(Role.FEEDBACK_HANDLER, MUNICIPALITY),
    DemoOfficer(Role.VIEWER, MUNICIPALITY),
    DemoOfficer(Role.CENTRAL_ADMIN, CENTRE),
    DemoOfficer(Role.CENTRAL_ADMIN, CENTRE, place=SECOND),
    DemoOfficer(Role.CENTRAL_REVIEWER, CENTRE),
    DemoOfficer(Role.CENTRAL_ANALYST, CENTRE),
)


@transaction.atomic
def make_demo_officers() -> int:
    """Make those that are missing; return how many. Safe to run again.

    Raises:
        RefusedError: these settings allow no demonstration, or the country is not loaded.
    """
    if not settings.INFOGO["DEMO_OFFICERS"]:
        raise RefusedError("เปิดเจ้าหน้าที่สาธิตไม่ได้: INFOGO_DEMO_OFFICERS ไม่ได้เปิดไว้")
    made = 0
    for entry in DEMO_OFFICERS:
        if not Officer.objects.filter(email=entry.email).exists():
            _make(entry)
            made += 1
    if made:
        audit.record(
            actor="demo_officers",
            verb="make_demo_officers",
            target="officer",
            detail={"made": made},
        )
    return made


def demo_hints() -> list[DemoHint]:
    """Return who can be tried and, where a second factor is asked for, the code of this moment."""
    code = format_hotp_value(hotp_value(DEMO_SECRET, int(time.time()) // CODE_SECONDS))
    return [
        DemoHint(entry.name, entry.email, code if entry.has_second_factor else "")
        for entry in DEMO_OFFICERS
    ]


def _make(entry: DemoOfficer) -> None:
    agency = Agency.objects.filter(key=entry.employer).first()
    if agency is None:
        raise RefusedError("โหลดข้อมูลของประเทศก่อน: ./dev manage load_country")
    officer = Officer(
        email=entry.email,
        name_th=entry.name,
        sort_key=stored_key(entry.name),
        agency=agency,
        is_active=True,
        is_demo=True,
    )
    officer.set_password(DEMO_PASSWORD)
    officer.save()
    EmailAddress.objects.create(user=officer, email=entry.email, verified=True, primary=True)
    if entry.has_second_factor:
        Authenticator.objects.create(
            user=officer,
            type=Authenticator.Type.TOTP,
            data={"secret": get_adapter().encrypt(DEMO_SECRET)},
        )
    give_grant(actor=None, officer=officer, proposal=_proposal(entry, agency))


def _proposal(entry: DemoOfficer, agency: Agency) -> Proposal:
    if entry.role in CENTRAL_ROLES:
        return Proposal(role=entry.role, agency_id=None)
    points = ServicePoint.objects.filter(agency=agency).order_by("pk").values_list("pk", flat=True)
    manuals = Manual.objects.filter(agency=agency).order_by("pk").values_list("pk", flat=True)
    return Proposal(
        role=entry.role,
        agency_id=agency.pk,
        whole_subtree=entry.whole_subtree,
        point_ids=None if entry.points is None else frozenset(points[: entry.points]),
        manual_ids=None if entry.manuals is None else frozenset(manuals[: entry.manuals]),
    )
