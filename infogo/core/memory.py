"""Values made from data, kept in this process for as long as the data is as it was.

What makes a page or an answer reads the tokens of everything it may show *first*
(``reading_under``); below that, ``Memory.recall`` returns a value that was made under the same
tokens instead of making it again. It is never older than what a fresh reading would give, by the
same rule as a kept page. Where no tokens were read, nothing is remembered and all is made anew.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, TypeVar
from weakref import WeakSet

from infogo.core.versions import EVERYTHING, Tokens

Value = TypeVar("Value")

_present: ContextVar[Mapping[str, int] | None] = ContextVar("present tokens", default=None)


@contextmanager
def reading_under(tokens: Mapping[str, int]) -> Iterator[None]:
    """Say which tokens were present before the data is read that the block reads."""
    before = _present.set(tokens)
    try:
        yield
    finally:
        _present.reset(before)


class Memory:
    """Keeps the values used last, at most ``most`` of them."""

    _all: ClassVar[WeakSet[Memory]] = WeakSet()

    def __init__(self, most: int) -> None:
        self._all.add(self)
        self._most = most
        self._held: OrderedDict[Hashable, tuple[Tokens, float, Any]] = OrderedDict()
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
        present = _present.get()
        keys = (EVERYTHING, *depends_on)
        if present is None or not all(name in present for name in keys):
            return make()
        tokens = tuple((name, present[name]) for name in keys)
        with self._lock:
            held = self._held.get(key)
            if held is not None and held[0] == tokens and time.monotonic() < held[1]:
                self._held.move_to_end(key)
                value: Value = held[2]
                return value
        good_until = time.monotonic() + seconds
        made = make()
        if made is not None:
            with self._lock:
                self._held[key] = (tokens, good_until, made)
                self._held.move_to_end(key)
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._held)

    @classmethod
    def forget_all(cls) -> None:
        """Drop everything that any memory holds, as when another database takes the place."""
        for memory in cls._all:
            with memory._lock:
                memory._held.clear()
