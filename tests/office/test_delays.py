"""The room of delayed requests: what it shows, what it takes, and for whom."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.core.dates import long_date, short_date
from infogo.core.durations import Duration
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.models import DelayCase, DelayNotice, Outcome, PauseKind
from infogo.delays.services.cases import Decision, close_case, extend_case, pause_clock
from infogo.office.pages.delay_case import folded
from infogo.office.pages.todo import todo_list
from infogo.pins.models import Pin
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, counter, day, moment, noticed, record, reporter
from tests.factories import ACTOR, GrantFactory, OfficerFactory
from tests.manuals.lint.law import enact
from tests.office.people import signed_in
from tests.office.test_pages import queries, text_of

pytestmark = pytest.mark.django_db
LIST = "/office/delays/"


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
def officer(pin: Pin) -> Officer:
    return reporter(pin.manual.agency)


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


def address(case: DelayCase, act: str = "") -> str:
    return f"{LIST}{case.pk}{f'/{act}' if act else ''}"


def test_the_list_is_narrowed_by_how_cases_stand(client: Client, made: Made) -> None:
    soon, over, missed, held, done = (made.case(ago) for ago in (28, 32, 40, 20, 33))
    pause_clock(
        case_id=held.pk, kind=PauseKind.DEFECT, basis="12/2569", begins_on=day(10), actor=ACTOR,
        record=record(),
    )  # fmt: skip
    close_case(case_id=done.pk, decision=Decision(day(1), Outcome.APPROVED), actor=ACTOR)
    shown = {
        name: {case for case in (soon, over, missed, held, done)
               if f'href="{address(case)}"' in client.get(f"{LIST}?show={name}").content.decode()}
        for name in ("open", "soon", "overdue", "notice", "missed", "held", "closed", "nonsense")
    }  # fmt: skip
    assert shown["open"] == shown["nonsense"] == {soon, over, missed, held}
    assert shown["soon"] == {soon}
    assert shown["overdue"] == shown["notice"] == {over, missed}
    assert shown["missed"] == {missed}
    assert shown["held"] == {held}
    assert shown["closed"] == {done}


def test_notices_whose_copy_did_not_go_are_found(client: Client, made: Made) -> None:
    without, copied = made.case(36), made.case(36)
    noticed(without, 1)
    noticed(copied, 1, copied_on=day(0))
    made.case(40)
    text = text_of(client.get(f"{LIST}?show=uncopied"))
    assert without.reference in text
    assert "1 เรื่อง" in text


def test_the_list_is_searched_by_number_and_service(client: Client, made: Made) -> None:
    case, other = made.case(3, reference="ทส 7/2569"), made.case(3, reference="ทส 8/2569")
    for number in ("7/2569", "ทส ๗/๒๕๖๙"):
        text = text_of(client.get(LIST, {"q": number}))
        assert case.reference in text
        assert other.reference not in text
    assert other.reference in text_of(client.get(LIST, {"q": case.manual.procedure.name_th}))
    assert "ไม่มีเรื่อง" in text_of(client.get(LIST, {"q": "ไม่มีคำนี้"}))
    assert "ไม่มีเรื่อง" in text_of(client.get(LIST, {"q": "\x00%_'\""}))


def test_the_list_costs_the_same_for_more_rows(client: Client, made: Made) -> None:
    for _n in range(3):
        noticed(made.case(50), 1)
    few = queries(client, LIST)
    for _n in range(9):
        noticed(made.case(50), 1)
    assert queries(client, LIST) == few


def test_an_export_costs_the_same_for_more_rows(client: Client, made: Made) -> None:
    for _n in range(2):
        noticed(made.case(50), 1)
    few = queries(client, f"{LIST}export")
    for _n in range(6):
        noticed(made.case(50), 1)
    assert queries(client, f"{LIST}export") == few


def test_a_case_explains_its_day_and_shows_what_was_missed(client: Client, made: Made) -> None:
    case = made.case(40)
    noticed(case, 0, text="รอคณะกรรมการประชุม")
    text = text_of(client.get(address(case)))
    assert f"ครบกำหนด {long_date(day(10))}" in text
    assert "วันที่รับคำขอครบถ้วน ไม่นับ" in text
    assert "วันที่ 1 ถึง วันที่ 29" in text
    assert "วันที่ 30 วันสุดท้าย" in text
    assert "ไม่ได้แจ้ง เลยมา 3 วัน" in text
    assert "รอคณะกรรมการประชุม" in text
    assert "ยังไม่ได้ส่งสำเนาให้สำนักงาน ก.พ.ร." in text


def test_the_page_of_a_case_costs_the_same_for_more_turns(client: Client, made: Made) -> None:
    few, many = made.case(40), made.case(120)
    noticed(few, 1)
    for ago in (1, 8, 15, 22, 29):
        noticed(many, ago)
    assert queries(client, address(few)) == queries(client, address(many))


def test_an_officer_opens_a_case(client: Client, pin: Pin) -> None:
    page = client.get(f"{LIST}new", {"q": pin.procedure.name_th.split()[0]})
    assert pin.point.name_th in text_of(page)
    said = {
        "counter": str(pin.pk),
        "reference": "อภ ๑๒/๒๕๖๙",
        "received": long_date(day(10)),
        "received_time": "9.45",
        "by_channel": "on",
    }
    answer = client.post(f"{LIST}new", said)
    case = DelayCase.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, address(case))
    assert (case.reference, case.by_channel, case.received_at) == (
        "อภ 12/2569", True, moment(10, 9) + timedelta(minutes=45),
    )  # fmt: skip
    assert "เปิดเรื่องแล้ว" in text_of(client.get(address(case)))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"reference": "สมชาย ใจดี"}, "ดูเหมือนชื่อคน"),
        ({"reference": "1101700203450"}, "เลขประจำตัวประชาชน"),
        ({"received": "31 ก.พ. 2569"}, "ไม่มีวันที่"),
        ({"received": "1/1/2026"}, "พ.ศ."),
        ({"received_time": "25.99"}, "ชั่วโมง.นาที"),
        ({"received_time": "24.00"}, "0.00 ของวันถัดไป"),
        ({"received": "1/1/2600"}, "ยังมาไม่ถึง"),
        ({"counter": "999999999"}, "เลือกเรื่องและจุด"),
        ({"counter": ""}, "เลือกเรื่องและจุด"),
    ],
)
def test_a_case_that_cannot_be_opened_says_why_and_keeps_what_was_typed(
    client: Client, pin: Pin, wrong: dict[str, str], message: str
) -> None:
    said = {
        "counter": str(pin.pk), "reference": "12/2569", "received": long_date(day(3)),
        "received_time": "9.45", **wrong,
    }  # fmt: skip
    with nothing_changes():
        answer = client.post(f"{LIST}new", said)
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert f'value="{said["received_time"]}"' in answer.content.decode()


def test_everything_that_is_wrong_with_a_case_is_said_at_once(client: Client, pin: Pin) -> None:
    said = {
        "counter": "999999999", "reference": "สมชาย ใจดี", "received": "1/1/2600",
        "received_time": "99",
    }  # fmt: skip
    with nothing_changes():
        answer = client.post(f"{LIST}new", said)
    page = answer.content.decode()
    for field, message in (
        ("counter", "เลือกเรื่องและจุดให้บริการจากรายการ"),
        ("reference", "ดูเหมือนชื่อคน"),
        ("received", "ยังมาไม่ถึง"),
        ("received_time", "ชั่วโมง.นาที"),
    ):
        assert f'<a href="#id_{field}">' in page
        assert page.count(message) == 2, "in the summary, and beside its field"
    assert 'value="สมชาย ใจดี"' in page
    assert 'value="1/1/2600"' in page


def test_what_was_not_chosen_is_asked_for_in_a_sentence(client: Client, made: Made) -> None:
    case = made.case(36)
    answer = client.post(address(case, "notice"), {"sent_on": long_date(day(0))})
    assert answer.status_code == 422
    assert "เลือกว่าแจ้งทางใด" in text_of(answer)
    answer = client.post(address(case, "pause"), {"begins_on": long_date(day(0))})
    assert "เลือกว่าหยุดนับเวลาเพราะอะไร" in text_of(answer)


def test_looking_for_a_counter_keeps_what_was_typed(client: Client, pin: Pin) -> None:
    said = {"q": pin.point.name_th, "search": "1", "reference": "12/2569", "counter": str(pin.pk)}
    with nothing_changes():
        answer = client.post(f"{LIST}new", said)
    assert answer.status_code == 200
    assert 'value="12/2569"' in answer.content.decode()
    assert f'value="{pin.pk}" checked' in answer.content.decode()


def test_a_notice_is_recorded_and_its_letter_printed(client: Client, made: Made) -> None:
    case = made.case(36)
    page = client.get(address(case, "notice"))
    assert "รอการประชุมคณะกรรมการ" in text_of(page)
    said = {
        "sent_on": long_date(day(1)), "channel": "post", "reason": "site_visit",
        "text": "นัดตรวจใหม่สัปดาห์หน้า", "expected_on": short_date(day(-9)), "copied_on": "",
    }  # fmt: skip
    assert client.post(address(case, "notice"), said).status_code == 302
    notice = DelayNotice.objects.get(case=case)
    assert (notice.seq, notice.reason, notice.sent_on) == (1, "site_visit", day(1))
    assert notice.noted_by.startswith("officer ")
    for suffix in ("", "?copy=1"):
        letter = client.get(address(case, f"notices/{notice.pk}/letter{suffix}"))
        assert letter.headers["Content-Type"] == "application/pdf"
        assert letter.content.startswith(b"%PDF-")
    # Who did what is told in words, though the trail keeps codes.
    changes = text_of(client.get(address(case))).partition("ใครทำอะไรเมื่อไร")[2]
    assert "รอตรวจสถานที่" in changes and "site_visit" not in changes
    again = client.post(address(case, "notice"), said)
    assert again.status_code == 422
    assert "งวดที่ 1 บันทึกการแจ้งแล้ว" in text_of(again)
    assert "นัดตรวจใหม่สัปดาห์หน้า" in again.content.decode()
    copied = address(case, f"notices/{notice.pk}/copied")
    assert client.post(copied, {"copied_on": long_date(day(0))}).status_code == 302
    assert f"ส่งสำเนาให้สำนักงาน ก.พ.ร.เมื่อ {short_date(day(0))}" in text_of(client.get(address(case)))


def test_every_act_leads_back_to_the_case(client: Client, made: Made) -> None:
    case = made.case(20)
    acts: list[tuple[str, dict[str, Any], str]] = [
        ("pause", {"kind": "defect", "basis": "12/2569", "begins_on": long_date(day(9)),
                   "missing": "- โฉนด\n\n2. แบบแปลน",
                   "complete_by": long_date(record().complete_by)}, "โฉนด, แบบแปลน"),
        ("resume", {"ends_on": long_date(day(5))}, "นับเวลาต่อแล้ว"),
        ("extend", {"value": "15", "unit": "day", "basis": "มาตรา 25",
                    "granted_on": long_date(day(1))}, "ขยายเวลาแล้ว"),
        ("close", {"outcome": "approved", "decided_on": long_date(day(1)), "told_on": ""},
         "ปิดเรื่องแล้ว"),
        ("told", {"told_on": long_date(day(0))}, "บันทึกวันที่แจ้งผลแล้ว"),
        ("reopen", {"reason": "ลงผิดเรื่อง"}, "เปิดเรื่องอีกครั้งแล้ว"),
    ]  # fmt: skip
    for act, said, done in acts:
        answer = client.post(address(case, act), said)
        assert answer.status_code == 302, (act, text_of(answer))
        text = text_of(client.get(address(case)))
        assert done in text
    assert "หยุดนับเวลา" in text
    assert DelayCase.objects.get().due_on == day(20 - 30 - 5 - 15)


def test_an_act_that_is_refused_shows_its_form_again(client: Client, made: Made) -> None:
    case = made.case(20)
    with nothing_changes():
        answer = client.post(address(case, "resume"), {"ends_on": long_date(day(5))})
        assert (answer.status_code, "ไม่ได้หยุดนับเวลาอยู่" in text_of(answer)) == (422, True)
        answer = client.post(address(case, "close"), {"outcome": "approved", "decided_on": "x"})
        assert answer.status_code == 422
        for number in ("0", "x", "1.5", ""):
            answer = client.post(
                address(case, "extend"),
                {"value": number, "unit": "day", "basis": "ม", "granted_on": long_date(day(1))},
            )
            assert answer.status_code == 422


def test_a_wrong_notice_is_taken_away(client: Client, made: Made) -> None:
    case = made.case(36)
    notice = noticed(case, 1)
    remove = address(case, f"notices/{notice.pk}/remove")
    assert client.post(remove, {"reason": ""}).status_code == 422
    assert client.post(remove, {"reason": "ลงผิดเรื่อง"}).status_code == 302
    assert client.get(address(case, f"notices/{notice.pk}/letter")).status_code == 404


def test_a_notice_of_another_case_is_not_found(client: Client, made: Made) -> None:
    case, other = made.case(36), made.case(36)
    notice = noticed(other, 1)
    for act in ("letter", "copied", "remove"):
        assert client.get(address(case, f"notices/{notice.pk}/{act}")).status_code == 404


def test_who_only_looks_sees_no_act_and_may_not_write(made: Made) -> None:
    case = made.case(36)
    viewer = OfficerFactory(agency=made.manual.agency)
    GrantFactory(officer=viewer, role=Role.VIEWER, agency=made.manual.agency)
    client = signed_in(viewer)
    assert "บันทึกการแจ้งเหตุล่าช้า" not in text_of(client.get(address(case)))
    with nothing_changes():
        assert client.post(address(case, "notice"), {}).status_code == 403
    assert client.get(f"{LIST}new").status_code == 403


def test_who_reports_for_other_points_sees_nothing(made: Made) -> None:
    case = made.case(36)
    agency = made.manual.agency
    narrowed = OfficerFactory(agency=agency)
    other = counter(agency=agency).point
    GrantFactory(officer=narrowed, role=Role.REPORTER, agency=agency, only=[other])
    client = signed_in(narrowed)
    assert client.get(address(case)).status_code == 404
    assert case.reference not in text_of(client.get(LIST))
    said = {"counter": str(made.pin.pk), "reference": "1/2569", "received": long_date(day(3)),
            "received_time": "9.00"}  # fmt: skip
    with nothing_changes():
        assert client.post(f"{LIST}new", said).status_code == 422


def test_the_list_comes_as_csv_and_workbook(client: Client, made: Made) -> None:
    case = made.case(40)
    noticed(case, 1)
    answer = client.get(f"{LIST}export", {"show": "overdue", "file": "csv"})
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert (row["เลขที่คำขอ *"], row["แจ้งแล้ว (ครั้ง)"], row["ไม่ได้แจ้ง (งวด)"]) == (
        case.reference, "1", "1",
    )  # fmt: skip
    workbook = client.get(f"{LIST}export", {"file": "xlsx"})
    assert b"".join(workbook.streaming_content).startswith(b"PK")


def test_the_to_do_list_tells_of_notices(officer: Officer, made: Made) -> None:
    made.case(40)
    made.case(28)
    titles = [item.title for item in todo_list(Rights.of(officer)).items]
    assert titles == ["แจ้งเหตุล่าช้าที่เลยงวดแล้ว", "แจ้งเหตุล่าช้าของงวดนี้", "พิจารณาเรื่องที่ใกล้ครบกำหนด"]


def test_simulated_rows_say_so(client: Client, made: Made) -> None:
    case = made.case(40)
    assert SIMULATED_TH not in text_of(client.get(LIST))
    DelayCase.objects.update(is_simulated=True)
    assert SIMULATED_TH in text_of(client.get(LIST))
    assert SIMULATED_TH in text_of(client.get(address(case)))


def test_an_extension_stands_in_the_facts_and_in_the_arithmetic(client: Client, made: Made) -> None:
    case = made.case(10)
    extend_case(
        case_id=case.pk,
        length=Duration.of(5, "working_day"),
        basis="กฎกระทรวง ข้อ 9",
        granted_on=day(1),
        actor=ACTOR,
    )
    text = text_of(client.get(address(case)))
    assert "อีก 5 วันทำการ" in text
    assert "ขยายเวลา (กฎกระทรวง ข้อ 9) วันทำการที่ 5 วันสุดท้าย" in text


def test_nothing_folds_into_nothing() -> None:
    assert folded([]) == []
