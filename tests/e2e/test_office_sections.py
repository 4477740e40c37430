"""A section of a draft in a real browser: written by buttons, and saving by itself."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage
from tests.e2e.looking import check
from tests.e2e.test_office import sign_in
from tests.e2e.test_office_manuals import EDITOR, OWN

pytestmark = pytest.mark.browser
NOTE = "#f-fee_note"


def open_fees(page: Page, *, javascript: bool = True) -> None:
    """Open the fees of the municipality's own manual, as its own text."""
    look = check if javascript else lambda _page: None  # looking is done by a script
    sign_in(page, EDITOR)
    page.goto(f"/office/manuals/?q={OWN}")
    page.get_by_role("link", name=OWN).click()
    begin = page.get_by_role("button", name="แก้เฉพาะข้อของหน่วยงาน")
    (begin if begin.count() else page.get_by_role("link", name="เปิดร่าง")).click()
    page.get_by_role("link", name="16. ค่าธรรมเนียม").click()
    look(page)
    own = page.get_by_role("button", name="กำหนดเอง เริ่มจากมาตรฐานกลาง")
    if own.count():
        own.click()
    look(page)


def new_note() -> str:
    """Return a text that nobody wrote before."""
    return f"จ่ายที่ช่องการเงิน {time.time_ns()}"


def it_saves_by_itself_and_draws_a_fee_anew(open_page: OpenPage) -> None:
    """Typing is enough to be saved, and choosing how a fee is set changes its fields."""
    page = open_page("", size=DESK)
    open_fees(page)
    note = new_note()
    page.locator(NOTE).fill(note)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(NOTE).blur()
    expect(page.get_by_role("status")).to_contain_text("บันทึกแล้ว")
    page.get_by_role("button", name="เพิ่มค่าธรรมเนียม").click()
    fee = page.get_by_role("group", name="ค่าธรรมเนียมที่").last
    fee.get_by_label("วิธีคิด").select_option(label="ช่วงจำนวน")
    expect(fee.get_by_label("จำนวนเงินสูงสุด")).to_be_visible()
    check(page)
    page.reload()
    expect(page.locator(NOTE)).to_have_value(note)
    page.get_by_role("button", name="ลบค่าธรรมเนียมที่").last.click()
    page.get_by_role("button", name="เลิกแก้ ให้คนอื่นแก้ต่อ").click()
    expect(page.get_by_text("เลิกแก้ร่างแล้ว")).to_be_visible()


def what_a_lost_connection_kept_back_is_said_and_saved_later(open_page: OpenPage) -> None:
    """Nothing typed is lost while the server cannot be reached."""
    page = open_page("", size=DESK)
    open_fees(page)
    expect(page.get_by_role("status")).to_contain_text("คุณกำลังแก้ร่างนี้")
    note = new_note()
    page.context.set_offline(True)
    page.locator(NOTE).fill(note)
    expect(page.get_by_text("ยังไม่ได้บันทึก ข้อความยังอยู่ในหน้านี้")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="บันทึกร่าง", exact=True).last.click()
    expect(page.locator(NOTE)).to_have_value(note)
    page.reload()
    expect(page.locator(NOTE)).to_have_value(note)


def buttons_alone_are_enough(open_page: OpenPage) -> None:
    """Adding, removing and saving work without a script."""
    page = open_page("", size=PHONE, javascript=False)
    open_fees(page, javascript=False)
    note = new_note()
    page.locator(NOTE).fill(note)
    page.get_by_role("button", name="เพิ่มค่าธรรมเนียม").click()
    expect(page.locator(NOTE)).to_have_value(note)
    page.get_by_role("group", name="ค่าธรรมเนียมที่").last.get_by_label("รายการ").fill("ค่าใบรับ")
    page.get_by_role("button", name="ลบค่าธรรมเนียมที่").last.click()
    page.get_by_role("button", name="บันทึกแล้วไปข้อถัดไป").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ช่องทางการร้องเรียน")


def test_a_section_is_written_with_scripts_without_and_offline(open_page: OpenPage) -> None:
    # One after the other: all write into the one draft of the municipality.
    it_saves_by_itself_and_draws_a_fee_anew(open_page)
    what_a_lost_connection_kept_back_is_said_and_saved_later(open_page)
    buttons_alone_are_enough(open_page)
