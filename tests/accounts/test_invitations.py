"""Invitations open one account, once, and what is refused leaves everything as it was."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from infogo.accounts import invitations, services
from infogo.accounts.models import Invitation, Letter, Officer
from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.models import AuditEntry
from tests.accounts.test_services import PASSWORD, admin_of, refused
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory

pytestmark = pytest.mark.django_db
LINK = "https://infogo.example/office/sign-in/invitation/{token}"


def invite(actor: Officer | None, agency: Agency | None, **given: Any) -> Officer:
    words = {"email": "Somsri@Agency.example", "name": " สมศรี   ทดสอบ ", **given}
    return invitations.invite_officer(actor=actor, agency=agency, link=LINK, **words)


def letter_token() -> str:
    body = Letter.objects.latest("id").body
    found = re.search(r"/invitation/(\S+)", body)
    assert found
    return found[1]


def long_ago() -> None:
    Invitation.objects.update(created_at=timezone.now() - timedelta(hours=1))


def test_it_makes_a_closed_account_sends_a_letter_and_is_recorded() -> None:
    agency = AgencyFactory()
    officer = invite(admin_of(agency), agency)

    assert (officer.email, officer.name_th) == ("somsri@agency.example", "สมศรี ทดสอบ")
    assert officer.is_invited
    assert not officer.has_usable_password()
    letter = Letter.objects.get()
    assert letter.to == officer.email
    assert letter_token() not in Invitation.objects.get().token_digest
    assert AuditEntry.objects.latest("number").verb == "invite"


def test_accepting_opens_the_account_once() -> None:
    agency = AgencyFactory()
    officer = invite(admin_of(agency), agency)
    token = letter_token()
    invitations.accept_invitation(token=token, password=PASSWORD)

    officer.refresh_from_db()
    assert officer.is_active
    assert officer.check_password(PASSWORD)
    assert officer.password.startswith("argon2")
    assert officer.emailaddress_set.get().verified
    assert "ใช้ไปแล้ว" in refused(
        lambda: invitations.accept_invitation(token=token, password=PASSWORD)
    )


def test_a_weak_password_leaves_the_invitation_open() -> None:
    agency = AgencyFactory()
    invite(admin_of(agency), agency)
    token = letter_token()
    with nothing_changes(), pytest.raises(ValidationError):
        invitations.accept_invitation(token=token, password="short")

    assert invitations.invitation_of(token) is not None


def test_it_expires() -> None:
    agency = AgencyFactory()
    invite(admin_of(agency), agency)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert invitations.invitation_of(letter_token()) is None
    refused(lambda: invitations.accept_invitation(token=letter_token(), password=PASSWORD))


def test_a_new_letter_ends_the_old_address() -> None:
    agency = AgencyFactory()
    admin = admin_of(agency)
    officer = invite(admin, agency)
    old = letter_token()
    long_ago()
    invitations.send_invitation(actor=admin, officer=officer, link=LINK)

    assert invitations.invitation_of(old) is None
    assert invitations.invitation_of(letter_token()) is not None


def test_a_button_pressed_twice_sends_one_letter_whose_address_opens() -> None:
    agency = AgencyFactory()
    admin = admin_of(agency)
    officer = invite(admin, agency)
    assert invite(admin, agency) == officer
    invitations.send_invitation(actor=admin, officer=officer, link=LINK)

    assert Letter.objects.count() == 1
    assert invitations.invitation_of(letter_token()) is not None


def test_what_was_mended_a_moment_ago_is_sent_at_once() -> None:
    agency = AgencyFactory()
    admin = admin_of(agency)
    invite(admin, agency)
    invite(admin, agency, name="สมศรี สะกดใหม่")

    assert Letter.objects.count() == 2
    assert invitations.invitation_of(letter_token()).officer.name_th == "สมศรี สะกดใหม่"


def test_an_address_that_came_too_late_opens_no_account_in_use() -> None:
    """Sent at the moment at which she accepted: whoever finds it sets no other password."""
    agency = AgencyFactory()
    invite(admin_of(agency), agency)
    token = letter_token()
    invitations.accept_invitation(token=token, password=PASSWORD)
    Invitation.objects.update(used_at=None)

    assert invitations.invitation_of(token) is None
    refused(lambda: invitations.accept_invitation(token=token, password=f"{PASSWORD}อื่น"))


@pytest.mark.parametrize(
    ("given", "says"),
    [({"email": "nobody"}, "ใส่อีเมล"), ({"name": "  "}, "ใส่ชื่อ")],
)
def test_what_is_missing_is_said(given: dict[str, str], says: str) -> None:
    agency = AgencyFactory()
    admin = admin_of(agency)
    assert says in refused(lambda: invite(admin, agency, **given))


def test_only_the_agencys_administrator_may() -> None:
    agency = AgencyFactory()
    neighbour = admin_of(AgencyFactory())
    parent_only = admin_of(AgencyFactory())
    below = AgencyFactory(parent=parent_only.agency)
    colleague = OfficerFactory(agency=agency)

    assert "ไม่ได้ดูแล" in refused(lambda: invite(neighbour, agency))
    refused(lambda: invite(parent_only, below))
    refused(lambda: invite(colleague, agency))
    refused(lambda: invite(neighbour, None))


def test_an_agency_that_is_gone_employs_nobody() -> None:
    agency = AgencyFactory(status=AgencyStatus.CLOSED)
    refused(lambda: invite(None, agency))


def test_an_account_in_use_is_not_taken_over() -> None:
    agency = AgencyFactory()
    there = OfficerFactory(email="somsri@agency.example")
    admin = admin_of(agency)

    assert "มีบัญชี" in refused(lambda: invite(admin, agency))
    there.refresh_from_db()
    assert there.is_active


def test_a_waiting_invitation_of_another_agency_is_not_taken_over() -> None:
    theirs, ours = AgencyFactory(), AgencyFactory()
    invite(admin_of(theirs), theirs)
    admin = admin_of(ours)
    refused(lambda: invite(admin, ours))


def test_a_waiting_invitation_of_an_agency_that_ended_is_in_nobodys_way() -> None:
    theirs, ours = AgencyFactory(), AgencyFactory()
    invite(admin_of(theirs), theirs)
    Agency.objects.filter(pk=theirs.pk).update(status=AgencyStatus.CLOSED)
    again = invite(admin_of(ours), ours)

    again.refresh_from_db()
    assert again.agency == ours
    assert invitations.invitation_of(letter_token()) is not None


def test_who_left_can_begin_again_elsewhere_without_her_old_rights() -> None:
    theirs, ours = AgencyFactory(), AgencyFactory()
    officer = OfficerFactory(agency=theirs, email="somsri@agency.example")
    GrantFactory(officer=officer)
    services.officer_leaves(actor=None, officer=officer, reason="ย้ายหน่วยงาน")
    again = invite(admin_of(ours), ours)
    invitations.accept_invitation(token=letter_token(), password=PASSWORD)

    again.refresh_from_db()
    assert again.pk == officer.pk
    assert again.agency == ours
    assert Rights.of(again).grants == ()
