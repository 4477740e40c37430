"""Cutting text to a length that others count, without tearing a letter from its marks."""

from __future__ import annotations

from icu4py.breakers import CharacterBreaker

ELLIPSIS = "…"


def units(text: str) -> int:
    """Return the length in UTF-16 code units; no other way of counting letters gives more."""
    return len(text.encode("utf-16-le", "replace")) // 2


def cut(text: str, most: int) -> str:
    """Return ``text`` with at most ``most`` UTF-16 code units; what is cut ends with "…".

    A letter keeps its vowels and tone marks, and an emoji is left out whole.
    """
    if units(text) <= most:
        return text
    kept, length = [], 0
    encoded = text.encode("utf-16-le", "replace")
    for start, end in CharacterBreaker(text, "th").segments():
        if length + end - start > most - len(ELLIPSIS):
            break
        kept.append(encoded[2 * start : 2 * end])
        length += end - start
    return b"".join(kept).decode("utf-16-le").rstrip() + ELLIPSIS
