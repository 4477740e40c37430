"""What the workspace shows of drafts and tasks: lists without a query per row, one draft whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone

from infogo.core.dates import bangkok_now
from infogo.editing.models import (
    OPEN_STATES,
    AdopterTask,
    Cancellation,
    Draft,
    DraftSection,
    DraftState,
    EditLock,
    SectionComment,
)
from infogo.editing.parts import (
    BESIDE_SECTIONS,
    LOCAL_PARTS,
    PROCEDURE,
    STANDARD_PARTS,
    part_of_section,
    part_to_fix,
)
from infogo.editing.reading import CheckedDraft, check_draft, public_content
from infogo.manuals.content import SECTIONS, Section
from infogo.manuals.diff import ContentDiff, diff_contents
from infogo.manuals.lint.findings import Finding
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.manuals.procedure_facts import FACT_SECTIONS, diff_facts, facts_of


class SectionStatus(StrEnum):
    """How far a section is, gravest first: what an officer sees in the list of tasks."""

    BLOCKED = "blocked"
    COMMENTED = "commented"
    CHANGED = "changed"
    FOLLOWED = "followed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class SectionTask:
    """One section of a draft: its state, what the rules and the approver say, its version.

    ``version`` is what a save must name as seen; 0 where nothing was saved yet.
    """

    section: Section
    status: SectionStatus
    version: int
    findings: tuple[Finding, ...]
    comments: tuple[SectionComment, ...]
    saved_by_name: str = ""
    saved_at: datetime | None = None


@dataclass(frozen=True)
class DraftOverview:
    """A draft as a list of tasks, with all that its pages need.

    ``beside`` are the parts that are written beside the sections of the form; their number is 0.
    """

    checked: CheckedDraft
    sections: tuple[SectionTask, ...]
    lock: EditLock | None
    beside: tuple[SectionTask, ...] = ()

    @property
    def can_submit(self) -> bool:
        """Whether the rules let it pass and it changes anything."""
        return not self.checked.blocking and self.checked.is_different


def drafts_with_all() -> QuerySet[Draft]:
    """Return drafts with the rows that reading one needs, so that lists cost one query."""
    return Draft.objects.select_related(
        "manual__procedure__owner",
        "manual__procedure__topic",
        "manual__agency",
        "manual__standard__current",
        "manual__current__based_on",
        "base__based_on",
        "standard_base",
    )


def open_drafts(
    manuals: QuerySet[Manual] | None, states: Collection[DraftState] = OPEN_STATES
) -> QuerySet[Draft]:
    """Return the open drafts of these manuals, latest change first; one query when read.

    ``manuals`` are those that somebody may see, which stays a subquery however many there are;
    None is for a caller who asks about the manuals of few drafts afterwards.
    """
    return (
        Draft.objects.filter(_of(manuals), state__in=states)
        .select_related("manual__procedure", "manual__agency")
        .order_by("-changed_at", "-pk")
    )


def open_tasks(manuals: QuerySet[Manual] | None) -> QuerySet[AdopterTask]:
    """Return the open tasks of these adopting manuals, oldest first; one query when read.

    None as in ``open_drafts``. Of a manual that ended nothing is to be decided, unless it is taken
    up again.
    """
    in_use = {
        "manual__status": ManualStatus.PUBLISHED,
        "manual__procedure__status": ProcedureStatus.ACTIVE,
    }
    return (
        AdopterTask.objects.filter(_of(manuals), closed_at=None, **in_use)
        .select_related("manual__procedure", "manual__agency", "standard_edition")
        .order_by("opened_at", "pk")
    )


def open_cancellation(manual: Manual) -> Cancellation | None:
    """Return why a manual ended and what to do instead, if an officer ended it; one query."""
    return (
        Cancellation.objects.filter(manual=manual, reopened_at=None)
        .select_related("successor")
        .first()
    )


def _of(manuals: QuerySet[Manual] | None) -> Q:
    return Q() if manuals is None else Q(manual__in=manuals.order_by().values("pk"))


def draft_overview(draft: Draft, today: date) -> DraftOverview:
    """Return a draft as its author works on it; wants ``drafts_with_all``."""
    checked = check_draft(draft, today)
    saved = {part.section: part for part in draft.sections.all()}
    comments: dict[str, list[SectionComment]] = {}
    for comment in draft.comments.filter(settled_at=None).select_related("transition"):
        comments.setdefault(part_of_section(comment.section), []).append(comment)
    parts = STANDARD_PARTS if draft.manual.is_standard else LOCAL_PARTS
    sections = tuple(
        _section_task(section, checked, saved.get(section.code), comments.get(section.code, []))
        for section in SECTIONS
        if section.code in parts
    )
    beside = tuple(
        _section_task(part, checked, saved.get(part.code), comments.get(part.code, []))
        for part in BESIDE_SECTIONS
        if part.code in parts
    )
    lock = EditLock.objects.filter(draft=draft, expires_at__gt=timezone.now()).first()
    return DraftOverview(checked, sections, lock, beside)


def draft_comparison(draft: Draft, checked: CheckedDraft) -> ContentDiff:
    """Return what the draft changes of what citizens read now."""
    texts = diff_contents(public_content(draft), checked.reading.content)
    if checked.reading.facts is None:
        return texts
    facts = diff_facts(
        facts_of(draft.manual.procedure), checked.reading.facts, bangkok_now().date()
    )
    by_number = sorted((*facts, *texts.sections), key=lambda each: each.section.number)
    return ContentDiff(tuple(by_number))


def _section_task(
    section: Section,
    checked: CheckedDraft,
    saved: DraftSection | None,
    comments: Collection[SectionComment],
) -> SectionTask:
    findings = tuple(each for each in checked.findings if part_to_fix(each) == section.code)
    followed = not checked.draft.manual.is_standard and (saved is None or saved.values is None)
    if any(finding.is_blocking for finding in findings):
        status = SectionStatus.BLOCKED
    elif comments:
        status = SectionStatus.COMMENTED
    elif _is_changed(section, checked):
        status = SectionStatus.CHANGED
    else:
        status = SectionStatus.FOLLOWED if followed else SectionStatus.UNCHANGED
    return SectionTask(
        section=section,
        status=status,
        version=saved.version if saved else 0,
        findings=findings,
        comments=tuple(comments),
        saved_by_name=saved.saved_by_name if saved else "",
        saved_at=saved.saved_at if saved else None,
    )


def _is_changed(section: Section, checked: CheckedDraft) -> bool:
    """Whether publishing would change what this part says."""
    if section.number:
        return section.code in checked.changed
    if section.code == PROCEDURE:
        return bool(set(FACT_SECTIONS) & set(checked.changed))
    before = public_content(checked.draft)
    names = STANDARD_PARTS[section.code]
    return any(getattr(before, name) != getattr(checked.reading.content, name) for name in names)
