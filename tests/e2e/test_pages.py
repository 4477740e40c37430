"""What holds on every page of the public site, in one visit of each.

It loads cleanly, asks nobody else, fits a narrow screen, axe-core finds nothing, no Thai mark is
cut or touched, targets are large enough and the focus can always be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import (
    measured,
    small_targets,
    too_wide,
    unreadable_marks,
    unseen_focus,
    violations,
)
from tests.e2e.pages import PAGES, PageType

pytestmark = pytest.mark.browser
NARROWEST: Size = (320, 640)  # 1280 px at 400 %, which WCAG 1.4.10 asks for
Visit = Callable[[PageType, str], Page]


@pytest.fixture
def visit(
    open_page: OpenPage,
    script_errors: Callable[[Page], list[str]],
    examples: dict[str, Any],
    served: str,
) -> Visit:
    """Open a page type in a language, on a desk, for the first time; it must load cleanly."""

    def visited(page_type: PageType, language: str) -> Page:
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
        return page

    return visited


@pytest.mark.parametrize("page_type", PAGES, ids=str)
def test_a_page_can_be_used_by_everybody(visit: Visit, page_type: PageType) -> None:
    page = visit(page_type, "th")

    at_a_desk = [*violations(page), *unreadable_marks(page)]
    resize(page, PHONE)
    on_a_phone = [*violations(page), *unreadable_marks(page), *small_targets(page)]
    assert measured(page)["measured"] > 50
    on_a_phone += unseen_focus(page)
    resize(page, NARROWEST)
    magnified = too_wide(page)

    assert (at_a_desk, on_a_phone, magnified) == ([], [], [])


@pytest.mark.parametrize("page_type", PAGES, ids=str)
def test_a_page_can_be_used_in_english(visit: Visit, page_type: PageType) -> None:
    page = visit(page_type, "en")

    resize(page, PHONE)

    assert [*violations(page), *small_targets(page)] == []
    resize(page, NARROWEST)
    assert too_wide(page) == []


def resize(page: Page, size: Size) -> None:
    """Give the window another size and let the page come to rest."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("new Promise((rest) => requestAnimationFrame(() => requestAnimationFrame(rest)))")
