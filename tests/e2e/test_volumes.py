"""A month's numbers typed, pasted from a spreadsheet, looked at, refused while rows are missing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from infogo.volumes.months import code_of
from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import check, check_wide_and_narrow
from tests.e2e.test_office import enter_room, sign_in
from tests.volumes.forms import last_month

pytestmark = pytest.mark.browser
MUNICIPALITY = "เทศบาลนครเชียงใหม่"
PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = {clipboardData: data, bubbles: true, cancelable: true};
  cell.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def open_month(page: Page) -> str:
    """Go to the municipality's report of the month that ended; return its address."""
    enter_room(page, "ธุรกรรม")
    page.get_by_role("main").get_by_role("link", name=MUNICIPALITY, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ธุรกรรมเดือน")
    assert code_of(last_month()) in page.url
    return page.url


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "360"])
def test_numbers_are_typed_and_pasted_and_save_by_themselves(
    open_page: OpenPage, size: Size, script_errors: Callable[[Page], list[str]]
) -> None:
    page = open_page("", size=size)
    errors = script_errors(page)
    sign_in(page, "reporter")
    address = open_month(page)
    check(page)
    cells = page.locator(".o-grid [data-cell]")
    said = page.locator(".o-grid__said")
    cells.first.fill("๐")
    cells.nth(1).fill("12")
    cells.nth(1).press("Enter")
    # Down the column of a table, through the card on a phone.
    expect(cells.nth(6 if size == DESK else 2)).to_be_focused()
    cells.nth(6).focus()
    expect(said.first).to_contain_text("บันทึกแล้ว")
    cells.nth(6).press("ArrowUp")
    expect(cells.nth(1)).to_be_focused()

    cells.nth(5).evaluate(PASTE, "0\t40\t38\t2\t0\n1\t1,000\t\t0\t1\n0\t5\t5\t0\t0\n")
    expect(page.locator("[data-pasted]")).to_have_text("วางแล้ว 14 ช่อง")
    # However many rows wait for their turn, each is saved.
    expect(said.nth(1)).to_contain_text("บันทึกแล้ว")
    expect(said.nth(2)).to_contain_text("ต้องแก้")
    expect(said.nth(3)).to_contain_text("บันทึกแล้ว")
    cells.nth(12).fill("สิบ")
    cells.nth(12).press("Tab")
    expect(said.nth(2)).to_contain_text("ใส่จำนวนเป็นตัวเลข")
    expect(cells.nth(12)).to_have_accessible_description(re.compile("ใส่จำนวนเป็นตัวเลข"))
    expect(cells.nth(12)).to_have_attribute("aria-invalid", "true")
    check(page)

    page.goto(address)
    assert [cells.nth(n).input_value() for n in (0, 1, 5, 6, 11)] == ["0", "12", "0", "40", "1000"]
    page.get_by_role("link", name="ข้อสังเกตและการส่ง").click()
    check(page)
    page.get_by_role("button", name="ส่งรายงานเดือน").click()
    expect(page.get_by_role("alert").first).to_contain_text("ยังไม่ได้ใส่จำนวน")
    check(page)
    page.get_by_role("link", name="ประวัติ").click()
    expect(page.get_by_role("main")).to_contain_text("รับคำขอ ว่าง → 40")
    check(page)
    # The browser itself reports each answer that is a refusal.
    assert [line for line in errors if "422" not in line] == []


def test_numbers_that_did_not_arrive_say_so_and_are_saved_with_the_page(
    open_page: OpenPage,
) -> None:
    page = open_page("", size=PHONE)
    sign_in(page, "reporter")
    address = open_month(page)
    row = page.locator(".o-grid tbody").nth(6)
    cells, said = row.locator("[data-cell]"), row.locator(".o-grid__said")
    answers = [500, 0, 401]  # 0: the line is dead
    asked: list[str] = []

    def fail(route: Route) -> None:
        status = answers.pop(0)
        if status:
            ended = {"HX-Retarget": "[data-tell]", "HX-Reswap": "innerHTML"}
            route.fulfill(status=status, body="", headers=ended if status == 401 else {})
        else:
            route.abort()

    page.route(re.compile(r"/office/volumes/\d+/[\d-]+/.+"), fail)
    for number, words in (("7", "ขัดข้อง"), ("8", "ขัดข้อง"), ("9", "หมดเวลาใช้งาน")):
        cells.nth(1).click()
        cells.nth(1).fill(number)
        cells.nth(1).press("Tab")
        expect(said.get_by_text("ยังไม่บันทึก")).to_have_count(1)
        expect(said).to_contain_text(words)
    check(page)
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("void setTimeout(() => location.assign('/office/'), 0)")
    page.get_by_role("button", name="บันทึกหน้านี้").click()
    expect(page.get_by_role("main")).to_contain_text("บันทึกแล้ว 1 แถว")
    assert asked == ["beforeunload"], "who leaves is asked, who saves is not"
    page.unroute_all()
    # Signed in anew elsewhere: the page gets its new token and the row is sent again by itself.
    cookies = page.context.cookies()
    for cookie in cookies:
        if "csrf" in cookie["name"]:
            cookie["value"] = "a" * 32
    page.context.add_cookies(cookies)
    with page.expect_response(lambda answer: "/row/" in answer.url and answer.ok):
        cells.nth(1).fill("10")
        cells.nth(1).press("Tab")
    expect(said).to_contain_text("บันทึกแล้ว")
    page.goto(address)
    expect(cells.nth(1)).to_have_value("10")


def test_without_a_script_the_page_saves(open_page: OpenPage) -> None:
    page = open_page("", size=PHONE, javascript=False)
    sign_in(page, "reporter")
    open_month(page)
    row = page.locator(".o-grid tbody").nth(4)
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="บันทึกหน้านี้").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"บันทึกแล้ว \d+ แถว"))
    expect(row.locator("[data-cell]").nth(1)).to_have_value("0")
    row.get_by_role("checkbox").uncheck()
    row.locator("[data-cell]").nth(1).fill("x")
    page.get_by_role("button", name="บันทึกหน้านี้").click()
    expect(page.get_by_role("alert").first).to_contain_text("ใส่จำนวนเป็นตัวเลข")
    expect(row.locator("[data-cell]").nth(1)).to_have_value("x")


def test_a_phone_says_how_far_it_is_and_what_is_wrong_beside_the_field(
    open_page: OpenPage,
) -> None:
    page = open_page("", size=PHONE)
    sign_in(page, "reporter")
    open_month(page)
    bar, rows = page.locator(".o-bar"), page.locator(".o-grid tbody")
    row = next(each for each in rows.all()[7:] if not each.get_by_text("ครบแล้ว").count())
    expect(bar).to_be_in_viewport(ratio=1)
    left = int(re.findall(r"เหลือ (\d+) แถว", bar.inner_text())[0])
    row.get_by_role("checkbox").check()
    expect(row.get_by_text("ครบแล้ว")).to_be_visible()
    expect(bar).to_contain_text(f"เหลือ {left - 1} แถว")
    cell = row.locator("[data-cell]").nth(1)
    cell.fill("x")
    cell.press("Tab")
    beside = cell.locator("xpath=ancestor::td").get_by_text("ใส่จำนวนเป็นตัวเลข")
    expect(beside).to_be_visible()
    check(page)
    cell.fill("0")
    cell.press("Tab")
    expect(beside).to_be_hidden()
    expect(cell).not_to_have_attribute("aria-invalid", "true")
    bar.get_by_role("link", name="เหลือ").click()
    next_left = page.locator(".o-grid tbody:not(:has(.o-grid__full)) [data-cell]:focus")
    expect(next_left).to_be_in_viewport()
    page.get_by_role("link", name="แถวที่ยังไม่ครบ", exact=True).click()
    expect(page.locator(".o-grid tbody").first).to_be_visible()
    check(page)


def test_going_on_without_a_script_saves_first(open_page: OpenPage) -> None:
    page = open_page("", size=PHONE, javascript=False)
    sign_in(page, "reporter")
    address = open_month(page)
    cell = page.locator(".o-grid tbody").nth(10).locator("[data-cell]").nth(1)
    cell.fill("x")
    page.get_by_role("button", name="บันทึกแล้วดูแถวถัดไป").click()
    expect(page.get_by_role("alert").first).to_contain_text("ใส่จำนวนเป็นตัวเลข")
    expect(cell).to_have_value("x")
    cell.fill("31")
    page.get_by_role("button", name="บันทึกแล้วดูแถวถัดไป").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"บันทึกแล้ว \d+ แถว"))
    assert "after=" in page.url
    page.goto(address)
    expect(cell).to_have_value("31")


def test_what_is_only_looked_at_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-admin")
    for path in (
        "/office/volumes/",
        "/office/volumes/?q=nobody",
        "/office/volumes/completeness",
        "/office/volumes/231/year/2569",
        "/office/manuals/1/figures",
        "/office/account/tokens",
        "/office/bulk/volumes",
    ):
        page.goto(path)
        check_wide_and_narrow(page)
