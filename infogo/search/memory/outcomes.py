"""What was found a moment ago, kept for as long as it is what would be found.

It rests on the state of the index, on what is known beside it, on the synonyms in force, on what
was asked, and on the records that it shows. The first three are one *state*, and with another
state everything goes; what was asked is the key; of the records the versions are held that were
read before them, and each use asks the database by one query whether they are still the present
ones. So what comes from here is never older than what is made anew.

Nobody can fill it: it has a fixed number of bytes, and takes in only what was asked before.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from infogo.core import versions
from infogo.search.indexing.index import Snapshot
from infogo.search.memory.knowledge import Knowledge
from infogo.search.results import SearchPage
from infogo.search.words.synonyms import Synonyms

Value = TypeVar("Value")

MOST_BYTES_OF_PAGES = 8_000_000
MOST_ASKED = 8_192
"""So many questions are known again when they are asked a second time."""
PAGE_BYTES = 6_000
RESULT_BYTES = 2_000
SEGMENT_BYTES = 200
OPTION_BYTES = 300


@dataclass(frozen=True, eq=False)
class State:
    """What all searches of a moment rest on."""

    snapshot: Snapshot
    knowledge: Knowledge
    words: Synonyms

    def is_same(self, other: State | None) -> bool:
        """Return whether searches find the same in both."""
        return (
            other is not None
            and self.knowledge is other.knowledge
            and self.words is other.words
            and self.snapshot.generation == other.snapshot.generation
        )


@dataclass(frozen=True, eq=False)
class Basis:
    """What one page was found in.

    ``tokens`` are the versions of everything of the database that it shows, read before it was.
    """

    state: State
    tokens: Mapping[str, int]


class _Held(NamedTuple, Generic[Value]):
    value: Value
    tokens: Mapping[str, int]
    size: int


class Outcomes(Generic[Value]):
    """Keeps what was used last, of one state, within a number of bytes."""

    def __init__(
        self, most_bytes: int, size_of: Callable[[Value], int], most_asked: int = MOST_ASKED
    ) -> None:
        """Begin empty; ``size_of`` tells the bytes of a value, rather too many than too few."""
        self._most_bytes = most_bytes
        self._size_of = size_of
        self._most_asked = most_asked
        self._lock = threading.Lock()
        self._state: State | None = None
        self._held: OrderedDict[Hashable, _Held[Value]] = OrderedDict()
        self._asked: OrderedDict[int, None] = OrderedDict()
        self.bytes_used = 0

    def __len__(self) -> int:
        return len(self._held)

    def recall(self, state: State, key: Hashable) -> Value | None:
        """Return what is kept under ``key``, if searching now would find the same."""
        with self._lock:
            held = self._held.get(key) if state.is_same(self._state) else None
        if held is None or versions.tokens(held.tokens) != held.tokens:
            return None
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
        return held.value

    def keep(self, basis: Basis, key: Hashable, make: Callable[[], Value]) -> None:
        """Keep what ``make`` makes of a page, if the same was asked before; else make nothing."""
        with self._lock:
            if not self._was_asked(hash(key)):
                return
        value = make()
        size = self._size_of(value)
        if size > self._most_bytes // 4:
            return
        with self._lock:
            if not basis.state.is_same(self._state):
                self._state, self.bytes_used = basis.state, 0
                self._held.clear()
            if before := self._held.pop(key, None):
                self.bytes_used -= before.size
            self._held[key] = _Held(value, basis.tokens, size)
            self.bytes_used += size
            while self.bytes_used > self._most_bytes:
                self.bytes_used -= self._held.popitem(last=False)[1].size

    def forget(self) -> None:
        """Drop everything, also what was asked."""
        with self._lock:
            self._state, self.bytes_used = None, 0
            self._held.clear()
            self._asked.clear()

    def _was_asked(self, question: int) -> bool:
        """Note a question; return whether it is known. Numbers only: no words of anybody."""
        was_asked = question in self._asked
        self._asked[question] = None
        self._asked.move_to_end(question)
        if len(self._asked) > self._most_asked:
            self._asked.popitem(last=False)
        return was_asked


def size_of(page: SearchPage) -> int:
    """Return the bytes that a page takes, rather too many than too few."""
    segments = sum(
        len(result.title_segments) + len(result.official_segments) + len(result.summary_segments)
        for result in page.results
    )
    facets = page.facets
    options = sum(map(len, (facets.topics, facets.groups, facets.agencies, facets.provinces)))
    return (
        PAGE_BYTES
        + len(page.results) * RESULT_BYTES
        + segments * SEGMENT_BYTES
        + options * OPTION_BYTES
    )


pages = Outcomes(MOST_BYTES_OF_PAGES, size_of)
