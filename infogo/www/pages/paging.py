"""Numbered pages of a list: which one is shown, and the addresses of the others.

An address that asks for a page beyond the last leads to the last one (``www/cache/policy.py``):
otherwise each number would be a page of its own to keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.utils.http import urlencode

_counted: ContextVar[list[int] | None] = ContextVar("pages of the lists on this page", default=None)


@dataclass(frozen=True)
class Paging:
    """One page of a list; ``base`` ends in ``page=``, ``first`` is the address of page 1."""

    page: int
    pages: int
    start: int
    end: int
    base: str
    first: str


def page_number(text: str) -> int:
    """Read a page number out of an address; anything else is page 1."""
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


def paging_of(
    total: int, page: int, size: int, path: str, fields: Sequence[tuple[str, str]] = ()
) -> Paging:
    """Return the paging of a list of ``total`` entries; a page beyond the last is the last.

    ``fields`` are the other parameters of the list's address ``path``.
    """
    pages = max(1, -(-total // size))
    if (counted := _counted.get()) is not None:
        counted.append(pages)
    shown = min(page, pages)
    query = urlencode(fields)
    return Paging(
        page=shown,
        pages=pages,
        start=(shown - 1) * size,
        end=min(shown * size, total),
        base=f"{path}?{query}&page=" if query else f"{path}?page=",
        first=f"{path}?{query}" if query else path,
    )


@contextmanager
def counting_pages() -> Iterator[list[int]]:
    """Note how many pages each list has that is made inside."""
    counted: list[int] = []
    before = _counted.set(counted)
    try:
        yield counted
    finally:
        _counted.reset(before)
