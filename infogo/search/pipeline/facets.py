"""Counts for the filters of the result page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tantivy import Query

from infogo.search.indexing.index import Snapshot
from infogo.search.indexing.schema import INDEX_OF, NATIONWIDE
from infogo.search.memory.knowledge import Knowledge, Label
from infogo.search.results import FacetOption, Facets, Kind
from infogo.search.retrieval.query import Builder, Filters
from infogo.search.retrieval.shelf import shelf

MOST_AGENCIES = 20
COUNTED = ("topic", "group", "owner", "province", "online", "free", "weekend")
FILTER_OF = {"owner": "agency"}

Counts = dict[str, Counter[int]]


@dataclass(frozen=True)
class FacetCounter:
    """Counts one search in the chosen tab, each filter under all other filters."""

    snapshot: Snapshot
    builder: Builder
    queries: Mapping[str, Query]
    kinds: Sequence[Kind]

    def facets(self, filters: Filters, knowledge: Knowledge, tokens: Mapping[str, int]) -> Facets:
        """Return the options with their counts; one that leaves nothing keeps its zero.

        ``tokens`` are the present ones of ``shelf.SHARED``.
        """
        counts = self._count(filters, COUNTED)
        for name in COUNTED:
            ticked = FILTER_OF.get(name, name)
            if value := getattr(filters, ticked):
                without = replace(filters, **{ticked: type(value)()})
                counts |= self._count(without, [name])
        everywhere = counts["province"].pop(NATIONWIDE, 0)
        return Facets(
            topics=_options(knowledge.topics, counts["topic"], filters.topic),
            groups=_options(knowledge.groups, counts["group"], filters.group),
            agencies=_agency_options(counts["owner"], filters.agency, tokens),
            provinces=_options(
                knowledge.provinces, counts["province"], filters.province, everywhere
            ),
            online=counts["online"][1],
            free=counts["free"][1],
            weekend=counts["weekend"][1],
        )

    def _count(self, filters: Filters, names: Sequence[str]) -> Counts:
        counts: Counts = {name: Counter() for name in names}
        for index, query in self.queries.items():
            kinds = [kind for kind in self.kinds if INDEX_OF[kind] == index]
            if kinds:
                filtered = self.builder.filtered(query, kinds, filters)
                for name, tally in self.snapshot.tally(index, filtered, names).items():
                    counts[name].update(tally)
        return counts


def _options(
    labels: Iterable[Label], counts: Counter[int], chosen: int, everywhere: int = 0
) -> tuple[FacetOption, ...]:
    return tuple(
        FacetOption(
            value=label.value,
            label_th=label.label_th,
            label_en=label.label_en,
            count=counts[label.id] + everywhere,
            is_chosen=label.id == chosen,
        )
        for label in labels
    )


def _agency_options(
    counts: Counter[int], chosen: int, tokens: Mapping[str, int]
) -> tuple[FacetOption, ...]:
    """Return the agencies that own the most hits, and the chosen one whatever it has."""
    keys = [key for key, _ in counts.most_common(MOST_AGENCIES)]
    if chosen and chosen not in keys:
        keys.append(chosen)
    agencies = shelf.offices(keys, tokens)
    return tuple(
        FacetOption(
            value=str(key),
            label_th=agencies[key].name_th,
            label_en=agencies[key].name_en,
            count=counts[key],
            is_chosen=key == chosen,
        )
        for key in keys
        if key in agencies
    )
