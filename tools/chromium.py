"""The one way in which this project starts a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserType, sync_playwright

FLAGS = (
    # Nothing but the page may use the network, and no first-run work may disturb it.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # The pages of a context, which share nothing with another's, are drawn by one process, as on a
    # phone with little memory: each page would start a process otherwise.
    "--renderer-process-limit=1",
    # Letters as wide as on every phone and in the whole Chromium: the one without windows would
    # round each to whole pixels, and lines would break elsewhere.
    "--font-render-hinting=none",
)


WHOLE = "chromium"
# The same Chromium without the windows that nobody sees: a page opens for less than half the work.
BARE = "chromium-headless-shell"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium that the system has, without its windows where it has such a one.

    Raises:
        RuntimeError: there is none.
    """
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        try:
            yield browser
        finally:
            browser.close()


def launched(kind: BrowserType, *, whole: bool = False) -> Browser:
    """Start one more, which the caller closes.

    ``whole`` asks for the one that people use, for what only its windows know: installing a site.

    Raises:
        RuntimeError: there is none.
    """
    executable = (None if whole else shutil.which(BARE)) or shutil.which(WHOLE)
    if executable is None:
        raise RuntimeError("Chromium is needed (Debian: apt-get install chromium)")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # it refuses to sandbox for root
    return kind.launch(executable_path=executable, args=[*FLAGS, *sandbox])
