"""What waits for others, because telling each alone costs more than it is worth."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from infogo.core.later import Later

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Batch(Generic[T]):
    """Gathers items of any threads and hands them over together, in their order.

    They wait ``seconds`` at most, and until ``most`` of them wait: then whoever adds the last one
    hands all over. What waits when the process ends is handed over then.
    """

    def __init__(
        self, hand_over: Callable[[Sequence[T]], None], *, seconds: float, most: int
    ) -> None:
        """Take what is called with the items; it is called by one thread at a time."""
        self._hand_over = hand_over
        self._most = most
        self._waiting: deque[T] = deque()
        self._lock = threading.Lock()
        self._later = Later(seconds, self.flush)

    def add(self, item: T) -> None:
        """Let an item wait for others. Takes no lock: appending to a deque is one step."""
        self._waiting.append(item)
        if len(self._waiting) >= self._most:
            self.flush()
        else:
            self._later.ask()

    def flush(self) -> None:
        """Hand over what waits, now; returns when that is done.

        What goes wrong is logged: no answer may fail because something about it could not be told.
        """
        with self._lock:
            items = [self._waiting.popleft() for _waiting in range(len(self._waiting))]
            if not items:
                return
            try:
                self._hand_over(items)
            except Exception:
                logger.exception("%d items could not be handed over", len(items))
