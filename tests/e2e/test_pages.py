"""What holds on every page: it loads cleanly, asks nobody else, and fits a narrow screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, Look, OpenPage
from tests.e2e.pages import BY_LANGUAGE, PAGES, PageType

pytestmark = pytest.mark.browser
NARROWEST = (320, 640)  # 1280 px at 400 %, which WCAG 1.4.10 asks for
SMALLEST_TARGET_PX = 24
TARGETS = """() => [...document.querySelectorAll("a,button,summary,input,select")]
  .filter((node) => node.checkVisibility() && getComputedStyle(node).display !== "inline")
  .map((node) => [node, node.getBoundingClientRect()])
  .filter(([, box]) => box.width > 2 && (box.height < LIMIT || box.width < LIMIT) && box.right > 0)
  .map(([node, box]) => `${node.outerHTML.slice(0, 90)}: ${box.width} × ${box.height}`)"""
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .filter((node) => node.checkVisibility() && !node.closest(".c-scroll, .u-vh"))
  .map((node) => node.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize(("page_type", "language"), BY_LANGUAGE, ids=str)
def test_a_page_loads_without_errors_and_without_third_parties(
    open_page: OpenPage,
    script_errors: Callable[[Page], list[str]],
    examples: dict[str, Any],
    served: str,
    page_type: PageType,
    language: str,
) -> None:
    page = open_page("", size=DESK)
    errors, asked = script_errors(page), set[str]()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))

    answer = page.goto(page_type.address(language, examples), wait_until="networkidle")

    assert answer is not None
    assert answer.status == page_type.status
    assert asked == {urlsplit(served).netloc}
    assert [line for line in errors if str(page_type.status) not in line] == []
    assert page.context.cookies() == []
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1


@pytest.mark.parametrize("page_type", PAGES, ids=str)
def test_a_page_fits_320_px(look: Look, examples: dict[str, Any], page_type: PageType) -> None:
    page = look(page_type.address("th", examples), NARROWEST)

    assert page.evaluate(WIDER) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= NARROWEST[0]


@pytest.mark.parametrize("page_type", PAGES, ids=str)
def test_targets_are_large_enough(
    look: Look, examples: dict[str, Any], page_type: PageType
) -> None:
    """WCAG 2.5.8: 24 px at least, except links inside a sentence."""
    page = look(page_type.address("th", examples))

    assert page.evaluate(TARGETS.replace("LIMIT", str(SMALLEST_TARGET_PX))) == []
