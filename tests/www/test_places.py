"""Lists of service points: by province, district and kind, near the reader, and of one manual."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.geo.models import CoordinateQuality, District, Province
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.taxonomy.models import VocabularyTerm
from infogo.www.pages.places import NEAREST_SHOWN, PAGE_SIZE
from tests.factories import (
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    adoption,
    standard_manual,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db


def show(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return read(response)


def places(page: Page) -> list[str]:
    """Return the points named on a page, in order and once each."""
    return list(dict.fromkeys(href for _text, href in page.links if "/place/" in href))


@pytest.fixture(autouse=True)
def kinds() -> None:
    for order, (code, name) in enumerate(
        (("district_office", "ที่ว่าการอำเภอ"), ("land_office", "สำนักงานที่ดิน"))
    ):
        VocabularyTerm.objects.create(
            vocabulary="point_kind",
            code=code,
            label_th=name,
            label_en=code,
            order=order,
            effective_from=date(2015, 7, 21),
        )


@pytest.fixture
def tak() -> Province:
    return ProvinceFactory(code="63", name_th="ตาก", name_en="Tak")


@pytest.fixture
def mae_sot(tak: Province) -> District:
    return DistrictFactory(
        province=tak, code="6306", name_th="แม่สอด", full_name_th="อำเภอแม่สอด", name_en="Mae Sot"
    )


@pytest.fixture
def office(mae_sot: District) -> ServicePoint:
    here = SubdistrictFactory(district=mae_sot)
    return ServicePointFactory(subdistrict=here, name_th="ที่ว่าการอำเภอแม่สอด", lat=16.71, lng=98.57)


@pytest.fixture
def land(mae_sot: District) -> ServicePoint:
    here = SubdistrictFactory(district=mae_sot)
    return ServicePointFactory(
        subdistrict=here, name_th="ที่ดินแม่สอด", kind="land_office", lat=16.72, lng=98.57
    )


class TestAll:
    def test_the_start_counts_provinces_and_kinds(
        self, client: Client, office: ServicePoint, land: ServicePoint
    ) -> None:
        page = show(client, "/places")
        assert page.h1 == "หาจุดให้บริการ"
        assert page.href("ตาก") == "/places?prov=63"
        assert "ที่ว่าการอำเภอ1 แห่ง" in [text for text, _href in page.links]
        assert places(page) == []

    def test_a_province_lists_its_points_and_narrows_by_kind(
        self, client: Client, office: ServicePoint, land: ServicePoint
    ) -> None:
        page = show(client, "/places?prov=63")
        assert page.h1 == "จุดให้บริการใน จ.ตาก"
        assert set(places(page)) == {f"/place/{office.pk}", f"/place/{land.pk}"}
        narrowed = show(client, "/places?prov=63&kind=land_office")
        assert narrowed.h1 == "สำนักงานที่ดินใน จ.ตาก"
        assert places(narrowed) == [f"/place/{land.pk}"]
        assert narrowed.fields("kind") == ["land_office"] * 3

    def test_a_district_is_named_and_counted(
        self, client: Client, tak: Province, office: ServicePoint
    ) -> None:
        far = SubdistrictFactory(district=DistrictFactory(province=tak, code="6301"))
        ServicePointFactory(subdistrict=far)
        page = show(client, "/places?prov=63&district=6306")
        assert page.h1 == "จุดให้บริการใน อ.แม่สอด จ.ตาก"
        assert places(page) == [f"/place/{office.pk}"]
        assert "อำเภอแม่สอด (1)" in page.text

    def test_a_district_of_another_province_is_ignored(
        self, client: Client, office: ServicePoint
    ) -> None:
        ProvinceFactory(code="50", name_th="เชียงใหม่")
        assert show(client, "/places?prov=50&district=6306").h1 == "จุดให้บริการใน จ.เชียงใหม่"

    def test_an_empty_list_says_what_to_try(self, client: Client, office: ServicePoint) -> None:
        page = show(client, "/places?prov=63&kind=land_office")
        assert "ยังไม่มีจุดให้บริการประเภทนี้ในพื้นที่นี้" in page.text

    def test_what_is_the_same_for_all_rows_is_said_once(
        self, client: Client, mae_sot: District
    ) -> None:
        here = SubdistrictFactory(district=mae_sot)
        quality = CoordinateQuality.DISTRICT_OFFICE_PROXY
        ServicePointFactory.create_batch(
            3, subdistrict=here, coordinate_quality=quality, hours_status="assumed"
        )
        page = show(client, "/places?prov=63")
        assert page.text.count("หน่วยงานยังไม่ยืนยัน") == 1
        assert page.text.count("จุดที่ไม่แสดงเบอร์โทร") == 1
        assert page.text.count("ตำแหน่งโดยประมาณ") == 1 + 3

    def test_long_lists_have_pages(self, client: Client, mae_sot: District) -> None:
        here = SubdistrictFactory(district=mae_sot)
        ServicePointFactory.create_batch(PAGE_SIZE + 1, subdistrict=here)
        first, last = show(client, "/places?prov=63"), show(client, "/places?prov=63&page=2")
        assert len(places(first)) == PAGE_SIZE
        assert len(places(last)) == 1
        assert not set(places(first)) & set(places(last))
        beyond = client.get("/places?prov=63&page=99")
        assert (beyond.status_code, beyond["Location"]) == (302, "/places?prov=63&page=2")

    @pytest.mark.parametrize("query", ["?prov=abc", "?kind=Palace", "?page=x", "?near=x"])
    def test_nonsense_shows_the_start(
        self, client: Client, office: ServicePoint, query: str
    ) -> None:
        assert show(client, f"/places{query}").h1 == "หาจุดให้บริการ"

    @pytest.mark.parametrize(
        ("query", "leads"),
        [
            ("?prov=99", "/places"),
            ("?prov=99&district=9901&kind=palace&page=4", "/places"),
            ("?prov=63&kind=palace", "/places?prov=63"),
            ("?prov=63&district=6399&gecc=1", "/places?prov=63&gecc=1"),
            ("?near=16.72,98.57&kind=palace", "/places?near=16.72%2C98.57"),
        ],
    )
    def test_what_nobody_knows_leads_to_the_address_without_it(
        self, client: Client, office: ServicePoint, query: str, leads: str
    ) -> None:
        assert client.get(f"/places{query}")["Location"] == leads
        assert client.get(leads).status_code == 200

    def test_a_manual_has_a_page_of_its_own(self, client: Client) -> None:
        response = client.get("/places?manual=10&prov=50")
        assert response.status_code == 302
        assert response.headers["Location"] == "/manual/10/places?prov=50"

    def test_the_english_list(self, client: Client, office: ServicePoint) -> None:
        page = show(client, "/en/places?prov=63")
        assert page.h1 == "Service points in Tak"
        assert [text for text in page.thai_without_mark() if text != "ไทย"] == []


class TestNear:
    def test_the_nearest_come_first_with_distances(
        self, client: Client, office: ServicePoint, land: ServicePoint
    ) -> None:
        page = show(client, "/places?near=16.7211,98.57")
        assert page.h1 == "จุดให้บริการใกล้คุณ"
        assert places(page) == [f"/place/{land.pk}", f"/place/{office.pk}"]
        assert "110 ม." in page.text
        assert '<meta name="robots" content="noindex">' in page.html

    def test_the_position_is_rounded_before_it_is_used(
        self, client: Client, office: ServicePoint
    ) -> None:
        exact = show(client, "/places?near=16.7214999,98.5704")
        rounded = show(client, "/places?near=16.721,98.570")
        assert exact.text == rounded.text
        assert "16.7214" not in exact.html

    def test_a_kind_stays_chosen(
        self, client: Client, office: ServicePoint, land: ServicePoint
    ) -> None:
        page = show(client, "/places?near=16.72,98.57&kind=district_office")
        assert page.h1 == "ที่ว่าการอำเภอใกล้คุณ"
        assert places(page) == [f"/place/{office.pk}"]

    def test_distances_to_a_borrowed_position_are_approximate(self, client: Client) -> None:
        ServicePointFactory(
            lat=16.8, lng=98.57, coordinate_quality=CoordinateQuality.MUNICIPALITY_CENTROID
        )
        assert "ราว 10 กม." in show(client, "/places?near=16.71,98.57").text

    def test_only_so_many_are_shown(self, client: Client, mae_sot: District) -> None:
        here = SubdistrictFactory(district=mae_sot)
        ServicePointFactory.create_batch(NEAREST_SHOWN + 3, subdistrict=here)
        assert len(places(show(client, "/places?near=18.79,98.98"))) == NEAREST_SHOWN

    @pytest.mark.parametrize("position", ["48.858,2.294", "-13.7,100.5", "91,181"])
    def test_outside_the_country_says_so(
        self, client: Client, office: ServicePoint, position: str
    ) -> None:
        page = show(client, f"/places?near={position}")
        assert "ตำแหน่งของคุณอยู่นอกประเทศไทย" in page.text
        assert places(page) == []


class TestOfOneManual:
    @pytest.fixture
    def manual(self) -> Manual:
        return standard_manual(name_th="ทำบัตรประชาชน")

    def test_provinces_then_districts_then_points(
        self, client: Client, manual: Manual, office: ServicePoint
    ) -> None:
        PinFactory(manual=manual, point=office)
        north = DistrictFactory(province=ProvinceFactory(code="50"), code="5001")
        elsewhere = ServicePointFactory(subdistrict=SubdistrictFactory(district=north))
        PinFactory(manual=manual, point=elsewhere)
        address = f"/manual/{manual.procedure_id}/places"
        start = show(client, address)
        assert start.href("ตาก") == f"{address}?prov=63"
        province = show(client, f"{address}?prov=63")
        assert province.h1 == "จุดให้บริการใน จ.ตาก"
        assert "อำเภอแม่สอด (1)" in province.text
        assert places(province) == [f"/place/{office.pk}"]
        assert show(client, f"{address}?prov=63&district=6306").h1 == "จุดให้บริการใน อ.แม่สอด จ.ตาก"

    def test_only_points_with_a_pin_are_near(
        self, client: Client, manual: Manual, office: ServicePoint, land: ServicePoint
    ) -> None:
        PinFactory(manual=manual, point=office)
        page = show(client, f"/manual/{manual.procedure_id}/places?near=16.72,98.57")
        assert places(page) == [f"/place/{office.pk}"]

    def test_what_is_known_of_a_counter_stands_in_its_row(
        self, client: Client, manual: Manual, office: ServicePoint
    ) -> None:
        PinFactory(
            manual=manual,
            point=office,
            accepts_walk_in=True,
            residents_only=False,
            accepts_foreigners=False,
            daily_limit=30,
            queue_url="https://example.go.th",
            counter="5",
        )
        page = show(client, f"/manual/{manual.procedure_id}/places")
        assert (
            "ช่อง 5 · ไปได้เลย ไม่ต้องนัด · ยื่นได้ทุกคน ไม่จำกัดพื้นที่ · ไม่รับคนต่างชาติ · รับวันละไม่เกิน 30 ราย"
        ) in page.text
        booked = [href for text, href in page.links if "จองคิวออนไลน์" in text]
        assert booked == ["https://example.go.th"]
        assert "ถามจุดให้บริการก่อนไป" not in page.text

    def test_unknown_facts_of_counters_are_said_once(
        self, client: Client, manual: Manual, mae_sot: District
    ) -> None:
        here = SubdistrictFactory(district=mae_sot)
        for _ in range(3):
            PinFactory(manual=manual, point__subdistrict=here)
        page = show(client, f"/manual/{manual.procedure_id}/places")
        assert page.text.count("ถามจุดให้บริการก่อนไป") == 1

    def test_a_local_manual_lists_its_own_points(
        self, client: Client, manual: Manual, office: ServicePoint, land: ServicePoint
    ) -> None:
        local = adoption(manual)
        PinFactory(manual=manual, point=land)
        PinFactory(manual=local, point=office)
        page = show(client, f"/manual/{manual.procedure_id}/at/{local.agency_id}/places")
        assert places(page) == [f"/place/{office.pk}"]

    def test_no_points_at_all_is_a_sentence(self, client: Client, manual: Manual) -> None:
        page = show(client, f"/manual/{manual.procedure_id}/places")
        assert "ยังไม่มีจุดให้บริการของเรื่องนี้ในระบบ" in page.text
        assert page.href("กลับไปที่คู่มือ") == f"/manual/{manual.procedure_id}#places"


@pytest.mark.parametrize("query", ["", "?prov=63", "?prov=63&district=6306", "?near=16.71,98.57"])
def test_queries_do_not_grow_with_the_rows(client: Client, mae_sot: District, query: str) -> None:
    here = SubdistrictFactory(district=mae_sot)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            show(client, f"/places{query}")
        return len(queries)

    ServicePointFactory.create_batch(NEAREST_SHOWN, subdistrict=here, lat=16.71, lng=98.57)
    first = count()
    ServicePointFactory.create_batch(NEAREST_SHOWN, subdistrict=here, lat=16.71, lng=98.57)
    assert count() == first
    assert first <= 10


@pytest.mark.parametrize(
    ("language", "names"),
    [("", ["กระบี่", "ตราด", "ตาก", "เพชรบุรี"]), ("/en", ["Krabi", "Phetchaburi", "Tak", "Trat"])],
)
def test_provinces_are_picked_in_the_order_of_names(
    client: Client, tak: Province, language: str, names: list[str]
) -> None:
    ProvinceFactory(code="23", name_th="ตราด", name_en="Trat")
    ProvinceFactory(code="76", name_th="เพชรบุรี", name_en="Phetchaburi")
    ProvinceFactory(code="81", name_th="กระบี่", name_en="Krabi")
    manual = standard_manual()
    for province in Province.objects.all():
        PinFactory(manual=manual, point=ServicePointFactory(province=province))
    for path in ("/places", "/plan?m={}", "/manual/{}", "/manual/{}/places"):
        html = client.get(language + path.format(manual.procedure_id)).content.decode()
        options = re.findall(r'<option value="(?:23|63|76|81)"[^>]*>([^<(]+)', html)
        assert [option.strip() for option in options] == names, path
    for path in ("/places", f"/manual/{manual.procedure_id}/places"):
        links = [text for text, href in show(client, language + path).links if "?prov=" in href]
        assert links == names, path
