"""Who may be written to now: what is slow, fails or asks for much never holds up the others."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from infogo.changes.models import Subscription

SLOTS = 8
"""Addresses a process writes to at the same time."""
SLOTS_OF_SLOW = 4
"""How many of them addresses that failed or were slow may take up: others never wait for these."""
SLOTS_OF_HOST = 2
"""How many of them one machine may take up, however many subscriptions lead there."""
SLOW_SECONDS = 1.0
"""For one message, on the average of a turn."""


@dataclass
class Running:
    """A turn of one subscription; ``sent`` and ``seconds`` are there when it is over."""

    host: str
    is_slow: bool
    thread: threading.Thread | None = None
    sent: int = 0
    seconds: float = 0.0


@dataclass
class Slots:
    """The turns that run in this process, and which subscriptions were slow in their last one."""

    running: dict[int, Running] = field(default_factory=dict)
    slow: set[int] = field(default_factory=set)

    def settle(self) -> None:
        """Free the slots of turns that are over, and remember who was slow."""
        for pk, turn in list(self.running.items()):
            if turn.thread is not None and turn.thread.is_alive():
                continue
            del self.running[pk]
            self.slow.discard(pk)
            if turn.seconds > SLOW_SECONDS * max(turn.sent, 1):
                self.slow.add(pk)

    def open_to(self, rows: QuerySet[Subscription]) -> QuerySet[Subscription]:
        """Return those of ``rows`` that may begin: a row that may not never hides one that may."""
        rows = rows.exclude(pk__in=self.running)
        if sum(turn.is_slow for turn in self.running.values()) >= SLOTS_OF_SLOW:
            rows = rows.filter(failures=0).exclude(pk__in=self.slow)
        for host, count in Counter(turn.host for turn in self.running.values()).items():
            if count >= SLOTS_OF_HOST:
                below = Q(url__startswith=f"{host}/") | Q(url__startswith=f"{host}?")
                rows = rows.exclude(Q(url=host) | below)
        return rows

    def is_full(self) -> bool:
        """Whether nothing more may begin."""
        return len(self.running) >= SLOTS

    def begin(self, row: Subscription, turn: Callable[[int], int]) -> None:
        """Let ``turn`` write for a row in a thread of its own; it returns how many it sent."""
        is_slow = bool(row.failures) or row.pk in self.slow
        mine = self.running[row.pk] = Running(host_of(row.url), is_slow)

        def run() -> None:
            began = time.monotonic()
            mine.sent = turn(row.pk)
            mine.seconds = time.monotonic() - began

        mine.thread = threading.Thread(target=run, daemon=True)
        mine.thread.start()


def host_of(url: str) -> str:
    """Return scheme, name and port of an address, as they are written there."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
