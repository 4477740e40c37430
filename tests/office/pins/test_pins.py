"""Pinning through the pages without a script: choose, review, save, and what citizens see."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry
from infogo.manuals.models import Manual
from infogo.pins.models import Pin, SelectedPin
from infogo.points.models import ServicePoint
from tests.accounts.watching import nothing_changes
from tests.factories import (
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    adoption,
    standard_manual,
)
from tests.office.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def points(agency: Agency) -> list[ServicePoint]:
    tak = ProvinceFactory(code="63", name_th="ตาก")
    here = SubdistrictFactory(district__province=tak)
    there = SubdistrictFactory(district__province=ProvinceFactory(code="50", name_th="เชียงใหม่"))
    return [
        ServicePointFactory(
            agency=agency, name_th=f"จุดที่ {n:03}", subdistrict=here if n < 60 else there
        )
        for n in range(70)
    ]


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def ticked(answer: Any) -> list[int]:
    return [
        int(number)
        for number in re.findall(
            r'name="pick" id="\w+" value="(\d+)" checked', answer.content.decode()
        )
    ]


def hidden(answer: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found
    return found[1].replace("&amp;", "&")


def pick_path(record: Manual | ServicePoint, page: str = "") -> str:
    side = "manual" if isinstance(record, Manual) else "point"
    return reverse(f"office:{side}_pins{page}", args=[record.pk])


def send(client: Client, path: str, act: str, pick: Any = (), **fields: str) -> Any:
    """Send the form of a page of choosing as a browser does, from the page at ``path``."""
    shown = client.get(path)
    data = {"shown": hidden(shown, "shown"), "sent": hidden(shown, "sent"), "act": act, **fields}
    return client.post(path.split("?")[0], {**data, "pick": list(pick)})


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


class TestOneManualAtManyPoints:
    def test_the_whole_road_without_a_script(
        self, client: Client, manual: Manual, points: list[ServicePoint]
    ) -> None:
        path = pick_path(manual)
        PinFactory(manual=manual, point=points[0])
        PinFactory(manual=manual, point=points[1])
        assert ticked(client.get(path)) == [points[0].pk, points[1].pk]

        # Untick one and tick another here, look at the next page, then take a whole province.
        turned = send(client, path, "page-2", pick=[points[0].pk, points[2].pk])
        assert turned.headers["Location"] == f"{path}?&page=2"
        second = client.get(turned.headers["Location"])
        assert "จะปักเพิ่ม 1 จุด · จะนำออก 1 จุด" in text_of(second)
        filtered = send(client, f"{path}?page=2", "filter", prov="50", state="unpinned")
        assert filtered.headers["Location"] == f"{path}?prov=50&state=unpinned"
        all_of_it = send(client, filtered.headers["Location"], "all")
        assert len(ticked(client.get(all_of_it.headers["Location"]))) == 10

        to_review = send(
            client, all_of_it.headers["Location"], "review", pick=[p.pk for p in points]
        )
        review = client.get(to_review.headers["Location"])
        words = text_of(review)
        assert "จะปักเพิ่ม 11 จุด" in words
        assert "จะนำออก 1 จุด" in words
        assert "จุดที่ 001 (จ.ตาก · กรมตัวอย่าง)" in words
        assert Pin.objects.count() == 2

        saved = client.post(pick_path(manual, "_review"), {"version": hidden(review, "version")})
        assert saved.headers["Location"] == path
        wanted = {points[0].pk, points[2].pk, *(point.pk for point in points[60:])}
        assert set(Pin.objects.values_list("point_id", flat=True)) == wanted
        after = client.get(path)
        assert "ปักเพิ่ม 11 จุด นำออก 1 จุด บันทึกแล้ว ประชาชนเห็นทันที" in text_of(after)
        assert not SelectedPin.objects.exists()

        undone = client.post(pick_path(manual, "_undo"))
        assert undone.headers["Location"] == path
        assert set(Pin.objects.values_list("point_id", flat=True)) == {points[0].pk, points[1].pk}
        assert "ย้อนกลับการบันทึกนี้" not in text_of(client.get(path))

    def test_citizens_see_it_at_once(
        self, client: Client, manual: Manual, points: list[ServicePoint]
    ) -> None:
        public = Client()
        places, place = f"/manual/{manual.procedure_id}/places?prov=63", f"/place/{points[5].pk}"
        assert "จุดที่ 005" not in text_of(public.get(places))
        assert "ทำบัตรประชาชนใหม่" not in text_of(public.get(place))
        send(client, pick_path(manual), "filter", pick=[points[5].pk])
        review = client.get(pick_path(manual, "_review"))
        client.post(pick_path(manual, "_review"), {"version": hidden(review, "version")})
        assert "จุดที่ 005" in text_of(public.get(places))
        assert "ทำบัตรประชาชนใหม่" in text_of(public.get(place))

    def test_a_tick_is_answered_with_the_count(
        self, client: Client, manual: Manual, points: list[ServicePoint]
    ) -> None:
        answer = client.post(
            pick_path(manual),
            {"shown": str(points[3].pk), "pick": str(points[3].pk), "sent": ""},
            headers={"HX-Request": "true"},
        )
        assert answer.status_code == 200
        assert text_of(answer).strip() == "ปักอยู่ 0 จุด · จะปักเพิ่ม 1 จุด · ยังไม่ได้บันทึก"

    def test_a_review_that_grew_old_is_shown_again(
        self, client: Client, manual: Manual, points: list[ServicePoint]
    ) -> None:
        send(client, pick_path(manual), "filter", pick=[points[0].pk])
        old = hidden(client.get(pick_path(manual, "_review")), "version")
        send(client, pick_path(manual), "filter", pick=[points[0].pk, points[1].pk])
        with nothing_changes():
            answer = client.post(pick_path(manual, "_review"), {"version": old})
        assert answer.status_code == 422
        assert "ตรวจทานอีกครั้ง" in text_of(answer)
        assert "จะปักเพิ่ม 2 จุด" in text_of(answer)

    def test_a_tick_that_arrives_late_and_says_the_same_makes_no_review_old(
        self, client: Client, manual: Manual, points: list[ServicePoint]
    ) -> None:
        send(client, pick_path(manual), "filter", pick=[points[0].pk])
        review = client.get(pick_path(manual, "_review"))
        send(client, pick_path(manual), "filter", pick=[points[0].pk])
        client.post(pick_path(manual, "_review"), {"version": hidden(review, "version")})
        assert Pin.objects.get().point == points[0]

    def test_what_she_picked_can_be_dropped(
        self, client: Client, manual: Manual, points: list[ServicePoint]
    ) -> None:
        PinFactory(manual=manual, point=points[0])
        send(client, pick_path(manual), "none")
        assert "จะนำออก 1 จุด" in text_of(client.get(pick_path(manual)))
        send(client, pick_path(manual), "clear")
        assert ticked(client.get(pick_path(manual))) == [points[0].pk]

    @pytest.mark.parametrize(
        "query",
        ["q=%00", "prov=%00", "page=999999999", "page=๙", "kind=" + "x" * 500, "state=nothing"],
    )
    def test_strange_addresses_are_answered(
        self, client: Client, manual: Manual, query: str
    ) -> None:
        assert client.get(f"{pick_path(manual)}?{query}").status_code == 200
        assert client.get(f"{pick_path(manual, '_facts')}?{query}").status_code == 200
        assert client.get(f"/office/pins/?{query}").status_code == 200

    def test_strange_forms_are_answered(self, client: Client, manual: Manual) -> None:
        odd = {
            "shown": "1,x,-3,²,99999999999999999999",
            "pick": ["x", "\x00"],
            "sent": "q=%00&page=x",
        }
        endless = f"page-{'9' * 5000}"
        for act in ("", "all", "none", "page-x", endless, "page-\r\nX: y", "review", "filter"):
            assert client.post(pick_path(manual), {**odd, "act": act}).status_code == 302


class TestOnePointForManyManuals:
    def test_it_takes_in_standards_and_its_own(
        self, client: Client, agency: Agency, manual: Manual, points: list[ServicePoint]
    ) -> None:
        other = standard_manual(name_th="จดทะเบียนรถ")
        local = adoption(standard_manual(name_th="ขออนุญาตก่อสร้าง"), agency)
        path = pick_path(points[0])
        page = text_of(client.get(path))
        assert "จดทะเบียนรถ" in page
        assert page.count("ขออนุญาตก่อสร้าง") == 1
        send(client, path, "filter", pick=[manual.pk, other.pk, local.pk])
        review = client.get(pick_path(points[0], "_review"))
        assert "จะปักเพิ่ม 3 เรื่อง" in text_of(review)
        client.post(pick_path(points[0], "_review"), {"version": hidden(review, "version")})
        assert set(Pin.objects.values_list("manual_id", flat=True)) == {
            manual.pk,
            other.pk,
            local.pk,
        }
        own = text_of(client.get(f"{path}?kind=own"))
        assert "จดทะเบียนรถ" not in own
        assert AuditEntry.objects.get(verb="change_pins").target == "point"

    def test_an_editor_of_one_point_pins_there(self, agency: Agency, manual: Manual) -> None:
        point, other = (ServicePointFactory(agency=agency) for _ in range(2))
        officer = OfficerFactory(agency=agency)
        GrantFactory(officer=officer, role=Role.POINT_EDITOR, only=[point])
        client = signed_in(officer)
        assert client.get(pick_path(other)).status_code == 404
        assert client.get(pick_path(manual)).status_code == 404
        assert "ทำบัตรประชาชนใหม่" in text_of(client.get(pick_path(point)))


class TestWhereItBegins:
    def test_it_lists_what_is_missing_and_old(
        self, client: Client, agency: Agency, manual: Manual
    ) -> None:
        pinned = PinFactory(manual=standard_manual(owner=agency), point__agency=agency)
        Manual.objects.filter(pk=pinned.manual_id).update()
        pinned.procedure.point_count = 1
        pinned.procedure.save()
        empty = ServicePointFactory(agency=agency, name_th="จุดว่าง")
        standard_manual(name_th="เรื่องของหน่วยงานอื่น")
        page = text_of(client.get("/office/pins/"))
        assert "คู่มือที่ไม่มีจุดให้บริการ (1)" in page
        assert "จุดที่ไม่มีคู่มือ (1)" in page
        assert "หมุดที่ไม่ได้ยืนยันเกิน 12 เดือน (1)" in page
        assert manual.procedure.name_th in page
        assert "เรื่องของหน่วยงานอื่น" not in page
        assert empty.name_th in text_of(client.get("/office/pins/?list=no-manual"))
        path = "/office/pins/?list=unconfirmed"
        assert client.post(path, {"pick": pinned.pk}).status_code == 302
        assert "หมุดที่ไม่ได้ยืนยันเกิน 12 เดือน (0)" in text_of(client.get(path))

    def test_every_row_is_read_once_page_by_page(
        self, client: Client, points: list[ServicePoint]
    ) -> None:
        path, seen = "/office/pins/?list=no-manual", []
        while path:
            answer = client.get(path)
            seen += re.findall(r"จุดที่ \d{3}", answer.content.decode())
            found = re.search(r'href="([^"]+)"><span>ดูรายการถัดไป', answer.content.decode())
            path = found[1].replace("&amp;", "&") if found else ""
        assert sorted(seen) == sorted(point.name_th for point in points)

    def test_an_officer_without_business_is_sent_away(self, agency: Agency) -> None:
        officer = OfficerFactory(agency=agency)
        GrantFactory(officer=officer, role=Role.VIEWER)
        viewer = signed_in(officer)
        assert viewer.get("/office/pins/").status_code == 403
        assert "ปักหมุด" not in text_of(viewer.get("/office/"))


def test_long_lists_cost_no_more_queries(client: Client, agency: Agency, manual: Manual) -> None:
    start = ServicePointFactory(agency=agency)

    def more() -> None:
        for _ in range(5):
            PinFactory(manual=manual, point__agency=agency)
            ServicePointFactory(agency=agency)
            PinFactory(manual=standard_manual(owner=agency), point=start)
            standard_manual(owner=agency)

    paths = [
        f"/office/pins/?list={name}"
        for name in ("no-point", "no-manual", "unconfirmed", "manuals", "points")
    ]
    paths += [pick_path(record, page) for record in (manual, start) for page in ("", "_facts")]
    more()
    for record in (manual, start):
        send(client, pick_path(record), "all")
    paths += [pick_path(record, "_review") for record in (manual, start)]
    few = [queries(client, path) for path in paths]
    more()
    for record in (manual, start):
        send(client, pick_path(record), "all")
    assert [queries(client, path) for path in paths] == few
