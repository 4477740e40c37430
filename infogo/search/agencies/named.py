"""Central agencies named within a sentence: ``ปปช แจ้งนายกโกง``, ``สภาทนายความปรึกษาฟรี``.

And agencies that are all that is typed, misspelt, said short or as people call their university.

Whoever names an agency and says beside it what for wants a service of it, and where it offers none
that fits, the agency itself. What is also said of services (ขนส่ง, เกษตร) names none here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from tantivy import Query

from infogo.agencies.models import Agency, AgencyStatus
from infogo.search.agencies.by_ear import AgenciesByEar
from infogo.search.indexing.schema import SERVICES
from infogo.search.results import Correction, CorrectionKind
from infogo.search.retrieval.asking import Asking
from infogo.search.retrieval.query import Builder
from infogo.search.stages import Step, StepName
from infogo.search.understanding.office_words import OFFICE
from infogo.search.understanding.understand import Understanding, meant_instead, units
from infogo.search.words.agency_kinds import OF_PLACES
from infogo.search.words.lexicon import (
    agency_aliases,
    dictionary,
    kinds_of_offices,
    place_alias_rows,
    squashed,
)
from infogo.search.words.nicknames import names_office, nicknames
from infogo.thai.grams import grams
from infogo.thai.normalise import normalise
from infogo.thai.segment import raw_words
from infogo.thai.slips import distance
from infogo.thai.vocabulary import Vocabulary

SHORTEST = 3
"""Letters of a name; two are too often the beginning or end of a word."""
SHORTEST_LATIN = 4
SHORTEST_BEGINNING = 6
"""Letters with which a name begins that stand for all of it: สภาทนาย."""
MOST_WORDS = 10
_INITIALS = re.compile(r"[ก-ฮ]{2,6}|[ก-ฮ.]{3,12}|[A-Z]{3,8}")
_KIND = re.compile("^(?:กระทรวง|กรม)")
SHORTEST_SPELT, LONGEST_SPELT = 8, 70
"""Letters of a whole name for which something misspelt may be taken."""
LETTERS_A_SLIP = 8
MOST_SLIPS = 3
"""How far it may be off: a letter in eight, at most three; letters that sound alike count half."""
RAREST = 8
MOST_ALIKE = 60
"""Names are compared that hold one of the rarest trigrams, if no more than so many hold it."""
OF_THE_NAMED = 0.6
"""A named agency's best service scores this share of the best of all, or else it is none of its."""
INITIALS_AND_WORDS = frozenset({"มอบ", "สอน"})
"""What is said in many a sentence without any agency in mind."""
_UNIVERSITY = re.compile("^มหาวิทยาลัย(?P<sort>ราชภัฏ|เทคโนโลยีราชมงคล)?(?P<name>.+)")
_BEGINS_UNIVERSITY = {
    "": ("มหาลัย", "ม."),
    "ราชภัฏ": ("ราชภัฏ", "ราชภัฎ", "ม.ราชภัฏ", "มหาลัยราชภัฏ", "มรภ."),
    "เทคโนโลยีราชมงคล": ("ราชมงคล", "ม.ราชมงคล", "มหาลัยราชมงคล", "มทร."),
}
_SPOKEN_UNIVERSITY = re.compile(r"(?:ม\.|มหาลัย|มรภ\.|มทร\.)\S{2}")
PERMANENT_SECRETARY = "สำนักงานปลัดกระทรวง"
_AND = re.compile("^((?:สำนักงานปลัด)?กระทรวง.+?)และ")
_OF_DOING = re.compile("^((?:สำนักงานปลัดกระทรวง|กระทรวง|กรม))การ")
_MINISTRY = re.compile("^กระทรวง|(?<=ปลัด)กระทรวง")
_BEFORE_NAME = re.compile(r"^(?:สำนักงาน|บริษัท )")


class NamedAgency(NamedTuple):
    """What an agency was called by, the agencies that are called so, and what else was said."""

    name: str
    official: str
    """The official name, which its office has too, where one agency alone is called so."""
    ids: frozenset[int]
    service: str
    step: Step
    """What is told of it to those who want to know why something was found."""


def with_agency_spelt_right(
    understood: Understanding, agencies: NamesOfAgencies, reread: Callable[[str], Understanding]
) -> Understanding:
    """Return what is understood of the name that was meant, if a misspelt one is all there is."""
    campus = _campus(understood, agencies)
    meant = (
        campus
        or agencies.nearest(understood.subject)
        or _beside_a_place(understood, agencies)
        or _heard(understood, agencies)
    )
    if not meant:
        return understood
    right = reread(meant)
    done = Correction(CorrectionKind.SPELLING, understood.subject, meant)
    is_slip = not (campus or agencies.knows(understood.subject))
    step = Step(StepName.SPELLING, understood.subject, meant, ("agency",))
    told = done if is_slip else None
    return meant_instead(understood, right, step, used=right.used, correction=told)


def _campus(understood: Understanding, agencies: NamesOfAgencies) -> str:
    """Return the university that is named beside a place: มธ รังสิต, which is a place as well."""
    place = understood.recognised.place
    if place is None:
        return ""
    is_only_place = squashed(place.neighbourhood) == squashed(understood.subject)
    return agencies.campus(understood.subject.split()[0] if is_only_place else understood.service)


def _beside_a_place(understood: Understanding, agencies: NamesOfAgencies) -> str:
    """Return a misspelt agency with the place beside it, or an empty text.

    กรมส่งเสริมวัดนธรรม ห้วยขวาง: the place tells where it stands.
    """
    recognised = understood.recognised
    if recognised.place is None or recognised.agency is not None:
        return ""
    meant = "" if agencies.knows(recognised.subject) else agencies.nearest(recognised.subject)
    return f"{meant} {recognised.place.name_th}" if meant else ""


def _heard(understood: Understanding, agencies: NamesOfAgencies) -> str:
    """Return the text with the agency that it begins with spelt right, or an empty text.

    Not where a local one is named, or it begins with what one is called.
    """
    if understood.recognised.agency is not None or agencies.begins(understood.used):
        return ""
    return agencies.by_ear.read(understood.used)


def offers(named: NamedAgency, whole: str, engine: Asking, builder: Builder) -> bool:
    """Return whether a service of the agency has every word of what is said beside the name.

    And no service at all has those and the name: ``whole`` is all that was said.
    """
    its_words, all_words = (builder.all_words(units(said, {})) for said in (named.service, whole))
    is_of_agency = engine.best_score(its_words, *named.ids) > 0
    return is_of_agency and not engine.count(SERVICES, all_words)


def offers_best(named: NamedAgency, services: Query, engine: Asking, only: int) -> bool:
    """Return whether a service of the agency is among the best that ``services`` finds.

    ``only`` is the agency that the reader filters by, or 0.
    """
    own = engine.best_score(services, *named.ids)
    return own > 0 and own >= OF_THE_NAMED * engine.best_score(services, only)


class NamesOfAgencies:
    """What central agencies are called, to be found within what was typed."""

    def __init__(
        self,
        names: Mapping[str, frozenset[int]],
        words: Collection[str] = frozenset(),
        whole: Mapping[str, str] | None = None,
        campuses: Mapping[str, str] | None = None,
        official: Mapping[int, str] | None = None,
        heard: Mapping[str, str] | None = None,
    ) -> None:
        """Take the agencies by what they are called, squashed.

        ``words`` are the names that are ordinary words: each must begin what was typed. ``whole``
        are the names for which something misspelt may be taken, normalised, each with the one by
        which its agency is found; ``campuses`` in the same way what universities are called beside
        a place. ``official`` are their names by their numbers, ``heard`` what may be
        spelt by ear, normalised, each with the official name.
        """
        self._official = official or {}
        self._campuses = campuses or {}
        self._names = names
        self._words = words
        self._spelt = {squashed(name): meant for name, meant in (whole or {}).items()}
        self.by_ear = AgenciesByEar(heard or {})
        self._with: dict[str, list[str]] = defaultdict(list)
        for name in self._spelt:
            for gram in {*grams(name)}:
                self._with[gram].append(name)

    def knows(self, typed: str) -> bool:
        """Return whether an agency is called so, whatever the spaces."""
        return squashed(typed) in self._spelt

    def begins(self, normalised: str) -> bool:
        """Return whether a text begins with what an agency is called, in one to three words."""
        words = normalised.split()
        return any(
            (name := squashed("".join(words[:end]))) in self._names or name in self._spelt
            for end in range(1, 4)
        )

    def campus(self, said: str) -> str:
        """Return the university that is called so beside a place, or an empty text: มธ รังสิต."""
        return self._campuses.get(squashed(said), "")

    def nearest(self, typed: str) -> str:
        """Return the whole name that a normalised text is a slip or two off, or an empty text.

        Empty too where it is that name as it stands, or as near to two of them.
        """
        written = squashed(typed)
        if meant := self._spelt.get(written):
            return meant if meant != typed else ""
        if not SHORTEST_SPELT <= len(written) <= LONGEST_SPELT or written in self._names:
            return ""
        most = min(MOST_SLIPS, len(written) / LETTERS_A_SLIP)
        held = sorted((self._with[gram] for gram in {*grams(written)} & self._with.keys()), key=len)
        near = {name for names in held[:RAREST] for name in names if len(names) <= MOST_ALIKE}
        as_long = (name for name in near if abs(len(name) - len(written)) <= MOST_SLIPS)
        apart = sorted((distance(written, name, most), name) for name in as_long)
        if not apart or apart[0][0] > most or (len(apart) > 1 and apart[0][0] == apart[1][0]):
            return ""
        return self._spelt[apart[0][1]]

    def named_in(self, understood: Understanding) -> NamedAgency | None:
        """Return the agency that is named in a query, as it was typed or as it was meant."""
        meant = understood.suggestion or understood.romanised or understood.service
        return self.named(meant)

    def named(self, normalised: str) -> NamedAgency | None:
        """Return the agency with the longest name in a text, from one word's beginning to an end.

        None where the text is nothing but that name.
        """
        words = raw_words(normalised)
        longest, at = "", (0, 0)
        for first, word in enumerate(words):
            name = ""
            for last in words[first : first + MOST_WORDS]:
                name += squashed(last.text)
                if (
                    len(name) > len(longest)
                    and name in self._names
                    and not (first and name in self._words)
                ):
                    longest, at = name, (word.start, last.end)
        rest = " ".join(f"{normalised[: at[0]]} {normalised[at[1] :]}".split())
        if not longest or not squashed(rest):
            return None
        step = Step(StepName.PLACES, normalised, rest, (f"agency {longest}",))
        ids = self._names[longest]
        official = self._official.get(next(iter(ids)), longest) if len(ids) == 1 else longest
        return NamedAgency(longest, official, ids, rest, step)


def read_names_of_agencies(everyday: Vocabulary) -> NamesOfAgencies:
    """Read them in one query; ``everyday`` are the words of services."""
    aliases = agency_aliases()
    found: dict[str, set[int]] = defaultdict(set)
    whole: set[str] = set()
    spelt: dict[str, set[str]] = defaultdict(set)
    campuses: dict[str, set[str]] = defaultdict(set)
    names_by_id: dict[int, str] = {}
    heard: dict[str, set[str]] = defaultdict(set)
    places: dict[str, list[str]] = defaultdict(list)
    for row in place_alias_rows():
        places[row["name"]].append(row["alias"])
    active = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(kind__in=OF_PLACES)
    for pk, key, name_th, name_en, abbreviation in active.values_list(
        "pk", "key", "name_th", "name_en", "abbreviation"
    ):
        kind = _KIND.match(name_th)
        names_by_id[pk] = normalise(name_th)
        short = (f"{kind[0]}{abbreviation}",) if kind and abbreviation else ()  # กระทรวง พม.
        official = (name_th, name_en, abbreviation, *short)
        bare, everyday_names = _bare(name_th), nicknames(aliases.get(key, ()), official)
        whole |= {squashed(normalise(name)) for name in (name_th, bare, name_en)}
        for name in (*official, *everyday_names):
            if name in official or _names_nothing_else(name, name_th, everyday):
                found[squashed(normalise(name))].add(pk)
        universities = _as_a_university(name_th, places)
        for name in universities:
            found[squashed(normalise(name))].add(pk)
        for name in filter(None, (*aliases.get(key, ()), abbreviation) if universities else ()):
            campuses[squashed(normalise(name))].add(normalise(name_th))
        is_word = everyday.knows(bare) or squashed(normalise(bare)) in kinds_of_offices()
        said = [*_said_shorter(name_th), _office_of(name_th, abbreviation), *universities]
        shorter = [name for name in _said_shorter(name_th) if len(name.split(" ", 1)[0]) > 1]
        for name in (name_th, *shorter, *(() if is_word else (bare,))):
            heard[normalise(name)].add(normalise(name_th))
        for name in filter(None, (name_th, *said)):
            spelt[normalise(name)].add(normalise(name_th))
        as_it_is = {name_en, "" if is_word else bare, *filter(_names_surely, everyday_names)}
        for name in as_it_is - {"", name_th, *said}:
            spelt[normalise(name)].add(normalise(name))
    names = {name: frozenset(ids) for name, ids in found.items() if _may_be_a_name(name)}
    # ไปรษณีย์, อัยการ: of initials (ธกส) and of whole names the dictionary has many as well.
    ordinary = {name for name in names.keys() - whole if name in dictionary()}
    words = {name for name in ordinary if not _names_surely(name)}
    return NamesOfAgencies(
        names, words, _of_one(spelt), _of_one(campuses), names_by_id, _of_one(heard)
    )


def _of_one(found: Mapping[str, set[str]]) -> dict[str, str]:
    """Return what is said of one agency alone."""
    return {name: next(iter(meant)) for name, meant in found.items() if len(meant) == 1}


def _names_nothing_else(name: str, official: str, everyday: Vocabulary) -> bool:
    """Return whether a nickname is no word for what an agency does: หางาน, ตะวันออกกลาง, customs."""
    called = squashed(normalise(name))
    if called in kinds_of_offices() or everyday.knows(called):
        return False
    begins = squashed(normalise(_bare(official))).startswith(called)
    return _names_surely(name) or (begins and len(called) >= SHORTEST_BEGINNING)


def _names_surely(name: str) -> bool:
    if _SPOKEN_UNIVERSITY.match(name) or _INITIALS.fullmatch(name):
        return True
    return names_office(squashed(normalise(name)))


def _bare(official: str) -> str:
    return _BEFORE_NAME.sub("", official)


def _said_shorter(official: str) -> list[str]:
    """Return a department or ministry as it is spoken of: กรมขนส่งทางบก, กระทรวงท่องเที่ยวกีฬา,
    ปลัดกระทรวงแรงงาน, ปลัดแรงงาน.
    """
    short = _AND.sub(r"\1", official)
    said = {official, short, _OF_DOING.sub(r"\1", official), _OF_DOING.sub(r"\1", short)}
    for name in [*said]:
        if name.startswith(PERMANENT_SECRETARY):
            said |= {name.removeprefix(OFFICE), name.replace(PERMANENT_SECRETARY, "ปลัด", 1)}
    # ก.ท่องเที่ยว: dots have become spaces.
    said |= {_MINISTRY.sub("ก ", name) for name in said}
    return sorted(said - {official})


def _as_a_university(official: str, places: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a university as it is spoken of: มหาลัยเชียงใหม่, ม.ราม, ราชภัฏโคราช, มทร.ธัญบุรี."""
    found = _UNIVERSITY.match(official)
    if found is None:
        return []
    names = (found["name"], *places.get(found["name"], ()))
    return [
        f"{begins}{name}" for begins in _BEGINS_UNIVERSITY[found["sort"] or ""] for name in names
    ]


def _office_of(official: str, abbreviation: str) -> str:
    """Return สำนักงาน ป.ป.ช., if that is what its initials stand behind."""
    is_office = official.startswith(OFFICE) and not abbreviation.isascii()
    return f"{OFFICE}{abbreviation}" if is_office else ""


def _may_be_a_name(name: str) -> bool:
    shortest = SHORTEST_LATIN if name.isascii() else SHORTEST
    return len(name) >= shortest and name not in INITIALS_AND_WORDS and not _KIND.fullmatch(name)
