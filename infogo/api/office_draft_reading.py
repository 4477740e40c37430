"""Drafts of manuals as programs read them, and why a step of one was refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.api.callers import FORBIDDEN, UNUSABLE, ApiProblemError
from infogo.api.office_draft_schemas import (
    CommentOut,
    DraftLineOut,
    DraftOut,
    LockOut,
    OfficeManualOut,
    RuleFindingOut,
    SectionOut,
    StepOut,
)
from infogo.api.writing import CONFLICT, line
from infogo.core.dates import bangkok_now
from infogo.editing.errors import (
    ConflictError,
    LockedError,
    MovedError,
    NotAllowedError,
    SubmissionRefusedError,
    WrongStateError,
)
from infogo.editing.may import person_of
from infogo.editing.models import OPEN_STATES, Draft
from infogo.editing.parts import part_to_fix
from infogo.editing.selectors import DraftOverview, SectionTask, draft_overview, drafts_with_all
from infogo.manuals.lint.findings import Finding
from infogo.manuals.models import Manual


def seen_manuals(rights: Rights) -> QuerySet[Manual]:
    """Return the manuals that the caller may see in the workspace."""
    return rights.manuals(Act.VIEW if rights.can(Act.VIEW) else Act.EDIT_MANUAL)


def drafts_of(manuals: QuerySet[Manual]) -> QuerySet[Draft]:
    """Return the drafts of these manuals with all that reading one needs."""
    return drafts_with_all().filter(manual__in=manuals.order_by().values("pk"))


def manual_lines(rows: Sequence[Manual]) -> list[OfficeManualOut]:
    """Return manuals as they stand; one query for their drafts. Wants ``current``."""
    ids = [row.pk for row in rows]
    drafts = dict(
        Draft.objects.filter(manual__in=ids, state__in=OPEN_STATES).values_list("manual_id", "pk")
    )
    return [
        OfficeManualOut(
            id=row.pk,
            procedure=row.procedure_id,
            agency=row.agency_id,
            is_standard=row.is_standard,
            status=row.status,
            edition=row.current.number if row.current else None,
            draft=drafts.get(row.pk),
        )
        for row in rows
    ]


def told_manual(manual: Manual) -> dict[str, Any]:
    """Return a manual as it is now, as JSON to be kept with the answer."""
    fresh = Manual.objects.get(pk=manual.pk)
    return manual_lines([fresh])[0].model_dump(mode="json")


def draft_line(draft: Draft) -> DraftLineOut:
    """Return a draft as a line of a list; wants its ``manual``."""
    return DraftLineOut(**_fields(draft))


def told_draft(rights: Rights, draft_id: int) -> dict[str, Any]:
    """Return a draft as it is now, as JSON to be kept with the answer."""
    return whole_draft(rights, drafts_with_all().get(pk=draft_id)).model_dump(mode="json")


def whole_draft(rights: Rights, draft: Draft) -> DraftOut:
    """Return a draft whole; a constant number of queries."""
    overview = draft_overview(draft, bangkok_now().date())
    saved = {part.section: part.values for part in draft.sections.all()}
    tasks = (*overview.sections, *overview.beside)
    comments = [comment for task in tasks for comment in task.comments]
    return DraftOut(
        **_fields(draft),
        is_standard=draft.manual.is_standard,
        can_submit=draft.is_editable and overview.can_submit,
        changed=list(overview.checked.changed),
        sections=[_section(task, saved.get(task.section.code)) for task in tasks],
        findings=[finding_out(finding) for finding in overview.checked.findings],
        comments=[
            CommentOut(
                section=comment.section,
                text=comment.text,
                by=comment.transition.actor_name,
                at=comment.transition.at,
            )
            for comment in comments
        ],
        steps=[
            StepOut(
                verb=step.verb, state=step.to_state, by=step.actor_name, at=step.at, note=step.note
            )
            for step in draft.transitions.all()
        ],
        lock=_lock(rights, overview),
        edition=draft.edition.number if draft.edition else None,
    )


def finding_out(finding: Finding) -> RuleFindingOut:
    """Return one finding of the rules."""
    return RuleFindingOut(
        rule=finding.rule,
        severity=finding.severity.value,
        section=finding.section,
        part=part_to_fix(finding),
        path=finding.path,
        reason=str(finding.reason),
        law=str(finding.law),
        todo=str(finding.todo),
    )


def draft_problem(refusal: Exception) -> ApiProblemError:
    """Say why a step was refused, and what to do."""
    if isinstance(refusal, NotAllowedError):
        return ApiProblemError(FORBIDDEN, str(refusal), "You may not do this with this manual")
    if isinstance(refusal, LockedError):
        until = refusal.expires_at.isoformat(timespec="seconds")
        english = f"Somebody is editing this draft until {until}; try again then"
        return ApiProblemError(CONFLICT, str(refusal), english)
    if isinstance(refusal, ConflictError):
        return _of_conflict(refusal)
    if isinstance(refusal, MovedError | WrongStateError):
        english = "The draft is not as you saw it; read it again before the next step"
        return ApiProblemError(CONFLICT, str(refusal), english)
    if isinstance(refusal, SubmissionRefusedError):
        return _of_findings(refusal)
    return ApiProblemError(UNUSABLE, str(refusal), "It cannot be so; title_th says what to do")


def _of_conflict(refusal: ConflictError) -> ApiProblemError:
    version = refusal.theirs.version
    thai = (
        f"{refusal.theirs.saved_by_name} บันทึกข้อนี้เป็น version {version} หลังจากที่คุณอ่าน "
        "อ่านร่างอีกครั้ง รวมสองฉบับ แล้วส่งพร้อม seen ใหม่"
    )
    english = (
        f"The section is at version {version} by now; read the draft again, join both texts, "
        "and send them with that version as seen"
    )
    return ApiProblemError(CONFLICT, thai, english, [line("seen", english, thai)])


def _of_findings(refusal: SubmissionRefusedError) -> ApiProblemError:
    lines = [
        line(
            f"{part_to_fix(finding)}:{finding.path}",
            f"rule {finding.rule}",
            f"{finding.reason} {finding.todo}".strip(),
        )
        for finding in refusal.findings
    ]
    english = f"{len(lines)} findings block the submission; put them right first"
    return ApiProblemError(UNUSABLE, str(refusal), english, lines)


def _fields(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.pk,
        "manual": draft.manual_id,
        "procedure": draft.manual.procedure_id,
        "agency": draft.manual.agency_id,
        "state": draft.state,
        "version": draft.version,
        "note": draft.note,
        "publish_at": draft.publish_at,
        "changed_at": draft.changed_at,
    }


def _section(task: SectionTask, values: dict[str, Any] | None) -> SectionOut:
    return SectionOut(
        section=task.section.code,
        title=str(task.section.title),
        status=task.status.value,
        version=task.version,
        values=values,
        saved_by=task.saved_by_name,
    )


def _lock(rights: Rights, overview: DraftOverview) -> LockOut | None:
    lock = overview.lock
    if lock is None:
        return None
    is_hers = lock.holder == person_of(rights.officer).id
    return LockOut(by=lock.holder_name, until=lock.expires_at, is_yours=is_hers)
