"""A reporter watches a delayed request in a real browser, from receipt to printed letter."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from infogo.core.dates import bangkok_now, long_date, short_date
from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import check, check_wide_and_narrow
from tests.e2e.test_office import enter_room, sign_in

pytestmark = pytest.mark.browser
SERVICE = "ขออนุญาตสร้างบ้าน"
"""Promised within 45 days in the demonstration country."""
PROMISED_DAYS = 45


def open_case(page: Page, ago: int) -> str:
    """Open a case received so many days ago; return its number."""
    reference = f"ทส {uuid.uuid4().int % 10**8}/2569"
    enter_room(page, "เรื่องล่าช้า")
    page.get_by_role("link", name="เปิดเรื่องใหม่").first.click()
    page.get_by_label("ค้นชื่อเรื่องหรือจุดให้บริการ").fill(SERVICE)
    page.get_by_role("button", name="ค้นเรื่องและจุด").click()
    page.get_by_role("radio", name=SERVICE).first.check()
    page.get_by_label("เลขที่คำขอ").fill("สมชาย ใจดี")
    received = bangkok_now().date() - timedelta(days=ago)
    page.get_by_label("วันที่รับคำขอครบถ้วน").fill(short_date(received))
    page.get_by_label("เวลาที่รับ").fill("10.30")
    page.get_by_role("button", name="เปิดเรื่อง").click()
    expect(page.get_by_role("alert").first).to_contain_text("ดูเหมือนชื่อคน")
    page.get_by_label("เลขที่คำขอ").fill(reference)
    page.get_by_role("button", name="เปิดเรื่อง").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"เรื่อง {reference}")
    return reference


@pytest.mark.parametrize(
    ("size", "javascript"), [(PHONE, True), (DESK, False)], ids=["360", "1280 no script"]
)
def test_a_reporter_opens_a_case_and_prints_its_letter(
    open_page: OpenPage, tmp_path: Path, size: Size, javascript: bool
) -> None:
    page = open_page("", size=size, javascript=javascript)
    look = check if javascript else lambda _page: None
    sign_in(page, "reporter")
    reference = open_case(page, PROMISED_DAYS + 5)
    today = bangkok_now().date()
    main = page.get_by_role("main")
    expect(main).to_contain_text(f"ครบกำหนด {long_date(today - timedelta(days=5))}")
    page.get_by_text("นับวันอย่างไร ทีละวัน").click()
    expect(main).to_contain_text("วันที่รับคำขอครบถ้วน ไม่นับ")
    expect(main).to_contain_text(f"วันที่ {PROMISED_DAYS} วันสุดท้าย")
    look(page)

    page.get_by_role("link", name="บันทึกการแจ้งเหตุล่าช้า").click()
    page.get_by_label("ไปรษณีย์").check()
    page.get_by_label("รอการประชุมคณะกรรมการ").check()
    page.get_by_label("เหตุแห่งความล่าช้า").fill("คณะกรรมการนัดประชุมสัปดาห์หน้า")
    page.get_by_label("วันที่คาดว่าจะเสร็จ").fill("สัปดาห์หน้า")
    page.get_by_role("button", name="บันทึกการแจ้ง").click()
    expect(page.get_by_role("heading", name="ยังทำไม่สำเร็จ")).to_be_visible()
    look(page)
    page.get_by_label("วันที่คาดว่าจะเสร็จ").fill(long_date(today + timedelta(days=9)))
    page.get_by_role("button", name="บันทึกการแจ้ง").click()
    expect(main).to_contain_text("งวดที่ 1")
    expect(main).to_contain_text("คณะกรรมการนัดประชุมสัปดาห์หน้า")
    look(page)

    with page.expect_download() as waiting:
        page.get_by_role("link", name="พิมพ์หนังสืองวดที่ 1 (PDF)").click()
    saved = tmp_path / "letter.pdf"
    waiting.value.save_as(saved)
    assert saved.read_bytes().startswith(b"%PDF-")

    page.get_by_role("link", name="บันทึกวันที่ส่งสำเนางวดที่ 1").click()
    page.get_by_role("button", name="บันทึกวันที่ส่งสำเนา").click()
    expect(main).to_contain_text(f"ส่งสำเนาให้สำนักงาน ก.พ.ร.เมื่อ {short_date(today)}")
    enter_room(page, "เรื่องล่าช้า")
    page.get_by_label("ค้นเลขที่คำขอหรือชื่อเรื่อง").fill(reference)
    page.get_by_role("button", name="ค้นเรื่อง").click()
    expect(main.get_by_role("link", name=reference)).to_be_visible()
    look(page)


def test_every_page_of_a_case_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "reporter")
    open_case(page, 3)
    address = page.url
    for act in ("pause", "resume", "extend", "close", "told", "reopen", "notice"):
        page.goto(f"{address}/{act}")
        check_wide_and_narrow(page)
    for path in ("/office/delays/new", "/office/delays/?show=missed", "/office/bulk/delays"):
        page.goto(path)
        check_wide_and_narrow(page)
