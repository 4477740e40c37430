"""Texts in one piece of memory: as objects of their own they take two to three times as much."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

LAST = "\U0010ffff"
BETWEEN_MARKS = 64


class PackedTexts:
    """Texts in the order in which they were given; each is made anew when it is asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts, which have fewer than 2³² letters together."""
        given = list(texts)
        self._all = "".join(given)
        self._starts = array("I", accumulate(map(len, given), initial=0))

    def __getitem__(self, place: int) -> str:
        """Return the text at ``place``, counted from 0."""
        return self._all[self._starts[place] : self._starts[place + 1]]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._starts) - 1


class SortedTexts(PackedTexts):
    """The same in order, to be looked up by how they begin."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts in their order."""
        super().__init__(texts)
        # Making a text anew takes longer than looking at one that is there.
        self._marks = [self[at] for at in range(0, len(self), BETWEEN_MARKS)]

    def first_from(self, text: str) -> int:
        """Return the place of the first text that is ``text`` or comes behind it."""
        mark = bisect_left(self._marks, text) * BETWEEN_MARKS
        return bisect_left(self, text, max(0, mark - BETWEEN_MARKS), min(mark, len(self)))

    def span(self, beginning: str) -> tuple[int, int]:
        """Return where texts stand that begin so: the first, and the one behind the last."""
        return self.first_from(beginning), self.first_from(beginning + LAST)
