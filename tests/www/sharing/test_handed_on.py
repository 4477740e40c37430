"""Messages, large steps, calendars and last days of manuals and plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from infogo.core.dates import bangkok_now, long_date
from infogo.core.hours import Hours
from infogo.core.models import PublicHoliday
from infogo.manuals.content import (
    DocumentGroup,
    Fee,
    FeeKind,
    ManualContent,
    RequiredDocument,
)
from infogo.manuals.filing_limits import filing_limits
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState, Text
from infogo.manuals.representation import AuthorityDocument, Proxy, Representation
from infogo.points.models import HoursStatus, ServicePoint
from infogo.www.pages.short_text import MOST_LETTERS
from tests.factories import (
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    manual_content,
    standard_manual,
)
from tests.www.reading import read
from tests.www.sharing.ical import read_calendar

pytestmark = pytest.mark.django_db
POWER = Representation(
    answer=Proxy.YES, documents=(AuthorityDocument(name="หนังสือมอบอำนาจ"),), note="โทรนัดก่อน"
)
COME = Representation(answer=Proxy.NO, must_come="ผู้ขอมีบัตร", reason="ต้องถ่ายรูป")


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


def paper(name: str, **given: Any) -> RequiredDocument:
    return RequiredDocument(**{"group": DocumentGroup.OTHER, "name": name, **given})


def service(name: str, *papers: RequiredDocument, **content: Any) -> Manual:
    made = (
        manual_content(documents=listed(*papers), **content)
        if papers
        else manual_content(**content)
    )
    return standard_manual(content=made, name_th=name, name_en=f"English {name}")


def office(name: str, *manuals: Manual, **given: Any) -> ServicePoint:
    district = DistrictFactory(province=ProvinceFactory(code="50"), code="5001")
    point = ServicePointFactory(
        **{
            "name_th": name, "district": district, "province": district.province,
            "hours": Hours.weekdays().model_dump(mode="json"),
            "hours_status": HoursStatus.CONFIRMED, **given,
        }
    )  # fmt: skip
    for manual in manuals:
        PinFactory(manual=manual, point=point)
    return point


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def plan(*manuals: Manual, tail: str = "", page: str = "") -> str:
    return f"/plan{page}?m={','.join(str(manual.procedure_id) for manual in manuals)}{tail}"


class TestMessages:
    def test_the_most_important_comes_first(self, client: Client) -> None:
        card = service("ทำบัตร", paper("สูติบัตร", copies=2), paper("ใบหย่า", condition="กรณีหย่า"))
        text = body(client, f"/manual/{card.procedure_id}.txt")
        lines = text.split("\n")
        assert lines[:3] == ["ทำบัตร", "เอกสารที่ต้องเตรียม", "- สูติบัตร (ตัวจริง 1 ฉบับ, สำเนา 2 ฉบับ)"]
        assert lines.index("ค่าธรรมเนียม: 100 บาท") < lines.index("ยื่นที่ไหน")
        assert "ใช้เวลา: ไม่เกิน 15 นาที" in lines
        assert lines[-1].endswith(f"/manual/{card.procedure_id}")

    @pytest.mark.parametrize("prefix", ["", "/en"])
    def test_forty_long_documents_fit_and_the_rest_is_counted(
        self, client: Client, prefix: str
    ) -> None:
        many = [paper(f"เอกสารที่ {n} {'ชื่อยาว' * 9}") for n in range(40)]
        text = body(client, f"{prefix}/manual/{service('ทำบัตร', *many).procedure_id}.txt")
        assert len(text) <= MOST_LETTERS
        shown = [line for line in text.split("\n") if line.startswith("- เอกสารที่")]
        assert 0 < len(shown) < 40
        assert all(line.split(" (")[0].endswith("ชื่อยาว") for line in shown)
        assert str(40 - len(shown)) in text.split(shown[-1])[1]

    def test_counters_of_the_province_are_told_with_hours_that_hold_tomorrow_too(
        self, client: Client
    ) -> None:
        card = service("ทำบัตร", paper("สูติบัตร"))
        office("อำเภอเมือง", card, phones=[{"number": "+6653112233", "extension": ""}])
        text = body(client, f"/manual/{card.procedure_id}.txt?prov=50&district=5001")
        assert "- อำเภอเมือง" in text
        assert "จันทร์–ศุกร์ 08:30–16:30" in text
        assert "เปิดอยู่" not in text
        assert "โทร 053-112-233" in text
        assert text.endswith("?prov=50&district=5001")

    def test_what_nobody_knows_is_said(self, client: Client) -> None:
        empty = standard_manual(content=ManualContent(), name_th="เรื่องว่าง")
        text = body(client, f"/manual/{empty.procedure_id}.txt")
        assert "เอกสารที่ต้องเตรียม: ไม่มีข้อมูลเอกสาร ถามหน่วยงานก่อนไป" in text
        assert "ค่าธรรมเนียม: ไม่มีข้อมูล" in text
        assert "ใช้เวลา: ไม่มีข้อมูล" in text

    def test_a_plan_is_told_with_its_trip(self, client: Client) -> None:
        card, move = service("ทำบัตร", paper("สูติบัตร")), service("ย้ายบ้าน", paper("สูติบัตร"))
        office("อำเภอเมือง", card, move)
        text = body(client, plan(card, move, tail="&prov=50", page=".txt"))
        assert len(text) <= MOST_LETTERS
        assert (
            text.index("- ทำบัตร") < text.index("- สูติบัตร (ตัวจริง 1 ฉบับ)") < text.index("- อำเภอเมือง")
        )
        assert text.count("- สูติบัตร") == 1

    def test_a_plan_of_eight_services_with_long_names_fits(self, client: Client) -> None:
        many = [service(f"{'ขออนุญาต' * 20}{n}", paper(f"ใบที่ {n}")) for n in range(8)]
        assert len(body(client, plan(*many, page=".txt"))) <= MOST_LETTERS


class TestForSomebodyElse:
    def test_the_manual_adds_the_papers_and_says_who_must_come(self, client: Client) -> None:
        land = service("โอนที่ดิน", paper("โฉนด"), paper("หนังสือมอบอำนาจ", condition="กรณีมอบอำนาจ"),
                       representation=POWER)  # fmt: skip
        own = read(client.get(f"/manual/{land.procedure_id}"))
        assert "เฉพาะบางกรณี" in own.text
        assert "ให้คนอื่นทำแทนได้" in own.text
        other = read(client.get(f"/manual/{land.procedure_id}?for=other"))
        assert "เฉพาะบางกรณี" not in other.text
        assert "เอกสาร 2 อย่าง" in other.text
        assert "โทรนัดก่อน" in other.text
        assert ("ดูแบบทำเรื่องของตัวเอง", f"/manual/{land.procedure_id}") in other.links

    def test_it_says_honestly_when_the_manual_does_not_tell(self, client: Client) -> None:
        card = service("ทำบัตร", paper("สูติบัตร"))
        page = read(client.get(f"/manual/{card.procedure_id}?for=other"))
        assert "คู่มือไม่ได้บอกว่าทำแทนได้หรือไม่ โทรถามหน่วยงานก่อนไป" in page.text
        assert "เอกสาร 1 อย่าง" in page.text

    def test_any_other_value_is_no_value(self, client: Client) -> None:
        card = service("ทำบัตร", paper("สูติบัตร"), representation=POWER)
        assert "คุณกำลังดูแบบทำแทนคนอื่น" not in body(client, f"/manual/{card.procedure_id}?for=me")

    def test_a_plan_adds_a_paper_for_each_errand_and_tells_each_apart(self, client: Client) -> None:
        land = service("โอนที่ดิน", paper("โฉนด"), representation=POWER)
        meter = service("ขอมิเตอร์", paper("สูติบัตร"), representation=POWER)
        card = service("ทำบัตร", paper("สูติบัตร"), representation=COME)
        own = read(client.get(plan(land, meter, card)))
        assert "หนังสือมอบอำนาจ" not in own.text
        other = read(client.get(plan(land, meter, card, tail="&for=other")))
        assert "หนังสือมอบอำนาจ" in other.text
        assert "ตัวจริง 2 ฉบับ" in other.text  # the office keeps it, so one for each
        assert "ผู้ขอมีบัตรต้องมาเอง เพราะต้องถ่ายรูป" in other.text
        assert all("for=other" in href for text, href in other.links if text.startswith("เอาออก"))
        message = body(client, plan(land, meter, card, tail="&for=other", page=".txt"))
        assert "  ให้คนอื่นทำแทนไม่ได้ เจ้าตัวต้องทำเอง" in message


class TestLargeSteps:
    def test_one_thing_a_block_in_the_order_in_which_it_matters(self, client: Client) -> None:
        card = service("ทำบัตร", paper("สูติบัตร"), representation=COME)
        page = read(client.get(f"/manual/{card.procedure_id}/easy?for=other"))
        assert [text for tag, text in page.headings if tag == "h2"][:6] == [
            "ทำแทนคนอื่น", "เอกสารที่ต้องเตรียม", "ค่าธรรมเนียม", "ใช้เวลา", "ขั้นตอน", "ยื่นที่ไหน",
        ]  # fmt: skip
        assert "1 ตรวจเอกสาร" in page.text.replace("1ตรวจ", "1 ตรวจ")
        assert page.html.count("data-say") >= 10
        assert "data-reader hidden" in page.html

    def test_what_costs_nothing_is_said_in_words(self, client: Client) -> None:
        fees = listed(Fee(item="แจ้งเกิด", kind=FeeKind.FREE, amount_satang=0))
        page = read(client.get(f"/manual/{service('ก', fees=fees).procedure_id}/easy"))
        assert "แจ้งเกิด: ไม่เสียค่าธรรมเนียม" in page.text
        assert " 0 บาท" not in page.text

    def test_a_plan_has_them_too(self, client: Client) -> None:
        card, move = service("ทำบัตร", paper("สูติบัตร")), service("ย้ายบ้าน", paper("สูติบัตร"))
        office("อำเภอเมือง", card, move)
        page = read(client.get(plan(card, move, tail="&prov=50", page="/easy")))
        headings = [text for tag, text in page.headings if tag == "h2"]
        assert headings[0] == "เรื่องที่เลือก"
        assert any(text.startswith("ไปวัน") for text in headings)

    def test_an_empty_plan_leads_to_where_one_begins(self, client: Client) -> None:
        for page in ("/easy", "/send"):
            answer = client.get(f"/plan{page}")
            assert (answer.status_code, answer.headers["Location"]) == (302, "/plan")
        assert client.get("/plan.txt").status_code == 404
        assert client.get("/plan.ics").status_code == 404

    def test_english_pages_mark_what_is_thai(self, client: Client) -> None:
        card = service("ทำบัตร", paper("สูติบัตร"), representation=COME)
        page = read(client.get(f"/en/manual/{card.procedure_id}/easy?for=other"))
        assert "Nobody else may do it" in page.text


class TestLastDay:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("แจ้งภายใน 15 วันนับแต่วันเกิด ไม่แจ้งปรับไม่เกิน 1,000 บาท", [("15 วัน", "วันเกิด")]),
            ("ยื่นคำขอภายใน ๖๐ วันนับแต่วันที่อายุครบ 7 ปี หากเกินมีโทษ", [("60 วัน", "วันที่อายุครบ 7 ปี")]),
            ("ยื่นภายใน 6 เดือนนับแต่ออกจากงาน", [("6 เดือน", "วันที่ออกจากงาน")]),
            ("ยื่นภายใน 5 วันทำการนับจากวันได้รับแจ้ง", [("5 วันทำการ", "วันได้รับแจ้ง")]),
            ("แจ้งภายใน 24 ชั่วโมงนับแต่เวลาตาย", []),
            ("ส่งเงินสมทบไม่น้อยกว่า 3 เดือนภายใน 15 เดือนก่อนเจ็บป่วย", []),
        ],
    )
    def test_limits_are_read_out_of_conditions(
        self, text: str, found: list[tuple[str, str]]
    ) -> None:
        content = ManualContent(criteria=Listing[Text](state=ListingState.LISTED, items=(text,)))
        assert [(one.limit.text(), one.since) for one in filing_limits(content)] == found

    @pytest.fixture
    def birth(self) -> Manual:
        return service("แจ้งเกิด", criteria=listed("แจ้งภายใน 15 วันนับแต่วันเกิด"))

    def test_every_holiday_of_a_long_time_of_working_days_is_left_out(self, client: Client) -> None:
        manual = service("อุทธรณ์", criteria=listed("ยื่นภายใน 90 วันทำการนับแต่วันได้รับแจ้ง"))
        day = next_weekday(bangkok_now().date() - timedelta(days=180), 0)
        PublicHoliday.objects.all().delete()  # those of the law, if any
        for weeks in range(1, 16):
            PublicHoliday.objects.create(
                on=day + timedelta(weeks=weeks), name_th="วันหยุด", source="test"
            )
        page = read(client.get(f"/manual/{manual.procedure_id}/deadline", {"day": day.isoformat()}))
        # Mondays are holidays for 15 weeks: 60 working days; then 5 of each of 6 weeks.
        last = day + timedelta(weeks=21)
        assert long_date(last) in page.text

    def test_a_day_is_written_back_in_the_language_of_the_page(
        self, client: Client, birth: Manual
    ) -> None:
        path = f"/en/manual/{birth.procedure_id}/deadline"
        day = bangkok_now().date() - timedelta(days=2)
        page = read(client.get(path, {"day": long_date(day)}))
        (field,) = [a for tag, a in page.attributes if tag == "input" and a.get("name") == "day"]
        assert field["value"] == long_date(day, "en")
        again = read(client.get(path, {"day": field["value"]}))
        assert again.text == page.text

    def test_it_is_counted_from_the_day_told_and_moves_over_holidays(
        self, client: Client, birth: Manual
    ) -> None:
        day = next_weekday(
            bangkok_now().date() + timedelta(days=1), 0
        )  # a Monday, so +15 is Tuesday
        last = day + timedelta(days=15)
        PublicHoliday.objects.get_or_create(
            on=last, defaults={"name_th": "วันหยุด", "source": "test"}
        )
        page = read(client.get(f"/manual/{birth.procedure_id}/deadline", {"day": long_date(day)}))
        assert long_date(last + timedelta(days=1)) in page.text
        assert "จึงเลื่อนเป็นวันทำการถัดไป" in page.text
        href = next(href for text, href in page.links if text == "เพิ่มในปฏิทิน")
        (event,) = read_calendar(client.get(href).content).all("VEVENT")
        assert event.values["DTSTART"] == f"{last + timedelta(days=1):%Y%m%d}"
        assert event.values["SUMMARY"] == "วันสุดท้าย: แจ้งเกิด"

    def test_a_day_long_past_is_over(self, client: Client, birth: Manual) -> None:
        day = bangkok_now().date() - timedelta(days=40)
        page = read(client.get(f"/manual/{birth.procedure_id}/deadline", {"day": day.isoformat()}))
        assert "พ้นกำหนดแล้ว" in page.text
        assert "เพิ่มในปฏิทิน" not in page.text

    @pytest.mark.parametrize(
        "typed", ["เมื่อวาน", "31/2/2569", "1/1/2500", "19 สิงหาคม 2022", "9" * 90]
    )
    def test_what_is_no_day_is_kept_and_said(
        self, client: Client, birth: Manual, typed: str
    ) -> None:
        answer = client.get(f"/manual/{birth.procedure_id}/deadline", {"day": typed})
        assert answer.status_code == 422
        assert typed[:60] in answer.content.decode()
        ics = client.get(f"/manual/{birth.procedure_id}/deadline.ics", {"day": typed})
        assert ics.status_code == 404

    def test_a_manual_without_a_limit_says_so(self, client: Client) -> None:
        card = service("ทำบัตร", paper("สูติบัตร"))
        page = read(client.get(f"/manual/{card.procedure_id}/deadline"))
        assert "คู่มือไม่ได้กำหนดว่าต้องยื่นภายในกี่วัน" in page.text
        send = read(client.get(f"/manual/{card.procedure_id}/send"))
        assert "คำนวณวันสุดท้ายที่ต้องยื่น" not in send.text

    def test_the_page_to_hand_on_leads_there(self, client: Client, birth: Manual) -> None:
        page = read(client.get(f"/manual/{birth.procedure_id}/send"))
        link = ("คำนวณวันสุดท้ายที่ต้องยื่น", f"/manual/{birth.procedure_id}/deadline")
        assert link in page.links


def next_weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)
