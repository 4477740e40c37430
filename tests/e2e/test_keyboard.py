"""Journeys with the keyboard alone; where the focus is can always be seen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, OpenPage

pytestmark = pytest.mark.browser
NAN = "55"  # the province of น่าน
# The first suggestion of a process also reads its list.
FIRST_SUGGESTION_MS = 20_000


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_skip_link_leads_past_the_header(open_page: OpenPage) -> None:
    page = open_page("/")

    press(page, "Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#main")
    expect(skip).to_be_in_viewport()
    press(page, "Enter")
    expect(page.locator("#main")).to_be_focused()
    press(page, "Tab")

    assert page.evaluate("document.querySelector('#main').contains(document.activeElement)")


def test_suggestions_are_offered_and_never_forced(open_page: OpenPage) -> None:
    page = open_page("/", size=DESK)
    box = page.get_by_role("main").get_by_role("combobox")
    options = page.get_by_role("main").get_by_role("option")

    box.focus()
    page.keyboard.type("บัตร")
    expect(options.first).to_be_visible(timeout=FIRST_SUGGESTION_MS)
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None

    press(page, "ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    press(page, "Escape")
    expect(options.first).not_to_be_visible()
    assert box.input_value() == "บัตร"

    press(page, "Enter")
    page.wait_for_url("**/search?**")
    assert page.get_by_role("combobox").first.input_value() == "บัตร"


def test_a_suggestion_is_taken_with_the_arrow_keys(open_page: OpenPage) -> None:
    page = open_page("/", size=DESK)
    box = page.get_by_role("main").get_by_role("combobox")

    box.focus()
    page.keyboard.type("ทำบัตรประชาชน")
    first = page.get_by_role("main").get_by_role("option").first
    expect(first).to_be_visible(timeout=FIRST_SUGGESTION_MS)
    press(page, "ArrowDown", "Enter")
    page.wait_for_url(re.compile("/(manual|search|agency|place|article)"))

    expect(page.locator("h1")).to_contain_text("บัตร")


def test_a_place_is_found_with_the_keyboard(open_page: OpenPage, examples: dict[str, Any]) -> None:
    page = open_page(f"/manual/{examples['manual']}/places", size=DESK)

    page.get_by_role("main").get_by_label("จังหวัด", exact=True).focus()
    while page.evaluate("document.activeElement.value") != NAN:
        press(page, "ArrowDown")
    while page.evaluate("document.activeElement.type") != "submit":
        press(page, "Tab")
    press(page, "Enter")
    page.wait_for_url(f"**prov={NAN}**")
    first = page.get_by_role("main").locator("a[href*='/place/']").first
    expect(first).to_be_visible()
    first.focus()
    press(page, "Enter")
    page.wait_for_url("**/place/**")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
