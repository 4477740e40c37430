"""What one search asks the engine: counted, tallied by kind, or the best hits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tantivy import Query

from infogo.search.indexing.index import Snapshot
from infogo.search.indexing.schema import INDEXES, KIND_CODES, KINDS_BY_CODE, SERVICES, EngineHit
from infogo.search.results import Kind
from infogo.search.retrieval.cards import Hit
from infogo.search.retrieval.query import Builder, Filters
from infogo.search.stages import Stages

WEIGHED = 30
"""Services at the top of the engine's list that are weighed once more."""
COUNTED = 400
"""So many are fetched to see what kind they are: to ask the engine once more costs far more."""


class Asking:
    """The engine as one search asks it: with its filters, and never twice for the same tally."""

    def __init__(
        self,
        snapshot: Snapshot,
        builder: Builder,
        filters: Filters,
        kind: Kind | None,
        stages: Stages,
    ) -> None:
        self.snapshot, self.builder = snapshot, builder
        self.filters, self.kind, self.stages = filters, kind, stages
        self.head: list[Hit] | None = None
        """The best services as the engine has them, where tallying has found them already."""
        self._tallied: dict[str, tuple[Query, Filters, dict[str, int]]] = {}

    def tally(self, index: str, query: Query, filters: Filters) -> dict[str, int]:
        """Return the hits of a query by kind; asked again for the same one, the engine rests."""
        held = self._tallied.get(index)
        if held is None or held[0] is not query or held[1] != filters:
            shows_services = self.kind in {None, Kind.PROCEDURE}
            if index == SERVICES and filters is self.filters and shows_services:
                found = self._look(query)
            else:
                filtered = self.builder.filtered(query, INDEXES[index], filters)
                tally = self.snapshot.tally(index, filtered, ["kind"])["kind"]
                found = {KINDS_BY_CODE[code].value: count for code, count in tally.items()}
            self._tallied[index] = held = query, filters, found
        return held[2]

    def _look(self, query: Query) -> dict[str, int]:
        """Find the best services and count all of each kind, in one go unless they are many."""
        both = self.builder.filtered(query, INDEXES[SERVICES], self.filters)
        found, count = self._look_for(SERVICES, both, 0, COUNTED, with_count=True)
        if count > COUNTED:
            shown = self._filtered(SERVICES, query)
            self.head = list(map(Hit.of, self._look_for(SERVICES, shown, 0, WEIGHED)[0]))
            few = self.builder.filtered(query, [Kind.ARTICLE], self.filters)
            articles = self.snapshot.count(SERVICES, few)
        else:
            kinds = [self.kind] if self.kind else INDEXES[SERVICES]
            wanted = {KIND_CODES[kind] for kind in kinds}
            self.head = list(map(Hit.of, [one for one in found if one.kind in wanted][:WEIGHED]))
            articles = sum(one.kind == KIND_CODES[Kind.ARTICLE] for one in found)
        return {Kind.PROCEDURE.value: count - articles, Kind.ARTICLE.value: articles}

    def best(self, query: Query) -> list[Hit]:
        """Return the best services and guides of a query as the engine has them."""
        self.tally(SERVICES, query, self.filters)
        return self.found(SERVICES, query, 0, WEIGHED) if self.head is None else self.head

    def count(self, index: str, query: Query) -> int:
        """Return how many of an index match."""
        filtered = self.builder.filtered(query, INDEXES[index], self.filters)
        return self.snapshot.count(index, filtered)

    def best_score(self, query: Query, *agencies: int) -> float:
        """Return what the best service of some agencies, or of all (0), scores; 0 without one."""
        procedures = partial(self.builder.filtered, query, [Kind.PROCEDURE])
        asked = (procedures(replace(self.filters, agency=agency)) for agency in agencies)
        found = [self._look_for(SERVICES, one, 0, 1)[0] for one in asked]
        return max((best[0].score for best in found if best), default=0.0)

    def found(self, index: str, query: Query, start: int, wanted: int) -> list[Hit]:
        """Return the best hits of the kind that is asked for, from ``start`` on."""
        filtered = self._filtered(index, query)
        return list(map(Hit.of, self._look_for(index, filtered, start, wanted)[0]))

    def _filtered(self, index: str, query: Query) -> Query:
        kinds = [self.kind] if self.kind else list(INDEXES[index])
        return self.builder.filtered(query, kinds, self.filters)

    def _look_for(
        self, index: str, query: Query, start: int, wanted: int, *, with_count: bool = False
    ) -> tuple[list[EngineHit], int]:
        return self.snapshot.find(
            index,
            query,
            limit=wanted,
            offset=start,
            is_weighted=self.stages.popularity,
            with_count=with_count,
        )
