"""The one way in which this project starts a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    # Nothing but the page may use the network, and no first-run work may disturb it.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the Chromium that the system has.

    Raises:
        RuntimeError: there is none.
    """
    executable = shutil.which("chromium")
    if executable is None:
        raise RuntimeError("Chromium is needed (Debian: apt-get install chromium)")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # it refuses to sandbox for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*FLAGS, *sandbox])
        try:
            yield browser
        finally:
            browser.close()
