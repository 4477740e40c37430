"""Roles of the centre are given and ended by two persons (หลักสองคน).

One central administrator proposes, another confirms; neither may be the officer concerned. Whoever
holds such a role may lay it down alone. The operator at the command line stands outside: he gives
the first one, and helps when too few administrators are left (``invite_central_admin``,
``end_central_role``).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from infogo.accounts.models import (
    CentralProposal,
    Grant,
    NoticeKind,
    Officer,
    ProposalKind,
    ProposalOutcome,
)
from infogo.accounts.notices import notify, settle
from infogo.accounts.perms import Rights
from infogo.accounts.roles import CENTRAL_ROLES, Act, Role
from infogo.accounts.services import RefusedError, end_rows, held_officer, note, read_reason
from infogo.core.dates import bangkok_now

PROPOSAL_DAYS = 7
"""So long may a proposal wait; afterwards it has no effect and must be made anew."""
NOBODY_ELSE = (
    "ไม่มีผู้ดูแลส่วนกลางคนอื่นที่ยืนยันได้ ให้ผู้ติดตั้งระบบเพิ่มคนที่สองด้วยคำสั่ง "
    "manage.py invite_central_admin อีเมล ชื่อ แล้วเสนอใหม่"
)
TOO_FEW_TO_END = (
    "การยุติหน้าที่ของเพื่อนร่วมงานต้องมีผู้ดูแลส่วนกลางคนที่สามยืนยัน "
    "ถ้าไม่มี ให้ผู้ติดตั้งระบบใช้คำสั่ง manage.py end_central_role อีเมล หน้าที่ เหตุผล"
)


def central_admins(on: date | None = None) -> QuerySet[Officer]:
    """Return the officers who can propose and confirm today: central administrators at work."""
    held = Grant.objects.active(on or bangkok_now().date()).filter(role=Role.CENTRAL_ADMIN)
    return Officer.objects.filter(is_active=True, pk__in=held.order_by().values("officer_id"))


def confirmers(proposer_id: int, officer_id: int) -> QuerySet[Officer]:
    """Return who may confirm what one proposes about another."""
    return central_admins().exclude(pk__in=[proposer_id, officer_id])


def proposals_page() -> str:
    """Return the address at which proposals are decided; notices lead there."""
    return f"{settings.CENTRAL_PATH}roles/"


@transaction.atomic
def propose_role(
    *, actor: Officer, officer: Officer, role: str, reason: str, valid_until: date | None = None
) -> CentralProposal:
    """Propose that an officer be given a role of the centre.

    Raises:
        RefusedError: the actor is no central administrator, proposes herself, or nobody could
            confirm; or the officer has the role, or a proposal waits already.
    """
    why, today = read_reason(reason), bangkok_now().date()
    _require_admin(actor)
    if role not in CENTRAL_ROLES:
        raise RefusedError("เลือกหน้าที่ส่วนกลาง")
    if officer.pk == actor.pk:
        raise RefusedError("เสนอหน้าที่ให้ตนเองไม่ได้ ขอให้ผู้ดูแลส่วนกลางคนอื่นเสนอ")
    if officer.left_on is not None:
        raise RefusedError("เจ้าหน้าที่คนนี้พ้นจากหน่วยงานแล้ว")
    if valid_until is not None and valid_until < today:
        raise RefusedError("วันสิ้นสุดต้องไม่เป็นวันที่ผ่านไปแล้ว")
    running = Grant.objects.not_over(today).filter(officer=officer, role=role)
    if running.exists():
        raise RefusedError("เจ้าหน้าที่คนนี้มีหน้าที่นี้อยู่แล้ว")
    if not confirmers(actor.pk, officer.pk).exists():
        raise RefusedError(NOBODY_ELSE)
    return _propose(
        CentralProposal(kind=ProposalKind.GIVE, officer=officer, role=role, reason=why,
                        valid_until=valid_until, proposed_by=actor)
    )  # fmt: skip


@transaction.atomic
def propose_ending(*, actor: Officer, grant: Grant, reason: str) -> CentralProposal:
    """Propose that an officer's role of the centre end.

    Raises:
        RefusedError: the actor is no central administrator, it is her own (she lays it down), it
            is over, nobody could confirm, or a proposal waits already.
    """
    why = read_reason(reason)
    _require_admin(actor)
    _require_running(grant)
    if grant.officer_id == actor.pk:
        raise RefusedError("เป็นหน้าที่ของคุณเอง ใช้ปุ่มสละหน้าที่ได้โดยไม่ต้องเสนอ")
    if not confirmers(actor.pk, grant.officer_id).exists():
        raise RefusedError(TOO_FEW_TO_END)
    return _propose(
        CentralProposal(kind=ProposalKind.END, officer=grant.officer, role=grant.role, grant=grant,
                        reason=why, proposed_by=actor)
    )  # fmt: skip


@transaction.atomic
def confirm_proposal(*, actor: Officer, proposal_id: int) -> CentralProposal:
    """Carry out what another central administrator proposed.

    Raises:
        RefusedError: the actor proposed it, is the officer concerned or no administrator; the
            proposal is decided or too old, its proposer is none any more, or what it asks for
            became true or impossible meanwhile.
    """
    held = _held(proposal_id)
    _require_admin(actor)
    if actor.pk == held.proposed_by_id:
        raise RefusedError("ยืนยันข้อเสนอของตนเองไม่ได้ ต้องให้ผู้ดูแลส่วนกลางอีกคนยืนยัน")
    if actor.pk == held.officer_id:
        raise RefusedError("ยืนยันข้อเสนอเกี่ยวกับตนเองไม่ได้ ต้องให้ผู้ดูแลส่วนกลางอีกคนยืนยัน")
    if not central_admins().filter(pk=held.proposed_by_id).exists():
        raise RefusedError("ผู้เสนอไม่ได้เป็นผู้ดูแลส่วนกลางแล้ว ให้เสนอใหม่")
    if held.kind == ProposalKind.GIVE:
        held.grant = _give(held)
    else:
        _end_by(held, actor)
    _decide(held, actor, ProposalOutcome.CONFIRMED, "")
    return held


@transaction.atomic
def reject_proposal(*, actor: Officer, proposal_id: int, reason: str) -> CentralProposal:
    """Say no to a proposal; its proposer is told why.

    Raises:
        RefusedError: the actor is no administrator or proposed it, or it is decided or too old.
    """
    held, why = _held(proposal_id), read_reason(reason)
    _require_admin(actor)
    if actor.pk == held.proposed_by_id:
        raise RefusedError("เป็นข้อเสนอของคุณเอง ใช้ปุ่มถอนข้อเสนอแทน")
    _decide(held, actor, ProposalOutcome.REJECTED, why)
    return held


@transaction.atomic
def withdraw_proposal(*, actor: Officer, proposal_id: int) -> CentralProposal:
    """Take one's own proposal back.

    Raises:
        RefusedError: somebody else's, or it is decided or too old.
    """
    held = _held(proposal_id)
    if actor.pk != held.proposed_by_id:
        raise RefusedError("ถอนได้เฉพาะข้อเสนอของตนเอง")
    _decide(held, actor, ProposalOutcome.WITHDRAWN, "")
    return held


@transaction.atomic
def lay_down_role(*, actor: Officer, grant: Grant, reason: str) -> None:
    """End one's own role of the centre, alone.

    Raises:
        RefusedError: it is somebody else's or over, or she is the last central administrator, also
            where the role of all others ends today.
    """
    why = read_reason(reason)
    if grant.officer_id != actor.pk:
        raise RefusedError("สละได้เฉพาะหน้าที่ของตนเอง")
    _require_running(grant)
    _hold_admins()
    tomorrow = central_admins(bangkok_now().date() + timedelta(days=1)).order_by().values("pk")
    others = central_admins().filter(pk__in=tomorrow).exclude(pk=actor.pk)
    if grant.role == Role.CENTRAL_ADMIN and not others.exists():
        raise RefusedError("คุณเป็นผู้ดูแลส่วนกลางคนสุดท้าย ให้มีผู้ดูแลส่วนกลางคนอื่นก่อน จึงสละหน้าที่ได้")
    if not end_rows(Grant.objects.filter(pk=grant.pk), actor, why):
        raise RefusedError("หน้าที่นี้ยุติไปแล้ว")
    note(actor, "lay_down_central_role", "grant", grant.pk, officer=actor.pk, role=grant.role,
         reason=why)  # fmt: skip


@transaction.atomic
def end_by_operator(*, email: str, role: str, reason: str) -> int:
    """End an officer's role of the centre from the command line; returns how many rights ended.

    For the case in which too few administrators are left to decide by two.

    Raises:
        RefusedError: no reason is given, or she has no such role.
    """
    why = read_reason(reason)
    held = Grant.objects.not_over(bangkok_now().date()).filter(
        officer__email__iexact=email.strip(), role=role
    )
    ids = list(held.order_by("pk").values_list("pk", flat=True)) if role in CENTRAL_ROLES else []
    if not ids:
        raise RefusedError("ไม่มีเจ้าหน้าที่อีเมลนี้ที่มีหน้าที่นี้อยู่")
    end_rows(Grant.objects.filter(pk__in=ids), None, why)
    for pk in ids:
        note(None, "end_grant", "grant", pk, reason=why, role=role)
    return len(ids)


def _require_admin(actor: Officer) -> None:
    if not Rights.of(actor).everywhere(Act.ADMINISTER):
        raise RefusedError("ทำได้เฉพาะผู้ดูแลส่วนกลาง")


def _require_running(grant: Grant) -> None:
    if grant.role not in CENTRAL_ROLES:
        raise RefusedError("สิทธินี้ไม่ใช่หน้าที่ส่วนกลาง")
    today = bangkok_now().date()
    if not Grant.objects.not_over(today).filter(pk=grant.pk).exists():
        raise RefusedError("หน้าที่นี้สิ้นสุดไปแล้ว")


def _propose(proposal: CentralProposal) -> CentralProposal:
    now = timezone.now()
    same = CentralProposal.objects.filter(
        kind=proposal.kind, officer=proposal.officer, role=proposal.role, outcome="",
        expires_at__gt=now,
    )  # fmt: skip
    if same.exists():
        raise RefusedError("มีข้อเสนอเดียวกันรอยืนยันอยู่แล้ว")
    proposal.proposed_at, proposal.expires_at = now, now + timedelta(days=PROPOSAL_DAYS)
    proposal.save(force_insert=True)
    note(proposal.proposed_by, f"propose_central_{proposal.kind}", "officer", proposal.officer_id,
         proposal=proposal.pk, role=proposal.role, reason=proposal.reason)  # fmt: skip
    notify(
        officers=list(confirmers(proposal.proposed_by_id, proposal.officer_id)),
        kind=NoticeKind.ROLE_PROPOSED,
        text=f"{proposal.proposed_by.name_th} เสนอ{words_of(proposal)} "
        f"ยืนยันหรือไม่เห็นชอบภายใน {PROPOSAL_DAYS} วัน",
        path=f"{proposals_page()}{proposal.pk}",
    )
    return proposal


def words_of(proposal: CentralProposal) -> str:
    """Say what is proposed: "ให้หน้าที่ส่วนกลาง ผู้ดูแลส่วนกลาง แก่อารี"."""
    joint = "แก่" if proposal.kind == ProposalKind.GIVE else "ของ"
    title = ProposalKind(proposal.kind).label
    return f"{title} “{Role(proposal.role).label}” {joint}{proposal.officer.name_th}"


def _held(proposal_id: int) -> CentralProposal:
    """Hold a proposal that can still be decided."""
    _hold_admins()
    found = CentralProposal.objects.select_for_update().filter(pk=proposal_id).first()
    if found is None or not found.is_open(timezone.now()):
        raise RefusedError("ข้อเสนอนี้ตัดสินไปแล้วหรือหมดอายุ เปิดดูรายการอีกครั้ง")
    return found


def _hold_admins() -> None:
    """Let decisions about central roles come one after another."""
    admins = Grant.objects.select_for_update().filter(role=Role.CENTRAL_ADMIN, ended_at=None)
    tuple(admins.order_by("pk").values_list("pk"))


def _give(held: CentralProposal) -> Grant:
    today = bangkok_now().date()
    officer = held_officer(held.officer_id)
    if officer.left_on is not None:
        raise RefusedError("เจ้าหน้าที่คนนี้พ้นจากหน่วยงานแล้ว กด “ไม่เห็นชอบ” แทน")
    if held.valid_until is not None and held.valid_until < today:
        raise RefusedError("วันสิ้นสุดของหน้าที่ผ่านไปแล้ว ให้เสนอใหม่")
    if Grant.objects.not_over(today).filter(officer=officer, role=held.role).exists():
        raise RefusedError("เจ้าหน้าที่คนนี้ได้หน้าที่นี้ไปแล้ว กด “ไม่เห็นชอบ” แทน")
    return Grant.objects.create(
        officer=officer,
        role=held.role,
        whole_subtree=True,
        valid_from=today,
        valid_until=held.valid_until,
        granted_by=held.proposed_by,
    )


def _end_by(held: CentralProposal, actor: Officer) -> None:
    running = Grant.objects.filter(pk=held.grant_id or 0, role=held.role)
    if not end_rows(running, actor, held.reason):
        raise RefusedError("หน้าที่นี้สิ้นสุดไปแล้ว ไม่ต้องยืนยัน")


def _decide(held: CentralProposal, actor: Officer, outcome: ProposalOutcome, reason: str) -> None:
    held.outcome, held.decided_by, held.decided_at = outcome, actor, timezone.now()
    held.decided_reason = reason
    held.save()
    told: dict[str, Any] = {"proposal": held.pk, "kind": held.kind, "role": held.role}
    target = ("grant", held.grant_id) if held.grant_id else ("officer", held.officer_id)
    note(actor, f"{outcome}_central_role", *target, officer=held.officer_id,
         proposed_by=held.proposed_by_id, reason=reason or held.reason, **told)  # fmt: skip
    settle([f"{proposals_page()}{held.pk}"])
    if outcome == ProposalOutcome.WITHDRAWN:
        return
    concerned = Q(pk=held.proposed_by_id)
    if outcome == ProposalOutcome.CONFIRMED:
        concerned |= Q(pk=held.officer_id, left_on=None, is_active=True)
    told_to = Officer.objects.filter(concerned).exclude(pk=actor.pk)
    notify(
        officers=list(told_to),
        kind=NoticeKind.ROLE_DECIDED,
        text=f"{words_of(held)}: {outcome.label}" + (f" เพราะ{reason}" if reason else ""),
        path=f"{settings.OFFICE_PATH}account/",
    )
