"""Cut Thai text into words with the dictionary of ICU, the same for index and query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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

REMEMBERED = 1024
"""Texts whose words are remembered: what is asked within some seconds, again and again."""

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


@lru_cache(maxsize=REMEMBERED)
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
    return _written(raw_words(normalised))


def _written(found: Iterable[Word]) -> list[str]:
    return [text for word in found if (text := word.text.replace("ๆ", ""))]


def tokens(normalised: str) -> list[str]:
    """Return the index terms of a normalised text: its words, and form numbers joined as well.

    ``ภงด 90/91`` gives ``ภงด``, ``90``, ``91`` and ``ภงด90/91``, so that a form is found
    however its number is written, and comes first when written whole.
    """
    return terms(normalised) + form_numbers(normalised)


def terms(normalised: str) -> list[str]:
    """Return the words of a normalised text as the index holds them, letters apart from digits."""
    if len(normalised) <= SHORT:
        return list(_terms_of_short(normalised))
    return _terms(words(normalised))


@lru_cache(maxsize=REMEMBERED)
def _terms_of_short(normalised: str) -> tuple[str, ...]:
    return tuple(_terms(words(normalised)))


def _terms(written: Iterable[str]) -> list[str]:
    found: list[str] = []
    for word in written:
        found.extend(_LETTERS_AND_DIGITS.findall(word) if _is_mixed(word) else [word])
    return [term[:LONGEST_TERM] for term in found]


Cut = Callable[[str], Sequence[str]]
"""How a normalised text is cut into the words that the index holds."""


class CutOnce:
    """The words of many texts, for whoever asks for those of each several times over.

    Cutting takes longer than anything that is learnt from words. Nobody's query is forgotten for
    it, as it would be if sixteen thousand sentences went through what is remembered of queries.
    """

    def __init__(self) -> None:
        self._cut: dict[str, Sequence[str]] = {}
        self._words: dict[str, str] = {}

    def __call__(self, normalised: str) -> Sequence[str]:
        """Return what ``terms`` does; words of different texts that are the same are one object."""
        found = self._cut.get(normalised)
        if found is None:
            alike = self._words.setdefault
            found = self._cut[normalised] = tuple(
                alike(term, term) for term in _terms(_written(_cut(normalised)))
            )
        return found


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
