"""Reading what many people searched for and did not find (docs/decisions/0011)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infogo.search.indexing.index import IndexUnusableError, reader
from infogo.search.memory.knowledge import library
from infogo.search.models import FailedQuery
from infogo.search.ranking.likeness import Like

MONTH = timedelta(days=30)
MOST_ROWS = 500
"""Searches that are read at once, those of most hours first."""


@dataclass(frozen=True)
class Unfound:
    """A search that failed in many hours, and the services that its words are most like."""

    id: int
    text: str
    hours: int
    last_on: date
    shortfall: str
    alike: tuple[Like, ...]

    def share_of(self, procedure_id: int) -> float:
        """Return how much of its words a service has; 0 when they are strangers."""
        return next((like.share for like in self.alike if like.procedure_id == procedure_id), 0.0)


def unfound_since(today: date) -> list[Unfound]:
    """Return what failed in the last thirty days, most hours first; one query.

    While there is no index nothing is known to be alike.
    """
    rows = list(FailedQuery.objects.filter(last_on__gte=today - MONTH)[:MOST_ROWS])
    alike = _alike([row.text for row in rows])
    return [
        Unfound(row.pk, row.text, row.hours, row.last_on, row.get_shortfall_display(), found)
        for row, found in zip(rows, alike, strict=True)
    ]


def unfound_text(number: int, today: date) -> str:
    """Return the words of one of them by its number, or nothing; one query."""
    found = FailedQuery.objects.filter(pk=number, last_on__gte=today - MONTH)
    return found.values_list("text", flat=True).first() or ""


def _alike(texts: Sequence[str]) -> list[tuple[Like, ...]]:
    if not texts:
        return []
    try:
        likeness = library.knowledge(reader.snapshot()).of_services.likeness
    except IndexUnusableError:
        return [() for _text in texts]
    return [likeness.nearest(text) for text in texts]
