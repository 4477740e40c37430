"""Offices as people write them who slip or have no Thai keyboard: ขนสง, ``thi din``, ``amphur``.

A service is found by what it nearly says; of ten thousand offices nearly all are nearly called
alike. So only the few words for kinds of offices, and what central agencies are called, are
taken for what they are near, and then the name must hold as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from infogo.agencies.models import Agency, AgencyStatus
from infogo.search.results import Place
from infogo.search.words.agency_kinds import OF_PLACES
from infogo.search.words.lexicon import (
    agency_aliases,
    kinds_of_offices,
    office_words,
    squashed,
)
from infogo.search.words.nicknames import nicknames
from infogo.thai.normalise import normalise
from infogo.thai.romanise import may_be_romanised
from infogo.thai.segment import terms
from infogo.thai.slips import distance, letter_key, sound_key
from infogo.thai.sounds import Sounds
from infogo.thai.spelling import Speller
from infogo.thai.vocabulary import WordSet

BEFORE_PLACES = (
    "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร",
    "สำนักงานเขต", "ที่ว่าการอำเภอ", "ศาลากลางจังหวัด",
)  # fmt: skip
SHORTEST_PART = 6
"""Letters of a word in a name that is worth repairing by itself."""
SHORTEST_KIND, LONGEST_KIND = 7, 24
"""Letters of what may be a misspelt word for a kind of office; a shorter one may be any word."""
LONGEST_LATIN_KIND = 36
LOCAL = {
    "เทศบาล": ("ตำบล", "เมือง", "นคร"),
    "สำนักงานเทศบาล": ("ตำบล", "เมือง", "นคร"),
    "องค์การบริหารส่วน": ("ตำบล", "จังหวัด"),
    "ที่ว่าการ": ("อำเภอ",),
    "สำนักงาน": ("เขต",),
    "ศาลากลาง": ("จังหวัด",),
}
"""What local offices begin with, and the word for the place behind it."""
MOST_LETTERS = 2
MOST_SLIPS = 1.0
"""How far such a beginning may be off: a letter; letters that sound alike count half."""
_LOCAL = re.compile(r"(\S{4,20}?) ?(ตำบล|เมือง|นคร|จังหวัด|อำเภอ|เขต)(?=\S| \S)")
LONGEST_OFFICE = 40
"""Letters of a kind of office and a place; a longer text is a story."""
SHORTEST_PLACED = 5
"""Letters of a word for a kind of office that a slip may hide; a shorter one is near many words."""
DONE = "ทำ"
"""In words for kinds of offices it tells what is done there: ทำพาสปอร์ต, ที่ทำพาสปอร์ต."""
OTHER_RANK = {"อบต": "เทศบาลตำบล", "องค์การบริหารส่วนตำบล": "เทศบาลตำบล", "เทศบาลตำบล": "อบต"}
_RANK = re.compile(f"(?P<rank>{'|'.join(OTHER_RANK)}) ?(?P<name>.+)")
_THAI = re.compile("[ก-ฮะ-์]+")
_DISTRICT = re.compile("(?:ที่ว่าการ)?(?:อำเภอ|เขต|สำนักงานเขต)|(?:am(?:phoe|phur|phor|pur)|khet)\\b")
BANGKOK = "10"
OFFICE = "สำนักงาน"


def names_of_agencies() -> frozenset[str]:
    """Return what agencies are called and the words of it, normalised, in one query.

    Of local ones only what stands before the place.
    """
    aliases = agency_aliases()
    found = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(kind__in=OF_PLACES)
    names: set[str] = set()
    for key, name_th, name_en, abbreviation in found.values_list(
        "key", "name_th", "name_en", "abbreviation"
    ):
        official = (name_th, name_en, abbreviation)
        names |= {name_th, *nicknames(aliases.get(key, ()), official)}
    spelt = {*map(normalise, names), *BEFORE_PLACES}
    parts = {word for name in spelt for word in terms(name) if len(word) >= SHORTEST_PART}
    return frozenset(name for name in spelt | parts if not name.isascii())


def meant_kind(rest: str) -> str:
    """Return the word for a kind of office that ``rest``, all but the place, is or nearly is.

    ``rest`` is normalised, in Thai or Latin letters. Empty when it is like none.
    """
    written = squashed(rest)
    if written in kinds_of_offices():
        return _in_thai(written)
    if may_be_romanised(rest):
        reading = _sounds().read(rest) if len(rest) <= LONGEST_LATIN_KIND else None
        return reading.text if reading and reading.text in kinds_of_offices() else ""
    return _speller().nearest(written) if SHORTEST_KIND <= len(written) <= LONGEST_KIND else ""


def with_local_office(subject: str) -> str:
    """Return a text with the misspelt beginning of a local office put right: เทศบานตำบลโพนเมือง.

    Names of places are read as they are typed and only behind what they belong to, so this comes
    before them; only what is a slip off such a beginning is changed.
    """
    found = _LOCAL.match(subject)
    if found is None or found[1] in LOCAL:
        return subject
    for beginning, areas in LOCAL.items():
        if found[2] in areas and _is_slip(found[1], beginning):
            return beginning + subject[found.end(1) :]
    return subject


def with_office_apart(
    subject: str, is_named: Callable[[str], bool], sounding_like: Callable[[str], str]
) -> str:
    """Return an office with its kind and its place spelt right: อำเพอปาย, สรรพกรอยุธยา, ขนส่งสุราด.

    A slip in one of them hides where the other begins. Only what is a word for a kind of offices,
    or a letter off one, and a place, or what sounds like one, and nothing else is changed.
    ``is_named`` tells whether a place or a local agency is called so, ``sounding_like`` the place
    whose name sounds like something that is no word.
    """
    typed = squashed(subject)
    if not _THAI.fullmatch(typed) or len(typed) > LONGEST_OFFICE:
        return subject
    begins = letter_key(typed[0])
    for kind, may_be_meant in _kinds_with_places():
        if letter_key(kind[0]) != begins:
            continue
        ends = (len(kind), len(kind) - 1, len(kind) + 1) if may_be_meant else (len(kind),)
        for end in ends:
            head, rest = typed[:end], typed[end:]
            if rest and (head == kind or (may_be_meant and _is_slip(head, kind))):
                if is_named(kind + rest):
                    return subject if head == kind else kind + rest
                if is_named(rest):
                    return f"{kind} {rest}"
                if place := sounding_like(rest):
                    return f"{kind} {place}"
    return subject


def with_its_rank(subject: str, is_named: Callable[[str], bool]) -> str:
    """Return a local government by the rank it has: อบต.แม่กา has become เทศบาลตำบลแม่กา.

    People go on saying what it was, or what its neighbours are. Only what is none by the rank said
    and one by the other is changed.
    """
    found = _RANK.match(subject)
    if found is None:
        return subject
    words = found["name"].split(" ")
    for end in range(len(words), 0, -1):
        name = squashed(" ".join(words[:end]))
        if is_named(f"{found['rank']}{name}"):
            return subject
        other = OTHER_RANK[found["rank"]]
        if is_named(f"{other}{name}"):
            return " ".join((f"{other}{name}", *words[end:]))
    return subject


@lru_cache(maxsize=1)
def _kinds_with_places() -> tuple[tuple[str, bool], ...]:
    """Return the Thai words for kinds of offices that stand before a place, the longest first.

    And with each whether a slip may lead to it.
    """
    kinds = (kind for kind in kinds_of_offices() if _THAI.fullmatch(kind) and DONE not in kind)
    longest = sorted((kind for kind in kinds if len(kind) >= SHORTEST_PLACED), key=len)[::-1]
    return tuple((kind, _may_be_meant(kind)) for kind in longest)


def _is_slip(typed: str, meant: str) -> bool:
    return abs(len(typed) - len(meant)) <= MOST_LETTERS and (
        sound_key(typed) == sound_key(meant) or distance(typed, meant, MOST_SLIPS) <= MOST_SLIPS
    )


def _in_thai(kind: str) -> str:
    """Return a Thai word for the same kind: ``jobcenter`` is written in two words elsewhere."""
    if not kind.isascii():
        return kind
    words = office_words()[kinds_of_offices()[kind][0]]
    return next((squashed(normalise(word)) for word in words if not word.isascii()), kind)


def meant_office(rests: Iterable[str], place: Place) -> str:
    """Return the word for the kind of office at ``place`` that is meant, or an empty text.

    ``rests`` are readings of what the query says beside the place, the surest first. Where it
    says nothing else, or ``office`` alone (amphoe ban dung office), the district's own is meant.
    """
    said = [rest for rest in rests if rest and rest != "office"]
    return next(filter(None, map(meant_kind, said)), "") if said else _own(place)


def names_district(subject: str) -> bool:
    """Return whether a text begins with the word for a district, whose own office it then means."""
    return _DISTRICT.match(subject) is not None


def _own(place: Place) -> str:
    if place.level != "district":
        return ""
    return "เขต" if place.province == BANGKOK else "อำเภอ"


def _thai(words: Iterable[str]) -> dict[str, float]:
    return {word: 1.0 for word in words if not word.isascii()}


@lru_cache(maxsize=1)
def _sounds() -> Sounds:
    return Sounds(_thai(kinds_of_offices()))


@lru_cache(maxsize=1)
def _speller() -> Speller:
    kinds = frozenset(kinds_of_offices())
    return Speller(_thai(filter(_may_be_meant, kinds)), WordSet(kinds))


def _may_be_meant(kind: str) -> bool:
    """Return whether a slip may lead to a word: ถมที่ดิน is near กรมที่ดิน, but ที่ดิน is said."""
    is_longer = any(kind != other and kind.endswith(other) for other in kinds_of_offices())
    return not is_longer or kind.startswith(OFFICE)
