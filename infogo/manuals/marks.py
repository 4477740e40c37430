"""The mark of an edition on paper: by it, what was printed can be compared with what holds today.

A standard manual's is its number ("3"). An agency's manual is two texts laid over one another,
so its mark has both numbers, its own first and 0 where it has none: "2.7", "0.7".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from infogo.manuals.models import Manual
from infogo.manuals.selectors import MergedManual, NotPublishedError, merged_editions

_MARK = re.compile(r"(?:(0|[1-9]\d{0,5})\.)?([1-9]\d{0,5})", re.ASCII)


@dataclass(frozen=True)
class EditionMark:
    """Which editions a paper shows; ``own`` is empty for a standard manual, 0 for none."""

    own: int | None
    standard: int

    def __str__(self) -> str:
        return str(self.standard) if self.own is None else f"{self.own}.{self.standard}"


def read_mark(text: str) -> EditionMark | None:
    """Read a mark as an address has it."""
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    return EditionMark(None if found[1] is None else int(found[1]), int(found[2]))


def mark_of(manual: Manual) -> EditionMark:
    """Return the mark of what a manual shows today.

    Needs ``current`` and ``standard__current`` to be selected.

    Raises:
        NotPublishedError: there is no published edition.
    """
    standard = manual.standard or manual
    if standard.current is None:
        raise NotPublishedError(f"manual {standard.pk} has no published edition")
    if manual.standard_id is None:
        return EditionMark(None, standard.current.number)
    return EditionMark(manual.current.number if manual.current else 0, standard.current.number)


def as_printed(manual: Manual, mark: EditionMark) -> MergedManual:
    """Return a manual as it read when it had ``mark``; one query.

    Raises:
        NotPublishedError: citizens could never read it so.
    """
    if (mark.own is None) == manual.is_standard:
        printed = merged_editions(manual, mark.own or 0, mark.standard)
        if not mark.own or printed.edition.manual_id == manual.pk:
            return printed
    raise NotPublishedError(f"manual {manual.pk} never had the mark {mark}")
