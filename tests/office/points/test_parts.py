"""A page for each part of a point: position, hours, access, status."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from infogo.core.dates import bangkok_now, short_date
from infogo.core.hours import NO_LUNCH, Hours
from infogo.geo.models import CoordinateQuality
from infogo.manuals.models import Procedure
from infogo.pins.counting import count_points
from infogo.points.facts import ACCESS
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from tests.accounts.watching import nothing_changes
from tests.factories import (
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    standard_manual,
)
from tests.office.points.asking import at, read, text_of
from tests.office.test_hours_form import as_sent

pytestmark = pytest.mark.django_db


class TestPosition:
    def test_a_pasted_link_is_saved_as_the_offices_own(
        self, client: Client, point: ServicePoint
    ) -> None:
        link = "https://www.google.com/maps/place/x/@16.8,99.1,17z/data=!3d16.8721!4d99.1254"
        assert client.post(at("point_position", point), {"written": link}).status_code == 302
        saved = read(point)
        assert (saved.lat, saved.lng) == (16.8721, 99.1254)
        assert saved.has_exact_position

    def test_swapped_numbers_are_offered_the_right_way(
        self, client: Client, point: ServicePoint
    ) -> None:
        with nothing_changes():
            answer = client.post(at("point_position", point), {"written": "99.1254, 16.8721"})
        assert answer.status_code == 422
        assert 'value="16.872100, 99.125400"' in answer.content.decode()
        both = {"written": ["99.1254, 16.8721", "16.872100, 99.125400"]}
        assert client.post(at("point_position", point), both).status_code == 302
        assert read(point).lat == 16.8721

    def test_outside_its_province_needs_a_tick(self, client: Client, point: ServicePoint) -> None:
        ProvinceFactory(code="10", name_th="กรุงเทพมหานคร")
        bangkok = {"written": "13.7563, 100.5018"}
        with nothing_changes():
            answer = client.post(at("point_position", point), bangkok)
        assert answer.status_code == 422
        assert "อยู่ในกรุงเทพมหานคร แต่ระบุไว้ว่าอยู่ในตาก" in text_of(answer)
        done = client.post(at("point_position", point), {**bangkok, "outside": "on"})
        assert done.status_code == 302
        assert read(point).lat == 13.7563
        assert "อยู่ในกรุงเทพมหานคร" in text_of(client.get(at("point", point)))

    def test_a_wrong_position_can_be_taken_away(self, client: Client, point: ServicePoint) -> None:
        assert client.post(at("point_position", point), {"nowhere": "on"}).status_code == 302
        assert read(point).lat is None
        assert read(point).coordinate_quality == CoordinateQuality.NONE

    def test_the_map_is_an_offer(self, client: Client, point: ServicePoint) -> None:
        page = client.get(at("point_position", point)).content.decode()
        assert "province-63" in page
        assert "js/place" in page


class TestHours:
    def test_they_are_confirmed_and_citizens_read_them(
        self, client: Client, point: ServicePoint
    ) -> None:
        hours = Hours.weekdays(lunch=NO_LUNCH)
        assert client.post(at("point_hours", point), as_sent(hours)).status_code == 302
        saved = read(point)
        assert Hours.model_validate(saved.hours) == hours
        assert saved.hours_status == HoursStatus.CONFIRMED
        public = text_of(Client().get(reverse("www:place", args=[point.pk])))
        assert "ไม่มีพักเที่ยง" in public

    def test_the_preview_saves_nothing(self, client: Client, point: ServicePoint) -> None:
        sent = as_sent(Hours.weekdays(), preview="1")
        with nothing_changes():
            answer = client.post(at("point_hours", point), sent)
        assert answer.status_code == 200
        assert "ประชาชนจะเห็นว่า" in text_of(answer)
        assert "เปิดให้บริการวัน จันทร์ ถึง วัน ศุกร์" in text_of(answer)

    def test_a_mistake_leads_to_its_day(self, client: Client, point: ServicePoint) -> None:
        with nothing_changes():
            answer = client.post(
                at("point_hours", point), as_sent(Hours.weekdays(), d0_1_opens="x")
            )
        assert answer.status_code == 422
        assert 'href="#id_h-d0_1_opens"' in answer.content.decode()


def test_access_has_three_answers(client: Client, point: ServicePoint) -> None:
    words = {"entrance": " ทางลาดด้านหลัง ", "transit": "รถเมล์สาย 8"}
    sent = {**dict.fromkeys(ACCESS, "unknown"), "ramp": "yes", "lift": "no", **words}
    assert client.post(at("point_access", point), sent).status_code == 302
    assert read(point).accessibility == {"ramp": True, "lift": False}
    assert (read(point).entrance, read(point).transit) == ("ทางลาดด้านหลัง", "รถเมล์สาย 8")
    assert client.post(at("point_access", point), {"ramp": "maybe"}).status_code == 422


class TestStatus:
    def test_closing_for_good_says_what_is_lost(self, client: Client, point: ServicePoint) -> None:
        lonely = standard_manual(name_th="เรื่องที่เหลือจุดเดียว")
        shared = standard_manual(name_th="เรื่องที่มีหลายจุด")
        PinFactory(manual=lonely, point=point)
        PinFactory(manual=shared, point=point)
        PinFactory(manual=shared)
        count_points()
        page = text_of(client.get(at("point_status", point)))
        assert "จุดนี้ปักหมุดคู่มือ 2 เรื่อง" in page
        assert "เรื่องที่เหลือจุดเดียว" in page
        assert "เรื่องที่มีหลายจุด" not in page
        sent = {"status": "closed", "reason": "ยุบสาขา"}
        with nothing_changes():
            assert client.post(at("point_status", point), sent).status_code == 422
        assert client.post(at("point_status", point), {**sent, "sure": "on"}).status_code == 302
        assert Client().get(reverse("www:place", args=[point.pk])).status_code == 410
        counts = Procedure.objects.order_by("pk").values_list("point_count", flat=True)
        assert list(counts) == [0, 1]
        assert "ยุบสาขา" in text_of(client.get(at("point", point)))

    def test_moving_leads_citizens_to_the_successor(
        self, client: Client, point: ServicePoint
    ) -> None:
        there = ServicePointFactory(name_th="อาคารใหม่ริมน้ำ")
        sent = {"status": "moved", "reason": "ย้ายอาคาร"}
        with nothing_changes():
            assert client.post(at("point_status", point), sent).status_code == 422
            look = client.post(at("point_status", point), {**sent, "find": "ริมน้ำ", "search": "1"})
        assert look.status_code == 200
        assert f'value="{there.pk}" checked' in look.content.decode()
        number = str(there.pk).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        found = client.post(at("point_status", point), {**sent, "find": number, "search": "1"})
        assert f'value="{there.pk}" checked' in found.content.decode()
        assert "ย้ายอาคาร" in look.content.decode()
        done = client.post(at("point_status", point), {**sent, "successor": there.pk})
        assert done.status_code == 302
        public = text_of(Client().get(reverse("www:place", args=[point.pk])))
        assert "อาคารใหม่ริมน้ำ" in public

    @pytest.mark.parametrize("value", ["\x00", "9" * 30, "²", "' OR 1=1", "ก" * 5000])
    def test_hostile_words_do_no_harm(
        self, client: Client, point: ServicePoint, value: str
    ) -> None:
        with nothing_changes():
            for name in ("find", "successor", "status", "since", "reason"):
                sent = {"status": "moved", "reason": "ย้าย", name: value}
                answer = client.post(at("point_status", point), sent)
                assert answer.status_code == 422, name

    def test_a_suspension_with_days(self, client: Client, point: ServicePoint) -> None:
        today = bangkok_now().date()
        sent = {
            "status": "suspended",
            "since": short_date(today),
            "until": short_date(today + timedelta(days=3)),
            "reason": "ปรับปรุงอาคาร",
        }
        assert client.post(at("point_status", point), sent).status_code == 302
        assert read(point).status == PointStatus.SUSPENDED
        public = text_of(Client().get(reverse("www:place", args=[point.pk])))
        assert "ปิดชั่วคราว" in public
        with nothing_changes():
            wrong = client.post(at("point_status", point), {**sent, "until": "เร็ว ๆ นี้"})
        assert wrong.status_code == 422
        assert client.post(at("point_status", point), {"status": "open"}).status_code == 302
        assert read(point).suspended_until is None
