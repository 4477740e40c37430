"""Spans of what is done, where an operator collects them; nothing otherwise.

What is written into a span may leave this machine: names of views and statements without their
values, never an address, a query of a reader or anything typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Note(Protocol):
    """What a span can be told while it lasts."""

    def __call__(self, name: str, value: str | int | float, /) -> None:
        """Add one fact."""


Facts = Mapping[str, str | int]
Begin = Callable[[str, Facts, Mapping[str, str] | None], AbstractContextManager[Note]]
"""Begins a span: its name, what is known of it, and headers that name its parent, if any do."""

_begin: list[Begin] = []


def collect_with(begin: Begin | None) -> None:
    """Begin spans by ``begin`` from now on; ``None`` ends that."""
    _begin[:] = [] if begin is None else [begin]


def is_on() -> bool:
    """Whether anybody collects spans."""
    return bool(_begin)


def span(
    name: str, facts: Facts | None = None, parent: Mapping[str, str] | None = None
) -> AbstractContextManager[Note]:
    """Return a span of what the block does."""
    return _begin[0](name, facts or {}, parent) if _begin else nullcontext(_forget)


def _forget(_name: str, _value: str | int | float) -> None:
    """Nobody collects."""
