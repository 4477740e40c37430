"""Thai dictionary order (พจนานุกรม ฉบับราชบัณฑิตยสถาน) as a key for any plain sort."""

from __future__ import annotations

import re
import unicodedata

from infogo.thai.normalise import INVISIBLE, THAI_DIGITS

_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_SECONDARY = {mark: chr(ord("1") + rank) for rank, mark in enumerate("็่้๊๋์ํ")}
_ASIDE = frozenset("ฺ๎ๆฯ") | INVISIBLE
_DIGITS = {ord(digit): str(value) for value, digit in enumerate(THAI_DIGITS)}
_END_OF_PRIMARY = "\x01"


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


def _secondary_key(marks: list[str]) -> str:
    """Turn mark places into text that sorts a word without a mark before one with it.

    Compared position by position, a later first mark means an unmarked earlier syllable, which
    comes first; so places are written as their complement.
    """
    return "".join(f"{9999 - int(mark[:4]):04d}{mark[4]}" for mark in marks)
