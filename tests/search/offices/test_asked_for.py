from __future__ import annotations

import pytest
from django.test import Client

from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from infogo.search.offices.asked_for import of_a_service
from infogo.search.results import Kind
from infogo.search.selectors import search
from infogo.search.understanding.understand import units
from tests.factories import AgencyFactory
from tests.search.corpus import Country
from tests.www.reading import read


def test_a_service_is_not_looked_for_by_the_word_office() -> None:
    """``immigration office`` led to a divorce, which is registered "at the same office"."""
    said = of_a_service(units("immigration office", {}))
    assert [(unit.tokens, unit.is_stop) for unit in said] == [
        (("immigration",), False),
        (("office",), True),
    ]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ขนส่งแม่ริม", "dlt-50"),  # the district has none: that of the province serves it
        ("ขนส่ง แม่สอด", "dlt-63"),
        ("ขนสงแม่ริม", "dlt-50"),
        ("ขนส่งแถวแม่ริม", "dlt-50"),
        ("driving licence office mae sot", "dlt-63"),
    ],
)
def test_an_office_of_a_kind_is_that_of_the_district_or_else_of_the_province(
    country: Country, typed: str, key: str
) -> None:
    assert search(typed).results[0].code == key


def test_a_service_in_a_place_is_no_office(country: Country) -> None:
    assert search("ต่อภาษีรถ แม่ริม").results[0].code == "CAR-1"


def test_all_local_governments_of_a_name_in_a_province_lead(country: Country) -> None:
    district = country.districts["5001"]
    for key in ("sao-new-1", "sao-new-2"):
        AgencyFactory.create(
            key=key,
            kind="sao",
            name_th="องค์การบริหารส่วนตำบลบ้านใหม่",
            name_en="",
            district=district,
            province=district.province,
        )
    with only_writer():
        rebuild()
    found = search("อบต บ้านใหม่ เชียงใหม่").results
    assert {one.code for one in found[:2]} == {"sao-new-1", "sao-new-2"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("อบต.ริมเหนือ เชียงใหม่", "sao-rim"),
        ("เทศบาลนครแม่สอด ตาก", "muni-maesot"),
        ("อำเภอแม่สอด ตาก", "hall-6306"),
        ("ไปอำเภอแม่สอดยังไง", "hall-6306"),
        ("ติดต่อกรมการปกครอง", "moi-dopa"),
        ("เทศบานตำบลแม่ริบ", "muni-maerim"),
    ],
)
def test_an_office_that_is_named_leads_whatever_is_said_with_it(
    country: Country, typed: str, key: str
) -> None:
    assert search(typed).results[0].code == key


def test_a_service_beside_a_local_government_stays_first(country: Country) -> None:
    assert search("ทำบัตรประชาชน เทศบาลนครแม่สอด ตาก").results[0].kind is Kind.PROCEDURE


def test_a_local_government_of_another_rank_is_found(country: Country) -> None:
    assert search("อบต.แม่ริม").results[0].code == "muni-maerim"
    assert search("เทศบาลตำบลริมเหนือ").results[0].code == "sao-rim"


def test_the_page_says_that_the_district_has_no_such_office(
    country: Country, client: Client
) -> None:
    told = "ที่นั่นไม่มีสำนักงานแบบนี้ จึงเริ่มด้วยสำนักงานในจังหวัดเดียวกัน"
    assert told in read(client.get("/search", {"q": "ขนส่งแม่ริม"})).text
    assert told not in read(client.get("/search", {"q": "ขนส่ง แม่สอด"})).text
    assert told not in read(client.get("/search", {"q": "ขนส่งแม่ริม", "type": "procedure"})).text
    in_english = read(client.get("/en/search", {"q": "ขนส่งแม่ริม"})).text
    assert "It has no such office; those of the same province come first." in in_english
