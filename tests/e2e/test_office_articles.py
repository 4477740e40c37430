"""An article from the first word to citizens, in a real browser, with and without a script."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import check_wide_and_narrow
from tests.e2e.test_office import DEPARTMENT, sign_in
from tests.files.samples import picture

pytestmark = pytest.mark.browser
SAID = "ล้วงกระเป๋าแล้วไม่เจอบัตร"
PICTURE = {"name": "เคาน์เตอร์.png", "mimeType": "image/png", "buffer": picture("PNG", (600, 300))}


def begin(page: Page) -> str:
    """Begin an article and return its title."""
    title = f"บัตรหายต้องทำอย่างไร {uuid.uuid4().hex[:6]}"
    page.goto("/office/articles/new")
    page.get_by_label("ชื่อบทความ", exact=True).fill(title)
    page.get_by_label(DEPARTMENT, exact=True).check()
    page.get_by_role("button", name="เริ่มเขียน").click()
    page.get_by_label("คำตอบสั้น").fill("ทำบัตรใหม่ได้ที่สำนักทะเบียนทุกแห่ง")
    page.get_by_label("เนื้อหา", exact=True).fill("## ทำที่ไหน\n\nที่ว่าการอำเภอแห่งใดก็ได้\n\n")
    page.get_by_label("ประโยคที่ประชาชนพูด").fill(f"{SAID}\nทำบัตรตกน้ำ")
    return title


def attach(page: Page) -> None:
    page.get_by_label("ไฟล์ภาพ").set_input_files(PICTURE)
    page.get_by_label("คำอธิบายภาพ").fill("เคาน์เตอร์ทำบัตร")
    page.get_by_role("button", name="แนบภาพไว้ท้ายเนื้อหา").click()
    expect(page.get_by_text("วางภาพไว้ท้ายเนื้อหาแล้ว")).to_be_visible()


def shown_width(page: Page) -> int:
    shown = page.get_by_role("img", name="เคาน์เตอร์ทำบัตร")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    width: int = shown.evaluate("image => image.naturalWidth")
    return width


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_article_reaches_citizens(
    open_page: OpenPage, javascript: bool, script_errors: Callable[[Page], list[str]]
) -> None:
    page = open_page("", javascript=javascript)
    problems = script_errors(page)
    sign_in(page, "agency-admin")
    title = begin(page)
    attach(page)
    page.get_by_role("button", name="บันทึกแล้วดูตัวอย่าง").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert shown_width(page) == 600
    page.get_by_role("link", name="กลับไปหน้าบทความ").click()
    page.get_by_role("link", name="ส่งให้ผู้อนุมัติ").click()
    page.get_by_role("button", name="ส่งให้ผู้อนุมัติ").click()
    article = page.url

    approver = open_page("", javascript=javascript)
    sign_in(approver, "manual-approver")
    approver.goto(article)
    approver.get_by_role("link", name="ตรวจและตัดสินใจ").click()
    expect(approver.get_by_text(SAID)).to_be_visible()
    approver.get_by_role("button", name="อนุมัติและเผยแพร่").click()
    approver.get_by_role("link", name="ดูหน้าที่ประชาชนเห็น").click()
    expect(approver.get_by_role("heading", level=1)).to_have_text(title)
    assert shown_width(approver) == 600
    assert approver.get_by_text(SAID).count() == 0, "it is for search alone"
    assert problems == []


def test_a_script_saves_by_itself_and_inserts_links(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "agency-admin")
    begin(page)
    expect(page.get_by_role("status")).to_have_text(re.compile("บันทึกแล้ว"), timeout=10_000)
    page.get_by_label("ค้นบริการ").press_sequentially("บัตรประชาชน")
    page.get_by_role("button", name=re.compile("^แทรกลิงก์")).first.click()
    body = page.get_by_label("เนื้อหา", exact=True)
    expect(body).to_have_value(re.compile(r"\]\(service:[\w-]+\)$"))
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        pass  # the inserted link is saved by itself, too
    written = body.input_value()
    page.reload()
    expect(body).to_have_value(written)


def test_every_page_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "agency-admin")
    begin(page)
    page.get_by_role("button", name="บันทึกแล้วค้นบริการ").click()
    attach(page)
    article = page.url.partition("/edit")[0]
    for path in (
        article,
        f"{article}/edit?q=บัตร",
        f"{article}/preview",
        f"{article}/submit",
        "/office/articles/",
        "/office/articles/new",
        "/office/files/",
        "/office/files/upload",
    ):
        page.goto(path)
        check_wide_and_narrow(page)
    page.goto("/office/files/")
    page.get_by_role("link", name=re.compile("^ถอนไฟล์")).first.click()
    check_wide_and_narrow(page)
    page.goto("/office/files/")
    page.get_by_role("link", name=f"เปลี่ยนตราของ{DEPARTMENT}").click()
    page.get_by_label("ไฟล์ภาพ").set_input_files(PICTURE)
    page.get_by_role("button", name="ใช้ภาพนี้เป็นตรา").click()
    expect(page.get_by_role("img", name="ตราที่แสดงอยู่")).to_be_visible()
    check_wide_and_narrow(page)
    page.get_by_role("button", name="ลบตรา").click()
