"""The centre in a browser: two agencies become one, and a role takes two persons."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import check_wide_and_narrow
from tests.e2e.test_office import sign_in

pytestmark = pytest.mark.browser
INTO, SOURCE = "เทศบาลตำบลแม่กลอง", "เทศบาลตำบลคลองแม่ลาย"
ROOMS = (
    "agencies/",
    "agencies/new",
    "officers/",
    "roles/",
    "roles/propose?q=สาธิต",
    "mergers/",
    "mergers/new?q=แม่กลอง",
    "audit/",
    "quality/",
    "quality/no-admin",
)


def choose(page: Page, words: str, name: str, kind: str, button: str) -> None:
    """Search an agency and choose it."""
    page.get_by_label("ค้นหน่วยงาน").fill(words)
    page.get_by_role("button", name="ค้นหน่วยงาน").click()
    page.get_by_role(kind, name=name).first.check()  # type: ignore[arg-type]
    page.get_by_role("button", name=button).click()


def test_an_administrator_merges_two_agencies_and_the_old_address_redirects(
    open_page: OpenPage,
) -> None:
    page = open_page("/office/", size=DESK)
    sign_in(page, "central-admin")
    page.goto("/central/mergers/new")
    choose(page, "แม่กลอง", INTO, "radio", "เลือกเป็นหน่วยงานที่รับช่วง")
    choose(page, "คลองแม่ลาย", SOURCE, "checkbox", "เลือกเป็นหน่วยงานที่รวมเข้าไป")
    page.get_by_role("link", name="ต่อไป: ดูก่อนว่าอะไรจะย้าย").click()
    expect(page.get_by_role("heading", level=2, name=SOURCE)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("บริการที่มีคู่มือทั้งสองหน่วยงาน")
    page.get_by_label("วันที่มีผล").fill("1 ต.ค. 2568")
    page.get_by_label("กฎหมาย คำสั่ง หรือเหตุผล").fill("ประกาศรวมเทศบาล พ.ศ. 2568")
    page.get_by_role("button", name="รวมหน่วยงาน", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"รวมเข้ากับ{INTO}")
    expect(page.get_by_role("main")).to_contain_text("รวมแล้ว")
    page.get_by_role("link", name=SOURCE).click()
    old = page.get_by_role("link", name="หน้าที่ประชาชนเห็น").get_attribute("href") or ""
    page.goto(old)
    assert not page.url.endswith(old)
    expect(page.get_by_role("heading", level=1)).to_contain_text(INTO)


def test_a_role_of_the_centre_takes_two_persons(open_page: OpenPage) -> None:
    first, second = open_page("/office/", size=DESK), open_page("/office/", size=DESK)
    sign_in(first, "central-admin")
    first.goto("/central/roles/propose")
    first.get_by_label("ค้นเจ้าหน้าที่").fill("ผู้ดูข้อมูล")
    first.get_by_role("button", name="ค้นเจ้าหน้าที่").click()
    first.get_by_role("radio", name="ผู้ดูข้อมูล").first.check()
    first.get_by_role("radio", name="นักวิเคราะห์ส่วนกลาง").check()
    first.get_by_label("เหตุผล").fill("คำสั่งแต่งตั้งที่ 12/2569")
    first.get_by_role("button", name="เสนอหน้าที่นี้").click()
    first.get_by_role("link", name="ให้หน้าที่ส่วนกลาง").first.click()
    expect(first.get_by_role("main")).to_contain_text("ต้องให้ผู้ดูแลส่วนกลางอีกคนยืนยัน")
    expect(first.get_by_role("button", name="ยืนยันข้อเสนอนี้")).to_have_count(0)
    sign_in(second, "central-admin-second")
    second.goto("/central/roles/")
    second.get_by_role("link", name="ให้หน้าที่ส่วนกลาง").first.click()
    second.get_by_role("button", name="ยืนยันข้อเสนอนี้").click()
    expect(second.get_by_role("main")).to_contain_text("ยืนยันแล้ว มีผลทันที")


def test_the_rooms_are_accessible_and_fit(open_page: OpenPage) -> None:
    page = open_page("/office/", size=DESK)
    sign_in(page, "central-admin")
    for room in ROOMS:
        page.goto(f"/central/{room}")
        check_wide_and_narrow(page)
