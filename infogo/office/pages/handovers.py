"""Handing a point over to another agency: choosing the agency, and what would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import bangkok_now
from infogo.mergers.handover import (
    HandoverPlan,
    LapsingGrant,
    may_give,
    may_receive,
    plan_handover,
    visible_proposals,
)
from infogo.mergers.models import HandoverProposal, HandoverState
from infogo.workspace.grants import words_of

MOST_LISTED = 200
STATE_KINDS = {
    HandoverState.PROPOSED: "warning",
    HandoverState.ACCEPTED: "success",
    HandoverState.DECLINED: "neutral",
    HandoverState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True)
class LapsingLine:
    """A right that lapses for the point: whose, what it was, what remains of it."""

    officer: str
    words: str
    left: str


@dataclass(frozen=True)
class ManualGroup:
    """Services whose manual at the point changes in the same way; ``is_loss`` is a warning."""

    title: str
    names: Sequence[str]
    total: int
    is_loss: bool

    @property
    def words(self) -> str:
        """What changes, for how many; the number stays with what it counts."""
        return f"{self.title} {self.total:,}\N{NO-BREAK SPACE}เรื่อง"


@dataclass(frozen=True)
class HandoverPage:
    """What handing over would do, in words.

    ``lapsing`` names officers only to whom administers their agency; others read how many.
    """

    plan: HandoverPlan
    today: date
    unchanged: int
    manuals: Sequence[ManualGroup]
    names_officers: bool
    lapsing: Sequence[LapsingLine]
    follows: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class ProposalPage:
    """A proposal; ``preview`` is what accepting would do, while it can be accepted by anybody."""

    proposal: HandoverProposal
    state: str
    state_kind: str
    is_withdrawn: bool
    preview: HandoverPage | None
    may_accept: bool
    may_decline: bool
    may_withdraw: bool


@dataclass(frozen=True)
class WaitingPage:
    """Proposals that wait: for her answer, and for that of others."""

    to_answer: Sequence[HandoverProposal]
    proposed: Sequence[HandoverProposal]
    total: int


def handover_page(rights: Rights, plan: HandoverPlan) -> HandoverPage:
    """Return what handing over would do, as far as she may see it."""
    into = plan.into.name_th
    groups = (
        (f"เปลี่ยนไปใช้คู่มือของ{into}", plan.to_own, False),
        ("เปลี่ยนไปใช้คู่มือมาตรฐานกลาง", plan.to_standard, False),
        ("ทำที่จุดนี้ไม่ได้อีก เพราะไม่มีคู่มือที่ประชาชนอ่านได้", plan.lost, True),
    )
    administers = rights.agencies(Act.ADMINISTER).filter(pk=plan.source.pk).exists()
    follows = (
        ("ใบรับเรื่องที่ยังไม่เสร็จ", plan.receipts),
        ("เรื่องล่าช้าที่ยังไม่เสร็จ", plan.delays),
        ("ตัวเลขธุรกรรมของเดือนที่ยังไม่ส่ง", plan.volume_rows),
    )
    return HandoverPage(
        plan=plan,
        today=bangkok_now().date(),
        unchanged=plan.pin_count - len(plan.changes),
        manuals=[
            ManualGroup(title, [each.title for each in pins[:MOST_LISTED]], len(pins), is_loss)
            for title, pins, is_loss in groups
            if pins
        ],
        names_officers=administers,
        lapsing=[_lapsing_line(each) for each in plan.grants] if administers else [],
        follows=[(label, count) for label, count in follows if count],
    )


def proposal_page(rights: Rights, proposal: HandoverProposal) -> ProposalPage:
    """Return a proposal, with its point, agencies and officers selected, as she may answer it."""
    state = HandoverState(proposal.state)
    is_hers = proposal.is_open and proposal.point.agency_id == proposal.source_id
    may_accept = is_hers and may_receive(rights, proposal.into)
    plan = plan_handover(proposal.point, proposal.into) if is_hers else None
    return ProposalPage(
        proposal=proposal,
        state=str(state.label),
        state_kind=STATE_KINDS[state],
        is_withdrawn=state == HandoverState.WITHDRAWN,
        preview=handover_page(rights, plan) if plan else None,
        may_accept=may_accept,
        may_decline=proposal.is_open and may_receive(rights, proposal.into),
        may_withdraw=proposal.is_open and may_give(rights, proposal.point),
    )


def waiting_page(rights: Rights) -> WaitingPage:
    """Return the proposals that wait: those that she may answer, and those of her own side."""
    open_ones = visible_proposals(rights).filter(state=HandoverState.PROPOSED)
    rows = list(open_ones.select_related("point", "source", "into").order_by("pk")[:MOST_LISTED])
    hers = set(rights.agencies(Act.EDIT_POINT).filter(
        pk__in={row.into_id for row in rows}).values_list("pk", flat=True))  # fmt: skip
    return WaitingPage(
        to_answer=[row for row in rows if row.into_id in hers],
        proposed=[row for row in rows if row.into_id not in hers],
        total=open_ones.count(),
    )


def _lapsing_line(lapsing: LapsingGrant) -> LapsingLine:
    left = []
    if lapsing.points:
        left.append(f"จุดให้บริการอีก {len(lapsing.points):,} จุด")
    if lapsing.manuals:
        left.append(f"คู่มือ {len(lapsing.manuals):,} เรื่อง")
    return LapsingLine(
        officer=lapsing.grant.officer.name_th,
        words=words_of(lapsing.grant),
        left=f"เหลือ{' และ'.join(left)}" if left else "สิ้นสุด",
    )
