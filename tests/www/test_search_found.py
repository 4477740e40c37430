"""The page of results over rows of a test's own: many of them, or none indexed yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from infogo.agencies.models import AgencyFormerName
from tests.factories import (
    AgencyFactory,
    DistrictFactory,
    ServicePointFactory,
    TagFactory,
    standard_manual,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db


def _titles(page: Page) -> list[str]:
    return [text for tag, text in page.headings if tag == "h3"]


def test_a_page_beyond_the_last_shows_the_last(
    client: Client, put_in_index: Callable[[], None]
) -> None:
    for number in range(12):
        standard_manual(name_th=f"แจ้งเรื่องที่ {number}")
    put_in_index()
    last = read(client.get("/search", {"q": "แจ้งเรื่อง", "page": "9", "type": "procedure"}))
    assert len(_titles(last)) == 2
    assert 'aria-current="page">2<' in last.html
    assert parse_qs(urlsplit(last.href("1")).query) == {"q": ["แจ้งเรื่อง"], "type": ["procedure"]}


def test_an_agency_found_by_a_former_name_says_so(
    client: Client, put_in_index: Callable[[], None]
) -> None:
    agency = AgencyFactory(name_th="เทศบาลตำบลแม่แจ่ม")
    AgencyFormerName.objects.create(agency=agency, name_th="เทศบาลตำบลแม่ข่า")
    put_in_index()
    for typed in ("เทศบาลตำบลแม่ข่า", "เทศบาลตำบล แม่ข่า", "แม่ข่า"):
        page = read(client.get("/search", {"q": typed}))
        assert "เทศบาลตำบลแม่แจ่ม" in _titles(page)
        assert "ชื่อเดิม เทศบาลตำบลแม่ข่า" in page.text
    assert "Former name" in read(client.get("/en/search", {"q": "เทศบาลตำบลแม่ข่า"})).text
    # Its own name, or what both names share, needs no explanation.
    for typed in ("เทศบาลตำบลแม่แจ่ม", "เทศบาลตำบล"):
        assert "ชื่อเดิม" not in read(client.get("/search", {"q": typed})).text


def test_an_address_is_written_as_lists_of_points_write_it(
    client: Client, put_in_index: Callable[[], None]
) -> None:
    ServicePointFactory(
        name_th="สำนักงานที่ดินดอยหล่อ", address="ตำบลยางคราม อำเภอดอยหล่อ จังหวัดเชียงใหม่ 50160"
    )
    put_in_index()
    for typed in ("สำนักงานที่ดินดอยหล่อ", "สำนักงานที่ดิน ยางคราม"):
        page = read(client.get("/search", {"q": typed, "type": "point"}))
        plain = page.html.replace("<mark>", "").replace("</mark>", "")
        assert "ต.ยางคราม อ.ดอยหล่อ จ.เชียงใหม่ 50160" in plain


def test_while_the_index_is_built_the_page_says_so_and_leads_on(
    client: Client, empty_index: Path
) -> None:
    standard_manual(name_th="เรื่องยอดนิยม")
    response = client.get("/search", {"q": "แจ้งเกิด"})
    page = read(response)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "ระบบค้นหายังไม่พร้อม" in page.text
    assert page.href("หมวดหมู่ทั้งหมด") == "/category/"
    assert page.fields("q")[0] == "แจ้งเกิด"


def test_queries_do_not_grow_with_results(
    client: Client,
    put_in_index: Callable[[], None],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def ask(count: int) -> int:
        for _number in range(count):
            procedure = standard_manual(name_th="แจ้งเรื่องเดือดร้อน").procedure
            procedure.tags.add(TagFactory())
            agency = AgencyFactory(name_th="ศูนย์แจ้งเรื่องเดือดร้อน")
            AgencyFormerName.objects.create(agency=agency, name_th="สำนักงานแจ้งเรื่องเดือดร้อน")
        put_in_index()
        client.get("/search", {"q": "แจ้งเรื่องเดือดร้อน"})
        asked = []
        for _again in range(3):  # now and then one of them looks whether the index was replaced
            with django_assert_max_num_queries(30) as seen:
                page = read(client.get("/search", {"q": "แจ้งเรื่องเดือดร้อน"}))
            asked.append(len(seen))
        assert len(_titles(page)) >= min(10, count)
        return min(asked)

    assert ask(2) == ask(4)


def test_a_neighbourhood_is_told_with_its_district(
    client: Client, put_in_index: Callable[[], None]
) -> None:
    DistrictFactory(
        code="1007", name_th="ปทุมวัน", name_en="Pathum Wan", kind="khet", province__code="10"
    )
    standard_manual(name_th="ทำพาสปอร์ต", name_en="Passport")
    put_in_index()
    page = read(client.get("/search", {"q": "ทำพาสปอร์ต มาบุญครอง"}))
    assert "เข้าใจว่า “มาบุญครอง” อยู่ในปทุมวัน จึงแสดงเรื่องของพื้นที่นั้นก่อน" in page.text
    in_english = read(client.get("/en/search", {"q": "passport mbk"}))
    assert (
        "“mbk” was understood as a place in Pathum Wan; its services come first." in in_english.text
    )
    assert "” อยู่ใน" not in read(client.get("/search", {"q": "ทำพาสปอร์ต ปทุมวัน"})).text
