"""The data of agencies in the workspace."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.agencies import services
from infogo.agencies.facts import AgencyFacts, written_codes, written_facts
from infogo.agencies.models import Agency
from infogo.agencies.services import Part, version_of
from infogo.core import audit
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, ProvinceFactory
from tests.office.people import administrator, central_officer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง", province=ProvinceFactory(code="63", name_th="ตาก"))


@pytest.fixture
def client(agency: Agency) -> Client:
    return signed_in(administrator(agency, whole_subtree=True))


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def at(name: str, agency: Agency) -> str:
    return reverse(f"office:{name}", args=[agency.pk])


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


class TestList:
    def test_it_shows_hers_and_finds_former_names(self, client: Client, agency: Agency) -> None:
        AgencyFactory(name_th="กรมที่ไม่ใช่ของเธอ")
        agency.former_names.create(name_th="สุขาภิบาลเก่า")
        page = text_of(client.get(reverse("office:agencies"), {"q": "สุขาภิบาล"}))
        assert "เทศบาลตัวอย่าง" in page
        assert "ยังไม่มีโทรศัพท์" in page
        assert "กรมที่ไม่ใช่ของเธอ" not in text_of(client.get(reverse("office:agencies")))

    def test_a_long_list_costs_no_more_queries(self, client: Client, agency: Agency) -> None:
        counts = []
        for _ in range(2):
            for _ in range(6):
                AgencyFactory(parent=agency)
            counts.append(queries(client, reverse("office:agencies")))
        assert counts[0] == counts[1]


class TestFacts:
    def test_citizens_see_the_change_at_once(self, client: Client, agency: Agency) -> None:
        public, address = Client(), reverse("www:agency", args=[agency.pk])
        assert "เทศบาลตัวอย่าง" in text_of(public.get(address))
        sent = {**written_facts(agency), "name_th": "เทศบาลเมืองใหม่", "phones": "055 511 111"}
        assert client.post(at("agency_edit", agency), sent).status_code == 302
        page = text_of(public.get(address))
        assert "เทศบาลเมืองใหม่" in page
        assert "055-511-111" in page
        assert "เทศบาลตัวอย่าง" in client.get(at("agency_edit", agency)).content.decode()

    def test_a_mistake_keeps_what_was_typed(self, client: Client, agency: Agency) -> None:
        sent = {**written_facts(agency), "phones": "โทรกลาง", "address": "ที่อยู่ที่พิมพ์ไว้"}
        with nothing_changes():
            answer = client.post(at("agency_edit", agency), sent)
        assert answer.status_code == 422
        assert "โทรกลาง" in answer.content.decode()
        assert "ที่อยู่ที่พิมพ์ไว้" in answer.content.decode()

    @pytest.mark.parametrize("value", ["\x00", "ก" * 9000, "<script>", "' OR 1=1 --"])
    def test_hostile_texts_do_no_harm(self, client: Client, agency: Agency, value: str) -> None:
        for name in written_facts(agency):
            sent = {**written_facts(agency), name: value}
            assert client.post(at("agency_edit", agency), sent).status_code in {302, 422}, name

    def test_two_people_and_nothing_lost(self, client: Client, agency: Agency) -> None:
        seen = version_of(agency, Part.FACTS)
        other = AgencyFacts(name_th="ชื่อของมานะ", former_names=("ชื่อเก่า",))
        services.save_facts(agency_id=agency.pk, facts=other, actor="officer 8 มานะ")
        export = {"verb": "download_export", "target": "agency", "target_id": agency.pk}
        with transaction.atomic():
            audit.record(actor="officer 9 ชูใจ", **export)
        sent = {**written_facts(agency), "name_th": "ชื่อของปราณี", "seen": seen}
        with nothing_changes():
            answer = client.post(at("agency_edit", agency), sent)
        assert answer.status_code == 409
        page = text_of(answer)
        assert "ชื่อของมานะ" in page
        assert "ชื่อของปราณี" in page
        assert "มานะ บันทึกข้อมูลส่วนนี้" in page
        assert "ดาวน์โหลดข้อมูลหน่วยงาน" in text_of(client.get(at("agency_edit", agency)))


def test_a_position_is_typed_and_shown(client: Client, agency: Agency) -> None:
    path = at("agency_position", agency)
    assert client.post(path, {"written": "16.8721, 99.1254"}).status_code == 302
    agency.refresh_from_db()
    assert agency.lat == 16.8721
    assert "16.872100, 99.125400" in client.get(path).content.decode()
    with nothing_changes():
        assert client.post(path, {"written": "13.7563, 100.5018"}).status_code == 422


def test_confirming(client: Client, agency: Agency) -> None:
    assert client.post(at("agency_confirm", agency)).status_code == 302
    assert "ตรวจล่าสุด" in text_of(client.get(at("agency_edit", agency)))


class TestCodes:
    def test_the_central_agency_changes_them(self, agency: Agency) -> None:
        client = signed_in(central_officer())
        sent = {**written_codes(agency), "dola7": "1234567"}
        assert client.post(at("agency_codes", agency), sent).status_code == 302
        assert "1234567" in text_of(client.get(at("agency_edit", agency)))
        with nothing_changes():
            assert client.post(at("agency_codes", agency), {"dola7": "12"}).status_code == 422

    def test_others_see_them_only(self, client: Client, agency: Agency) -> None:
        agency.codes.create(scheme="dola7", code="1234567")
        page = text_of(client.get(at("agency_edit", agency)))
        assert "1234567" in page
        assert "แก้รหัสหน่วยงาน" not in page
