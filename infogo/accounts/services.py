"""Every change of accounts and rights: one transaction with its audit line, or nothing at all.

``actor`` is the officer who acts. ``None`` means the operator at the command line, who stands
above all grants; no page passes it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from infogo.accounts.granting import held_alike, store_grant
from infogo.accounts.models import (
    AgencyToken,
    Grant,
    GrantQuerySet,
    Officer,
    SignIn,
    SignInOutcome,
)
from infogo.accounts.perms import Proposal, Rights
from infogo.accounts.roles import CENTRAL_ROLES, ROLES_OF_MANUALS, ROLES_OF_POINTS, Act, Role
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core import audit
from infogo.core.dates import bangkok_now

OPERATOR = "ผู้ติดตั้งระบบ (คำสั่ง)"
TWO_PERSONS = "หน้าที่ส่วนกลางให้หรือยุติคนเดียวไม่ได้ ผู้ดูแลส่วนกลางคนหนึ่งเสนอ อีกคนยืนยัน ที่หน้า “หน้าที่ส่วนกลาง”"
SHORTEST_REASON = 5


class RefusedError(Exception):
    """What was asked for is not allowed or not possible; ``str()`` says why in Thai.

    Nothing was changed.
    """


@transaction.atomic
def give_grant(*, actor: Officer | None, officer: Officer, proposal: Proposal) -> Grant:
    """Give an officer a right; one that she has already, as wide and as long, is given once.

    A button is often pressed twice, and of two alike ending the one would leave the other.

    Raises:
        RefusedError: it reaches beyond the giver's own, or contradicts itself.
    """
    today = bangkok_now().date()
    officer = held_officer(officer.pk)
    wanted = replace(proposal, valid_from=proposal.valid_from or today)
    _check_sense(wanted, today)
    if actor is not None:
        if wanted.role in CENTRAL_ROLES:
            raise RefusedError(TWO_PERSONS)
        if officer.pk == actor.pk:
            raise RefusedError("ให้สิทธิแก่ตนเองไม่ได้ ขอให้ผู้ดูแลคนอื่นให้")
        rights = Rights.of(actor)
        if not rights.officers().filter(pk=officer.pk).exists():
            raise RefusedError("เจ้าหน้าที่คนนี้ไม่อยู่ในหน่วยงานที่คุณดูแล ขอให้ผู้ดูแลของหน่วยงานนั้นให้สิทธิ")
        if not rights.can_give(wanted):
            raise RefusedError("สิทธินี้กว้างหรือนานกว่าสิทธิของคุณ ให้ได้เฉพาะสิทธิที่คุณมี")
    elif wanted.role not in CENTRAL_ROLES and not _operator(officer, today).can_give(wanted):
        raise RefusedError("จุดหรือคู่มือที่เลือกไม่ใช่ของหน่วยงานนี้ เลือกใหม่")
    if officer.left_on is not None:
        raise RefusedError("เจ้าหน้าที่คนนี้พ้นจากหน่วยงานแล้ว")
    if (held := held_alike(officer, wanted)) is not None:
        return held
    grant = store_grant(officer, wanted, actor)
    note(
        actor,
        "give_grant",
        "grant",
        grant.pk,
        officer=officer.pk,
        role=wanted.role,
        agency=wanted.agency_id,
        whole_subtree=wanted.whole_subtree,
        points=None if wanted.point_ids is None else sorted(wanted.point_ids),
        manuals=None if wanted.manual_ids is None else sorted(wanted.manual_ids),
        valid_from=grant.valid_from.isoformat(),
        valid_until=grant.valid_until.isoformat() if grant.valid_until else None,
    )
    return grant


@transaction.atomic
def end_grant(*, actor: Officer | None, grant: Grant, reason: str) -> None:
    """End a right now.

    Raises:
        RefusedError: it is not the actor's to end, has ended already, or no reason is given.
    """
    why = read_reason(reason)
    if actor is not None:
        if grant.role in CENTRAL_ROLES:
            raise RefusedError(TWO_PERSONS)
        if grant.officer_id == actor.pk:
            raise RefusedError("ยุติสิทธิของตนเองไม่ได้ ขอให้ผู้ดูแลคนอื่นทำ")
        if not Rights.of(actor).endable_grants().filter(pk=grant.pk).exists():
            raise RefusedError("สิทธินี้อยู่นอกขอบเขตที่คุณดูแล ขอให้ผู้ดูแลของหน่วยงานนั้นทำ")
    if not end_rows(Grant.objects.filter(pk=grant.pk), actor, why):
        raise RefusedError("สิทธินี้ยุติไปแล้ว")
    note(actor, "end_grant", "grant", grant.pk, officer=grant.officer_id, reason=why)


@transaction.atomic
def officer_leaves(
    *, actor: Officer | None, officer: Officer, reason: str, on: date | None = None
) -> None:
    """Close the account of an officer who left: all rights end, no session or token goes on.

    ``on`` is her last day, today or earlier; a departure to come is an end date of her grants.
    Her agency may have ended before. A token stays ended should she come back.

    Raises:
        RefusedError: not an officer of the actor's agencies, left already, or no reason.
    """
    why, today = read_reason(reason), bangkok_now().date()
    left_on = on or today
    officer = held_officer(officer.pk)
    if left_on > today:
        raise RefusedError("วันที่พ้นจากหน่วยงานต้องไม่เป็นวันข้างหน้า")
    if actor is not None and officer.pk == actor.pk:
        raise RefusedError("ปิดบัญชีของตนเองไม่ได้ ขอให้ผู้ดูแลคนอื่นทำ")
    _check_administers(actor, officer.agency)
    if actor is not None and _central_grants(officer).exists():
        raise RefusedError(f"{TWO_PERSONS} ยุติหน้าที่ส่วนกลางของเจ้าหน้าที่คนนี้ก่อน แล้วจึงปิดบัญชี")
    if actor is not None and not _may_end_all(actor, officer):
        raise RefusedError("เจ้าหน้าที่คนนี้มีสิทธินอกขอบเขตที่คุณดูแล ขอให้ผู้ดูแลส่วนกลางทำ")
    closed = Officer.objects.filter(pk=officer.pk, left_on=None).update(
        is_active=False, left_on=left_on
    )
    if not closed:
        raise RefusedError("เจ้าหน้าที่คนนี้พ้นจากหน่วยงานแล้ว")
    officer.set_unusable_password()
    officer.save(update_fields=["password"])
    officer.invitations.filter(used_at=None).delete()
    ended = end_rows(Grant.objects.filter(officer=officer), actor, why)
    revoked = AgencyToken.objects.filter(officer=officer, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=actor
    )
    note(
        actor,
        "officer_leaves",
        "officer",
        officer.pk,
        on=left_on.isoformat(),
        reason=why,
        ended=ended,
        tokens=revoked,
    )


def held_officer(officer_id: int) -> Officer:
    """Hold an officer, so that what changes her account or gives her something comes in turn.

    Her key is left to others: who acts is named by what she does to somebody who may be doing
    something to her.
    """
    held = Officer.objects.select_for_update(of=("self",), no_key=True)
    return held.get(pk=officer_id)


def note_sign_in(*, officer: Officer, method: str, outcome: SignInOutcome) -> None:
    """Add a line to an officer's sign-in history."""
    SignIn.objects.create(officer=officer, method=method[:100], outcome=outcome)


def _check_administers(actor: Officer | None, agency: Agency | None) -> None:
    """Refuse unless the actor administers the whole of this agency (of none: the country)."""
    if actor is None:
        return
    rights = Rights.of(actor)
    if agency is None:
        allowed = rights.everywhere(Act.ADMINISTER)
    else:
        allowed = rights.agencies(Act.ADMINISTER).filter(pk=agency.pk).exists()
    if not allowed:
        raise RefusedError("คุณไม่ได้ดูแลหน่วยงานนี้ ขอให้ผู้ดูแลของหน่วยงานนั้นทำ")


def check_may_employ(actor: Officer | None, agency: Agency | None) -> None:
    """Refuse unless the actor administers an agency that is still there."""
    _check_administers(actor, agency)
    if agency is not None and agency.status != AgencyStatus.ACTIVE:
        raise RefusedError("หน่วยงานนี้เลิกหรือรวมกับหน่วยงานอื่นแล้ว")


def _check_sense(wanted: Proposal, today: date) -> None:
    """Refuse a proposal that contradicts itself, whoever makes it."""
    if wanted.role not in Role.values:
        raise RefusedError("เลือกหน้าที่")
    if (wanted.role in CENTRAL_ROLES) != (wanted.agency_id is None):
        raise RefusedError("หน้าที่ส่วนกลางไม่ระบุหน่วยงาน หน้าที่อื่นต้องระบุหน่วยงาน")
    if wanted.point_ids is not None and wanted.role not in ROLES_OF_POINTS:
        raise RefusedError("หน้าที่นี้จำกัดเฉพาะบางจุดไม่ได้")
    if wanted.manual_ids is not None and wanted.role not in ROLES_OF_MANUALS:
        raise RefusedError("หน้าที่นี้จำกัดเฉพาะบางคู่มือไม่ได้")
    chosen = [ids for ids in (wanted.point_ids, wanted.manual_ids) if ids is not None]
    if chosen and not any(chosen):
        raise RefusedError("เลือกจุดให้บริการหรือคู่มืออย่างน้อยหนึ่งรายการ")
    check_term(wanted, today)


def check_term(wanted: Proposal, today: date) -> None:
    """Check from when until when a right shall hold.

    Raises:
        RefusedError: it would begin before today, or end before it begins.
    """
    begins = wanted.valid_from or today
    if begins < today:
        raise RefusedError("วันเริ่มต้องไม่เป็นวันที่ผ่านไปแล้ว")
    if wanted.valid_until is not None and wanted.valid_until < begins:
        raise RefusedError("วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม")


def _operator(officer: Officer, today: date) -> Rights:
    """Return the rights by which the operator at the command line gives some to an officer."""
    return Rights(officer, [Grant(role=Role.CENTRAL_ADMIN, valid_from=date.min)], today)


def end_rows(grants: GrantQuerySet, actor: Officer | None, reason: str) -> int:
    """End those of these grants that nobody ended yet; whoever may is checked before."""
    return grants.filter(ended_at=None).update(
        ended_at=timezone.now(), ended_by=actor, end_reason=reason
    )


def _central_grants(officer: Officer) -> GrantQuerySet:
    running = Grant.objects.not_over(bangkok_now().date())
    return running.filter(officer=officer, role__in=CENTRAL_ROLES)


def _may_end_all(actor: Officer, officer: Officer) -> bool:
    rights = Rights.of(actor)
    running = Grant.objects.not_over(bangkok_now().date()).filter(officer=officer)
    return not running.exclude(pk__in=rights.endable_grants().order_by().values("pk")).exists()


def read_reason(text: str) -> str:
    """Return the reason that was given, in one line.

    Raises:
        RefusedError: there is hardly any.
    """
    reason = " ".join(text.split())
    if len(reason) < SHORTEST_REASON:
        raise RefusedError("เขียนเหตุผลสั้น ๆ เช่น ย้ายไปหน่วยงานอื่น")
    return reason[:300]


def note(actor: Officer | None, verb: str, target: str, target_id: int, **detail: Any) -> None:
    """Write a line of the audit trail for an officer, or for the operator."""
    audit.record(
        actor=actor.audit_name if actor else OPERATOR,
        verb=verb,
        target=target,
        target_id=target_id,
        detail=detail,
    )
