"""One service point: open now, the way there, what it serves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.dates import BANGKOK
from infogo.core.hours import CUSTOMARY_LUNCH, Hours
from infogo.geo.models import CoordinateQuality
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.www.views import points as views
from tests.factories import (
    PinFactory,
    PublicHolidayFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
HOURS = Hours.weekdays(lunch=CUSTOMARY_LUNCH).model_dump(mode="json")


@pytest.fixture(autouse=True)
def tuesday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "bangkok_now", lambda: datetime(2026, 11, 24, 10, tzinfo=BANGKOK))


@pytest.fixture
def point() -> ServicePoint:
    return ServicePointFactory(
        name_th="ที่ว่าการอำเภอแม่สอด",
        name_en="Mae Sot District Office",
        hours=HOURS,
        hours_status=HoursStatus.CONFIRMED,
        phones=[{"number": "+6655531001", "extension": "12"}],
        accessibility={"ramp": True, "lift": False},
    )


def show(client: Client, point: ServicePoint, prefix: str = "") -> Page:
    response = client.get(f"{prefix}/place/{point.pk}")
    assert response.status_code == 200
    return read(response)


def test_it_is_open_now_and_the_week_is_told(client: Client, point: ServicePoint) -> None:
    PublicHolidayFactory(on=date(2026, 12, 10), name_th="วันรัฐธรรมนูญ")
    page = show(client, point)
    assert page.h1 == "ที่ว่าการอำเภอแม่สอด"
    assert "เปิดอยู่ ถึง 12:00 น." in page.text
    assert "จันทร์–ศุกร์ 08:30–16:30 น." in page.text
    assert "10 ธันวาคม 2569 วันรัฐธรรมนูญ" in page.text
    assert "ปิดวันหยุดราชการ · พักเที่ยง 12:00–13:00 น." in page.text
    assert "ยังไม่ยืนยัน" not in page.text


def test_assumed_hours_say_so(client: Client) -> None:
    hours = Hours.weekdays().model_dump(mode="json")
    page = show(client, ServicePointFactory(hours=hours, hours_status=HoursStatus.ASSUMED))
    assert "น่าจะเปิดอยู่ ถึง 16:30 น." in page.text
    assert "เวลาราชการทั่วไป หน่วยงานยังไม่ยืนยัน" in page.text
    assert "ไม่มีข้อมูลพักเที่ยง" in page.text


def test_a_holiday_on_which_it_is_open_all_the_same_is_no_closure(client: Client) -> None:
    PublicHolidayFactory(on=date(2026, 12, 10), name_th="วันรัฐธรรมนูญ")
    mornings = [{"opens": "09:00", "closes": "12:00"}]
    days = {"first_on": "2026-12-09", "last_on": "2026-12-11", "intervals": mornings}
    hours = {**HOURS, "exceptions": [days]}
    point = ServicePointFactory(hours=hours, hours_status=HoursStatus.CONFIRMED)
    assert "วันรัฐธรรมนูญ" not in show(client, point).text


def test_unknown_hours_phones_and_facilities_are_said_and_not_left_blank(client: Client) -> None:
    page = show(client, ServicePointFactory())
    assert page.text.count("ไม่มีข้อมูลเวลาทำการ") >= 1
    assert "โทรศัพท์ ไม่มีข้อมูล" in page.text
    assert "ยังไม่มีข้อมูล: ทางที่รถเข็นไปถึงเคาน์เตอร์ · ทางลาด · ลิฟต์" in page.text
    assert "ยังไม่มีข้อมูลว่าที่นี่รับเรื่องใดบ้าง" in page.text


def test_phones_are_links_with_their_extension(client: Client, point: ServicePoint) -> None:
    page = show(client, point)
    assert page.href("055-531-001") == "tel:+6655531001"
    assert "ต่อ 12" in page.text


class TestTheNumberOfItsAgency:
    """Who finds no number at a place is given that of its agency, and told whose it is."""

    LABEL = "เบอร์กลางของหน่วยงาน"

    def point(self, **told: Any) -> ServicePoint:
        lines = [{"number": f"+6622210{at}"} for at in range(151, 159)]
        return ServicePointFactory(agency__phones=[*lines, {"number": "1548"}], **told)

    def test_a_place_without_one_shows_the_first_and_the_hotline(self, client: Client) -> None:
        page = show(client, self.point())
        assert page.href("02-221-0151") == "tel:+6622210151"
        assert f"02-221-0151 {self.LABEL} 1548 {self.LABEL}" in page.text
        assert "02-221-0152" not in page.text

    def test_english_readers_are_told_whose_it_is(self, client: Client) -> None:
        assert "1548 the agency’s main number" in show(client, self.point(), "/en").text

    def test_a_place_with_one_shows_its_own_alone(self, client: Client) -> None:
        page = show(client, self.point(phones=[{"number": "+6655531001"}]))
        assert "055-531-001" in page.text
        assert "1548" not in page.text

    def test_a_list_says_where_to_find_it(self, client: Client) -> None:
        point = self.point()
        page = read(client.get(f"/places?prov={point.province_id}"))
        assert "เปิดหน้าของจุดเพื่อดูเบอร์กลางของหน่วยงาน" in page.text


def test_an_exact_position_has_four_ways_there_coordinates_and_a_map(
    client: Client, point: ServicePoint
) -> None:
    page = show(client, point)
    for label in ("Google Maps", "Apple Maps", "Waze", "แอปแผนที่อื่น"):
        assert f"{point.lat:.6f},98.980000" in page.href(label)
    assert f"พิกัด {point.lat:.6f}, 98.980000" in page.text
    assert "data-map" in page.html
    assert page.json_ld[0]["geo"] == {
        "@type": "GeoCoordinates",
        "latitude": point.lat,
        "longitude": 98.98,
    }


def test_a_borrowed_position_is_never_shown(client: Client) -> None:
    point = ServicePointFactory(
        lat=17.8982,
        lng=101.6664,
        coordinate_quality=CoordinateQuality.DISTRICT_OFFICE_PROXY,
    )
    page = show(client, point)
    assert "รู้เพียงที่ว่าการอำเภอหรือสำนักงานเขตเดียวกัน" in page.text
    assert "17.898" not in page.html
    assert "data-map" not in page.html
    assert page.href("Google Maps").startswith("https://www.google.com/maps/search/")
    assert "geo" not in page.json_ld[0]


def test_services_are_listed_in_dictionary_order_with_what_differs_here(
    client: Client, point: ServicePoint
) -> None:
    later = standard_manual(name_th="เปลี่ยนชื่อ")
    PinFactory(manual=later, point=point, accepts_walk_in=False, daily_limit=20, note="ชั้น 2")
    own = adoption(standard_manual(name_th="ขอเลขที่บ้าน"))
    PinFactory(manual=own, point=point, hours=Hours.always().model_dump(mode="json"))
    page = show(client, point)
    assert page.href("เปลี่ยนชื่อ") == f"/manual/{later.procedure_id}"
    assert page.href("ขอเลขที่บ้าน") == f"/manual/{own.procedure_id}/at/{own.agency_id}"
    assert page.text.index("ขอเลขที่บ้าน") < page.text.index("เปลี่ยนชื่อ")
    assert "ต้องนัดก่อน · รับวันละไม่เกิน 20 ราย · ชั้น 2" in page.text
    assert "เวลาของเรื่องนี้ ตลอด 24 ชั่วโมง" in page.text
    assert page.text.count("คือยังไม่มีข้อมูล ถามจุดให้บริการก่อนไป") == 1


def test_a_copy_of_manuals_can_be_asked_for_and_where_they_hang_is_told(
    client: Client, point: ServicePoint
) -> None:
    assert "ขอคัดสำเนาคู่มือ" not in show(client, point).text
    PinFactory(manual=standard_manual(), point=point)
    page = show(client, point)
    assert "ขอคัดสำเนาคู่มือได้จากเจ้าหน้าที่ที่จุดนี้" in page.text
    assert "ปิดประกาศ" not in page.text
    ServicePoint.objects.filter(pk=point.pk).update(manuals_posted_on=date(2026, 11, 20))
    client.cookies.clear()
    told = show(client, point).text
    # What is served there, and the manuals of it, may have changed since: it is told of that day.
    assert "หน่วยงานยืนยันเมื่อ 20 พฤศจิกายน 2569 ว่าปิดประกาศคู่มือไว้ที่จุดนี้" in told
    ServicePoint.objects.filter(pk=point.pk).update(kind="call_centre", manuals_posted_on=None)
    assert "ขอคัดสำเนาคู่มือ" not in show(client, point).text


def test_facilities_that_are_there_are_not_are_told_apart(
    client: Client, point: ServicePoint
) -> None:
    page = show(client, point)
    assert "ทางลาด มี ลิฟต์ ไม่มี" in page.text
    assert "ยังไม่มีข้อมูล: ทางที่รถเข็นไปถึงเคาน์เตอร์ · ห้องน้ำคนพิการ" in page.text


def test_the_entrance_and_public_transport_are_told_in_words(
    client: Client, point: ServicePoint
) -> None:
    point.entrance, point.transit = "ทางลาดด้านหลังอาคาร", "รถสองแถวสายแม่สอด"
    point.save()
    text = show(client, point).text
    assert "ทางเข้าที่ไม่ต้องขึ้นบันได ทางลาดด้านหลังอาคาร" in text
    assert "รถประจำทางและขนส่งสาธารณะ รถสองแถวสายแม่สอด" in text


def test_the_nearest_of_the_same_kind_are_offered(client: Client, point: ServicePoint) -> None:
    near = ServicePointFactory(name_th="ที่ว่าการอำเภอแม่ระมาด", lat=point.lat + 0.1)
    ServicePointFactory(name_th="สำนักงานที่ดิน", kind="land_office", lat=point.lat)
    page = show(client, point)
    assert page.href("ที่ว่าการอำเภอแม่ระมาด") == f"/place/{near.pk}"
    assert "11 กม." in page.text
    assert "สำนักงานที่ดิน" not in page.text


def test_a_moved_point_leads_to_its_successor(client: Client, point: ServicePoint) -> None:
    old = ServicePointFactory(status=PointStatus.MOVED, moved_to=point)
    page = show(client, old)
    assert "ย้ายที่ทำการแล้ว" in page.text
    assert page.href("ที่ว่าการอำเภอแม่สอด") == f"/place/{point.pk}"
    assert "เปิดอยู่" not in page.text[: page.text.index("ที่อยู่และติดต่อ")]


def test_a_suspended_point_warns(client: Client) -> None:
    page = show(client, ServicePointFactory(status=PointStatus.SUSPENDED, hours=HOURS))
    assert "ปิดชั่วคราว" in page.text
    assert "เปิดอยู่" not in page.text


def test_a_closed_point_is_gone_and_names_others(client: Client) -> None:
    point = ServicePointFactory(status=PointStatus.CLOSED)
    for path in ("", ".json", "/qr.svg"):
        assert client.get(f"/place/{point.pk}{path}").status_code == 410
    page = read(client.get(f"/place/{point.pk}"))
    assert "จุดให้บริการนี้ปิดถาวรแล้ว" in page.text
    others = f"/places?prov={point.province_id}&kind={point.kind}"
    assert page.href("จุดให้บริการประเภทเดียวกันในจังหวัดนี้") == others


def test_an_unknown_point_is_not_found(client: Client) -> None:
    assert client.get("/place/404404").status_code == 404


def test_the_english_page_shows_the_thai_name_to_show_to_a_driver(
    client: Client, point: ServicePoint
) -> None:
    PinFactory(manual=standard_manual(), point=point)
    page = show(client, point, prefix="/en")
    assert page.h1 == "Mae Sot District Office"
    assert ("ที่ว่าการอำเภอแม่สอด", "th") in page.words
    assert "Open until 12:00" in page.text
    assert [text for text in page.thai_without_mark() if text != "ไทย"] == []


def test_structured_data_of_assumed_hours_is_left_out(client: Client, point: ServicePoint) -> None:
    (data,) = show(client, point).json_ld
    assert data["@type"] == "GovernmentOffice"
    office_days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    week = data["openingHoursSpecification"]
    assert [(one["opens"], one["closes"]) for one in week] == [
        ("08:30", "12:00"),
        ("13:00", "16:30"),
    ]
    assert all(one["dayOfWeek"] == office_days for one in week)
    assumed = ServicePointFactory(hours=HOURS, hours_status=HoursStatus.ASSUMED)
    assert "openingHoursSpecification" not in show(client, assumed).json_ld[0]


def test_structured_data_tell_of_a_closure_as_far_as_anybody_knows(
    client: Client, point: ServicePoint
) -> None:
    point.status, point.suspended_until = PointStatus.SUSPENDED, date(2026, 12, 3)
    point.save()
    (data,) = show(client, point).json_ld
    special = data["specialOpeningHoursSpecification"][0]
    assert (special["validFrom"], special["validThrough"]) == ("2026-11-24", "2026-12-03")
    point.suspended_until = None
    point.save()
    (data,) = show(client, point).json_ld
    assert "openingHoursSpecification" not in data


def test_the_point_as_data(client: Client, point: ServicePoint) -> None:
    pin = PinFactory(manual=standard_manual(), point=point)
    data: dict[str, Any] = client.get(f"/place/{point.pk}.json").json()
    assert data["key"] == point.key
    assert data["position"] == {"lat": point.lat, "lng": 98.98}
    assert data["hours"] == point.hours
    assert data["services"] == [pin.procedure_id]
    proxy = ServicePointFactory(coordinate_quality=CoordinateQuality.DISTRICT_CENTROID)
    other = client.get(f"/place/{proxy.pk}.json").json()
    assert other["position"] is None
    assert other["coordinate_quality"] == "district_centroid"
    assert other["hours"] is None


def test_the_qr_code_leads_to_the_page_in_its_language(client: Client, point: ServicePoint) -> None:
    thai, english = (client.get(f"{p}/place/{point.pk}/qr.svg") for p in ("", "/en"))
    assert thai.headers["Content-Type"] == "image/svg+xml"
    assert thai.content != english.content


def test_queries_do_not_grow_with_services_and_neighbours(
    client: Client, point: ServicePoint
) -> None:
    def grow() -> None:
        for _ in range(4):
            PinFactory(manual=standard_manual(), point=point)
            ServicePointFactory(lat=point.lat + 0.01)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            show(client, point)
        return len(queries)

    grow()
    first = count()
    grow()
    assert count() == first
    assert first <= 10


def test_what_only_thai_says_of_a_place_is_marked_on_english_pages(client: Client) -> None:
    days = {"first_on": "2026-12-09", "last_on": "2026-12-09", "intervals": [], "note": "ย้ายของ"}
    hours = {**HOURS, "note": "รับบัตรคิวถึง 15.00 น.", "exceptions": [days]}
    point = ServicePointFactory(
        name_en="An office",
        agency__name_en="An agency",
        address="59/1 ถนนพิษณุโลก",
        landmark="ตรงข้ามตลาดสด",
        hours=hours,
        hours_status=HoursStatus.CONFIRMED,
        source="เว็บไซต์ของหน่วยงาน",
    )
    page = show(client, point, "/en")
    for words in ("ย้ายของ", "รับบัตรคิวถึง 15.00 น.", "ตรงข้ามตลาดสด", "59/1 ถนนพิษณุโลก"):
        assert words in page.text, words
    thai_name = point.name_th
    unmarked = [text for text in page.thai_without_mark() if text not in ("ไทย", thai_name)]
    assert unmarked == []
    point.address = ""
    point.save()
    assert show(client, point, "/en").thai_without_mark() in ([], ["ไทย"])
    card = read(client.get(f"/en/embed/point/{point.pk}"))
    assert card.thai_without_mark() == []
    point.address = "59/1 ถนนพิษณุโลก"
    point.save()
    card = read(client.get(f"/en/embed/point/{point.pk}"))
    assert "59/1 ถนนพิษณุโลก" in card.text
    assert card.thai_without_mark() == []
