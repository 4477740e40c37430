"""A receipt from the counter to the citizen's hand, and channels from agency to citizen."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import check
from tests.e2e.test_office import sign_in
from tests.files.samples import pdf

pytestmark = pytest.mark.browser
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def at_a_counter(page: Page) -> str:
    """Go to the first counter of the officer; return the address."""
    page.goto("/office/receipts/")
    if page.get_by_label("เรื่องที่รับ").count() == 0:
        page.locator(".o-people h2 a").first.click()
    expect(page.get_by_label("เรื่องที่รับ")).to_be_focused()
    return page.url


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_receipt_goes_from_the_counter_to_the_citizen(
    open_page: OpenPage, javascript: bool
) -> None:
    look = check if javascript else (lambda _page: None)  # axe is a script itself
    page = open_page("", size=DESK, javascript=javascript)
    sign_in(page, "agency-admin")
    at_a_counter(page)
    look(page)
    for button in page.get_by_role("button", name="ออกใบรับ:").all():
        button.click()
        if page.get_by_role("heading", name="ใบรับเรื่อง", exact=True).count():
            break
    found = CODE.search(page.get_by_role("main").inner_text())
    assert found
    look(page)
    slip = page.request.get(page.get_by_role("link", name="พิมพ์ใบรับ").get_attribute("href") or "")
    assert slip.body().startswith(b"%PDF")

    citizen = open_page("/receipt", javascript=javascript)
    citizen.get_by_label("รหัสใบรับ").fill(found[0].lower())
    citizen.get_by_role("button", name="ดูวันครบกำหนด").click()
    expect(citizen.get_by_role("heading", level=1)).to_contain_text(found[0])
    expect(citizen.get_by_role("heading", name="นับอย่างไร")).to_be_visible()
    look(citizen)
    assert citizen.context.cookies() == []
    citizen.goto(citizen.url.replace("/receipt/", "/en/receipt/"))
    look(citizen)

    page.get_by_role("button", name="ปิดใบรับ").click()
    citizen.reload()
    expect(citizen.get_by_text("done", exact=False).first).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_a_citizen_works_out_a_day_herself(
    open_page: OpenPage, examples: dict[str, int | str], size: Size
) -> None:
    page = open_page(f"/manual/{examples['manual']}", size=size)
    page.get_by_role("link", name="คำนวณวันครบกำหนด").click()
    page.get_by_role("button", name="คำนวณวันครบกำหนด").click()
    expect(page.get_by_text("ใส่วันที่ยื่น")).to_be_visible()
    check(page)
    page.get_by_label("วันที่ยื่นเอกสารครบ").fill("2 มีนาคม 2569")
    page.get_by_role("button", name="คำนวณวันครบกำหนด").click()
    expect(page.get_by_text("ไม่ใช่ใบรับเรื่องของหน่วยงาน")).to_be_visible()
    check(page)
    page.goto(f"/manual/{examples['manual']}/times")
    check(page)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_an_agency_announces_and_the_centre_decides(
    open_page: OpenPage, tmp_path: Path, size: Size
) -> None:
    page = open_page("", size=size)
    sign_in(page, "agency-admin")
    page.goto("/office/channels/")
    check(page)
    page.locator(".o-people h2 a").first.click()
    check(page)
    here = page.url
    page.get_by_role("link", name="เพิ่มช่องทาง").click()
    page.get_by_label("อีเมล (ระดับเริ่มต้น)").check()
    address = f"{uuid.uuid4().hex[:12]}@agency.example"
    page.get_by_label("ที่อยู่ของช่องทาง").fill(address)
    page.get_by_label("วันที่เปิดใช้").fill("วันไหนก็ได้")
    page.get_by_role("button", name="บันทึกช่องทาง").click()
    expect(page.get_by_role("heading", name="ยังทำไม่สำเร็จ")).to_be_visible()
    check(page)
    page.get_by_label("วันที่เปิดใช้").fill("1 ม.ค. 2567")
    page.get_by_role("button", name="บันทึกช่องทาง").click()
    expect(page.get_by_role("link", name=address, exact=True)).to_be_visible()
    file = tmp_path / "ประกาศ.pdf"
    file.write_bytes(pdf(body=f"%{size}\n".encode()))
    page.get_by_role("link", name=re.compile("มาตรา 10$")).click()
    check(page)
    page.get_by_label("ออกแล้ว", exact=True).check()
    page.get_by_label("เลขที่ประกาศหรือคำสั่ง").fill("9/2566")
    page.get_by_label("วันที่ลงนาม").fill("1 ก.พ. 2566")
    page.get_by_label("ไฟล์ประกาศหรือคำสั่งที่ลงนามแล้ว").set_input_files(file)
    page.get_by_role("button", name="ส่งคำตอบให้ส่วนกลาง").click()
    expect(page.get_by_text("รอส่วนกลางตรวจ").first).to_be_visible()

    centre = open_page("", size=size)
    sign_in(centre, "central-reviewer")
    centre.goto("/office/central/declarations/")
    check(centre)
    centre.locator(".o-people h2 a").first.click()
    check(centre)
    centre.get_by_label("ถูกต้อง นับว่าดำเนินการแล้ว").check()
    centre.get_by_role("button", name="บันทึกผลตรวจ").click()
    expect(centre.get_by_text("ตรวจแล้ว ถูกต้อง")).to_be_visible()
    for path in ("/office/central/e-act/", "/office/central/e-act/agencies?answer=no_answer"):
        centre.goto(path)
        check(centre)
    made = centre.request.get("/office/central/e-act/now.xlsx")
    assert made.body()[:2] == b"PK"

    page.goto(here)
    expect(page.get_by_text("ดำเนินการแล้ว").first).to_be_visible()
    page.get_by_role("link", name="ดูหน้าที่ประชาชนเห็น").click()
    expect(page.get_by_role("link", name=address)).to_be_visible()
    check(page)
