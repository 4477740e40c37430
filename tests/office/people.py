"""The officers of the walk: one who administers, and everybody who must not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.test import Client

from infogo.accounts.models import Grant, Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)

NO_GRANT, EXPIRED, POINT_ONLY, MANUAL_ONLY = "no grant", "expired", "point-only", "manual-only"
NEIGHBOUR, PARENT = "neighbour agency", "parent agency without subtree"
ANONYMOUS, LEFT = "anonymous", "left the agency"
ADMINISTRATOR = "administrator"
OUTSIDERS = (ANONYMOUS, LEFT)
POWERLESS = (NO_GRANT, EXPIRED, POINT_ONLY, MANUAL_ONLY)
ELSEWHERE = (NEIGHBOUR, PARENT)
EVERYBODY = (*OUTSIDERS, *POWERLESS, *ELSEWHERE, ADMINISTRATOR)


@dataclass(frozen=True)
class World:
    """An agency with a parent, its officer with a right, and whoever walks by.

    ``ids`` are the records that rules name, such as ``"{agency}"``; all belong to the agency and
    none of them is among what the officers with narrow rights may touch.
    """

    agency: Agency
    officer: Officer
    grant: Grant
    invited: Officer
    officers: dict[str, Officer]
    clients: dict[str, Client]
    central: Client
    ids: dict[str, int]


def with_second_factor(officer: Officer, secret: str = "") -> Officer:
    """Give an officer codes from an app."""
    encrypted = get_adapter().encrypt(secret or generate_totp_secret())
    Authenticator.objects.create(
        user=officer, type=Authenticator.Type.TOTP, data={"secret": encrypted}
    )
    return officer


def signed_in(officer: Officer) -> Client:
    """Return a browser in which an officer is signed in."""
    client = Client()
    client.force_login(officer)
    return client


def administrator(agency: Agency, **grant: object) -> Officer:
    """Make an administrator of an agency, with her second factor."""
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.AGENCY_ADMIN, agency=agency, **grant)
    return with_second_factor(officer)


def build_world() -> World:
    """Make the agency and everybody."""
    parent = AgencyFactory()
    agency = AgencyFactory(parent=parent)
    officer = OfficerFactory(agency=agency, name_th="เป้าหมาย ของการทดสอบ")
    grant = GrantFactory(officer=officer, role=Role.VIEWER)
    invited = OfficerFactory(agency=agency, is_active=False)
    powerless = {name: OfficerFactory(agency=agency) for name in POWERLESS}
    GrantFactory(officer=powerless[EXPIRED], role=Role.AGENCY_ADMIN, valid_until=date(2020, 12, 31))
    point = ServicePointFactory(agency=agency)
    GrantFactory(officer=powerless[POINT_ONLY], role=Role.POINT_EDITOR, only=[point])
    manual = adoption(standard_manual(), agency)
    GrantFactory(officer=powerless[MANUAL_ONLY], role=Role.MANUAL_EDITOR, only=[manual])
    left = administrator(agency)
    officers = {
        **powerless,
        NEIGHBOUR: administrator(AgencyFactory(), whole_subtree=True),
        PARENT: administrator(parent),
        ADMINISTRATOR: administrator(agency),
    }
    clients = {name: signed_in(walker) for name, walker in officers.items()}
    clients |= {ANONYMOUS: Client(), LEFT: signed_in(left)}
    left.is_active, left.left_on = False, bangkok_now().date()
    left.save()
    ids = {
        "{agency}": agency.pk,
        "{officer}": officer.pk,
        "{invited}": invited.pk,
        "{grant}": grant.pk,
        "{point}": ServicePointFactory(agency=agency).pk,
    }
    central = signed_in(central_officer())
    return World(agency, officer, grant, invited, officers, clients, central, ids)


def central_officer() -> Officer:
    """Make an officer who may do everything in the whole country."""
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.CENTRAL_ADMIN, agency=None)
    return with_second_factor(officer)
