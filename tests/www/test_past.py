"""A manual on a day and between editions, as citizens read it."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.dates import BANGKOK, DateInputError, bangkok_now, long_date
from infogo.manuals import services
from infogo.manuals.content import Fee, FeeKind, LocalOverrides, ManualContent
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from infogo.www.pages.past import read_day
from tests.factories import ACTOR, AgencyFactory, ProcedureFactory, adoption, manual_content
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


def noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=BANGKOK)


def fee(satang: int) -> Listing[Fee]:
    items = (Fee(item="ค่าบัตร", kind=FeeKind.FIXED, amount_satang=satang),)
    return Listing[Fee](state=ListingState.LISTED, items=items)


def publish(manual: Manual, content: ManualContent, at: datetime) -> None:
    services.publish_standard(manual=manual, content=content, actor=ACTOR, at=at)


@pytest.fixture
def manual() -> Manual:
    made = ProcedureFactory()
    manual = Manual.objects.create(procedure=made, agency=made.owner)
    publish(manual, manual_content(fees=fee(2_000)), noon(date(2026, 4, 1)))
    publish(manual, manual_content(fees=fee(3_000)), noon(date(2026, 5, 2)))
    return manual


def show(client: Client, manual: Manual, tail: str, prefix: str = "", status: int = 200) -> Page:
    at = "" if manual.is_standard else f"/at/{manual.agency_id}"
    response = client.get(f"{prefix}/manual/{manual.procedure_id}{at}{tail}")
    assert response.status_code == status, response.status_code
    return read(response)


@pytest.mark.parametrize(
    "typed",
    ["1 พ.ค. 2569", "๑ พฤษภาคม ๒๕๖๙", "1/5/2569", "2026-05-01", " 1  พ.ค.  พ.ศ. 2569 "],
)
def test_a_typed_day_leads_to_its_page(client: Client, manual: Manual, typed: str) -> None:
    response = client.get(f"/manual/{manual.procedure_id}/on", {"day": typed})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/manual/{manual.procedure_id}/on/2026-05-01"


def test_english_readers_may_write_the_common_era(client: Client, manual: Manual) -> None:
    for typed in ("1 May 2026", "2026-05-01"):
        response = client.get(f"/en/manual/{manual.procedure_id}/on", {"day": typed})
        assert response.headers["Location"] == f"/en/manual/{manual.procedure_id}/on/2026-05-01"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1 พ.ค. 2026", "หมายถึง พ.ศ. 2569 หรือไม่"),
        ("31 ก.พ. 2569", "ไม่มีวันที่ 31"),
        ("เมื่อวาน", "อ่านวันที่ไม่ได้"),
        ("1 ม.ค. 2600", "วันนั้นยังไม่ถึง"),
        ("9" * 300, "อ่านวันที่ไม่ได้"),
        ("1\0 พ.ค.", "อ่านวันที่ไม่ได้"),
    ],
)
def test_a_day_that_cannot_be_used_is_asked_again(
    client: Client, manual: Manual, typed: str, words: str
) -> None:
    response = client.get(f"/manual/{manual.procedure_id}/on", {"day": typed})
    assert response.status_code == 422
    page = read(response)
    assert words in page.text
    assert page.fields("day") == [typed.replace("\0", "")[:60]]


def test_days_are_counted_in_thailand() -> None:
    assert read_day("27 พ.ย. 2569", TODAY) == TODAY
    with pytest.raises(DateInputError):
        read_day("28 พ.ย. 2569", TODAY)


def test_the_manual_of_a_day_says_what_differs_from_today(client: Client, manual: Manual) -> None:
    page = show(client, manual, "/on/2026-05-01")

    assert "คู่มือของวันที่ 1 พฤษภาคม 2569 ไม่ใช่ของวันนี้" in page.text
    assert "ค่าบัตร : 20 บาท → เปลี่ยนเป็น 30 บาท" in page.text
    assert page.h1 == manual.procedure.name_th
    assert "เพิ่มในรายการเตรียมตัว" not in page.text
    assert ("meta", {"name": "robots", "content": "noindex"}) in page.attributes
    assert page.fields("day") == ["1 พฤษภาคม 2569"]
    assert page.href("ฉบับที่ 1").endswith("/on/2026-04-01")


def test_the_day_of_a_change_shows_the_new_edition_and_says_when(
    client: Client, manual: Manual
) -> None:
    page = show(client, manual, "/on/2026-05-02")
    assert "คู่มือเปลี่ยนในวันนั้น เมื่อ 2 พฤษภาคม 2569 เวลา 12:00 น." in page.text
    assert "คู่มือวันนี้ยังบอกเหมือนกันทุกข้อ" in page.text
    assert "30 บาท" in page.text


def test_a_day_before_the_first_edition_says_since_when(client: Client, manual: Manual) -> None:
    page = show(client, manual, "/on/2026-03-01")
    assert "เริ่มใช้เมื่อ 1 เมษายน 2569 เวลา 12:00 น." in page.text
    assert "เอกสารที่ต้องเตรียม" not in page.text


def test_today_is_told_as_today_and_tomorrow_has_no_page(client: Client, manual: Manual) -> None:
    today = bangkok_now().date()
    page = show(client, manual, f"/on/{today}")
    assert "หน้านี้แสดงคู่มือที่ใช้อยู่ตอนนี้" in page.text
    show(client, manual, f"/on/{today + timedelta(days=1)}", status=404)
    show(client, manual, "/on/2026-02-30", status=404)


def test_a_withdrawn_manual_is_still_read_on_the_day_of_the_request(
    client: Client, manual: Manual
) -> None:
    services.withdraw_procedure(procedure=manual.procedure, reason="เลิกใช้", actor=ACTOR)

    page = show(client, manual, "/on/2026-05-01")
    assert "วันนี้คู่มือนี้เลิกใช้แล้ว ตั้งแต่" in page.text
    assert "20 บาท" in page.text
    today = show(client, manual, f"/on/{bangkok_now().date()}")
    assert "วันนั้นคู่มือนี้เลิกใช้แล้ว เลิกใช้เมื่อ" in today.text
    show(client, manual, "", status=410)


def test_an_agency_shows_its_own_sections_on_the_standard_of_the_day(
    client: Client, manual: Manual
) -> None:
    local = adoption(manual, AgencyFactory(name_th="เทศบาลตัวอย่าง"))
    own = LocalOverrides(fees=fee(500))
    services.publish_overrides(manual=local, overrides=own, actor=ACTOR)
    today = bangkok_now().date()

    page = show(client, local, f"/on/{today}")

    assert "5 บาท" in page.text
    assert "ฉบับที่ 1 ของหน่วยงาน (คู่มือมาตรฐานกลางฉบับที่ 2)" in page.text
    before = show(client, local, "/on/2026-05-01")
    assert "วันนั้นคู่มือนี้ยังไม่เริ่มใช้" in before.text
    moved = client.get(f"/manual/{manual.procedure_id}/at/{manual.agency_id}/on/2026-05-01")
    assert moved.headers["Location"] == f"/manual/{manual.procedure_id}/on/2026-05-01"


def test_the_day_as_data(client: Client, manual: Manual) -> None:
    answer = client.get(f"/manual/{manual.procedure_id}/on/2026-05-01.json")
    data = json.loads(answer.content)
    assert data["standing"] == "in_force"
    assert data["manual"]["edition"]["number"] == 1
    assert data["until"] == "2026-05-02T05:00:00+00:00"
    nothing = json.loads(client.get(f"/manual/{manual.procedure_id}/on/2026-01-01.json").content)
    assert (nothing["standing"], nothing["manual"]) == ("not_yet", None)


def test_the_english_page_marks_thai(client: Client, manual: Manual) -> None:
    for tail in ("/on/2026-05-01", "/on", "/changes", "/on/2026-01-01"):
        page = show(client, manual, tail, prefix="/en")
        assert page.lang == "en"
        assert page.thai_without_mark() == [], tail


def test_two_editions_are_compared_in_words_and_word_by_word(
    client: Client, manual: Manual
) -> None:
    publish(manual, manual_content(fees=fee(4_000), remark="ใหม่"), noon(date(2026, 6, 1)))

    page = show(client, manual, "/changes?from=1&to=3")

    assert "จากฉบับที่ 1 เป็นฉบับที่ 3" in page.text
    assert "ค่าบัตร : 20 บาท → เปลี่ยนเป็น 40 บาท" in page.text
    assert ("h2", "16. ค่าธรรมเนียม") in page.headings
    chosen = [
        given["value"] for tag, given in page.attributes if tag == "option" and "selected" in given
    ]
    assert chosen == ["1", "3"]
    backwards = show(client, manual, "/changes?from=3&to=1")
    assert "จากฉบับที่ 1 เป็นฉบับที่ 3" in backwards.text
    plain = show(client, manual, "/changes?from=99&to=abc")
    assert "จากฉบับที่ 2 เป็นฉบับที่ 3" in plain.text
    same = show(client, manual, "/changes?from=2&to=2")
    assert "เลือกฉบับเดียวกันทั้งสองช่อง" in same.text


def test_a_manual_with_one_edition_says_that_there_is_nothing_to_compare(client: Client) -> None:
    made = ProcedureFactory()
    single = Manual.objects.create(procedure=made, agency=made.owner)
    publish(single, manual_content(), noon(date(2026, 4, 1)))
    assert "มีฉบับเดียว" in show(client, single, "/changes").text


def test_an_agency_is_compared_with_the_standard_of_today(client: Client, manual: Manual) -> None:
    local = adoption(manual)
    assert "ไม่ต่างกัน" in show(client, local, "/differences").text
    own = LocalOverrides(fees=fee(500))
    services.publish_overrides(manual=local, overrides=own, actor=ACTOR)

    page = show(client, local, "/differences")

    assert page.h1 == "ต่างจากคู่มือมาตรฐานกลางอย่างไร"
    assert "ค่าบัตร : 30 บาท → เปลี่ยนเป็น 5 บาท" in page.text
    assert (
        f"/at/{local.agency_id}/differences"
        in client.get(f"/manual/{manual.procedure_id}/at/{local.agency_id}").content.decode()
    )


def test_queries_do_not_grow_with_editions(client: Client, manual: Manual) -> None:
    def queries(tail: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            show(client, manual, tail)
        return len(captured)

    tails = ["/on/2026-05-01", "/on", "/changes?from=1&to=2", "/versions"]
    before = [queries(tail) for tail in tails]
    for month in range(6, 11):
        publish(manual, manual_content(fees=fee(month)), noon(date(2026, month, 1)))
    assert [queries(tail) for tail in tails] == before


def test_long_date_is_what_the_form_reads_back() -> None:
    assert read_day(long_date(TODAY), TODAY) == TODAY


def test_the_first_day_of_the_calendar_is_a_day_before_it(client: Client, manual: Manual) -> None:
    path = f"/manual/{manual.procedure_id}/on/0001-01-01"
    assert client.get(path).status_code == client.get(f"{path[:-1]}2").status_code
    assert client.get(f"/api/v1/manuals/{manual.pk}?on=0001-01-01").status_code == 404
