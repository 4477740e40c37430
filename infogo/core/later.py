"""Write what a process gathers in memory, some time after the first of it and when it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection

from infogo.core.ending import at_end


class Later:
    """Calls one function in a thread of its own, ``seconds`` after it was first asked to."""

    def __init__(self, seconds: float, write: Callable[[], object]) -> None:
        """Take what writes; it is called once more when the process ends."""
        self._seconds = seconds
        self._write = write
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        at_end(write)

    def ask(self) -> None:
        """See to it that what is in memory now will be written."""
        if self._timer is not None:
            return  # it looks what is there only after it was taken from here
        with self._lock:
            if self._timer is None:
                self._timer = threading.Timer(self._seconds, self._run)
                self._timer.daemon = True
                self._timer.start()

    def cancel(self) -> None:
        """Forget that it was asked."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    def _run(self) -> None:
        with self._lock:
            self._timer = None
        try:
            self._write()
        finally:
            connection.close()
