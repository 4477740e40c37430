"""Values made from data, kept in this process for as long as the data is as it was.

What makes a page or an answer reads the tokens of everything it may show *first*
(``reading_under``); below that, ``Memory.recall`` returns a value that was made under the same
tokens instead of making it again. It is never older than what a fresh reading would give, by the
same rule as a kept page. Where no tokens were read, nothing is remembered and all is made anew.

What a page names is often known only while it is made: the services that belong with a service,
the cards of a list. Before it reads *those* it calls ``depend_on``, which reads their tokens and
adds them to the page's own. A remembered value carries the keys that were added while it was made,
and a page that recalls it inherits them.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, TypeVar
from weakref import WeakSet

from infogo.core import versions
from infogo.core.keys import EVERYTHING
from infogo.core.versions import Tokens

Value = TypeVar("Value")
MOST_KEYS = 60
"""Of one page: each use of it asks the database for all of them."""


@dataclass
class _Reading:
    """The tokens read so far, and the keys that values in the making have used, innermost last.

    ``ahead`` are tokens that were read with the first ones and that nothing depends on yet.
    """

    tokens: dict[str, int]
    ahead: Mapping[str, int] = field(default_factory=dict)
    used: list[set[str]] = field(default_factory=list)

    def note(self, keys: Iterable[str]) -> None:
        """Let the value that is being made, if there is one, depend on these keys."""
        if self.used:
            self.used[-1].update(keys)

    def present(self, keys: Iterable[str]) -> Tokens:
        """Return the tokens of keys that were read already."""
        return tuple((key, self.tokens[key]) for key in keys)


_present: ContextVar[_Reading | None] = ContextVar("present tokens", default=None)


@contextmanager
def reading_under(
    tokens: Mapping[str, int], ahead: Mapping[str, int] | None = None
) -> Iterator[Mapping[str, int]]:
    """Say which tokens were present before the data is read that the block reads.

    Gives all tokens that what the block makes depends on, those of ``depend_on`` included. Of
    those read ``ahead``, at the same time, it depends only on what ``depend_on`` names.
    """
    reading = _Reading(dict(tokens), ahead or {})
    before = _present.set(reading)
    try:
        yield reading.tokens
    finally:
        _present.reset(before)


@contextmanager
def reading_also(keys: Iterable[str]) -> Iterator[None]:
    """Let the block remember what depends on ``keys`` alone, also where nothing else is read so.

    Reads their tokens by one query where no page is made under tokens; a page that is has read
    those it may show.
    """
    if _present.get() is not None:
        yield
        return
    with reading_under(versions.tokens(keys)):
        yield


def depend_on(keys: Iterable[str], *, instead: str = "") -> None:
    """Let the page that is being made depend on these keys as well; at most one query.

    Must be called before anything is read that the keys stand for: what was read earlier may be
    older than their tokens. Where nothing is kept it does nothing.

    Args:
        keys: what it is going to name.
        instead: a key that is touched whenever one of ``keys`` is, taken in their place where a
            page would get more than ``MOST_KEYS``.
    """
    reading = _present.get()
    if reading is None:
        return
    wanted = list(dict.fromkeys(keys))
    missing = [key for key in wanted if key not in reading.tokens]
    if instead and missing and len(reading.tokens) + len(missing) > MOST_KEYS:
        wanted = [instead]
        missing = [key for key in wanted if key not in reading.tokens]
    ahead = {key: reading.ahead[key] for key in missing if key in reading.ahead}
    unread = [key for key in missing if key not in ahead]
    reading.tokens |= {**ahead, **versions.tokens(unread)}
    reading.note(wanted)


class _Held(NamedTuple):
    """A value with the tokens it was asked for under, and those added while it was made."""

    tokens: Tokens
    further: Tokens
    good_until: float
    value: Any


class Memory:
    """Keeps the values used last, at most ``most`` of them."""

    _all: ClassVar[WeakSet[Memory]] = WeakSet()

    def __init__(self, most: int) -> None:
        self._all.add(self)
        self._most = most
        self._held: OrderedDict[Hashable, _Held] = OrderedDict()
        self._lock = threading.Lock()

    def recall(
        self,
        key: Hashable,
        depends_on: Iterable[str],
        make: Callable[[], Value],
        *,
        seconds: float = float("inf"),
    ) -> Value:
        """Return the value under ``key``, made now or under the tokens that are present.

        Args:
            key: everything that makes it another value, language included.
            depends_on: version keys of the data that ``make`` reads.
            make: reads the data; its value is shared between threads and must not be changed.
                ``None`` is not remembered.
            seconds: longest life, where something without a token shows in it.
        """
        reading = _present.get()
        keys = (EVERYTHING, *depends_on)
        if reading is None or not all(name in reading.tokens for name in keys):
            return make()
        tokens = reading.present(keys)
        held = self._true(key, tokens, reading)
        if held is not None:
            value: Value = held.value
            reading.note(keys)
            return value
        good_until = time.monotonic() + seconds
        used: set[str] = set()
        reading.used.append(used)
        try:
            made = make()
        finally:
            reading.used.pop()
            reading.note({*keys, *used})
        if made is not None:
            further = reading.present(sorted(used.difference(keys)))
            self._keep(key, _Held(tokens, further, good_until, made))
        return made

    def _true(self, key: Hashable, tokens: Tokens, reading: _Reading) -> _Held | None:
        """Return what is held under a key if nothing that it was made from has changed."""
        held = self._held.get(key)
        if held is None or held.tokens != tokens or time.monotonic() >= held.good_until:
            return None
        if held.further:
            names = [name for name, _token in held.further]
            depend_on(names)
            if reading.present(names) != held.further:
                return None
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
        return held

    def _keep(self, key: Hashable, held: _Held) -> None:
        with self._lock:
            self._held[key] = held
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def __len__(self) -> int:
        return len(self._held)

    @classmethod
    def forget_all(cls) -> None:
        """Drop everything that any memory holds, as when another database takes the place."""
        for memory in cls._all:
            with memory._lock:
                memory._held.clear()
