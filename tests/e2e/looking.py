"""What is demanded of every page that a test has open, whatever the test is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import READY

INK = (Path(__file__).parent / "thai_ink.js").read_text()


def check(page: Page) -> None:
    """No violation that axe knows, nothing wider than the window, no Thai mark cut or touched."""
    axe_finds_nothing(page)
    fits(page)
    ink = measured(page)
    assert (ink["clipped"], ink["colliding"]) == ([], []), page.url


def axe_finds_nothing(page: Page) -> None:
    """Ask axe-core; it is a script, so the page must allow scripts."""
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def fits(page: Page) -> None:
    """Nothing makes the page wider than its window; works without scripts of the page, too."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def measured(page: Page) -> dict[str, Any]:
    """Return the Thai marks that are cut off or touch the next line."""
    page.evaluate(READY)
    assert page.evaluate("document.fonts.check('400 18px Sarabun', 'ผู้')"), "Sarabun did not load"
    return dict(page.evaluate(INK))
