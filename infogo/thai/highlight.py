"""Mark what matched inside raw Thai text.

Search engines cut Thai snippets wrongly (spaces between words, or nothing at all), so matches
are marked here, in the text as it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from infogo.thai.normalise import normalise
from infogo.thai.segment import raw_words

SHORTEST_TERM = 2
SHORTEST_PHRASE = 4
DROPPED = frozenset("่้๊๋์็.ๆฯ")


class Segment(NamedTuple):
    """A stretch of the raw text and whether it matched."""

    text: str
    is_match: bool


class Highlighter:
    """Marks the same words and phrases in many texts."""

    def __init__(self, terms: Iterable[str], within: Iterable[str] | None = None) -> None:
        """Take single words or longer phrases, in any spelling that ``normalise`` makes equal.

        Where ``within`` tells all texts that will be marked, terms that stand in none of them are
        dropped once, instead of being looked for in each.
        """
        self._words = {word for word in map(_folded, terms) if len(word) >= SHORTEST_TERM}
        if within is not None:
            together = "\n".join([_read(text).folded for text in within])
            self._words = {word for word in self._words if word in together}
        self._phrases = [
            word for word in self._words if len(word) >= SHORTEST_PHRASE and not word.isascii()
        ]
        # Where none of these stands nothing does: every other has one of them inside.
        self._shortest: list[str] = []
        for word in sorted(self._words, key=len):
            if not any(known in word for known in self._shortest):
                self._shortest.append(word)

    def may_mark(self, raw: str) -> bool:
        """Return whether the letters of anything to mark stand in ``raw``, be it across words."""
        return self._holds(_read(raw).folded)

    def _holds(self, folded: str) -> bool:
        for word in self._shortest:  # noqa: SIM110  # asked seventy times a page; any() is slower
            if word in folded:
                return True
        return False

    def segments(self, raw: str) -> tuple[Segment, ...]:
        """Split ``raw`` into segments that joined together are ``raw`` again.

        A word matches a whole word; a phrase of four characters and more matches anywhere, so
        that words which were cut differently are still found. No segment begins with a
        combining mark of the one before.
        """
        marked = self._marked(raw)
        if marked is None:
            return (Segment(raw, False),) if raw else ()
        return _segments(raw, marked)

    def matched(self, raw: str) -> int:
        """Return how many characters of ``raw`` are marked."""
        marked = self._marked(raw)
        return 0 if marked is None else sum(marked)

    def _marked(self, raw: str) -> bytearray | None:
        """Return 1 for every character of ``raw`` that is part of a match, else 0.

        ``None`` when nothing matches, which is by far the most frequent answer.
        """
        reading = _read(raw)
        folded = reading.folded
        if not self._holds(folded):
            return None
        phrases = [phrase for phrase in self._phrases if phrase in folded]
        marked = bytearray(len(raw))
        for inner, start, end in reading.words:
            if inner in self._words:
                marked[start:end] = b"\x01" * (end - start)
        if not phrases and not any(marked):
            return None
        for phrase in phrases:
            at = folded.find(phrase)
            while at >= 0:
                start, end = reading.origin[at], reading.origin[at + len(phrase) - 1] + 1
                marked[start:end] = b"\x01" * (end - start)
                at = folded.find(phrase, at + len(phrase))
        for index in reading.leaning:
            # A combining mark follows its base, whichever side the match ended on.
            marked[index] = marked[index - 1]
        return marked


def highlight(raw: str, terms: Iterable[str]) -> tuple[Segment, ...]:
    """Mark ``terms`` in one text; see ``Highlighter``."""
    return Highlighter(terms).segments(raw)


class _Reading:
    """A text as it is compared; its words are cut only where one of them may be marked.

    Most texts of a list hold nothing of what was typed, and cutting one costs ten times as much
    as folding it.
    """

    __slots__ = ("_leaning", "_origin", "_words", "folded", "raw")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.folded = raw.translate(_FOLDING)
        self._words: tuple[tuple[str, int, int], ...] | None = None
        self._origin: Sequence[int] | None = None
        self._leaning: tuple[int, ...] | None = None

    @property
    def words(self) -> tuple[tuple[str, int, int], ...]:
        """Words of two letters and more as they are compared, and where each stands."""
        if self._words is None:
            cut = ((_folded(word.text), word.start, word.end) for word in raw_words(self.raw))
            self._words = tuple(word for word in cut if len(word[0]) >= SHORTEST_TERM)
        return self._words

    @property
    def origin(self) -> Sequence[int]:
        """Where each character of ``folded`` stood."""
        if self._origin is None:
            self._origin = [
                at for at, char in enumerate(self.raw) for _ in char.translate(_FOLDING)
            ]
        return self._origin

    @property
    def leaning(self) -> tuple[int, ...]:
        """The places of characters that combine with the one before."""
        if self._leaning is None:
            self._leaning = tuple(at for at, char in enumerate(self.raw) if at and is_leaning(char))
        return self._leaning


class _Folding(dict[int, str]):
    """What each character becomes where texts are compared; learnt as characters come up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = "" if char in DROPPED else normalise(char)
        return folded


_FOLDING = _Folding()


# Names and summaries come up again and again.
@lru_cache(maxsize=8192)
def _read(raw: str) -> _Reading:
    return _Reading(raw)


def is_leaning(char: str) -> bool:
    """Return whether a character combines with the one before and begins no word."""
    return unicodedata.category(char) in {"Mn", "Mc", "Me"} or char in "ำๆ"


@lru_cache(maxsize=8192)
def _folded(term: str) -> str:
    """Return the comparable form of a term or word; the same ones come up in many searches."""
    return term.translate(_FOLDING)


def _segments(raw: str, marked: bytearray) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    start = 0
    while start < len(raw):
        end = marked.find(1 - marked[start], start)
        end = len(raw) if end < 0 else end
        segments.append(Segment(raw[start:end], bool(marked[start])))
        start = end
    return tuple(segments)
