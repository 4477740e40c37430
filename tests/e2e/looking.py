"""What is demanded of every page that a test has open, whatever the test is about.

Each look returns what is wrong in words, so that one visit tells of all its faults at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE, READY, Size

INK = (Path(__file__).parent / "thai_ink.js").read_text()
FOCUS = (Path(__file__).parent / "focus.js").read_text()
ASK_AXE = """axe.run({ resultTypes: ["violations"], preload: { assets: ["media"] } })
  .then(({ violations }) => ({ violations }))"""
STOPS = 60
FITS = "document.documentElement.scrollWidth <= innerWidth"
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


def check(page: Page) -> None:
    """No violation that axe knows, nothing wider than the window, no Thai mark cut or touched."""
    page.wait_for_load_state()
    found = [*violations(page), *unreadable_marks(page)]
    if not page.evaluate(FITS):
        found.append("wider than its window")
    assert found == [], page.url


def check_wide_and_narrow(page: Page) -> None:
    """Check a page in a window of a desk, laid out anew on a phone; the window is a desk's again.

    To open it twice would ask the server, and let the browser learn axe-core, twice.
    """
    page.wait_for_load_state()
    for size in (PHONE, DESK):
        resize(page, size)
        check(page)


def resize(page: Page, size: Size) -> None:
    """Give the window another size and let the page come to rest."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("new Promise((rest) => requestAnimationFrame(() => requestAnimationFrame(rest)))")


def violations(page: Page) -> list[str]:
    """Ask axe-core; it is a script, so the page must allow scripts.

    A click returns when the answer begins to arrive: before it has arrived, there is no document.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):  # once in a document, whatever its window's size
        page.evaluate(AXE_SCRIPT)
    results = AxeResults(page.evaluate(ASK_AXE))
    return [results.generate_report()] if results.violations_count else []


def axe_finds_nothing(page: Page) -> None:
    """Fail with what axe-core says of the page."""
    assert violations(page) == [], page.url


def fits(page: Page) -> None:
    """Nothing makes the page wider than its window; works without scripts of the page, too."""
    assert page.evaluate(FITS), page.url


def too_wide(page: Page) -> list[str]:
    """Return the elements that reach out of the window, where nobody may scroll to them."""
    found = list(page.evaluate(WIDER))
    wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return found + ([f"{wide} px wider than the window"] if wide > 0 else [])


def small_targets(page: Page) -> list[str]:
    """WCAG 2.5.8: 24 px at least, except links inside a sentence."""
    return list(page.evaluate(TARGETS.replace("LIMIT", str(SMALLEST_TARGET_PX))))


def measured(page: Page) -> dict[str, Any]:
    """Return the Thai marks that are cut off or touch the next line."""
    page.evaluate(READY)
    assert page.evaluate("document.fonts.check('400 18px Sarabun', 'ผู้')"), "Sarabun did not load"
    return dict(page.evaluate(INK))


def unreadable_marks(page: Page, *, at_least: int = 0) -> list[str]:
    """Return the Thai marks that cannot be read, in words.

    A page on which fewer than ``at_least`` could be measured was not really looked at.
    """
    found = measured(page)
    wrong = [f"{fault}: {mark}" for fault in ("clipped", "colliding") for mark in found[fault]]
    if found["measured"] < at_least:
        wrong.append(f"only {found['measured']} Thai marks to measure")
    return wrong


def unseen_focus(page: Page) -> list[str]:
    """Go through the page with the Tab key; return the stops where the focus cannot be seen."""
    found, seen = [], 0
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        if not focus["onScreen"]:
            # A script may have added a list above meanwhile: come to it again when it is done.
            page.wait_for_load_state("networkidle")
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
        seen += 1
        wrong = [name for name in ("onScreen", "uncovered", "changes") if not focus[name]]
        found += [f"focus not {name}: {focus['html']}" for name in wrong]
    return found if seen > 5 else [*found, f"only {seen} stops of the Tab key"]
