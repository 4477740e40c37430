"""Mark what matched inside raw Thai text.

Search engines cut Thai snippets wrongly (spaces between words, or nothing at all), so matches
are marked here, in the text as it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from infogo.thai.normalise import INVISIBLE, normalise
from infogo.thai.segment import raw_words

SHORTEST_THAI_TERM = 2
SHORTEST_PHRASE = 4
DROPPED = frozenset("่้๊๋์็.ๆฯ")


class Segment(NamedTuple):
    """A stretch of the raw text and whether it matched."""

    text: str
    is_match: bool


def highlight(raw: str, terms: Iterable[str]) -> tuple[Segment, ...]:
    """Split ``raw`` into segments, marking the words and phrases of ``terms``.

    ``terms`` are single words or longer phrases in any spelling that ``normalise`` makes equal.
    A word matches a whole word; a phrase of four characters and more matches anywhere, so that
    words which were cut differently are still found. Joined together the segments are ``raw``
    again, and no segment begins with a combining mark of the one before.
    """
    words = {_fold(term)[0] for term in terms}
    words.discard("")
    if not raw or not words:
        return (Segment(raw, False),) if raw else ()
    marked = bytearray(len(raw))
    _mark_words(raw, words, marked)
    _mark_phrases(raw, words, marked)
    return _segments(raw, marked)


def _mark_words(raw: str, words: set[str], marked: bytearray) -> None:
    for word in raw_words(raw):
        folded = _fold(word.text)[0]
        if len(folded) >= SHORTEST_THAI_TERM and folded in words:
            marked[word.start : word.end] = b"\x01" * (word.end - word.start)


def _mark_phrases(raw: str, words: set[str], marked: bytearray) -> None:
    folded, origin = _fold(raw)
    for phrase in words:
        if len(phrase) < SHORTEST_PHRASE or phrase.isascii():
            continue
        at = folded.find(phrase)
        while at >= 0:
            start, end = origin[at], origin[at + len(phrase) - 1] + 1
            marked[start:end] = b"\x01" * (end - start)
            at = folded.find(phrase, at + len(phrase))


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the comparable form of ``text`` and, for each of its characters, where it stood."""
    folded: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        if char.isspace() or char in DROPPED or char in INVISIBLE:
            continue
        for piece in normalise(char):
            folded.append(piece)
            origin.append(index)
    return "".join(folded), origin


def _segments(raw: str, marked: bytearray) -> tuple[Segment, ...]:
    for index in range(1, len(raw)):
        # A combining mark follows its base, whichever side the match ended on.
        if unicodedata.category(raw[index]) in {"Mn", "Mc", "Me"} or raw[index] in "ำๆ":
            marked[index] = marked[index - 1]
    segments: list[Segment] = []
    start = 0
    for index in range(1, len(raw) + 1):
        if index == len(raw) or marked[index] != marked[start]:
            segments.append(Segment(raw[start:index], bool(marked[start])))
            start = index
    return tuple(segments)
