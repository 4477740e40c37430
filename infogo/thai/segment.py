"""Cut Thai text into words with the dictionary of ICU, the same for index and query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from icu4py import _version
from icu4py.breakers import WordBreaker

ICU_VERSION: str = _version.icu_version
"""Stored with every index: another ICU cuts other words, so the index must be rebuilt."""

LONGEST_TERM = 60
"""Longer unbroken runs are noise (pasted keys, URLs) and would only fill the index."""

SHORT = 200
"""Characters of a text worth remembering the words of: a query, a name, a synonym."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_FORM_NUMBER = re.compile(
    r"(?<![\u0E01-\u0E4Ea-z0-9])([ก-ฮ]{1,4}) ?([0-9]{1,4}(?:[/-][0-9]{1,3})?)(?![0-9])"
)
_LETTERS_AND_DIGITS = re.compile(r"([\u0E01-\u0E4E]+|[0-9]+|[^\W\d_]+)")


class Word(NamedTuple):
    """A word and where it stands in the text it was cut from."""

    text: str
    start: int
    end: int


def raw_words(text: str) -> tuple[Word, ...]:
    """Cut ``text`` as it is into words that contain a letter or a digit, with their offsets.

    ICU's own offsets count UTF-16 units and are wrong after an emoji, so they are added up here.
    """
    return _words_of_short(text) if len(text) <= SHORT else tuple(_cut(text))


@lru_cache(maxsize=4096)
def _words_of_short(text: str) -> tuple[Word, ...]:
    """Return the words of a query or name: the stages of understanding each ask for them."""
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[Word]:
    # A lone surrogate cannot be encoded for ICU; one stand-in character keeps the offsets right.
    clean = _SURROGATES.sub("\ufffd", text)
    at = 0
    for piece in WordBreaker(clean, "th"):
        if piece[0].isalnum() or any(char.isalnum() for char in piece):
            yield Word(piece, at, at + len(piece))
        at += len(piece)


def words(normalised: str) -> list[str]:
    """Return the words of a text that ``normalise`` has passed, without marks of repetition."""
    found: list[str] = []
    for word in raw_words(normalised):
        text = word.text.replace("ๆ", "")
        if text:
            found.append(text)
    return found


def tokens(normalised: str) -> list[str]:
    """Return the index terms of a normalised text: its words, and form numbers joined as well.

    ``ภงด 90/91`` gives ``ภงด``, ``90``, ``91`` and ``ภงด90/91``, so that a form is found
    however its number is written, and comes first when written whole.
    """
    return terms(normalised) + form_numbers(normalised)


def terms(normalised: str) -> list[str]:
    """Return the words of a normalised text as the index holds them, letters apart from digits."""
    return list(_terms_of_short(normalised)) if len(normalised) <= SHORT else _terms(normalised)


@lru_cache(maxsize=4096)
def _terms_of_short(normalised: str) -> tuple[str, ...]:
    return tuple(_terms(normalised))


def _terms(normalised: str) -> list[str]:
    found: list[str] = []
    for word in words(normalised):
        found.extend(_LETTERS_AND_DIGITS.findall(word) if _is_mixed(word) else [word])
    return [term[:LONGEST_TERM] for term in found]


def form_numbers(normalised: str) -> list[str]:
    """Return the form numbers in a normalised text, joined: ``สด 9`` gives ``สด9``.

    Two numbers in one (``90/91``) also give each: ``ภงด90``, ``ภงด91``; the second half of a
    number such as ``1/1`` or ``2-01`` says nothing alone.
    """
    found: list[str] = []
    for letters, number in _FORM_NUMBER.findall(normalised):
        found.append(f"{letters}{number}")
        parts = number.split("/")
        if len(parts) == 2 and len(parts[0]) == len(parts[1]) > 1:
            found.extend(f"{letters}{part}" for part in parts)
    return found


def _is_mixed(word: str) -> bool:
    return any(char.isdigit() for char in word) and not word.isdigit()
