"""Beside the inbox: ready texts, improvements, the table, and the first page."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from infogo.accounts.models import Officer
from infogo.core.models import AuditEntry
from infogo.manuals import services as manual_services
from infogo.manuals.models import Manual
from infogo.office.pages import rating_table
from infogo.office.views import ratings as views
from infogo.ratings.models import Improvement, Rating, RatingState, ReplyTemplate, Suspicion
from infogo.ratings.ready_texts import MOST_OF_AN_AGENCY, STARTERS
from tests.accounts.watching import nothing_changes
from tests.factories import (
    ACTOR,
    AgencyFactory,
    PinFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.office.people import signed_in
from tests.office.ratings.at_work import Office, handler, open_office
from tests.office.test_pages import queries, text_of
from tests.office.test_todo import lines
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db
READY = "/office/ratings/ready/"
TOLD = "/office/ratings/improvements/"
TABLE = "/office/ratings/table"


@pytest.fixture
def office() -> Office:
    return open_office()


class TestReadyTexts:
    def write(self, office: Office, **sent: str) -> Any:
        data = {"title": "ขอบคุณ", "text": "ขอบคุณที่บอกเรา"} | sent
        return office.client.post(f"{READY}of/{office.agency.pk}/new", data)

    def test_written_changed_and_removed(self, office: Office) -> None:
        assert self.write(office).status_code == 302
        text = ReplyTemplate.objects.get()
        assert "ขอบคุณที่บอกเรา" in text_of(office.client.get(READY))
        office.client.post(f"{READY}{text.pk}", {"title": "ขอบคุณมาก", "text": "ใหม่"})
        text.refresh_from_db()
        assert (text.title, text.text) == ("ขอบคุณมาก", "ใหม่")
        assert text.changed_by == office.officer.audit_name
        office.client.post(f"{READY}{text.pk}/remove")
        assert not ReplyTemplate.objects.exists()
        assert AuditEntry.objects.filter(verb="remove_reply_template").exists()

    def test_a_title_is_good_once(self, office: Office) -> None:
        self.write(office)
        with nothing_changes():
            answer = self.write(office, text="อีกข้อความ")
        assert answer.status_code == 422
        assert "มีข้อความชื่อนี้แล้ว" in text_of(answer)
        assert "อีกข้อความ" in text_of(answer)

    def test_there_is_an_end(self, office: Office) -> None:
        ReplyTemplate.objects.bulk_create(
            ReplyTemplate(agency=office.agency, title=f"ข้อความ {number}", text="x")
            for number in range(MOST_OF_AN_AGENCY)
        )
        with nothing_changes():
            assert "ลบข้อความที่ไม่ใช้ก่อน" in text_of(self.write(office))

    def test_an_empty_list_offers_texts_to_begin_with(self, office: Office) -> None:
        assert "เริ่มจากข้อความตั้งต้น" in text_of(office.client.get(READY))
        office.client.post(f"{READY}of/{office.agency.pk}/starters")
        office.client.post(f"{READY}of/{office.agency.pk}/starters")
        assert ReplyTemplate.objects.filter(agency=office.agency).count() == len(STARTERS)

    def test_who_answers_for_one_point_uses_and_does_not_change_them(self, office: Office) -> None:
        self.write(office)
        text = ReplyTemplate.objects.get()
        client = signed_in(handler(office.agency, only=[office.point]))
        with nothing_changes():
            assert client.get(READY).status_code == 403
            assert client.post(f"{READY}{text.pk}", {"title": "x", "text": "x"}).status_code == 404
        made = office.rated(comment="ช้า")
        assert "ขอบคุณ</option>" in client.get(f"/office/ratings/{made.pk}").content.decode()
        assert READY not in client.get("/office/ratings/").content.decode()

    def test_other_agencies_of_hers_can_be_chosen(self, office: Office) -> None:
        below = AgencyFactory(name_th="กองทะเบียน", parent=office.agency)
        head = handler(office.agency, whole_subtree=True)
        client = signed_in(head)
        assert "กองทะเบียน" in text_of(client.get(READY))
        assert "ของกองทะเบียน" in text_of(client.get(f"{READY}?agency={below.pk}"))
        assert office.client.get(f"{READY}?agency={below.pk}").status_code == 404


class TestImprovements:
    @pytest.fixture
    def twice(self, office: Office) -> Manual:
        manual_services.publish_standard(
            manual=office.manual, content=manual_content(remark="ไม่ใช้สำเนา"), actor=ACTOR
        )
        return office.manual

    def test_it_names_the_edition_and_its_words(self, office: Office, twice: Manual) -> None:
        page = text_of(office.client.get(f"{TOLD}new/{twice.pk}"))
        assert "ฉบับที่ 2" in page
        assert "ฉบับที่ 1" in page
        sent = {"theme": "ถูกขอสำเนา", "change": "เลิกขอสำเนาแล้ว", "revision": "2"}
        assert office.client.post(f"{TOLD}new/{twice.pk}", sent).status_code == 302
        told = Improvement.objects.get()
        assert (told.manual, told.agency, told.revision_number) == (twice, office.agency, 2)
        listed = office.client.get(TOLD).content.decode()
        href = f"/office/manuals/{twice.pk}/compare?from=1&amp;to=2"
        assert href in listed
        compared = text_of(office.client.get(href.replace("&amp;", "&")))
        assert "ไม่ใช้สำเนา" in compared

    def test_citizens_read_it_beside_the_ratings_with_the_words_that_changed(
        self, office: Office, twice: Manual
    ) -> None:
        sent = {"theme": "ถูกขอสำเนา", "change": "เลิกขอสำเนาแล้ว", "revision": "2"}
        office.client.post(f"{TOLD}new/{twice.pk}", sent)
        citizen = Client()
        page = citizen.get(f"/manual/{twice.procedure_id}/ratings").content.decode()
        href = f"/manual/{twice.procedure_id}/v/2/changes"
        assert "เลิกขอสำเนาแล้ว" in page
        assert f'href="{href}"' in page
        assert "ไม่ใช้สำเนา" in text_of(citizen.get(href))
        address = f"{TOLD}{Improvement.objects.get().pk}/withdraw"
        office.client.post(address)
        page = citizen.get(f"/manual/{twice.procedure_id}/ratings").content.decode()
        assert "เลิกขอสำเนาแล้ว" not in page

    def test_what_changed_may_be_the_service_alone(self, office: Office) -> None:
        sent = {"theme": "รอนาน", "change": "เพิ่มสองช่อง", "revision": "0"}
        office.client.post(f"{TOLD}new/{office.manual.pk}", sent)
        assert Improvement.objects.get().revision_number is None

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            ({"theme": "", "change": "ข", "revision": "1"}, "ใส่ประชาชนบอกว่า"),
            ({"theme": "ก", "change": "ข", "revision": "9"}, "เลือกฉบับของคู่มือ"),
            ({"theme": "ก" * 301, "change": "ข", "revision": "1"}, "ไม่เกิน 300 ตัวอักษร"),
        ],
    )
    def test_refusals_say_what_to_do(
        self, office: Office, sent: dict[str, str], words: str
    ) -> None:
        with nothing_changes():
            answer = office.client.post(f"{TOLD}new/{office.manual.pk}", sent)
        assert answer.status_code == 422
        assert words in text_of(answer)

    def test_a_follower_is_told_that_the_editions_are_the_standards(self, office: Office) -> None:
        follower = adoption(standard_manual(), office.agency)
        page = text_of(office.client.get(f"{TOLD}new/{follower.pk}"))
        assert "หน่วยงานใช้ตามคู่มือมาตรฐานกลาง" in page
        assert "ฉบับที่" not in page

    def test_it_can_be_withdrawn_once(self, office: Office, twice: Manual) -> None:
        sent = {"theme": "ก", "change": "ข", "revision": "2"}
        office.client.post(f"{TOLD}new/{twice.pk}", sent)
        address = f"{TOLD}{Improvement.objects.get().pk}/withdraw"
        assert "ถอนแล้ว ประชาชนไม่เห็น" in text_of(office.client.post(address, follow=True))
        assert Improvement.objects.get().is_withdrawn
        with nothing_changes():
            office.client.post(address)

    def test_manuals_that_were_rated_are_offered(self, office: Office) -> None:
        assert "ยังไม่มีคู่มือที่มีคนให้คะแนน" in text_of(office.client.get(f"{TOLD}new"))
        assert "ย้ายทะเบียนบ้าน" in text_of(office.client.get(f"{TOLD}new?q=ทะเบียน"))
        office.rated()
        assert "ย้ายทะเบียนบ้าน" in text_of(office.client.get(f"{TOLD}new"))

    def test_a_longer_list_costs_no_more_queries(self, office: Office, twice: Manual) -> None:
        def more() -> None:
            for number in range(3):
                sent = {"theme": f"ก{number}", "change": "ข", "revision": "2"}
                office.client.post(f"{TOLD}new/{twice.pk}", sent)

        more()
        before = queries(office.client, TOLD)
        more()
        assert queries(office.client, TOLD) == before <= 8


class TestTable:
    def rows(self, client: Client, query: str = "") -> list[dict[str, str]]:
        answer = client.get(f"{TABLE}?{query}&file=csv")
        body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))

    def test_it_holds_the_filtered_list_in_words(self, office: Office) -> None:
        made = office.rated(
            overall=1, comment="=ช้า", facts={"in_time": False}, dimensions={"staff": 2}
        )
        office.rated(overall=5)
        office.client.post(f"/office/ratings/{made.pk}", {"kind": "public", "text": "ขออภัย"})
        office.client.post(f"/office/ratings/{made.pk}", {"kind": "internal", "text": "ลับ"})
        [row] = self.rows(office.client, "only=low")
        assert row["รหัสอ้างอิง"] == made.reference
        assert (row["คะแนน"], row["ความพึงพอใจ"], row["เจ้าหน้าที่"]) == ("1", "น้อยที่สุด", "2")
        assert (row["เสร็จในเวลาที่แจ้ง"], row["ถูกขอสำเนา"]) == ("ไม่ใช่", "")
        assert row["ข้อความ"] == "'=ช้า"
        assert row["คำตอบที่ประชาชนเห็น"] == "ขออภัย"
        assert "ลับ" not in str(row)

    def test_both_kinds_of_file_hold_the_same(self, office: Office) -> None:
        office.rated(comment="ดี")
        answer = office.client.get(TABLE)
        body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        head, row = book.get_sheet_by_index(0).to_python()
        [other] = self.rows(office.client)
        assert tuple(head) == rating_table.HEADS
        assert row[0] == other["รหัสอ้างอิง"]
        assert ".xlsx" in answer.headers["Content-Disposition"]

    def test_hidden_words_are_not_taken_away_and_simulated_rows_are_marked(
        self, office: Office
    ) -> None:
        hidden = office.rated(comment="เบอร์ของป้าแดง")
        office.client.post(
            f"/office/ratings/{hidden.pk}/hide", {"reason": "personal_data", "text": "ชื่อคน"}
        )
        held = office.rated(suspected=[Suspicion.TRAP])
        Rating.objects.filter(pk=held.pk).update(is_simulated=True)
        found = {row["รหัสอ้างอิง"]: row for row in self.rows(office.client)}
        assert found[hidden.reference]["ข้อความ"] == "(ซ่อน)"
        assert found[hidden.reference]["เหตุที่รอตรวจหรือซ่อน"] == "มีข้อมูลส่วนบุคคล"
        assert found[held.reference]["ข้อมูลจำลอง"] == "ใช่"
        assert found[hidden.reference]["ข้อมูลจำลอง"] == ""

    def test_too_many_ask_to_be_narrowed(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(views, "MOST_ROWS", 1)
        office.rated()
        office.rated()
        answer = office.client.get(f"{TABLE}?only=low&file=csv")
        assert answer.status_code == 200
        answer = office.client.get(f"{TABLE}?file=csv", follow=True)
        assert "เลือกช่วงเวลาหรือจุดให้เหลือน้อยลง" in text_of(answer)

    def test_more_rows_cost_no_more_queries(self, office: Office) -> None:
        def more() -> None:
            for _number in range(3):
                office.rated(comment="ดี")

        more()
        before = queries(office.client, TABLE)
        more()
        assert queries(office.client, TABLE) == before <= 10


class TestFirstPage:
    def test_what_waits_is_named_and_leads_there(self, office: Office) -> None:
        low = office.rated(overall=1, comment="ช้า")
        office.rated(overall=1)
        office.rated(overall=4, comment="ดี")
        office.rated(suspected=[Suspicion.TRAP])
        assert lines(office.officer) == {
            "ตรวจความเห็นที่พักไว้": "1 ความเห็น",
            "ตอบความเห็นที่ให้คะแนนน้อย": "1 ความเห็น",
        }
        page = office.client.get("/office/").content.decode()
        assert "/office/ratings/held" in page
        assert "/office/ratings/?show=unanswered&amp;only=low" in page
        assert f'href="/office/ratings/{low.pk}"' in page

    def test_invented_ones_are_said_to_be(self, office: Office) -> None:
        low = office.rated(overall=1, comment="ช้า")
        assert "ข้อมูลจำลอง" not in text_of(office.client.get("/office/"))
        Rating.objects.filter(pk=low.pk).update(is_simulated=True)
        assert "ข้อมูลจำลองเพื่อสาธิต ไม่ใช่ตัวเลขจริง" in text_of(office.client.get("/office/"))

    def test_an_answer_settles_it(self, office: Office) -> None:
        low = office.rated(overall=1, comment="ช้า")
        office.client.post(f"/office/ratings/{low.pk}", {"kind": "public", "text": "ขออภัย"})
        assert lines(office.officer) == {}

    def test_others_see_none_of_it(self, office: Office) -> None:
        other = open_office("เทศบาลอื่น")
        other.rated(overall=1, comment="ช้า")
        officer: Officer = office.officer
        assert lines(officer) == {}
        assert Rating.objects.filter(state=RatingState.PUBLIC).count() == 1

    def test_one_manual_at_many_points_is_each_of_them(self, office: Office) -> None:
        second = PinFactory(manual=office.manual, point__agency=office.agency).point
        office.rated(overall=1, comment="ช้า")
        rate(office.manual, second, overall=2, comment="แพง")
        assert lines(office.officer) == {"ตอบความเห็นที่ให้คะแนนน้อย": "2 ความเห็น"}
        # Two links of one name would tell nobody which is which.
        assert text_of(office.client.get("/office/")).count(office.manual.procedure.name_th) == 1
