"""A place beside a service asks where it is done, unless it is named for something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from infogo.search.answers.where_asked import asks_where
from infogo.search.results import Kind, Place, Result, SearchPage, Variant

CHIANG_MAI = Place("50", "province", "เชียงใหม่", "Chiang Mai", province="50")
LOEI = Place("42", "province", "เลย", "Loei", province="42")


def result(title_th: str = "จดทะเบียนสมรส", variant: Variant | None = None) -> Result:
    return Result(
        kind=Kind.PROCEDURE,
        id=1,
        code="X",
        title_th=title_th,
        title_en="",
        official_title=title_th,
        summary="",
        owner_id=None,
        owner_name_th="",
        owner_name_en="",
        province="",
        path="/manual/1",
        score=1.0,
        variant=variant,
    )


PAGE = SearchPage(
    query="จดทะเบียนสมรส เชียงใหม่",
    used="จดทะเบียนสมรส เชียงใหม่",
    service="จดทะเบียนสมรส",
    place=CHIANG_MAI,
    province="50",
    results=(result(),),
)


def test_a_service_and_a_place_ask_where() -> None:
    assert asks_where(PAGE)
    assert not asks_where(replace(PAGE, place=None))


def test_another_province_that_the_reader_chose_is_not_asked_for() -> None:
    assert not asks_where(replace(PAGE, province="63"))


@pytest.mark.parametrize("used", ["ย้ายทะเบียนบ้าน ไปอยู่ เชียงใหม่", "จดทะเบียนสมรส ออนไลน์ เชียงใหม่"])
def test_who_moves_or_stays_at_home_asks_for_no_counter(used: str) -> None:
    assert not asks_where(replace(PAGE, used=used))


def test_a_place_that_is_a_word_must_be_said_to_be_one() -> None:
    page = replace(PAGE, place=LOEI, province="42", used="หย่า เลย ได้ไหม")
    assert not asks_where(page)
    assert asks_where(replace(page, used="จดทะเบียนสมรส จังหวัดเลย"))


def test_a_thing_alone_asks_for_nothing_to_be_done() -> None:
    hotel = result(title_th="ใบอนุญาตสาธารณสุขสำหรับที่พัก")
    page = replace(PAGE, used="โรงแรม เชียงใหม่", service="โรงแรม", results=(hotel,))
    assert not asks_where(page)
    assert asks_where(replace(page, used="ต่อใบอนุญาตโรงแรม เชียงใหม่", service="ต่อใบอนุญาตโรงแรม"))


def test_a_named_agency_is_where_already() -> None:
    own = Variant(
        manual_id=1, agency_id=2, agency_name_th="เทศบาลนครเชียงใหม่", agency_name_en="",
        province="50", is_named=True, is_only_choice=False,
    )  # fmt: skip
    assert not asks_where(replace(PAGE, results=(result(variant=own),)))
