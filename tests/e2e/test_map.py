"""The map that comes on tap, where the operator has set a tile server."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.looking import check

pytestmark = pytest.mark.browser


def opened(page: Page, tiles: str) -> None:
    """Open the map as a page shows it whose operator has set a tile server."""
    page.locator("[data-map]").evaluate("(box, tiles) => (box.dataset.tiles = tiles)", tiles)
    page.get_by_role("button", name="เปิดแผนที่").click()
    expect(page.get_by_role("region", name="แผนที่")).to_be_visible()


def test_tiles_that_come_stay(open_page: OpenPage, examples: dict[str, Any]) -> None:
    page = open_page(f"/place/{examples['place']}")
    icon = str(page.locator("link[rel=icon]").get_attribute("href"))  # any picture will do
    opened(page, icon)
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()


def test_without_a_tile_server_the_outline_serves(
    open_page: OpenPage, examples: dict[str, Any]
) -> None:
    page = open_page(f"/place/{examples['place']}")
    opened(page, "/nowhere/{z}/{x}/{y}.png")
    expect(page.locator(".leaflet-tile")).to_have_count(0)
    check(page)
