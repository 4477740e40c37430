"""Agencies asked for by what they do: ธนาคารที่ปล่อยกู้บ้านของรัฐ, who is in charge of tourism.

Only who asks so is shown agencies by their duties (``infogo/thai/agency_questions.py``): what an
agency is for is what its services are for, and whoever names just that wants the service.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tantivy import Query

from infogo.agencies.models import Agency, AgencyStatus
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.search.learnt import Learnt
from infogo.search.lexicon import agency_aliases, agency_duties, squashed, stop_words
from infogo.search.office_words import OF_PLACES
from infogo.search.pieces import any_of, is_record
from infogo.search.results import Kind
from infogo.search.sayings import Sayings
from infogo.search.schema import record_key
from infogo.search.stages import Step, StepName
from infogo.search.understand import Understanding
from infogo.thai.agency_questions import AgencyQuestion, read_agency_question
from infogo.thai.normalise import normalise
from infogo.thai.segment import terms

MINISTRY = "ministry"
GROUP = "group"
STRANGERS = (*(kind for kind in OF_PLACES if kind != GROUP), "university")
"""Agencies that all do the same, each for its place or its students."""
LEAST = 1.05
"""So much must speak for an agency: a little more than one word tells that no other one has."""
NEAR_THE_FIRST = 0.6
MOST = 3
"""Agencies that are shown first, as long as they are nearly as likely as the best one."""
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


@dataclass(frozen=True)
class Duty:
    """An agency and what is known of its duties."""

    id: int
    key: str
    kind: str
    name: str
    above: tuple[int, ...]
    """The agencies that it stands under, the nearest first."""
    called: tuple[str, ...]
    """Its names and nicknames, normalised."""
    does: tuple[str, ...]
    """What it does and which services it has, normalised."""


class Asked(NamedTuple):
    """Agencies asked for by what they do, the likeliest first."""

    ids: tuple[int, ...]
    """None where many do it, each in its place: there services lead to the one of the place."""
    service: str
    """What was said without the words that ask for an agency."""
    is_sure: bool
    """Whether they lead; otherwise only where no service has all the words."""
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


class Duties:
    """What central agencies do, laid out for asking after one of them."""

    def __init__(self, duties: Iterable[Duty]) -> None:
        self._by_id = {duty.id: duty for duty in duties}
        self._called: dict[str, set[int]] = defaultdict(set)
        for duty in self._by_id.values():
            for name in duty.called:
                self._called[squashed(name)].add(duty.id)
        said = {d.id: [_telling(text) for text in d.called + d.does] for d in self._by_id.values()}
        self._said = Sayings(said, cut=str.split)
        self._least = LEAST * math.log1p(len(said))

    def asked_in(self, understood: Understanding) -> Asked | None:
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

    def asked(self, normalised: str) -> Asked | None:
        """Return the agencies asked for in a text; None where it asks for none or names one."""
        question = read_agency_question(normalised)
        if question is None or squashed(normalised) in self._called:
            return None
        ids = self._superiors(question) if question.asks_superior else []
        ids = ids or self._likeliest(question)
        if not ids:
            return None
        if self._by_id[ids[0]].kind == GROUP:
            ids = ids[:1]
        keys = tuple(f"agency {self._by_id[pk].key}" for pk in ids)
        step = Step(StepName.DUTIES, normalised, question.words, keys)
        shown = tuple(pk for pk in ids if self._by_id[pk].kind != GROUP)
        is_sure = question.is_sure and len(shown) == len(ids)
        return Asked(shown, question.words, is_sure, step)

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
        least = max(self._least, NEAR_THE_FIRST * max(weights.values(), default=0.0))
        likely = [pk for pk, weight in weights.items() if weight >= least]
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


def read_duties() -> Duties:
    """Read the agencies and the names of their services in two queries."""
    rows = list(_agencies())
    parents = {pk: parent for pk, _key, _kind, parent, *_names in rows}
    aliases, known = agency_aliases(), agency_duties()
    owned: dict[int, list[str]] = defaultdict(list)
    active = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).order_by("pk")
    for owner, *names in active.values_list("owner_id", "name_th", "name_en"):
        owned[owner] += names
    duties = []
    for pk, key, kind, _parent, *names, description in rows:
        if kind == GROUP and key not in known:
            continue
        called = (*names, *aliases.get(key, ()))
        does = (*known.get(key, ()), description, *owned[pk])
        duties.append(
            Duty(
                id=pk,
                key=key,
                kind=kind,
                name=names[0],
                above=_above(pk, parents),
                called=tuple(normalise(name) for name in called if name),
                does=tuple(normalise(text) for text in does if text),
            )
        )
    # Cutting six thousand texts into words takes half a second, and they hardly ever change.
    return LEARNT.of(duties, lambda: Duties(duties))


LEARNT: Learnt[Duties] = Learnt("duties")


def _agencies() -> Iterator[tuple[int, str, str, int | None, str, str, str, str]]:
    active = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(kind__in=STRANGERS)
    yield from active.order_by("pk").values_list(
        "pk", "key", "kind", "parent_id", "name_th", "name_en", "abbreviation", "description_th"
    )


def _above(agency: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    found: list[int] = []
    at = parents.get(agency)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return tuple(found)


def _telling(normalised: str) -> str:
    """Return a text without the words that say nothing of what is done."""
    return " ".join(word for word in terms(normalised) if word not in stop_words())
