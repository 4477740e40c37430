"""Prepare once, go once: move house, a first driving licence, a small restaurant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import axe_finds_nothing, fits

pytestmark = pytest.mark.browser
# Chiang Mai, Nakhon Ratchasima, Songkhla: the district of each capital.
PLACES = [("50", "5001"), ("30", "3001"), ("90", "9001")]
DLT, RESTAURANT = "ทำใบขับขี่รถยนต์ครั้งแรก", "แจ้งเปิดร้านอาหารเล็ก"


def errands(examples: dict[str, Any]) -> list[str]:
    return str(examples["plan"]).split(",")


def test_three_services_fit_beside_each_other_on_a_phone(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    page = open_page(f"/compare?m={examples['plan']}", size=PHONE)
    for table in page.get_by_role("main").get_by_role("region").all():
        assert table.evaluate("box => box.scrollWidth <= box.clientWidth")
    row = page.get_by_role("row").filter(has_text="ระยะเวลา").first
    boxes = [cell.bounding_box() for cell in row.get_by_role("cell").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    header = row.get_by_role("rowheader").bounding_box()
    assert header and boxes[0] and header["y"] < boxes[0]["y"]
    # Long texts have the whole width, one below the other.
    steps = page.get_by_role("row").filter(has_text="อบรม").last.get_by_role("cell").all()
    tops = [box["y"] for box in (cell.bounding_box() for cell in steps) if box]
    assert len(tops) == 3 and tops == sorted(set(tops))


def choose_area(page: Page, province: str, district: str) -> None:
    page.get_by_label("จังหวัดที่บ้าน ร้าน หรือที่ดินอยู่").select_option(value=province)
    page.get_by_role("button", name="จัดเส้นทาง").click()
    page.get_by_label("อำเภอหรือเขต").select_option(value=district)
    page.get_by_role("button", name="จัดเส้นทาง").click()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize(("province", "district"), PLACES, ids=[code for code, _ in PLACES])
def test_from_a_manual_to_one_list_and_one_trip(
    open_page: OpenPage,
    examples: dict[str, Any],
    province: str,
    district: str,
    javascript: bool,
    size: Size,
) -> None:
    page = open_page(f"/manual/{errands(examples)[0]}", size=size, javascript=javascript)
    page.get_by_role("main").get_by_role("link", name="เพิ่มในรายการเตรียมตัว").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("รายการเตรียมตัว")
    for words, title in (("ใบขับขี่ครั้งแรก", DLT), ("เปิดร้านอาหารเล็ก", RESTAURANT)):
        page.get_by_label("เรื่องที่ต้องทำ", exact=True).fill(words)
        page.get_by_role("button", name="ค้นหาเรื่องที่จะเพิ่ม").click()
        page.get_by_role("link", name=f"เพิ่มในรายการ {title}").first.click()
    choose_area(page, province, district)

    assert f"district={district}" in page.url
    stops = page.locator(".c-steps .c-step")
    expect(stops.first).to_be_visible()
    assert 1 <= stops.count() <= 3
    expect(page.get_by_text("ใช้กับ 3 เรื่อง:").first).to_be_visible()
    expect(page.get_by_text("ได้รับผลครบภายใน").first).to_be_visible()
    fits(page)
    if javascript:
        axe_finds_nothing(page)


def test_the_device_remembers_ticks_notes_and_the_plan(
    open_page: OpenPage, examples: dict[str, Any], script_errors: Callable[[Page], list[str]]
) -> None:
    first, second, third = errands(examples)
    page = open_page("")
    errors = script_errors(page)
    page.goto(f"/plan?m={first}")
    page.get_by_label("บัตรประจำตัวประชาชน", exact=True).check()
    page.get_by_label("บันทึกของฉัน").fill("ไปวันจันทร์")
    page.goto(f"/manual/{second}")
    page.get_by_role("main").get_by_role("link", name="เพิ่มในรายการเตรียมตัว").first.click()

    assert page.url.endswith(f"/plan?m={first},{second}")
    expect(page.get_by_label("บัตรประจำตัวประชาชน", exact=True)).to_be_checked()
    expect(page.get_by_label("บันทึกของฉัน")).to_have_value("ไปวันจันทร์")
    page.goto("/")
    mine = page.get_by_role("banner").get_by_role("link", name="เตรียมไว้")
    expect(mine).to_have_accessible_name("เตรียมไว้ 2 เรื่อง")
    fits(page)
    mine.click()
    assert page.url.endswith(f"/plan?m={first},{second}")
    page.goto("/plan")
    expect(page.get_by_text("ยังไม่มีเรื่องในรายการ")).to_be_hidden()
    page.get_by_role("link", name="เปิดรายการที่เก็บไว้ในเครื่องนี้ (2)").click()
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="รายการเตรียมตัว").click()
    assert page.url.endswith(f"/plan?m={first},{second}")
    for _errand in range(2):
        page.get_by_role("link", name="เอาออก").first.click()
    expect(page.get_by_text("ยังไม่มีเรื่องในรายการ")).to_be_visible()
    expect(mine).to_be_hidden()
    page.goto(f"/manual/{third}")
    page.get_by_role("main").get_by_role("link", name="เพิ่มในรายการเตรียมตัว").first.click()
    assert page.url.endswith(f"/plan?m={third}")
    assert errors == []


@pytest.mark.parametrize("width", [320, 340, 360])
def test_the_name_of_the_site_stays_in_one_line_beside_the_plan(
    open_page: OpenPage, examples: dict[str, Any], width: int
) -> None:
    page = open_page(f"/plan?m={examples['plan']}", size=(width, 640))
    expect(page.get_by_role("banner").get_by_role("link", name="เตรียมไว้")).to_be_visible()
    name = page.get_by_role("banner").get_by_role("link", name="ติดต่อราชการ").locator("span")
    assert name.evaluate("name => name.getClientRects().length") == 1
    lines = "name => name.clientHeight / parseFloat(getComputedStyle(name).lineHeight)"
    assert name.evaluate(lines) < 1.5
    fits(page)


def test_a_whole_stage_of_a_life_event_is_added_at_once(open_page: OpenPage) -> None:
    page = open_page("/life/coming-of-age", javascript=False)
    page.get_by_role("link", name="เพิ่มทั้งขั้นในรายการเตรียมตัว").first.click()
    assert page.get_by_role("link", name="เอาออก").count() >= 1


def test_the_printed_plan_says_until_when_each_stop_is_open(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    page = open_page(f"/plan?m={examples['plan']}&prov=50", size=DESK)
    page.emulate_media(media="print")
    hours = page.locator(".c-step").first.get_by_text("วันนั้น")
    expect(hours).to_be_visible()
    expect(page.get_by_text("ระยะทางของแห่งแรกวัดจากใจกลาง จ.เชียงใหม่")).to_be_visible()
