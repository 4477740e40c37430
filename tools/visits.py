"""What a visit costs the reader: requests, bytes over the wire and shifts of the layout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, Request

LAYOUT_SHIFT = """() => new Promise((resolve) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) total += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(total), 100);
})"""


@dataclass(frozen=True)
class Visit:
    """One page load. Sizes are bytes as transferred, bodies compressed and headers included."""

    page_bytes: int
    total_bytes: int
    requests: int
    layout_shift: float
    status: int


@contextmanager
def reader(browser: Browser, *, width: int, height: int) -> Iterator[BrowserContext]:
    """A reader with an empty cache."""
    context = browser.new_context(viewport={"width": width, "height": height})
    try:
        yield context
    finally:
        context.close()


def visit(context: BrowserContext, url: str) -> Visit:
    """Open ``url`` in a new tab, see ``go``, and close it.

    Raises:
        RuntimeError: nothing was loaded, because the page was open already.
    """
    page = context.new_page()
    try:
        return go(page, url)
    finally:
        page.close()


def go(page: Page, url: str) -> Visit:
    """Go to ``url`` and add up what came over the wire until the network was quiet.

    Raises:
        RuntimeError: nothing was loaded, because the page was open already.
    """
    finished: list[Request] = []

    def note(request: Request) -> None:
        finished.append(request)

    page.on("requestfinished", note)
    try:
        answer = page.goto(url, wait_until="networkidle")
        if answer is None:
            raise RuntimeError(f"{url} is the page that was open already")
        shift = float(page.evaluate(LAYOUT_SHIFT))
    finally:
        page.remove_listener("requestfinished", note)
    own = _transferred(answer.request)
    fetched = [size for size in map(_transferred, finished) if size]
    return Visit(own, sum(fetched), len(fetched), shift, answer.status)


def _transferred(request: Request) -> int:
    """Return 0 for what the browser had in its cache and did not ask for again."""
    if not request.timing["responseStart"] > 0:
        return 0
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]
