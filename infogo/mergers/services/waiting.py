"""Proposals to hand a point over that nobody answered, when something else decides about it."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from infogo.accounts.models import NoticeKind, Officer
from infogo.accounts.notices import holders, notify, settle
from infogo.accounts.perms import grants_over_agency
from infogo.accounts.roles import Act
from infogo.mergers.models import HandoverProposal, HandoverState

LONGEST_ANSWER = 300


def proposal_page(proposal_id: int) -> str:
    """Return the address of the page on which a proposal is answered."""
    return f"{settings.OFFICE_PATH}handovers/{proposal_id}"


def waiting_proposals() -> QuerySet[HandoverProposal]:
    """Return the proposals that nobody answered yet."""
    return HandoverProposal.objects.filter(state=HandoverState.PROPOSED)


def take_back(proposals: QuerySet[HandoverProposal], answer: str, actor: Officer | None) -> None:
    """Close proposals that have become pointless, and say why to whoever made them."""
    held = list(proposals.filter(state=HandoverState.PROPOSED).select_related("proposed_by"))
    told = answer[:LONGEST_ANSWER]
    HandoverProposal.objects.filter(pk__in=[proposal.pk for proposal in held]).update(
        state=HandoverState.WITHDRAWN, answer=told, decided_by=actor, decided_at=timezone.now()
    )
    settle([proposal_page(proposal.pk) for proposal in held])
    for proposal in held:
        if actor is None or proposal.proposed_by_id != actor.pk:
            tell([proposal.proposed_by], f"ระบบถอนข้อเสนอโอนจุดของคุณแล้ว: {told}", proposal)


def ask_receivers(proposal: HandoverProposal) -> None:
    """Ask whoever looks after the points of the agency that would receive the point.

    Where nobody looks after that agency yet, the centre answers for it.
    """
    receivers = grants_over_agency(proposal.into_id, Act.EDIT_POINT)
    theirs = holders(grant for grant in receivers if grant.agency_id)
    text = (
        f"{proposal.source.name_th}เสนอโอน “{proposal.point.name_th}” "
        f"ให้{proposal.into.name_th} ({proposal.reason}) อ่านแล้วตอบรับหรือไม่รับ"
    )
    tell(theirs or holders(receivers), text, proposal)


def tell(officers: list[Officer], text: str, proposal: HandoverProposal) -> None:
    """Tell officers of a proposal."""
    path = proposal_page(proposal.pk)
    notify(officers=officers, kind=NoticeKind.HANDOVER, text=text, path=path)
