"""The home page fits a phone: the search and what is wanted most first, nothing out of reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, Look, OpenPage

pytestmark = pytest.mark.browser
HIGHEST_PHONE_PX = 3500
HEIGHT = "document.documentElement.scrollHeight"
UNSEEN = """[...document.querySelectorAll("main a")]
  .filter((link) => !link.checkVisibility({ contentVisibilityAuto: true }))
  .map((link) => link.textContent)"""


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_a_phone_scrolls_through_it_in_a_few_strokes(look: Look, path: str) -> None:
    page = look(path, PHONE)
    assert page.evaluate(HEIGHT) <= HIGHEST_PHONE_PX


def test_what_a_phone_folds_opens_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/", size=PHONE, javascript=False)
    main = page.get_by_role("main")
    last = main.locator("[href^='/category/']").last
    expect(last).to_be_hidden()
    main.get_by_text("ดูอีก").click()
    expect(last).to_be_visible()
    main.get_by_text("ดูเรื่องตามกลุ่มคน").click()
    main.get_by_role("link", name="ผู้สูงอายุ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ผู้สูงอายุ")


def test_a_wide_window_folds_nothing(look: Look) -> None:
    page = look("/", DESK)
    assert page.evaluate(UNSEEN) == []
    expect(page.locator("main summary").first).to_be_hidden()
