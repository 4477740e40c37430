"""A point passes to another agency in a browser: proposed, taken back, decided by the centre."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import check
from tests.e2e.test_office import sign_in
from tests.e2e.test_office_places import first_of

pytestmark = pytest.mark.browser
INTO = "เทศบาลตำบลแม่กลอง"
ORDER = "คำสั่งถ่ายโอนที่ 12/2569"


def choose(page: Page, point: str) -> None:
    """Go from a point to the preview of handing it over."""
    page.goto(point)
    page.get_by_role("link", name="โอนไปหน่วยงานอื่น").click()
    check(page)
    page.get_by_label("ค้นหน่วยงานที่รับโอน").fill("แม่กลอง")
    page.get_by_role("button", name="ค้นหน่วยงาน").click()
    page.get_by_role("radio", name=INTO).first.check()
    page.get_by_role("button", name="ดูก่อนว่าอะไรจะเปลี่ยน").click()
    expect(page.get_by_role("heading", level=2, name="สิทธิของเจ้าหน้าที่")).to_be_visible()
    check(page)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_an_agency_proposes_and_takes_it_back(open_page: OpenPage, size: Size) -> None:
    page = open_page("", size=size)
    sign_in(page, "agency-admin")
    choose(page, first_of(page, "/office/points/"))
    page.get_by_role("button", name="เสนอโอนจุดนี้").click()
    expect(page.locator("#wrong")).to_contain_text("ใส่เหตุผล")
    check(page)
    page.get_by_label("เหตุผล").fill(ORDER)
    page.get_by_label("อ่านแล้วว่าอะไรจะเปลี่ยน").check()
    page.get_by_role("button", name="เสนอโอนจุดนี้").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ข้อเสนอโอนจุดให้บริการ")
    expect(page.get_by_role("main")).to_contain_text(ORDER)
    check(page)
    proposal = page.url
    page.goto("/office/handovers/")
    check(page)
    page.goto(proposal)
    page.get_by_role("link", name="ถอนข้อเสนอนี้").click()
    check(page)
    page.get_by_label("เหตุผล").fill("ทดสอบเสร็จแล้ว")
    page.get_by_role("button", name="ถอนข้อเสนอ").click()
    expect(page.get_by_role("main")).to_contain_text("ถอนข้อเสนอแล้ว")


def test_the_centre_hands_a_point_over(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "central-admin")
    page.goto("/central/agencies/?q=เทศบาลตำบลเทพนคร")
    page.get_by_role("link", name="เทศบาลตำบลเทพนคร").first.click()
    page.get_by_role("link", name="โอนจุดให้บริการไปหน่วยงานอื่น").click()
    point = str(page.locator(".o-people h2 a").first.get_attribute("href"))
    choose(page, point)
    page.get_by_label("เหตุผล").fill(ORDER)
    page.get_by_label("อ่านแล้วว่าอะไรจะเปลี่ยน").check()
    page.get_by_role("button", name="โอนจุดนี้").click()
    expect(page.locator("#agency")).to_contain_text(INTO)
    expect(page.get_by_role("main")).to_contain_text(ORDER)
    page.goto(point.replace("/office/points/", "/place/"))
    expect(page.get_by_role("main")).to_contain_text(INTO)
