"""Looking at, and walking through, the served country in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

Size = tuple[int, int]
PHONE: Size = (360, 740)
DESK: Size = (1280, 900)
READY = "document.fonts.ready.then(() => 0)"


class Look(Protocol):
    def __call__(self, path: str, size: Size = PHONE) -> Page:
        """Show a path in a tab that later tests use again; do nothing there but look."""


class OpenPage(Protocol):
    def __call__(self, path: str, *, size: Size = PHONE, javascript: bool = True) -> Page:
        """Open a path in a browser of its own, with nothing kept; empty: a blank page."""


def linked(home: Path, folder: Path, *but: str) -> Path:
    """Make ``folder`` the same home, but for its index and for what begins with other names.

    Without an index a server has nothing to learn before it answers.
    """
    for one in home.iterdir():
        if not one.name.startswith(("index", *but)):
            (folder / one.name).symlink_to(one)
    return folder


@pytest.fixture(scope="session")
def tabs() -> dict[Size, Page]:
    return {}


@pytest.fixture
def look(browser: Browser, served: str, tabs: dict[Size, Page]) -> Look:
    """Look at pages; one tab for each size, because opening one costs more than a page."""

    def shown(path: str, size: Size = PHONE) -> Page:
        if size not in tabs:
            width, height = size
            tabs[size] = browser.new_page(viewport={"width": width, "height": height})
        tabs[size].goto(served + path)
        tabs[size].evaluate(READY)
        return tabs[size]

    return shown


@pytest.fixture
def open_page(browser: Browser, served: str) -> Iterator[OpenPage]:
    """Open pages; every browser context is closed when the test ends."""
    contexts: list[BrowserContext] = []

    def opened(path: str, *, size: Size = PHONE, javascript: bool = True) -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            base_url=served,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
        )
        contexts.append(context)
        page = context.new_page()
        if path:
            page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def script_errors() -> Callable[[Page], list[str]]:
    """Collect errors of scripts and messages of the content security policy on a page."""

    def listen(page: Page) -> list[str]:
        found: list[str] = []
        page.on("pageerror", lambda error: found.append(str(error)))
        page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
        return found

    return listen
