"""Looking after points and agencies in a real browser: readable, and safe by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import check, check_wide_and_narrow
from tests.e2e.test_office import sign_in

pytestmark = pytest.mark.browser


def first_of(page: Page, path: str) -> str:
    """Return the address of the first record of a list."""
    page.goto(path)
    return str(page.locator(".o-people h2 a").first.get_attribute("href"))


def test_every_page_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "agency-admin")
    point, agency = first_of(page, "/office/points/"), first_of(page, "/office/agencies/")
    for path in (
        "/office/points/",
        "/office/points/?q=nothing&lack=nopos&lack=check",
        "/office/points/new",
        point,
        *(f"{point}/{part}" for part in ("edit", "position", "hours", "access", "status")),
        "/office/agencies/",
        agency,
        f"{agency}/position",
    ):
        page.goto(path)
        check_wide_and_narrow(page)


def test_the_map_writes_into_the_field_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("")
    sign_in(page, "agency-admin")
    page.goto(f"{first_of(page, '/office/points/')}/position")
    field = page.get_by_label("พิกัดหรือลิงก์แผนที่")
    field.fill("13.750000, 100.500000")
    page.get_by_role("button", name="เลือกบนแผนที่").click()
    page.get_by_role("region", name="แผนที่เลือกตำแหน่ง").focus()
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_value("13.750000, 100.500000")
    lat, lng = (float(part) for part in field.input_value().split(","))
    assert lat > 13.75
    assert abs(lng - 100.5) < 0.001
    check(page)


def test_the_enter_key_in_a_time_shows_and_keeps_what_was_typed(open_page: OpenPage) -> None:
    page = open_page("")
    sign_in(page, "agency-admin")
    page.goto(f"{first_of(page, '/office/points/')}/hours")
    page.get_by_label("วันจันทร์ ช่วงที่ 1 เปิด").fill("7.15")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ประชาชนจะเห็นว่า")).to_be_visible()
    expect(page.get_by_label("วันจันทร์ ช่วงที่ 1 เปิด")).to_have_value("7.15")
    check(page)
