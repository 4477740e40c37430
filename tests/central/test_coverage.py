"""Pages of coverage: what they show, keep in their addresses, and give away as files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.central.pages.coverage import ROOMS
from infogo.oversight.services.coverage import refresh_coverage
from infogo.points.models import ServicePoint
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.office.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> Client:
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.CENTRAL_ANALYST, agency=None)
    return signed_in(officer)


@pytest.fixture
def ministry() -> Agency:
    """A ministry with two departments: one has a manual and two points, the other nothing."""
    ministry = AgencyFactory(kind="ministry", name_th="กระทรวงทดสอบ")
    busy = AgencyFactory(parent=ministry, name_th="=กรมขยัน")
    AgencyFactory(parent=ministry, name_th="กรมว่าง")
    manual = standard_manual(owner=busy)
    PinFactory(manual=manual, point=ServicePointFactory(agency=busy))
    ServicePointFactory(agency=busy, name_th="สำนักงานไม่มีหมุด")
    refresh_coverage(now=timezone.now())
    return ministry


def address(room: str, **asked: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('central:coverage', args=[room])}?{query}"


def page(client: Client, room: str, **asked: object) -> str:
    answer = client.get(address(room, **asked))
    assert answer.status_code == 200
    return answer.content.decode()


def links_named(text: str, name: str) -> list[str]:
    found = re.findall(rf'<a href="([^"]+)"[^>]*>{re.escape(name)}</a>', text)
    return [href.replace("&amp;", "&") for href in found]


def asked_in(href: str) -> Mapping[str, list[str]]:
    return parse_qs(urlsplit(href).query)


@pytest.mark.parametrize("room", [room.code for room in ROOMS])
def test_every_room_shows_the_ministry_and_leads_into_it(
    analyst: Client, ministry: Agency, room: str
) -> None:
    text = page(analyst, room, year=2569)
    [href] = links_named(text, ministry.name_th)
    assert asked_in(href) == {"agency": [str(ministry.pk)], "year": ["2569"]}
    below = analyst.get(href).content.decode()
    assert links_named(below, "กรมว่าง")
    assert links_named(below, "ทั้งประเทศ")


def test_a_number_leads_to_as_many_records(analyst: Client, ministry: Agency) -> None:
    text = page(analyst, "points", agency=ministry.pk)
    href = next(
        href
        for href in links_named(text, "50.0 %")
        if "points_without_manual" in href and f"agency={ministry.pk}" in href
    )
    records = analyst.get(href).content.decode()
    assert "สำนักงานไม่มีหมุด" in records
    assert records.count('<th scope="row">') == 1
    point = ServicePoint.objects.get(name_th="สำนักงานไม่มีหมุด")
    assert reverse("www:place", args=[point.pk]) in records
    assert reverse("office:point", args=[point.pk]) in records


def test_what_was_never_counted_is_said_to_be_unknown(analyst: Client) -> None:
    AgencyFactory(name_th="กระทรวงที่ยังไม่นับ")
    text = page(analyst, "agencies")
    assert "กระทรวงที่ยังไม่นับ" in text
    assert "ไม่มีข้อมูล" in text
    assert "นับล่าสุด" not in text


def test_every_number_says_from_how_many_and_has_a_definition(
    analyst: Client, ministry: Agency
) -> None:
    text = page(analyst, "points")
    assert "จาก 2" in text
    assert "จุดที่ไม่มีคู่มือใดปักหมุดไว้ ต่อจุดทั้งหมด" in text
    assert "นับล่าสุด" in text


def test_rows_are_sorted_by_the_column_pressed_and_filters_are_kept(
    analyst: Client, ministry: Agency
) -> None:
    text = page(analyst, "points", agency=ministry.pk, year=2569)
    [href] = links_named(text, "จุดให้บริการ")[-1:]
    assert asked_in(href)["sort"] == ["-points"]
    assert asked_in(href)["agency"] == [str(ministry.pk)]
    down = analyst.get(href).content.decode()
    assert down.index("=กรมขยัน") < down.index("กรมว่าง")
    assert 'aria-sort="descending"' in down
    up = page(analyst, "points", agency=ministry.pk, sort="points")
    assert up.index("กรมว่าง") < up.index("=กรมขยัน")


def test_a_csv_holds_the_rows_as_they_are_sorted_and_no_formula(
    analyst: Client, ministry: Agency
) -> None:
    answer = analyst.get(address("points", agency=ministry.pk, sort="-points", format="csv"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:2] == ["หน่วยงาน", "จุดให้บริการ"]
    assert rows[1][:2] == ["'=กรมขยัน", "2"]
    assert rows[-1][:2] == ["รวม", "2"]
    assert answer["Content-Disposition"].endswith('central-coverage-points.csv"')


def test_a_workbook_holds_the_rows_and_what_they_mean(analyst: Client, ministry: Agency) -> None:
    answer = analyst.get(address("points", agency=ministry.pk, format="xlsx"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    first, about = book.sheet_names
    rows = book.get_sheet_by_name(first).to_python()
    assert rows[-1][:2] == ["รวม", 2.0]
    told = dict(book.get_sheet_by_name(about).to_python())
    assert told["ข้อมูลของ"] == "กระทรวงทดสอบ"
    assert "ตำแหน่งตรงสำนักงาน" in told


def test_records_can_be_taken_away(analyst: Client, ministry: Agency) -> None:
    href = reverse("central:coverage_records", args=["points"])
    answer = analyst.get(f"{href}?agency={ministry.pk}&format=csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[1][1] == "'=กรมขยัน"


def test_agencies_are_found_by_name_and_filters_are_kept(analyst: Client, ministry: Agency) -> None:
    text = page(analyst, "agencies", office="ขยัน", year=2569)
    [href] = links_named(text, "=กรมขยัน")
    assert asked_in(href)["year"] == ["2569"]
    assert "ลองใช้คำที่สั้นลง" in page(analyst, "agencies", office="ไม่มีชื่อนี้แน่")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"agency": "0x1"}, "อ่านรหัสหน่วยงาน"),
        ({"agency": 999_999}, "ไม่พบหน่วยงาน"),
        ({"prov": "99"}, "ไม่พบจังหวัด"),
        ({"topic": 999_999}, "ไม่พบหมวดเรื่อง"),
        ({"year": 2999}, "ไม่มีปีงบประมาณ"),
        ({"by": "moon", "sort": "moon", "page": "-1"}, "ความครอบคลุม"),
    ],
)
def test_an_address_with_nonsense_still_answers_and_says_so(
    analyst: Client, ministry: Agency, asked: dict[str, object], words: str
) -> None:
    assert words in page(analyst, "points", **asked)
    assert words in page(analyst, "manuals", **asked)


def test_a_room_that_cannot_tell_services_apart_says_so(analyst: Client, ministry: Agency) -> None:
    manual = standard_manual()
    text = page(analyst, "points", procedure=manual.procedure_id)
    assert "จึงแสดงทุกเรื่อง" in text


def test_records_of_what_knows_no_services_are_those_of_all(
    analyst: Client, ministry: Agency
) -> None:
    topic = standard_manual().procedure.topic_id
    path = reverse("central:coverage_records", args=["points_unplaced"])
    answer = analyst.get(path, {"topic": topic})
    assert answer.status_code == 200
    assert "จึงแสดงทุกเรื่อง" in answer.content.decode()


def test_unknown_rooms_and_figures_are_not_found(analyst: Client) -> None:
    assert analyst.get(reverse("central:coverage", args=["moon"])).status_code == 404
    assert analyst.get(reverse("central:coverage_records", args=["moon"])).status_code == 404
    assert analyst.get(reverse("central:coverage_records", args=["points_moon"])).status_code == 404


def test_long_tables_and_lists_of_records_go_page_by_page(
    analyst: Client, ministry: Agency
) -> None:
    for number in range(105):
        ServicePointFactory(agency=AgencyFactory(parent=ministry, name_th=f"กรม {number:03}"))
    refresh_coverage(now=timezone.now())
    first = page(analyst, "points", agency=ministry.pk)
    assert "กรม 000" in first
    assert "กรม 104" not in first
    assert "กรม 104" in page(analyst, "points", agency=ministry.pk, page=2)
    seen: list[str] = []
    href = reverse("central:coverage_records", args=["points"]) + f"?agency={ministry.pk}"
    while href:
        text = analyst.get(href).content.decode()
        seen += re.findall(r'<th scope="row"><a href="([^"]+)"', text)
        found = re.search(r'href="([^"]+after=[^"]+)"', text)
        href = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == 107


def counts(client: Client, href: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(href).status_code == 200
    return len(queries)


def test_pages_ask_as_often_in_a_country_twice_as_large(analyst: Client, ministry: Agency) -> None:
    standard = standard_manual(owner=Agency.objects.get(name_th="กรมว่าง"))
    pages = [
        reverse("central:home"),
        *(address(room.code) for room in ROOMS),
        *(address(room.code, agency=ministry.pk) for room in ROOMS),
        address("manuals", by="procedure"),
        address("manuals", topic=standard.procedure.topic_id),
        address("standards", agency=ministry.pk, procedure=standard.procedure_id),
        reverse("central:coverage_records", args=["points"]),
        reverse("central:coverage_records", args=["manuals"]),
        reverse("central:coverage_records", args=["manuals_without_point"]),
        reverse("central:coverage_records", args=["manuals_sample"]),
        reverse("central:coverage_records", args=["pins"]),
        reverse("central:coverage_records", args=["agencies"]),
    ]
    refresh_coverage(now=timezone.now())
    for href in pages:
        counts(analyst, href)
    before = [counts(analyst, href) for href in pages]
    for _ in range(4):
        follower = adoption(standard, AgencyFactory(parent=ministry))
        PinFactory(manual=follower, point=ServicePointFactory(agency=follower.agency))
        standard_manual(owner=AgencyFactory())
    refresh_coverage(now=timezone.now() + timedelta(seconds=1))
    for href in pages:
        counts(analyst, href)
    assert [counts(analyst, href) for href in pages] == before


def test_a_trend_is_drawn_once_there_are_two_months(analyst: Client, ministry: Agency) -> None:
    assert "<svg role" not in page(analyst, "points")
    assert "กราฟตามเดือนจะแสดงเมื่อ" in page(analyst, "points")
    refresh_coverage(now=timezone.now() - timedelta(days=31))
    text = page(analyst, "points")
    assert "<svg role" in text
    assert "จุดที่ตำแหน่งตรงสำนักงาน 100.0 % ใน" in text
