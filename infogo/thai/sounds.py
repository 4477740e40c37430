"""Read Thai written in Latin letters: ``bai kub kee hai`` → ``ใบขับขี่หาย``.

Everybody romanises in her own way, but she writes known words. So the sounds of all known words
and names are laid out beforehand, and typed letters are covered with as few of them as possible,
the nearest in sound first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import compress
from typing import NamedTuple

from infogo.thai.romanise import (
    careful_skeleton,
    careful_thai_skeleton,
    skeleton,
    thai_skeleton,
)

LONGEST_QUERY = 120
MOST_TYPED = 30
"""Letters and words that are read; a longer text is cut off there."""
LONGEST_SOUND = 30
MOST_WORDS = 6
"""Typed words that one Thai name may be written as."""
SHORTEST_SOUND = 2
MOST_SLIPS = 0.26
"""Share of a sound's letters that may differ."""
MOST_SLIPS_JOINED = 0.12
"""The same where several typed words make one name: else มาก is heard in mai yak."""
PIECE_COST = 1.0
SMALL_COST = 0.6
"""Of a small word: two of them side by side (mai dai) are no name that sounds a bit like both."""
ENGLISH_COST = 1.8
UNREAD_COST = 2.5
"""Of a typed word that is kept as it is: a known English one, or one that sounds like nothing."""
MOST_UNREAD = 0.4
"""Share of the letters that may stay unread; with more it is no Thai."""
MOST_ENGLISH = 0.5
"""Share of the words that may be English; with more it is English with names in it, unless all of
it is Thai to the ear: who writes English names things in Thai, so tabian and baan are known."""
SURELY_THAI = 0.1
"""With no more doubt than this all of it is Thai to the ear."""
SHORTEST_ENGLISH = 4
SLIP_COST = 0.8
CANDIDATES = 60
EASE = 0.15
CARE = 0.5
"""What it counts that d was typed for ต, b for ป or l for ร, which most people keep apart."""

_VOWELS = re.compile("[aeiou]+")
_LATIN = re.compile("[a-z]")
_SPLIT = re.compile(r"[ .'-]+")


class Reading(NamedTuple):
    """Thai text for Latin letters, and how unlike the sounds are, 0 to 1."""

    text: str
    doubt: float


class _Name(NamedTuple):
    """A known name, how much it weighs, and how it sounds to who keeps d and t apart."""

    weight: float
    name: str
    careful: str


class _Step(NamedTuple):
    """A way to read the beginning of what was typed, as one of the ways to read it all."""

    cost: float = 0.0
    slips: float = 0.0
    unread: int = 0
    text: str = ""

    def keeping(self, word: str, *, is_heard: bool, is_english: bool) -> _Step:
        """Return this with one more word as it was typed; numbers say what they say."""
        text = f"{self.text} {word} "
        if not is_heard:
            return self._replace(text=text)
        if is_english and len(word) >= SHORTEST_ENGLISH:
            return self._replace(cost=self.cost + ENGLISH_COST, text=text)
        return self._replace(
            cost=self.cost + UNREAD_COST, unread=self.unread + len(word), text=text
        )


class Sounds:
    """The sounds of known Thai words and names."""

    def __init__(
        self,
        names: Mapping[str, float],
        small: Iterable[str] = (),
        written: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Take normalised Thai names with their weights; of equal sounds the heaviest is meant.

        ``small`` are those among them that hold sentences together and name nothing. ``written``
        are names in Latin letters, each with the Thai one: of กาฬสินธุ์ the letters tell little.
        """
        self._small = frozenset(small)
        self._exact: dict[str, list[_Name]] = {}
        self._loose: dict[str, list[str]] = {}
        for name, weight in sorted(names.items()):
            self._add(thai_skeleton(name), _Name(weight, name, careful_thai_skeleton(name)))
        self._written: dict[str, str] = {}
        for latin, name in written:
            self._written.setdefault("".join(_SPLIT.split(latin.lower())), name)
            found = _Name(names.get(name, 1.0), name, careful_skeleton(latin))
            self._add(skeleton(latin), found)

    def _add(self, sound: str, name: _Name) -> None:
        if not SHORTEST_SOUND <= len(sound) <= LONGEST_SOUND:
            return
        held = self._exact.setdefault(sound, [])
        if not held:
            self._loose.setdefault(loosened(sound), []).append(sound)
        if name not in held:
            held.append(name)

    def read(
        self,
        latin: str,
        is_english: Callable[[str], bool] = lambda _word: False,
        between: str = "",
    ) -> Reading | None:
        """Return the Thai that ``latin`` sounds like, or ``None`` when it is no Thai.

        Known English words and single words that sound like nothing are kept as they were typed.
        ``between`` stands between the names that are read.
        """
        typed = [word for word in _SPLIT.split(latin[:LONGEST_QUERY]) if word][:MOST_TYPED]
        heard = [skeleton(word) != "" for word in typed]
        letters = sum(map(len, compress(typed, heard)))
        if not letters:
            return None
        english = [is_english(word) for word in typed]
        best = [_Step()]
        for end in range(1, len(typed) + 1):
            last = end - 1
            chosen = best[last].keeping(typed[last], is_heard=heard[last], is_english=english[last])
            for start in range(max(0, end - MOST_WORDS), end):
                if not all(heard[start:end]):
                    continue
                most = MOST_SLIPS if start == last else MOST_SLIPS_JOINED
                near = self._nearest("".join(typed[start:end]), most)
                if near is None:
                    continue
                slips, name = near
                before = best[start]
                piece = SMALL_COST if name in self._small else PIECE_COST
                cost = before.cost + piece + SLIP_COST * slips
                if cost < chosen.cost:
                    text = f"{before.text}{between}{name}"
                    chosen = _Step(cost, before.slips + slips, before.unread, text)
            best.append(chosen)
        found = best[-1]
        if found.unread > MOST_UNREAD * letters or found.text.isascii():
            return None
        text = " ".join(found.text.split())
        doubt = min(1.0, (found.slips + found.unread) / letters)
        is_all_thai = doubt <= SURELY_THAI and _LATIN.search(text) is None
        if sum(english) > MOST_ENGLISH * len(typed) and not is_all_thai:
            return None
        return Reading(text, doubt)

    def _nearest(self, typed: str, most: float) -> tuple[float, str] | None:
        """Return how many letters differ and the name, of the name that sounds most alike."""
        if name := self._written.get(typed):
            return 0.0, name
        sound = skeleton(typed)
        if not SHORTEST_SOUND <= len(sound) <= LONGEST_SOUND:
            return None
        careful = ""
        found: tuple[float, float, str] | None = None
        for candidate in self._loose.get(loosened(sound), ())[:CANDIDATES]:
            slips = apart(sound, candidate)
            if slips > most * len(sound):
                continue
            careful = careful or careful_skeleton(typed)
            for weight, name, its_own in self._exact[candidate]:
                care = CARE * (apart(careful, its_own) - slips) if careful != its_own else 0.0
                found = min(
                    found or (math.inf, 0.0, ""), (slips + care - _ease(weight), slips, name)
                )
        return (found[1], found[2]) if found else None


def _ease(weight: float) -> float:
    """Return how many slips a name may have more than one that is used less."""
    return EASE * math.log1p(weight)


def loosened(sound: str) -> str:
    """Return a sound with every vowel alike: Latin letters tell Thai vowels worst."""
    return _VOWELS.sub("a", sound)


def apart(one: str, other: str, *, most: float = math.inf) -> float:
    """Return the letters in which two sounds differ; vowels count half.

    Where it is more than ``most`` the answer may be endless: hostile texts are left early.
    """
    previous = [0.0]
    for letter in other:
        previous.append(previous[-1] + _weight(letter))
    for a in one:
        current = [previous[0] + _weight(a)]
        for j, b in enumerate(other, start=1):
            exchange = 0.0 if a == b else max(_weight(a), _weight(b))
            current.append(
                min(
                    previous[j] + _weight(a),
                    current[j - 1] + _weight(b),
                    previous[j - 1] + exchange,
                )
            )
        if min(current) > most:
            return math.inf
        previous = current
    return previous[-1]


def _weight(letter: str) -> float:
    return 0.5 if letter in "aeiou" else 1.0
