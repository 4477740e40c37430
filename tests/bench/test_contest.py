"""The contest of engines: the forms of a query, and how answers are judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.asks import Ask, as_typed, as_understood
from bench.contest import Contestant, compete, rank_of
from bench.corpus import entries
from infogo.search.indexing.documents import build
from infogo.search.indexing.schema import INDEXES, KIND_CODES, PLACES, SERVICES
from infogo.search.results import Kind
from tests.relevance.judging import Row
from tests.search.corpus import Country, use_index


def row(query: str, kind: Kind | None = None, province: str = "", *right: str) -> Row:
    return Row("x-1", "x", query, kind, province, frozenset(right), "tune")


@pytest.fixture
def indexed(module_country: tuple[Country, Path], db: None) -> Iterator[Country]:
    made, folder = module_country
    with use_index(folder):
        yield made


def said(ask: Ask) -> list[str]:
    return [" ".join(ways[0]) for ways in ask.things]


def test_as_typed_only_normalises_and_cuts() -> None:
    (ask,) = as_typed(row("ทำบัตร  ๕ บัตร คะ", Kind.PROCEDURE, "50"))
    assert said(ask) == ["ทำ", "บัตร", "5", "คะ"], "a word said twice is asked once"
    assert ask.kinds == (KIND_CODES[Kind.PROCEDURE],)
    assert ask.province == 50
    assert as_typed(row("l;ylfu"))[0].text == "l;ylfu", "no keyboard guard"
    assert set(as_typed(row("บัตร"))[0].kinds) == set(KIND_CODES.values())


def test_as_understood_runs_the_stages_of_the_site(indexed: Country) -> None:
    (ask,) = as_understood(row("แจ้งเกิด จังหวัดเชียงใหม่ ใช้เอกสารอะไรบ้าง", Kind.PROCEDURE))
    assert "".join(said(ask)) == "แจ้งเกิด"
    assert ask.province == 50
    (switched,) = as_understood(row("c0h'gdbf", Kind.PROCEDURE))
    assert switched.text == "แจ้งเกิด"
    services, places = as_understood(row("เทศบาล เชียงใหม่"))
    assert services.kinds == tuple(KIND_CODES[kind] for kind in INDEXES[SERVICES])
    assert places.kinds == tuple(KIND_CODES[kind] for kind in INDEXES[PLACES])
    assert "เชียงใหม่" in "".join(said(places))
    assert (services.province, places.province) == (50, 0)


def test_grams_close_the_spaces_inside_thai_only() -> None:
    assert Ask((1,), 0, "ใบ ขับ id card", ()).grams() == ["ใบข", "บขั", "ขับ", "car", "ard"]


def test_entries_carry_the_codes_that_judges_use(indexed: Country) -> None:
    docs = [doc for kinds in INDEXES.values() for kind in kinds for doc in build(kind)]
    found = {entry.code: entry for entry in entries(docs)}
    assert {"ID-1", "new-baby", "muni-cm", "dlt-50"} <= set(found)
    assert found["muni-cm"].provinces == (50,)
    assert found["ID-1"].kind == KIND_CODES[Kind.PROCEDURE]
    assert "บัตร" in found["ID-2"].texts[0].split()


def test_rank_is_that_of_the_first_right_answer() -> None:
    asked = row("x", None, "", "B", "C")
    assert rank_of(asked, ["A", "C", "B"]) == 2
    assert rank_of(asked, ["A"]) == 0


def test_all_answer_each_query_in_turn_after_a_query_that_does_not_count() -> None:
    order: list[tuple[str, str]] = []

    def contestant(name: str, codes: list[str]) -> Contestant:
        def answer(asked: Row) -> list[str]:
            order.append((name, asked.query))
            return codes

        return Contestant(name, "", answer, 0.0, 0.0)

    both = [contestant("right", ["A"]), contestant("late", ["B", "A"])]
    compete(both, [row("q1", None, "", "A"), row("q2", None, "", "A")])
    assert order[2:] == [("right", "q1"), ("late", "q1"), ("right", "q2"), ("late", "q2")]
    assert [c.scores["total"].mean_reciprocal_rank for c in both] == [1.0, 0.5]
    assert [c.scores["x"].count for c in both] == [2, 2]
    assert [len(c.times) for c in both] == [2, 2]
