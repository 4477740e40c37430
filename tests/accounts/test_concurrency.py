"""Two at the same moment: one waits for the other, and what both did fits together."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from infogo.accounts import central, retention
from infogo.accounts.invitations import accept_invitation, invite_officer, send_invitation
from infogo.accounts.models import AgencyToken, Grant, Invitation, Letter, Officer
from infogo.accounts.perms import Proposal
from infogo.accounts.retention import forget_invitees
from infogo.accounts.roles import Act, Role
from infogo.accounts.services import RefusedError, give_grant, officer_leaves
from infogo.accounts.tokens import make_token
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.dates import bangkok_now
from tests.editing.test_concurrency import at_once, winners
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory

pytestmark = pytest.mark.django_db(transaction=True)
LINK = "https://infogo.example/office/sign-in/invitation/{token}"
PASSWORD = "ประโยคยาวที่จำได้"
ROUNDS = 5


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


def admin_of(agency: Agency | None) -> Officer:
    role = Role.AGENCY_ADMIN if agency else Role.CENTRAL_ADMIN
    return GrantFactory(officer=OfficerFactory(), role=role, agency=agency).officer


def invited(admin: Officer, agency: Agency, number: int = 0) -> Officer:
    return invite_officer(
        actor=admin, email=f"new{number}@agency.example", name="ใหม่", agency=agency, link=LINK
    )


def token_in_letter() -> str:
    found = re.search(r"/invitation/(\S+)", Letter.objects.latest("id").body)
    assert found
    return found[1]


def test_two_invite_the_same_person(agency: Agency) -> None:
    admin = admin_of(agency)
    for number in range(ROUNDS):
        results = at_once(*[lambda n=number: invited(admin, agency, n)] * 2)
        assert len(winners(results, RefusedError)) == 2
        assert Invitation.objects.filter(officer=results[0]).count() == 1
    assert Letter.objects.count() == ROUNDS
    assert audit.verify() is None


def test_she_accepts_while_her_account_is_closed(agency: Agency) -> None:
    admin = admin_of(agency)
    for number in range(ROUNDS):
        officer = invited(admin, agency, number)
        token = token_in_letter()
        results = at_once(
            lambda t=token: accept_invitation(token=t, password=PASSWORD),
            lambda o=officer: officer_leaves(actor=admin, officer=o, reason="ไม่มาทำงานแล้ว"),
        )
        winners(results, RefusedError)
        officer.refresh_from_db()
        assert officer.left_on is not None
        assert not officer.is_active
        assert not officer.has_usable_password()


def test_she_accepts_while_she_is_invited_again(agency: Agency) -> None:
    admin, colleague = admin_of(agency), admin_of(agency)
    for number in range(ROUNDS):
        officer = invited(admin, agency, number)
        token = token_in_letter()
        results = at_once(
            lambda t=token: accept_invitation(token=t, password=PASSWORD),
            lambda o=officer: send_invitation(actor=colleague, officer=o, link=LINK),
        )
        assert len(winners(results, RefusedError)) == 1
        officer.refresh_from_db()
        assert officer.is_active != officer.invitations.filter(used_at=None).exists()


def test_who_is_invited_again_while_she_is_forgotten_begins_anew(agency: Agency) -> None:
    long_ago = timezone.now() - 2 * retention.INVITEES_KEPT
    for number in range(ROUNDS):
        officer = OfficerFactory(is_active=False, created_at=long_ago, agency=agency)
        Invitation.objects.create(officer=officer, token_digest=str(number), expires_at=long_ago)
        address = officer.email
        results = at_once(
            forget_invitees,
            lambda a=address: invite_officer(
                actor=None, email=a, name="ใหม่", agency=agency, link=LINK
            ),
        )
        assert len(winners(results, RefusedError)) == 2
        new = Officer.objects.get(email=address)
        assert new == results[1]
        assert new.invitations.filter(used_at=None).count() == 1
        assert new.is_invited
    assert not Letter.objects.filter(to__endswith=retention.FORGOTTEN_AT).exists()
    assert Letter.objects.count() == ROUNDS


def test_two_administrators_give_each_other_a_right() -> None:
    one, other = admin_of(None), admin_of(None)
    for agency in [AgencyFactory() for _round in range(ROUNDS)]:
        wanted = Proposal(role=Role.VIEWER, agency_id=agency.pk)
        results = at_once(
            lambda w=wanted: give_grant(actor=one, officer=other, proposal=w),
            lambda w=wanted: give_grant(actor=other, officer=one, proposal=w),
        )
        assert len(winners(results, RefusedError)) == 2


def test_who_leaves_while_she_makes_a_token_or_gets_a_role_keeps_neither(agency: Agency) -> None:
    admin, proposer, confirmer = admin_of(agency), admin_of(None), admin_of(None)
    for _round in range(ROUNDS):
        officer = GrantFactory(officer=OfficerFactory(agency=agency), agency=agency).officer
        Grant.objects.filter(officer=officer).update(role=Role.REPORTER)
        proposal = central.propose_role(
            actor=proposer, officer=officer, role=Role.CENTRAL_REVIEWER, reason="คำสั่งที่ 12/2569"
        )
        results = at_once(
            lambda o=officer: make_token(
                officer=o, name="ระบบ", acts=[Act.REPORT], expires_on=bangkok_now().date()
            ),
            lambda o=officer: officer_leaves(actor=admin, officer=o, reason="ย้ายหน่วยงาน"),
            lambda p=proposal: central.confirm_proposal(actor=confirmer, proposal_id=p.pk),
        )
        winners(results, RefusedError)
        officer.refresh_from_db()
        if officer.left_on is not None:
            assert not AgencyToken.objects.filter(officer=officer, revoked_at=None).exists()
            assert not Grant.objects.filter(officer=officer, ended_at=None).exists()
