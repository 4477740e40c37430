"""Beginnings that are nearly right: one slip off, or Thai as it sounds in Latin letters.

Asked only when nothing begins as typed, so who types rightly never waits for it and is never
shown a guess.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import nlargest

from infogo.search.lexicon import squashed
from infogo.thai.normalise import normalise
from infogo.thai.romanise import may_be_romanised, skeleton
from infogo.thai.rtgs import rtgs
from infogo.thai.segment import raw_words
from infogo.thai.slips import folded
from infogo.thai.sounds import apart, loosened

SHORTEST = 4
"""Letters of the shortest beginning of which one may be wrong."""
FEWEST_BEHIND = 4
"""Letters that must be right behind a wrong first one: fewer would fit all words."""
SHORTEST_SOUND = 3
LONGEST_SOUND = 24
MOST_SLIPS = 0.2
"""Share of a sound's letters that may differ from what is typed."""
MOST = 400
"""Entries that are looked at: a beginning that so many nearly share says too little to choose."""
MOST_HEARD = 160
"""Of those that sound alike with every vowel the same, so many are compared letter by letter."""
LAST = "\U0010ffff"

Start = tuple[str, float, int]
"""A beginning, how gladly it is taken, and the number of its entry."""


class Nearly:
    """The same beginnings as they are misspelt and as they sound."""

    def __init__(
        self, starts: Iterable[Start], spellings: Iterable[tuple[str, float, int]]
    ) -> None:
        """Take squashed beginnings, and whole spellings, of which the words are sounded."""
        letters = sorted((folded(start), weight, number) for start, weight, number in starts)
        self._keys = [key for key, _, _ in letters]
        self._weights = array("d", (weight for _, weight, _ in letters))
        self._numbers = array("l", (number for _, _, number in letters))
        del letters
        firsts = self._letters_after(0, 0, len(self._keys))
        self._firsts = tuple((letter, *self._span(letter)) for letter in firsts)
        self._pieces = {piece for key in self._keys for piece in _pieces(key)}
        sounds = sorted(
            (loosened(sound), sound, weight, number)
            for spelling, weight, number in spellings
            for sound in _sounds_from_each_word(spelling)
        )
        self._loose = [key for key, _, _, _ in sounds]
        self._sounds = [sound for _, sound, _, _ in sounds]
        self._weights_of_sounds = array("d", (weight for _, _, weight, _ in sounds))
        self._numbers_of_sounds = array("l", (number for _, _, _, number in sounds))

    def found(self, typed: str) -> Iterator[tuple[float, int]]:
        """Yield weights and numbers of entries that begin nearly as ``typed``."""
        beginning = folded(squashed(normalise(typed)))
        if len(beginning) < SHORTEST_SOUND:
            return
        spans = {(first, last) for first, last in [self._span(beginning)] if first < last}
        if not spans and may_be_romanised(normalise(typed)):
            sounding = list(self._sounding(skeleton(typed)))
            if sounding:
                yield from sounding
                return
        if not spans and len(beginning) >= SHORTEST:
            spans = set(self._one_slip_off(beginning))
        for first, last in sorted(spans):
            span = slice(first, min(last, first + MOST))
            yield from zip(self._weights[span], self._numbers[span], strict=True)

    def _span(self, beginning: str, first: int = 0, last: int | None = None) -> tuple[int, int]:
        end = len(self._keys) if last is None else last
        first = bisect_left(self._keys, beginning, first, end)
        return first, bisect_left(self._keys, beginning + LAST, first, end)

    def _one_slip_off(self, typed: str) -> Iterator[tuple[int, int]]:
        """Yield where beginnings stand with a letter more, less, other, or two exchanged."""
        if not self._goes_on(typed):
            return
        yield from self._first_slip(typed)
        first, last = 0, len(self._keys)
        for at in range(1, len(typed)):
            head, tail = typed[:at], typed[at:]
            first, last = self._span(head, first, last)
            if first == last:
                return
            meant = {head + tail[1:]} if at + 1 < len(typed) else set()
            if len(tail) > 1:
                meant.add(head + tail[1] + tail[0] + tail[2:])
            for letter in self._letters_after(at, first, last):
                meant |= {head + letter + tail[1:], head + letter + tail}
            for beginning in meant:
                start, end = self._span(beginning, first, last)
                if start < end:
                    yield start, end

    def _first_slip(self, typed: str) -> Iterator[tuple[int, int]]:
        """Yield the same for a slip in the first letter: another, one more, or two exchanged."""
        rest = typed[1:]
        if len(rest) < FEWEST_BEHIND:
            return
        found = list(self._behind_any_letter(rest))
        for meant in (rest, rest[0] + typed[0] + rest[1:]):
            start, end = self._span(meant)
            if start < end:
                found.append((start, end))
        # A mark that stands first is no letter and is gone: then one is missing.
        yield from found or self._behind_any_letter(typed)

    def _behind_any_letter(self, rest: str) -> Iterator[tuple[int, int]]:
        is_latin = rest.isascii()
        for letter, first, last in self._firsts:
            if letter.isascii() == is_latin:
                meant = letter + rest
                start = bisect_left(self._keys, meant, first, last)
                if start < last and self._keys[start].startswith(meant):
                    yield self._span(meant, start, last)

    def _goes_on(self, typed: str) -> bool:
        """Return whether behind its first misfit all may be as typed somewhere.

        Most of what comes here is the rest of a sentence, which no slip explains.
        """
        first, last, fitting = 0, len(self._keys), 0
        while fitting < len(typed) and first < last:
            fitting += 1
            first, last = self._span(typed[:fitting], first, last)
        return self._pieces.issuperset(_pieces(typed[fitting + 1 :]))

    def _letters_after(self, length: int, first: int, last: int) -> Iterator[str]:
        """Yield the letters that follow the first ``length`` in keys between two places."""
        while first < last:
            key = self._keys[first]
            if len(key) == length:
                first = bisect_left(self._keys, key + "\0", first, last)
                continue
            yield key[length]
            first = bisect_left(self._keys, key[: length + 1] + LAST, first, last)

    def _sounding(self, typed: str) -> Iterator[tuple[float, int]]:
        most = MOST_SLIPS * len(typed)
        # Even if all letters too many were vowels, which count half, it would differ in more.
        if len(typed) < SHORTEST_SOUND or (len(typed) - LONGEST_SOUND) / 2 > most:
            return
        beginning = loosened(typed)
        first = bisect_left(self._loose, beginning)
        last = bisect_left(self._loose, beginning + LAST, first)
        heard = nlargest(MOST_HEARD, range(first, last), key=self._weights_of_sounds.__getitem__)
        off: dict[str, float] = {}  # offices of one kind begin with the same sounds
        for place in heard:
            weight, number = self._weights_of_sounds[place], self._numbers_of_sounds[place]
            start = self._sounds[place][: len(typed)]
            if start not in off:
                off[start] = apart(typed, start, most=most)
            if off[start] <= most:
                yield weight / (1.0 + off[start]), number


def _pieces(text: str) -> Iterator[str]:
    """Yield every three letters that follow one another."""
    return (text[at : at + 3] for at in range(len(text) - 2))


def _sounds_from_each_word(spelling: str) -> Iterator[str]:
    """Yield how the rest of a Thai spelling sounds from each of its words on."""
    if spelling.isascii():
        return
    sounds = [rtgs(word.text) for word in raw_words(normalise(spelling))]
    for at in range(len(sounds)):
        yield skeleton("".join(sounds[at:])[: LONGEST_SOUND * 2])[:LONGEST_SOUND]
