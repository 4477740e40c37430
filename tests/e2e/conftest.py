"""Opening pages of the served country in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

PHONE = (360, 740)
DESK = (1280, 900)


class OpenPage(Protocol):
    def __call__(
        self, path: str, *, size: tuple[int, int] = PHONE, javascript: bool = True
    ) -> Page:
        """Open a path of the served country in a browser of its own; empty: a blank page."""


@pytest.fixture
def open_page(browser: Browser, served: str) -> Iterator[OpenPage]:
    """Open pages; every browser context is closed when the test ends."""
    contexts: list[BrowserContext] = []

    def opened(path: str, *, size: tuple[int, int] = PHONE, javascript: bool = True) -> Page:
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
            page.goto(path, wait_until="networkidle")
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
