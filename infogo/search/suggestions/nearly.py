"""Beginnings that are nearly right: one slip off, or Thai as it sounds in Latin letters.

Asked only when nothing begins as typed, so who types rightly never waits for it and is never
shown a guess.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import nlargest

from infogo.search.suggestions.packed import LAST, PackedTexts, SortedTexts
from infogo.search.words.lexicon import squashed
from infogo.thai.normalise import normalise
from infogo.thai.romanise import may_be_romanised, skeleton
from infogo.thai.rtgs import rtgs
from infogo.thai.segment import raw_words
from infogo.thai.slips import folded, heard
from infogo.thai.sounds import apart, loosened

SHORTEST = 4
"""Letters of the shortest beginning of which one may be wrong."""
FEWEST_BEHIND = 4
"""Letters that must be right behind a wrong first one: fewer would fit all words."""
SHORTEST_SOUND = 3
LONGEST_SOUND = 24
LONGEST_HEARD = 12
"""Letters of a sound in which a slip is looked for as well; a longer one is rather a sentence."""
MOST_SLIPS = 0.2
"""Share of a sound's letters that may differ from what is typed."""
MOST = 400
"""Entries that are looked at: a beginning that so many nearly share says too little to choose."""
MOST_HEARD = 160
"""Of those that sound alike with every vowel the same, so many are compared letter by letter."""

Start = tuple[str, float, int]
"""A beginning, how gladly it is taken, and the number of its entry."""


class _Beginnings:
    """Beginnings in order, each with a weight and an entry, to be found with one slip too."""

    def __init__(self, starts: Iterable[Start]) -> None:
        """Take beginnings that are all written in the same way."""
        letters = sorted(starts)
        self.keys = [key for key, _, _ in letters]
        self.weights = array("d", (weight for _, weight, _ in letters))
        self.numbers = array("l", (number for _, _, number in letters))
        del letters
        firsts = self._letters_after(0, 0, len(self.keys))
        self._firsts = tuple((letter, *self.span(letter)) for letter in firsts)
        self._pieces = {piece for key in self.keys for piece in _pieces(key)}

    def span(self, beginning: str, first: int = 0, last: int | None = None) -> tuple[int, int]:
        """Return where keys stand that begin so: the first, and the one behind the last."""
        end = len(self.keys) if last is None else last
        first = bisect_left(self.keys, beginning, first, end)
        return first, bisect_left(self.keys, beginning + LAST, first, end)

    def one_slip_off(self, typed: str, *, begins_right: bool) -> Iterator[tuple[int, int]]:
        """Yield where beginnings stand with a letter more, less, other, or two exchanged."""
        strange = self._last_strange(typed)
        # Most of what comes here is the rest of a sentence, which no slip explains: behind the
        # first misfit all must be as typed somewhere.
        if strange > self._fitting(typed):
            return
        if not begins_right:
            yield from self._first_slip(typed)
        first, last = 0, len(self.keys)
        for at in range(1, len(typed)):
            head, tail = typed[:at], typed[at:]
            first, last = self.span(head, first, last)
            if first == last:
                return
            if at < strange - 1:
                continue  # the strange letters would stay as they are
            meant = {head + tail[1:]} if at + 1 < len(typed) else set()
            if len(tail) > 1:
                meant.add(head + tail[1] + tail[0] + tail[2:])
            for letter in self._letters_after(at, first, last):
                meant |= {head + letter + tail[1:], head + letter + tail}
            for beginning in meant:
                start, end = self.span(beginning, first, last)
                if start < end:
                    yield start, end

    def _first_slip(self, typed: str) -> Iterator[tuple[int, int]]:
        """Yield the same for a slip in the first letter: another, one more, or two exchanged."""
        rest = typed[1:]
        if len(rest) < FEWEST_BEHIND:
            return
        found = list(self._behind_any_letter(rest))
        for meant in (rest, rest[0] + typed[0] + rest[1:]):
            start, end = self.span(meant)
            if start < end:
                found.append((start, end))
        # A mark that stands first is no letter and is gone: then one is missing.
        yield from found or self._behind_any_letter(typed)

    def _behind_any_letter(self, rest: str) -> Iterator[tuple[int, int]]:
        is_latin = rest.isascii()
        for letter, first, last in self._firsts:
            if letter.isascii() == is_latin:
                meant = letter + rest
                start = bisect_left(self.keys, meant, first, last)
                if start < last and self.keys[start].startswith(meant):
                    yield self.span(meant, start, last)

    def _last_strange(self, typed: str) -> int:
        """Return where the last three letters begin that stand nowhere so; -1 for none."""
        places = range(len(typed) - 3, -1, -1)
        return next((at for at in places if typed[at : at + 3] not in self._pieces), -1)

    def _fitting(self, typed: str) -> int:
        """Return how many letters there are up to the first one that begins nothing."""
        first, last, fitting = 0, len(self.keys), 0
        while fitting < len(typed) and first < last:
            fitting += 1
            first, last = self.span(typed[:fitting], first, last)
        return fitting

    def _letters_after(self, length: int, first: int, last: int) -> Iterator[str]:
        """Yield the letters that follow the first ``length`` in keys between two places."""
        while first < last:
            key = self.keys[first]
            if len(key) == length:
                first = bisect_left(self.keys, key + "\0", first, last)
                continue
            yield key[length]
            first = bisect_left(self.keys, key[: length + 1] + LAST, first, last)


class Nearly:
    """The same beginnings as they are misspelt and as they sound."""

    def __init__(
        self, starts: Iterable[Start], spellings: Iterable[tuple[str, float, int]]
    ) -> None:
        """Take squashed beginnings, and whole spellings, of which the words are sounded."""
        starts = list(starts)
        self._spelt = _Beginnings(
            (folded(start), weight, number) for start, weight, number in starts
        )
        self._heard = _Beginnings(
            (heard(start), weight, number) for start, weight, number in starts if _is_thai(start)
        )
        del starts
        sounds = sorted(
            (loosened(sound), sound, weight, number)
            for spelling, weight, number in spellings
            for sound in _sounds_from_each_word(spelling)
        )
        self._loose = SortedTexts(key for key, _, _, _ in sounds)
        self._sounds = PackedTexts(sound for _, sound, _, _ in sounds)
        self._weights_of_sounds = array("d", (weight for _, _, weight, _ in sounds))
        self._numbers_of_sounds = array("l", (number for _, _, _, number in sounds))

    def found(self, typed: str) -> Iterator[tuple[float, int]]:
        """Yield weights and numbers of entries that begin nearly as ``typed``."""
        squeezed = squashed(normalise(typed))
        beginning = folded(squeezed)
        if len(beginning) < SHORTEST_SOUND:
            return
        spans = {(first, last) for first, last in [self._spelt.span(beginning)] if first < last}
        if not spans and may_be_romanised(normalise(typed)):
            sounding = list(self._sounding(skeleton(typed)))
            if sounding:
                yield from sounding
                return
        if not spans and len(beginning) >= SHORTEST:
            spans = set(self._spelt.one_slip_off(beginning, begins_right=False))
        of = self._spelt
        if not spans and _is_thai(squeezed):
            of, sound = self._heard, heard(squeezed)
            if len(sound) < SHORTEST_SOUND:  # of ฌฌฌ one letter is heard
                return
            spans = {(first, last) for first, last in [of.span(sound)] if first < last}
            if not spans and SHORTEST < len(sound) <= LONGEST_HEARD:
                spans = set(of.one_slip_off(sound, begins_right=True))
        for first, last in sorted(spans):
            span = slice(first, min(last, first + MOST))
            yield from zip(of.weights[span], of.numbers[span], strict=True)

    def _sounding(self, typed: str) -> Iterator[tuple[float, int]]:
        most = MOST_SLIPS * len(typed)
        # Even if all letters too many were vowels, which count half, it would differ in more.
        if len(typed) < SHORTEST_SOUND or (len(typed) - LONGEST_SOUND) / 2 > most:
            return
        beginning = loosened(typed)
        first, last = self._loose.span(beginning)
        heard = nlargest(MOST_HEARD, range(first, last), key=self._weights_of_sounds.__getitem__)
        off: dict[str, float] = {}  # offices of one kind begin with the same sounds
        for place in heard:
            weight, number = self._weights_of_sounds[place], self._numbers_of_sounds[place]
            start = self._sounds[place][: len(typed)]
            if start not in off:
                off[start] = apart(typed, start, most=most)
            if off[start] <= most:
                yield weight / (1.0 + off[start]), number


def _is_thai(text: str) -> bool:
    return "\u0e01" <= text[:1] <= "\u0e4e"


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
