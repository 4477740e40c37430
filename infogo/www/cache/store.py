"""Pages in the memory of this process, within a fixed number of bytes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from infogo.core.request_facts import MEMORY
from infogo.www.cache.sending import Shape

OVERHEAD_BYTES = 4000
"""What an entry takes beside its bodies: header lists, tokens and places in dictionaries."""


@dataclass
class Entry:
    """One page, ready to send in every encoding.

    ``good_until`` is on the monotonic clock, or ``None`` when only a change of data ends it.
    ``facts`` are what Django told of the request that made it, such as the view's name;
    ``source`` says where it was found just now. ``true_at`` is when it was last known to be true,
    in seconds of the world's clock.
    """

    tokens: tuple[tuple[str, int], ...]
    good_until: float | None
    shapes: Mapping[str, Shape]
    facts: Mapping[str, str] = field(default_factory=dict)
    source: str = MEMORY
    true_at: float = field(default_factory=time.time, compare=False)

    @property
    def is_over(self) -> bool:
        """Whether its time is over; it may still be shown while nobody can make another."""
        return self.good_until is not None and time.monotonic() >= self.good_until

    @property
    def size(self) -> int:
        """Bytes of memory, roughly: bodies and some overhead."""
        bodies = {id(shape.kept): len(shape.kept) for shape in self.shapes.values()}
        return sum(bodies.values()) + OVERHEAD_BYTES


class Level(Protocol):
    """A level below this one, which other processes fill too."""

    def get(self, key: str) -> Entry | None:
        """Return an entry, if there is one."""

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry."""


class Store:
    """Keeps the entries used last, and never more than ``most_bytes`` of them."""

    def __init__(self, most_bytes: int, below: Level | None = None) -> None:
        """Begin empty; what is not here is looked for ``below``, and what is made goes there."""
        self._most_bytes = most_bytes
        self._below = below if most_bytes else None
        self._bytes = 0
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def largest(self) -> int:
        """Bytes of the largest entry that is kept."""
        return self._most_bytes // 4

    def get(self, key: str) -> Entry | None:
        """Return the entry under ``key`` and count it as just used."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
                if not entry.is_over:
                    return entry
        found = None if self._below is None else self._below.get(key)
        if found is not None:
            self._keep(key, replace(found, source=MEMORY))
        return found or entry

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry, dropping those unused for longest; one too large is not kept."""
        if entry.size > self.largest:
            return
        self._keep(key, entry)
        if self._below is not None:
            self._below.put(key, entry)

    def _keep(self, key: str, entry: Entry) -> None:
        with self._lock:
            self._drop(key)
            self._entries[key] = entry
            self._bytes += entry.size
            while self._bytes > self._most_bytes:
                self._drop(next(iter(self._entries)))

    def discard(self, key: str) -> None:
        """Forget the entry under ``key``, if there is one."""
        with self._lock:
            self._drop(key)

    @property
    def bytes_used(self) -> int:
        """Bytes that the entries take."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._entries)

    def _drop(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= entry.size
