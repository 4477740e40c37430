"""Items of a section of a manual, read from its working copy and written into it.

Nothing here reaches citizens: a change is a draft like any other, and people send it on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from infogo.bulk.errors import RowRefusedError
from infogo.editing.errors import EditingError
from infogo.editing.models import EDITABLE_STATES, OPEN_STATES, Draft, DraftSection
from infogo.editing.people import May, Person
from infogo.editing.services.drafts import begin_draft, release_lock, save_section
from infogo.manuals.models import Manual
from infogo.manuals.part import ListingState

Item = dict[str, Any]


@dataclass(frozen=True)
class SectionNow:
    """What a section says now: in the open draft if there is one, else to citizens."""

    values: Mapping[str, Any]
    field: str
    is_waiting: bool = False
    follows: bool = False
    """Whether an adopting agency says nothing of its own here and follows the standard."""

    @property
    def items(self) -> list[Item]:
        """Return the items of its list; none when nobody has said or there are none."""
        listing = self.values.get(self.field)
        items = listing.get("items") if isinstance(listing, Mapping) else None
        return [dict(item) for item in items or () if isinstance(item, Mapping)]

    @property
    def state(self) -> str:
        """Return what is said about the list."""
        listing = self.values.get(self.field)
        state = listing.get("state") if isinstance(listing, Mapping) else None
        return str(state or ListingState.UNKNOWN)


def sections_now(
    manuals: Collection[Manual], section: str, fields: tuple[str, ...]
) -> dict[int, SectionNow]:
    """Return what a section of each manual says; two queries.

    Wants manuals with ``current`` and ``standard__current``.
    """
    ids = [manual.pk for manual in manuals]
    states = dict(
        Draft.objects.filter(manual__in=ids, state__in=OPEN_STATES).values_list("manual", "state")
    )
    saved = dict(
        DraftSection.objects.filter(
            section=section, draft__manual__in=ids, draft__state__in=OPEN_STATES
        ).values_list("draft__manual", "values")
    )
    found = {}
    for manual in manuals:
        own = saved.get(manual.pk) if manual.pk in states else _own(manual, fields)
        found[manual.pk] = SectionNow(
            own or _of_standard(manual, fields),
            fields[0],
            is_waiting=states.get(manual.pk, EDITABLE_STATES[0]) not in EDITABLE_STATES,
            follows=own is None and not manual.is_standard,
        )
    return found


def _own(manual: Manual, fields: tuple[str, ...]) -> dict[str, Any] | None:
    content = manual.current.content if manual.current else {}
    said = {name: content[name] for name in fields if content.get(name) is not None}
    return said or None


def _of_standard(manual: Manual, fields: tuple[str, ...]) -> dict[str, Any]:
    return (_own(manual.standard, fields) if manual.standard else None) or {}


def save_items(
    *,
    manual: Manual,
    section: str,
    now: SectionNow,
    listing: Mapping[str, Any],
    follows: bool,
    actor: Person,
    may: May,
) -> None:
    """Write a section's list into the draft of a manual, begun if there is none.

    ``follows`` says that the agency followed the standard before: if the list is the standard's
    again, it follows it again.

    Raises:
        RowRefusedError: the draft cannot be changed now; the message says why.
    """
    values: dict[str, Any] | None = {**now.values, now.field: dict(listing)}
    if follows and values == _of_standard(manual, tuple(now.values)):
        values = None
    try:
        draft = begin_draft(manual=manual, actor=actor, may=may)
        seen = DraftSection.objects.filter(draft=draft, section=section).first()
        save_section(
            draft_id=draft.pk,
            section=section,
            values=values,
            seen=seen.version if seen else 0,
            actor=actor,
            may=may,
        )
    except EditingError as refusal:
        raise RowRefusedError(str(refusal)) from refusal
    release_lock(draft_id=draft.pk, actor=actor)
