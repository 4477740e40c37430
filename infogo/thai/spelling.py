"""Repair misspelt words: ``จดทะเบียนพานิชย์`` → ``จดทะเบียนพาณิชย์``.

A misspelling breaks the cutting into words, so repairing word by word comes too late. The text is
read anew from its letters: the cheapest way to cover it with known words, where a word that is
only nearly known costs more the more it differs. What Thai ears do not tell apart (ส ศ ษ, ณ น,
short and long vowels, tone marks) costs little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import NamedTuple

from infogo.thai.segment import words
from infogo.thai.vocabulary import Vocabulary

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
_UNSPOKEN = re.compile("[่้๊๋็ฺ]|[ก-ฮ]?[ิุ]?์")
_UNHEARD = re.compile("[่้๊๋็ฺะ]|[ก-ฮ]?[ิุ]?์|(?<=[ก-ฮ])อ(?![ัาำิีึืุู็่้๊๋])|(?<=[กขคตปผพ])[รล](?=.)|(?<=[คตทด])ร$")
"""Marks, silenced letters, vowels that are written or left out (มรดก, มอระดก), and ร ล behind
another consonant, which few people say (ประปา, ปะปา; สมัคร, สมัค)."""
_TWICE = re.compile(r"([ก-ฮ])\1$")
_SHORT_A = re.compile("รร(?=[ก-ฮ])")
_SAME_SOUND = str.maketrans(
    "ศษซณญฐถธฒฑฎฏผขฃฅฆฌฉฬลใฟ" "ีืูำ", "สสสนยทททททดตพคคคคชชรรไฝ" "ิึุา"
)  # fmt: skip
_ENDS = {
    **dict.fromkeys("จฉชซฌฎฏฐฑฒดตถทธศษส", "ด"),
    **dict.fromkeys("ญณนรลฬ", "น"),
    **dict.fromkeys("บปผฝพฟภ", "บ"),
    **dict.fromkeys("กขคฆ", "ก"),
}
"""Thai ends a syllable with one of eight sounds, however it is written: สมรส, สมรถ."""
_CLOSING = re.compile("(?<=[ัาิีึืุู])[ก-ฮ](?![ัาิีึืุู])|(?<=[ก-ฮ])[ก-ฮ]$")
"""A consonant that ends its syllable: behind a vowel and before none, or last in the word."""
HEARD_ALIKE = 0.25
"""Two spellings of one sound are this far apart, whatever letters they differ in."""
LEAST_SLIPS = HEARD_ALIKE
"""Two words that are not the same are at least so far apart."""
_SLIGHT = frozenset("่้๊๋็์ๆะ")
_SLIGHT_COST = 0.5


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


@dataclass(frozen=True)
class _Also:
    """A vocabulary and some words more."""

    known: Vocabulary
    words: frozenset[str]

    def knows(self, word: str) -> bool:
        """Return whether either has the word."""
        return word in self.words or self.known.knows(word)


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
        self._by_key = dict(by_key)
        self._halves = _Halves.of(by_key)
        # People make the same slips, and the readings of one text try the same letters.
        self._guesses: dict[str, tuple[float, str] | None] = {}

    def knowing(self, words: frozenset[str]) -> Speller:
        """Return a speller that takes these words for right as well."""
        return self.over(_Also(self._known, words))

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
        repaired = self._cheapest(stretch, suspect)
        text = "".join(part.text for part in repaired.parts)
        if text == stretch or repaired.cost > plain.cost - SMALLEST_GAIN:
            return None
        return Repair(text, any(not part.is_known for part in plain.parts))

    def _read_latin(self, word: str) -> Repair | None:
        """English is written with spaces, so a word is repaired as a whole."""
        found = self._nearest(word) if len(word) >= SHORTEST_LATIN else None
        return Repair(found[1], True) if found else None

    def _cheapest(self, text: str, suspect: bytes) -> _Reading:
        """Return the cheapest reading; only parts that touch a suspect letter are guessed at."""
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
                elif end - start >= SHORTEST_TARGET - 1 and any(suspect[start:end]):
                    strange.append(start)
            # Guessing costs most by far, so it waits until the words have set what is to beat.
            for start in strange:
                cost = best[start][0] + WORD_COST
                if cost + SLIP_COST * LEAST_SLIPS >= chosen[0]:
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
        spellings = {letter_key(part), sound_key(part)}
        keys = {key for one in spellings for key in self._halves.neighbours(one)}
        met = keys & self._by_key.keys() if keys else keys
        candidates = {word for key in met for word in self._by_key[key] if _may_be(part, word)}
        mine = sound_key(part)
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


@dataclass(frozen=True)
class _Halves:
    """First and second halves of keys, to see at once that a word shares none of them."""

    first: frozenset[str]
    second: frozenset[str]

    @classmethod
    def of(cls, keys: Iterable[str]) -> _Halves:
        """Return the halves of these keys, and of the words that have a letter more."""
        first: set[str] = set()
        second: set[str] = set()
        for key in keys:
            for length in (len(key), len(key) + 1):
                half = length // 2
                first.add(key[:half])
                second.add(key[len(key) - (length - half) :])
        return cls(frozenset(first), frozenset(second))

    def neighbours(self, spelling: str) -> Iterator[str]:
        """Yield what may be a key: ``spelling``, or it without one of its letters.

        Whichever letter goes, one half stays.
        """
        half = len(spelling) // 2
        if spelling[:half] in self.first:
            yield spelling
            for at in range(half, len(spelling)):
                yield spelling[:at] + spelling[at + 1 :]
        if spelling[half:] in self.second:
            for at in range(half):
                yield spelling[:at] + spelling[at + 1 :]


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


@lru_cache(maxsize=50_000)
def sound_key(word: str) -> str:
    """Return how a word sounds: letters that Thai ears do not tell apart are one."""
    if word[-2:-1] == word[-1:]:
        word = _TWICE.sub(r"\1", word)
    if "รร" in word:
        word = _SHORT_A.sub("ั", word)
    heard = _UNHEARD.sub("", word.replace("ำ", "ัม"))
    heard = _CLOSING.sub(lambda found: _ENDS.get(found[0], found[0]), heard)
    return heard.translate(_SAME_SOUND)


@lru_cache(maxsize=50_000)
def letter_key(word: str) -> str:
    """Return ``folded(word)``, remembered."""
    return folded(word)


def folded(text: str) -> str:
    """Return a text with letters of one sound as one, without tone marks and silenced letters."""
    return _UNSPOKEN.sub("", text).translate(_SAME_SOUND)


def _keys(word: str) -> set[str]:
    """Return keys of which two words share one if they are a slip apart, in letters or in sound."""
    letters, sound = letter_key(word), sound_key(word)
    return neighbours(letters) if letters == sound else neighbours(letters) | neighbours(sound)


def neighbours(key: str) -> set[str]:
    """Return a key and all that lack one of its letters: two that differ by one letter meet."""
    return {key, *[key[:at] + key[at + 1 :] for at in range(len(key))]}


def distance(typed: str, meant: str, most: float = inf) -> float:
    """Return how far apart two words are: letters lost, added, swapped or exchanged.

    Letters that sound alike and tone marks count half. A distance that is sure to be more than
    ``most`` may come back as infinity.
    """
    if most < _SLIGHT_COST:
        return 0.0 if typed == meant else inf
    theirs = _spelt(meant)
    two_back: list[float] = []
    previous = [0.0]
    for weight in theirs.alone:
        previous.append(previous[-1] + weight)
    before = ""
    mine = _spelt(typed)
    for a, alone, added, sound, is_slight in zip(*mine, strict=True):
        cost = previous[0] + alone
        current = [cost]
        lowest = cost
        for j, (b, _alone, lost, heard, is_slight_too) in enumerate(zip(*theirs, strict=True)):
            cost += lost
            if (other := previous[j + 1] + added) < cost:
                cost = other
            other = previous[j]
            if a != b:
                other += _SLIGHT_COST if sound == heard or (is_slight and is_slight_too) else 1.0
            if other < cost:
                cost = other
            if j and before and b == before and a == meant[j - 1]:
                other = two_back[j - 1] + (1.0 if a != b else 0.0)
                if other < cost:
                    cost = other
            current.append(cost)
            if cost < lowest:
                lowest = cost
        # A swap reaches two rows back, and no further.
        if lowest > most and min(previous) > most:
            return inf
        two_back, previous, before = previous, current, a
    return previous[-1]


class _Spelt(NamedTuple):
    """The letters of a word, and of each: what it costs alone and in its place, and its sound."""

    letters: str
    alone: tuple[float, ...]
    in_place: tuple[float, ...]
    sounds: tuple[str, ...]
    is_slight: tuple[bool, ...]


@lru_cache(maxsize=50_000)
def _spelt(word: str) -> _Spelt:
    pairs = list(zip(word, " " + word, strict=False))
    return _Spelt(
        word,
        tuple(_weight(letter) for letter in word),
        tuple(_weight(letter, before) for letter, before in pairs),
        tuple(letter.translate(_SAME_SOUND) for letter in word),
        tuple(letter in _SLIGHT for letter in word),
    )


def _weight(letter: str, before: str = "") -> float:
    """Return what one letter too many or too few costs; one of a pair costs little."""
    return _SLIGHT_COST if letter in _SLIGHT or letter == before else 1.0
