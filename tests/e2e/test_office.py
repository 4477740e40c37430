"""The officers' workspace in a real browser: delegating, looking, and passkeys."""

from __future__ import annotations

import re
import time
import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from infogo.accounts.demo import DEMO_PASSWORD
from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import check_wide_and_narrow

pytestmark = pytest.mark.browser
DEPARTMENT = "กรมการปกครอง"
CODE_SECONDS = 30
HOME = "งานของฉัน"


_sessions: dict[str, list[Any]] = {}
"""Cookies of officers who are signed in, with their hosts: a code is good once in half a minute."""


def sign_in(page: Page, who: str) -> None:
    """Go to the workspace as an officer of the demonstration, signed in once for many tests."""
    page.context.add_cookies(_sessions.get(who, []))
    page.goto("/office/")
    if page.get_by_role("heading", level=1).inner_text() != HOME:
        give_password_and_code(page, who)
        _sessions[who] = list(page.context.cookies())
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)


def give_password_and_code(page: Page, who: str) -> None:
    """Sign in; the page itself tells the code."""
    page.get_by_label("อีเมล", exact=True).fill(f"{who}@demo.example")
    page.get_by_label("รหัสผ่าน", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    for _attempt in range(3):
        if not page.get_by_role("heading", name="ยืนยันตัวตนชั้นที่สอง").count():
            break
        shown = re.search(r"ขณะนี้: (\d{6})", page.get_by_role("main").inner_text())
        assert shown
        page.get_by_label("รหัส 6 หลัก").fill(shown[1])
        page.get_by_role("button", name="ยืนยัน", exact=True).click()
        if page.get_by_role("heading", name="ยังทำไม่สำเร็จ").count():
            # A code is good once: another test has used this one a moment ago.
            time.sleep(CODE_SECONDS - time.time() % CODE_SECONDS + 0.5)
            page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME)


def enter_room(page: Page, name: str) -> None:
    """Go to a part of the workspace by the menu, which phones fold away."""
    opener = page.get_by_role("button", name=re.compile("^เมนู"))
    if opener.count():
        opener.click()
    nav = page.get_by_role("navigation", name=re.compile("^เมนู"))
    nav.get_by_role("link", name=name, exact=True).click()


def invite(page: Page) -> str:
    """Invite somebody and stay on her page; return its address."""
    page.goto("/office/team/invite")
    page.get_by_label("ชื่อและนามสกุล").fill("เจ้าหน้าที่ทดลอง")
    page.get_by_label("อีเมลของหน่วยงาน").fill(f"{uuid.uuid4().hex}@agency.example")
    page.get_by_label(DEPARTMENT, exact=True).check()
    page.get_by_role("button", name="ส่งคำเชิญ").click()
    expect(page.get_by_text("ส่งคำเชิญถึง")).to_be_visible()
    return urlsplit(page.url).path


def give(page: Page, duty: str, narrowing: str, kind: str, count: int) -> None:
    """Give one right on the officer's page, choosing the first records offered."""
    page.get_by_role("link", name="ให้สิทธิ", exact=True).click()
    page.get_by_role("radio", name=duty).check()
    page.get_by_label(narrowing).check()
    page.get_by_label("สิ้นสุด").fill("30 ก.ย. 2599")
    page.get_by_role("button", name="ต่อไป").click()
    for box in page.get_by_role("group", name=kind).get_by_role("checkbox").all()[:count]:
        box.check()
    page.get_by_role("button", name="ต่อไป").click()
    page.get_by_role("button", name="ให้สิทธินี้").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_an_administrator_delegates_two_points_and_one_manual(
    open_page: OpenPage, javascript: bool
) -> None:
    page = open_page("", javascript=javascript)
    sign_in(page, "agency-admin")
    invite(page)
    give(page, "ผู้ดูแลจุดให้บริการ", "เฉพาะบางจุดให้บริการ", "จุดให้บริการ", 2)
    give(page, "ผู้จัดทำคู่มือ", "เฉพาะบางคู่มือ", "คู่มือ", 1)
    rights = page.get_by_role("main")
    expect(rights.get_by_text(f"แก้จุดให้บริการ 2 จุดของ{DEPARTMENT}", exact=True)).to_be_visible()
    expect(rights.get_by_text(f"แก้คู่มือ 1 เรื่องของ{DEPARTMENT}", exact=True)).to_be_visible()

    rights.get_by_role("link", name=re.compile("ยุติสิทธิ.*แก้คู่มือ 1 เรื่อง")).click()
    page.get_by_label("เหตุผล").fill("เปลี่ยนหน้าที่")
    page.get_by_role("button", name="ยุติสิทธินี้").click()
    expect(page.get_by_role("heading", name="สิทธิที่สิ้นสุดแล้ว")).to_be_visible()
    page.goto("/office/team/log")
    expect(page.get_by_role("row").nth(1)).to_contain_text("ยุติสิทธิ")


def test_by_keyboard_what_is_wrong_comes_first_and_leads_to_its_field(
    open_page: OpenPage,
) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "agency-admin")
    page.goto("/office/team/invite")
    page.get_by_label("ชื่อและนามสกุล").press("Enter")
    expect(page.locator("#wrong")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("ชื่อและนามสกุล")).to_be_focused()
    page.keyboard.type("สมศรี มีสุข")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_be_focused()
    expect(page.get_by_label("ชื่อและนามสกุล")).to_have_value("สมศรี มีสุข")


def test_every_page_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("/office/", size=DESK)
    check_wide_and_narrow(page)
    sign_in(page, "central-admin")
    officer = invite(page)
    for path in (
        "/office/",
        "/office/account/",
        "/office/account/password",
        "/office/notices/",
        "/office/approvals/",
        "/office/approvals/?state=approved",
        "/central/reviews/",
        "/office/standard-changes/",
        "/office/manuals/1/cancel",
        "/office/team/",
        "/office/team/?q=nobody",
        "/office/team/log",
        "/office/team/invite",
        officer,
        f"{officer}/give",
        f"{officer}/give?agency=0",
        f"{officer}/leave",
        "/office/sign-in/out",
        "/office/sign-in/signed-out",
    ):
        page.goto(path)
        check_wide_and_narrow(page)


def test_a_passkey_is_added_and_then_enough_to_sign_in(browser: Browser, served: str) -> None:
    # Browsers know passkeys for names, not for addresses of machines.
    address = served.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, locale="th-TH")
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    problems: list[str] = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))

    sign_in(page, "viewer")
    page.goto("/office/account/passkey")
    page.get_by_label("รหัสผ่าน").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="ยืนยัน").click()
    page.get_by_role("button", name="เพิ่มพาสคีย์").click()
    expect(page.get_by_role("heading", name="รหัสสำรอง")).to_be_visible()
    page.goto("/office/sign-in/out")
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.get_by_role("link", name="เข้าสู่ระบบอีกครั้ง").click()
    page.get_by_role("button", name="เข้าสู่ระบบด้วยพาสคีย์").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("งานของฉัน")
    context.close()
    assert problems == []
