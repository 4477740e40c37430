"""Central agencies that are spelt by ear, whatever else is said: ``กรมบันชีกลาง เบอร์โทร``.

``NamesOfAgencies.nearest`` takes all that was typed for a name with a slip or two. Here a text
begins like a name as it sounds, and goes on; it is read once more with the name as it is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from math import inf
from typing import NamedTuple

from infogo.search.words.lexicon import squashed
from infogo.thai.by_ear import begins_like, begins_with, ear_key, end_of, pairs_of

SHORTEST = 5
"""Sounds of a name that is heard; shorter ones are near too many words."""
SHORTEST_WORD = 4
"""Letters of what a text begins with: ก ท่องเที่ยว is a ministry, or a department."""
MOST_OFF, MOST_OFF_AT_ALL = 0.16, 3.0
"""How far a name may be off for each of its sounds, and at most."""
LEAST_SHARED = 0.45
"""Part of a name's pairs of sounds that is there, else it is not compared."""
MOST_TRIED = 12
"""Names that are compared letter by letter: those that share most."""
SHORT, LONGEST = 16, 70
"""Sounds of most names, and letters of a text."""
LONGER = 0.1
"""What each sound of a name is worth."""


_KIND = re.compile("กรม|กระทรวง|สำนักงาน|สถาบัน|องค์การ|ธนาคาร|ศาล")


class _Heard(NamedTuple):
    key: str
    pairs: int
    meant: str


class AgenciesByEar:
    """What central agencies are called, by how it sounds."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take normalised names, each with the one by which its agency is found."""
        self._names: dict[str, list[_Heard]] = defaultdict(list)
        for name, meant in sorted(names.items()):
            key = ear_key(squashed(name))
            if len(key) >= SHORTEST and not name.isascii():
                self._names[begins_with(key)].append(_Heard(key, pairs_of(key), meant))

    def read(self, text: str) -> str:
        """Return a normalised text with the name that it begins like as it is written.

        Empty where it begins like none, or as nearly like two. A name ends where a word does.
        """
        if text.isascii() or len(text) > LONGEST or len(text.split(" ", 1)[0]) < SHORTEST_WORD:
            return ""
        key = ear_key(squashed(text))
        short, long = pairs_of(key[:SHORT]), pairs_of(key[:LONGEST])
        best, nearest, end, is_alone = "", inf, 0, True
        shared = []
        for one in self._names.get(begins_with(key), ()):
            pairs = short if len(one.key) <= SHORT else long
            share = (one.pairs & pairs).bit_count() / one.pairs.bit_count()
            if share >= LEAST_SHARED:
                shared.append((share, one))
        likely = sorted(shared, key=lambda of: -of[0])[:MOST_TRIED]
        for _share, one in likely:
            most = min(MOST_OFF_AT_ALL, MOST_OFF * len(one.key))
            cost, length = begins_like(key, one.key, most)
            if cost == inf:
                continue
            # Of names that go on behind one another the longer is meant.
            cost -= LONGER * len(one.key)
            if cost < nearest:
                best, nearest, is_alone = one.meant, cost, True
                end = end_of(text, 0, length)
            elif cost == nearest and one.meant != best:
                is_alone = False
        if not best or not is_alone or text[end : end + 1].strip():
            return ""
        said, kind = _KIND.match(text), _KIND.match(best)
        if said and (kind is None or kind[0] != said[0]):  # กรมอุตสาหกรรม is no กระทรวง
            return ""
        read = f"{best} {text[end:].strip()}".strip()
        return read if squashed(read) != squashed(text) else ""
