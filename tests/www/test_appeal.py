"""What can be done when a request was refused or returned: until when, to whom, and else."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from infogo.core.dates import long_date
from infogo.delays.appeals import last_day
from infogo.manuals.content import ManualContent
from infogo.manuals.models import RuleSet
from infogo.manuals.part import Listing, ListingState, Text
from tests.factories import PublicHolidayFactory, adoption, standard_manual
from tests.manuals.lint.law import LAW_OF_2558, enact
from tests.www.test_due import issued, pin_of, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("told_on", "on", "is_moved"),
    [
        (date(2026, 3, 2), date(2026, 3, 17), False),
        (date(2026, 3, 6), date(2026, 3, 23), True),  # the fifteenth day is a Saturday
        (date(2026, 3, 3), date(2026, 3, 19), True),  # and here a holiday
    ],
)
def test_days_begin_after_the_letter_and_end_on_a_working_day(
    told_on: date, on: date, is_moved: bool
) -> None:
    found = last_day(told_on, 15, {date(2026, 3, 18): "วันหยุด"})
    assert (found.on, found.is_moved) == (on, is_moved)


class TestPage:
    def test_it_says_what_to_do_and_until_when_by_the_rules_in_force(self, client: Client) -> None:
        enact()
        manual = standard_manual()
        page = text_of(client.get(f"/manual/{manual.procedure_id}/appeal"))
        assert "ถูกปฏิเสธหรือถูกคืนคำขอ ทำอะไรได้บ้าง" in page
        assert "ภายใน 15 วัน นับจากวันถัดจากวันที่ได้รับหนังสือ" in page
        assert manual.agency.name_th in page
        for number in (8, 9, 37, 40, 44):
            assert f"มาตรา {number}" in page
        # Section 48, on orders of committees, ended when the administrative courts began.
        assert "มาตรา 48" not in page
        assert "วันสุดท้ายที่อุทธรณ์ได้ <" not in page

    def test_the_last_day_is_counted_from_the_day_of_the_letter(self, client: Client) -> None:
        enact()
        PublicHolidayFactory(on=date(2026, 3, 17))
        path = f"/manual/{standard_manual().procedure_id}/appeal"
        answer = client.get(path, {"day": "2 มีนาคม 2569"})
        page = text_of(answer)
        assert long_date(date(2026, 3, 18)) in page and "เลื่อนเป็นวันทำการถัดไป" in page
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert f'value="{long_date(date(2026, 3, 2))}"' in answer.content.decode()
        ics = client.get(f"{path}.ics", {"day": "2026-03-02"})
        assert ics.headers["Content-Type"].startswith("text/calendar")
        assert "20260318" in ics.content.decode()

    def test_the_number_is_that_of_the_day_of_the_letter(self, client: Client) -> None:
        enact(effective_to=date(2026, 3, 1))
        later = {**LAW_OF_2558["parameters"], "appeal_days": 30}
        enact(code="later", effective_from=date(2026, 3, 2), parameters=later)
        path = f"/manual/{standard_manual().procedure_id}/appeal"
        assert "15 วัน" in text_of(client.get(path, {"day": "2026-03-01"}))
        page = text_of(client.get(path, {"day": "2026-03-02"}))
        assert long_date(date(2026, 4, 1)) in page and "15 วัน" not in page

    def test_without_a_rule_nothing_is_counted(self, client: Client) -> None:
        path = f"/manual/{standard_manual().procedure_id}/appeal"
        assert "ภายในกำหนดที่หนังสือบอก" in text_of(client.get(path))
        answer = client.get(path, {"day": "2026-03-02"})
        assert answer.status_code == 422
        assert "ไม่ได้บอกจำนวนวัน" in text_of(answer)
        assert client.get(f"{path}.ics", {"day": "2026-03-02"}).status_code == 404

    @pytest.mark.parametrize("typed", ["ไม่รู้", "1 มกราคม 2550", "31 กุมภาพันธ์ 2569", "9" * 99])
    def test_a_day_that_cannot_be_is_told_so(self, client: Client, typed: str) -> None:
        enact()
        path = f"/manual/{standard_manual().procedure_id}/appeal"
        answer = client.get(path, {"day": typed})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
        assert client.get(f"{path}.ics", {"day": typed}).status_code == 404

    def test_a_letter_of_tomorrow_has_not_come(self, client: Client) -> None:
        enact()
        tomorrow = timezone.localdate() + timedelta(days=1)
        path = f"/manual/{standard_manual().procedure_id}/appeal"
        assert client.get(path, {"day": tomorrow.isoformat()}).status_code == 422

    def test_a_day_of_today_can_still_be_put_in_the_calendar(self, client: Client) -> None:
        enact()
        path = f"/manual/{standard_manual().procedure_id}/appeal"
        today = timezone.localdate().isoformat()
        assert f'{path}.ics?day={today}"' in client.get(path, {"day": today}).content.decode()
        old = client.get(path, {"day": "2026-03-02"})
        assert "พ้นกำหนดอุทธรณ์และกำหนดฟ้องศาลแล้ว" in text_of(old)
        assert ".ics" not in old.content.decode()

    def test_whoever_made_the_order_reads_her_own_last_day(self, client: Client) -> None:
        enact()
        path = f"/manual/{standard_manual().procedure_id}/appeal"
        told_on = timezone.localdate() - timedelta(days=30)
        appeal, court = last_day(told_on, 15, {}).on, last_day(told_on, 90, {}).on
        answer = client.get(path, {"day": told_on.isoformat()})
        page = text_of(answer)
        # A minister's letter of last month can still be contested for two months.
        assert "วันสุดท้ายที่อุทธรณ์หรือฟ้องศาลได้" in page and "ฟ้องศาลแล้ว" not in page
        assert f"ถ้าเจ้าหน้าที่เป็นผู้ออกคำสั่ง อุทธรณ์ได้ถึง {long_date(appeal)}" in page
        assert page.count("พ้นกำหนดแล้ว") == 1
        assert f"ฟ้องต่อศาลปกครองได้ถึง {long_date(court)}" in page
        assert ".ics?day=" in answer.content.decode()
        ics = client.get(f"{path}.ics", {"day": told_on.isoformat()}).content.decode()
        plain = ics.replace("\r\n ", "")
        assert f"{court:%Y%m%d}" in plain and f"{appeal:%Y%m%d}" not in plain
        assert "ใช้เมื่อรัฐมนตรีหรือคณะกรรมการเป็นผู้ออกคำสั่ง" in plain
        today = timezone.localdate().isoformat()
        both = client.get(f"{path}.ics", {"day": today}).content.decode().replace("\r\n ", "")
        assert both.count("BEGIN:VEVENT") == 2 and "ใช้เมื่อเจ้าหน้าที่เป็นผู้ออกคำสั่ง" in both
        assert len(set(re.findall("UID:.*", both))) == 2

    def test_a_court_takes_no_papers_on_a_holiday(self, client: Client) -> None:
        enact()
        PublicHolidayFactory(on=date(2026, 6, 1))  # the first working day after 90 days
        path = f"/manual/{standard_manual().procedure_id}/appeal"
        page = text_of(client.get(path, {"day": "2026-03-01"}))
        assert f"ฟ้องต่อศาลปกครองได้ถึง {long_date(date(2026, 6, 2))} (90 วัน" in page
        assert page.count("เลื่อนเป็นวันทำการถัดไป") == 1

    def test_english_and_an_agency_of_its_own(self, client: Client) -> None:
        enact()
        own = adoption(standard_manual())
        path = f"/manual/{own.procedure_id}/at/{own.agency_id}"
        page = text_of(client.get(f"/en{path}/appeal", {"day": "2 March 2026"}))
        assert "refused or returned" in page and "17 March 2026" in page
        assert f'href="{path}/appeal"' in client.get(path).content.decode()


class TestElsewhere:
    def test_due_pages_and_receipts_lead_there(self, client: Client) -> None:
        enact()
        pin = pin_of()
        made = issued(pin)
        path = f"/manual/{pin.procedure_id}"
        due = client.get(f"{path}/due", {"filed": "2 มีนาคม 2569"}, follow=True)
        for answer in (due, client.get(f"/receipt/{made.code}")):
            assert "อุทธรณ์ได้ภายใน 15 วัน" in text_of(answer)
            assert f'href="{path}/appeal"' in answer.content.decode()
        assert f'href="{path}/appeal"' in client.get(path).content.decode()

    def test_without_a_number_the_letter_is_named(self, client: Client) -> None:
        made = issued(pin_of())
        assert not RuleSet.objects.exists()
        assert "อุทธรณ์ได้ภายในกำหนดที่หนังสือบอก" in text_of(client.get(f"/receipt/{made.code}"))

    def test_a_service_that_must_be_filed_in_time_says_so(self, client: Client) -> None:
        enact()
        told = ("แจ้งภายใน 15 วันนับแต่วันเกิด",)
        criteria = Listing[Text](state=ListingState.LISTED, items=told)
        manual = standard_manual(content=ManualContent(criteria=criteria))
        page = client.get(f"/manual/{manual.procedure_id}/appeal").content.decode()
        assert f'href="/manual/{manual.procedure_id}/deadline"' in page
