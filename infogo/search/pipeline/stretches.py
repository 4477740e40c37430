"""In which order the list of results shows the two indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from infogo.search.indexing.schema import INDEX_OF, PLACES, SERVICES
from infogo.search.results import Kind, TabCounts

MOST_LEADING_PLACES = 5
"""Offices shown before services when the query names an office; the others come after them."""


@dataclass(frozen=True)
class Stretch:
    """Hits of one index that stand together in the list, by their places in its own order."""

    index: str
    start: int
    length: int


def stretches(kind: Kind | None, counts: TabCounts, leading: int, beside: int) -> Iterator[Stretch]:
    """Yield the order of the list: in the tab of all kinds the indexes follow one another.

    Scores of the two indexes cannot be compared, so the query decides which kind leads: ``leading``
    offices that are named come before services, ``beside`` agencies that may be in charge behind
    the best of them, everything else after them.
    """
    if kind:
        yield Stretch(INDEX_OF[kind], 0, counts.of(kind))
        return
    places = counts.agency + counts.point
    services = counts.procedure + counts.article
    leading = min(MOST_LEADING_PLACES, leading) if places else 0
    before = 1 if beside and services else services
    yield Stretch(PLACES, 0, leading)
    yield Stretch(SERVICES, 0, before)
    yield Stretch(PLACES, leading, beside)
    yield Stretch(SERVICES, before, services - before)
    yield Stretch(PLACES, leading + beside, places - leading - beside)
