"""What an adopting agency must decide: its standard changed below a text of its own."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from infogo.editing.models import EDITABLE_STATES, AdopterTask, Draft
from infogo.editing.reading import local_content, newest_standard, read_draft
from infogo.manuals.content import LocalOverrides, ManualContent
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.threeway import SectionChoice, three_way


@dataclass(frozen=True)
class StandardChange:
    """The standard before and now, and the three-way view of each section to decide."""

    old: ManualRevision
    new: ManualRevision
    choices: tuple[SectionChoice, ...]


def change_to_decide(manual: Manual) -> StandardChange | None:
    """Return what a manual's agency must decide, or nothing.

    A task tells what touches its public text; else a text that is a draft only may be touched.
    """
    task = (
        AdopterTask.objects.filter(manual=manual, closed_at=None)
        .select_related("manual__current", "old_edition", "standard_edition")
        .first()
    )
    if task is not None:
        own = local_content(task.manual.current)
        return _change(task.old_edition, task.standard_edition, own)
    drafts = Draft.objects.filter(manual=manual, state__in=EDITABLE_STATES)
    draft = drafts.select_related("manual__standard__current", "standard_base").first()
    return change_below(draft) if draft is not None else None


def change_below(draft: Draft) -> StandardChange | None:
    """Return how the standard changed below a draft since it was begun, if it writes there."""
    old, new = draft.standard_base, newest_standard(draft.manual)
    if old is None or new is None or old.pk == new.pk:
        return None
    change = _change(old, new, read_draft(draft).overrides or LocalOverrides())
    return change if change.choices else None


def _change(old: ManualRevision, new: ManualRevision, mine: BaseModel) -> StandardChange:
    before, after = (ManualContent.model_validate(each.content) for each in (old, new))
    return StandardChange(old, new, three_way(before, after, mine))
