"""Two versions of one section side by side: what I typed, and what somebody saved meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from infogo.accounts.perms import Rights
from infogo.editing.errors import ConflictError
from infogo.editing.models import Draft
from infogo.manuals.diff import LineDiff, diff_words
from infogo.manuals.lines import Line
from infogo.manuals.matching import match
from infogo.office.pages.section import SectionPage, clock, section_page
from infogo.office.pages.section_parts import DraftPart, Values, form_for
from infogo.office.section_forms.build import SectionForm
from infogo.office.section_forms.words import SaidField, said

FOLLOWS = Line("", "ใช้ตามคู่มือมาตรฐานกลาง")


@dataclass(frozen=True)
class ComparedField:
    """One field: its items beside each other; the old runs of a line are theirs, the new mine."""

    label: str
    items: tuple[tuple[LineDiff, ...], ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two versions differ here."""
        return any(line.is_changed for item in self.items for line in item)


@dataclass(frozen=True)
class ConflictPage:
    """The comparison, and below it the form with what I typed, to go on with.

    Saving from here names their version as seen, so that it replaces theirs on purpose.
    """

    page: SectionPage
    their_name: str
    their_time: str
    i_follow: bool
    fields: tuple[ComparedField, ...]


def conflict_page(
    rights: Rights, draft: Draft, part: DraftPart, conflict: ConflictError
) -> ConflictPage:
    """Return the page; neither version is changed by looking at it."""
    form, theirs = form_for(draft, part), conflict.theirs
    page = section_page(rights, draft, part, attempt=conflict.mine or {})
    return ConflictPage(
        page=replace(page, seen=theirs.version),
        their_name=theirs.saved_by_name,
        their_time=clock(theirs.saved_at) if theirs.saved_at else "",
        i_follow=conflict.mine is None,
        fields=compared(said_of(form, theirs.values), said_of(form, conflict.mine)),
    )


def said_of(form: SectionForm, values: Values | None) -> tuple[SaidField, ...]:
    """Return what a version says, or that it follows the standard manual."""
    if values is None:
        return tuple(SaidField(field.label, ((FOLLOWS,),)) for field in form.fields.values())
    return said(form.show(values))


def compared(theirs: Sequence[SaidField], mine: Sequence[SaidField]) -> tuple[ComparedField, ...]:
    """Put the items of two versions beside each other, word by word."""
    return tuple(
        ComparedField(ours.label, tuple(_items(field.items, ours.items)))
        for field, ours in zip(theirs, mine, strict=True)
    )


def _items(
    theirs: Sequence[Sequence[Line]], mine: Sequence[Sequence[Line]]
) -> Sequence[tuple[LineDiff, ...]]:
    pairs = match([_text(item) for item in theirs], [_text(item) for item in mine])
    return [
        _lines(
            () if pair.old_at is None else theirs[pair.old_at],
            () if pair.new_at is None else mine[pair.new_at],
        )
        for pair in pairs
    ]


def _text(item: Sequence[Line]) -> str:
    return "\n".join(line.text for line in item)


def _lines(theirs: Sequence[Line], mine: Sequence[Line]) -> tuple[LineDiff, ...]:
    old = {line.label: line.text for line in theirs}
    new = {line.label: line.text for line in mine}
    return tuple(
        LineDiff(label, diff_words(old.get(label, ""), new.get(label, "")))
        for label in dict.fromkeys((*new, *old))
    )
