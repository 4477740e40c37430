"""Service points in the workspace: the list, one point, new ones, and two people at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from infogo.geo.models import CoordinateQuality
from infogo.manuals.models import Manual, ManualStatus
from infogo.office.pages.todo_targets import TARGETS, Work, list_address
from infogo.points import services
from infogo.points.facts import PointFacts
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.selectors import uncertain_points
from infogo.points.services import Part, version_of
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.office.people import signed_in
from tests.office.points.asking import at, facts_of, queries, read, text_of

pytestmark = pytest.mark.django_db


def test_provinces_are_picked_in_the_order_of_names(client: Client, point: ServicePoint) -> None:
    for code, name in (("23", "ตราด"), ("76", "เพชรบุรี"), ("81", "กระบี่")):
        ProvinceFactory(code=code, name_th=name)
    for path in (reverse("office:points"), at("point_edit", point)):
        html = client.get(path).content.decode()
        options = re.findall(r'<option value="(?:23|76|81)"[^>]*>([^<]+)', html)
        assert options == ["กระบี่", "ตราด", "เพชรบุรี"], path


class TestList:
    def test_it_shows_hers_and_what_they_lack(self, client: Client, point: ServicePoint) -> None:
        ServicePointFactory(name_th="จุดของหน่วยงานอื่น")
        page = text_of(client.get(reverse("office:points")))
        assert "สำนักงานทดสอบ" in page
        assert "พิกัดโดยประมาณ: กลางอำเภอ" in page
        assert "ยังไม่มีเวลาทำการ" in page
        assert "ไม่มีคู่มือ" in page
        assert "จุดของหน่วยงานอื่น" not in page

    @pytest.mark.parametrize(
        ("query", "is_found"),
        [
            ({"q": "ทดสอบ สำนัก"}, True),
            ({"q": "เทศบาลตัวอย่าง"}, True),
            ({"q": "อื่น"}, False),
            ({"prov": "63"}, True),
            ({"prov": "10"}, False),
            ({"kind": "district_office", "status": "open"}, True),
            ({"kind": "land_office"}, False),
            ({"status": "closed"}, False),
            ({"lack": ["rough", "hours", "check", "nomanual"]}, True),
            ({"lack": "nopos"}, False),
            ({"agency": "999999"}, False),
        ],
    )
    def test_filters(
        self, client: Client, point: ServicePoint, query: dict[str, Any], is_found: bool
    ) -> None:
        page = client.get(reverse("office:points"), query)
        assert page.status_code == 200
        assert ("สำนักงานทดสอบ" in text_of(page)) is is_found

    def test_a_complete_point_lacks_nothing(self, client: Client, point: ServicePoint) -> None:
        PinFactory(manual=standard_manual(), point=point)
        today = bangkok_now().date()
        ServicePoint.objects.update(
            coordinate_quality=CoordinateQuality.OFFICE,
            hours_status=HoursStatus.CONFIRMED,
            checked_on=today,
        )
        for lack in ("nopos", "rough", "hours", "check", "nomanual"):
            page = text_of(client.get(reverse("office:points"), {"lack": lack}))
            assert "สำนักงานทดสอบ" not in page
        ServicePoint.objects.update(checked_on=today - timedelta(days=366))
        page = text_of(client.get(reverse("office:points"), {"lack": "check"}))
        assert "สำนักงานทดสอบ" in page

    def test_a_point_whose_manual_was_given_up_has_none(
        self, client: Client, point: ServicePoint
    ) -> None:
        manual = adoption(standard_manual(), point.agency)
        PinFactory(manual=manual, point=point)
        lacking = reverse("office:points"), {"lack": "nomanual"}
        assert "สำนักงานทดสอบ" not in text_of(client.get(*lacking))
        Manual.objects.filter(pk=manual.pk).update(status=ManualStatus.WITHDRAWN)
        assert "สำนักงานทดสอบ" in text_of(client.get(*lacking))

    def test_what_there_is_to_do_is_what_its_list_shows(
        self, client: Client, point: ServicePoint
    ) -> None:
        path = list_address(TARGETS[Work.UNCERTAIN])
        for changed, is_found in (
            ({"hours_status": HoursStatus.CONFIRMED, "lat": None, "lng": None}, True),
            ({"status": PointStatus.CLOSED}, False),
        ):
            ServicePoint.objects.filter(pk=point.pk).update(**changed)
            assert uncertain_points(ServicePoint.objects.all()).exists() is is_found
            assert ("สำนักงานทดสอบ" in text_of(client.get(path))) is is_found

    def test_a_long_list_costs_no_more_queries(self, client: Client, agency: Agency) -> None:
        counts = []
        for _ in range(2):
            for _ in range(6):
                ServicePointFactory(agency=agency)
            counts.append(queries(client, reverse("office:points")))
        assert counts[0] == counts[1]

    def test_hostile_words_do_no_harm(self, client: Client, point: ServicePoint) -> None:
        for value in ("9" * 30, "-1", "²", "\x00", "' OR 1=1", ""):
            for name in ("q", "prov", "agency", "kind", "status", "lack", "page"):
                answer = client.get(reverse("office:points"), {name: value})
                assert answer.status_code == 200, (name, value)

    def test_one_point_is_enough_to_enter(self, agency: Agency, point: ServicePoint) -> None:
        narrow = OfficerFactory(agency=agency)
        GrantFactory(officer=narrow, role=Role.POINT_EDITOR, only=[point])
        other = ServicePointFactory(agency=agency, name_th="จุดที่ไม่ใช่ของเธอ")
        client = signed_in(narrow)
        page = text_of(client.get(reverse("office:points")))
        assert "สำนักงานทดสอบ" in page
        assert "จุดที่ไม่ใช่ของเธอ" not in page
        assert "เพิ่มจุดให้บริการ" not in page
        assert client.get(reverse("office:point_new")).status_code == 403
        assert client.get(at("point_edit", other)).status_code == 404
        assert client.get(at("point_edit", point)).status_code == 200


class TestOverview:
    def test_it_says_what_is_missing_and_who_changed_it(
        self, client: Client, point: ServicePoint
    ) -> None:
        page = text_of(client.get(at("point", point)))
        assert "ยังขาด" in page
        assert "ยังไม่มีโทรศัพท์" in page
        assert "ยังไม่มีใครแก้ในระบบนี้" in page
        client.post(at("point_confirm", point))
        page = text_of(client.get(at("point", point)))
        assert "ตรวจล่าสุด" in page
        assert "ยืนยันว่าข้อมูลถูกต้อง" in page
        assert "ปราณี ทดสอบ" in page

    def test_that_manuals_hang_there_is_confirmed_and_taken_back(
        self, client: Client, point: ServicePoint
    ) -> None:
        assert "ยังไม่มีใครยืนยันว่าปิดประกาศคู่มือ" in text_of(client.get(at("point", point)))
        assert client.post(at("point_posted", point)).status_code == 302
        page = text_of(client.get(at("point", point)))
        assert "ยืนยันล่าสุด" in page and "ยืนยันว่าปิดประกาศคู่มือไว้ที่จุดนี้" in page
        client.post(at("point_posted", point), {"take_back": "1"})
        point.refresh_from_db()
        assert point.manuals_posted_on is None

    def test_who_only_looks_finds_no_way_to_change(
        self, agency: Agency, point: ServicePoint
    ) -> None:
        viewer = OfficerFactory(agency=agency)
        GrantFactory(officer=viewer, role=Role.VIEWER)
        client = signed_in(viewer)
        assert "แก้เวลาทำการ" not in text_of(client.get(at("point", point)))
        with nothing_changes():
            for name in ("edit", "position", "hours", "access", "status", "confirm", "posted"):
                assert client.post(at(f"point_{name}", point), {}).status_code == 403

    def test_a_long_history_costs_no_more_queries(
        self, client: Client, point: ServicePoint
    ) -> None:
        counts = []
        for _ in range(2):
            for _ in range(6):
                services.confirm_point(point_id=point.pk, actor="officer 1 ก")
                PinFactory(manual=standard_manual(), point=point)
            counts.append(queries(client, at("point", point)))
        assert counts[0] == counts[1]


class TestFacts:
    def test_citizens_see_the_change_at_once(self, client: Client, point: ServicePoint) -> None:
        public = Client()
        address = reverse("www:place", args=[point.pk])
        assert "สำนักงานทดสอบ" in text_of(public.get(address))
        sent = facts_of(point, name_th="สำนักงานใหม่", phones="055 511 111", province="63")
        done = client.post(at("point_edit", point), sent)
        assert done.status_code == 302
        page = text_of(public.get(address))
        assert "สำนักงานใหม่" in page
        assert "055-511-111" in page

    def test_a_mistake_keeps_what_was_typed(self, client: Client, point: ServicePoint) -> None:
        sent = facts_of(point, phones="โทรกลาง", name_th="ชื่อที่พิมพ์ไว้")
        with nothing_changes():
            answer = client.post(at("point_edit", point), sent)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "โทรกลาง" in page
        assert "ชื่อที่พิมพ์ไว้" in page
        assert 'href="#id_phones"' in page

    def test_the_form_sent_back_untouched_changes_nothing(
        self, client: Client, point: ServicePoint
    ) -> None:
        with nothing_changes():
            done = client.post(at("point_edit", point), facts_of(point))
        assert done.status_code == 302

    @pytest.mark.parametrize("value", ["\x00", "ก" * 5000, "<script>", "' OR 1=1 --"])
    def test_hostile_texts_do_no_harm(
        self, client: Client, point: ServicePoint, value: str
    ) -> None:
        for name in facts_of(point):
            answer = client.post(at("point_edit", point), facts_of(point, **{name: value}))
            assert answer.status_code in {302, 422}, name
            assert "<script>" not in text_of(client.get(at("point", point)))


class TestTwoPeople:
    def test_nothing_is_lost_and_she_decides(self, client: Client, point: ServicePoint) -> None:
        seen = version_of(point, Part.FACTS)
        other = PointFacts(name_th="ชื่อของมานะ", kind="district_office")
        services.save_facts(point_id=point.pk, facts=other, actor="officer 8 มานะ")
        services.confirm_point(point_id=point.pk, actor="officer 9 ชูใจ")  # changes nothing here
        sent = {**facts_of(point, name_th="ชื่อของปราณี"), "seen": seen}
        with nothing_changes():
            answer = client.post(at("point_edit", point), sent)
        assert answer.status_code == 409
        page = text_of(answer)
        assert "ชื่อของมานะ" in page
        assert "ชื่อของปราณี" in page
        assert "มานะ บันทึกข้อมูลส่วนนี้" in page
        hidden = dict(
            re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
        )
        again = client.post(at("point_edit", point), {**hidden, "again": "1"})
        assert again.status_code == 200
        assert "ชื่อของปราณี" in again.content.decode()
        assert read(point).name_th == "ชื่อของมานะ"
        assert client.post(at("point_edit", point), hidden).status_code == 302
        assert read(point).name_th == "ชื่อของปราณี"


class TestNew:
    def test_it_is_added_and_citizens_find_it(self, client: Client, agency: Agency) -> None:
        sent = {"agency": agency.pk, "name_th": "จุดใหม่เอี่ยม", "kind": "land_office"}
        done = client.post(reverse("office:point_new"), sent)
        made = ServicePoint.objects.get(name_th="จุดใหม่เอี่ยม")
        assert done.headers["Location"] == reverse("office:point", args=[made.pk])
        assert Client().get(reverse("www:place", args=[made.pk])).status_code == 200
        assert client.post(reverse("office:point_new"), sent).status_code == 422

    def test_not_for_somebody_elses_agency(self, client: Client) -> None:
        other = AgencyFactory(name_th="หน่วยงานเพื่อนบ้าน")
        sent = {"agency": other.pk, "name_th": "จุดใหม่", "kind": "land_office"}
        with nothing_changes():
            answer = client.post(reverse("office:point_new"), sent)
        assert answer.status_code == 422
        assert "หน่วยงานเพื่อนบ้าน" not in text_of(answer)
