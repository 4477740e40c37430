"""The citizen's clock: a receipt's page, a day she tells herself, times as they were."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from infogo.core.dates import long_date, weekday_date
from infogo.core.durations import Duration, DurationUnit
from infogo.delays.receipts import Filed, finish_receipt, issue_receipt, void_receipt
from infogo.delays.receipts_code import check_character, grouped, mac
from infogo.delays.receipts_models import Receipt
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.www.pages import own_due
from infogo.www.pages.calendar_file import calendar_file
from infogo.www.pages.times import share_words
from tests.consistency.readonly import reading_only
from tests.consistency.test_pages import missing_headers
from tests.factories import (
    ACTOR,
    AgencyFactory,
    PinFactory,
    PublicHolidayFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db
PHONES = [{"number": "+6621234567"}]


def pin_of(value: int = 3, unit: DurationUnit = DurationUnit.WORKING_DAY, **more: Any) -> Pin:
    content = manual_content(total=Duration.of(Decimal(value), unit), **more)
    point = ServicePointFactory(phones=PHONES)
    return PinFactory(manual=standard_manual(content=content), point=point)


def issued(pin: Pin | None = None, key: str = "k" * 32, days_ago: int = 0) -> Receipt:
    filed = Filed(timezone.now() - timedelta(days=days_ago))
    return issue_receipt(pin=pin or pin_of(), request_key=key, actor=ACTOR, filed=filed)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


class TestHeaders:
    def test_pages_of_one_reader_carry_what_protects_her(self, client: Client) -> None:
        made = issued()
        path = f"/manual/{made.manual.procedure_id}/due"
        own = client.get(path, {"filed": "2 มีนาคม 2569"}).headers["Location"]
        for address in (
            f"/receipt/{made.code}",
            f"/receipt/{made.code}/due.ics",
            own,
            f"{own}.ics",
        ):
            with reading_only():
                answer = client.get(address)
            assert answer.status_code == 200, address
            assert not answer.cookies, address
            assert missing_headers(answer.headers) == [], address
            assert answer.headers["X-Robots-Tag"] == "noindex", address


class TestReceipt:
    def test_it_says_by_when_how_counted_and_what_to_do(self, client: Client) -> None:
        enact()
        made = issued()
        page = client.get(f"/receipt/{made.code}")
        words = text_of(page)
        assert weekday_date(made.due_on) in words
        assert "นับเป็นวันทำการที่ 3 วันสุดท้าย" in words
        assert "แจ้งผลให้คุณภายใน 7 วัน" in words
        assert "ทุก 7 วันจนกว่าจะเสร็จ" in words
        assert "02-123-4567" in words
        assert "1111" in words
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert "private" in page.headers["Cache-Control"]
        assert not page.cookies

    def test_in_english_nothing_is_left_in_thai_but_names(self, client: Client) -> None:
        enact()
        PublicHolidayFactory(on=timezone.localdate() + timedelta(days=1), name_en="Day of Tests")
        page = client.get(f"/en/receipt/{issued().code}")
        words = text_of(page)
        assert "Public holiday (Day of Tests), not counted" in words
        assert "Counts as working day 3, the last one" in words
        main = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        plain = re.sub(r"<(\w+)[^>]* lang=\"th\"[^>]*>.*?</\1>", "", main, flags=re.S)
        assert not re.search(r"[ก-๛]", re.sub(r"<[^>]+>", "", plain))

    def test_a_code_in_groups_and_small_letters_leads_there(self, client: Client) -> None:
        made = issued()
        answer = client.get(f"/receipt/{grouped(made.code).lower()}")
        assert answer.headers["Location"] == f"/receipt/{made.code}"
        asked = client.get("/receipt", {"code": f" https://x/receipt/{made.code} "})
        assert asked.headers["Location"] == f"/receipt/{made.code}"

    def test_what_is_no_code_reads_announcements_alone(self, client: Client) -> None:
        with CaptureQueriesContext(connection) as caught:
            answer = client.get("/receipt", {"code": "ABC"})
        assert (answer.status_code, len(caught)) == (422, 1)
        assert "12 ตัว" in text_of(answer)

    def test_a_code_that_nobody_has_says_what_to_check(self, client: Client) -> None:
        body = "0" * 11
        answer = client.get(f"/receipt/{body}{check_character(body)}")
        assert answer.status_code == 404
        assert "ตรวจรหัสทีละกลุ่ม" in text_of(answer)

    def test_late_finished_and_void_are_told_apart(self, client: Client) -> None:
        pin = pin_of()
        late, done, void = (issued(pin, key * 32, days_ago=20) for key in "abc")
        finish_receipt(receipt_id=done.pk, finished_on=done.due_on, actor=ACTOR)
        void_receipt(receipt_id=void.pk, actor=ACTOR)
        assert "เลยกำหนดมาแล้ว" in text_of(client.get(f"/receipt/{late.code}"))
        assert "ภายในกำหนด" in text_of(client.get(f"/receipt/{done.code}"))
        assert "ยกเลิกแล้ว" in text_of(client.get(f"/receipt/{void.code}"))
        assert client.get(f"/receipt/{void.code}/due.ics").status_code == 404

    def test_a_later_holiday_moves_nothing_that_was_promised(self, client: Client) -> None:
        made = issued()
        PublicHolidayFactory(on=made.due_on)
        words = text_of(client.get(f"/receipt/{made.code}"))
        assert weekday_date(made.due_on) in words
        assert "แสดงวิธีนับทีละวันไม่ได้" in words

    def test_an_altered_receipt_promises_nothing(self, client: Client) -> None:
        made = issued()
        Receipt.objects.update(due_on=made.due_on + timedelta(days=99))
        words = text_of(client.get(f"/receipt/{made.code}"))
        assert "ตรวจสอบไม่ผ่าน" in words
        assert "ครบกำหนด" not in words.split("ตรวจสอบไม่ผ่าน")[1]

    def test_a_calendar_takes_the_day_in(self, client: Client) -> None:
        made = issued()
        answer = client.get(f"/receipt/{made.code}/due.ics")
        body = answer.content.decode()
        assert f"DTSTART;VALUE=DATE:{made.due_on:%Y%m%d}" in body
        assert all(len(line.encode()) <= 75 for line in body.split("\r\n"))
        assert answer.headers["Content-Type"].startswith("text/calendar")


class TestOwnDay:
    def test_a_day_she_tells_becomes_an_address_with_its_answer(self, client: Client) -> None:
        pin = pin_of()
        path = f"/manual/{pin.procedure_id}/due"
        answer = client.get(path, {"filed": "๒ มีนาคม ๒๕๖๙"})
        address = answer.headers["Location"]
        assert re.fullmatch(rf"{path}/202603020-[0-9A-Z]{{6}}", address)
        page = client.get(address)
        words = text_of(page)
        assert "ไม่ใช่ใบรับเรื่องของหน่วยงาน" in words
        assert weekday_date(date(2026, 3, 5)) in words
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert Receipt.objects.count() == 0

    @pytest.mark.parametrize("typed", ["2 March 2026", "2/3/2026", "2 มีนาคม 2569", "2 March 2569"])
    def test_english_readers_may_write_the_common_era(self, client: Client, typed: str) -> None:
        path = f"/en/manual/{pin_of().procedure_id}/due"
        assert "19 August 2026" in text_of(client.get(path))
        answer = client.get(path, {"filed": typed})
        assert answer.headers["Location"].startswith(f"{path}/202603020-")

    def test_after_hours_online_counts_from_the_next_working_day(self, client: Client) -> None:
        pin = pin_of()
        asked = {"filed": "6 มีนาคม 2569", "after": "1"}
        address = client.get(f"/manual/{pin.procedure_id}/due", asked).headers["Location"]
        assert weekday_date(date(2026, 3, 12)) in text_of(client.get(address))

    def test_an_address_outlives_the_agency_that_answered_for_the_manual(
        self, client: Client
    ) -> None:
        pin = pin_of()
        asked = client.get(f"/manual/{pin.procedure_id}/due", {"filed": "2 มีนาคม 2569"})
        address = asked.headers["Location"]
        text = "202603020"
        before = mac(own_due._said_before(pin.manual, text), own_due.MAC_LETTERS)
        assert client.get(f"/manual/{pin.procedure_id}/due/{text}-{before}").status_code == 200
        Manual.objects.update(agency=AgencyFactory())
        assert client.get(address).status_code == 200

    def test_an_address_that_we_did_not_sign_is_not_there(self, client: Client) -> None:
        one, other = pin_of(), pin_of()
        path = f"/manual/{one.procedure_id}/due"
        token = client.get(path, {"filed": "2 มีนาคม 2569"}).headers["Location"].rsplit("/", 1)[1]
        assert client.get(f"/manual/{other.procedure_id}/due/{token}").status_code == 404
        changed = token.replace("20260302", "20260303")
        assert client.get(f"{path}/{changed}").status_code == 404
        assert client.get(f"{path}/202613990-{token[-6:]}").status_code == 404

    @pytest.mark.parametrize(
        "typed", ["", "วันนี้", "1 มกราคม 2500", "1 มกราคม 2599", "2 มีนาคม 2026", "x" * 5000, "\x00"]
    )
    def test_what_is_no_day_of_filing_is_told(self, client: Client, typed: str) -> None:
        answer = client.get(f"/manual/{pin_of().procedure_id}/due", {"filed": typed})
        assert answer.status_code == 422

    def test_minutes_and_long_promises_are_counted_too(self, client: Client) -> None:
        for value, unit in ((15, DurationUnit.MINUTE), (200, DurationUnit.WORKING_DAY)):
            pin = pin_of(value, unit)
            path = f"/manual/{pin.procedure_id}/due"
            for prefix in ("", "/en"):
                asked = {"filed": "2 มีนาคม 2569"}
                address = client.get(f"{prefix}{path}", asked).headers["Location"]
                page = client.get(address)
                assert page.status_code == 200
                assert len(page.content) < 60_000

    def test_a_manual_without_a_time_says_so(self, client: Client) -> None:
        content = manual_content(total=None, steps={"state": "none"})
        manual = standard_manual(content=content)
        path = f"/manual/{manual.procedure_id}/due"
        address = client.get(path, {"filed": "2 มีนาคม 2569"}).headers["Location"]
        assert "ไม่ได้บอกระยะเวลารวม" in text_of(client.get(address))
        assert client.get(f"{address}.ics").status_code == 404

    def test_an_agencys_manual_has_its_own(self, client: Client) -> None:
        local = adoption(pin_of().manual)
        path = f"/manual/{local.procedure_id}/at/{local.agency_id}/due"
        address = client.get(path, {"filed": "2 มีนาคม 2569"}).headers["Location"]
        assert client.get(address).status_code == 200
        assert "DTSTART;VALUE=DATE:20260305" in client.get(f"{address}.ics").content.decode()


class TestTimes:
    def finished(self, pin: Pin, count: int, days: int, key: str) -> None:
        for number in range(count):
            made = issued(pin, f"{key}{number}".ljust(32, "k"), days_ago=days)
            finish_receipt(receipt_id=made.pk, finished_on=timezone.localdate(), actor=ACTOR)

    def test_too_few_say_nothing(self, client: Client, settings: Settings) -> None:
        settings.INFOGO = {**settings.INFOGO, "TIMES_MINIMUM": 3}
        pin = pin_of()
        self.finished(pin, 2, 0, "a")
        words = text_of(client.get(f"/manual/{pin.procedure_id}/times"))
        assert "ยังบอกเวลาจริงไม่ได้" in words
        assert "ครึ่งหนึ่ง" not in words

    def test_enough_tell_share_and_median(self, client: Client, settings: Settings) -> None:
        settings.INFOGO = {**settings.INFOGO, "TIMES_MINIMUM": 3}
        pin = pin_of()
        self.finished(pin, 1, 0, "a")
        self.finished(pin, 2, 14, "b")
        words = text_of(client.get(f"/manual/{pin.procedure_id}/times"))
        assert "33% ของ 3 ใบ" in words
        assert "ครึ่งหนึ่งใช้ไม่เกิน 10 วันทำการ" in words
        assert text_of(client.get(f"/en/manual/{pin.procedure_id}/times"))
        Receipt.objects.update(is_simulated=True)
        page = client.get(f"/manual/{pin.procedure_id}/times")
        assert "ข้อมูลจำลอง" in text_of(page)

    def test_the_manual_leads_to_both(self, client: Client) -> None:
        path = f"/manual/{pin_of().procedure_id}"
        page = client.get(path).content.decode()
        assert f'href="{path}/due"' in page
        assert f'href="{path}/times"' in page

    @pytest.mark.parametrize(
        ("part", "whole", "said"),
        [(0, 9, "0%"), (9, 9, "100%"), (999, 1000, "99%"), (1, 999, "1%")],
    )
    def test_shares_claim_neither_all_nor_nothing_falsely(
        self, part: int, whole: int, said: str
    ) -> None:
        assert share_words(part, whole) == said


def test_what_calendars_read_as_signs_is_escaped() -> None:
    made = calendar_file(
        uid="1", on=date(2026, 3, 5), title="ก;ข,ค\\ง\nBEGIN:VEVENT", text="", url="https://x",
        made_at=timezone.now(),
    )  # fmt: skip
    assert made.count("\r\nBEGIN:VEVENT") == 1
    assert "SUMMARY:ก\\;ข\\,ค\\\\ง\\nBEGIN:VEVENT" in made
    assert long_date(date(2026, 3, 5)) not in made
