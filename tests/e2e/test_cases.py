"""Questions of a manual and of a plan, answered with and without a script."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import axe_finds_nothing, fits

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
# A house to build and a restaurant: both ask who applies.
HOUSE, RESTAURANT = "LOCAL-030", "LOCAL-010"


@pytest.fixture(scope="session")
def service(country_home: Path) -> Callable[[str], int]:
    """Return the id of a service of the served country."""

    def id_of(code: str) -> int:
        with closing(sqlite3.connect(country_home / "db.sqlite3")) as database:
            found = database.execute("SELECT id FROM manuals_procedure WHERE code = ?", [code])
            return int(found.fetchone()[0])

    return id_of


def answer(page: Page, value: str, *, javascript: bool) -> None:
    """Choose an answer; without a script the button sends it."""
    page.locator(f"input[type=radio][value='{value}']").check()
    if not javascript:
        page.get_by_role("button", name="ดูเฉพาะของฉัน").click()
    # In the form of a plan the places of the services stand before the answer.
    said = re.escape(value.rpartition(":")[2])
    expect(page).to_have_url(re.compile(rf"[=,]{said}(,|&|#|$)"))


def values(page: Page) -> list[str]:
    """Return all answers that can be chosen, the first of each question first."""
    found = page.locator("[data-answers] input[type=radio]")
    return [value for box in found.all() if (value := box.get_attribute("value"))]


def first_answers(page: Page) -> list[str]:
    """Return the first answer of each question."""
    first: dict[str, str] = {}
    for value in values(page):
        first.setdefault(value.partition(".")[0], value)
    return list(first.values())


def documents(page: Page) -> Locator:
    return page.locator("section[aria-labelledby=documents] .c-docs[data-ticks] .c-doc")


def assert_sound(page: Page) -> None:
    fits(page)
    axe_finds_nothing(page)


@SIZES
@SCRIPT
def test_answers_leave_only_ones_own_documents(
    open_page: OpenPage, service: Callable[[str], int], javascript: bool, size: Size
) -> None:
    page = open_page(f"/manual/{service(HOUSE)}", size=size, javascript=javascript)
    every = documents(page).count()
    for value in first_answers(page):
        box = page.locator(f"input[type=radio][value='{value}']")
        if box.count():  # an earlier answer may have settled the question
            answer(page, value, javascript=javascript)
            expect(page.locator(f"input[type=radio][value='{value}']")).to_be_checked()
            expect(page.locator(".c-questions__result")).to_be_visible()
    expect(page.get_by_text("เอกสารของคุณ", exact=True)).to_be_visible()
    assert "?a=" in page.url
    mine = documents(page).count()
    assert 0 < mine < every
    left_out = page.get_by_text("ไม่ต้องใช้ในกรณีของคุณ")
    left_out.click()
    assert page.locator("section[aria-labelledby=documents] details .c-doc").count() == every - mine

    address = page.url
    page.goto(address)
    assert page.url == address
    assert documents(page).count() == mine
    if javascript:
        assert_sound(page)
    page.get_by_role("link", name="ล้างคำตอบ").click()
    expect(documents(page)).to_have_count(every)


def test_an_answer_shows_its_effect_below_the_finger(
    open_page: OpenPage, service: Callable[[str], int]
) -> None:
    page = open_page(f"/manual/{service(HOUSE)}", size=PHONE)
    value = first_answers(page)[0]
    box = page.locator(f"input[type=radio][value='{value}']")
    box.scroll_into_view_if_needed()
    before = box.bounding_box()
    box.focus()
    box.press("Space")
    expect(page.locator(".c-questions__result")).to_be_in_viewport()
    expect(box).to_be_focused()
    after = box.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 4
    expect(page.locator("body > [role=status]")).to_contain_text("เอกสารของคุณ")


def test_ticks_stay_when_answers_change(open_page: OpenPage, service: Callable[[str], int]) -> None:
    page = open_page(f"/manual/{service(HOUSE)}")
    first = documents(page).first
    name = first.inner_text().split("\n")[0]
    first.get_by_role("checkbox").check()
    answer(page, first_answers(page)[0], javascript=True)
    expect(page.locator(".c-questions__result")).to_be_visible()
    expect(page.get_by_role("checkbox", name=name, exact=True)).to_be_checked()


@SIZES
@SCRIPT
def test_a_plan_asks_once_and_keeps_answers_with_their_services(
    open_page: OpenPage, service: Callable[[str], int], javascript: bool, size: Size
) -> None:
    ids = f"{service(HOUSE)},{service(RESTAURANT)}"
    page = open_page(f"/plan?m={ids}", size=size, javascript=javascript)
    shared = [value for value in values(page) if value.startswith("12:")]
    assert shared
    before = documents(page).count()
    if size == PHONE:
        page.locator("summary", has_text="คำถาม").click()
    answer(page, shared[0], javascript=javascript)
    expect(page.locator(".c-questions__result")).to_be_visible()
    assert "a1=" in page.url
    assert "a2=" in page.url
    assert documents(page).count() < before
    if javascript:
        assert_sound(page)
    page.get_by_role("link", name="ล้างคำตอบ").click()
    expect(documents(page)).to_have_count(before)


def test_a_service_added_elsewhere_leaves_the_answers_of_the_plan(
    open_page: OpenPage, service: Callable[[str], int]
) -> None:
    page = open_page(f"/manual/{service(HOUSE)}")
    value = first_answers(page)[-1]
    answer(page, value, javascript=True)
    expect(page.locator(".c-questions__result")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="เพิ่มในรายการเตรียมตัว").first.click()
    expect(page.locator(f"input[type=radio][value='1:{value}']")).to_be_checked()
    page.goto(f"/manual/{service(RESTAURANT)}")
    page.get_by_role("main").get_by_role("link", name="เพิ่มในรายการเตรียมตัว").first.click()
    assert f"a1={value}" in page.url
