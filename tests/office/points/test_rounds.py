"""Rounds of a mobile unit in the workspace: announced, changed, cancelled, kept as typed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now, short_date
from infogo.points.models import MOBILE_UNIT, PointStatus, ServicePoint
from infogo.rounds.models import Round
from tests.accounts.watching import nothing_changes
from tests.factories import (
    GrantFactory,
    OfficerFactory,
    PinFactory,
    RoundFactory,
    standard_manual,
)
from tests.office.people import signed_in
from tests.office.points.asking import at, queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(point: ServicePoint) -> ServicePoint:
    point.kind = MOBILE_UNIT
    point.save()
    return point


def sent(**changed: Any) -> dict[str, Any]:
    day = bangkok_now().date() + timedelta(days=7)
    good = {
        "first_on": short_date(day), "opens": "9.00", "closes": "15.00", "place": "วัดหนองบัว",
        "province": "63", "district": "เมืองตาก", "takes": "all",
    }  # fmt: skip
    return {**good, **changed}


def of_round(name: str, held: Round) -> str:
    return reverse(f"office:{name}", args=[held.point_id, held.pk])


class TestAnnouncing:
    def test_a_round_is_announced_and_listed(self, client: Client, unit: ServicePoint) -> None:
        assert "ยังไม่มีรอบที่ประกาศ" in text_of(client.get(at("point", unit)))
        answer = client.post(at("round_new", unit), sent(), follow=True)
        assert answer.redirect_chain[-1][0] == at("rounds", unit)
        assert "ประชาชนเห็นทันที" in text_of(answer)
        assert "วัดหนองบัว" in text_of(answer)
        made = Round.objects.get()
        assert (made.province_id, made.district_id) == ("63", "6301")
        overview = text_of(client.get(at("point", unit)))
        assert "กำลังออกหน่วย 1 รอบ" in overview
        assert "เพิ่มรอบออกหน่วย" in overview

    def test_all_that_is_wrong_is_told_and_what_was_typed_stays(
        self, client: Client, unit: ServicePoint
    ) -> None:
        with nothing_changes():
            answer = client.post(
                at("round_new", unit),
                sent(first_on="1 มกราคม 2560", closes="8.00", place="", note="นำบัตรมาด้วย"),
            )
        assert answer.status_code == 422
        text = text_of(answer)
        for words in ("ผ่านไปแล้ว ตรวจวันและปี พ.ศ.", "เวลาเลิกต้องอยู่หลังเวลาเริ่ม", "ใส่สถานที่"):
            assert words in text
        page = answer.content.decode()
        assert 'value="1 มกราคม 2560"' in page
        assert 'value="นำบัตรมาด้วย"' in page
        assert 'href="#id_place"' in page

    def test_a_position_in_another_province_needs_a_tick(
        self, client: Client, unit: ServicePoint
    ) -> None:
        bangkok = sent(position="13.7563, 100.5018")
        with nothing_changes():
            answer = client.post(at("round_new", unit), bangkok)
        assert 'name="sure"' in answer.content.decode()
        assert client.post(at("round_new", unit), {**bangkok, "sure": "on"}).status_code == 302
        assert Round.objects.get().lat == 13.7563

    def test_only_some_services_are_taken_along(self, client: Client, unit: ServicePoint) -> None:
        taken, other = standard_manual(), standard_manual()
        for manual in (taken, other):
            PinFactory(manual=manual, point=unit)
        with nothing_changes():
            answer = client.post(at("round_new", unit), sent(takes="some"))
        assert "ติ๊กอย่างน้อยหนึ่งเรื่อง" in text_of(answer)
        with nothing_changes():
            unknown = sent(takes="some", services=["999999"])
            assert client.post(at("round_new", unit), unknown).status_code == 422
        chosen = sent(takes="some", services=[str(taken.procedure_id)])
        assert client.post(at("round_new", unit), chosen).status_code == 302
        assert Round.objects.get().procedures == [taken.procedure_id]
        assert f"รับ {taken.procedure.name_th}" in text_of(client.get(at("rounds", unit)))

    def test_services_ticked_beside_all_do_not_narrow_it(
        self, client: Client, unit: ServicePoint
    ) -> None:
        manual = standard_manual()
        PinFactory(manual=manual, point=unit)
        both = sent(services=[str(manual.procedure_id)])
        assert client.post(at("round_new", unit), both).status_code == 302
        assert Round.objects.get().procedures == []

    def test_a_past_round_is_announced_once_more(self, client: Client, unit: ServicePoint) -> None:
        past = RoundFactory(
            point=unit, first_on=bangkok_now().date() - timedelta(days=30), place="วัดเดิม"
        )
        assert "รอบที่ผ่านไปแล้ว" in text_of(client.get(at("rounds", unit)))
        page = client.get(f"{at('round_new', unit)}?like={past.pk}").content.decode()
        assert 'value="วัดเดิม"' in page
        assert 'id="id_first_on"' in page
        assert short_date(past.first_on) not in page

    def test_an_office_has_no_rounds(self, client: Client, point: ServicePoint) -> None:
        assert "รอบออกหน่วย" not in text_of(client.get(at("point", point)))
        with nothing_changes():
            answer = client.post(at("round_new", point), sent())
        assert answer.status_code == 422
        assert "หน่วยบริการเคลื่อนที่" in text_of(answer)


class TestChanging:
    def test_a_round_is_changed(self, client: Client, unit: ServicePoint) -> None:
        held: Round = RoundFactory(point=unit, place="วัดเดิม", province=unit.province)
        assert 'value="วัดเดิม"' in client.get(of_round("round_edit", held)).content.decode()
        changed = sent(place="โรงเรียน")
        assert client.post(of_round("round_edit", held), changed).status_code == 302
        held.refresh_from_db()
        assert held.place == "โรงเรียน"

    def test_who_was_slower_is_told_and_may_save_again(
        self, client: Client, unit: ServicePoint
    ) -> None:
        held: Round = RoundFactory(point=unit, province=unit.province)
        late = sent(place="โรงเรียน", seen="0123456789abcdef")
        with nothing_changes():
            answer = client.post(of_round("round_edit", held), late)
        assert answer.status_code == 422
        assert "มีคนแก้รอบนี้" in text_of(answer)
        assert 'value="โรงเรียน"' in answer.content.decode()
        seen = re.search(r'name="seen" value="(\w{16})"', answer.content.decode())
        assert seen
        again = client.post(of_round("round_edit", held), {**late, "seen": seen[1]})
        assert again.status_code == 302

    def test_a_round_is_cancelled_with_a_reason(self, client: Client, unit: ServicePoint) -> None:
        held: Round = RoundFactory(point=unit)
        path = of_round("round_cancel", held)
        assert client.get(path).status_code == 200
        with nothing_changes():
            assert client.post(path, {"reason": ""}).status_code == 422
            assert client.post(path, {"reason": "ฝน"}).status_code == 422
        old = {"reason": "ทางเข้าน้ำท่วม", "seen": "0" * 16}
        with nothing_changes():
            changed = client.post(path, old)
        assert "ดูวันและสถานที่ล่าสุด" in text_of(changed)
        seen = re.search(r'name="seen" value="(\w+)"', changed.content.decode())
        assert seen is not None
        done = client.post(path, {**old, "seen": seen[1]}, follow=True)
        assert "ทางเข้าน้ำท่วม" in text_of(done)
        held.refresh_from_db()
        assert held.is_cancelled
        with nothing_changes():
            answer = client.post(path, {"reason": "อีกครั้งหนึ่ง"})
        assert "ยกเลิกแล้ว" in text_of(answer)

    def test_a_round_is_changed_at_its_own_point_only(
        self, client: Client, unit: ServicePoint
    ) -> None:
        elsewhere: Round = RoundFactory()
        for name in ("round_edit", "round_cancel"):
            path = reverse(f"office:{name}", args=[unit.pk, elsewhere.pk])
            with nothing_changes():
                assert client.post(path, sent(reason="ทดสอบการปฏิเสธ")).status_code == 404

    def test_a_unit_that_moved_takes_no_new_rounds(
        self, client: Client, unit: ServicePoint
    ) -> None:
        new = f'href="{at("round_new", unit)}"'
        assert new in client.get(at("rounds", unit)).content.decode()
        ServicePoint.objects.filter(pk=unit.pk).update(status=PointStatus.CLOSED)
        for name in ("rounds", "point"):
            assert new not in client.get(at(name, unit)).content.decode()


class TestRights:
    def test_others_do_not_reach_it(self, unit: ServicePoint) -> None:
        held: Round = RoundFactory(point=unit)
        stranger = OfficerFactory()
        GrantFactory(officer=stranger, role=Role.POINT_EDITOR)
        client = signed_in(stranger)
        for path in (at("rounds", unit), at("round_new", unit), of_round("round_edit", held)):
            assert client.get(path).status_code == 404
        with nothing_changes():
            answer = client.post(of_round("round_cancel", held), {"reason": "ไม่ใช่ของฉัน"})
        assert answer.status_code == 404

    def test_who_may_only_read_sees_no_way_to_change(
        self, unit: ServicePoint, officer: Officer
    ) -> None:
        held: Round = RoundFactory(point=unit)
        reader = OfficerFactory(agency=unit.agency)
        GrantFactory(officer=reader, role=Role.VIEWER)
        client = signed_in(reader)
        page = client.get(at("rounds", unit)).content.decode()
        assert held.place in page
        assert at("round_new", unit) not in page
        assert client.get(at("round_new", unit)).status_code == 403

    def test_whoever_answers_for_one_point_alone_may(self, unit: ServicePoint) -> None:
        narrow = OfficerFactory(agency=unit.agency)
        GrantFactory(officer=narrow, role=Role.POINT_EDITOR, only=[unit])
        assert signed_in(narrow).post(at("round_new", unit), sent()).status_code == 302


def test_more_rounds_are_no_more_queries(client: Client, unit: ServicePoint) -> None:
    RoundFactory(point=unit)
    first = queries(client, at("rounds", unit))
    for ahead in range(5):
        RoundFactory(point=unit, first_on=bangkok_now().date() + timedelta(days=ahead))
    assert queries(client, at("rounds", unit)) == first
