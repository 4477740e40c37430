"""An approver sends a draft back with a comment and publishes it when it comes again."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.authoring import submit
from tests.e2e.conftest import OpenPage
from tests.e2e.looking import check
from tests.e2e.test_office import enter_room, sign_in

pytestmark = pytest.mark.browser
COMMENT = "บอกด้วยว่าติดต่อได้ถึงกี่โมง"


def open_draft(page: Page, note: str) -> None:
    """Go to the draft that carries this note, by the list of what waits."""
    page.goto("/office/")
    enter_room(page, "อนุมัติ")
    line = page.get_by_role("main").get_by_role("listitem").filter(has_text=note)
    line.get_by_role("heading").get_by_role("link").click()


def test_a_draft_is_sent_back_and_then_published(open_page: OpenPage, country_home: Path) -> None:
    # One after the other: both ways are about the same manual, which has one draft at a time.
    for javascript in (True, False):
        send_back_and_publish(open_page, country_home, javascript=javascript)


def send_back_and_publish(open_page: OpenPage, country_home: Path, *, javascript: bool) -> None:
    """Go the whole way once, with scripts or without."""
    first, second = (f"หมายเหตุทดลอง {uuid.uuid4().hex[:8]}" for _ in range(2))
    procedure = submit(country_home, first)
    page = open_page("", javascript=javascript)
    sign_in(page, "manual-approver")
    open_draft(page, first)
    if javascript:  # axe is a script itself
        check(page)

    page.get_by_role("button", name="ส่งกลับแก้ไข").click()
    expect(page.locator("#wrong")).to_contain_text("บอกว่าต้องแก้อะไร")
    page.get_by_label("ต้องแก้อะไรใน “หมายเหตุ”").fill(COMMENT)
    page.get_by_role("button", name="ส่งกลับแก้ไข").click()
    expect(page.get_by_text("กลับให้ผู้เขียนแก้แล้ว")).to_be_visible()
    assert first not in citizens_read(page, procedure)

    submit(country_home, second)
    page.goto("/office/notices/")
    if javascript:  # axe is a script itself
        check(page)
    page.get_by_role("main").get_by_role("listitem").first.get_by_role("link").click()
    history = page.get_by_role("region", name="ประวัติของร่างนี้")
    expect(history.get_by_text(COMMENT)).to_contain_text("ส่งแก้มาแล้ว")
    expect(page.locator("ins").filter(has_text=second[-8:])).to_be_visible()
    page.get_by_role("button", name="อนุมัติและเผยแพร่").click()
    expect(page.get_by_text("ประชาชนเห็นฉบับใหม่ทันที")).to_be_visible()
    assert second in citizens_read(page, procedure)


def citizens_read(page: Page, procedure: int) -> str:
    """Return what the public page says now, asked for without the officer's session."""
    answer = page.request.get(f"/manual/{procedure}", headers={"Cookie": ""})
    assert answer.ok
    return answer.text()
