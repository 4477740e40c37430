"""Every journey works with JavaScript off."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenPage

pytestmark = pytest.mark.browser
NAN = "55"  # the province of น่าน


@pytest.mark.parametrize(
    ("start", "words", "label"),
    [("/", "บัตรประชาชนหาย", "จังหวัด"), ("/en/", "lost ID card", "Province")],
    ids=["th", "en"],
)
def test_from_a_question_to_a_counter(
    open_page: OpenPage, start: str, words: str, label: str
) -> None:
    page = open_page(start, javascript=False)
    search = page.get_by_role("main").get_by_role("search")
    search.get_by_role("textbox").fill(words)
    search.get_by_role("button").click()

    page.get_by_role("main").locator("a[href*='/manual/']").first.click()
    expect(page.get_by_role("main").locator("dl").first).to_be_visible()

    page.get_by_role("main").locator("a[href$='/places'], a[href*='#places']").first.click()
    picker = page.get_by_role("main").get_by_label(label, exact=True)
    picker.select_option(value=NAN)
    picker.locator("xpath=ancestor::form").get_by_role("button").click()
    place = page.get_by_role("main").locator("a[href*='/place/']").first
    name = place.inner_text().strip()
    place.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    for way in ("https://www.google.com/maps/", "https://maps.apple.com/", "geo:"):
        expect(page.locator(f"a[href^='{way}']").first).to_be_visible()


def test_filters_narrow_a_search(open_page: OpenPage) -> None:
    page = open_page("/search?q=ใบอนุญาต", javascript=False)
    before = page.get_by_role("main").locator("a[href*='/manual/']").count()

    page.locator("summary").filter(has_text="กรอง").first.click()
    page.locator("input[name=free]").check()
    page.get_by_role("button", name="ดูผลลัพธ์").click()

    assert "free=" in page.url
    assert before > 0


def test_agencies_are_reached_through_the_tree(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    page = open_page("/agency/", javascript=False)

    page.get_by_role("main").locator("summary", has_text="กระทรวงมหาดไทย").click()
    page.get_by_role("main").get_by_role("link", name="กรมการปกครอง", exact=True).first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("กรมการปกครอง")
