"""The plan of several errands: one list, one trip, one sum; all of it in the address."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.calendar import next_working_day
from infogo.core.dates import bangkok_now, weekday_date
from infogo.core.durations import Duration
from infogo.core.hours import Hours
from infogo.manuals import services
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    DocumentGroup,
    Fee,
    FeeKind,
    LocalOverrides,
    RequiredDocument,
)
from infogo.manuals.models import (
    Document,
    Manual,
    Procedure,
    ProcedureRelation,
    ProcedureStatus,
    RelationKind,
)
from infogo.manuals.part import Listing, ListingState
from infogo.pins.models import Pin
from infogo.points.models import HoursStatus, ServicePoint
from infogo.www.pages.plan_query import PlanQuery, read_plan
from tests.factories import (
    ACTOR,
    AgencyFactory,
    DistrictFactory,
    PinFactory,
    ProcedureFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
CARD, HOUSE, NOTICE = "บัตรประจำตัวประชาชน", "ทะเบียนบ้าน", "ใบแจ้งการย้ายที่อยู่"
WEEK = Hours.weekdays().model_dump(mode="json")
MOST_QUERIES = 16


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


def paper(name: str, **given: Any) -> RequiredDocument:
    return RequiredDocument(**{"group": DocumentGroup.OTHER, "name": name, **given})


def service(name: str, *papers: RequiredDocument, **content: Any) -> Manual:
    documents = listed(*papers) if papers else Listing(state=ListingState.NONE)
    made = manual_content(documents=documents, **content)
    return standard_manual(content=made, name_th=name, name_en="A service")


def office(name: str, *manuals: Manual, province: str = "50", **given: Any) -> ServicePoint:
    place = DistrictFactory(
        province=ProvinceFactory(code=province, name_th="เชียงใหม่", name_en="Chiang Mai"),
        code=given.pop("district", f"{province}01"),
    )
    point = ServicePointFactory(
        **{
            "name_th": name,
            "name_en": "An office",
            "hours": WEEK,
            "hours_status": HoursStatus.CONFIRMED,
            "subdistrict": SubdistrictFactory(district=place, code=f"{place.code}01"),
            **given,
        }
    )
    for manual in manuals:
        PinFactory(manual=manual, point=point)
    return point


def ids(*manuals: Manual) -> str:
    return ",".join(str(manual.procedure_id) for manual in manuals)


def show(client: Client, query: str = "", prefix: str = "") -> Page:
    response = client.get(f"{prefix}/plan{query}")
    assert response.status_code == 200
    return read(response)


def trip(page: Page) -> str:
    return page.text[page.text.index("จังหวัดที่บ้าน") : page.text.index("ค่าธรรมเนียมรวม")]


@pytest.fixture
def move() -> Manual:
    return service("แจ้งย้ายเข้า", paper(CARD), paper(HOUSE, originals=2))


@pytest.fixture
def licence() -> Manual:
    return service("ทำใบขับขี่", paper(CARD, copies=1))


def test_an_empty_plan_invites_and_may_be_found(client: Client) -> None:
    page = show(client)
    assert page.h1 == "รายการเตรียมตัว"
    assert "ยังไม่มีเรื่องในรายการ" in page.text
    assert page.fields("q") == [""] * 2  # the header's and the plan's own
    assert "noindex" not in page.html


def test_a_filled_plan_is_for_its_reader_and_not_for_robots(client: Client, move: Manual) -> None:
    page = show(client, f"?m={ids(move)}")
    assert '<meta name="robots" content="noindex">' in page.html


def test_one_list_of_documents_for_all_errands(
    client: Client, move: Manual, licence: Manual
) -> None:
    page = show(client, f"?m={ids(move, licence)}")
    assert page.html.count(f">{CARD}</label>") == 1
    assert "ใช้กับ 2 เรื่อง: แจ้งย้ายเข้า, ทำใบขับขี่" in page.text
    assert "ตัวจริง 2 ฉบับ" in page.text


def test_the_list_can_be_changed_by_plain_links(
    client: Client, move: Manual, licence: Manual
) -> None:
    page = show(client, f"?m={ids(move, licence)}&prov=50")
    first, second = move.procedure_id, licence.procedure_id
    assert page.href("เอาออก แจ้งย้ายเข้า") == f"/plan?m={second}&prov=50#errands"
    # Each opens the plan at the errand it moved: the next Tab is not at the top of the page.
    turned = f"/plan?m={second},{first}&prov=50"
    assert page.href("เลื่อนลง แจ้งย้ายเข้า") == f"{turned}#errand-{first}"
    assert page.href("เลื่อนขึ้น ทำใบขับขี่") == f"{turned}#errand-{second}"
    for errand in (first, second):
        assert f'id="errand-{errand}"' in page.html


def test_the_fewest_stops_win_and_the_page_says_why(
    client: Client, move: Manual, licence: Manual
) -> None:
    office("จุดใกล้ย้าย", move, lat=18.79)
    office("จุดใกล้ใบขับขี่", licence, lat=18.80)
    office("ศูนย์รวม", move, licence, lat=18.99)
    page = show(client, f"?m={ids(move, licence)}&prov=50")
    assert "เชียงใหม่: แวะ 1 แห่ง" in page.text
    assert "ระยะทางของแห่งแรกวัดจากใจกลาง จ.เชียงใหม่" in page.text
    assert "ศูนย์รวม" in trip(page)
    assert "เป็นแห่งเดียวในพื้นที่ที่ทำได้ในวันนั้น" in page.text
    assert "จุดใกล้ย้าย" in trip(page)
    assert "ทำได้น้อยเรื่องกว่า จึงไม่ช่วยให้แวะน้อยลง" in page.text


def test_a_closed_day_is_told_with_the_way_out(client: Client, move: Manual) -> None:
    office("ที่ว่าการ", move)
    today = bangkok_now().date()
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    page = show(client, f"?m={ids(move)}&prov=50&day={saturday.isoformat()}")
    assert "จุดให้บริการในพื้นที่นี้ปิดในวันนั้น ลองเลือกวันอื่น" in page.text
    assert page.href("ดูจุดให้บริการทั้งประเทศ") == f"/manual/{move.procedure_id}/places"


def test_a_counter_that_refuses_foreigners_is_left_out_for_them(
    client: Client, move: Manual
) -> None:
    point = office("ที่ว่าการ", move)
    Pin.objects.filter(point=point).update(accepts_foreigners=False)
    assert "แวะ 1 แห่ง" in show(client, f"?m={ids(move)}&prov=50").text
    page = show(client, f"?m={ids(move)}&prov=50&foreign=1")
    assert "จุดให้บริการในพื้นที่นี้ไม่รับคนต่างชาติ" in page.text


def test_local_governments_serve_their_own_district(client: Client, move: Manual) -> None:
    hall = AgencyFactory(kind="municipality_town")
    here = office("เทศบาลนี้", move, agency=hall, lat=18.9)
    office("เทศบาลโน้น", move, agency=AgencyFactory(kind="sao"), district="5002", lat=18.79)
    page = show(client, f"?m={ids(move)}&prov=50&district={here.district_id}")
    assert "หน่วยงานท้องถิ่นมักรับเฉพาะ" in page.text
    assert "แวะ 1 แห่ง" in page.text
    assert "ไม่รับเรื่องจากเขตของคุณ" in page.text


@pytest.mark.parametrize("unit", ["day", "working_day", "month", "year"])
def test_a_time_that_no_calendar_reaches_is_no_day(client: Client, unit: str) -> None:
    slip = service("ทำบัตร", total=Duration.of(999_999, unit))
    page = show(client, f"?m={ids(slip)}")
    assert "999,999" in page.text
    assert "ได้รับผลครบภายใน" not in page.text


def test_what_needs_a_result_of_days_goes_on_a_later_day(client: Client) -> None:
    for name in (NOTICE, CARD):
        Document.objects.create(name_th=name)
    out = service("แจ้งย้ายออก", outputs=(NOTICE,), total=Duration.of(3, "working_day"))
    into = service("แจ้งย้ายเข้า", paper(NOTICE))
    office("ที่ว่าการ", out, into)
    page = show(client, f"?m={ids(into, out)}&prov=50")
    assert f"“แจ้งย้ายเข้า” ต้องใช้{NOTICE} ซึ่งได้จาก “แจ้งย้ายออก”" in page.text
    assert "ไม่ต้องเตรียม ได้จาก “แจ้งย้ายออก”" in page.text
    first = next_working_day(bangkok_now().date() + timedelta(days=1), {})
    assert f"รอบที่ 1: {weekday_date(first)}" in page.text
    assert "รอบที่ 2:" in page.text


def test_errands_that_wait_for_one_another_are_told(
    client: Client, move: Manual, licence: Manual
) -> None:
    for source, target in ((move, licence), (licence, move)):
        ProcedureRelation.objects.create(
            source=source.procedure, target=target.procedure, kind=RelationKind.REQUIRES
        )
    office("ศูนย์รวม", move, licence)
    page = show(client, f"?m={ids(move, licence)}&prov=50")
    assert "ลำดับวนกัน" in page.text
    assert "แวะ 1 แห่ง" in page.text


def test_what_can_be_done_online_is_named_and_may_be_left_out_of_the_trip(
    client: Client, licence: Manual
) -> None:
    way = Channel(kind=ChannelKind.WEBSITE, description="ยื่นเอง", url="https://online.example/x")
    online = service("แจ้งออนไลน์", channels=listed(way))
    office("ที่ว่าการ", online)
    office("ขนส่ง", licence)
    both = show(client, f"?m={ids(online, licence)}&prov=50")
    assert both.href("online.example") == "https://online.example/x"
    assert "แวะ 2 แห่ง" in both.text
    assert "แวะ 1 แห่ง" in show(client, f"?m={ids(online, licence)}&prov=50&online=1").text
    assert "ทุกเรื่องทำทางออนไลน์ได้" in show(client, f"?m={ids(online)}&prov=50&online=1").text


def test_fees_are_added_up_and_percentages_computed_on_request(client: Client) -> None:
    sale = service(
        "โอนที่ดิน",
        fees=listed(
            Fee(item="จดทะเบียน", kind=FeeKind.PERCENT, percent=2, percent_base="ราคาประเมิน")
        ),
    )
    plain = service("ย้ายบ้าน")
    before = show(client, f"?m={ids(plain, sale)}")
    assert "ค่าธรรมเนียมรวม 100 บาท และส่วนที่คิดตามกรณี" in before.text
    after = show(client, f"?m={ids(plain, sale)}&b2=1,000,000")
    assert "ค่าธรรมเนียมรวม 20,100 บาท" in after.text
    assert "1,000,000" in after.fields("b2")


def test_times_in_one_unit_need_no_word_about_units(client: Client) -> None:
    plain = service("ย้ายบ้าน")
    days = service("ขออนุญาต", total=Duration.of(3, "working_day"))
    apart = "หน่วยเวลาต่างกัน"
    assert apart not in show(client, f"?m={ids(plain)}").text
    assert apart in show(client, f"?m={ids(plain, days)}").text


def test_the_text_of_the_agency_at_the_stop_holds(client: Client, move: Manual) -> None:
    local = adoption(move, AgencyFactory(name_th="เทศบาลเมืองตัวอย่าง"))
    cheap = listed(Fee(item="ค่าแจ้ง", kind=FeeKind.FIXED, amount_satang=700))
    services.publish_overrides(manual=local, overrides=LocalOverrides(fees=cheap), actor=ACTOR)
    office("เทศบาล", local)
    page = show(client, f"?m={ids(move)}&prov=50")
    assert "ตามคู่มือของเทศบาลเมืองตัวอย่าง" in page.text
    assert "ค่าธรรมเนียมรวม 7 บาท" in page.text


def test_two_or_three_services_stand_side_by_side(
    client: Client, move: Manual, licence: Manual
) -> None:
    assert "เทียบกัน" not in show(client, f"?m={ids(move)}").text
    page = show(client, f"?m={ids(move, licence)}")
    assert "รายการ แจ้งย้ายเข้า ทำใบขับขี่ ค่าธรรมเนียม 100 บาท 100 บาท" in page.text


def test_merged_services_are_followed_and_ended_ones_told(client: Client, move: Manual) -> None:
    old = ProcedureFactory(
        name_th="เรื่องเก่า", status=ProcedureStatus.MERGED, merged_into=move.procedure
    )
    ended = ProcedureFactory(name_th="เรื่องที่เลิก", status=ProcedureStatus.WITHDRAWN)
    unseen = ProcedureFactory(status=ProcedureStatus.DRAFT)
    page = show(client, f"?m={old.pk},{ended.pk},{unseen.pk},999999")
    assert "“เรื่องเก่า” รวมกับเรื่องอื่นแล้ว ใช้เรื่องนี้แทน:" in page.text
    assert "“เรื่องที่เลิก” ยกเลิกแล้ว" in page.text
    assert f"ไม่มีเรื่องหมายเลข {unseen.pk}, 999999" in page.text
    assert page.href("เอาออก แจ้งย้ายเข้า") == "/plan?m="


def test_no_more_than_eight(client: Client) -> None:
    many = [service(f"เรื่องที่ {number}") for number in range(9)]
    page = show(client, f"?m={ids(*many)}")
    assert "อีก 1 เรื่องยังไม่ได้เพิ่ม" in page.text
    assert "รายการเต็มแล้ว 8 เรื่อง" in page.text
    assert page.text.count("เอาออก") == 8


@pytest.mark.parametrize(
    "junk",
    [
        "?m=-1,0,abc,1e9," + "9" * 40,
        "?m=%00&q=%00%ff&prov=%F0%9F%92%A9&day=2026-99-99&b1=" + "9" * 50,
        "?m=" + ",".join(["7"] * 500),
        "?day=0001-01-01&near=91,181&district=xxxx&foreign=maybe&online=[]",
    ],
)
def test_junk_is_read_as_nothing(client: Client, junk: str) -> None:
    page = show(client, junk)
    assert page.h1 == "รายการเตรียมตัว"
    assert "เอาออก" not in page.text


def test_a_day_gone_by_is_not_kept(client: Client, move: Manual) -> None:
    page = show(client, f"?m={ids(move)}&prov=50&day={date(2020, 1, 1).isoformat()}")
    assert page.href("เอาออก แจ้งย้ายเข้า") == "/plan?m=&prov=50"


def test_the_plan_can_be_read_on_in_the_other_language(client: Client, move: Manual) -> None:
    office("ที่ว่าการ", move)
    thai = show(client, f"?m={ids(move)}&prov=50")
    there = thai.href("English")
    assert there.endswith(f"/en/plan?m={ids(move)}&prov=50")
    english = show(client, f"?m={ids(move)}&prov=50", "/en")
    assert english.h1 == "My plan"
    assert english.thai_without_mark() == []


def test_searching_adds_without_leaving_the_plan(
    client: Client, move: Manual, licence: Manual, put_in_index: Any
) -> None:
    put_in_index()
    page = show(client, f"?m={ids(move)}&prov=50&q=ใบขับขี่")
    added = f"/plan?m={ids(move, licence)}&prov=50#errand-{licence.procedure_id}"
    assert page.href("เพิ่มในรายการ ทำใบขับขี่") == added
    assert "อยู่ในรายการแล้ว" in show(client, f"?m={ids(move)}&q=แจ้งย้ายเข้า").text


def test_links_elsewhere_put_services_into_a_plan(client: Client, move: Manual) -> None:
    page = read(client.get(f"/manual/{move.procedure_id}"))
    assert page.href("เพิ่มในรายการเตรียมตัว") == f"/plan?m={move.procedure_id}"
    old = read(client.get(f"/manual/{move.procedure_id}/v/1"))
    assert old.h1 == "แจ้งย้ายเข้า"


def test_queries_do_not_grow_with_errands_counters_or_documents(client: Client) -> None:
    def count(*manuals: Manual) -> int:
        with CaptureQueriesContext(connection) as queries:
            show(client, f"?m={ids(*manuals)}&prov=50")
        return len(queries)

    one = service("เรื่องแรก", paper(CARD))
    office("ที่ว่าการ", one)
    few = count(one)
    more = [service(f"เรื่อง {n}", paper(CARD), paper(f"เอกสาร {n}")) for n in range(5)]
    for number in range(12):
        office(f"แห่งที่ {number}", one, *more[number % 5 :])
    assert count(one, *more) == few <= MOST_QUERIES


def test_a_merged_service_that_leads_to_itself_ends(client: Client) -> None:
    loop = ProcedureFactory(status=ProcedureStatus.MERGED)
    Procedure.objects.filter(pk=loop.pk).update(merged_into=loop)
    assert loop.name_th in show(client, f"?m={loop.pk}").text


@pytest.mark.parametrize("amount", ["0.25", "150", "12345.67", "1234567.5", "99999999999.99"])
def test_an_amount_stays_the_same_in_every_address(amount: str) -> None:
    def read_again(query: str) -> PlanQuery:
        given = QueryDict(query)
        return read_plan(given, province="", district="", near=None, today=bangkok_now().date())

    plan = read_again(f"m=7&b1={amount}")
    assert plan.bases == {7: round(Decimal(amount) * 100)}
    assert read_again(plan.url().partition("?")[2]).bases == plan.bases
