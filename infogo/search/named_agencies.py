"""Central agencies named within a sentence: ``ปปช แจ้งนายกโกง``, ``สภาทนายความปรึกษาฟรี``.

Whoever names an agency and says beside it what for wants a service of it, and where it offers none
that fits, the agency itself. What is also said of services (ขนส่ง, เกษตร) names none here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from tantivy import Query

from infogo.agencies.models import Agency, AgencyStatus
from infogo.search.asking import Asking
from infogo.search.called import names_office, nicknames
from infogo.search.lexicon import agency_aliases, dictionary, kinds_of_offices, squashed
from infogo.search.office_words import OF_PLACES
from infogo.search.query import Builder
from infogo.search.schema import SERVICES
from infogo.search.stages import Step, StepName
from infogo.search.understand import Understanding, units
from infogo.thai.normalise import normalise
from infogo.thai.segment import raw_words
from infogo.thai.vocabulary import Vocabulary

SHORTEST = 3
"""Letters of a name; two are too often the beginning or end of a word."""
SHORTEST_LATIN = 4
SHORTEST_BEGINNING = 6
"""Letters with which a name begins that stand for all of it: สภาทนาย."""
MOST_WORDS = 10
_INITIALS = re.compile(r"[ก-ฮ]{2,6}|[ก-ฮ.]{3,12}|[A-Z]{3,8}")
_KIND = re.compile("^(?:กระทรวง|กรม)")
OF_THE_NAMED = 0.6
"""A named agency's best service scores this share of the best of all, or else it is none of its."""
INITIALS_AND_WORDS = frozenset({"มอบ", "สอน"})
"""What is said in many a sentence without any agency in mind."""
_BEFORE_NAME = re.compile(r"^(?:สำนักงาน|บริษัท )")


class NamedAgency(NamedTuple):
    """What an agency was called by, the agencies that are called so, and what else was said."""

    name: str
    ids: frozenset[int]
    service: str
    step: Step
    """What is told of it to those who want to know why something was found."""


def offers(named: NamedAgency, whole: str, engine: Asking, builder: Builder) -> bool:
    """Return whether a service of the agency has every word of what else was said only.

    ``whole`` is all that was said, with the name.
    """
    its_words, all_words = (builder.all_words(units(said, {})) for said in (named.service, whole))
    is_of_agency = engine.best_score(its_words, *named.ids) > 0
    return is_of_agency and not engine.count(SERVICES, all_words)


def offers_best(named: NamedAgency, services: Query, engine: Asking, only: int) -> bool:
    """Return whether a service of the agency is among the best that ``services`` finds.

    ``only`` is the agency that the reader filters by, or 0.
    """
    own = engine.best_score(services, *named.ids)
    return own >= OF_THE_NAMED * engine.best_score(services, only)


class NamesOfAgencies:
    """What central agencies are called, to be found within what was typed."""

    def __init__(
        self, names: Mapping[str, frozenset[int]], words: Collection[str] = frozenset()
    ) -> None:
        """Take the agencies by what they are called, squashed.

        ``words`` are the names that are ordinary words: each must begin what was typed.
        """
        self._names = names
        self._words = words

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
        return NamedAgency(longest, self._names[longest], rest, step)


def read_names_of_agencies(everyday: Vocabulary) -> NamesOfAgencies:
    """Read them in one query; ``everyday`` are the words of services."""
    aliases = agency_aliases()
    found: dict[str, set[int]] = defaultdict(set)
    whole: set[str] = set()
    active = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(kind__in=OF_PLACES)
    for pk, key, name_th, name_en, abbreviation in active.values_list(
        "pk", "key", "name_th", "name_en", "abbreviation"
    ):
        kind = _KIND.match(name_th)
        short = (f"{kind[0]}{abbreviation}",) if kind and abbreviation else ()  # กระทรวง พม.
        official = (name_th, name_en, abbreviation, *short)
        whole |= {squashed(normalise(name)) for name in (name_th, _bare(name_th), name_en)}
        for name in (*official, *nicknames(aliases.get(key, ()), official)):
            if name in official or _names_nothing_else(name, name_th, everyday):
                found[squashed(normalise(name))].add(pk)
    names = {name: frozenset(ids) for name, ids in found.items() if _may_be_a_name(name)}
    # ไปรษณีย์, อัยการ: of initials (ธกส) and of whole names the dictionary has many as well.
    ordinary = {name for name in names.keys() - whole if name in dictionary()}
    return NamesOfAgencies(names, {name for name in ordinary if not _names_surely(name)})


def _names_nothing_else(name: str, official: str, everyday: Vocabulary) -> bool:
    """Return whether a nickname is no word for what an agency does: หางาน, ตะวันออกกลาง, customs."""
    called = squashed(normalise(name))
    if called in kinds_of_offices() or everyday.knows(called):
        return False
    begins = squashed(normalise(_bare(official))).startswith(called)
    return _names_surely(name) or (begins and len(called) >= SHORTEST_BEGINNING)


def _names_surely(name: str) -> bool:
    return _INITIALS.fullmatch(name) is not None or names_office(squashed(normalise(name)))


def _bare(official: str) -> str:
    return _BEFORE_NAME.sub("", official)


def _may_be_a_name(name: str) -> bool:
    shortest = SHORTEST_LATIN if name.isascii() else SHORTEST
    return len(name) >= shortest and name not in INITIALS_AND_WORDS and not _KIND.fullmatch(name)
