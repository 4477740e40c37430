"""Whom to call at once, above the results of a search for help that is needed now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.search.answers.urgent import whom_to_call
from infogo.www.pages.info import Hotline, hotline


@dataclass(frozen=True)
class UrgentNumbers:
    """Numbers to call; ``is_unverified`` where one of them comes from no official list."""

    numbers: Sequence[Hotline]
    is_unverified: bool


def urgent_box(typed: str, meant: str) -> UrgentNumbers | None:
    """Return whom to call, by what was typed or else as it was read; one query if anybody."""
    entries = whom_to_call(typed, meant)
    if not entries:
        return None
    is_unverified = any(entry.is_unverified for entry in entries)
    return UrgentNumbers([*map(hotline, entries)], is_unverified)
