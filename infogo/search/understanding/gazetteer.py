"""Recognise places and local agencies named inside a query.

``ทำบัตรประชาชน เชียงใหม่`` looks for a service *in* a place: the place picks the variant and is
taken out of the words that look for the service. The danger is taking words for places: ตาก and
เลย are provinces and ordinary words. So a name has to begin and end where words do, and one that
is an ordinary word as well must stand as a piece of its own or carry จังหวัด or จ. before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from infogo.agencies.models import Agency, AgencyStatus
from infogo.geo.models import District, Province, Subdistrict
from infogo.search.results import Place
from infogo.search.words.lexicon import (
    dictionary,
    neighbourhoods,
    ordinary_places,
    place_aliases,
    squashed,
)
from infogo.search.words.short_forms import short_forms
from infogo.thai.intents import ends_like_question
from infogo.thai.normalise import normalise
from infogo.thai.segment import Word, raw_words
from infogo.thai.slips import sound_key
from infogo.thai.vocabulary import Vocabulary, coverage

LONGEST_NAME_IN_WORDS = 14
SHORTEST_HEARD = 4
"""Letters of a place that is known by its sound alone."""
SHORTEST_ENDING = 5
"""Letters of a name that is kept though it ends like a question."""
SHORTEST_BARE_DISTRICT = 4
SHORTEST_LATIN_DISTRICT = 5
"""A shorter one may be an English word: Long, Song, Fang."""
SHORTEST_NEIGHBOURHOOD = 6
"""Letters of a neighbourhood that is looked for within other words as well."""
PROVINCE_PREFIXES = ("จังหวัด", "จ")
DISTRICT_PREFIXES = {"amphoe": ("อำเภอ", "อ"), "khet": ("เขต",)}
LATIN_PREFIXES = {"amphoe": ("amphoe", "amphur", "amphor", "ampur"), "khet": ("khet",)}
SUBDISTRICT_PREFIXES = ("ตำบล", "แขวง", "ต")
MUEANG = "เมือง"
_COUNTRY = re.compile(r"(?<=\w)(?<! of) (?:in )?thailand$")
"""All that is here is in Thailand: fda thailand, but Bank of Thailand."""
CONNECTORS = frozenset({"ที่", "ใน", "แถว", "ใกล้", "ของ", "in", "at", "near"})
"""Words before a place that go with it."""
NEARBY = ("แถว", "ใกล้")
"""Those behind which nothing but a place stands."""
LOCAL_KINDS = (
    "municipality_city",
    "municipality_town",
    "municipality_subdistrict",
    "sao",
    "pao",
    "special_local",
)
LEVELS = ("province", "district", "subdistrict")


@dataclass(frozen=True, slots=True)
class NameMeaning:
    """One thing that a name may mean: a place, or an agency in a province."""

    province: str
    place: Place | None = None
    agency: int | None = None
    must_stand_apart: bool = False


Meanings = tuple[NameMeaning, ...]


@dataclass(frozen=True)
class Recognised:
    """What a query names, and the words that are left to look for a service."""

    subject: str
    place: Place | None = None
    agency: int | None = None
    has_names: bool = False
    """A place or agency is named, even if it stays unclear which of several."""
    government: str = ""
    """What a local government that was named is called, squashed, even if several are."""
    spoken: str = ""
    """``subject`` with the neighbourhoods that were named, where any was: ผัวติดคุกคลองเปรม tells
    where, and also who is in charge."""


@dataclass
class Gazetteer:
    """All names by their squashed spelling."""

    names: dict[str, Meanings] = field(default_factory=dict)
    provinces: dict[str, Place] = field(default_factory=dict)
    heard: dict[str, str] = field(default_factory=dict)
    """Names of provinces and districts by how they sound, where only one sounds so."""
    governments: dict[str, str] = field(default_factory=dict)
    """Names of local governments in the same way."""
    areas: list[str] = field(default_factory=list)
    """Names of provinces and districts in order."""
    ending_like_questions: re.Pattern[str] | None = None
    """Names of which the end is a word that ends questions as well: สายไหม, อบต.แม่ปะ."""

    def add(
        self, names: Iterable[str], named: NameMeaning, prefixes: Iterable[str] = ("",)
    ) -> None:
        """Let each of ``names``, behind each of ``prefixes``, mean ``named``."""
        alone = (named,)
        for name in names:
            key = squashed(normalise(name))
            for prefix in prefixes if key else ():
                meanings = self.names.setdefault(f"{prefix}{key}", alone)
                if named not in meanings:
                    self.names[f"{prefix}{key}"] = (*meanings, named)

    def knows(self, name: str) -> bool:
        """Return whether a place or a local agency is called so, whatever else the word means."""
        return name in self.names

    def sounding_like(self, heard: str) -> str:
        """Return the only province or district that sounds so; empty for a word, or for none."""
        if len(heard) < SHORTEST_HEARD or heard in dictionary():
            return ""
        return self.heard.get(sound_key(heard), "")

    def government_sounding_like(self, heard: str) -> str:
        """Return what the only local government that sounds so is called, or an empty text."""
        return self.governments.get(sound_key(heard), "")

    def beginning_so(self, beginning: str) -> str:
        """Return the only province or district whose name begins so, or an empty text: สังขละ."""
        at = bisect_left(self.areas, beginning)
        found = [name for name in self.areas[at : at + 2] if name.startswith(beginning)]
        return found[0] if len(found) == 1 and beginning not in dictionary() else ""

    def recognise(self, normalised: str, province: str = "") -> Recognised:
        """Find places and a local agency in a normalised query.

        ``province`` is the reader's own: it decides between things of the same name. A name
        that stays ambiguous is taken out of the subject but says nothing about where.
        """
        words = list(raw_words(normalised))
        pieces = [squashed(word.text) for word in words]
        spans: list[tuple[int, int]] = []
        meanings: list[list[NameMeaning]] = []
        at = 0
        while at < len(words):
            end, found = self._longest(words, pieces, at, normalised)
            if found:
                spans.append((at, end))
                meanings.append(found)
            at = max(end, at + 1)
        if not spans:
            return Recognised(normalised)
        place, agency = self._choose(meanings, province)
        others = [
            span
            for span, named in zip(spans, meanings, strict=True)
            if not any(one.place and one.place.neighbourhood for one in named)
        ]
        spoken = _without(normalised, words, others) if len(others) < len(spans) else ""
        return Recognised(
            # Who says nothing else looks for the thing itself: ธรรมศาสตร์รังสิต, คลองเปรม.
            _without(normalised, words, spans) or spoken,
            place,
            agency,
            has_names=True,
            government=next(
                (
                    "".join(pieces[at:end])
                    for (at, end), named in zip(spans, meanings, strict=True)
                    if any(one.agency is not None for one in named)
                ),
                "",
            ),
            spoken=spoken,
        )

    def _longest(
        self, words: list[Word], pieces: list[str], at: int, text: str
    ) -> tuple[int, list[NameMeaning]]:
        most = min(len(words), at + LONGEST_NAME_IN_WORDS)
        name = "".join(pieces[at:most])
        for end in range(most, at, -1):
            named = self.names.get(name)
            name = name[: len(name) - len(pieces[end - 1])]
            if named:
                first, last = _with_connectors(words, at), words[end - 1].end
                apart = _stands_apart(text, first, last)
                fitting = [meaning for meaning in named if apart or not meaning.must_stand_apart]
                if fitting:
                    return end, fitting
        return at, []

    def _choose(
        self, meanings: list[list[NameMeaning]], province: str
    ) -> tuple[Place | None, int | None]:
        """Let the names that are clear decide about those that are not.

        Two provinces (เขาอยู่ภูเก็ต เราอยู่น่าน) leave open which one is meant: then none.
        """
        clear = {named[0].province for named in meanings if len({n.province for n in named}) == 1}
        if len(clear) > 1:
            return None, None
        wanted = clear or {province}
        place: Place | None = None
        agency: int | None = None
        for named in meanings:
            fitting = [n for n in named if n.province in wanted] or named
            if len({n.province for n in fitting}) > 1:
                continue
            for meaning in (*_places(fitting), self._province_of(fitting[0])):
                if place is None or LEVELS.index(meaning.level) > LEVELS.index(place.level):
                    place = meaning
            agencies = {n.agency for n in fitting if n.agency is not None}
            if len(agencies) == 1:
                agency = agencies.pop()
        return place, agency

    def _province_of(self, named: NameMeaning) -> Place:
        return self.provinces[named.province]


def without_country(normalised: str) -> str:
    """Return a query without saying that it is about Thailand, unless a name ends so."""
    return _COUNTRY.sub("", normalised)


def build_gazetteer(everyday: Vocabulary) -> Gazetteer:
    """Read all names from the database, in four queries.

    ``everyday`` are the words of services: a district whose name is made of them (สังคม in
    หนองคาย) is taken for a place only with อำเภอ before it.
    """
    gazetteer = Gazetteer()
    ordinary = ordinary_places()
    for province in Province.objects.all():
        place = Place("province", province.code, province.name_th, province.name_en, province.code)
        gazetteer.provinces[province.code] = place
        named = NameMeaning(province.code, place)
        gazetteer.add((province.name_th,), named, PROVINCE_PREFIXES)
        is_word = normalise(province.name_th) in ordinary
        gazetteer.add(
            (province.name_th, province.name_en),
            NameMeaning(province.code, place, must_stand_apart=is_word),
        )
    _add_districts(gazetteer, everyday)
    for code, name_th, name_en, province_code in Subdistrict.objects.values_list(
        "code", "name_th", "name_en", "district__province_id"
    ):
        place = Place("subdistrict", code, name_th, name_en, province_code)
        gazetteer.add((name_th,), NameMeaning(province_code, place), SUBDISTRICT_PREFIXES)
    gazetteer.heard = _by_sound(gazetteer.names, _is_area)
    local = Agency.objects.filter(
        status=AgencyStatus.ACTIVE, kind__in=LOCAL_KINDS, province__isnull=False
    )
    for key, name_th, province_code in local.values_list("pk", "name_th", "province_id"):
        meaning = NameMeaning(str(province_code), agency=key)
        gazetteer.add((name_th, *short_forms(name_th)), meaning)
    gazetteer.governments = _by_sound(gazetteer.names, _is_government)
    gazetteer.ending_like_questions = _ending_like_questions(gazetteer.names)
    return gazetteer


def _ending_like_questions(names: Iterable[str]) -> re.Pattern[str] | None:
    found = [name for name in names if len(name) >= SHORTEST_ENDING and ends_like_question(name)]
    return re.compile("|".join(sorted(found, key=len, reverse=True))) if found else None


def _is_area(meaning: NameMeaning) -> bool:
    return meaning.place is not None and meaning.place.level != "subdistrict"


def _is_government(meaning: NameMeaning) -> bool:
    return meaning.agency is not None


def _by_sound(
    names: Mapping[str, Meanings], is_meant: Callable[[NameMeaning], bool]
) -> dict[str, str]:
    """Return names of what is meant by their sound, those that no other sounds like."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for name, meanings in names.items():
        if all(map(is_meant, meanings)) and len(name) >= SHORTEST_HEARD and not name.isascii():
            sound = sound_key(name)
            if sound in found and names[found[sound]] != meanings:
                several.add(sound)
            found.setdefault(sound, name)
    return {sound: name for sound, name in found.items() if sound not in several}


def _add_districts(gazetteer: Gazetteer, everyday: Vocabulary) -> None:
    ordinary = ordinary_places()
    by_code = dict(gazetteer.provinces)
    for district in District.objects.all():
        name, code = district.name_th, district.province_id
        place = Place("district", district.code, name, district.name_en, code)
        by_code[district.code] = place
        prefixes = DISTRICT_PREFIXES[district.kind]
        gazetteer.add((name,), NameMeaning(code, place), prefixes)
        if name.startswith(MUEANG):  # อ.เมือง จ.ตาก: the province tells which
            gazetteer.add((MUEANG,), NameMeaning(code, place), prefixes)
        is_word = normalise(name) in ordinary or coverage(name, everyday) == 1.0
        if len(name) >= SHORTEST_BARE_DISTRICT and not is_word:
            gazetteer.add((name,), NameMeaning(code, place, must_stand_apart=True))
        latin = normalise(district.name_en)
        if (
            len(latin) >= SHORTEST_LATIN_DISTRICT
            and not is_word
            and squashed(latin) not in ordinary
        ):
            gazetteer.add((latin,), NameMeaning(code, place, must_stand_apart=True))
        gazetteer.add((latin,), NameMeaning(code, place), LATIN_PREFIXES[district.kind])
    gazetteer.areas = sorted({squashed(normalise(place.name_th)) for place in by_code.values()})
    for alias, code in place_aliases().items():
        if found := by_code.get(code):
            must_stand_apart = alias in ordinary
            gazetteer.add(
                (alias,), NameMeaning(found.province, found, must_stand_apart=must_stand_apart)
            )
    for called, (code, _name) in neighbourhoods().items():
        if found := by_code.get(code):
            apart = _may_be_anything(called, everyday)
            place = replace(found, neighbourhood=called)
            named = NameMeaning(found.province, place, must_stand_apart=apart)
            gazetteer.add((called,), named)


def _may_be_anything(called: str, everyday: Vocabulary) -> bool:
    """Return whether a name may as well be a part of something else that is said: อารีย์, ari."""
    is_short = len(squashed(called)) < SHORTEST_NEIGHBOURHOOD
    is_said = called in dictionary() or coverage(called, everyday) == 1.0
    return is_short or is_said or called.isascii()


def _places(named: list[NameMeaning]) -> list[Place]:
    """Return the place that is meant, unless several of one level are: then none."""
    places = [n.place for n in named if n.place is not None]
    return places if len({place.code for place in places}) == 1 else []


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Return whether text[start:end] is a piece of its own between spaces or ends of the text.

    แถว and ใกล้ begin one wherever they stand.
    """
    begins = start == 0 or text[start - 1] == " " or text.startswith(NEARBY, start)
    return begins and (end == len(text) or text[end] == " ")


def _with_connectors(words: list[Word], at: int) -> int:
    """Return where the word at ``at`` starts, with the connectors before it: ``ที่บ้านไผ่``."""
    while at > 0 and words[at - 1].text in CONNECTORS:
        at -= 1
    return words[at].start


def _without(text: str, words: list[Word], spans: list[tuple[int, int]]) -> str:
    """Return the text without the named spans and the connectors before them."""
    pieces: list[str] = []
    kept_from = 0
    for first, end in spans:
        while first > 0 and words[first - 1].text in CONNECTORS:
            first -= 1
        pieces.append(text[kept_from : words[first].start])
        kept_from = words[end - 1].end
    pieces.append(text[kept_from:])
    return " ".join(" ".join(pieces).split()).strip(" .,-")
