from __future__ import annotations

from collections.abc import Callable

from infogo.search.results import Kind
from infogo.search.selectors import search
from tests.search.corpus import make_country


def test_an_empty_query_lists_everything_most_used_first(indexed: Callable[[], None]) -> None:
    favourite = make_country().procedures["LAND-1"]
    favourite.popularity = 500.0
    favourite.save()
    indexed()
    page = search("", kind=Kind.PROCEDURE)
    assert page.total == 10
    assert page.results[0].code == "LAND-1"


def test_use_decides_between_services_that_match_alike(indexed: Callable[[], None]) -> None:
    made = make_country()
    for code in ("BIRTH-1", "LAND-1"):
        procedure = made.procedures[code]
        procedure.name_th = procedure.official_name_th = procedure.name_en = "ขอสิ่งเดียวกัน"
        procedure.popularity = 90.0 if code == "LAND-1" else 1.0
        procedure.save()
    indexed()
    codes = [result.code for result in search("สิ่งเดียวกัน", kind=Kind.PROCEDURE).results]
    assert codes == ["LAND-1", "BIRTH-1"]
