"""Invitations: accounts that wait for their owners, and the secret addresses that open them.

Whoever changes an account holds its officer first and her invitations after her, so that of two who
invite, accept or close at the same moment one waits for the other.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from infogo.accounts.letters import invitation_text, queue_letter
from infogo.accounts.models import Invitation, Officer
from infogo.accounts.services import RefusedError, check_may_employ, held_officer, note
from infogo.agencies.models import Agency, AgencyStatus
from infogo.thai.collate import stored_key

INVITATION_DAYS = 7
ATTEMPTS = 3
PRESSED_AGAIN = timedelta(minutes=1)
"""Within it the same invitation by the same administrator is a button that was pressed twice."""


def invite_officer(
    *, actor: Officer | None, email: str, name: str, agency: Agency | None, link: str
) -> Officer:
    """Make an account that waits for its owner, and send her the address that opens it.

    ``link`` is the address with ``{token}`` where the secret goes. An officer who left, or who
    did not answer, may be invited again: her history stays hers, her old rights stay ended. What
    was sent a moment ago is not sent again: the first letter would open nothing any more.

    Raises:
        RefusedError: no right over the agency, a bad address, or the account is in use.
    """
    invited, _address = invite(actor=actor, email=email, name=name, agency=agency, link=link)
    return invited


@transaction.atomic
def invite(
    *, actor: Officer | None, email: str, name: str, agency: Agency | None, link: str
) -> tuple[Officer, str]:
    """Do the same, and return the address for an operator who hands it over by himself.

    It is empty where the letter was sent a moment ago.

    Raises:
        RefusedError: as ``invite_officer`` says.
    """
    address, called = email.strip().lower(), " ".join(name.split())
    check_may_employ(actor, agency)
    try:
        validate_email(address)
    except ValidationError as problem:
        raise RefusedError("ใส่อีเมลให้ครบ เช่น somchai@agency.go.th") from problem
    if not called:
        raise RefusedError("ใส่ชื่อเจ้าหน้าที่")
    officer = _officer_at(address, called, agency)
    if officer.is_active:
        raise RefusedError("อีเมลนี้มีบัญชีอยู่แล้ว ค้นชื่อที่หน้าทีมและสิทธิแล้วให้สิทธิ ถ้าไม่พบ ติดต่อผู้ดูแลส่วนกลาง")
    is_same = (officer.name_th, officer.agency_id) == (called, agency.pk if agency else None)
    if officer.is_invited and is_same and _was_sent(actor, officer):
        return officer, ""
    if (
        officer.is_invited
        and officer.agency_id != (agency.pk if agency else None)
        and (officer.agency is None or officer.agency.status == AgencyStatus.ACTIVE)
    ):
        # An invitation that waits belongs to whoever sent it, while there is such an agency.
        check_may_employ(actor, officer.agency)
    officer.name_th, officer.sort_key = called, stored_key(called)
    officer.agency, officer.left_on = agency, None
    officer.save()
    return officer, _send(actor, officer, link)


def _officer_at(address: str, called: str, agency: Agency | None) -> Officer:
    """Hold the officer of an address; where there is none, one who waits for her invitation."""
    known = Officer.objects.filter(email__iexact=address).order_by("pk")
    for _attempt in range(ATTEMPTS):
        if (found := known.values_list("pk", flat=True).first()) is not None:
            held = held_officer(found)
            if held.email.lower() == address:
                return held
            continue  # while this waited she was forgotten: she begins anew
        new = Officer(email=address, name_th=called, sort_key=stored_key(called), agency=agency)
        new.set_unusable_password()
        try:
            with transaction.atomic():
                new.save(force_insert=True)
        except IntegrityError:  # somebody invited her at the same moment
            continue
        return new
    raise RefusedError("มีคนแก้บัญชีของอีเมลนี้อยู่ ส่งคำเชิญอีกครั้ง")


@transaction.atomic
def send_invitation(*, actor: Officer | None, officer: Officer, link: str) -> str:
    """Send an officer who has not begun a new secret address; the old ones stop working.

    Returns:
        The address, for an operator who hands it over by himself; empty where an administrator
        sent one a moment ago.

    Raises:
        RefusedError: no right over her agency, or she has begun already.
    """
    held = held_officer(officer.pk)
    check_may_employ(actor, held.agency)
    if not held.is_invited:
        raise RefusedError("บัญชีนี้ตอบรับคำเชิญหรือปิดไปแล้ว เปิดหน้านี้ใหม่เพื่อดูสถานะล่าสุด")
    return "" if _was_sent(actor, held) else _send(actor, held, link)


def _was_sent(actor: Officer | None, officer: Officer) -> bool:
    """Whether an administrator invited an officer a moment ago, by an address that still opens."""
    since = timezone.now() - PRESSED_AGAIN
    sent = officer.invitations.filter(used_at=None, invited_by=actor, created_at__gt=since)
    return actor is not None and sent.exists()


def _send(actor: Officer | None, officer: Officer, link: str) -> str:
    officer.invitations.filter(used_at=None).delete()
    token = secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=INVITATION_DAYS)
    Invitation.objects.create(
        officer=officer, token_digest=_digest(token), invited_by=actor, expires_at=expires
    )
    address = link.format(token=token)
    queue_letter(
        to=officer.email,
        subject="เชิญใช้ระบบงานเจ้าหน้าที่ ติดต่อราชการ",
        body=invitation_text(officer, actor, address, days=INVITATION_DAYS),
    )
    note(actor, "invite", "officer", officer.pk, agency=officer.agency_id)
    return address


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation that a secret opens now: known, unused, in time, of one who waits."""
    found = (
        Invitation.objects.filter(
            token_digest=_digest(token), used_at=None, expires_at__gt=timezone.now()
        )
        .select_related("officer", "officer__agency")
        .first()
    )
    return found if found is not None and found.officer.is_invited else None


@transaction.atomic
def accept_invitation(*, token: str, password: str | None, method: str = "invitation") -> Officer:
    """Open the account that an invitation is for.

    ``password`` of ``None`` leaves her without one: she signs in by an OpenID provider, and the
    caller connects it in the same transaction.

    Raises:
        RefusedError: the address was used, is too old or was never valid.
        ValidationError: the password is too weak; the messages say why.
    """
    found = invitation_of(token)
    if found is not None:
        # Of two who follow the same address, or close the account meanwhile, one waits here.
        held_officer(found.officer_id)
        found = invitation_of(token)
    if found is None:
        raise RefusedError("ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ ขอคำเชิญใหม่จากผู้ดูแลของหน่วยงาน")
    officer = found.officer
    if password is None:
        officer.set_unusable_password()
    else:
        validate_password(password, officer)
        officer.set_password(password)
    found.used_at = timezone.now()
    found.save(update_fields=["used_at"])
    officer.is_active = True
    officer.save()
    # The letter reached her, so the address is hers.
    EmailAddress.objects.update_or_create(
        user=officer, email=officer.email, defaults={"verified": True, "primary": True}
    )
    note(officer, "accept_invitation", "officer", officer.pk, method=method)
    return officer


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
