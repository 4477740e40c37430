"""Read Thai written in Latin letters: ``bai kub kee hai`` → ``ใบขับขี่หาย``.

Everybody romanises in her own way, but she writes known words. So the sounds of all known words
and names are laid out beforehand, and typed letters are covered with as few of them as possible,
the nearest in sound first.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from infogo.thai.romanise import skeleton, thai_skeleton

LONGEST_QUERY = 60
LONGEST_SOUND = 30
MOST_WORDS = 6
"""Typed words that one Thai name may be written as."""
SHORTEST_SOUND = 2
MOST_SLIPS = 0.26
"""Share of a sound's letters that may differ."""
PIECE_COST = 1.0
SLIP_COST = 0.8
CANDIDATES = 60
EASE = 0.15

_VOWELS = re.compile("[aeiou]+")
_SPLIT = re.compile(r"[ .'-]+")


class Reading(NamedTuple):
    """Thai text for Latin letters, and how unlike the sounds are, 0 to 1."""

    text: str
    doubt: float


class Sounds:
    """The sounds of known Thai words and names."""

    def __init__(self, names: Mapping[str, float]) -> None:
        """Take normalised Thai names with their weights; of equal sounds the heaviest is meant."""
        self._exact: dict[str, tuple[float, str]] = {}
        loose: dict[str, list[str]] = defaultdict(list)
        for name, weight in sorted(names.items()):
            sound = thai_skeleton(name)
            if not SHORTEST_SOUND <= len(sound) <= LONGEST_SOUND:
                continue
            if sound not in self._exact:
                loose[loosened(sound)].append(sound)
            if weight > self._exact.get(sound, (0.0, ""))[0]:
                self._exact[sound] = (weight, name)
        self._loose = dict(loose)

    def read(self, latin: str) -> Reading | None:
        """Return the Thai that ``latin`` sounds like, or ``None`` when a part is like nothing."""
        words = [skeleton(word) for word in _SPLIT.split(latin[:LONGEST_QUERY]) if word]
        words = [word for word in words if word]
        if not words:
            return None
        best: list[tuple[float, float, str] | None] = [(0.0, 0.0, "")]
        for end in range(1, len(words) + 1):
            chosen: tuple[float, float, str] | None = None
            for start in range(max(0, end - MOST_WORDS), end):
                before = best[start]
                near = self._nearest("".join(words[start:end])) if before else None
                if before and near:
                    slips, name = near
                    cost = before[0] + PIECE_COST + SLIP_COST * slips
                    if chosen is None or cost < chosen[0]:
                        chosen = (cost, before[1] + slips, before[2] + name)
            best.append(chosen)
        last = best[-1]
        if last is None:
            return None
        return Reading(last[2], last[1] / max(1, sum(map(len, words))))

    def _nearest(self, sound: str) -> tuple[float, str] | None:
        """Return how many letters differ and the name, of the name that sounds most alike."""
        if not SHORTEST_SOUND <= len(sound) <= LONGEST_SOUND:
            return None
        found: tuple[float, float, str] | None = None
        for candidate in self._loose.get(loosened(sound), ())[:CANDIDATES]:
            slips = apart(sound, candidate)
            weight, name = self._exact[candidate]
            if slips <= MOST_SLIPS * len(sound):
                found = min(found or (math.inf, 0.0, ""), (slips - _ease(weight), slips, name))
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
