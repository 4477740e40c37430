"""An officer of a municipality adopts a manual and works on its draft, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import check_wide_and_narrow
from tests.e2e.test_office import enter_room, sign_in

pytestmark = pytest.mark.browser
EDITOR = "manual-editor-municipality"
ADOPTED = {True: "ขึ้นทะเบียนเลี้ยงสัตว์", False: "ขึ้นทะเบียนชาวประมง"}
"""What the municipality has not adopted yet; each run of the journey takes one."""
OWN = "ขอถังขยะ"
"""What it has adopted, with a section of its own."""


def adopt(page: Page, name: str) -> None:
    """Adopt a standard manual from the menu and stay on its draft."""
    enter_room(page, "คู่มือ")
    page.get_by_role("link", name="เริ่มคู่มือใหม่").click()
    page.get_by_label("ค้นเรื่องที่หน่วยงานให้บริการ").fill(name)
    page.get_by_role("button", name="ค้นหาคู่มือมาตรฐานกลาง").click()
    page.get_by_role("heading", name=name).get_by_role("link").click()
    page.get_by_role("button", name="รับมาใช้ แล้วแก้เฉพาะข้อของหน่วยงาน").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def localise(page: Page, section: str, label: str, words: str) -> None:
    """Open a section from the draft, make it the agency's own, write into it and save."""
    page.get_by_role("link", name=section).click()
    page.get_by_role("button", name="กำหนดเอง เริ่มจากมาตรฐานกลาง").click()
    page.get_by_label(label).first.fill(words)
    page.get_by_role("button", name="บันทึกร่าง", exact=True).click()
    expect(page.get_by_text("บันทึกแล้ว").first).to_be_visible()
    page.get_by_role("link", name="กลับไปรายการ").first.click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_municipality_adopts_a_manual_localises_and_submits_it(
    open_page: OpenPage, javascript: bool
) -> None:
    page = open_page("", javascript=javascript)
    sign_in(page, EDITOR)
    adopt(page, ADOPTED[javascript])
    draft = page.url
    page.get_by_role("link", name="ส่งให้ผู้อนุมัติ").click()
    expect(page.get_by_text("แก้อย่างน้อยหนึ่งข้อก่อนส่ง")).to_be_visible()

    page.goto(draft)
    localise(page, "16. ค่าธรรมเนียม", "หมายเหตุค่าธรรมเนียม", "จ่ายที่กองคลัง ชั้น 1")
    localise(page, "19. หมายเหตุ", "หมายเหตุ", "มีที่จอดรถหลังอาคาร")
    page.get_by_role("link", name="ดูตัวอย่างแบบประชาชน").click()
    expect(page.get_by_text("มีที่จอดรถหลังอาคาร").first).to_be_visible()
    expect(page.get_by_text("ตัวอย่าง ยังไม่เผยแพร่").first).to_be_visible()
    page.goto(draft)
    page.get_by_role("link", name="ดูแบบเอกสารราชการ").click()
    expect(page.get_by_role("heading", name=re.compile(r"^19\."))).to_be_visible()
    page.goto(draft)
    page.get_by_role("link", name="เทียบกับฉบับที่เผยแพร่").click()
    expect(page.get_by_text("มีที่จอดรถหลังอาคาร").first).to_be_visible()

    page.goto(f"{draft}/submit")
    page.get_by_label("มีอะไรใหม่").fill("บอกที่จ่ายเงินและที่จอดรถ")
    page.get_by_role("button", name="ส่งให้ผู้อนุมัติ").click()
    expect(page.get_by_text("รอหน่วยงานอนุมัติ").first).to_be_visible()

    page.get_by_role("button", name="เอากลับมาแก้").click()
    page.get_by_role("link", name="ทิ้งร่าง").click()
    page.get_by_role("button", name="ทิ้งร่างนี้").click()
    expect(page.get_by_text("ทิ้งร่างแล้ว")).to_be_visible()
    page.get_by_role("link", name="ดูหน้าที่ประชาชนเห็นตอนนี้").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(ADOPTED[javascript])
    expect(page.get_by_text("ใช้คู่มือมาตรฐานกลางทั้งฉบับ")).to_be_visible()


def test_every_page_of_manuals_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, EDITOR)
    page.goto(f"/office/manuals/?q={OWN}")
    check_wide_and_narrow(page)
    page.get_by_role("link", name=OWN).click()
    check_wide_and_narrow(page)
    page.get_by_role("link", name="เทียบสองฉบับ").click()
    check_wide_and_narrow(page)
    page.go_back()
    begin = page.get_by_role("button", name="แก้เฉพาะข้อของหน่วยงาน")
    (begin if begin.count() else page.get_by_role("link", name="เปิดร่าง")).click()
    draft = page.url
    for tail in ("", "/preview", "/legal", "/diff", "/submit", "/discard"):
        page.goto(f"{draft}{tail}")
        check_wide_and_narrow(page)
    for path in ("/office/manuals/new", "/office/manuals/new?q=ใบขับขี่", "/office/manuals/new/blank"):
        page.goto(path)
        check_wide_and_narrow(page)
    page.goto("/office/manuals/new?q=ใบขับขี่")
    page.get_by_role("listitem").get_by_role("heading").get_by_role("link").first.click()
    check_wide_and_narrow(page)
