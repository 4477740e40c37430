"""Thai dictionary order (พจนานุกรม ฉบับราชบัณฑิตยสถาน) as a key for any plain sort."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from infogo.thai.normalise import INVISIBLE, THAI_DIGITS

_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_SECONDARY = {mark: chr(ord("1") + rank) for rank, mark in enumerate("็่้๊๋์ํ")}
_ASIDE = frozenset("ฺ๎ๆฯ") | INVISIBLE
_DIGITS = {ord(digit): str(value) for value, digit in enumerate(THAI_DIGITS)}
_END_OF_PRIMARY = "\x01"
_THAI_BEGINS, _ASCII_END, _LAST_RANK = 0x0E00, 0x7F, 0xFF

Id = TypeVar("Id")


def sort_key(text: str) -> str:
    """Return a key whose plain order of code points is the Thai dictionary order of ``text``.

    A leading vowel counts after its consonant (เกาะ stands under ก); tone marks, ไม้ไต่คู้ and
    การันต์ decide only between words that are otherwise equal; punctuation is passed over; a
    space ends a word, so a shorter name comes before the longer ones that begin with it; digits
    come first, then Latin, then Thai letters.
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", unicodedata.normalize("NFC", text).lower())
    primary: list[str] = []
    secondary: list[str] = []
    for char in swapped.translate(_DIGITS):
        if char in _SECONDARY:
            # The place of the mark counts before its kind: the earlier unmarked syllable first.
            secondary.append(f"{len(primary):04d}{_SECONDARY[char]}")
        elif char.isspace():
            if primary and primary[-1] != " ":
                primary.append(" ")
        elif (char.isalnum() or "\u0e30" <= char <= "\u0e44") and char not in _ASIDE:
            primary.append(char)
    return "".join(primary).rstrip() + _END_OF_PRIMARY + _secondary_key(secondary)


def stored_key(text: str, longest: int = 400) -> str:
    """Return ``sort_key`` in a form that every database sorts alike, at most ``longest`` long.

    A database sorts text by its own locale, which may pass over marks or put Latin after Thai.
    Two hexadecimal digits a character sort the same under any of them.
    """
    return "".join(f"{_rank(char):02x}" for char in sort_key(text))[:longest]


def by_name(rows: Iterable[tuple[Id, str]]) -> list[tuple[Id, str]]:
    """Return (id, name) in the order of a Thai dictionary, as menus show them.

    For names that are stored without their ``stored_key``: the database would put เ and แ last.
    """
    return sorted(rows, key=lambda row: sort_key(row[1]))


def _rank(char: str) -> int:
    """Return a number below 256 that keeps ASCII before Thai and all else last."""
    code = ord(char)
    if code < _THAI_BEGINS:
        return min(code, _ASCII_END)
    return min(code - _THAI_BEGINS + _ASCII_END + 1, _LAST_RANK)


def _secondary_key(marks: list[str]) -> str:
    """Turn mark places into text that sorts a word without a mark before one with it.

    Compared position by position, a later first mark means an unmarked earlier syllable, which
    comes first; so places are written as their complement.
    """
    return "".join(f"{9999 - int(mark[:4]):04d}{mark[4]}" for mark in marks)
