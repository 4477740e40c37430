"""Computing a fee in a real browser: with and without a script, on a phone, and in the plan."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import axe_finds_nothing, fits

pytestmark = pytest.mark.browser
TAX = "ต่อภาษีรถ ต่อทะเบียนรถ"


def find(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name=TAX).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TAX)


def ask(page: Page, cc: str) -> None:
    page.get_by_label("รถเก๋งส่วนบุคคล ไม่เกิน 7 ที่นั่ง").check()
    page.get_by_label("ขนาดเครื่องยนต์").fill(cc)
    page.get_by_label("เสียภาษีเป็นปีที่").fill("๖")
    page.get_by_label("ช้ากว่ากำหนด").fill("0")
    page.get_by_role("button", name="คิดค่าธรรมเนียม", exact=True).click()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_what_a_car_of_six_years_costs(open_page: OpenPage, javascript: bool, size: Size) -> None:
    page = open_page(f"/search?q={TAX}", size=size, javascript=javascript)
    find(page)
    ask(page, "พันห้า")
    told = page.locator("section[aria-labelledby=calculator]")
    expect(told).to_contain_text("ใส่ขนาดเครื่องยนต์เป็นตัวเลข เช่น 1,500")
    expect(page.get_by_label("ขนาดเครื่องยนต์")).to_have_value("พันห้า")

    ask(page, "1,500")
    expect(told).to_contain_text("1,485 บาท")
    expect(told).to_contain_text("ส่วนที่เกิน 600 ถึง 1,800: 900 ซีซี × 1.5 = 1,350")
    expect(told).to_contain_text("= 1,485 บาท")
    fits(page)
    if javascript:
        axe_finds_nothing(page)


def test_the_plan_computes_with_the_same_questions(open_page: OpenPage) -> None:
    page = open_page(f"/search?q={TAX}")
    find(page)
    page.get_by_role("main").get_by_role("link", name="เพิ่มในรายการเตรียมตัว").first.click()
    page.get_by_text(f"คิดค่าธรรมเนียม: {TAX}").click()
    ask(page, "1500")
    expect(page.locator("#sums + dl")).to_contain_text("1,485 บาท")
    assert "f1=" in page.url
    axe_finds_nothing(page)
