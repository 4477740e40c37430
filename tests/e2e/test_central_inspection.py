"""A central reviewer returns a manual with reasons, and a flag grows into a paper."""

from __future__ import annotations

import io
import uuid
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import check, check_wide_and_narrow
from tests.e2e.reviewing import send_to_review
from tests.e2e.test_office import enter_room, sign_in

pytestmark = pytest.mark.browser
SIDEWAYS = """[...document.querySelectorAll(".c-scroll")]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => box.getAttribute("aria-label"))"""


def open_review(page: Page, note: str) -> None:
    """Go to the draft that carries this note, by the queue."""
    page.goto("/central/")
    enter_room(page, "ตรวจคู่มือ")
    line = page.get_by_role("main").get_by_role("listitem").filter(has_text=note)
    line.get_by_role("heading").get_by_role("link").click()


def downloaded(page: Page, name: str) -> bytes:
    """Return what a link on the page leads to."""
    href = page.get_by_role("link", name=name).first.get_attribute("href")
    assert href
    answer = page.request.get(href)
    assert answer.ok
    return answer.body()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_manual_is_returned_and_a_flag_becomes_a_paper(
    open_page: OpenPage, country_home: Path, javascript: bool
) -> None:
    note = f"ขยายเวลา {uuid.uuid4().hex[:8]}"
    send_to_review(country_home, note)
    reviewer = open_page("", javascript=javascript)
    sign_in(reviewer, "central-reviewer")
    open_review(reviewer, note)
    expect(reviewer.get_by_role("table", name="ร่างนี้เทียบกับคู่มืออื่น")).to_contain_text("40 วันทำการ")
    # On a phone the columns stand below each other: nothing is read by scrolling sideways.
    assert reviewer.evaluate(SIDEWAYS) == []
    reviewer.get_by_role("link", name="ตั้งเรื่อง ล่าช้าเกินสมควร").click()
    reviewer.get_by_label("ขั้นตอนหรือเวลาใดล่าช้าเกินสมควร").fill("คณะกรรมการใช้ 40 วันทำการ")
    reviewer.get_by_role("button", name="ตั้งเรื่องตรวจสอบ").click()
    expect(reviewer.get_by_text("ตั้งเรื่องตรวจสอบแล้ว")).to_be_visible()
    case = reviewer.url

    open_review(reviewer, note)
    reviewer.get_by_role("button", name="ส่งกลับแก้ไข").click()
    expect(reviewer.locator("#wrong")).to_contain_text("บอกว่าต้องแก้อะไร")
    reviewer.get_by_label("ต้องแก้อะไรใน “ขั้นตอน").fill("ลดเหลือ 29 วันทำการ")
    reviewer.get_by_role("button", name="ส่งกลับแก้ไข").click()
    expect(reviewer.get_by_text("กลับให้ผู้เขียนแก้แล้ว")).to_be_visible()

    reviewer.goto(case)
    reviewer.get_by_role("link", name="ขอให้หน่วยงานชี้แจง").click()
    assert "40 วันทำการ" in reviewer.get_by_label("ข้อความถึงหน่วยงาน").input_value()
    reviewer.get_by_role("button", name="ขอให้หน่วยงานชี้แจง").click()
    expect(reviewer.get_by_text("ส่งคำขอชี้แจงแล้ว")).to_be_visible()

    agency = open_page("", javascript=javascript)
    sign_in(agency, "manual-approver")
    agency.goto("/office/notices/")
    agency.get_by_role("main").get_by_role("link", name="ส่วนกลางขอให้ชี้แจง").first.click()
    agency.get_by_label("คำชี้แจง", exact=True).fill("คณะกรรมการประชุมเดือนละครั้ง")
    agency.get_by_label("แก้คู่มือแล้ว หรือกำลังแก้").check()
    agency.get_by_role("button", name="ส่งคำชี้แจง").click()
    expect(agency.get_by_text("ส่งคำชี้แจงแล้ว")).to_be_visible()

    reviewer.goto(case)
    expect(reviewer.get_by_text("คณะกรรมการประชุมเดือนละครั้ง")).to_be_visible()
    reviewer.get_by_role("link", name="จัดทำร่างข้อเสนอคณะรัฐมนตรี").click()
    reviewer.get_by_label("ความเห็นของส่วนกลาง").fill("ประชุมถี่ขึ้นได้")
    reviewer.get_by_label("ข้อเสนอต่อคณะรัฐมนตรี").fill("ให้ลดเวลาเหลือ 29 วันทำการ")
    reviewer.get_by_role("button", name="จัดทำร่างข้อเสนอคณะรัฐมนตรี").click()
    expect(reviewer.get_by_role("heading", name="ร่างข้อเสนอคณะรัฐมนตรี")).to_be_visible()
    assert downloaded(reviewer, "ดาวน์โหลด PDF").startswith(b"%PDF")
    book = Document(io.BytesIO(downloaded(reviewer, "ดาวน์โหลด Word")))
    assert any("ให้ลดเวลาเหลือ 29 วันทำการ" in part.text for part in book.paragraphs)
    if javascript:  # axe is a script itself
        check(reviewer)
        check(agency)


def test_every_page_of_the_review_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-reviewer")
    for path in (
        "/central/reviews/",
        "/central/reviews/?size=large&age=30",
        "/central/cases/",
        "/central/cases/?state=overdue",
        "/central/cases/new?q=บัตร",
        "/central/searches/",
        "/central/searches/proposals",
        "/central/e-act/",
        "/central/e-act/declarations/",
        "/central/e-act/agencies",
        "/office/inspections/",
    ):
        page.goto(path)
        check_wide_and_narrow(page)
