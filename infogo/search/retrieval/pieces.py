"""Pieces that engine queries are put together from."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import lru_cache

from tantivy import Occur, Query

from infogo.search.indexing.schema import EXACT, KEY, build_schema, called_term, office_kind

FEWEST_RARE = 2
"""With fewer trigrams that are rare, all are asked for: what is typed holds common ones only."""

_SCHEMA = build_schema()
"""That of every index which this program reads."""


# The same words and trigrams come up in most searches, a hundred of them in each.
@lru_cache(maxsize=8192)
def has(field: str, term: str) -> Query:
    """Return the query for what has a term in a field."""
    return Query.term_query(_SCHEMA, field, term, index_option="freq")


# Weights are few, so most of what a search asks for has been made before.
@lru_cache(maxsize=8192)
def _has_weighed(field: str, term: str, weight: float) -> Query:
    return Query.boost_query(has(field, term), weight)


def is_record(key: str) -> Query:
    """Return the query for one record by its ``record_key``."""
    return Query.term_query(_SCHEMA, KEY, key, index_option="basic")


def is_office_of(kinds: Iterable[str]) -> Query:
    """Return the query for offices of these kinds."""
    exact = (called_term(office_kind(kind)) for kind in kinds)
    return any_of(Query.term_query(_SCHEMA, EXACT, one, index_option="basic") for one in exact)


def in_area(query: Query, level: str, code: int) -> Query:
    """Return a query for what lies in a province or district, by its ``level`` and code."""
    there = Query.term_query(_SCHEMA, level, code)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, there)])


def has_any(field: str, found: Iterable[str]) -> Query:
    """Return the query for what has at least one of the terms."""
    return any_of(has(field, term) for term in found)


def has_all(field: str, found: Iterable[str]) -> Query:
    """Return the query for what has every term."""
    return Query.boolean_query([(Occur.Must, has(field, term)) for term in found])


def has_share(field: str, found: Iterable[str], share: float) -> Query:
    """Return the query for what has so large a share (0 to 1) of the terms, at least one."""
    return _share_of([has(field, term) for term in dict.fromkeys(found)], share)


def has_weighed_share(
    field: str, found: Iterable[str], share: float, weight: Callable[[str], float]
) -> Query:
    """Return the same, where each term adds its ``weight`` (0 to 1) of what it is worth."""
    terms = dict.fromkeys(found)
    return _share_of(
        [
            _has_weighed(field, term, by) if (by := weight(term)) < 1 else has(field, term)
            for term in terms
        ],
        share,
    )


def _share_of(terms: list[Query], share: float) -> Query:
    if not terms:
        return Query.empty_query()
    return Query.boolean_query(
        [(Occur.Should, term) for term in terms],
        minimum_number_should_match=max(1, math.ceil(len(terms) * share)),
    )


def has_share_of_rare(
    field: str, found: Iterable[str], share: float, is_common: Callable[[str], bool]
) -> Query:
    """Return the query for what has so large a share of the rare terms; common ones add to it.

    To count the trigrams of สำนักงาน in every office that has them costs milliseconds, and makes
    อำเภอ of another name a near miss.
    """
    rare: list[str] = []
    common: list[str] = []
    for term in dict.fromkeys(found):
        (common if is_common(term) else rare).append(term)
    if len(rare) < FEWEST_RARE or not common:
        return has_share(field, [*rare, *common], share)
    near = has_share(field, rare, share)
    return Query.boolean_query([(Occur.Must, near), (Occur.Should, has_any(field, common))])


def any_of(queries: Iterable[Query]) -> Query:
    """Return the query for what any of the queries finds."""
    return Query.boolean_query([(Occur.Should, query) for query in queries])
