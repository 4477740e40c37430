"""What a screen reader is given of what only the style draws."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.test_office import sign_in

pytestmark = pytest.mark.browser
PARTED = ".c-dots > * + *, .c-meta > * + *, .c-card__facts > * + *"


def spoken(page: Page) -> list[str]:
    """Return all texts of the page as the browser hands them to a screen reader."""
    reading = page.context.new_cdp_session(page)
    reading.send("Accessibility.enable")
    nodes: list[dict[str, Any]] = reading.send("Accessibility.getFullAXTree")["nodes"]
    reading.detach()
    return [node["name"]["value"] for node in nodes if node["role"]["value"] == "StaticText"]


@pytest.mark.parametrize("path", ["/search?q=บัตรประชาชน", "/manual/{manual}/rate"])
def test_a_dot_that_the_style_draws_is_not_read(
    open_page: OpenPage, examples: dict[str, Any], path: str
) -> None:
    page = open_page(path.format(**examples), size=DESK)
    assert page.locator(PARTED).count()
    texts = spoken(page)
    assert len(texts) > 20
    assert "·" not in texts


def test_nor_is_the_dot_in_the_head_of_the_workspace(open_page: OpenPage) -> None:
    page = open_page("", size=DESK)
    sign_in(page, "agency-admin")
    texts = spoken(page)
    assert "งานเจ้าหน้าที่" in texts
    assert "·" not in texts
