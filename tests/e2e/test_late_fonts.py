"""Nothing moves when our fonts arrive after the page: the reader's own are as wide and as high."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.conftest import DESK, PHONE, OpenPage, Size
from tools.visits import LAYOUT_SHIFT

pytestmark = pytest.mark.browser
MOST_SHIFT = 0.003
"""Less than one line that breaks elsewhere; the budget for all that may move a page is 0.05."""
PAINTED = """() => new Promise((seen) => {
  new PerformanceObserver(seen).observe({ type: "paint", buffered: true });
}).then(() => 0)"""
SWAPPED = "document.fonts.ready.then(() => document.fonts.check('700 20px Sarabun', 'ผู้ 5'))"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "360"])
@pytest.mark.parametrize("path", ["/", "/en/", "/life/coming-of-age", "/search?q=บัตรประชาชน"])
def test_a_page_stays_where_it_is(open_page: OpenPage, path: str, size: Size) -> None:
    page = open_page("", size=size)
    late: list[Route] = []
    page.route("**/*.woff2", lambda route: late.append(route))
    page.goto(path, wait_until="commit")
    page.evaluate(PAINTED)
    expect(page.locator("footer")).to_be_attached()
    page.wait_for_timeout(200)  # the fonts of Latin letters are asked for when they are laid out
    assert len(late) >= 3

    for font in late:
        font.continue_()
    page.wait_for_load_state()
    assert page.evaluate(SWAPPED)

    assert page.evaluate(LAYOUT_SHIFT) < MOST_SHIFT
