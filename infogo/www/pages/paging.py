"""Numbered pages of a list: which one is shown, and the addresses of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.http import urlencode


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
