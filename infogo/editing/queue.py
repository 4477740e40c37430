"""What waits for somebody's decision: lists that cost as many queries for one draft as for many."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from infogo.core.durations import Duration
from infogo.editing.models import WAITING_STATES, Draft, DraftState
from infogo.editing.reading import public_content, read_draft
from infogo.manuals.content import Section, section_of
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


def waiting_drafts(manuals: QuerySet[Manual], states: Collection[DraftState]) -> QuerySet[Draft]:
    """Return the drafts of these manuals in these states, the longest waiting first.

    Two queries when read, with all that ``waiting_draft`` needs. ``manuals`` stays a subquery.
    """
    return (
        Draft.objects.filter(state__in=states, manual__in=manuals.order_by().values("pk"))
        .select_related("manual__procedure", "manual__agency", "base", "standard_base")
        .prefetch_related("sections")
        .order_by("changed_at", "pk")
    )


def waiting_draft(draft: Draft) -> WaitingDraft:
    """Read a row of ``waiting_drafts``; no query."""
    content = read_draft(draft).content
    changed = changed_sections(public_content(draft), content)
    return WaitingDraft(draft, tuple(section_of(code) for code in changed), content.total)


def count_waiting(manuals: QuerySet[Manual]) -> dict[str, int]:
    """Return how many drafts of these manuals wait, by state; one query."""
    found = Draft.objects.filter(
        state__in=WAITING_STATES, manual__in=manuals.order_by().values("pk")
    )
    return found.aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in WAITING_STATES}
    )


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
