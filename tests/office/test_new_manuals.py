"""Beginning a manual: adopting, from a copy, as a new procedure; and who may."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry
from infogo.editing.models import Draft
from infogo.manuals import services
from infogo.manuals.content import LocalOverrides
from infogo.manuals.models import Manual, ManualRevision, Procedure, ProcedureStatus
from infogo.office.pages.new_manual import FOUND_SHOWN
from infogo.taxonomy.models import Topic, VocabularyTerm
from tests.accounts.watching import nothing_changes
from tests.factories import (
    ACTOR,
    AgencyFactory,
    GrantFactory,
    TopicFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.office.people import signed_in

pytestmark = pytest.mark.django_db
NEW, BLANK = "/office/manuals/new", "/office/manuals/new/blank"


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง", kind="municipality")


@pytest.fixture
def editor(agency: Agency) -> Officer:
    return GrantFactory(role=Role.MANUAL_EDITOR, agency=agency, officer__agency=agency).officer


@pytest.fixture
def client(editor: Officer) -> Client:
    return signed_in(editor)


@pytest.fixture
def topic() -> Topic:
    for vocabulary, code in (("service_type", "permit"), ("service_category", "trade")):
        VocabularyTerm.objects.create(
            vocabulary=vocabulary, code=code, label_th=code, effective_from="2020-01-01"
        )
    return TopicFactory()


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def queries(client: Client, path: str) -> int:
    client.get(path)  # the first request of a session also moves its end on
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def adopt_path(standard: Manual) -> str:
    return reverse("office:manual_adopt", args=[standard.procedure_id])


class TestChoosing:
    def test_what_agencies_of_the_same_kind_adopted_is_offered(
        self, client: Client, agency: Agency
    ) -> None:
        sister = AgencyFactory(kind="municipality")
        market = standard_manual(name_th="ขอเปิดตลาด")
        adoption(market, sister)
        standard_manual(name_th="ทำพาสปอร์ต")
        page = text_of(client.get(NEW))
        assert "ขอเปิดตลาด" in page
        assert "ทำพาสปอร์ต" not in page
        assert "ทำพาสปอร์ต" in text_of(client.get(NEW, {"q": "พาส"}))
        adoption(market, agency)
        assert "คุณมีคู่มือทุกเรื่อง" in text_of(client.get(NEW))
        assert "ไม่พบคู่มือ" in text_of(client.get(NEW, {"q": "ตลาด"}))

    def test_what_is_not_public_or_her_own_is_not_offered(
        self, client: Client, agency: Agency
    ) -> None:
        ended = standard_manual(name_th="ตลาดเก่า")
        services.withdraw_procedure(procedure=ended.procedure, reason="เลิก", actor=ACTOR)
        own = Procedure.objects.get(pk=standard_manual(name_th="ตลาดของเรา").procedure_id)
        Manual.objects.filter(procedure=own).update(agency=agency)
        page = text_of(client.get(NEW, {"q": "ตลาด"}))
        assert "ไม่พบคู่มือ" in page

    def test_a_long_list_is_cut_and_costs_no_more_queries(self, client: Client) -> None:
        counts = []
        for _ in range(2):
            for number in range(FOUND_SHOWN + 5):
                standard_manual(name_th=f"ขอเปิดตลาด {number}")
            counts.append(queries(client, f"{NEW}?q=ตลาด"))
        assert counts[0] == counts[1] <= 12
        page = text_of(client.get(NEW, {"q": "ตลาด"}))
        assert page.count("ใช้เป็นต้นแบบของเรื่องใหม่") == FOUND_SHOWN
        assert "มีอีก" in page

    def test_several_agencies_are_asked_for_first(self) -> None:
        ministry = AgencyFactory(name_th="กระทรวงตัวอย่าง")
        below = AgencyFactory(name_th="กรมในสังกัด", parent=ministry)
        client = signed_in(GrantFactory(agency=ministry, whole_subtree=True).officer)
        page = text_of(client.get(NEW))
        assert "เลือกหน่วยงาน" in page
        assert "กรมในสังกัด" in page
        assert "กรมในสังกัด" not in text_of(client.get(NEW, {"office": "กระทรวง"}))
        assert "ค้นเรื่องที่หน่วยงานให้บริการ" in text_of(client.get(NEW, {"agency": below.pk}))
        for wrong in (AgencyFactory().pk, "9" * 30, "x", "\x00"):
            assert "เลือกหน่วยงาน" in text_of(client.get(NEW, {"agency": wrong, "office": "\x00"}))

    def test_an_officer_of_some_manuals_begins_none(self, agency: Agency) -> None:
        manual = adoption(standard_manual(), agency)
        client = signed_in(GrantFactory(agency=agency, only=[manual]).officer)
        for path in (NEW, BLANK, adopt_path(standard_manual())):
            assert client.get(path).status_code == 403


class TestAdopting:
    def test_as_it_is(self, client: Client, agency: Agency) -> None:
        standard = standard_manual(name_th="ขอเปิดตลาด")
        assert "ประชาชนเห็นทันที" in text_of(client.get(adopt_path(standard)))
        answer = client.post(adopt_path(standard), {"then": "follow"})
        manual = Manual.objects.get(agency=agency)
        assert answer.headers["Location"] == reverse("office:manual", args=[manual.pk])
        assert manual.standard == standard
        assert not Draft.objects.exists()
        assert ManualRevision.objects.filter(manual=manual).count() == 0
        assert AuditEntry.objects.filter(verb="adopt", target_id=manual.pk).exists()

    def test_and_writing_at_once(self, client: Client, agency: Agency) -> None:
        answer = client.post(adopt_path(standard_manual()), {"then": "write"})
        draft = Draft.objects.get(manual__agency=agency)
        assert answer.headers["Location"] == reverse("office:draft", args=[draft.pk])
        assert not draft.sections.exists()

    def test_from_a_neighbours_text(self, client: Client, agency: Agency) -> None:
        standard = standard_manual()
        other = adoption(standard, AgencyFactory(name_th="เทศบาลข้างเคียง"))
        services.publish_overrides(
            manual=other, overrides=LocalOverrides(remark="เปิดถึงเที่ยง"), actor=ACTOR
        )
        assert "สำเนาของเทศบาลข้างเคียง" in text_of(client.get(adopt_path(standard)))
        client.post(adopt_path(standard), {"then": "write", "copy": other.pk})
        section = Draft.objects.get(manual__agency=agency).sections.get()
        assert section.values == {"remark": "เปิดถึงเที่ยง"}

    def test_a_text_of_another_procedure_is_no_copy(self, client: Client, agency: Agency) -> None:
        elsewhere = adoption(standard_manual())
        client.post(adopt_path(standard_manual()), {"then": "write", "copy": elsewhere.pk})
        assert not Draft.objects.get(manual__agency=agency).sections.exists()

    def test_twice_is_not_found(self, client: Client, agency: Agency) -> None:
        standard = standard_manual()
        adoption(standard, agency)
        with nothing_changes():
            assert client.get(adopt_path(standard)).status_code == 404
            assert client.post(adopt_path(standard)).status_code == 404

    def test_for_a_neighbour_is_refused(self, client: Client) -> None:
        path, neighbour = adopt_path(standard_manual()), AgencyFactory()
        with nothing_changes():
            refused = client.post(path, {"agency": neighbour.pk})
        assert refused.status_code == 403
        assert Manual.objects.count() == 1


class TestBlank:
    def filled(self, topic: Topic, **given: Any) -> dict[str, Any]:
        return {
            "name": "ขอเลี้ยงช้าง",
            "official_name": "การอนุญาตเลี้ยงช้าง",
            "topic": topic.pk,
            "service_type": "permit",
            "category": "trade",
            **given,
        }

    def test_it_begins_what_citizens_do_not_see(
        self, client: Client, agency: Agency, topic: Topic
    ) -> None:
        answer = client.post(BLANK, self.filled(topic), follow=True)
        procedure = Procedure.objects.get()
        assert (procedure.status, procedure.owner) == (ProcedureStatus.DRAFT, agency)
        page = text_of(answer)
        assert "ประชาชนยังไม่เห็น" in page
        assert "ยังไม่เขียน" in page
        assert "ข้อ 1, 3, 4 และ 6) กรอกตอนเริ่มเรื่องแล้ว" in page
        assert "ขอเลี้ยงช้าง" in page
        assert client.get(reverse("www:manual", args=[procedure.pk])).status_code == 404

    def test_from_a_copy(self, client: Client, topic: Topic) -> None:
        source = standard_manual(content=manual_content(remark="ต้นแบบ"), name_th="ขอเลี้ยงม้า")
        assert "ขอเลี้ยงม้า" in text_of(client.get(BLANK, {"copy": source.pk}))
        client.post(BLANK, self.filled(topic, copy=source.pk))
        draft = Draft.objects.get()
        assert draft.sections.get(section="remark").values == {"remark": "ต้นแบบ"}

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"name": ""}, "ใส่ชื่อที่ประชาชนเรียก"),
            ({"name": "ก" * 301}, "300"),
            ({"official_name": "ช้าง\x00"}, "."),
            ({"topic": "9" * 30}, "."),
            ({"service_type": "nothing"}, "."),
            ({"official_name": "การอนุญาตเลี้ยงม้า"}, "มีกระบวนงานชื่อทางราชการนี้แล้ว"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept_as_typed(
        self, client: Client, topic: Topic, wrong: dict[str, str], said: str
    ) -> None:
        standard_manual(official_name_th="การอนุญาตเลี้ยงม้า")
        with nothing_changes():
            answer = client.post(BLANK, {**self.filled(topic), **wrong})
        assert answer.status_code == 422
        problems = answer.content.decode().split('id="wrong"')[1].split("</ul>")[0]
        assert re.search(said, problems)
        assert Procedure.objects.count() == 1
        if "name" not in wrong:
            assert 'value="ขอเลี้ยงช้าง"' in answer.content.decode()
