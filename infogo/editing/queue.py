"""What waits for somebody's decision: lists that cost as many queries for one draft as for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from infogo.core.durations import Duration
from infogo.editing.models import Draft, DraftState
from infogo.editing.parts import BESIDE_SECTIONS, BESIDE_THE_FORM
from infogo.editing.reading import fact_sections, in_form_order, public_content, read_draft
from infogo.manuals.content import CASES, ManualContent, Section, section_of
from infogo.manuals.diff import SectionDiff, diff_section
from infogo.manuals.models import Manual
from infogo.manuals.threeway import changed_sections


@dataclass(frozen=True)
class WaitingDraft:
    """A draft of a list with what it changes; ``total`` is the time that it promises."""

    draft: Draft
    changed: tuple[Section, ...]
    total: Duration | None

    @property
    def is_first(self) -> bool:
        """Whether nothing of this manual's own was published before."""
        return self.draft.base_id is None


def waiting_drafts(manuals: QuerySet[Manual], state: DraftState) -> QuerySet[Draft]:
    """Return the drafts of these manuals in a state, the longest waiting first.

    ``manuals`` stays a subquery. Read ids from it, then ``with_texts`` for those to show: texts
    would be carried through the sorting of all.
    """
    return Draft.objects.filter(state=state, manual__in=manuals.order_by().values("pk")).order_by(
        "changed_at", "pk"
    )


def with_texts(draft_ids: Sequence[int]) -> list[Draft]:
    """Return drafts in the order of their ids, with all that ``waiting_draft`` needs.

    Three queries.
    """
    found = (
        Draft.objects.filter(pk__in=draft_ids)
        .select_related("manual__procedure__topic", "manual__agency", "base", "standard_base")
        .prefetch_related("sections", "manual__procedure__target_groups")
        .in_bulk()
    )
    return [found[draft_id] for draft_id in draft_ids if draft_id in found]


def waiting_draft(draft: Draft) -> WaitingDraft:
    """Read a row of ``with_texts``; no query."""
    before, reading = public_content(draft), read_draft(draft)
    content = reading.content
    codes = in_form_order((*fact_sections(draft, reading), *changed_sections(before, content)))
    changed = [section_of(code) for code in codes]
    changed += [diff.section for diff in changed_beside(before, content)]
    return WaitingDraft(draft, tuple(changed), content.total)


def changed_beside(old: ManualContent, new: ManualContent) -> tuple[SectionDiff, ...]:
    """Compare what neither the official form nor its cases say; only what changed is returned."""
    found = (
        diff_section(section, old, new)
        for section in BESIDE_SECTIONS
        if section.code in BESIDE_THE_FORM and section.code != CASES.code
    )
    return tuple(diff for diff in found if diff.is_changed)


def neighbours(draft: Draft, drafts: QuerySet[Draft]) -> tuple[int | None, int | None]:
    """Return the drafts before and after this one in ``waiting_drafts``; two queries.

    ``draft`` itself need not be among them any more.
    """
    ids = drafts.exclude(pk=draft.pk).values_list("pk", flat=True)
    before = Q(changed_at__lt=draft.changed_at) | Q(changed_at=draft.changed_at, pk__lt=draft.pk)
    after = Q(changed_at__gt=draft.changed_at) | Q(changed_at=draft.changed_at, pk__gt=draft.pk)
    return (
        ids.filter(before).order_by("-changed_at", "-pk").first(),
        ids.filter(after).first(),
    )
