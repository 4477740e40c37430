"""What a query asks for, read once, before the engine is asked for results.

``understand`` makes words of what was typed; here it is decided what they stand for: an agency that
is asked for by what it does, one that is named beside something, offices, or a service.
"""

from __future__ import annotations

from dataclasses import dataclass

from infogo.search.agencies.duties import InCharge
from infogo.search.agencies.named import NamedAgency, offers
from infogo.search.indexing.schema import PLACES, SERVICES
from infogo.search.memory.knowledge import Knowledge
from infogo.search.offices.asked_for import Offices, of_a_service, offices_asked_for
from infogo.search.offices.spoken import is_talk_of_offices
from infogo.search.pipeline.rereading import said_of, understood_as_meant
from infogo.search.results import Kind
from infogo.search.retrieval.asking import Asking
from infogo.search.retrieval.cards import Whereabouts, whereabouts_of
from infogo.search.understanding.understand import Understanding, Unit, units
from infogo.search.words.synonyms import Synonyms

OF_AN_OFFICE = frozenset({"hours", "place"})
"""What is asked about an office, not about the agency whose office it is."""


@dataclass(frozen=True)
class ReadQuery:
    """One query, and everything that follows from its words and from what there is to be found.

    ``service`` are the words that a service is looked for with: without the agency whose service it
    is, and without the question that asked for an agency.
    """

    understood: Understanding
    where: Whereabouts
    offices: Offices
    asked: InCharge | None
    """The agencies that were asked for by what they do."""
    named: NamedAgency | None
    """The central agency that is named beside something else."""
    is_talk: bool
    """What is said beside the agency is talk about its office."""
    is_its_service: bool
    """What is said beside the agency is a service that it offers."""
    service: str
    service_units: tuple[Unit, ...]
    romanised_units: tuple[Unit, ...]
    suggested_units: tuple[Unit, ...]

    @property
    def wants_office(self) -> bool:
        """Whether it is asked where or when, which an office answers, not its agency."""
        return not OF_AN_OFFICE.isdisjoint(self.understood.intents)

    @property
    def all_units(self) -> tuple[Unit, ...]:
        """Return every unit that is looked for, however it was come by."""
        named = self.service_units + self.offices.units
        return named + self.romanised_units + self.suggested_units


def read_query(
    q: str, province: str, knowledge: Knowledge, words: Synonyms, engine: Asking
) -> ReadQuery:
    """Return what is asked for; the engine is asked only whether names and words are there.

    ``province`` is the reader's own, a two-digit code or empty.
    """
    stages, kind = engine.stages, engine.kind
    understood = understood_as_meant(q, knowledge, province=province, stages=stages)
    knows_duties = stages.places and stages.duties and kind in {None, Kind.AGENCY}
    asked = knowledge.duties.asked_in(understood) if knows_duties else None
    may_be_named = kind is None and stages.places and not asked
    named = knowledge.agencies.named_in(understood) if may_be_named else None
    is_talk = named is not None and stages.sayings and _is_talk(named, understood, knowledge)
    is_its_service = (
        named is not None
        and not is_talk
        and offers(named, understood.service, engine, engine.builder)
    )
    service = ((named if is_its_service else None) or asked or understood).service
    phrases = words.phrases if stages.synonyms else {}
    said = units(service, phrases, knowledge.forms, knowledge.everyday.words)
    return ReadQuery(
        understood=understood,
        where=whereabouts_of(understood, province),
        offices=offices_asked_for(
            understood,
            said,
            phrases,
            lambda named: engine.count(PLACES, engine.builder.all_named(named)) > 0,
            lambda named: engine.count(SERVICES, engine.builder.all_words(named)) > 0,
        ),
        asked=asked,
        named=named,
        is_talk=is_talk,
        is_its_service=is_its_service,
        service=service,
        service_units=of_a_service(said),
        romanised_units=units(understood.romanised, phrases),
        suggested_units=units(understood.suggestion, phrases),
    )


def _is_talk(named: NamedAgency, understood: Understanding, knowledge: Knowledge) -> bool:
    """Return whether what is said beside an agency is talk about its office.

    With the words that ask and without them: จอดรถ is said of cars that are no longer driven,
    จอดรถตรงไหน of offices.
    """
    asked = knowledge.agencies.named(understood.used)
    beside = {named.service, asked.service if asked and asked.ids == named.ids else ""} - {""}
    said = said_of(knowledge)
    return any(is_talk_of_offices(text, said) for text in beside)
