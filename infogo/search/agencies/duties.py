"""Agencies asked for by what they do: ธนาคารที่ปล่อยกู้บ้านของรัฐ, who is in charge of tourism.

Who asks so (``infogo/thai/agency_questions.py``) is shown agencies by their duties. Whoever does
not wants a service, unless no service here is for what she tells: มีคนตัดไม้พะยูงในป่าสงวน is no
matter of any of them, and far-fetched ones would only send her to a wrong counter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from typing import NamedTuple

from tantivy import Query

from infogo.search.agencies.central import CentralAgency
from infogo.search.indexing.learnt import Learnt
from infogo.search.indexing.schema import INDEXES, SERVICES, record_key
from infogo.search.ranking.sayings import Sayings
from infogo.search.results import Kind
from infogo.search.retrieval.pieces import any_of, is_record
from infogo.search.stages import Step, StepName
from infogo.search.understanding.understand import Understanding
from infogo.search.words.agency_kinds import GROUP, MINISTRY
from infogo.search.words.lexicon import agency_areas, squashed, stop_words
from infogo.thai.agency_questions import AgencyQuestion, read_agency_question
from infogo.thai.segment import terms

LEAST = 1.05
"""So much must speak for an agency: a little more than one word tells that no other one has."""
LEAST_OF_A_WORD = 0.4
"""So much where a question has but one word that tells, which many agencies may say: ถนน, ขยะ."""
AS_MANY_DO = 0.8
"""What many do, each in its place, leads to their services where it is nearly as likely."""
NEAR_THE_FIRST = 0.6
MOST = 3
"""Agencies that are shown first, as long as they are nearly as likely as the best one."""
LEAST_UNASKED = 1.5
"""So much must speak for an agency that nobody asked for, as above, but among services."""
BEFORE_SERVICES = 0.9
TIMES_SERVICES = 1.5
"""And so much more, and so many times more, than for any service: then none is for it."""
LEAST_BESIDE = 1.0
TIMES_BESIDE = 0.6
"""So much, and so many times what speaks for any service, for an agency that may be meant."""
NEAR_A_SERVICE = 0.8
"""Services for which nearly as much speaks as for the likeliest: theirs is the matter as well."""
A_SERVICES = 2.5
"""Where so much speaks for a service it is the service's, even if an agency is said to do it."""
LONGEST_MATTER = 4
"""Words of what is told of an agency and said by others just so."""
AS_LIKELY = 0.8
"""Nobody asked for agencies, so that only those nearly as likely as the first are shown."""
FIRST = 100.0
"""What brings an agency before all that is found by words, and before the next one."""
OF_THE_SORT = 1.25
"""How much more it says for a department that a department is asked for: people call much so."""
OF_THOSE_BELOW = 0.9
"""What speaks for a ministry when it speaks for one of its departments."""
_SORTS = {
    "ธนาคาร": "ธนาคาร", "แบงก์": "ธนาคาร", "แบงค์": "ธนาคาร", "bank": "ธนาคาร",
    "กองทุน": "กองทุน", "fund": "กองทุน", "ศาล": "ศาล", "court": "ศาล",
}  # fmt: skip
"""Words for sorts of agencies that are in the name of every one of that sort."""
_DEPARTMENTS = {"กรม": "กรม", "department": "กรม"}
_MINISTRIES = frozenset({"กระทรวง", "ministry"})


class InCharge(NamedTuple):
    """Agencies asked for by what they do, or whose matter something is, the likeliest first."""

    ids: tuple[int, ...]
    """None where many do it, each in its place: there services lead to the one of the place."""
    service: str
    """What was said without the words that ask for an agency."""
    is_sure: bool
    """Whether they lead. Else those asked for lead only where no service has all the words, and
    one that nobody asked for stands behind the best service."""
    step: Step
    """What is told of it to those who want to know why something was found."""

    @property
    def agencies(self) -> Query:
        """The query for just these agencies, in their order and before all found by words."""
        records = [is_record(record_key(Kind.AGENCY, agency)) for agency in reversed(self.ids)]
        return any_of(
            Query.const_score_query(record, place * FIRST)
            for place, record in enumerate(records, 1)
        )


class Owned(NamedTuple):
    """A service, by what agencies are known that have it."""

    id: int
    owner: int
    names: tuple[str, ...]
    """Normalised; not the official one, whose words all services share."""
    tags: tuple[str, ...] = ()
    """Normalised."""


class Duties:
    """What central agencies do, laid out for asking after one of them."""

    def __init__(self, agencies: Sequence[CentralAgency], services: Sequence[Owned]) -> None:
        """Take agencies and services, each with its normalised names."""
        self._by_id = {agency.id: agency for agency in agencies}
        self._owners = {service.id: service.owner for service in services}
        self._called: dict[str, set[int]] = defaultdict(set)
        owned: dict[int, list[str]] = defaultdict(list)
        for service in services:
            owned[service.owner] += service.names
        for agency in agencies:
            for name in agency.called:
                self._called[squashed(name)].add(agency.id)
        said = {
            one.id: [_telling(text) for text in (*one.called, *one.does, *owned[one.id])]
            for one in agencies
        }
        self._said = Sayings(said, cut=str.split)
        self._a_word = math.log1p(len(said))
        self._does = frozenset(squashed(text) for one in agencies for text in one.does)
        self._matters = _matters(agencies, services)

    def asked_in(self, understood: Understanding) -> InCharge | None:
        """Return the agencies asked for in a query, as it was typed or as it was meant."""
        meant = (
            understood.recognised.subject,
            understood.service,
            understood.suggestion,
            understood.romanised,
        )
        for text in dict.fromkeys(filter(None, meant)):
            found = self.asked(text)
            if found is not None:
                return found
        return None

    def asked(self, normalised: str) -> InCharge | None:
        """Return the agencies asked for in a text; None where it asks for none or names one."""
        question = read_agency_question(normalised)
        if question is None or squashed(normalised) in self._called:
            return None
        ids = self._superiors(question) if question.asks_superior else []
        ids = ids or self._likeliest(question)
        if not ids:
            return None
        keys = tuple(f"agency {self._by_id[pk].key}" for pk in ids)
        step = Step(StepName.DUTIES, normalised, question.words, keys)
        shown = tuple(pk for pk in ids if self._by_id[pk].kind != GROUP)
        is_sure = question.is_sure and len(shown) == len(ids)
        return InCharge(shown, question.words, is_sure, step)

    def whose_matter(
        self,
        text: str,
        evidence: Mapping[tuple[Kind, int], float],
        having_all: Callable[[], Set[tuple[Kind, int]]] = frozenset,
    ) -> InCharge | None:
        """Return the agencies whose matter it is where no service here is for it, or None.

        ``evidence`` tells how much speaks for each service, guide and central agency
        (``infogo/search/ranking/sayings.py``). ดูแลนักโทษ อยากไปเยี่ยมลูก is a matter of กรมราชทัณฑ์, and
        what services it brings are far-fetched. Where it may be a service's as well it is not
        sure, and only the likeliest agency is told. Of services that have all the words
        (``having_all``, asked only where an agency may be meant) and may be meant it is the
        matter, and of others as well unless just these words are told of an agency. Who says
        just what is told of a few agencies and names no service has it from them.
        """
        others = {key: weight for key, weight in evidence.items() if key[0] in INDEXES[SERVICES]}
        found = {pk: weight for (kind, pk), weight in evidence.items() if kind is Kind.AGENCY}
        most, best = max(found.values(), default=0.0), max(others.values(), default=0.0)
        a_word = math.log1p(len(self._owners))
        said = squashed(text)
        matters = self._matters.get(said)
        if matters and best < A_SERVICES * a_word:
            by_evidence = sorted(matters, key=lambda pk: found.get(pk, 0.0), reverse=True)
            return self._leading(by_evidence, text)
        if not found or most < max(LEAST_BESIDE * a_word, TIMES_BESIDE * best):
            return None
        first = max(found, key=found.__getitem__)
        near = [key for key, weight in others.items() if weight >= NEAR_A_SERVICE * best]
        whose = {self._owners.get(pk, 0) for kind, pk in near if kind is Kind.PROCEDURE}
        before = max(best + BEFORE_SERVICES * a_word, TIMES_SERVICES * best)
        is_sure = most >= max(LEAST_UNASKED * a_word, before)
        # ไฟดับ is no matter of services by which a meter is asked for, whoever has these.
        is_said_so = is_sure and said in self._does
        if holders := having_all():  # of ไฟดับ neighbours complain as well
            is_told = is_said_so and holders.isdisjoint(near)
        else:
            is_told = is_said_so or not any(self._are_related(first, pk) for pk in whose)
        if not is_told or self._by_id[first].kind == GROUP:
            return None
        likely = [
            pk
            for pk, weight in found.items()
            if weight >= AS_LIKELY * most and self._by_id[pk].kind != GROUP
        ]
        likely.sort(key=found.__getitem__, reverse=True)
        return self._leading(likely[: MOST if is_sure else 1], text, is_sure=is_sure)

    def _leading(self, ids: Sequence[int], text: str, *, is_sure: bool = True) -> InCharge:
        keys = tuple(f"agency {self._by_id[pk].key}" for pk in ids)
        return InCharge(tuple(ids), text, is_sure, Step(StepName.DUTIES, text, text, keys))

    def serving_first(
        self, matter: InCharge, province: str, evidence: Mapping[tuple[Kind, int], float]
    ) -> InCharge:
        """Return the same agencies, those first that serve a province, and of them the likeliest.

        ``evidence`` is of all that was said, with the place.
        """

        def rank(pk: int) -> tuple[bool, float]:
            area = agency_areas().get(self._by_id[pk].key)
            serves = not (area and province) or area.has(int(province))
            return serves, evidence.get((Kind.AGENCY, pk), 0.0)

        return matter._replace(ids=tuple(sorted(matter.ids, key=rank, reverse=True)))

    def _are_related(self, one: int, other: int) -> bool:
        """Whether two agencies are the same, or one stands right under the other."""
        above = (self._by_id[pk].above[:1] for pk in (one, other) if pk in self._by_id)
        return one == other or any(pk in (one, other) for pks in above for pk in pks)

    def _superiors(self, question: AgencyQuestion) -> list[int]:
        """Return the ministry of an agency that is named, or what stands over it, and itself."""
        named = self._called.get(squashed(question.words), set())
        if len(named) != 1:
            return []
        duty = self._by_id[min(named)]
        above = [pk for pk in duty.above if pk in self._by_id and self._by_id[pk].kind != GROUP]
        ministries = [pk for pk in above if self._by_id[pk].kind == MINISTRY]
        return [*(ministries or above)[:1], duty.id]

    def _likeliest(self, question: AgencyQuestion) -> list[int]:
        weights = self._weights(question)
        best = max(weights.values(), default=0.0)
        is_a_word = question.is_sure and len(_telling(question.words).split()) == 1
        least = (LEAST_OF_A_WORD if is_a_word else LEAST) * self._a_word
        least = max(least, NEAR_THE_FIRST * best)
        likely = [pk for pk, weight in weights.items() if weight >= least]
        for pk in likely:
            if self._by_id[pk].kind == GROUP and weights[pk] >= AS_MANY_DO * best:
                return [pk]
        likely = [pk for pk in likely if self._by_id[pk].kind != GROUP]
        return sorted(likely, key=weights.__getitem__, reverse=True)[:MOST]

    def _weights(self, question: AgencyQuestion) -> Mapping[int, float]:
        """Return how much speaks for each agency of the sort asked for."""
        found = self._said.evidence(_telling(question.words))
        if question.kind in _MINISTRIES:
            return self._of_ministries(found)
        begins = _DEPARTMENTS.get(question.kind)
        if begins:
            return {
                pk: weight * (OF_THE_SORT if self._by_id[pk].name.startswith(begins) else 1.0)
                for pk, weight in found.items()
            }
        sort = _SORTS.get(question.kind.split("ของ")[0])
        names = {pk: self._by_id[pk].name for pk in found}
        of_sort = {pk: weight for pk, weight in found.items() if sort and sort in names[pk]}
        return of_sort or found

    def _of_ministries(self, found: Mapping[int, float]) -> dict[int, float]:
        ministries: dict[int, float] = {}
        for pk, weight in found.items():
            duty = self._by_id[pk]
            own = duty.kind == MINISTRY
            for ministry in (pk,) if own else duty.above:
                if ministry in self._by_id and self._by_id[ministry].kind == MINISTRY:
                    worth = weight if own else OF_THOSE_BELOW * weight
                    ministries[ministry] = max(worth, ministries.get(ministry, 0.0))
        return ministries


def _matters(
    agencies: Sequence[CentralAgency], services: Sequence[Owned]
) -> dict[str, tuple[int, ...]]:
    """Return agencies by what is told of them in words that no service has: รถชน, ใบสั่ง.

    What many do, each in its place, says nothing of who is meant; a sentence is nobody's words but
    its writer's.
    """
    named: dict[str, list[frozenset[str]]] = defaultdict(list)
    for service in services:
        for text in (*service.names, *service.tags):
            of_name = frozenset(terms(text))
            for word in of_name:
                named[word].append(of_name)
    found: dict[str, list[int]] = defaultdict(list)
    for agency in agencies:
        for text in agency.does if agency.kind != GROUP else ():
            words, telling = terms(text), _telling(text).split()
            # Of คนหาย one word tells, which is in the names of a dozen documents.
            ways = (words, telling) if len(telling) > 1 else (words,)
            if 0 < len(telling) <= LONGEST_MATTER and not any(
                of_name.issuperset(way) for way in ways for of_name in named[way[0]]
            ):
                found[squashed(text)].append(agency.id)
    return {text: tuple(ids) for text, ids in found.items() if len(ids) <= MOST}


def lay_out(agencies: Sequence[CentralAgency], services: Sequence[Owned]) -> Duties:
    """Return them laid out.

    Cutting six thousand texts into words takes half a second, and they hardly ever change.
    """
    return LEARNT.of((agencies, services), lambda: Duties(agencies, services))


LEARNT: Learnt[Duties] = Learnt("duties")


def _telling(normalised: str) -> str:
    """Return a text without the words that say nothing of what is done."""
    return " ".join(word for word in terms(normalised) if word not in stop_words())
