"""Citizens rate, an officer answers and moderates, and citizens see what became of it."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.looking import check_wide_and_narrow
from tests.e2e.test_office import sign_in

pytestmark = pytest.mark.browser
HANDLER = "feedback-handler"
FILLING_SECONDS = 6
"""Longer than the time in which nobody can read the form."""
ENOUGH = 5
"""Ratings from which on results are shown to citizens."""


def new_word() -> str:
    """Return a word that nobody wrote before, without digits: they may look like a phone number."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:12])


def point_of_handler(page: Page) -> str:
    """Return the number of a point whose ratings the officer answers for."""
    page.goto("/office/points/")
    href = str(page.locator(".o-people h2 a").first.get_attribute("href"))
    return href.rpartition("/")[2]


def rate(page: Page, point: str, comments: list[str]) -> None:
    """Rate one service after the other at a point, as so many citizens would."""
    page.goto(f"/place/{point}/rate")
    hrefs = [link.get_attribute("href") for link in page.locator("#service-list a").all()]
    # Elsewhere in each run: many of one service in a day would wait for an officer first.
    begin = sum(map(ord, comments[0])) % len(hrefs)
    for href, comment in zip([*hrefs[begin:], *hrefs[:begin]], comments, strict=False):
        page.goto(str(href))
        page.get_by_label("พอใจน้อยที่สุด").check()
        page.locator("#comment").fill(comment)
        page.wait_for_timeout(FILLING_SECONDS * 1000)
        page.get_by_role("button", name="ส่งคะแนน").click()
        expect(page).to_have_url(re.compile("/rated/"))


def find(page: Page, words: str) -> None:
    """Open the rating with these words from the inbox."""
    page.goto("/office/ratings/")
    page.get_by_label("ค้นด้วยข้อความ").fill(words)
    page.get_by_role("button", name="ค้นหาความเห็น").click()
    page.locator(".o-people h2 a").first.click()
    expect(page.get_by_text(words)).to_be_visible()


def test_an_answer_reaches_citizens_and_a_hidden_comment_does_not(open_page: OpenPage) -> None:
    officer, citizen = open_page("", javascript=False), open_page("")
    sign_in(officer, HANDLER)
    point = point_of_handler(officer)
    marks = [new_word() for _number in range(ENOUGH)]
    rate(citizen, point, [f"รอนานมาก รหัสทดสอบ {mark}" for mark in marks])
    answered, hidden = marks[:2]

    officer.goto("/office/")
    expect(officer.get_by_text("ตอบความเห็นที่ให้คะแนนน้อย")).to_be_visible()
    find(officer, answered)
    officer.get_by_label("คำตอบ", exact=True).fill(f"ขออภัย เราเพิ่มช่องบริการแล้ว {answered}")
    officer.get_by_role("button", name="บันทึกคำตอบ").click()
    expect(officer.get_by_text("ตอบแล้ว ทุกคนอ่านคำตอบนี้ได้")).to_be_visible()

    find(officer, hidden)
    officer.get_by_role("link", name="ซ่อนความเห็นนี้").click()
    officer.get_by_label("ไม่เกี่ยวกับบริการนี้").check()
    officer.get_by_label("คำอธิบาย").fill("เป็นข้อความทดสอบ")
    officer.get_by_role("button", name="ซ่อนความเห็นนี้").click()
    expect(officer.get_by_text("ประชาชนไม่เห็นความเห็นนี้ และไม่นับในคะแนน")).to_be_visible()
    expect(officer.get_by_text("เผยแพร่ → ซ่อน")).to_be_visible()

    # Of five ratings one is hidden now: where nobody rated before, four are too few to be shown.
    rate(citizen, point, [f"อีกคน {new_word()}"])
    find(officer, marks[2])
    officer.get_by_label("คำตอบ", exact=True).fill("ขอบคุณที่บอกเรา")
    officer.get_by_role("button", name="บันทึกคำตอบ").click()
    citizen.goto(f"/place/{point}/ratings")
    expect(citizen.get_by_text(f"ขออภัย เราเพิ่มช่องบริการแล้ว {answered}")).to_be_visible()
    expect(citizen.get_by_text(hidden)).to_have_count(0)


def test_every_page_can_be_read_by_everybody(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, HANDLER)
    point = point_of_handler(page)
    page.goto("/office/ratings/")
    if not page.locator(".o-people h2 a").count():
        rate(open_page(""), point, [f"รอนานมาก {new_word()}"])
        page.goto("/office/ratings/")
    rating = str(page.locator(".o-people h2 a").first.get_attribute("href"))
    page.goto("/office/ratings/improvements/new?q=ทะเบียน")
    improvement = str(page.locator(".o-rows a").first.get_attribute("href"))
    page.goto("/office/ratings/ready/")
    new_text = str(page.get_by_role("link", name="เขียนข้อความใหม่").get_attribute("href"))
    for path in (
        "/office/",
        "/office/ratings/",
        "/office/ratings/?only=low&only=late&period=365&show=unanswered",
        rating,
        f"{rating}/hide",
        "/office/ratings/held",
        "/office/ratings/trends",
        "/office/ratings/trends?span=24",
        "/office/ratings/improvements/",
        "/office/ratings/improvements/new?q=ทะเบียน",
        improvement,
        "/office/ratings/ready/",
        new_text,
    ):
        page.goto(path)
        check_wide_and_narrow(page)
