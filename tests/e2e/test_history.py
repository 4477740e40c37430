"""The past of a manual and manuals beside each other, walked through in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import axe_finds_nothing, fits

pytestmark = pytest.mark.browser
sizes = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
scripts = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def check(page: Page, size: Size, *, javascript: bool = True) -> None:
    """Nothing sticks out of the page, and axe finds nothing."""
    fits(page)
    if javascript:
        axe_finds_nothing(page)


@sizes
@scripts
def test_from_a_manual_to_the_day_of_ones_request(
    open_page: OpenPage, examples: dict[str, Any], javascript: bool, size: Size
) -> None:
    page = open_page(f"/manual/{examples['manual']}", size=size, javascript=javascript)
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("main").get_by_role("link", name="ประวัติการแก้ไข").click()
    page.get_by_role("link", name="ดูคู่มือในวันที่คุณเลือก").click()

    page.get_by_label("วันที่อยากดู").fill("1 ม.ค. 2563")
    page.get_by_role("button", name="ดูคู่มือของวันนั้น").click()
    assert page.url.endswith("/on/2020-01-01")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_text("วันนั้นคู่มือนี้ยังไม่เริ่มใช้ เริ่มใช้เมื่อ").first).to_be_visible()
    check(page, size, javascript=javascript)

    page.get_by_label("วันที่อยากดู").fill("1 ม.ค. 2020")
    page.get_by_role("button", name="ดูคู่มือของวันนั้น").click()
    expect(page.get_by_text("หมายถึง พ.ศ. 2563 หรือไม่")).to_be_visible()
    check(page, size, javascript=javascript)

    page.get_by_role("main").get_by_role("link", name="ฉบับที่ 1").first.click()
    expect(page.get_by_role("heading", name="เอกสารที่ต้องเตรียม")).to_be_visible()
    check(page, size, javascript=javascript)


@sizes
def test_the_proof_and_its_register(
    open_page: OpenPage, examples: dict[str, Any], size: Size
) -> None:
    page = open_page(f"/manual/{examples['manual']}/versions", size=size)
    page.get_by_role("link", name="ตรวจเอง").click()
    expect(page.get_by_text("ตรวจผ่านทุกฉบับ")).to_be_visible()
    page.get_by_text("ดูโปรแกรมตรวจ").click()
    expect(page.get_by_text("def check_editions")).to_be_visible()
    check(page, size)


@sizes
@scripts
def test_services_beside_each_other(
    open_page: OpenPage, examples: dict[str, Any], javascript: bool, size: Size
) -> None:
    page = open_page(f"/manual/{examples['manual']}", size=size, javascript=javascript)
    page.get_by_role("link", name="เปรียบเทียบกับเรื่องอื่น").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("เปรียบเทียบ")
    for _turn in range(2):
        page.locator("#add ~ ul.c-links").last.get_by_role("link").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.get_by_text("ต่างกัน", exact=True).first).to_be_visible()
    # The name of a row stays where it is while the manuals scroll.
    first = page.get_by_role("rowheader").first
    before = first.bounding_box()
    page.locator(".c-scroll").first.evaluate("box => { box.scrollLeft = 60 }")
    after = first.bounding_box()
    assert before
    assert after
    assert abs(before["x"] - after["x"]) <= 1
    check(page, size, javascript=javascript)

    page.get_by_role("link", name="แสดงเฉพาะที่ต่าง").click()
    expect(page.get_by_text("เหมือนกัน", exact=True)).to_have_count(0)
    page.get_by_role("link", name="เอาออก").first.click()
    expect(page.get_by_role("link", name="เอาออก")).to_have_count(2)


@sizes
def test_an_agency_beside_the_standard_manual(
    open_page: OpenPage, examples: dict[str, Any], size: Size
) -> None:
    local = f"/manual/{examples['adopted']}/at/{examples['adopter']}"
    page = open_page(local, size=size)
    page.get_by_role("link", name="ดูว่าต่างจากคู่มือมาตรฐานกลางอย่างไร").click()
    expect(page.get_by_role("heading", name="สรุปสิ่งที่ต่าง")).to_be_visible()
    check(page, size)
    page.goto(local)
    page.get_by_role("link", name="เทียบกันทั้งฉบับ").click()
    expect(page.get_by_role("table").first).to_be_visible()
    check(page, size)


def test_dates_are_written_as_they_are_read_back(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    page = open_page(f"/manual/{examples['manual']}/on/2020-01-01")
    written = page.get_by_label("วันที่อยากดู").input_value()
    assert written == "1 มกราคม 2563"
    page.get_by_role("button", name="ดูคู่มือของวันนั้น").click()
    assert page.url.endswith("/on/2020-01-01")
    assert page.title().startswith(page.get_by_role("heading", level=1).inner_text())
