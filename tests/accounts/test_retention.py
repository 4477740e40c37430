"""What is kept about officers for a time goes when the time is over, and nothing else does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from infogo.accounts import retention
from infogo.accounts.invitations import invite_officer
from infogo.accounts.letters import MOST_ATTEMPTS
from infogo.accounts.models import Invitation, Letter, Notice, Officer, SignIn
from infogo.accounts.retention import forget_departed, forget_invitees, forget_old_traces
from infogo.accounts.services import note
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
from infogo.upkeep.duties import DUTIES
from tests.factories import GrantFactory, OfficerFactory
from tests.office.people import with_second_factor

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


def sign_in(officer: Officer, age: timedelta) -> SignIn:
    return SignIn.objects.create(
        officer=officer, method="password", outcome="signed_in", at=timezone.now() - age
    )


def letter(age: timedelta, attempts: int) -> Letter:
    return Letter.objects.create(
        to="a@b.example", subject="x", body="x", attempts=attempts, created_at=timezone.now() - age
    )


def invitation(officer: Officer, over_for: timedelta, digest: str) -> Invitation:
    over = timezone.now() - over_for
    return Invitation.objects.create(officer=officer, token_digest=digest, expires_at=over)


def test_old_traces_go_and_young_ones_stay() -> None:
    officer = OfficerFactory()
    kept = [
        sign_in(officer, retention.SIGN_INS_KEPT - A_MINUTE),
        letter(retention.LETTERS_KEPT - A_MINUTE, MOST_ATTEMPTS),
        letter(retention.LETTERS_KEPT + A_MINUTE, MOST_ATTEMPTS - 1),
        invitation(officer, retention.INVITATIONS_KEPT - A_MINUTE, "a"),
        Notice.objects.create(officer=officer, kind="approved", text="x", path="/x"),
    ]
    sign_in(officer, retention.SIGN_INS_KEPT + A_MINUTE)
    letter(retention.LETTERS_KEPT + A_MINUTE, MOST_ATTEMPTS)
    invitation(officer, retention.INVITATIONS_KEPT + A_MINUTE, "b")
    old = timezone.now() - retention.NOTICES_KEPT - A_MINUTE
    Notice.objects.create(officer=officer, kind="approved", text="x", path="/x", created_at=old)
    assert forget_old_traces() == 4
    assert forget_old_traces() == 0
    for row in kept:
        row.refresh_from_db()


def entered(left_days_ago: int | None) -> Officer:
    """Return an officer with everything by which one comes in, who may have left."""
    officer = with_second_factor(OfficerFactory())
    SocialAccount.objects.create(user=officer, provider="p", uid=str(officer.pk))
    EmailAddress.objects.get_or_create(user=officer, email=officer.email)
    Notice.objects.create(officer=officer, kind="approved", text="x", path="/x")
    if left_days_ago is not None:
        officer.left_on = bangkok_now().date() - timedelta(days=left_days_ago)
        officer.is_active = False
        officer.save()
    return officer


def means_of(officer: Officer) -> int:
    return (
        Authenticator.objects.filter(user=officer).count()
        + SocialAccount.objects.filter(user=officer).count()
        + EmailAddress.objects.filter(user=officer).count()
        + officer.notices.count()
    )


def test_by_what_she_came_in_goes_after_she_left_and_her_name_stays() -> None:
    days = retention.DEPARTED_KEPT.days
    here, young, old = entered(None), entered(days), entered(days + 1)
    assert forget_departed() == 4
    assert forget_departed() == 0
    assert [means_of(one) for one in (here, young, old)] == [4, 4, 0]
    old.refresh_from_db()
    assert old.name_th and old.email


def invitee(over_for: timedelta, **given: Any) -> Officer:
    """Return who was invited with a right, by an invitation that opens nothing for so long."""
    created = timezone.now() - timedelta(days=200)
    officer = OfficerFactory(is_active=False, created_at=created, **given)
    GrantFactory(officer=officer)
    invitation(officer, over_for, f"digest {officer.pk}")
    return officer


def is_forgotten(officer: Officer) -> bool:
    before = (officer.name_th, officer.email)
    officer.refresh_from_db()
    return not {officer.name_th, officer.email} & set(before)


LATE = retention.INVITEES_KEPT + A_MINUTE


def test_who_never_answered_is_forgotten_with_all_she_was_given() -> None:
    young, old = invitee(retention.INVITEES_KEPT - A_MINUTE), invitee(LATE)
    gone = invitee(LATE)
    gone.invitations.all().delete()  # as the other duty does
    address = old.email
    assert forget_invitees() == 2
    assert forget_invitees() == 0
    assert [is_forgotten(one) for one in (young, old, gone)] == [False, True, True]
    assert young.is_invited
    assert not old.is_invited
    assert not old.grants.filter(ended_at=None).exists()
    assert AuditEntry.objects.filter(verb="forget_invitee", target_id=old.pk).count() == 1
    assert audit.verify() is None
    again = invite_officer(
        actor=None, email=address, name="ใหม่", agency=old.agency, link="https://x/{token}"
    )
    assert again.pk != old.pk


def test_who_was_closed_before_she_answered_is_forgotten_after_as_long() -> None:
    today = bangkok_now().date()
    young, old = (
        invitee(LATE, left_on=today - retention.INVITEES_KEPT - timedelta(days=days))
        for days in (0, 1)
    )
    assert forget_invitees() == 1
    assert [is_forgotten(one) for one in (young, old)] == [False, True]


@pytest.mark.parametrize("sign", ["accepted", "signed in", "acted", "demo"])
def test_who_ever_came_keeps_her_name(sign: str) -> None:
    officer = invitee(LATE, is_demo=sign == "demo")
    if sign == "accepted":
        note(officer, "accept_invitation", "officer", officer.pk)
        AuditEntry.objects.update(officer_id=None)
    if sign == "acted":
        note(officer, "edit", "manual", 1)
    if sign == "signed in":
        sign_in(officer, A_MINUTE)
    assert forget_invitees() == 0
    assert not is_forgotten(officer)


def test_the_worker_does_it() -> None:
    assert retention.INVITEES_KEPT <= retention.INVITATIONS_KEPT
    assert {forget_old_traces, forget_departed, forget_invitees} <= {duty.run for duty in DUTIES}
