"""Offices of places that are spelt by ear, whatever else is said of where they are.

``อบต ศรีพูม กระสัง บุรีรำ``, ``ประกันสังคมหนองบัวลำพู``, ``ที่ดินพยุหะ``, ``obt thepha songkhla``: a
kind of office, a name that sounds like that of one of them, and perhaps its district and province,
spelt no better or cut short. Ten thousand offices are called nearly alike, so what stands beside
the name decides among those that sound as much like it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import inf
from typing import NamedTuple

from infogo.search.offices.areas import (
    MOST_OFF,
    MOST_OFF_CUT,
    SHORTEST,
    SHORTEST_CUT,
    Area,
    Areas,
    behind_joints,
)
from infogo.search.offices.mentions import DISTRICT, MUNICIPALITY, SAO, Mention, mentions
from infogo.search.words.lexicon import dictionary, squashed
from infogo.thai.by_ear import begins_like, begins_with, ear_key, end_of, pairs_of
from infogo.thai.sounds import Sounds

LONGEST_BEGINNING = 16
"""Sounds that are looked at where names are chosen that may be meant; few names have more."""
MOST_TRIED = 20
"""Names that are compared letter by letter: those that share most pairs of letters."""
MOST_TRIED_TURNED = 8
LEAST_SHARED = 0.34
"""Part of a name's pairs of letters that is there, else it is not compared."""
SHORTEST_UNSAID, LONGEST_UNSAID, MOST_WORDS_UNSAID = 5, 32, 4
"""Letters of a name beside which no word for offices stands; letters and words of all of it."""
MOST_OFF_ALONE = 0.17
"""How far a name may be off, for each of its sounds, if neither district nor province is said."""
MOST_OFF_JOINED = 0.09
"""The same where the name stands before the word for offices: ช้างป่า อบต พวา is not ช่างปี่."""
MOST_OFF_AT_ALL = 2.0
CUT_SHORT = 0.5
"""What a name costs of which only the beginning is said, and for each sound that is left out."""
LEFT_OUT = 0.05
TURNED, MOST_TURNS = 0.1, 4
"""What it costs that a name stands elsewhere than behind the word for offices, and of so many
words each may begin it."""
FOR_OTHER_RANK = 0.6
"""What it costs that a municipality is called an อบต., or the other way round."""
WRITTEN_OTHERWISE = 0.04
"""What it costs that a name sounds as it was typed, but is not written so."""
SMALLER, OTHER = 0.01, 0.05
"""What it costs that another municipality of that name is bigger, or has the rank that was said."""
FOR_A_SOUND = 0.1
"""What each sound of a name is worth, so that สลกบาตร is meant and not สระ."""
TORN, MOST_TORN = 0.15, 6
"""What it costs, for each letter, that a word goes on where the name ends."""
PROVINCE = "จังหวัด"
SHORTEST_ENGLISH = 3
_THAI = re.compile("[ก-ฮ]")
LONGEST, LONGEST_LATIN = 60, 80
"""Letters of a text; a longer one is a story."""
_RANKS = {MUNICIPALITY: SAO, SAO: MUNICIPALITY}
_RANKS_SAID = {
    **dict.fromkeys(("ทต", "เทศบาลตำบล"), ("เทศบาลตำบล",)),
    **dict.fromkeys(("ทม", "เทศบาลเมือง"), ("เทศบาลเมือง",)),
    **dict.fromkeys(("ทน", "เทศบาลนคร"), ("เทศบาลนคร",)),
}
_OF_DISTRICT = re.compile(r" อำเภอ\S+ ")
_JOINTS = re.compile(
    r" ?[. ]?(?:(?:ของ|ที่|สาขา|ตำบล|แขวง|อำเภอ|เขต|จังหวัด)(?=.)|[ตอจ][. ](?=\S))? ?"
    r"(?:(?:จังหวัด|อำเภอ)(?=.))? ?"
)


class NamedOffice(NamedTuple):
    """One office: what is asked for instead, and in which district and province it is."""

    name: str
    asked: str
    kind: str
    district: str
    province: str


class ByEar(NamedTuple):
    """An office that was meant by what was typed, and what else was said."""

    office: str
    rest: str
    is_placed: bool
    """Its district or province is said beside its name, or it is called so itself."""
    is_spelt_so: bool
    """Its name was typed as it is written, and nothing was read from Latin letters."""
    is_local: bool
    """It is a local government's, of which the kind is no word of services."""


@dataclass
class _Name:
    """A name by its sounds, the pairs of them as bits, and the offices that are called so."""

    key: str
    pairs: int
    offices: list[NamedOffice] = field(default_factory=list)


class _Found(NamedTuple):
    cost: float
    areas: int
    named: NamedOffice
    rest: str
    words: tuple[str, ...]
    """What was typed for the name."""
    is_so: bool
    """The name is written so."""
    off: float
    """How far it is from that as it sounds."""
    is_area: bool
    """The office is called like its district or province, and so it was typed."""
    is_torn: bool
    """The word goes on where the name ends."""
    is_turned: bool
    mention: Mention


@dataclass
class _Typed:
    """What stands behind a word for offices: where a name may begin, and how it goes on to sound.

    ``areas`` remembers where areas were looked for in it.
    """

    mention: Mention
    before: str
    """What stands before the word for offices, if the name stands behind it."""
    text: str
    at: int
    key: str
    is_turned: bool
    """The name stands elsewhere: ชุมแพ นาเพียง เทศบาล."""
    areas: dict[tuple[str, str], Area | None]


class OfficesByEar:
    """All offices of places by the sound of their names."""

    def __init__(
        self,
        offices: Iterable[NamedOffice],
        areas: Mapping[str, Collection[str]],
        sounds: Sounds,
        is_ordinary: Callable[[str], bool],
        is_english: Callable[[str], bool],
        state: Hashable = None,
    ) -> None:
        """Take offices, with names that are squashed.

        ``areas`` are the names of each district and province, ``sounds`` reads all these names in
        Latin letters; ``is_ordinary`` tells what may as well be said of a service, and ``state``
        when all of it was read.
        """
        self.state = state
        self._sounds = sounds
        self._is_ordinary, self._is_english = is_ordinary, is_english
        names: dict[tuple[str, str], _Name] = {}
        for named in offices:
            key = ear_key(named.name)
            if len(key) < SHORTEST:
                continue
            held = names.setdefault((named.kind, key), _Name(key, pairs_of(key)))
            held.offices.append(named)
        self._names: dict[tuple[str, str], list[_Name]] = defaultdict(list)
        for (kind, key), held in names.items():
            self._names[kind, begins_with(key)].append(held)
        self._areas = Areas(areas)
        provinces = {named.province for names in self._names.values() for named in _all(names)}
        self._provinces = sorted({key for area in provinces for key in self._areas.keys_of(area)})

    def meant(self, text: str) -> ByEar | None:
        """Return the office that a normalised text most likely names, or None."""
        if len(text) > (LONGEST_LATIN if text.isascii() else LONGEST):
            return None
        told: list[_Found] = []
        unsaid: list[_Found] = []
        known: dict[tuple[str, str], Area | None] = {}
        for mention in mentions(text, self._names_in):
            if not mention.word and not self._may_be_named(text):
                continue
            (told if mention.word else unsaid).extend(self._named(mention, known))
        directly = [found for found in told if not found.is_turned]
        return self._surest(told) or self._surest(directly) or self._surest(unsaid)

    def _may_be_named(self, text: str) -> bool:
        """Return whether a text may be the name of an office and where it is, and no more."""
        return (
            len(text) <= LONGEST_UNSAID
            and 1 < len(text.split()) <= MOST_WORDS_UNSAID
            and self._areas.may_be_in(text)
        )

    def _surest(self, named: Sequence[_Found]) -> ByEar | None:
        """Return the office that costs least, if it may be meant, or those of one name."""
        best = min(named, key=lambda found: found.cost, default=None)
        if best is None or not self._is_meant(best):
            return None
        alike = {found.named for found in named if found.cost == best.cost}
        asked = best.named.asked
        if len({one.asked for one in alike}) > 1:
            # Two of one name in the province that was named: both are shown.
            if len({(one.name, one.kind, one.province) for one in alike}) > 1 or not best.areas:
                return None
            asked = _OF_DISTRICT.sub(" ", asked)
        return ByEar(
            asked,
            best.rest,
            is_placed=best.areas > 0 or best.is_area,
            is_spelt_so=best.is_so and not best.mention.is_read,
            is_local=best.named.kind in _RANKS,
        )

    def _is_meant(self, found: _Found) -> bool:
        """Return whether a name may stand for an office.

        Without its district or province beside it, it must be near, no word that is said of
        services or else, and no other area may be named.
        """
        words = found.words
        if not found.is_so and len(words) > 1 and any(map(self._is_ordinary, words)):
            return False  # พาสปอร์ตหาย ชลบุรี
        typed = "".join(words)
        if found.is_torn and not found.is_so:  # อบต ท่าตะโก is not ธาตุ
            return False
        if found.mention.word == PROVINCE and found.is_so:  # a place, and not its office
            return False
        if not found.mention.word:  # ไหม่พัดทะนา เกาะคา
            is_all = bool(found.areas) and not squashed(found.rest)
            return is_all and not self._is_ordinary(typed) and len(typed) >= SHORTEST_UNSAID
        if found.areas:
            return True
        if found.is_turned:
            return found.is_so and len(typed) >= SHORTEST_UNSAID
        is_elsewhere = bool(found.named.province) and self._areas.any_in(found.rest)
        if is_elsewhere or len(typed) < SHORTEST_CUT:
            return False
        if found.mention.word == DISTRICT and found.is_so:
            return True
        is_far = found.off > MOST_OFF_JOINED * len(ear_key(found.named.name))
        if not found.mention.is_first or (found.mention.is_joined and is_far):
            return False
        if found.mention.is_read:  # and no other name was read in the letters: tabian baan
            return found.is_area or not _THAI.search(found.rest)
        if self._is_ordinary(typed):
            return False
        is_begun = found.named.name.startswith(typed)  # พยุหะ is a word, and begins พยุหะคีรี
        is_near = len(words) == 1 and found.off <= MOST_OFF_ALONE * len(ear_key(found.named.name))
        return found.is_so or is_begun or (is_near and typed not in dictionary())

    def _names_in(self, latin: str) -> str:
        """Return a text in Latin letters with the names in it in Thai; empty if it has none.

        Known English words stay: marry is no village.
        """
        found: list[str] = []
        for is_english, words in groupby(latin.split(), self._is_said_in_english):
            text = " ".join(words)
            reading = None if is_english else self._sounds.read(text, self._is_english, between=" ")
            found.append(reading.text if reading else text)
        return "" if (read := " ".join(found)).isascii() else read

    def _is_said_in_english(self, word: str) -> bool:
        return len(word) >= SHORTEST_ENGLISH and self._is_english(word)

    def _named(
        self, mention: Mention, known: dict[tuple[str, str], Area | None]
    ) -> Iterator[_Found]:
        """Yield offices of the kinds spoken of whose names sound like what stands beside them."""
        for text, before, is_turned in self._orders(mention):
            plain = len(text) - len(text.lstrip(" ."))
            # เทศบาลที่วัง is called so.
            for at in dict.fromkeys((behind_joints(_JOINTS, text), plain)):
                key = ear_key(squashed(text[at:]))
                typed = _Typed(mention, before, text, at, key, is_turned, known)
                for kind in mention.kinds if len(typed.key) >= SHORTEST else ():
                    for name, more in self._likely(kind, typed.key, is_turned=is_turned):
                        yield from self._called(name, more, typed)

    def _called(self, name: _Name, more: float, typed: _Typed) -> Iterator[_Found]:
        """Yield the offices of one name, if what was typed begins to sound like it."""
        most = min(MOST_OFF_AT_ALL, MOST_OFF * len(name.key))
        cost, length = begins_like(typed.key, name.key, most)
        if cost == inf and not typed.is_turned:
            cost, length = self._cut_short(name, typed.text[typed.at :])
        if cost == inf:
            return
        end = end_of(typed.text, typed.at, length)
        left, words = typed.text[end:], tuple(typed.text[typed.at : end].split())
        for named in name.offices:
            where = (named.district, named.province)
            rest, behind, gained = self._areas.without(left, where, typed.areas)
            before, said, more_gained = self._areas.without(typed.before, where, typed.areas)
            said, gained = said + behind, gained + more_gained
            is_so = squashed("".join(words)) == named.name
            total = cost + more - gained - FOR_A_SOUND * length
            total += _for_its_rank(named.asked, typed.mention.word)
            total += (0.0 if is_so else WRITTEN_OTHERWISE) + TURNED * typed.is_turned
            goes_on = rest.split(" ", 1)[0]
            is_torn = bool(goes_on) and left.startswith(goes_on)
            if is_torn:
                total += TORN * min(MOST_TORN, len(goes_on))
            is_area = is_so and any(name.key in self._areas.keys_of(one) for one in where)
            rest = f"{before} {rest}".strip()
            yield _Found(
                cost=total,
                areas=said,
                named=named,
                rest=rest,
                words=words,
                is_so=is_so,
                off=cost,
                is_area=is_area,
                is_torn=is_torn,
                is_turned=typed.is_turned,
                mention=typed.mention,
            )

    def _orders(self, mention: Mention) -> Iterator[tuple[str, str, bool]]:
        """Yield a text that begins where a name may, what stands before, and if that was turned.

        The name stands behind the word for offices, perhaps with a province before it (น่าน ท่าวังผา),
        or begins any other word.
        """
        behind, before = mention.behind, mention.before
        if mention.word or not self._is_ordinary(behind.split(" ", 1)[0]):
            yield behind, before, False
        words = f"{before} {behind}".split()
        if len(words) < 2 or not self._areas.may_be_in(" ".join(words)):
            words = []
        directly = len(before.split())
        for first in range(min(len(words), MOST_TURNS)):
            is_name = bool(mention.word) or not self._is_ordinary(words[first])
            if first != directly and is_name:
                yield " ".join((*words[first:], *words[:first])), "", True
        at = behind_joints(_JOINTS, behind)
        key = ear_key(squashed(behind[at:]))
        for name in self._provinces:
            if key.startswith(name) and len(key) > len(name) + SHORTEST:
                end = end_of(behind, at, len(name))
                yield f"{behind[end:].strip()} {behind[at:end]}", before, False

    def _likely(self, kind: str, key: str, *, is_turned: bool) -> Iterator[tuple[_Name, float]]:
        """Yield names of one kind that share most with what was typed, and what each costs more."""
        begins, typed = begins_with(key), pairs_of(key[:LONGEST_BEGINNING])
        other = () if is_turned else ((_RANKS.get(kind, ""), FOR_OTHER_RANK),)
        for of, more in ((kind, 0.0), *other):
            names = self._names.get((of, begins), ())
            shared = [
                ((name.pairs & typed).bit_count() / name.pairs.bit_count(), name) for name in names
            ]
            likely = sorted(
                (one for one in shared if one[0] >= LEAST_SHARED or key.startswith(one[1].key)),
                key=lambda one: -one[0],
            )
            for _share, name in likely[: MOST_TRIED_TURNED if is_turned else MOST_TRIED]:
                yield name, more

    def _cut_short(self, name: _Name, text: str) -> tuple[float, int]:
        """Return what it costs that a word is the beginning of a name, and how long its key is.

        A short word must be the beginning of one name alone.
        """
        word = ear_key(text.split(" ", 1)[0])
        if not SHORTEST_CUT <= len(word) < len(name.key):
            return inf, 0
        if len(word) == SHORTEST_CUT:
            alike = self._names[name.offices[0].kind, begins_with(name.key)]
            if sum(one.key.startswith(word) for one in alike) > 1:
                return inf, 0
        cost, length = begins_like(name.key, word, MOST_OFF_CUT)
        return cost + CUT_SHORT + LEFT_OUT * (len(name.key) - length), len(word)


def _all(names: Iterable[_Name]) -> Iterator[NamedOffice]:
    return (named for name in names for named in name.offices)


def _for_its_rank(asked: str, said: str) -> float:
    """Return what a municipality's rank costs: where none is said, the biggest is meant."""
    ranks = _RANKS_SAID.get(said, ("เทศบาลนคร", "เทศบาลเมือง", "เทศบาลตำบล"))
    return next((SMALLER * at for at, rank in enumerate(ranks) if asked.startswith(rank)), OTHER)
