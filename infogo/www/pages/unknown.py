"""What an address asks for that is not there, such as a kind of places that nobody knows.

A page reads it as nothing said. So that none is kept for each word that somebody thinks of, such an
address leads to the one without it (``www/cache/policy.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_noted: ContextVar[set[str] | None] = ContextVar("parameters that name nothing", default=None)


def names_nothing(parameter: str) -> None:
    """Say of the page that is being made that what this parameter of its address says is unknown.

    Where the parameter was not given at all, nothing follows from it.
    """
    noted = _noted.get()
    if noted is not None:
        noted.add(parameter)


@contextmanager
def noting_unknown() -> Iterator[set[str]]:
    """Note the parameters that name nothing for the page that is made inside."""
    noted: set[str] = set()
    before = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(before)
