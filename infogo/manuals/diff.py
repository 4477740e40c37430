"""What changed between two contents: per section, per item, word by word.

Pages and documents render these frozen dataclasses; nothing here knows how. Every text of both
sides is in the result: kept and inserted runs of a line give the new text, kept and deleted ones
the old text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from infogo.manuals.case_words import code_names, in_names
from infogo.manuals.content import COMPARED, ManualContent, Section
from infogo.manuals.labels import field_label
from infogo.manuals.lines import Line, items_of, lines_of, stored_line
from infogo.manuals.matching import Pair, match
from infogo.thai.segment import raw_words

LEAST_IN_COMMON = 0.25
"""Below this share of common words a line is shown as replaced, not as confetti."""


class Change(StrEnum):
    """What became of an item or a run of words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Run:
    """Words that were kept, added or removed together."""

    change: Change
    text: str


@dataclass(frozen=True)
class LineDiff:
    """One field of an item; ``label`` is empty where the item is a text itself."""

    label: str
    runs: tuple[Run, ...]

    @property
    def old(self) -> str:
        """Return the text before."""
        return "".join(run.text for run in self.runs if run.change is not Change.ADDED)

    @property
    def new(self) -> str:
        """Return the text after."""
        return "".join(run.text for run in self.runs if run.change is not Change.REMOVED)

    @property
    def is_changed(self) -> bool:
        """Whether any word changed."""
        return any(run.change is not Change.KEPT for run in self.runs)


@dataclass(frozen=True)
class ItemDiff:
    """One item of a field: a document, a step, or the whole of a single value.

    Positions count from 0; ``old_at`` is ``None`` for an added and ``new_at`` for a removed item.
    """

    change: Change
    old_at: int | None
    new_at: int | None
    is_moved: bool
    lines: tuple[LineDiff, ...]


@dataclass(frozen=True)
class FieldDiff:
    """One field of a section with its items, in the new order; removed ones where they stood."""

    name: str
    label: str
    items: tuple[ItemDiff, ...]

    @property
    def is_changed(self) -> bool:
        """Whether an item was added, removed, changed or moved."""
        return any(item.change is not Change.KEPT or item.is_moved for item in self.items)


@dataclass(frozen=True)
class SectionDiff:
    """One section of the official form."""

    section: Section
    fields: tuple[FieldDiff, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything in the section changed."""
        return any(field.is_changed for field in self.fields)


@dataclass(frozen=True)
class ContentDiff:
    """The whole comparison: sections of the form that have content, then the cases."""

    sections: tuple[SectionDiff, ...]

    @property
    def changed(self) -> tuple[SectionDiff, ...]:
        """Return the sections in which something changed."""
        return tuple(section for section in self.sections if section.is_changed)


def diff_contents(old: ManualContent, new: ManualContent) -> ContentDiff:
    """Compare two contents section by section."""
    return ContentDiff(
        tuple(diff_section(section, old, new) for section in COMPARED if section.fields)
    )


def diff_section(section: Section, old: ManualContent, new: ManualContent) -> SectionDiff:
    """Compare one section of two contents."""
    return SectionDiff(section, tuple(_diff_field(name, old, new) for name in section.fields))


def diff_unlisted(old: ManualContent, new: ManualContent) -> tuple[FieldDiff, ...]:
    """Compare what the official form has no item for: outputs, and where the facts come from."""
    listed = {name for section in COMPARED for name in section.fields}
    unlisted = [name for name in ManualContent.model_fields if name not in listed]
    return tuple(
        _diff_field(name, old, new)
        for name in unlisted
        if name != "schema_version" and getattr(old, name) != getattr(new, name)
    )


def diff_value(name: str, label: str, old: str, new: str) -> FieldDiff:
    """Compare one value beside the content, told in words; an empty text says nothing."""
    return FieldDiff(name, label, _diff_items(items_of(old), items_of(new)))


def diff_words(old: str, new: str) -> tuple[Run, ...]:
    """Compare two texts word by word, cutting Thai as the search does."""
    if old == new:
        return (Run(Change.KEPT, old),) if old else ()
    before, after = _pieces(old), _pieces(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < LEAST_IN_COMMON:
        return _runs([(Change.REMOVED, old), (Change.ADDED, new)])
    runs: list[tuple[Change, str]] = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            runs.append((Change.KEPT, "".join(before[i1:i2])))
        else:
            runs.append((Change.REMOVED, "".join(before[i1:i2])))
            runs.append((Change.ADDED, "".join(after[j1:j2])))
    return _runs(runs)


def _diff_field(name: str, old: ManualContent, new: ManualContent) -> FieldDiff:
    # A case that only changed its name is told once, where it stands, and not at every item.
    names = {**code_names(old), **code_names(new)}
    before, after = (
        tuple(in_names(item, names) for item in items_of(getattr(content, name)))
        for content in (old, new)
    )
    label = field_label(ManualContent, name)
    return FieldDiff(name=name, label=label, items=_diff_items(before, after))


def _runs(runs: Sequence[tuple[Change, str]]) -> tuple[Run, ...]:
    return tuple(Run(change, text) for change, text in runs if text)


def _pieces(text: str) -> list[str]:
    """Cut a text into its words and what stands between them; joined they are the text."""
    pieces: list[str] = []
    at = 0
    for word in raw_words(text):
        if word.start > at:
            pieces.append(text[at : word.start])
        pieces.append(text[word.start : word.end])
        at = word.end
    if at < len(text):
        pieces.append(text[at:])
    return pieces


def _diff_items(old: Sequence[Any], new: Sequence[Any]) -> tuple[ItemDiff, ...]:
    return tuple(_diff_item(pair, old, new) for pair in match(old, new))


def _diff_item(pair: Pair, old: Sequence[Any], new: Sequence[Any]) -> ItemDiff:
    before = None if pair.old_at is None else old[pair.old_at]
    after = None if pair.new_at is None else new[pair.new_at]
    if before is None:
        change = Change.ADDED
    elif after is None:
        change = Change.REMOVED
    else:
        change = Change.KEPT if before == after else Change.CHANGED
    lines = _diff_lines(_lines(before), _lines(after))
    if change is Change.CHANGED and not any(line.is_changed for line in lines):
        # A difference that the words do not show is shown as it is stored, never swallowed.
        lines += _diff_lines((stored_line(before),), (stored_line(after),))
    return ItemDiff(change, pair.old_at, pair.new_at, pair.is_moved, lines)


def _lines(value: Any) -> tuple[Line, ...]:
    return () if value is None else lines_of(value)


def _diff_lines(old: Sequence[Line], new: Sequence[Line]) -> tuple[LineDiff, ...]:
    """Compare lines of equal labels; ``lines_of`` gives them in one fixed order."""
    before, after = {line.label: line.text for line in old}, {line.label: line.text for line in new}
    labels = [line.label for line in new]
    labels += [line.label for line in old if line.label not in after]
    return tuple(
        LineDiff(label, diff_words(before.get(label, ""), after.get(label, ""))) for label in labels
    )
