"""The nightly dump, written by a process of its own: the worker goes on following changes."""

from __future__ import annotations

import logging
import subprocess  # nosec B404
import sys
import time
from datetime import datetime

from infogo.opendata.dumps import stale_after

QUIET_START_SECONDS = 120.0
"""A server that just started serves its first readers first."""
AFTER_A_FAILURE_SECONDS = 3600.0
_started = time.monotonic()
_failed_at: float | None = None
log = logging.getLogger(__name__)


def is_due(now: datetime, *, running_seconds: float | None = None) -> bool:
    """Return whether a dump should be written now."""
    seconds = time.monotonic() - _started if running_seconds is None else running_seconds
    if _failed_at is not None and time.monotonic() - _failed_at < AFTER_A_FAILURE_SECONDS:
        return False
    return seconds >= QUIET_START_SECONDS and stale_after(now)


def write_beside() -> None:
    """Write a dump in another process and wait for it; a failure is tried again in an hour."""
    command = [sys.executable, "-m", "django", "write_dumps", "--gently"]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  # nosec B603
    global _failed_at
    _failed_at = time.monotonic() if done.returncode else None
    if done.returncode:
        log.warning("no dump was written: %s", done.stderr.strip()[-500:])
