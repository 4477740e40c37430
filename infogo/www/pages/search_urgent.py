"""Whom to call at once, above the results of a search for help that is needed now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.agencies.models import EmergencyNumber
from infogo.search.answers.urgent import urgent_numbers
from infogo.www.pages.info import Hotline, hotline, is_unverified


@dataclass(frozen=True)
class UrgentNumbers:
    """Numbers to call; ``is_unverified`` where one of them comes from no official list."""

    numbers: Sequence[Hotline]
    is_unverified: bool


def urgent_box(typed: str, meant: str) -> UrgentNumbers | None:
    """Return whom to call, by what was typed or else as it was read; one query if anybody."""
    wanted = urgent_numbers(typed) or urgent_numbers(meant)
    if not wanted:
        return None
    known = {entry.number: entry for entry in EmergencyNumber.objects.filter(number__in=wanted)}
    entries = [known[number] for number in wanted if number in known]
    if not entries:
        return None
    return UrgentNumbers([*map(hotline, entries)], any(map(is_unverified, entries)))
