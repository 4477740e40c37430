"""Repair misspelt words: ``จดทะเบียนพานิชย์`` → ``จดทะเบียนพาณิชย์``.

A misspelling breaks the cutting into words, so repairing word by word comes too late. The text is
read anew from its letters: the cheapest way to cover it with known words, where a word that is
only nearly known costs more the more it differs. What Thai ears do not tell apart (ส ศ ษ, ณ น,
short and long vowels, tone marks) costs little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from copy import copy
from math import ceil, inf
from typing import NamedTuple

from infogo.thai.segment import words
from infogo.thai.slips import Halves, distance, letter_key, neighbours, sound_key
from infogo.thai.vocabulary import Vocabulary, WordsToo

LONGEST_STRETCH = 60
"""Letters without a space that are read; a longer stretch is no name of anything."""
LONGEST_WORD = 24
SHORTEST_TARGET = 4
"""Shorter words are one slip away from too many others."""
WORD_COST = 1.0
UNKNOWN_COST = 2.5
"""Of each letter that belongs to no known word."""
SLIP_COST = 1.2
LONGEST_GUESS = 30
"""In a longer text only what is no word at all is repaired."""
SHORTEST_LATIN = 6
SHORT_WORD = 3
MOST_LETTERS = 3
SURE_BEGINNING = 6
SMALLEST_GAIN = 0.3
"""A guess must be cheaper by this than what was typed."""
MOST_GUESSES = 20_000
"""Parts of which it is remembered what they were taken for; a few megabytes."""

_STRETCH = re.compile(r"[\u0E01-\u0E2E\u0E30-\u0E45\u0E47-\u0E4E]+|[a-z]+")
HEARD_ALIKE = 0.25
"""Two spellings of one sound are this far apart, whatever letters they differ in."""
LEAST_SLIPS = HEARD_ALIKE
"""Two words that are not the same are at least so far apart."""


class Repair(NamedTuple):
    """A text read anew. ``is_sure`` when what was typed holds letters that are no word at all."""

    text: str
    is_sure: bool


class _Part(NamedTuple):
    """A word of a reading, how many of the letters typed it stands for, and if it is a word."""

    text: str
    length: int
    is_known: bool


class _Reading(NamedTuple):
    cost: float
    parts: list[_Part]


class Speller:
    """Reads text with one vocabulary."""

    def __init__(self, targets: Mapping[str, float], known: Vocabulary) -> None:
        """Take the words that a misspelling may be meant as, and all that need no repair.

        Of targets that are equally near, the one with the larger number is meant.
        """
        self._known = known
        self._weights = targets
        by_key: dict[str, list[str]] = defaultdict(list)
        for word in targets:
            if SHORTEST_TARGET <= len(word) <= LONGEST_WORD and _STRETCH.fullmatch(word):
                for key in _keys(word):
                    by_key[key].append(word)
        # A word alone is meant by most of its ten keys, which share what says so.
        alike: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._by_key = {
            key: alike.setdefault(of := tuple(found), of) for key, found in by_key.items()
        }
        self._halves = Halves(by_key)
        # People make the same slips, and the readings of one text try the same letters.
        self._guesses: dict[str, tuple[float, str] | None] = {}

    def knowing(self, words: frozenset[str]) -> Speller:
        """Return a speller that takes these words for right as well."""
        return self.over(WordsToo(words, self._known))

    def over(self, known: Vocabulary) -> Speller:
        """Return a speller that repairs towards the same words, and takes ``known`` for right."""
        other = copy(self)
        other._known = known
        return other

    def repaired(self, normalised: str) -> Repair | None:
        """Return the text with its misspelt words repaired, or ``None`` if there is none."""
        is_sure = False
        is_short = len(normalised) <= LONGEST_GUESS
        pieces: list[str] = []
        at = 0
        for stretch in _STRETCH.finditer(normalised):
            is_readable = len(stretch[0]) <= LONGEST_STRETCH
            found = self._read(stretch[0], is_short=is_short) if is_readable else None
            if found is not None:
                pieces += [normalised[at : stretch.start()], found.text]
                is_sure = is_sure or found.is_sure
                at = stretch.end()
        if not pieces:
            return None
        return Repair("".join(pieces) + normalised[at:], is_sure)

    def nearest(self, word: str) -> str:
        """Return the word that a whole text is a misspelling of, or an empty text."""
        found = self._nearest(word)
        return found[1] if found else ""

    def _read(self, stretch: str, *, is_short: bool) -> Repair | None:
        if len(stretch) < SHORTEST_TARGET or self._known.knows(stretch):
            return None
        if stretch.isascii():
            return self._read_latin(stretch)
        if not is_short and all(map(self._known.knows, words(stretch))):
            return None  # the usual cut finds nothing strange, which spares reading every letter
        plain = self._cheapest(stretch, bytes(len(stretch)))
        suspect = self._suspect(plain.parts, is_short=is_short)
        if not any(suspect):
            return None
        most = plain.cost - SMALLEST_GAIN
        repaired = self._cheapest(stretch, suspect, most)
        text = "".join(part.text for part in repaired.parts)
        if text == stretch or repaired.cost > most:
            return None
        return Repair(text, any(not part.is_known for part in plain.parts))

    def _read_latin(self, word: str) -> Repair | None:
        """English is written with spaces, so a word is repaired as a whole."""
        found = self._nearest(word) if len(word) >= SHORTEST_LATIN else None
        return Repair(found[1], True) if found else None

    def _cheapest(self, text: str, suspect: bytes, most: float = inf) -> _Reading:
        """Return the cheapest reading; only parts that touch a suspect letter are guessed at.

        A reading that costs more than ``most`` need not be the cheapest one.
        """
        knows = self._known.knows
        may_cut = [not _tears(text, at) for at in range(len(text) + 1)]
        # For each end: the cost up to there, where the last part begins, and the part.
        best: list[tuple[float, int, _Part]] = [(0.0, 0, _Part("", 0, True))]
        for end in range(1, len(text) + 1):
            letter = _Part(text[end - 1], 1, False)
            chosen = (best[end - 1][0] + UNKNOWN_COST, end - 1, letter)
            if not may_cut[end]:
                best.append(chosen)
                continue
            strange: list[int] = []
            for start in range(max(0, end - LONGEST_WORD), end - 1):
                cost = best[start][0] + WORD_COST
                if cost >= chosen[0] or not may_cut[start]:
                    continue
                typed = text[start:end]
                if knows(typed):
                    chosen = (cost, start, _Part(typed, end - start, True))
                elif end - start >= SHORTEST_TARGET - 1 and suspect.find(1, start, end) >= 0:
                    strange.append(start)
            # Guessing costs most by far, so it waits until the words have set what is to beat.
            left = most - WORD_COST * ceil((len(text) - end) / LONGEST_WORD)
            for start in strange:
                cost = best[start][0] + WORD_COST
                least = cost + SLIP_COST * LEAST_SLIPS
                if least >= chosen[0] or least > left:
                    continue
                near = self._nearest(text[start:end])
                if near and cost + SLIP_COST * near[0] < chosen[0]:
                    part = _Part(near[1], end - start, True)
                    chosen = (cost + SLIP_COST * near[0], start, part)
            best.append(chosen)
        parts: list[_Part] = []
        at = len(text)
        while at:
            _cost, start, part = best[at]
            parts.append(part)
            at = start
        return _Reading(best[-1][0], parts[::-1])

    def _suspect(self, parts: list[_Part], *, is_short: bool) -> bytes:
        """Mark the letters that may be misspelt.

        They are no word at all, or, in a short text, two short words in a row or a word in which
        nobody speaks of a service. A misspelt long word falls apart into such ones (มรณะบัด into
        มรณะ and บัด); but sentences are full of them.
        """
        marks: list[bool] = []
        was_little, previous = False, 0
        for part in parts:
            is_little = part.length <= SHORT_WORD
            is_pair = is_short and was_little and is_little
            if is_pair:
                marks[-previous:] = [True] * previous
            is_strange = is_short and part.length > 1 and part.text not in self._weights
            marks += [not part.is_known or is_pair or is_strange] * part.length
            was_little, previous = is_little, part.length
        return bytes(marks)

    def _nearest(self, part: str) -> tuple[float, str] | None:
        """Return the distance and the target nearest to a part, if one is near enough."""
        try:
            return self._guesses[part]
        except KeyError:
            if len(self._guesses) >= MOST_GUESSES:
                self._guesses.clear()
            found = self._guesses[part] = self._guessed(part)
            return found

    def _guessed(self, part: str) -> tuple[float, str] | None:
        # Nine parts of ten are near no word at all.
        mine = sound_key(part)
        near = {key for one in {letter_key(part), mine} for key in self._halves.neighbours(one)}
        keys = near & self._by_key.keys()
        candidates = {word for key in keys for word in self._by_key[key] if _may_be(part, word)}
        alike = {word for word in candidates if sound_key(word) == mine}
        # Of words that sound like what was typed no other can be nearer.
        if part in alike:
            return 0.0, part
        if alike:
            return HEARD_ALIKE, min(alike, key=self._rank)
        nearest = None
        limit = _most_slips(len(part))
        for word in sorted(candidates, key=self._rank):
            slips = _apart(part, word, limit)
            if slips <= limit and (nearest is None or slips < nearest[0]):
                nearest, limit = (slips, word), slips
        return nearest

    def _rank(self, word: str) -> tuple[float, str]:
        """Return what puts the words first that are meant most often."""
        return -self._weights[word], word


def _apart(part: str, word: str, most: float) -> float:
    """Return how far apart words of two sounds are: by letters or by sound, whichever is less.

    A distance that is more than ``most`` may come back as infinity.
    """
    spelt = distance(part, word, most)
    heard = distance(sound_key(part), sound_key(word), min(most, spelt) - HEARD_ALIKE)
    return min(spelt, HEARD_ALIKE + heard)


def _may_be(part: str, word: str) -> bool:
    """Return whether a part may be a misspelling of a word at all.

    A whole word with a letter of its neighbour is no slip, unless its last letter was typed twice,
    and short words begin right.
    """
    if abs(len(letter_key(word)) - len(letter_key(part))) > MOST_LETTERS:
        return False
    is_longer = part.startswith(word) or part.endswith(word)
    if is_longer and part not in (word, word + word[-1]):
        return False
    return len(part) >= SURE_BEGINNING or sound_key(part)[:1] == sound_key(word)[:1]


def _most_slips(length: int) -> float:
    """Return how far a word of this length may be off."""
    if length < 5:
        return 1.0
    return 1.5 if length < 9 else 2.5


def _tears(text: str, at: int) -> bool:
    """Return whether a cut before ``text[at]`` would tear a mark from its letter."""
    return at < len(text) and text[at] in "ะัาำิีึืฺุู็่้๊๋์ํๆ"


def _keys(word: str) -> set[str]:
    """Return keys of which two words share one if they are a slip apart, in letters or in sound."""
    letters, sound = letter_key(word), sound_key(word)
    return neighbours(letters) if letters == sound else neighbours(letters) | neighbours(sound)
