"""Work that readers must not wait for, one thread at a time for each purpose."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connections

from infogo.core.metrics import doing
from infogo.search.indexing.index import IndexUnusableError

log = logging.getLogger(__name__)


class Background:
    """Runs one kind of work in a thread that keeps no server from starting or stopping."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, work: Callable[[], object]) -> threading.Thread:
        """Start ``work``, unless the last start is still under way; return its thread.

        Without an index, a database or room on the disk the work is given up with a warning:
        whoever asked asks again.
        """
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._run, args=(work,), name=self._name, daemon=True
                )
                self._thread.start()
            return self._thread

    def _run(self, work: Callable[[], object]) -> None:
        try:
            with doing(f"{self._name} (thread)"):
                work()
        except (IndexUnusableError, DatabaseError, OSError) as problem:
            log.warning("%s gave up: %s", self._name, problem)
        finally:
            connections.close_all()
