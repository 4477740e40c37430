"""Papers for everybody: set once for what they show, one at a time, and not without end.

Setting a paper takes a tenth of a second of a processor and more. Whoever asks for thousands of
different ones must not keep the pages from the others, so a process spends at most a share of its
time on papers; those that it set last are given again for nothing.
"""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import orjson

from infogo.paper import typeset

MOST_BYTES = 6_000_000
SHARE = 0.25
"""Of the time of one processor, in the long run."""
BURST_SECONDS = 15.0
"""What may be spent at once after a quiet time: some hundred papers."""
PATIENCE_SECONDS = 5.0
"""How long a reader waits for the papers before hers."""

Setter = Callable[..., bytes]


class BusyError(RuntimeError):
    """Too many new papers are asked for; ``retry_after`` is in how many seconds to ask again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"no time for papers for {retry_after} s")
        self.retry_after = retry_after


class Press:
    """Sets papers within a share of the time, and keeps the last ones."""

    def __init__(
        self,
        *,
        most_bytes: int = MOST_BYTES,
        share: float = SHARE,
        burst: float = BURST_SECONDS,
        patience: float = PATIENCE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nothing kept and ``burst`` seconds to spend; times are in seconds."""
        self._most_bytes, self._share, self._burst = most_bytes, share, burst
        self._patience, self._clock = patience, clock
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._saved, self._counted_at = burst, clock()
        self._turn = threading.Lock()
        self._books = threading.Lock()

    def pdf(self, template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
        """Return ``typeset.pdf`` of the same, set now or before.

        Raises:
            BusyError: too many other papers are being asked for.
            PaperError: the template and the data do not fit together.
        """
        return self._paper(typeset.pdf, template, data, made_at)

    def svg(self, template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
        """Return ``typeset.svg`` of the same, set now or before.

        Raises:
            BusyError: too many other papers are being asked for.
            PaperError: the template and the data do not fit together.
        """
        return self._paper(typeset.svg, template, data, made_at)

    def _paper(
        self, setter: Setter, template: str, data: Mapping[str, Any], made_at: datetime
    ) -> bytes:
        key = _key(setter.__name__, template, data, made_at)
        if (kept := self._recall(key)) is not None:
            return kept
        if not self._turn.acquire(timeout=self._patience):
            raise BusyError(math.ceil(self._patience))
        try:
            if (kept := self._recall(key)) is not None:
                return kept
            self._settle()
            began = self._clock()
            try:
                made = setter(template, data, made_at=made_at)
            finally:
                self._saved -= self._clock() - began
        finally:
            self._turn.release()
        self._keep(key, made)
        return made

    def _settle(self) -> None:
        """Count what was saved since the last time; refuse when it is used up."""
        now = self._clock()
        self._saved = min(self._burst, self._saved + (now - self._counted_at) * self._share)
        self._counted_at = now
        if self._saved <= 0:
            raise BusyError(math.ceil(-self._saved / self._share) + 1)

    def _recall(self, key: str) -> bytes | None:
        with self._books:
            made = self._kept.get(key)
            if made is not None:
                self._kept.move_to_end(key)
            return made

    def _keep(self, key: str, made: bytes) -> None:
        with self._books:
            if key not in self._kept:
                self._kept[key] = made
                self._bytes += len(made)
            while self._bytes > self._most_bytes:
                _old, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped)


def _key(how: str, template: str, data: Mapping[str, Any], made_at: datetime) -> str:
    shown = orjson.dumps([how, template, data, made_at.isoformat()])
    return hashlib.blake2b(shown, digest_size=16).hexdigest()


press = Press()
"""The one of this process."""
