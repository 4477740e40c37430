"""Tasks of adopting agencies: a standard manual changed where they have a text of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.editing.addresses import draft_page, manual_page
from infogo.editing.models import OPEN_STATES, AdopterTask, Draft, DraftState
from infogo.editing.selectors import open_tasks
from infogo.editing.standard_changes import StandardChange
from infogo.manuals.content import section_of
from infogo.manuals.diff import Change, SectionDiff
from infogo.manuals.models import Manual
from infogo.manuals.threeway import SectionChoice

PAGE_SIZE = 20
NOTHING_LEFT = "มีคนตัดสินใจแล้ว หรือมาตรฐานกลับไปเป็นอย่างเดิม ไม่มีอะไรต้องเลือก"


@dataclass(frozen=True)
class TaskLine:
    """One manual whose agency must decide; ``state`` is that of the draft that decides, if any."""

    manual_id: int
    title: str
    agency: str
    since: datetime
    sections: Sequence[str]
    state: str
    draft_href: str


@dataclass(frozen=True)
class TasksPage:
    """The list's content."""

    lines: Sequence[TaskLine]
    total: int
    number: int
    pages: int
    base: str


@dataclass(frozen=True)
class Text:
    """What one side says in full; ``lines`` are (label, text)."""

    title: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ChoiceView:
    """One section to decide, as comparisons and as three whole texts."""

    code: str
    title: str
    standard_change: SectionDiff
    mine_against_new: SectionDiff
    is_settled: bool
    texts: Sequence[Text]


@dataclass(frozen=True)
class StandardChangePage:
    """What one manual's agency must decide; no choices when there is nothing."""

    title: str
    agency: str
    manual_href: str
    old_number: int | None
    new_number: int | None
    seen: int | None
    choices: Sequence[ChoiceView]


def tasks_page(rights: Rights, page: str) -> TasksPage:
    """Return the open tasks of the manuals that she edits, the oldest first."""
    shown = Paginator(open_tasks(rights.manuals(Act.EDIT_MANUAL)), PAGE_SIZE).get_page(page)
    tasks = list(shown.object_list)
    drafts = {
        draft.manual_id: draft
        for draft in Draft.objects.filter(
            manual__in=[task.manual_id for task in tasks], state__in=OPEN_STATES
        )
    }
    return TasksPage(
        lines=[_task_line(task, drafts.get(task.manual_id)) for task in tasks],
        total=shown.paginator.count,
        number=shown.number,
        pages=shown.paginator.num_pages,
        base=f"{reverse('office:standard_changes')}?page=",
    )


def standard_change_page(manual: Manual, change: StandardChange | None) -> StandardChangePage:
    """Return the page of a manual; ``procedure`` and ``agency`` are selected."""
    return StandardChangePage(
        title=manual.procedure.name_th,
        agency=manual.agency.name_th,
        manual_href=manual_page(manual.pk),
        old_number=change.old.number if change else None,
        new_number=change.new.number if change else None,
        seen=change.new.pk if change else None,
        choices=[_choice(choice) for choice in change.choices] if change else [],
    )


def _task_line(task: AdopterTask, draft: Draft | None) -> TaskLine:
    decides = draft is not None and draft.standard_base_id == task.standard_edition_id
    return TaskLine(
        manual_id=task.manual_id,
        title=task.manual.procedure.name_th,
        agency=task.manual.agency.name_th,
        since=timezone.localtime(task.opened_at),
        sections=[str(section_of(code).title) for code in task.sections],
        state=str(DraftState(draft.state).label) if draft and decides else "",
        draft_href=draft_page(draft.pk) if draft and decides else "",
    )


def _choice(choice: SectionChoice) -> ChoiceView:
    return ChoiceView(
        code=choice.code,
        title=f"{choice.section.number}. {choice.section.title}",
        standard_change=choice.standard_change,
        mine_against_new=choice.mine_against_new,
        is_settled=choice.is_settled,
        texts=(
            Text("ฉบับมาตรฐานเดิม", _lines(choice.standard_change, Change.ADDED)),
            Text("ฉบับมาตรฐานใหม่", _lines(choice.standard_change, Change.REMOVED)),
            Text("ของเรา", _lines(choice.mine_against_new, Change.ADDED)),
        ),
    )


def _lines(section: SectionDiff, other: Change) -> list[tuple[str, str]]:
    """Return one side of a comparison whole: without what only the ``other`` side says."""
    return [
        (line.label or field.label, "".join(run.text for run in line.runs if run.change != other))
        for field in section.fields
        for item in field.items
        if item.change != other
        for line in item.lines
        if any(run.change != other for run in line.runs)
    ]
