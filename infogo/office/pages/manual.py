"""One manual in the workspace: what citizens see of it, its draft, its editions, its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import BANGKOK
from infogo.core.models import AuditEntry
from infogo.editing.models import OPEN_STATES, AdopterTask, Draft, EditLock
from infogo.manuals.content import LocalOverrides
from infogo.manuals.lint.findings import Finding
from infogo.manuals.lint.run import check
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.models import Manual, ManualRevision, ManualStatus, ProcedureStatus
from infogo.manuals.rule_sets import Severity, parameters_on
from infogo.manuals.selectors import (
    SHOWN_STATUSES,
    MergedManual,
    NotPublishedError,
    content_here,
    holder_of_editions,
    merged_manual,
)
from infogo.office.pages.manual_words import (
    State,
    draft_state,
    person_name,
    public_state,
    step_words,
    titles_of,
)
from infogo.pins.selectors import pins_of

EDITIONS_SHOWN = 20
STEPS_SHOWN = 20


@dataclass(frozen=True)
class ManualLink:
    """A page of the workspace about one manual, and the act that opens it.

    ``name`` is an address that takes the manual's id; ``fits`` says for which manuals it is one.
    """

    label: str
    name: str
    act: Act
    fits: Callable[[Manual], bool] = lambda _manual: True


def _is_in_use(manual: Manual) -> bool:
    is_active = manual.procedure.status == ProcedureStatus.ACTIVE
    return manual.status == ManualStatus.PUBLISHED and is_active


def _has_ended(manual: Manual) -> bool:
    ended = manual.is_standard and manual.procedure.status == ProcedureStatus.WITHDRAWN
    return ended or manual.status == ManualStatus.WITHDRAWN


LINKS: tuple[ManualLink, ...] = (
    ManualLink("ปักหมุดจุดให้บริการ", "office:manual_pins", Act.EDIT_MANUAL, _is_in_use),
    ManualLink("จำนวนคำขอต่อเดือนจากรายงาน (ข้อ 9)", "office:manual_figures", Act.VIEW, _is_in_use),
    ManualLink("ป้ายคำและประโยคที่ประชาชนพูด", "office:manual_tags", Act.EDIT_MANUAL, _is_in_use),
    ManualLink("เทียบสองฉบับ", "office:manual_compare", Act.VIEW),
    ManualLink("ยกเลิกคู่มือ", "office:manual_cancel", Act.APPROVE_MANUAL, _is_in_use),
    ManualLink("ตั้งเรื่อง ล่าช้าเกินสมควร", "central:case_new", Act.REVIEW, _is_in_use),
    ManualLink("เปิดใช้คู่มืออีกครั้ง", "office:manual_reopen", Act.APPROVE_MANUAL, _has_ended),
)
"""All pages about a manual; each part of the workspace adds its own here."""


@dataclass(frozen=True)
class DraftLine:
    """The open draft: where it is, who wrote last, who holds it now."""

    id: int
    state: State
    author: str
    changed_at: datetime
    holder: str


@dataclass(frozen=True)
class EditionLine:
    """One edition; ``compare_href`` compares it with the one before it, where there is one."""

    number: int
    href: str
    compare_href: str
    published_at: datetime | None
    author: str
    note: str
    is_current: bool


@dataclass(frozen=True)
class StepLine:
    """One line of the history in words."""

    at: datetime
    who: str
    words: str


@dataclass(frozen=True)
class FindingCount:
    """How many findings of one weight there are."""

    words: str
    kind: str
    count: int


@dataclass(frozen=True)
class ManualOfficePage:
    """Everything the manual's page shows; ``public_href`` is empty where citizens see nothing."""

    id: int
    name: str
    official: str
    agency: str
    owner: str
    is_standard: bool
    state: State
    public_href: str
    draft: DraftLine | None
    can_edit: bool
    own: Sequence[str]
    standard_change: Sequence[str]
    findings: Sequence[FindingCount]
    worst: Sequence[Finding]
    points: int
    editions: Sequence[EditionLine]
    shows_standard: bool
    links: Sequence[tuple[str, str]]
    history: Sequence[StepLine]


def manual_office_page(rights: Rights, manual: Manual, today: date) -> ManualOfficePage:
    """Return the page of a manual read with ``views.reach``; a dozen queries at most."""
    procedure, merged = manual.procedure, _published(manual)
    is_active = procedure.status == ProcedureStatus.ACTIVE
    in_use = manual.status != ManualStatus.WITHDRAWN and procedure.status in (
        ProcedureStatus.ACTIVE,
        ProcedureStatus.DRAFT,
    )
    points = procedure.point_count if manual.is_standard else manual_points(manual)
    findings = _findings(manual, merged, points, today) if merged else ()
    task = AdopterTask.objects.filter(manual=manual, closed_at=None).first()
    return ManualOfficePage(
        id=manual.pk,
        name=procedure.name_th,
        official=procedure.official_name_th,
        agency=manual.agency.name_th,
        owner=procedure.owner.name_th,
        is_standard=manual.is_standard,
        state=public_state(
            status=manual.status,
            procedure_status=procedure.status,
            is_published=merged is not None,
        ),
        public_href=public_address(manual) if merged and is_active and in_use else "",
        draft=_draft_line(manual),
        can_edit=in_use and rights.manuals(Act.EDIT_MANUAL).filter(pk=manual.pk).exists(),
        own=titles_of(manual.overridden_sections),
        standard_change=titles_of(task.sections) if task else (),
        findings=_counts(findings),
        worst=findings[:3],
        points=points,
        editions=_editions(manual),
        shows_standard=holder_of_editions(manual).pk != manual.pk,
        links=_links(rights, manual),
        history=_history(manual),
    )


def public_address(manual: Manual) -> str:
    """Return the path at which citizens read a manual."""
    if manual.is_standard:
        return reverse("www:manual", args=[manual.procedure_id])
    return reverse("www:local_manual", args=[manual.procedure_id, manual.agency_id])


def edition_address(manual: Manual, number: int) -> str:
    """Return the path at which citizens read one edition."""
    if manual.is_standard:
        return reverse("www:manual_version", args=[manual.procedure_id, number])
    return reverse("www:local_manual_version", args=[manual.procedure_id, manual.agency_id, number])


def manual_points(manual: Manual) -> int:
    """Return at how many points an agency's own manual is served."""
    return pins_of(manual).count()


def _published(manual: Manual) -> MergedManual | None:
    try:
        return merged_manual(manual)
    except NotPublishedError:
        return None


def _draft_line(manual: Manual) -> DraftLine | None:
    draft = Draft.objects.filter(manual=manual, state__in=OPEN_STATES).first()
    if draft is None:
        return None
    lock = EditLock.objects.filter(draft=draft, expires_at__gt=timezone.now()).first()
    return DraftLine(
        id=draft.pk,
        state=draft_state(draft.state),
        author=person_name(draft.author_name),
        changed_at=draft.changed_at.astimezone(BANGKOK),
        holder=lock.holder_name if lock else "",
    )


def _findings(
    manual: Manual, merged: MergedManual, points: int, today: date
) -> tuple[Finding, ...]:
    """Return what the rules in force say of what citizens read now."""
    overrides = None
    if not manual.is_standard:
        stored = manual.current.content if manual.current else {}
        overrides = LocalOverrides.model_validate(stored)
    subject = subject_of(
        manual, content_here(merged), today=today, overrides=overrides, point_count=points
    )
    return check(subject, parameters_on(today))


def _counts(findings: Sequence[Finding]) -> list[FindingCount]:
    words = {
        Severity.BLOCKING: ("ต้องแก้ก่อนส่งฉบับหน้า", "error"),
        Severity.WARNING: ("ควรแก้", "warning"),
        Severity.ADVICE: ("คำแนะนำ", "info"),
    }
    counted = [(level, sum(finding.severity is level for finding in findings)) for level in words]
    return [FindingCount(*words[level], count) for level, count in counted if count]


def _editions(manual: Manual) -> list[EditionLine]:
    shown = (
        ManualRevision.objects.filter(manual=holder_of_editions(manual), status__in=SHOWN_STATUSES)
        .order_by("-number")
        .defer("content")[:EDITIONS_SHOWN]
    )
    compare = reverse("office:manual_compare", args=[manual.pk])
    return [
        EditionLine(
            number=edition.number,
            href=edition_address(manual, edition.number),
            compare_href=f"{compare}?from={edition.number - 1}&to={edition.number}"
            if edition.number > 1
            else "",
            published_at=edition.published_at,
            author=person_name(edition.author),
            note=edition.note,
            is_current=edition.superseded_at is None,
        )
        for edition in shown
    ]


def _links(rights: Rights, manual: Manual) -> list[tuple[str, str]]:
    """Return the pages about a manual that she may open."""
    fitting = [link for link in LINKS if link.fits(manual)]
    allowed = {
        act: act is Act.VIEW or rights.manuals(act).filter(pk=manual.pk).exists()
        for act in {link.act for link in fitting}
    }
    return [
        (link.label, reverse(link.name, args=[manual.pk])) for link in fitting if allowed[link.act]
    ]


def _history(manual: Manual) -> list[StepLine]:
    lines = AuditEntry.objects.filter(target="manual", target_id=manual.pk).order_by("-number")
    return [
        StepLine(
            line.at.astimezone(BANGKOK), person_name(line.actor), step_words(line.verb, line.detail)
        )
        for line in lines[:STEPS_SHOWN]
    ]
