"""Failed searches that ask for the same thing stand together; others stand apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from infogo.search.curation.query_clusters import Cluster, clusters_of
from infogo.search.curation.unfound import Unfound
from infogo.search.ranking.likeness import Like
from infogo.search.words.synonyms import Group, shipped, shipped_groups, synonyms_of
from tests.search.corpus import use_index

DAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def no_index(tmp_path: Path) -> Iterator[None]:
    with use_index(tmp_path / "index"):
        yield


def unfound(text: str, hours: int = 5, *alike: Like, on: date = DAY) -> Unfound:
    return Unfound(hash(text), text, hours, on, "ไม่พบอะไรเลย", alike)


def grouped(*texts: str) -> set[frozenset[str]]:
    rows = [unfound(text, hours=99 - place) for place, text in enumerate(texts)]
    return {frozenset(cluster.texts) for cluster in clusters_of(rows, shipped())}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("จดทะเบียนพานิช", "จดทะเบียนพาณิชย"),
        ("ใบอนุญาตขายเหล้า", "ใบอนุญาติขายเหล้า"),
        ("แต่งงานกับฝรั่ง", "สมรสกับฝรั่ง"),
        ("ทะเบียนบ้านหาย", "ทะเบียน บ้าน หาย"),
        ("ขอใบเกิดใหม่", "ขอสูติบัตรใหม่"),
    ],
)
def test_other_spellings_and_other_words_are_one(one: str, other: str) -> None:
    assert grouped(one, other) == {frozenset({one, other})}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("จดทะเบียนสมรส", "จดทะเบียนหย่า"),
        ("ย้ายทะเบียนบ้าน", "ทะเบียนบ้านหาย"),
        ("ต่อใบขับขี่", "ใบขับขี่หาย"),
        ("แจ้งเกิด", "แจ้งตาย"),
    ],
)
def test_other_wishes_stand_apart(one: str, other: str) -> None:
    assert grouped(one, other) == {frozenset({one}), frozenset({other})}


def test_the_group_is_named_and_ranked_by_its_hours() -> None:
    rows = [
        unfound("กู้เงินเรียน", 30),
        unfound("แต่งงานกับฝรั่ง", 20, Like(1, 0.5), on=date(2026, 11, 3)),
        unfound("สมรสกับฝรั่ง", 15, Like(2, 0.9), Like(1, 0.7)),
    ]
    first, second = clusters_of(rows, shipped())
    assert (first.head.text, first.hours) == ("แต่งงานกับฝรั่ง", 35)
    assert first.last_on == date(2026, 11, 3)
    assert first.alike == (Like(2, 0.9), Like(1, 0.7))
    assert second == Cluster(rows[0], ())


def test_groups_follow_what_the_centre_edited() -> None:
    rows = [unfound("ทำพวงมาลัย"), unfound("ทำใบขับขี่", hours=3)]
    assert len(clusters_of(rows, shipped())) == 2
    edited = synonyms_of([*shipped_groups(), Group(("พวงมาลัย",), ("ใบขับขี่",), 0.6)])
    assert [cluster.texts for cluster in clusters_of(rows, edited)] == [("ทำพวงมาลัย", "ทำใบขับขี่")]


def test_nothing_is_no_group() -> None:
    assert clusters_of([], shipped()) == []
