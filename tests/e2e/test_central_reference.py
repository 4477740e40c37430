"""The centre announces something, tries synonyms out and a holiday, and everybody can read it."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from infogo.core.dates import bangkok_now, long_date
from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import check, check_wide_and_narrow
from tests.e2e.test_office import sign_in

pytestmark = pytest.mark.browser


def look(page: Page) -> None:
    """Ask for the effect of what was typed."""
    page.get_by_role("button", name=re.compile("^ดูผลก่อน")).click()
    expect(page.get_by_role("heading", name="ผลที่จะเกิดขึ้น")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_announcement_appears_on_public_pages_and_goes(
    open_page: OpenPage, javascript: bool
) -> None:
    page = open_page("", javascript=javascript)
    text = f"ทดสอบประกาศจากส่วนกลาง {uuid.uuid4().hex[:8]}"
    sign_in(page, "central-admin")
    page.goto("/central/reference/announcements/new")
    page.get_by_label("ข้อความภาษาไทย").fill(text)
    page.get_by_label("ด่วน", exact=True).check()
    page.get_by_label("วันที่หยุดแสดง").fill(long_date(bangkok_now().date() + timedelta(days=2)))
    page.get_by_label("เวลาที่หยุดแสดง").fill("08:30")
    look(page)
    expect(page.get_by_role("region", name="ประกาศ").last).to_contain_text(text)
    if javascript:
        check(page)
    page.get_by_role("button", name="เผยแพร่ประกาศ", exact=True).click()
    expect(page.get_by_text("สร้างประกาศแล้ว")).to_be_visible()
    page.goto("/en/help")
    shown = page.get_by_role("region", name="Announcement")
    expect(shown).to_contain_text(f"Urgent: {text}")
    if javascript:
        check(page)
    page.goto("/central/reference/announcements/")
    page.get_by_role("link", name=text).click()
    page.get_by_role("link", name="ถอนประกาศนี้").click()
    page.get_by_label("เหตุผล").fill("ทดสอบเสร็จ")
    look(page)
    page.get_by_role("button", name="ถอนประกาศ", exact=True).click()
    expect(page.get_by_text("ถอนประกาศแล้ว")).to_be_visible()
    page.goto("/en/help")
    expect(page.get_by_text(text)).to_have_count(0)


def test_synonyms_are_tried_out_before_they_are_saved(open_page: OpenPage) -> None:
    page = open_page("")
    sign_in(page, "central-admin")
    page.goto("/central/reference/synonyms/new")
    page.get_by_label("คำที่ประชาชนพิมพ์").fill("พวงมาลัยทอง")
    page.get_by_label("คำที่ใช้ค้นแทน").fill("ใบขับขี่")
    look(page)
    table = page.get_by_role("table", name=re.compile("ก่อนและหลัง"))
    expect(table.get_by_role("row").filter(has_text="พวงมาลัยทอง")).to_contain_text("ขับ")
    check(page)
    page.get_by_role("button", name="เพิ่มกลุ่มคำ", exact=True).click()
    expect(page.get_by_text("การค้นทุกครั้งจะใช้คำนี้ภายในหนึ่งวินาที")).to_be_visible()
    page.goto("/search?q=พวงมาลัยทอง")
    expect(page.get_by_role("main")).to_contain_text("ใบขับขี่")
    page.goto("/central/reference/synonyms/?q=พวงมาลัยทอง")
    page.get_by_role("link", name="พวงมาลัยทอง").last.click()
    page.get_by_role("link", name="เลิกใช้กลุ่มคำนี้").click()
    page.get_by_label("เหตุผล").fill("ทดสอบเสร็จ")
    look(page)
    page.get_by_role("button", name="เลิกใช้กลุ่มคำ", exact=True).click()
    expect(page.get_by_text("เลิกใช้กลุ่มคำแล้ว")).to_be_visible()


def test_a_holiday_tells_what_it_moves(open_page: OpenPage) -> None:
    page = open_page("")
    sign_in(page, "central-admin")
    page.goto("/central/reference/holidays/new")
    page.get_by_label("วันที่หยุด").fill(long_date(bangkok_now().date() + timedelta(days=9)))
    page.get_by_label("ชื่อวันหยุด").fill("วันหยุดพิเศษ")
    page.get_by_label("ที่มา").fill("มติคณะรัฐมนตรี")
    look(page)
    expect(page.get_by_role("main")).to_contain_text("จุดให้บริการที่จะปิด")
    check(page)


def test_every_page_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-admin")
    for path in (
        "",
        "announcements/",
        "announcements/new",
        "holidays/",
        "synonyms/",
        "tags/?q=บัตร",
        "headings/topic/",
        "headings/topic/order",
        "headings/event/1",
        "headings/event/1/end",
        "stages/1",
        "vocabularies/",
        "vocabularies/point_kind/",
        "vocabularies/point_kind/new",
        "rules/",
        "rules/1",
        "rules/new",
        "forms/1",
        "forms/new",
    ):
        page.goto(f"/central/reference/{path}")
        check_wide_and_narrow(page)
