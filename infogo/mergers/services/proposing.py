"""An agency proposes to hand a point over; the one that would receive it accepts or declines.

Whether she may is asked before (``handover.may_give``, ``handover.may_receive``).
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.notices import settle
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.mergers.errors import MergerError
from infogo.mergers.models import HandoverProposal, HandoverState
from infogo.mergers.services.handing_over import (
    carry_out,
    held_plan,
    read_handover_reason,
    require_seen,
)
from infogo.mergers.services.waiting import ask_receivers, proposal_page, tell, waiting_proposals


@transaction.atomic
def propose_handover(
    *, point_id: int, into: Agency, reason: str, actor: Officer, seen: str = ""
) -> HandoverProposal:
    """Propose to hand a point over; nothing changes before the other agency accepts.

    Raises:
        MergerError: no reason, what ``check_handover`` refuses, another proposal waits, or it is
            not any more what the preview told.
    """
    why = read_handover_reason(reason)
    plan = held_plan(point_id, into)
    require_seen(plan, seen)
    waiting = waiting_proposals().filter(point=plan.point)
    if other := waiting.select_related("into").first():
        raise MergerError(f"จุดนี้รอ{other.into.name_th}ตอบรับอยู่แล้ว ถอนข้อเสนอนั้นก่อน แล้วจึงเสนอใหม่")
    made = HandoverProposal.objects.create(
        point=plan.point, source=plan.source, into=plan.into, reason=why, proposed_by=actor
    )
    _note(made, "propose_handover", actor, reason=why)
    ask_receivers(made)
    return made


@transaction.atomic
def accept_handover(*, proposal_id: int, actor: Officer, seen: str = "") -> HandoverProposal:
    """Take over a proposed point: it is handed over in the same transaction.

    Raises:
        MergerError: it was answered or withdrawn, the point is another agency's now, what
            ``check_handover`` refuses, or it is not any more what the preview told.
    """
    # Agencies and the point are held first, as by everybody who hands a point over.
    found = HandoverProposal.objects.select_related("into").get(pk=proposal_id)
    _require_open(found)
    plan = held_plan(found.point_id, found.into)
    held = _held_open(proposal_id)
    if plan.source.pk != held.source_id:
        raise MergerError(f"ตอนนี้จุดนี้เป็นของ{plan.source.name_th} ไม่ใช่หน่วยงานที่เสนอโอน รับโอนไม่ได้")
    require_seen(plan, seen)
    # Before it is handed over, which takes back every proposal that still waits.
    _decide(held, HandoverState.ACCEPTED, actor)
    carry_out(plan, held.reason, actor)
    _note(held, "accept_handover", actor)
    _tell_proposer(held, f"{found.into.name_th}รับโอน{plan.point.name_th}แล้ว", actor)
    return held


@transaction.atomic
def decline_handover(*, proposal_id: int, reason: str, actor: Officer) -> HandoverProposal:
    """Do not take a proposed point over; nothing changes.

    Raises:
        MergerError: no reason, or it was answered or withdrawn.
    """
    held = _end(proposal_id, HandoverState.DECLINED, "decline_handover", reason, actor)
    text = f"{held.into.name_th}ไม่รับโอน{held.point.name_th}: {held.answer}"
    _tell_proposer(held, text, actor)
    return held


@transaction.atomic
def withdraw_handover(*, proposal_id: int, reason: str, actor: Officer) -> HandoverProposal:
    """Take a proposal back that was not answered yet.

    Raises:
        MergerError: no reason, or it was answered or withdrawn.
    """
    return _end(proposal_id, HandoverState.WITHDRAWN, "withdraw_handover", reason, actor)


def _end(
    proposal_id: int, state: HandoverState, verb: str, reason: str, actor: Officer
) -> HandoverProposal:
    why = read_handover_reason(reason)
    held = _held_open(proposal_id)
    _decide(held, state, actor, why)
    _note(held, verb, actor, reason=why)
    return held


def _held_open(proposal_id: int) -> HandoverProposal:
    held = (
        HandoverProposal.objects.select_for_update(of=("self",))
        .select_related("point", "into", "proposed_by")
        .get(pk=proposal_id)
    )
    _require_open(held)
    return held


def _require_open(proposal: HandoverProposal) -> None:
    if not proposal.is_open:
        state = HandoverState(proposal.state).label
        raise MergerError(f"ข้อเสนอนี้มีคนตอบไปแล้ว: {state} ไม่มีอะไรต้องทำอีก")


def _decide(held: HandoverProposal, state: HandoverState, actor: Officer, answer: str = "") -> None:
    held.state, held.answer = state, answer
    held.decided_by, held.decided_at = actor, timezone.now()
    held.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    settle([proposal_page(held.pk)])


def _note(held: HandoverProposal, verb: str, actor: Officer, **detail: Any) -> None:
    audit.record(
        actor=actor.audit_name, verb=verb, target="point", target_id=held.point_id,
        detail={"handover": held.pk, "from": held.source_id, "into": held.into_id, **detail},
    )  # fmt: skip


def _tell_proposer(held: HandoverProposal, text: str, actor: Officer) -> None:
    if held.proposed_by_id != actor.pk:
        tell([held.proposed_by], text, held)
