"""What stands around every page of the workspace: the menu, counters of texts, dots in lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, Look, OpenPage
from tests.e2e.looking import too_wide, violations
from tests.e2e.test_office import sign_in
from tests.e2e.test_pages import TWICE

pytestmark = pytest.mark.browser
HANGING = (Path(__file__).parent / "hanging.js").read_text(encoding="utf-8")
ONE_LINE = 60
"""Pixels: a line of the menu with its finger's room, and nothing below it."""


def menu(page: Page) -> tuple[float, float]:
    """Return how high the menu is and where the page's text begins."""
    nav = page.locator(".o-menu").bounding_box()
    main = page.get_by_role("main").bounding_box()
    assert nav and main
    return nav["height"], main["y"]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_on_a_phone_the_menu_is_one_line_until_it_is_asked_for(
    open_page: OpenPage, javascript: bool
) -> None:
    page = open_page("", size=PHONE, javascript=javascript)
    sign_in(page, "agency-admin")
    page.goto("/office/pins/")
    height, below = menu(page)
    assert height <= ONE_LINE
    expect(page.get_by_role("link", name="ทีมและสิทธิ", exact=True)).to_be_hidden()

    page.get_by_role("button", name="เมนู ปักหมุด").click()
    assert menu(page) == (height, below), "the list lies over the page and moves nothing"
    if javascript:
        assert violations(page) == []
    page.get_by_role("link", name="ทีมและสิทธิ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ทีมและสิทธิ")
    assert menu(page)[0] <= ONE_LINE


def test_the_menu_is_opened_walked_and_closed_by_keys(open_page: OpenPage) -> None:
    page = open_page("", size=PHONE)
    sign_in(page, "central-admin")
    page.goto("/central/")
    opener = page.get_by_role("button", name="เมนู ภาพรวมประเทศ")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="ปิดเมนู")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="ภาพรวมประเทศ", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.get_by_role("button", name="ปิดเมนู")).to_be_hidden()


def test_on_a_desk_the_menu_always_stands_beside_the_page(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "agency-admin")
    page.goto("/office/pins/")
    expect(page.get_by_role("link", name="ทีมและสิทธิ", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="เมนู")).to_have_count(0)
    # What is unread stands above the menu on a phone only; here its entry tells the number.
    page.locator(".o-menu").evaluate(
        "menu => menu.insertAdjacentHTML('afterbegin', '<a class=o-menu__told href=/>1</a>')"
    )
    expect(page.locator(".o-menu__told").first).to_be_hidden()


def test_text_twice_as_large_makes_no_page_of_the_workspace_wider(open_page: OpenPage) -> None:
    page = open_page("", size=TWICE)
    sign_in(page, "central-admin")
    for path in ("/office/", "/central/", "/central/reviews/"):
        page.goto(path)
        assert too_wide(page) == []


def test_with_colours_of_the_reader_only_the_open_page_is_marked(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    page.emulate_media(forced_colors="active")
    sign_in(page, "reporter")
    page.goto("/office/volumes/")
    drawn = page.evaluate(
        """() => [...document.querySelectorAll(".o-menu li a")]
          .filter((link) => getComputedStyle(link).borderLeftColor
            !== getComputedStyle(document.body).backgroundColor)
          .map((link) => link.textContent)"""
    )
    assert drawn == ["ธุรกรรม"]


def test_a_long_paste_stays_whole_and_says_by_how_much_it_is_too_long(open_page: OpenPage) -> None:
    page = open_page("", size=PHONE)
    sign_in(page, "reporter")
    page.goto("/office/delays/new")
    field = page.get_by_label("เลขที่คำขอ")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", "อภ 1/2569 " + "9" * 40)
    field.focus()
    page.keyboard.press("Control+V")
    expect(field).to_have_value("อภ 1/2569 " + "9" * 40)
    expect(page.get_by_text("ยาวเกินไป 10 ตัวอักษร ไม่เกิน 40")).to_be_visible()
    field.fill("อภ 1/2569")
    expect(page.get_by_text("ยาวเกินไป 10 ตัวอักษร ไม่เกิน 40")).to_be_hidden()
    page.get_by_label("เวลาที่รับ").fill("9" * 21)
    field.fill("9" * 41)
    expect(page.get_by_text("ยาวเกินไป 1 ตัวอักษร", exact=False)).to_have_count(2)


def test_no_dot_hangs_at_the_end_of_a_line_of_the_workspace(open_page: OpenPage) -> None:
    page = open_page("", size=PHONE)
    sign_in(page, "agency-admin")
    for path in ("/office/", "/office/account/", "/office/points/", "/office/team/"):
        page.goto(path)
        assert page.evaluate(HANGING) == []


@pytest.mark.parametrize(
    "path", ["/manual/{manual}", "/manual/{manual}/legal", "/place/{place}", "/places?prov=50"]
)
def test_no_dot_hangs_at_the_end_of_a_line_of_a_public_page(
    look: Look, examples: dict[str, int | str], path: str
) -> None:
    page = look(path.format(**examples), PHONE)
    assert page.evaluate(HANGING) == []


def test_dots_between_parts_of_a_line_stand_in_front_and_are_cut_where_a_line_begins(
    look: Look, examples: dict[str, int | str]
) -> None:
    page = look("/manual/{manual}".format(**examples), PHONE)
    found = page.evaluate(
        """() => [...document.querySelectorAll(".c-meta > *")].map((part) => [
            getComputedStyle(part, "::before").content,
            getComputedStyle(part, "::after").content,
            getComputedStyle(part.parentElement).overflowX,
        ])"""
    )
    assert found
    assert {tuple(each) for each in found} == {('"·" / ""', "none", "clip")}
