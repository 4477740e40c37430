"""What a tag would change in search, told before it is saved; and who is like a failed search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from infogo.manuals.models import Procedure
from infogo.search.curation.unfound import unfound_since
from infogo.search.curation.word_preview import effects_of_words
from infogo.search.indexing.index import index_dir, only_writer
from infogo.search.indexing.indexer import rebuild
from infogo.search.models import FailedQuery, Shortfall
from infogo.search.results import Kind
from infogo.search.selectors import search
from infogo.taxonomy.models import Tag
from tests.search.corpus import Country, forget, use_index

TODAY = date(2026, 5, 20)


def rank(q: str, procedure: Procedure) -> int | None:
    found = search(q, page_size=30).results
    listed = [(hit.kind, hit.id) for hit in found]
    own = Kind.PROCEDURE, procedure.pk
    return listed.index(own) + 1 if own in listed else None


def titles(q: str) -> dict[str, int]:
    return {hit.title_th: n for n, hit in enumerate(search(q, page_size=30).results, 1)}


def words(procedure: Procedure) -> tuple[list[str], list[str]]:
    return [tag.text for tag in procedure.tags.all()], list(procedure.sayings)


@pytest.mark.parametrize("word", ["โฉนดปลิว", "ล้อหมุนรายปี", "แจ้งเกิด", "zzgarden"])
def test_the_preview_is_what_search_says_afterwards(
    country: Country, word: str, tmp_path: Path
) -> None:
    land = country.procedures["LAND-1"]
    tags, sayings = words(land)
    effects = effects_of_words(land.pk, tags=[*tags, word], sayings=sayings, asked=[word])
    assert effects is not None
    [effect] = effects
    before = titles(word)
    assert effect.before == rank(word, land)

    land.tags.add(Tag.objects.create(text=word, key=word))
    with use_index(tmp_path / "afterwards"):
        with only_writer():
            rebuild()
        after = titles(word)
        assert effect.after == rank(word, land) is not None
    for loser in effect.losers:
        assert (before[loser.title], after.get(loser.title)) == (loser.before, loser.after)


def test_who_loses_is_named(country: Country) -> None:
    land = country.procedures["LAND-1"]
    effects = effects_of_words(land.pk, tags=["ต่อภาษีรถ"], sayings=[], asked=["ต่อภาษีรถ"])
    assert effects is not None
    others = country.procedures["CAR-1"].name_th
    assert effects[0].after in {1, 2}
    assert rank("ต่อภาษีรถ", country.procedures["CAR-1"]) == 1
    assert (others in {loser.title for loser in effects[0].losers}) == (effects[0].after == 1)


def test_a_tag_taken_away_takes_its_rank_along(country: Country) -> None:
    lost = country.procedures["ID-2"]
    effects = effects_of_words(lost.pk, tags=[], sayings=[], asked=["กระเป๋าตังค์หาย"])
    assert effects is not None
    assert effects[0].before == 1
    assert effects[0].after != 1


def test_a_saying_is_told_too(country: Country) -> None:
    land = country.procedures["LAND-1"]
    said = "พ่อยกสวนทุเรียนให้พี่สาวคนโต"
    effects = effects_of_words(land.pk, tags=[], sayings=[said], asked=[said])
    assert effects is not None
    assert effects[0].before != 1
    assert effects[0].after == 1


def test_nothing_is_left_behind_and_the_served_index_is_as_it_was(country: Country) -> None:
    land = country.procedures["LAND-1"]
    # The first search of a process keeps on disk what it has laid out; that is not the preview's.
    assert rank("โฉนดปลิว", land) is None
    files = sorted(index_dir().rglob("*"))
    effects_of_words(land.pk, tags=["โฉนดปลิว"], sayings=[], asked=["โฉนดปลิว"])
    assert sorted(index_dir().rglob("*")) == files
    assert rank("โฉนดปลิว", land) is None


def test_without_an_index_or_a_findable_service_nothing_is_promised(
    country: Country, own_index: Path, indexed: Callable[[], None]
) -> None:
    assert effects_of_words(0, tags=["ก"], sayings=[], asked=["ก"]) is None
    (index_dir() / "current").rename(index_dir() / "gone")
    forget()
    try:
        land = country.procedures["LAND-1"]
        assert effects_of_words(land.pk, tags=["ก"], sayings=[], asked=["ก"]) is None
    finally:
        (index_dir() / "gone").rename(index_dir() / "current")
        (index_dir() / "rebuild-wanted").unlink(missing_ok=True)


def failed(text: str, days_ago: int = 1, hours: int = 6) -> None:
    FailedQuery.objects.create(
        digest=text,
        text=text,
        shortfall=Shortfall.NOTHING,
        hours=hours,
        last_on=TODAY - timedelta(days=days_ago),
    )


def test_failed_searches_name_the_services_they_are_like(country: Country) -> None:
    failed("บัตร ปชช โดนขโมย", hours=9)
    failed("สอบเข้ามหาวิทยาลัย", hours=20)
    failed("ปีที่แล้ว", days_ago=31)
    found = unfound_since(TODAY)

    assert [row.text for row in found] == ["สอบเข้ามหาวิทยาลัย", "บัตร ปชช โดนขโมย"]
    assert found[1].share_of(country.procedures["ID-2"].pk) > 0
    assert found[0].share_of(country.procedures["ID-2"].pk) == 0
