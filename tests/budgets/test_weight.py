"""What a visit may cost the reader (compressed, as a browser sees it)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.pages import PAGES, PageType
from tools.visits import reader, visit

pytestmark = pytest.mark.browser
KB = 1000
MOST_MANUAL_PAGE_BYTES = 14 * KB
MOST_PAGE_BYTES = 12 * KB
MOST_FIRST_VISIT_BYTES = 85 * KB
MOST_FIRST_VISIT_REQUESTS = 9
# Its own script, and the size of what it offers to keep.
MOST_DISTRICT_REQUESTS = 10
MOST_REPEAT_VISIT_BYTES = 15 * KB
MOST_LAYOUT_SHIFT = 0.05


@pytest.mark.parametrize("page_type", PAGES, ids=str)
def test_first_and_repeated_visits_stay_within_the_budget(
    browser: Browser, served: str, examples: dict[str, Any], page_type: PageType
) -> None:
    url = served + page_type.address("th", examples)
    with reader(browser, width=360, height=740) as context:
        first, again = visit(context, url), visit(context, url)

    is_long = page_type.name.startswith(("manual", "plan"))
    most = MOST_MANUAL_PAGE_BYTES if is_long else MOST_PAGE_BYTES
    assert first.page_bytes <= most
    assert first.total_bytes <= MOST_FIRST_VISIT_BYTES
    is_kept = page_type.name == "offline-district"
    requests = MOST_DISTRICT_REQUESTS if is_kept else MOST_FIRST_VISIT_REQUESTS
    assert 1 < first.requests <= requests
    # Ours comes in after the reader's own Thai font: every device in Thailand has one, and so has
    # a machine on which `./dev test` installed what it needs.
    assert first.layout_shift <= MOST_LAYOUT_SHIFT
    assert 0 < again.total_bytes <= MOST_REPEAT_VISIT_BYTES
