"""One rating: what it says, answering it, hiding and releasing it, and refusals."""

from __future__ import annotations

import re

import pytest

from infogo.accounts.perms import Rights
from infogo.core.models import AuditEntry
from infogo.ratings.models import (
    ModerationStep,
    Rating,
    RatingReply,
    RatingState,
    Reason,
    ReplyKind,
    ReplyTemplate,
    Suspicion,
)
from infogo.ratings.officer_words import HIDING_REASONS
from infogo.ratings.services import decide
from tests.accounts.watching import nothing_changes
from tests.mergers.handovers import hand_over
from tests.office.ratings.at_work import Office, open_office
from tests.office.test_pages import queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return open_office()


def address(rating: Rating, act: str = "") -> str:
    return f"/office/ratings/{rating.pk}{act}"


class TestReading:
    def test_all_answers_in_words_and_what_was_skipped(self, office: Office) -> None:
        made = office.rated(
            overall=2,
            comment="รอสองชั่วโมง",
            dimensions={"staff": 5},
            facts={"in_time": False, "paid_more": False},
        )
        page = text_of(office.client.get(address(made)))
        for words in (
            "น้อย (2 จาก 5)",
            "รอสองชั่วโมง",
            "เจ้าหน้าที่ พอใจมากที่สุด (5 จาก 5)",
            "ไม่เสร็จในเวลา",
            "ไม่ได้จ่ายเกิน",
            f"รหัส {made.reference}",
            "เผยแพร่ตั้งแต่ได้รับ",
        ):
            assert words in page
        assert page.count("ไม่ได้ตอบ") == 5  # four dimensions and one fact

    def test_why_it_waits(self, office: Office) -> None:
        made = office.rated(suspected=[Suspicion.TOO_FAST])
        page = text_of(office.client.get(address(made)))
        assert str(Suspicion.TOO_FAST.label) in page
        assert "ระบบพักไว้เมื่อรับ" in page

    def test_what_was_masked_is_said(self, office: Office) -> None:
        made = office.rated(comment="โทร 081 234 5678 นะ")
        page = text_of(office.client.get(address(made)))
        assert "081" not in page
        assert "ระบบปิดข้อมูลส่วนบุคคลไว้" in page

    def test_more_replies_cost_no_more_queries(self, office: Office) -> None:
        made = office.rated(comment="ช้า")

        def more() -> None:
            for _number in range(3):
                RatingReply.objects.create(
                    rating=made,
                    kind=ReplyKind.INTERNAL,
                    text="ตามอยู่",
                    officer=office.officer,
                    agency=office.agency,
                )

        more()
        before = queries(office.client, address(made))
        more()
        assert queries(office.client, address(made)) == before <= 14


class TestAnswering:
    def test_for_everybody(self, office: Office) -> None:
        made = office.rated(comment="ช้า")
        answer = office.client.post(
            address(made), {"kind": "public", "text": "ขออภัย เราเพิ่มช่องบริการแล้ว"}
        )
        assert answer.status_code == 302
        reply = RatingReply.objects.get()
        assert (reply.kind, reply.officer) == (ReplyKind.PUBLIC, office.officer)
        assert reply.agency == office.agency
        assert "ตอบแล้ว ทุกคนอ่านคำตอบนี้ได้" in text_of(office.client.get(address(made)))
        assert "ตอบแล้ว" in text_of(office.client.get("/office/ratings/?show=answered"))
        assert AuditEntry.objects.latest("number").actor == office.officer.audit_name

    def test_a_note_inside_stays_inside(self, office: Office) -> None:
        made = office.rated(comment="ช้า")
        office.client.post(address(made), {"kind": "internal", "text": "ถามช่อง 3"})
        assert RatingReply.objects.get().kind == ReplyKind.INTERNAL
        assert "มีบันทึกภายใน" in text_of(office.client.get("/office/ratings/"))

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            ({"kind": "public", "text": "  "}, "ใส่คำตอบ"),
            ({"kind": "public", "text": "ก" * 2001}, "ไม่เกิน 2,000 ตัวอักษร"),
            ({"kind": "shout", "text": "ขอบคุณ"}, "เลือกว่าใครอ่านได้"),
            ({"kind": "public", "text": "เลขบัตร 1 1017 00207 03 0"}, "เลขประจำตัวประชาชน"),
            ({"kind": "public", "text": "ขอบ\x00คุณ"}, "Null"),
        ],
    )
    def test_what_is_refused_is_kept_and_explained(
        self, office: Office, sent: dict[str, str], words: str
    ) -> None:
        made = office.rated(comment="ช้า")
        with nothing_changes():
            answer = office.client.post(address(made), sent)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert words in page or "อักขระ" in page
        assert sent["text"].strip().replace("\x00", "")[:3] in page

    def test_a_ready_text_goes_into_the_answer_and_is_not_sent(self, office: Office) -> None:
        made = office.rated(comment="ช้า")
        ready = ReplyTemplate.objects.create(
            agency=office.agency, title="ขอบคุณ", text="ขอบคุณที่บอกเรา"
        )
        sent = {"act": "use", "template": str(ready.pk), "text": "เรียนคุณ", "kind": "internal"}
        with nothing_changes():
            answer = office.client.post(address(made), sent)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "เรียนคุณ\n\nขอบคุณที่บอกเรา</textarea>" in page
        assert re.search(r'value="internal"[^>]*checked', page)

    def test_a_ready_text_of_another_agency_is_not_offered(self, office: Office) -> None:
        other = ReplyTemplate.objects.create(
            agency=open_office("เทศบาลอื่น").agency, title="ของเขา", text="ความลับของเขา"
        )
        made = office.rated(comment="ช้า")
        answer = office.client.post(
            address(made), {"act": "use", "template": str(other.pk), "text": "x"}
        )
        assert "ความลับของเขา" not in answer.content.decode()

    def test_whoever_took_the_counter_over_has_her_own_ready_texts(self, office: Office) -> None:
        made, other = office.rated(comment="ช้า"), open_office("เทศบาลอื่น")
        ready = ReplyTemplate.objects.create(agency=other.agency, title="ขอบคุณ", text="ขอบคุณค่ะ")
        hand_over(office.point, other.agency)
        assert ">ขอบคุณ</option>" in other.client.get(address(made)).content.decode()
        sent = {"act": "use", "template": str(ready.pk), "text": "", "kind": "public"}
        answer = other.client.post(address(made), sent)
        assert "ขอบคุณค่ะ</textarea>" in answer.content.decode()


class TestDeciding:
    def test_hiding_needs_a_reason_and_words(self, office: Office) -> None:
        made = office.rated(comment="ไอ้โง่")
        for sent in ({}, {"reason": "rude"}, {"text": "หยาบ"}, {"reason": "critical", "text": "x"}):
            with nothing_changes():
                answer = office.client.post(address(made, "/hide"), sent)
            assert answer.status_code == 422
        answer = office.client.post(
            address(made, "/hide"), {"reason": "rude", "text": "คำที่สองเป็นคำด่า"}
        )
        assert answer.status_code == 302
        made.refresh_from_db()
        assert made.state == RatingState.HIDDEN
        step = ModerationStep.objects.get()
        assert (step.reason, step.text) == (Reason.RUDE, "คำที่สองเป็นคำด่า")
        assert step.actor == office.officer.audit_name
        page = text_of(office.client.get(address(made)))
        assert "เผยแพร่ → ซ่อน" in page
        assert office.officer.name_th in page

    def test_being_critical_is_no_reason(self, office: Office) -> None:
        page = text_of(office.client.get(address(office.rated(), "/hide")))
        assert "ให้คะแนนน้อยหรือตำหนิไม่ใช่เหตุที่ซ่อนได้" in page
        assert Reason.OTHER not in HIDING_REASONS
        assert str(Reason.OTHER.label) not in page

    def test_a_hidden_one_is_told_and_can_be_released(self, office: Office) -> None:
        made = office.rated(comment="ดี")
        office.client.post(address(made, "/hide"), {"reason": "duplicate", "text": "ส่งสองครั้ง"})
        assert office.client.get(address(made, "/hide")).status_code == 302
        answer = office.client.post(address(made, "/release"), follow=True)
        assert "เผยแพร่แล้ว ประชาชนเห็นความเห็นนี้" in text_of(answer)
        made.refresh_from_db()
        assert made.state == RatingState.PUBLIC

    def test_who_comes_second_is_told(self, office: Office) -> None:
        made = office.rated(suspected=[Suspicion.TRAP])
        decide(
            rating_id=made.pk,
            to=RatingState.PUBLIC,
            reason=Reason.CHECKED,
            rights=Rights.of(office.officer),
        )
        with nothing_changes():
            answer = office.client.post(address(made, "/release"))
        assert answer.status_code == 302
        assert "อยู่ในสถานะ “เผยแพร่” แล้ว" in text_of(office.client.get(address(made)))
