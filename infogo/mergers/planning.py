"""What a merger would do, told before anything is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from infogo.accounts.models import Grant, Officer
from infogo.accounts.roles import ROLES_OF_MANUALS, ROLES_OF_POINTS, Role
from infogo.agencies.models import Agency, AgencyStatus
from infogo.agencies.tree import is_below
from infogo.announcements.models import Announcement, Place
from infogo.articles.models import Article
from infogo.channels.models import AgencyEChannel, ChannelStatus
from infogo.core.dates import bangkok_now
from infogo.delays.models import DelayCase, Receipt
from infogo.editing.models import OPEN_STATES as OPEN_DRAFTS
from infogo.editing.models import Draft
from infogo.files.models import StoredFile
from infogo.inspection.models import InspectionCase
from infogo.inspection.states import OPEN_STATES as OPEN_CASES
from infogo.manuals.models import Manual, ManualStatus, Procedure
from infogo.mergers.errors import MergerError
from infogo.mergers.models import (
    OPEN_STATES,
    GrantFate,
    HandoverProposal,
    HandoverState,
    MergedAgency,
    Merger,
)
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.ratings.models import Improvement, Rating, ReplyTemplate
from infogo.volumes.models import OPEN_STATES as OPEN_REPORTS
from infogo.volumes.models import MonthlyReport

MOST_SOURCES = 20
MOST_LISTED = 200
AT_ONCE = 1000
"""Records up to which a merger is done in one transaction; larger ones go on in portions."""

MOVES: Mapping[str, str] = {
    "children": "หน่วยงานในสังกัด",
    "officers": "เจ้าหน้าที่ในสังกัด",
    "grants": "สิทธิ",
    "procedures": "บริการที่เป็นเจ้าของคู่มือมาตรฐานกลาง",
    "manuals": "คู่มือ",
    "drafts": "ร่างคู่มือที่เปิดอยู่",
    "points": "จุดให้บริการ",
    "pins": "หมุด",
    "handovers": "ข้อเสนอโอนจุดที่ยังไม่มีคำตอบ",
    "articles": "บทความ",
    "channels": "ช่องทางอิเล็กทรอนิกส์ที่เปิดอยู่",
    "delays": "เรื่องล่าช้าที่ยังไม่เสร็จ",
    "cases": "เรื่องตรวจสอบคู่มือที่ยังไม่ปิด",
    "receipts": "ใบรับเรื่องที่ยังไม่เสร็จ",
    "reports": "รายงานธุรกรรมที่ยังไม่ส่ง",
    "improvements": "คุณบอก เราปรับ",
    "templates": "ข้อความสำเร็จรูป",
    "files": "ไฟล์และภาพ",
    "announcements": "ประกาศบนหน้าของหน่วยงาน",
}
STAYS: Mapping[str, str] = {
    "ratings": "คะแนนและความเห็นที่ประชาชนให้ไว้",
    "closed_delays": "เรื่องล่าช้าที่เสร็จแล้ว",
    "sent_reports": "รายงานธุรกรรมที่ส่งแล้ว",
    "declarations": "ประกาศช่องทางอิเล็กทรอนิกส์ที่แจ้งไว้",
    "past_grants": "สิทธิที่สิ้นสุดแล้ว",
}


@dataclass(frozen=True)
class Clash:
    """A procedure of which both agencies have a manual: one of the two stays in use."""

    source: Manual
    target: Manual
    keeps_source: bool
    can_choose: bool

    @property
    def title(self) -> str:
        """The name of the service."""
        return self.source.procedure.name_th


@dataclass(frozen=True)
class GrantPlan:
    """A right over a merged agency and what would become of it."""

    grant: Grant
    fate: GrantFate
    choices: Sequence[GrantFate]


@dataclass(frozen=True)
class SourcePlan:
    """What one merged agency brings along: counts by the keys of ``MOVES`` and ``STAYS``."""

    agency: Agency
    moves: Mapping[str, int]
    stays: Mapping[str, int]
    clash_total: int
    clashes: Sequence[Clash]
    grants: Sequence[GrantPlan]


@dataclass(frozen=True)
class Plan:
    """The preview; ``records`` is the size of the work."""

    into: Agency
    sources: Sequence[SourcePlan]

    @property
    def records(self) -> int:
        """How many records would move."""
        return sum(sum(source.moves.values()) for source in self.sources)

    @property
    def is_small(self) -> bool:
        """Whether it can be done at once."""
        return self.records <= AT_ONCE


def check_merger(into: Agency, sources: Sequence[Agency], own_id: int = 0) -> None:
    """Refuse what can never be merged; ``own_id`` is the merger that is being carried out.

    Raises:
        MergerError: nothing is chosen, the successor is among them, one of them ended or is above
            the successor, or another merger that is not over concerns one of them.
    """
    if not sources:
        raise MergerError("เลือกหน่วยงานที่จะรวมอย่างน้อยหนึ่งแห่ง")
    if len(sources) > MOST_SOURCES:
        raise MergerError(f"รวมครั้งละไม่เกิน {MOST_SOURCES} แห่ง")
    if into.status != AgencyStatus.ACTIVE:
        raise MergerError(f"{into.name_th}เลิกหรือรวมกับหน่วยงานอื่นแล้ว เลือกหน่วยงานที่ยังดำเนินงาน")
    open_mergers = Merger.objects.filter(state__in=OPEN_STATES).exclude(pk=own_id)
    for source in sources:
        if source.pk == into.pk:
            raise MergerError("รวมหน่วยงานเข้ากับตัวเองไม่ได้")
        if source.status != AgencyStatus.ACTIVE:
            raise MergerError(f"{source.name_th}เลิกหรือรวมกับหน่วยงานอื่นแล้ว")
        if is_below(into.pk, source.pk):
            raise MergerError(
                f"{into.name_th}อยู่ในสังกัดของ{source.name_th} ย้าย{into.name_th}ไปสังกัดอื่นก่อน แล้วจึงรวม"
            )
    ids = [into.pk, *(source.pk for source in sources)]
    waiting = MergedAgency.objects.filter(agency__in=ids, merger__in=open_mergers)
    if waiting.exists() or open_mergers.filter(into__in=ids[1:]).exists():
        raise MergerError("มีการรวมหน่วยงานอื่นที่เกี่ยวกับหน่วยงานนี้ยังไม่เสร็จ รอหรือยกเลิกก่อน")


def plan_merger(
    into: Agency,
    sources: Sequence[Agency],
    kept: Collection[int] = (),
    fates: Mapping[str, str] | None = None,
) -> Plan:
    """Return what a merger would move, keep and end."""
    has_admin = administrators(into).exists()
    return Plan(
        into,
        [_source_plan(source, into, kept, fates or {}, has_admin) for source in sources],
    )


def clashing(source: Agency, into: Agency) -> QuerySet[Manual]:
    """Return the manuals of an agency whose procedure the successor has a manual of as well.

    Those that were retired already are none; ``rival`` is the successor's.
    """
    rival = Manual.objects.filter(agency=into, procedure=OuterRef("procedure")).values("pk")[:1]
    return (
        Manual.objects.filter(agency=source)
        .annotate(rival=Subquery(rival))
        .filter(rival__isnull=False)
        .exclude(status=ManualStatus.WITHDRAWN)
    )


def keeps_source(source: Manual, target: Manual, kept: Collection[int]) -> bool:
    """Whether the merged agency's manual replaces the successor's own.

    A standard manual always stays in use. Otherwise the successor's stays, unless citizens cannot
    read it, or somebody chose the other.
    """
    if target.is_standard:
        return False
    if source.is_standard or source.pk in kept:
        return True
    return source.status == ManualStatus.PUBLISHED != target.status


def administrators(agency: Agency) -> QuerySet[Officer]:
    """Return the officers who administer an agency itself today."""
    held = Grant.objects.active(bangkok_now().date()).filter(agency=agency, role=Role.AGENCY_ADMIN)
    return Officer.objects.filter(is_active=True, pk__in=held.order_by().values("officer_id"))


def running_grants(agency: Agency) -> QuerySet[Grant]:
    """Return the rights over an agency that are not over, those that begin later as well."""
    return (
        Grant.objects.not_over(bangkok_now().date())
        .filter(agency=agency)
        .select_related("officer", "agency")
        .with_counts()
        .order_by("officer__sort_key", "pk")
    )


def usual_fate(grant: Grant, *, has_admin: bool, has_children: bool) -> GrantFate:
    """Return what becomes of a right unless somebody decides otherwise: never more than it was.

    Except where the successor has no administrator: then the merged agency's is its first.
    """
    if grant.role != Role.AGENCY_ADMIN:
        return GrantFate.OWN
    if not has_admin:
        return GrantFate.MOVE
    return GrantFate.OWN if grant.whole_subtree and has_children else GrantFate.END


def can_be_narrowed(role: str) -> bool:
    """Whether a right of this role can be limited to what came from the merged agency."""
    return role in ROLES_OF_POINTS or role in ROLES_OF_MANUALS


def fate_of(grant: Grant, fates: Mapping[str, str], *, has_admin: bool,
            has_children: bool) -> GrantFate:  # fmt: skip
    """Return what was decided about a right, or the usual."""
    chosen = fates.get(str(grant.pk), "")
    if chosen in GrantFate.values:
        return GrantFate(chosen)
    return usual_fate(grant, has_admin=has_admin, has_children=has_children)


def _source_plan(
    source: Agency, into: Agency, kept: Collection[int], fates: Mapping[str, str], has_admin: bool
) -> SourcePlan:
    clashes = clashing(source, into).select_related("procedure", "current")
    first = list(clashes.order_by("-current", "procedure__name_th", "pk")[:MOST_LISTED])
    rivals = Manual.objects.in_bulk([manual.rival for manual in first])  # type: ignore[attr-defined]
    moves = _moves(source)
    has_children = moves["children"] > 0
    grants = []
    for grant in running_grants(source)[:MOST_LISTED]:
        fate = fate_of(grant, fates, has_admin=has_admin, has_children=has_children)
        own = can_be_narrowed(grant.role) or (grant.whole_subtree and has_children)
        choices = [GrantFate.OWN] if own else []
        grants.append(GrantPlan(grant, fate, [*choices, GrantFate.MOVE, GrantFate.END]))
    return SourcePlan(
        agency=source,
        moves=moves,
        stays=_stays(source),
        clash_total=clashes.count(),
        clashes=[
            _clash(manual, rivals[manual.rival], kept)  # type: ignore[attr-defined]
            for manual in first
        ],
        grants=grants,
    )


def _clash(source: Manual, target: Manual, kept: Collection[int]) -> Clash:
    is_free = not (source.is_standard or target.is_standard)
    own_text = source.current_id is not None
    return Clash(source, target, keeps_source(source, target, kept), is_free and own_text)


def _moves(source: Agency) -> dict[str, int]:
    return {
        "children": Agency.objects.filter(parent=source, status=AgencyStatus.ACTIVE).count(),
        "officers": Officer.objects.filter(agency=source).count(),
        "grants": running_grants(source).count(),
        "procedures": Procedure.objects.filter(owner=source).count(),
        "manuals": Manual.objects.filter(agency=source).count(),
        "drafts": Draft.objects.filter(manual__agency=source, state__in=OPEN_DRAFTS).count(),
        "points": ServicePoint.objects.filter(agency=source).count(),
        "pins": Pin.objects.filter(point__agency=source).count(),
        "handovers": HandoverProposal.objects.filter(
            Q(source=source) | Q(into=source), state=HandoverState.PROPOSED
        ).count(),
        "articles": Article.objects.filter(agency=source).count(),
        "channels": AgencyEChannel.objects.filter(agency=source, status=ChannelStatus.OPEN).count(),
        "delays": DelayCase.objects.filter(agency=source, decided_on=None).count(),
        "cases": InspectionCase.objects.filter(agency=source, state__in=OPEN_CASES).count(),
        "receipts": Receipt.objects.filter(agency=source, finished_on=None, voided_at=None).count(),
        "reports": MonthlyReport.objects.filter(agency=source, state__in=OPEN_REPORTS).count(),
        "improvements": Improvement.objects.filter(agency=source).count(),
        "templates": ReplyTemplate.objects.filter(agency=source).count(),
        "files": StoredFile.objects.filter(owner_key=source.key).count(),
        "announcements": Announcement.objects.filter(
            place=Place.AGENCY, target_id=source.pk
        ).count(),
    }


def _stays(source: Agency) -> dict[str, int]:
    return {
        "ratings": Rating.objects.filter(agency=source).count(),
        "closed_delays": DelayCase.objects.filter(agency=source, decided_on__isnull=False).count(),
        "sent_reports": MonthlyReport.objects.filter(agency=source)
        .exclude(state__in=OPEN_REPORTS)
        .count(),
        "declarations": source.e_act_declarations.count(),
        "past_grants": Grant.objects.filter(agency=source, ended_at__isnull=False).count(),
    }
