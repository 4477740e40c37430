"""Thai names as people hear them: ล่องคำ for ร่องคำ, สำเพาล่ม for สำเภาล่ม, ธงไชย for ธงชัย.

``infogo.thai.slips`` finds words a slip or two apart among very many. Here two texts of which one
may go on behind the other are compared letter by letter, with what sounds alike costing little.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from math import inf

from infogo.thai.slips import folded

_RI = re.compile("ฤ(?=[ก-ฮ]|$)")
_OTHERS = str.maketrans("ฤฦภ", "รรพ")
_DOUBLE_R = re.compile("รร(?=[ก-ฮ](?![ิุ]?์))")
_DOUBLE_R_LAST = re.compile("รร")
_AI = re.compile("[ไใ]([ก-ฮ])ย|([ก-ฮ])[ัา]ย")
"""ไชย, ชัย and, where people do not hear how long it is, ชาย."""
_N_LAST = re.compile("(?<!ห)ญ(?=[ก-ฮเ-ไ]|$)")
"""บุญ, เจริญ: it ends a syllable as น, and begins one as ย."""
_S = re.compile("ทร(?=[วาัุงไ])|(?<=ไ)ทร")
_RAISED = re.compile("ห(?=[มนยวรล])")
"""ห that only raises the tone of the consonant behind it."""
_UNSAID = re.compile("ะ|(?<=[กคปพ])ร")
_DOUBLED = re.compile(r"([ก-ฮ])\1+")
_VOWELS = frozenset("ะัาิีึืุูเแโไใๅอ")
_SLIGHT = frozenset("็หร")
_ENDS: dict[str, str] = {
    **dict.fromkeys("บปพฟภผฝ", "บ"),
    **dict.fromkeys("ดตทสชจซ", "ด"),
    **dict.fromkeys("กคข", "ก"),
    **dict.fromkeys("นร", "น"),
}
"""Sounds that are one where they end a syllable (เทพ, เทบ), and near enough elsewhere."""
HALF = 0.5
SWAPPED = 1.0
"""What two letters cost that stand in each other's place."""
_ALONE = dict.fromkeys(_SLIGHT | _VOWELS, HALF)
"""What one letter too many or too few costs, if less than 1."""
_ALIKE = {
    **{one: "".join(other for other in _ENDS if _ENDS[other] == _ENDS[one]) for one in _ENDS},
    **dict.fromkeys(_VOWELS, "".join(sorted(_VOWELS))),
}
"""Letters that cost but half where another one stands."""
_FIRST = str.maketrans("ชตปฟ", "สดบพ")
MOST_LEFT = 2
"""Letters at the end of a word that are a slip and no word of their own."""
_SILENCED = re.compile("[ก-ฮ]{1,2}[ิุ]?์")
_LOOSE_ENDS = re.compile("[ั-ฺ็-๎]")
"""A name does not end before these marks: they stand on its last letter."""


@lru_cache(maxsize=8192)
def ear_key(text: str) -> str:
    """Return how a squashed, normalised text sounds: letters that ears do not tell apart are one.

    Two spellings of one name have the same key or nearly so, and the key of a beginning is nearly
    the beginning of the key.
    """
    heard = _RI.sub("ริ", text.replace("ำ", "ัม")).translate(_OTHERS)
    heard = _DOUBLE_R_LAST.sub("ัน", _DOUBLE_R.sub("ั", heard))
    heard = _AI.sub(lambda found: f"ไ{found[1] or found[2]}", _N_LAST.sub("น", heard))
    heard = folded(_S.sub("ซ", heard))
    return _DOUBLED.sub(r"\1", _UNSAID.sub("", _RAISED.sub("", heard)))


def begins_like(typed: str, name: str, most: float) -> tuple[float, int]:
    """Return how far the beginning of one key is from the whole of another, and where it ends.

    Of beginnings that are equally near, the shortest counts. More than ``most`` comes back as
    infinity.
    """
    if typed.startswith(name):
        return 0.0, len(name)
    typed = typed[: len(name) + 3]
    # Asked of six names a search: what each letter costs is looked up once, and ``min`` is slow.
    alone = [_ALONE.get(letter, 1.0) for letter in typed]
    two_back: list[float] = []
    previous = list(accumulate(alone, initial=0.0))
    before, begun, lowest_before = "", 0.0, 0.0
    for a in name:
        left_out, alike = _ALONE.get(a, 1.0), _ALIKE.get(a, "")
        begun += left_out
        current, lowest, last, diagonal = [begun], begun, begun, previous[0]
        for j, b in enumerate(typed, start=1):
            above = previous[j]
            cost = diagonal if a == b else diagonal + (HALF if b in alike else 1.0)
            if above + left_out < cost:
                cost = above + left_out
            if last + alone[j - 1] < cost:
                cost = last + alone[j - 1]
            if b == before and j > 1 and a == typed[j - 2] and two_back[j - 2] + SWAPPED < cost:
                cost = two_back[j - 2] + SWAPPED
            current.append(cost)
            if cost < lowest:
                lowest = cost
            last, diagonal = cost, above
        if lowest > most and lowest_before > most:
            return inf, 0
        two_back, previous, before, lowest_before = previous, current, a, lowest
    least = min(previous)
    return (least, previous.index(least)) if least <= most else (inf, 0)


def begins_with(key: str) -> str:
    """Return what a key begins with, one sound for those that people take for one another."""
    return key[:1].translate(_FIRST)


def pairs_of(key: str) -> int:
    """Return the pairs of letters in a key as bits, so that shared ones are counted at once."""
    bits = 0
    for first, second in zip(f" {key}", key, strict=False):
        bits |= 1 << ((ord(first) * 31 + ord(second)) % 192)
    return bits


def end_of(text: str, at: int, length: int) -> int:
    """Return where the letters of a text end that sound like ``length`` letters of a key.

    They begin at ``at``; spaces within them are none.
    """
    found = at
    for end in range(at + 1, min(len(text), at + 3 * length + 6) + 1):
        if text[end - 1] == " ":
            if found > at:
                break
            continue
        heard = len(ear_key(text[at:end].replace(" ", "")))
        if heard > length and found > at:
            break
        is_marked = _LOOSE_ENDS.match(text, end) or (
            text[end - 1] == "ห" and _RAISED.match(text, end - 1)
        )
        if heard >= length and not is_marked:
            found = end
    if found == at:
        return len(text)
    if silenced := _SILENCED.match(text, found):
        found = silenced.end()
    left = text[found:].split(" ", 1)[0]
    return found + len(left) if len(left) <= MOST_LEFT else found
