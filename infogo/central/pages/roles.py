"""Roles of the centre: who holds them, and what waits for a second person; officers everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.central import central_admins, confirmers, words_of
from infogo.accounts.models import CentralProposal, Grant, Officer, ProposalOutcome
from infogo.accounts.perms import Rights
from infogo.accounts.roles import CENTRAL_ROLES, DUTIES, Role
from infogo.central.pages.care_parts import Portion, number_in, portion, words_in
from infogo.core.dates import long_moment, short_date
from infogo.workspace.grants import GrantLine, grant_line
from infogo.workspace.grants import words_of as grant_said

PAGE_SIZE = 30
MOST_PAST = 30
MOST_WORDS = 3


@dataclass(frozen=True)
class HolderLine:
    """One running role of the centre, with its holder."""

    officer: Officer
    grant: GrantLine
    is_own: bool


@dataclass(frozen=True)
class ProposalLine:
    """One proposal and what the reader may do about it."""

    proposal: CentralProposal
    words: str
    state: str
    state_kind: str
    until: str
    is_open: bool
    may_decide: bool
    is_own: bool
    why_not: str


@dataclass(frozen=True)
class RolesPage:
    """Who holds which role, what waits, what was decided; ``too_few`` says what to do."""

    holders: Sequence[tuple[str, str, Sequence[HolderLine]]]
    waiting: Sequence[ProposalLine]
    past: Sequence[ProposalLine]
    admins: int
    too_few: str


@dataclass(frozen=True)
class OfficerLine:
    """One officer of the country."""

    id: int
    name: str
    email: str
    agency: str
    agency_id: int | None
    state: str
    state_kind: str
    rights: Sequence[str]
    more: int
    last_used: datetime | None


@dataclass(frozen=True)
class OfficersPage:
    """Officers of the country that fit what was typed."""

    query: str
    part: Portion


@dataclass(frozen=True)
class ProposePage:
    """Whom to propose: those who fit what was typed; ``nobody`` says that none could confirm."""

    query: str
    officers: Sequence[OfficerLine]
    total: int
    chosen: int
    too_few: str


def roles_page(rights: Rights) -> RolesPage:
    """Show the roles of the centre."""
    held = (
        Grant.objects.not_over(rights.on)
        .filter(role__in=CENTRAL_ROLES)
        .select_related("officer", "officer__agency", "agency")
        .with_counts()
        .order_by("officer__sort_key", "pk")
    )
    by_role: dict[str, list[HolderLine]] = {
        role.value: [] for role in Role if role in CENTRAL_ROLES
    }
    for grant in held:
        line = HolderLine(grant.officer, grant_line(grant, rights, can_end=True),
                          grant.officer_id == rights.officer.pk)  # fmt: skip
        by_role[grant.role].append(line)
    now = timezone.now()
    proposals = CentralProposal.objects.select_related("officer", "proposed_by", "decided_by")
    waiting = proposals.filter(outcome="", expires_at__gt=now)
    past = proposals.exclude(pk__in=waiting.order_by().values("pk"))[:MOST_PAST]
    return RolesPage(
        holders=[(str(Role(role).label), DUTIES[role], lines) for role, lines in by_role.items()],
        waiting=[proposal_line(rights, one) for one in waiting],
        past=[proposal_line(rights, one) for one in past],
        admins=central_admins().count(),
        too_few=too_few(rights),
    )


def too_few(rights: Rights) -> str:
    """Say what to do where nobody could confirm what she proposes; empty: somebody could."""
    others = confirmers(rights.officer.pk, 0).count()
    if others == 0:
        return (
            "คุณเป็นผู้ดูแลส่วนกลางคนเดียวที่ใช้งานอยู่ จึงยังเสนอหรือยืนยันอะไรไม่ได้ "
            "ให้ผู้ติดตั้งระบบเพิ่มคนที่สองด้วยคำสั่ง manage.py invite_central_admin อีเมล ชื่อ"
        )
    if others == 1:
        return (
            "มีผู้ดูแลส่วนกลางสองคน เสนอหน้าที่ให้คนอื่นได้ แต่ยุติหน้าที่ของกันและกันไม่ได้ "
            "เพราะไม่มีคนที่สามยืนยัน เพิ่มคนที่สาม หรือให้ผู้ติดตั้งระบบใช้คำสั่ง "
            "manage.py end_central_role อีเมล หน้าที่ เหตุผล"
        )
    return ""


def proposal_line(rights: Rights, proposal: CentralProposal) -> ProposalLine:
    """Put a proposal, selected with its people, into words."""
    now = timezone.now()
    is_open = proposal.is_open(now)
    reader = rights.officer.pk
    why_not = ""
    if is_open and reader == proposal.proposed_by_id:
        why_not = "คุณเป็นผู้เสนอ ต้องให้ผู้ดูแลส่วนกลางอีกคนยืนยัน"
    elif is_open and reader == proposal.officer_id:
        why_not = "ข้อเสนอนี้เกี่ยวกับคุณ ต้องให้ผู้ดูแลส่วนกลางคนอื่นยืนยัน"
    kinds = {ProposalOutcome.CONFIRMED.value: "success", "": "warning" if is_open else "neutral"}
    return ProposalLine(
        proposal=proposal,
        words=words_of(proposal),
        state=proposal.state_words(now),
        state_kind=kinds.get(proposal.outcome, "neutral"),
        until=long_moment(proposal.expires_at),
        is_open=is_open,
        may_decide=is_open and not why_not,
        is_own=is_open and reader == proposal.proposed_by_id,
        why_not=why_not,
    )


def officers_page(rights: Rights, data: QueryDict) -> OfficersPage:
    """List the officers of the country that fit what was typed, by name."""
    query = words_in(data)
    found = _officers(rights, query)
    path = reverse("central:officers")
    part = portion(found, data.get("page", ""), PAGE_SIZE, path, [("q", query)])
    lines = [_officer_line(officer) for officer in part.rows]
    return OfficersPage(query, Portion(lines, part.total, part.number, part.pages, part.base))


def propose_page(rights: Rights, data: QueryDict, chosen: int) -> ProposePage:
    """Offer officers who may be given a role of the centre."""
    query = words_in(data)
    at_work = _officers(rights, query).filter(left_on=None).exclude(pk=rights.officer.pk)
    rows = list(_officers(rights, "").filter(pk=chosen)) if chosen else []
    total = len(rows)
    if query:
        rest = at_work.exclude(pk=chosen)
        rows += rest[:PAGE_SIZE]
        total += rest.count()
    return ProposePage(query, [_officer_line(row) for row in rows], total, chosen, too_few(rights))


def chosen_officer(data: QueryDict) -> int:
    """Return the officer that an address or a form names."""
    return number_in(data, "officer")


def _officers(rights: Rights, query: str) -> QuerySet[Officer]:
    found = Officer.objects.all()
    for word in query.split()[:5]:
        found = found.filter(
            Q(name_th__icontains=word)
            | Q(email__icontains=word)
            | Q(agency__name_th__icontains=word)
        )
    running = Grant.objects.not_over(rights.on).select_related("agency").with_counts()
    return (
        found.select_related("agency")
        .prefetch_related(Prefetch("grants", queryset=running, to_attr="running"))
        .order_by("sort_key", "pk")
    )


def _officer_line(officer: Officer) -> OfficerLine:
    state, kind = "ใช้งานอยู่", "success"
    if officer.left_on is not None:
        state, kind = f"พ้นจากหน่วยงาน {short_date(officer.left_on)}", "neutral"
    elif officer.is_invited:
        state, kind = "รอตอบรับคำเชิญ", "warning"
    running: list[Grant] = officer.running  # type: ignore[attr-defined]
    return OfficerLine(
        id=officer.pk,
        name=officer.name_th,
        email=officer.email,
        agency=officer.agency.name_th if officer.agency else "ไม่ระบุหน่วยงาน",
        agency_id=officer.agency_id,
        state=state,
        state_kind=kind,
        rights=[grant_said(grant) for grant in running[:MOST_WORDS]],
        more=max(0, len(running) - MOST_WORDS),
        last_used=officer.last_login,
    )
