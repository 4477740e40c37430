"""Refusing and returning in the workspace: the form, what it asks for, and the letter."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from infogo.core.dates import long_date
from infogo.delays.models import DelayCase, Outcome, PauseKind, Receipt, Refusal
from infogo.delays.receipts import Filed, issue_receipt
from infogo.delays.services.cases import Decision, close_case, pause_clock, resume_clock
from infogo.pins.models import Pin
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, counter, day, moment, record, reporter, weekday
from tests.factories import ACTOR
from tests.manuals.lint.law import enact
from tests.office.people import signed_in
from tests.office.test_delays import address
from tests.office.test_pages import text_of

pytestmark = pytest.mark.django_db
WHY = {
    "outcome": "rejected", "reason": "ทางเข้าแคบ", "facts": "กว้าง 2 เมตร", "law": "กฎกระทรวง ข้อ 2",
    "made_by": "officer", "told_on": "", "missing": "", "record": "",
    "record_on": "", "record_due_on": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


@pytest.fixture
def pin() -> Pin:
    return counter()


@pytest.fixture
def made(pin: Pin) -> Made:
    return Made(pin)


@pytest.fixture
def client(pin: Pin) -> Client:
    return signed_in(reporter(pin.manual.agency))


def said(**more: Any) -> dict[str, Any]:
    return {**WHY, "decided_on": long_date(day(0)), **more}


def given(pin: Pin) -> Receipt:
    return issue_receipt(pin=pin, request_key="k" * 32, actor=ACTOR)


def test_a_request_is_refused_with_reasons_and_a_letter(client: Client, made: Made) -> None:
    case = made.case(20)
    page = client.get(address(case)).content.decode()
    assert f'href="{address(case, "refuse")}"' in page and "refusal.pdf" not in page
    assert client.get(address(case, "refusal.pdf")).status_code == 404
    assert client.post(address(case, "refuse"), said()).status_code == 302
    done = text_of(client.get(address(case)))
    assert "ไม่อนุญาต" in done and "ทางเข้าแคบ" in done and "พิมพ์หนังสือแจ้งผลถึงผู้ยื่น" in done
    letter = client.get(address(case, "refusal.pdf"))
    assert letter.headers["Content-Type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF-")


def test_closing_otherwise_offers_no_refusal(client: Client, made: Made) -> None:
    case = made.case(20)
    page = client.get(address(case, "close")).content.decode()
    assert 'value="approved"' in page and 'value="rejected"' not in page
    with nothing_changes():
        sent = {"outcome": "rejected", "decided_on": long_date(day(0)), "told_on": ""}
        assert client.post(address(case, "close"), sent).status_code == 422


def test_all_that_lacks_is_told_beside_its_field(client: Client, made: Made) -> None:
    case = made.case(20)
    with nothing_changes():
        bare = client.post(
            address(case, "refuse"), said(outcome="returned", reason="", appeal_days="x")
        )
    assert bare.status_code == 422
    text = text_of(bare)
    for problem in ("ใส่เหตุผล", "ใส่เอกสารที่ยังขาด", "ใส่เลขที่บันทึกความบกพร่อง",
                    "ใส่วันสุดท้ายที่บันทึกให้ผู้ยื่นส่งเอกสาร", "ใส่จำนวนวันเป็นตัวเลข"):  # fmt: skip
        assert problem in text
    with nothing_changes():
        part = client.post(address(case, "refuse"), said(appeal_to="คณะกรรมการอุทธรณ์"))
    assert "ใส่จำนวนวันอุทธรณ์" in text_of(part) and "ใส่กฎหมายที่กำหนดการอุทธรณ์" in text_of(part)


def test_a_return_begins_with_what_the_record_says(client: Client, made: Made) -> None:
    case = made.case(20)
    pause_clock(
        case_id=case.pk, kind=PauseKind.DEFECT, basis="12/2569", begins_on=day(9), actor=ACTOR,
        record=record(),
    )  # fmt: skip
    page = client.get(address(case, "refuse")).content.decode()
    assert "โฉนดที่ดิน" in page and 'value="12/2569"' in page
    assert long_date(record().complete_by) in page
    assert f'value="{long_date(day(9))}"' in page
    early = said(outcome="returned", missing=["โฉนดที่ดิน"], record="12/2569",
                 record_on=long_date(day(9)), record_due_on=long_date(weekday(3)))  # fmt: skip
    with nothing_changes():
        other = client.post(address(case, "refuse"), early | {"missing": ["ทะเบียนบ้าน"]})
    assert other.status_code == 422 and "เลือกเอกสารที่บันทึกเรียก" in text_of(other)
    with nothing_changes():
        answer = client.post(address(case, "refuse"), early)
    assert answer.status_code == 422 and "คืนคำขอได้ตั้งแต่" in text_of(answer)
    resume_clock(case_id=case.pk, ends_on=day(5), actor=ACTOR)
    case.pauses.update(complete_by=weekday(3))
    assert client.post(address(case, "refuse"), early).status_code == 302
    done = text_of(client.get(address(case)))
    assert "เพราะคืนคำขอ" in done and Refusal.objects.get().missing == "โฉนดที่ดิน"


def test_a_case_that_ended_without_reasons_asks_for_them(client: Client, made: Made) -> None:
    case = made.case(20)
    close_case(case_id=case.pk, decision=Decision(day(1), Outcome.REJECTED), actor=ACTOR)
    page = text_of(client.get(address(case)))
    assert "ยังไม่ได้บันทึกเหตุผล" in page and "บันทึกเหตุผล" in page
    form = client.get(address(case, "refuse")).content.decode()
    assert 'name="outcome"' not in form and 'name="reason"' in form
    with nothing_changes():
        assert client.post(address(case, "refuse"), {"reason": "แคบ"}).status_code == 422
    assert client.post(address(case, "refuse"), WHY).status_code == 302
    assert Refusal.objects.get().decided_on == day(1)
    assert "ยังไม่ได้บันทึกเหตุผล" not in text_of(client.get(address(case)))


@pytest.mark.parametrize(
    ("ago", "words", "kind"), [(20, "คืนคำขอ", "neutral"), (40, "เสร็จเกินกำหนด", "error")]
)
def test_what_was_returned_was_not_finished_in_time(
    client: Client, made: Made, ago: int, words: str, kind: str
) -> None:
    case = made.case(ago)
    close_case(case_id=case.pk, decision=Decision(day(1), Outcome.RETURNED), actor=ACTOR)
    for page in (address(case), "/office/delays/?show=closed"):
        html = client.get(page).content.decode()
        assert re.search(f'c-tag--{kind}">{words}( [0-9]+ วัน)?</span>', html)
        assert "เสร็จในกำหนด" not in html
    sheet = client.get("/office/delays/export?show=closed&file=csv").getvalue().decode()
    assert words in sheet and "เสร็จในกำหนด" not in sheet


def test_what_was_taken_back_is_still_read(client: Client, made: Made) -> None:
    case = made.case(20)
    client.post(address(case, "refuse"), said())
    assert client.post(address(case, "reopen"), {"reason": "ลงผิดเรื่อง"}).status_code == 302
    page = client.get(address(case)).content.decode()
    for words in ("ผลเดิมที่ถอนแล้ว", "ทางเข้าแคบ", "กว้าง 2 เมตร", "กฎกระทรวง ข้อ 2", "ลงผิดเรื่อง"):
        assert words in page
    assert "refusal.pdf" not in page
    assert client.get(address(case, "refusal.pdf")).status_code == 404
    client.post(address(case, "refuse"), said(reason="ทางเข้าชัน"))
    again = client.get(address(case)).content.decode()
    assert "ทางเข้าชัน" in again and "ทางเข้าแคบ" in again and "refusal.pdf" in again


def test_whose_order_it_is_says_where_it_is_contested(client: Client, made: Made) -> None:
    case = made.case(20)
    form = text_of(client.get(address(case, "refuse")))
    assert "ผู้ออกคำสั่ง" in form and "รัฐมนตรี" in form and "คณะกรรมการ" in form
    assert client.post(address(case, "refuse"), said(made_by="minister")).status_code == 302
    assert "ศาลปกครอง ภายใน 90 วัน" in text_of(client.get(address(case)))
    next_one = made.case(20)
    with nothing_changes():
        other = client.post(address(next_one, "refuse"), said(made_by="king"))
    assert other.status_code == 422 and "เลือกผู้ออกคำสั่ง" in text_of(other)


def test_what_ended_well_is_not_refused(client: Client, made: Made) -> None:
    case = made.case(20)
    close_case(case_id=case.pk, decision=Decision(day(1), Outcome.APPROVED), actor=ACTOR)
    with nothing_changes():
        answer = client.post(address(case, "refuse"), said())
    assert answer.status_code == 422 and "ปิดแล้ว" in text_of(answer)


class TestReceipts:
    def test_a_receipt_is_refused_and_the_citizen_sees_it(self, client: Client, pin: Pin) -> None:
        made = given(pin)
        path = f"/office/receipts/{made.pk}"
        assert f'href="{path}/refuse"' in client.get(path).content.decode()
        assert client.get(f"{path}/refusal.pdf").status_code == 404
        assert client.get(f"{path}/refuse").status_code == 200
        with nothing_changes():
            early = client.post(f"{path}/refuse", said(decided_on="1 ม.ค. 2560", reason=""))
        assert early.status_code == 422 and "ใส่เหตุผล" in text_of(early)
        with nothing_changes():
            early = client.post(f"{path}/refuse", said(decided_on="1 ม.ค. 2560"))
        assert early.status_code == 422 and "ที่รับเรื่อง" in text_of(early)
        assert client.post(f"{path}/refuse", said()).status_code == 302
        page = text_of(client.get(path))
        assert "ไม่อนุญาต" in page and "ทางเข้าแคบ" in page
        assert client.get(f"{path}/refusal.pdf").content.startswith(b"%PDF-")
        public = client.get(f"/receipt/{made.code}")
        assert "หน่วยงานไม่อนุญาตตามคำขอนี้" in text_of(public)
        # Why stands in the letter alone.
        assert "ทางเข้าแคบ" not in text_of(public)
        again = client.post(f"{path}/refuse", said())
        assert again.status_code == 422 and "ปิดไปแล้ว" in text_of(again)

    def test_a_returned_receipt_says_so(self, client: Client, pin: Pin) -> None:
        filed = Filed(moment(9))
        made = issue_receipt(pin=pin, request_key="k" * 32, actor=ACTOR, filed=filed)
        back = said(outcome="returned", missing="โฉนด", record="1/2569",
                    record_on=long_date(day(8)), record_due_on=long_date(weekday(3)))  # fmt: skip
        assert client.post(f"/office/receipts/{made.pk}/refuse", back).status_code == 302
        page = client.get(f"/office/receipts/{made.pk}").content.decode()
        assert re.search("บันทึกความบกพร่อง.*1/2569", page, re.DOTALL)
        for shown in (page, client.get("/office/receipts/").content.decode()):
            assert "คืนคำขอ" in shown and "ในกำหนด" not in shown
        public = text_of(client.get(f"/receipt/{made.code}"))
        assert f"หน่วยงานบันทึกว่าคืนคำขอเมื่อ {long_date(day(0))}" in public
        assert "หน่วยงานบันทึกว่าเสร็จ" not in public

    def test_a_receipt_returned_too_late_says_so(self, client: Client, pin: Pin) -> None:
        filed = Filed(moment(50))
        made = issue_receipt(pin=pin, request_key="k" * 32, actor=ACTOR, filed=filed)
        assert made.due_on == day(20)
        back = said(outcome="returned", missing="โฉนด", record="1/2569",
                    record_on=long_date(day(10)), record_due_on=long_date(weekday(3)))  # fmt: skip
        assert client.post(f"/office/receipts/{made.pk}/refuse", back).status_code == 302
        for address_ in (f"/office/receipts/{made.pk}", "/office/receipts/"):
            assert f"คืนคำขอ {long_date(day(0))} เกินกำหนด" in text_of(client.get(address_))
        public = text_of(client.get(f"/receipt/{made.code}"))
        assert f"คืนคำขอเมื่อ {long_date(day(0))} เกินกำหนด" in public

    def test_a_refusal_is_not_finished_over(self, client: Client, pin: Pin) -> None:
        made = given(pin)
        path = f"/office/receipts/{made.pk}"
        assert "อย่าปิดใบรับที่นี่" in text_of(client.get(path))
        client.post(f"{path}/refuse", said())
        with nothing_changes():
            over = client.post(f"{path}/finish", {"finished_on": long_date(day(0))})
        assert over.status_code == 422 and "ผล: ไม่อนุญาต" in text_of(over)
        client.post(f"{path}/reopen", {"reason": "ลงผิดใบ"})
        client.post(f"{path}/finish", {"finished_on": long_date(day(0))})
        page = text_of(client.get(path))
        assert "ผลเดิมที่ถอนแล้ว" in page and "ทางเข้าแคบ" in page and "ในกำหนด" in page
        assert client.get(f"{path}/refusal.pdf").status_code == 404

    def test_receipts_of_others_are_not_there(self, client: Client) -> None:
        other = given(counter())
        for act in ("refuse", "refusal.pdf"):
            assert client.get(f"/office/receipts/{other.pk}/{act}").status_code == 404


def test_cases_of_others_are_not_there(client: Client) -> None:
    other: DelayCase = Made().case(20)
    for act in ("refuse", "refusal.pdf"):
        assert client.get(address(other, act)).status_code == 404
