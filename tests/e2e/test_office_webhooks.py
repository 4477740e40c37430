"""The workspace where an agency says to which program changes are sent, in a real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import check
from tests.e2e.test_office import sign_in

pytestmark = pytest.mark.browser
ADMIN = "agency-admin"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_an_address_is_added_looked_at_and_removed(open_page: OpenPage, size: Size) -> None:
    page = open_page("", size=size)
    sign_in(page, ADMIN)
    page.goto("/office/webhooks/")
    check(page)
    page.get_by_role("link", name="เพิ่มปลายทาง").click()
    check(page)

    page.get_by_label("ชื่อ").fill("ระบบสารบรรณ")
    page.get_by_label("ที่อยู่").fill("http://not.safe.example/hook")
    page.get_by_role("button", name="เพิ่มปลายทางและแสดงกุญแจ").click()
    expect(page.locator("#wrong")).to_be_visible()
    check(page)

    page.get_by_label("ที่อยู่").fill(f"https://hooks.agency.example/infogo-{size[0]}")
    page.get_by_role("button", name="เพิ่มปลายทางและแสดงกุญแจ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ระบบสารบรรณ")
    expect(page.get_by_role("main")).to_contain_text("คัดลอกกุญแจนี้")
    check(page)

    page.get_by_role("link", name="ลบปลายทาง").click()
    check(page)
    page.get_by_role("button", name="ลบปลายทางนี้").click()
    expect(page.get_by_role("main")).not_to_contain_text(f"infogo-{size[0]}")
