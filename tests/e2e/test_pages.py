"""What holds on every page of the public site, in one visit of each.

It loads cleanly, asks nobody else, weighs little, fits a narrow screen, axe-core finds nothing, no
Thai mark is cut or touched, targets are large enough and the focus can always be seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.budgets.weight import too_heavy
from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tests.e2e.looking import (
    resize,
    small_targets,
    too_wide,
    unreadable_marks,
    unseen_focus,
    violations,
)
from tests.e2e.pages import PAGES, PageType
from tools.visits import Visit, go

pytestmark = pytest.mark.browser
NARROWEST: Size = (320, 640)  # 1280 px at 400 %, which WCAG 1.4.10 asks for
TWICE: Size = (180, 640)  # to a page the same as a phone whose text is twice as large


class Reader:
    """Somebody who opens a page type for the first time and comes back to it, in one tab.

    One tab, because a browser that knows axe-core already asks it for half the work.
    """

    def __init__(
        self, page: Page, errors: list[str], served: str, examples: dict[str, Any]
    ) -> None:
        self.page = page
        self.faults: list[str] = []
        self._errors, self._served, self._examples = errors, served, examples
        self._asked: set[str] = set()
        page.on("request", lambda request: self._asked.add(urlsplit(request.url).netloc))

    def visit(self, page_type: PageType, language: str, size: Size) -> Visit:
        """Load the page in a window of a size; it must load cleanly."""
        self.page.goto("about:blank")  # the page that is open already would only be asked anew
        resize(self.page, size)
        self._errors.clear()
        self._asked.clear()

        visit = go(self.page, self._served + page_type.address(language, self._examples))

        assert visit.status == page_type.status
        assert self._asked == {urlsplit(self._served).netloc}
        assert [line for line in self._errors if str(page_type.status) not in line] == []
        assert self.page.context.cookies() == []
        assert self.page.locator("html").get_attribute("lang") == language
        assert self.page.locator("h1").count() == 1
        assert self.page.locator("main").count() == 1
        return visit

    def look(self, where: str, *looks: Callable[[Page], list[str]]) -> None:
        """Note what each look finds wrong, with its name and where it was looked at."""
        for one in looks:
            self.faults += [f"{where}, {one.__name__}: {fault}" for fault in one(self.page)]


@pytest.fixture
def reader(
    open_page: OpenPage,
    script_errors: Callable[[Page], list[str]],
    examples: dict[str, Any],
    served: str,
) -> Reader:
    page = open_page("", size=PHONE)
    return Reader(page, script_errors(page), served, examples)


def enough_readable_marks(page: Page) -> list[str]:
    return unreadable_marks(page, at_least=51)


@pytest.mark.parametrize("page_type", PAGES, ids=str)
def test_a_page_can_be_used_by_everybody(reader: Reader, page_type: PageType) -> None:
    first = reader.visit(page_type, "th", PHONE)
    again = reader.visit(page_type, "th", DESK)
    reader.faults += too_heavy(page_type, first, again)
    reader.look("Thai, desk", violations, unreadable_marks)
    resize(reader.page, PHONE)
    reader.look("Thai, phone", violations, enough_readable_marks, small_targets, unseen_focus)
    resize(reader.page, NARROWEST)
    reader.look("Thai, magnified", too_wide)
    resize(reader.page, TWICE)
    reader.look("Thai, phone with text twice as large", too_wide)

    reader.visit(page_type, "en", PHONE)
    reader.look("English, phone", violations, small_targets)
    resize(reader.page, NARROWEST)
    reader.look("English, magnified", too_wide)

    assert not reader.faults, "\n".join(reader.faults)  # in full, however many there are
