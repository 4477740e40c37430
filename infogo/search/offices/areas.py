"""Districts and provinces that are said beside the name of an office, spelt by ear or cut short."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from math import inf
from typing import NamedTuple

from infogo.search.words.lexicon import squashed
from infogo.thai.by_ear import begins_like, begins_with, ear_key, end_of

SHORTEST = 2
"""Sounds of a name, and of a place that is cut short."""
SHORTEST_CUT = 3
SHORTEST_WITHIN = 3
"""Sounds of a name that must end where a word does."""
MOST_OFF = 0.25
"""How far a name may be off for each of its sounds."""
MOST_OFF_AREA = 1.5
FOR_AN_AREA, FOR_A_DISTRICT = 0.8, 0.85
"""What the province, and the district, of an office are worth that are said beside its name."""
MOST_OFF_CUT = 0.5
"""How far the beginning of a name that is cut short may be off."""
MOST_TIMES_SAID = 3
"""How often people say where an office is: bang khen bangkok khet office, bangkok."""
_MUEANG = ear_key("เมือง")
_JOINTS = re.compile(r" ?(?:(?:ที่)?อยู่(?:ที่|ใน)?|ของ|ใน)? ?(?:อำเภอ|เขต|จังหวัด|[อจ][. ])? ?")


class Area(NamedTuple):
    """Where an area stands in a text, and how far it is from what it is called."""

    start: int
    end: int
    cost: float


class Areas:
    """All districts and provinces by the sound of their names."""

    def __init__(self, names: Mapping[str, Collection[str]]) -> None:
        """Take what each area is called, squashed, by its code."""
        self._keys = {area: [ear_key(name) for name in also] for area, also in names.items()}
        self._all = frozenset(chain.from_iterable(self._keys.values()))
        self._in_order = sorted(self._all)

    def keys_of(self, area: str) -> Collection[str]:
        """Return how the names of an area sound."""
        return self._keys.get(area, ())

    def any_in(self, text: str) -> bool:
        """Return whether a word of a text sounds just like any area."""
        return any(ear_key(word) in self._all for word in text.split() if len(word) > SHORTEST)

    def may_be_in(self, text: str) -> bool:
        """Return whether a word of a text sounds like an area, or like what one begins with."""
        keys = (ear_key(squashed(word)) for word in text.split() if len(word) > SHORTEST)
        return any(self._begins(key) for key in keys if len(key) >= SHORTEST_CUT)

    def _begins(self, key: str) -> bool:
        at = bisect_left(self._in_order, key)
        return at < len(self._in_order) and self._in_order[at].startswith(key)

    def without(
        self, text: str, where: tuple[str, str], known: dict[tuple[str, str], Area | None]
    ) -> tuple[str, int, float]:
        """Return a text without a district and province, how many it had, and what they are worth.

        ``known`` remembers where areas were looked for.
        """
        gained: dict[str, float] = {}
        for area in where * MOST_TIMES_SAID:
            asked = (text, area)
            if text and asked not in known:
                known[asked] = self._in(text, area)
            if found := known.get(asked):
                text = " ".join(f"{text[: found.start]} {text[found.end :]}".split())
                worth = FOR_A_DISTRICT if area == where[0] else FOR_AN_AREA
                gained.setdefault(area, worth - found.cost)
        return text.strip(), len(gained), sum(gained.values())

    def _in(self, text: str, area: str) -> Area | None:
        """Return where a text names an area."""
        for start in _starts(text):
            at = behind_joints(_JOINTS, text, start)
            word = text[at:].split(" ", 1)[0]
            key, heard = ear_key(squashed(text[at:])), ear_key(word)
            for name in self.keys_of(area) if key else ():
                if begins_with(key) != begins_with(name):
                    continue
                most = min(MOST_OFF_AREA, MOST_OFF * len(name)) if len(name) > SHORTEST else 0.0
                cost, length = begins_like(key, name, most)
                end = end_of(text, at, length) if cost != inf else 0
                # คอน is not in ขอนแก่น.
                if cost != inf and (len(name) > SHORTEST_WITHIN or not text[end : end + 1].strip()):
                    return Area(start, end, cost)
                if SHORTEST_CUT <= len(heard) < len(name) and heard != _MUEANG:
                    cost, _length = begins_like(name, heard, MOST_OFF_CUT)
                    if cost != inf:
                        return Area(start, at + len(word), cost)
        return None


def behind_joints(joints: re.Pattern[str], text: str, at: int = 0) -> int:
    """Return where a name begins behind what joins it to the word before."""
    found = joints.match(text, at)
    return found.end() if found else at


def _starts(text: str) -> Iterator[int]:
    """Yield where a place may begin: at the beginning and behind spaces."""
    yield 0
    for at, letter in enumerate(text):
        if letter == " " and at:
            yield at
