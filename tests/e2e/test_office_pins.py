"""Pinning in a real browser: a filter, everything in it, a review, and what citizens then see."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage
from tests.e2e.looking import check_wide_and_narrow
from tests.e2e.test_office import sign_in

pytestmark = pytest.mark.browser
PROVINCE = "ตาก"


def start_from(page: Page, records: str) -> str:
    """Open the first of her manuals or points; return the address of its pins."""
    page.goto(f"/office/pins/?list={records}")
    page.locator(".o-people").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="ตรวจทานก่อนบันทึก")).to_be_visible()
    return page.url


def choose(page: Page, state: str, button: str) -> None:
    """Look at one province only, and press a button about all that is found."""
    if page.get_by_label("จังหวัด").is_hidden():  # folded on a phone
        page.get_by_text("กรองตามจังหวัด").click()
    page.get_by_label("จังหวัด").select_option(label=PROVINCE)
    page.get_by_label("สถานะ").select_option(label=state)
    page.get_by_role("button", name="ค้นหา และจำที่ติ๊กไว้").click()
    page.get_by_role("button", name=f"{button}ในผลการค้นนี้ (9)", exact=True).click()


def save(page: Page, words: str | re.Pattern[str]) -> None:
    """Go on to the review, see what it says, and save."""
    page.get_by_role("button", name="ตรวจทานก่อนบันทึก").click()
    expect(page.get_by_role("heading", name=words)).to_be_visible()
    page.get_by_role("button", name=re.compile("^บันทึก: ")).click()
    expect(page.get_by_text("บันทึกแล้ว ประชาชนเห็นทันที")).to_be_visible()


def test_pins_are_removed_put_back_and_taken_back(open_page: OpenPage) -> None:
    # One after the other: all are about the first manual, whose selection is one officer's.
    for javascript in (True, False):
        a_manual_leaves_a_province_and_returns(open_page, javascript=javascript)
    the_last_change_is_taken_back(open_page)


def a_manual_leaves_a_province_and_returns(open_page: OpenPage, *, javascript: bool) -> None:
    """Take all pins of a province away, and put them back."""
    page = open_page("", javascript=javascript, size=DESK)
    sign_in(page, "agency-admin")
    address = start_from(page, "manuals")
    public = page.get_by_role("link", name="ดูหน้าที่ประชาชนเห็น").get_attribute("href")
    shown = f"{public}?prov=63"
    page.goto(shown)
    office = page.locator(".c-cards--points").get_by_role(
        "link", name="ที่ว่าการอำเภอเมืองตาก", exact=True
    )
    expect(office).to_be_visible()

    page.goto(address)
    choose(page, "ปักแล้ว", "ไม่เลือกทั้งหมด")
    save(page, "จะนำออก 9 จุด")
    page.goto(shown)
    expect(office).to_have_count(0)

    page.goto(address)
    choose(page, "ยังไม่ปัก", "เลือกทั้งหมด")
    expect(page.locator("#picked")).to_contain_text("จะปักเพิ่ม 9 จุด")
    last = page.get_by_role("group").get_by_role("checkbox").last
    last.uncheck()
    if javascript:
        expect(page.locator("#picked")).to_contain_text("จะปักเพิ่ม 8 จุด")
    last.check()
    save(page, "จะปักเพิ่ม 9 จุด")
    page.goto(shown)
    expect(office).to_be_visible()


def the_last_change_is_taken_back(open_page: OpenPage) -> None:
    """Undo one save."""
    page = open_page("", size=PHONE)
    sign_in(page, "agency-admin")
    start_from(page, "manuals")
    box = page.get_by_role("group").get_by_role("checkbox").first
    was = box.is_checked()
    box.set_checked(not was)
    save(page, re.compile("จะ(ปักเพิ่ม|นำออก) 1 จุด"))
    page.get_by_role("button", name="ย้อนกลับการบันทึกนี้").click()
    expect(page.get_by_text("ย้อนกลับแล้ว")).to_be_visible()
    assert page.get_by_role("group").get_by_role("checkbox").first.is_checked() == was


def test_every_page_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "agency-admin")
    for name in ("no-point", "no-manual", "unconfirmed", "manuals", "points"):
        page.goto(f"/office/pins/?list={name}")
        check_wide_and_narrow(page)
    manual = start_from(page, "manuals")
    for path in (manual, f"{manual}?q=ไม่มีชื่อนี้", f"{manual}/review", f"{manual}/facts"):
        page.goto(path)
        check_wide_and_narrow(page)
    page.goto(f"{manual}/facts")
    page.get_by_text("ตั้งข้อมูลเดียวกันให้หลายหมุด").click()
    check_wide_and_narrow(page)
    page.get_by_role("link", name=re.compile("^แก้ข้อมูล")).first.click()
    page.get_by_label("เรื่องนี้มีเวลาของตัวเอง").check()
    page.get_by_label("รับวันละไม่เกินกี่ราย").fill("หลายราย")
    page.get_by_role("button", name="บันทึกข้อมูลของหมุด").click()
    expect(page.get_by_role("heading", name="ยังทำไม่สำเร็จ")).to_be_visible()
    check_wide_and_narrow(page)
    start_from(page, "points")
    check_wide_and_narrow(page)
