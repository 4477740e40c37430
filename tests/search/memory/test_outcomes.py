"""What is remembered of searches is what would be found, and never more than its share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.search.indexing.index import reader
from infogo.search.memory.knowledge import library
from infogo.search.memory.outcomes import Basis, Outcomes, State, pages
from infogo.search.results import Kind, SearchPage
from infogo.search.selectors import search
from infogo.search.words.synonyms import present
from tests.relevance.judging import read_rows
from tests.search.corpus import Country

OF_THE_MOMENT = "basis"
"""The one field in which two pages that say the same differ."""


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    pages.forget()
    yield
    pages.forget()


def values(page: SearchPage) -> dict[str, object]:
    return {f.name: getattr(page, f.name) for f in fields(page) if f.name != OF_THE_MOMENT}


def remembered(q: str) -> SearchPage:
    search(q)
    page = search(q)
    assert search(q) is page
    return page


def basis() -> Basis:
    snapshot = reader.snapshot()
    return Basis(State(snapshot, library.knowledge(snapshot), present()), {})


def test_what_is_asked_again_costs_one_query(country: Country) -> None:
    remembered("บัตรประชาชนหาย")
    with CaptureQueriesContext(connection) as queries:
        search("บัตรประชาชนหาย")
    assert len(queries) == 1


def test_what_is_asked_once_is_not_kept(country: Country) -> None:
    for row in read_rows()[:30]:
        search(row.query)
    assert len(pages) == 0
    assert search("บัตรประชาชนหาย") is not search("บัตรประชาชนหาย")


def test_other_questions_get_other_pages(country: Country) -> None:
    page = remembered("แจ้งเกิด")
    assert search("แจ้งเกิด", province="63") is not page
    assert search("แจ้งเกิด", kind=Kind.PROCEDURE) is not page
    assert search("แจ้งเกิด", page=2) is not page
    assert search("แจ้งเกิด", as_typed=True) is not page
    assert search("แจ้งเกิด", with_facets=True) is not page


def test_judged_queries_find_the_same_with_and_without_memory(country: Country) -> None:
    queries = list(dict.fromkeys(row.query for row in read_rows()))[::16]
    for q in queries:
        made = values(search(q, province="50", with_facets=True))
        search(q, province="50", with_facets=True)
        assert values(search(q, province="50", with_facets=True)) == made, q
    assert len(pages) > 0


def test_bytes_are_bounded_and_a_flood_of_new_questions_changes_nothing(country: Country) -> None:
    memory: Outcomes[bytes] = Outcomes(10_000, len, most_asked=50)
    found = basis()
    for number in range(100):
        for _again in range(2):
            memory.keep(found, ("asked", number), lambda: b"x" * 500)
        assert memory.bytes_used <= 10_000
    assert len(memory) == 20
    kept = [memory.recall(found.state, ("asked", number)) for number in range(80, 100)]
    assert all(kept)
    for number in range(5_000):
        memory.keep(found, ("flood", number), lambda: b"x" * 500)
    assert all(memory.recall(found.state, ("asked", number)) for number in range(80, 100))
    assert len(memory._asked) <= 50


def test_what_is_too_large_is_not_kept(country: Country) -> None:
    memory: Outcomes[bytes] = Outcomes(10_000, len)
    found = basis()
    for _again in range(3):
        memory.keep(found, "q", lambda: b"x" * 2_501)
    assert memory.recall(found.state, "q") is None


def test_another_state_drops_everything(country: Country) -> None:
    memory: Outcomes[bytes] = Outcomes(10_000, len)
    first = basis()
    for _again in range(2):
        memory.keep(first, "q", lambda: b"old")
    assert memory.recall(first.state, "q") == b"old"
    library.forget()
    second = basis()
    assert memory.recall(second.state, "q") is None
    memory.keep(second, "q", lambda: b"new")  # it was asked before, in whatever state
    assert memory.recall(second.state, "q") == b"new"
    assert memory.bytes_used == len(b"new")
