"""A draft as a list of tasks: its sections in the order of the form, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import BANGKOK, long_moment
from infogo.display.filters import DOT
from infogo.editing.models import WAITING_STATES, Draft, DraftState
from infogo.editing.parts import PROCEDURE, part_to_fix
from infogo.editing.selectors import DraftOverview, SectionStatus, SectionTask, draft_overview
from infogo.editing.standard_changes import change_below
from infogo.manuals.content import SECTIONS
from infogo.manuals.lint.findings import Finding
from infogo.office.pages.manual_words import SECTION_TITLES, State, draft_state, person_name

_STATUS: Mapping[SectionStatus, State] = {
    SectionStatus.BLOCKED: State("ต้องแก้", "error"),
    SectionStatus.COMMENTED: State("มีความเห็น", "warning"),
    SectionStatus.CHANGED: State("แก้แล้ว", "success"),
    SectionStatus.FOLLOWED: State("ตามคู่มือมาตรฐานกลาง", "neutral"),
    SectionStatus.UNCHANGED: State("", "neutral"),
}
_OFTEN: Mapping[str, str] = {
    "fees": "ค่าธรรมเนียม",
    "documents": "เอกสาร",
    "steps": "ขั้นตอนและเวลา",
    "channels": "ช่องทางและเวลาทำการ",
}
"""The items of the form that change most, in words shorter than its own."""
SEEN_AT_ONCE = 6
"""So few items need no way past the others."""


@dataclass(frozen=True)
class TaskRow:
    """One section of the form: ``href`` is where it is written."""

    code: str
    number: int
    title: str
    state: State
    findings: int
    comments: Sequence[str]
    saved_by: str
    saved_at: datetime | None
    href: str


@dataclass(frozen=True)
class DraftPage:
    """The list of tasks; ``elsewhere`` are the items of the form that this draft does not write.

    ``first`` and ``last`` are what is written before and after the sections of the form;
    ``often`` leads to the sections that change most, where there are many.

    ``seen`` is the version of the draft that this page shows; every step names it. ``moved`` are
    the sections below whose text the standard changed meanwhile: it waits for a decision.
    """

    id: int
    seen: int
    manual_id: int
    name: str
    agency: str
    is_standard: bool
    state: State
    progress: str
    author: str
    changed_at: datetime
    publish_at: str
    holder: str
    moved: Sequence[str]
    first: Sequence[TaskRow]
    rows: Sequence[TaskRow]
    last: Sequence[TaskRow]
    often: Sequence[tuple[str, str]]
    elsewhere: Sequence[str]
    can_write: bool
    can_withdraw: bool
    can_decide: bool
    is_different: bool


@dataclass(frozen=True)
class FindingRow:
    """One finding with the section in which it is put right."""

    text: str
    law: str
    title: str
    href: str


@dataclass(frozen=True)
class SubmitPage:
    """What submitting means: what changed, what blocks, what is only advised."""

    draft: DraftPage
    changed: Sequence[str]
    blocking: Sequence[FindingRow]
    others: Sequence[FindingRow]
    can_submit: bool


def section_address(draft_id: int, code: str) -> str:
    """Return where a section of a draft is written."""
    return reverse("office:draft_section", args=[draft_id, code])


def draft_page(rights: Rights, draft: Draft, today: date) -> DraftPage:
    """Return the list of tasks of an open draft read with ``views.reach``."""
    return _page(rights, draft, draft_overview(draft, today))


def submit_page(rights: Rights, draft: Draft, today: date) -> SubmitPage:
    """Return what a submission would say and what stops it."""
    overview = draft_overview(draft, today)
    checked = overview.checked
    rows = [(finding.is_blocking, _finding_row(draft, finding)) for finding in checked.findings]
    return SubmitPage(
        draft=_page(rights, draft, overview),
        changed=[str(SECTION_TITLES[code]) for code in checked.changed],
        blocking=[row for blocks, row in rows if blocks],
        others=[row for blocks, row in rows if not blocks],
        can_submit=overview.can_submit,
    )


def _page(rights: Rights, draft: Draft, overview: DraftOverview) -> DraftPage:
    manual = draft.manual
    may_edit = rights.manuals(Act.EDIT_MANUAL).filter(pk=manual.pk).exists()
    change = change_below(draft)
    held_by_another = overview.lock is not None and overview.lock.holder != _id_of(rights)
    return DraftPage(
        id=draft.pk,
        seen=draft.version,
        manual_id=manual.pk,
        name=manual.procedure.name_th,
        agency=manual.agency.name_th,
        is_standard=manual.is_standard,
        state=_state(draft),
        progress=_progress(overview),
        author=person_name(draft.author_name),
        changed_at=draft.changed_at.astimezone(BANGKOK),
        publish_at=long_moment(draft.publish_at) if draft.publish_at else "",
        holder=overview.lock.holder_name if overview.lock and held_by_another else "",
        moved=[str(choice.section.title) for choice in change.choices] if change else [],
        first=[_task_row(draft, task) for task in overview.beside if _is_first(task)],
        rows=[_task_row(draft, task) for task in overview.sections],
        last=[_task_row(draft, task) for task in overview.beside if not _is_first(task)],
        often=_often(draft, overview) if draft.is_editable and may_edit else (),
        elsewhere=_elsewhere(overview),
        can_write=draft.is_editable and may_edit,
        can_withdraw=draft.state in WAITING_STATES and may_edit,
        can_decide=draft.state in WAITING_STATES and _decides(rights, draft),
        is_different=overview.checked.is_different,
    )


def _decides(rights: Rights, draft: Draft) -> bool:
    """Whether the page of deciding is hers to open: for the agency, or for the central review."""
    act = Act.REVIEW if draft.state == DraftState.IN_REVIEW else Act.APPROVE_MANUAL
    return rights.manuals(act).filter(pk=draft.manual_id).exists()


def _is_first(task: SectionTask) -> bool:
    return task.section.code == PROCEDURE


def _id_of(rights: Rights) -> str:
    return f"officer {rights.officer.pk}"


def _state(draft: Draft) -> State:
    """Name the state of a draft on its own page, where "there is a draft" says nothing."""
    state = draft_state(draft.state)
    return State(str(DraftState(draft.state).label), state.kind)


def _task_row(draft: Draft, task: SectionTask) -> TaskRow:
    state = _STATUS[task.status]
    if task.status is SectionStatus.UNCHANGED:
        state = State(_unchanged(draft, task), "neutral")
    return TaskRow(
        code=task.section.code,
        number=task.section.number,
        title=str(task.section.title),
        state=state,
        findings=len(task.findings),
        comments=[comment.text for comment in task.comments],
        saved_by=task.saved_by_name,
        saved_at=_saved_at(task),
        href=section_address(draft.pk, task.section.code),
    )


def _saved_at(task: SectionTask) -> datetime | None:
    """Return when somebody saved the section; beginning the draft filled it and says nothing."""
    if task.status is SectionStatus.UNCHANGED or task.saved_at is None:
        return None
    return task.saved_at.astimezone(BANGKOK)


def _often(draft: Draft, overview: DraftOverview) -> list[tuple[str, str]]:
    """Return what changes most with its address, nothing where the list is short."""
    codes = [task.section.code for task in overview.sections]
    if len(codes) <= SEEN_AT_ONCE:
        return []
    return [(t, section_address(draft.pk, code)) for code, t in _OFTEN.items() if code in codes]


def _elsewhere(overview: DraftOverview) -> list[str]:
    """Return the items of the form that are no part of the draft."""
    here = {task.section.code for task in overview.sections}
    return [f"{each.number}. {each.title}" for each in SECTIONS if each.code not in here]


def _unchanged(draft: Draft, task: SectionTask) -> str:
    """Say of a section that nobody touched what it holds: the draft's beginning was no blank.

    Of a published manual most sections stay as they are, and saying so of each hides the others.
    """
    if draft.base is None and draft.manual.is_standard:
        # Nobody begins a service without its names: they were asked for before there was a draft.
        return "กรอกตอนเริ่มเรื่องแล้ว" if task.section.code == PROCEDURE else "ยังไม่เขียน"
    return "" if draft.manual.is_standard else "กำหนดเอง ยังไม่แก้"


def _progress(overview: DraftOverview) -> str:
    """Say in a sentence how far the draft is and what is next."""
    statuses = [task.status for task in overview.sections]
    changed, blocked = len(overview.checked.changed), statuses.count(SectionStatus.BLOCKED)
    said = f"แก้แล้ว {changed} จาก {len(statuses)} ข้อ" if changed else "ยังไม่ได้แก้ข้อใด"
    commented = statuses.count(SectionStatus.COMMENTED)
    parts = [said]
    if blocked:
        parts.append(f"ต้องแก้อีก {blocked} ข้อก่อนส่ง")
    if commented:
        parts.append(f"มีความเห็นของผู้ตรวจ {commented} ข้อ")
    if overview.can_submit and not commented and overview.checked.draft.is_editable:
        parts.append("ส่งให้ผู้อนุมัติได้แล้ว")
    return DOT.join(parts)


def _finding_row(draft: Draft, finding: Finding) -> FindingRow:
    return FindingRow(
        text=f"{finding.reason} {finding.todo}".strip(),
        law=finding.law,
        title=str(SECTION_TITLES[finding.section]),
        href=section_address(draft.pk, part_to_fix(finding)),
    )
