"""The nightly dump, written by a process of its own: the worker goes on following changes."""

from __future__ import annotations

import logging
import subprocess  # nosec B404
import sys
import time
from datetime import datetime

from infogo.core.ending import at_end
from infogo.opendata.dumps import stale_after

QUIET_START_SECONDS = 120.0
"""A server that just started serves its first readers first."""
AFTER_A_FAILURE_SECONDS = 3600.0
COMMAND = (sys.executable, "-m", "django", "write_dumps", "--gently")
_started = time.monotonic()
_failed_at: float | None = None
_writing: subprocess.Popen[str] | None = None
log = logging.getLogger(__name__)


def is_due(now: datetime, *, running_seconds: float | None = None) -> bool:
    """Return whether a dump should be written now."""
    seconds = time.monotonic() - _started if running_seconds is None else running_seconds
    if _failed_at is not None and time.monotonic() - _failed_at < AFTER_A_FAILURE_SECONDS:
        return False
    return seconds >= QUIET_START_SECONDS and stale_after(now)


def write_beside() -> None:
    """Write a dump in another process and wait for it; a failure is tried again in an hour.

    The other process is told to stop when this one ends: it would go on writing under a worker
    that is no longer there, beside that of the next one.
    """
    global _failed_at, _writing
    _writing = subprocess.Popen(  # noqa: S603  # nosec B603
        COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    _nothing, problem = _writing.communicate()
    _failed_at = time.monotonic() if _writing.returncode else None
    if _writing.returncode:
        log.warning("no dump was written: %s", problem.strip()[-500:])


def _stop_writing() -> None:
    if _writing is not None:
        _writing.terminate()


at_end(_stop_writing)
