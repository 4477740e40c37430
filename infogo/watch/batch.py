"""What waits for others, because telling each alone costs more than it is worth."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from infogo.core.ending import at_end

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Batch(Generic[T]):
    """Gathers items of any threads and hands them over together, in their order.

    They wait ``seconds`` at most, and until ``most`` of them wait: then whoever adds the last one
    hands all over. A thread of its own does it where nobody comes any more.
    """

    def __init__(
        self, hand_over: Callable[[Sequence[T]], None], *, seconds: float, most: int
    ) -> None:
        """Take what is called with the items; it is called by one thread at a time."""
        self._hand_over = hand_over
        self._seconds = seconds
        self._most = most
        self._waiting: deque[T] = deque()
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._is_awaited = False
        self._thread: threading.Thread | None = None
        at_end(self.flush)

    def add(self, item: T) -> None:
        """Let an item wait for others. Takes no lock: appending to a deque is one step."""
        self._waiting.append(item)
        if len(self._waiting) >= self._most:
            self.flush()
        elif not self._is_awaited:
            self._await()

    def flush(self) -> None:
        """Hand over what waits, now; returns when that is done.

        What goes wrong is logged: no answer may fail because something about it could not be told.
        """
        with self._lock:
            # Before it is looked what waits: what is added afterwards asks to be awaited anew.
            self._is_awaited = False
            items = [self._waiting.popleft() for _waiting in range(len(self._waiting))]
            if not items:
                return
            try:
                self._hand_over(items)
            except Exception:
                logger.exception("%d items could not be handed over", len(items))

    def _await(self) -> None:
        self._is_awaited = True
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._look_after, daemon=True)
                self._thread.start()
        self._news.set()

    def _look_after(self) -> None:
        pause = threading.Event()  # nobody sets it
        while True:
            self._news.wait()
            self._news.clear()
            pause.wait(self._seconds)
            self.flush()
