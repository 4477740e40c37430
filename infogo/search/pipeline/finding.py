"""One search: the engine is asked, and a page assembled of what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial

from tantivy import Occur, Query

from infogo.search.agencies.duties import FIRST, InCharge
from infogo.search.agencies.named import offers_best
from infogo.search.indexing.index import Snapshot
from infogo.search.indexing.schema import GRAMS, INDEX_OF, INDEXES, KIND_CODES, PLACES, SERVICES
from infogo.search.memory.knowledge import Knowledge
from infogo.search.offices.asked_for import Offices
from infogo.search.offices.meant import meant_offices
from infogo.search.pipeline.convincing import office_convinces, service_convinces
from infogo.search.pipeline.facets import FacetCounter
from infogo.search.pipeline.reading import read_query
from infogo.search.pipeline.stretches import stretches
from infogo.search.pipeline.weighing import Told, likely_beside, weighed
from infogo.search.ranking.sayings import Sayings
from infogo.search.results import Facets, Kind, SearchPage, TabCounts
from infogo.search.retrieval.asking import WEIGHED, Asking
from infogo.search.retrieval.cards import Hit, results_of, terms_to_mark, tokens_of
from infogo.search.retrieval.pieces import any_of
from infogo.search.retrieval.query import (
    OFFICE_ITSELF,
    SUGGESTED_WEIGHT,
    Builder,
    Filters,
    QueryWording,
)
from infogo.search.retrieval.units import asks_for_more
from infogo.search.stages import Stages
from infogo.search.understanding.understand import units
from infogo.search.words.synonyms import Synonyms
from infogo.thai.agency_questions import read_agency_question

MAY_BE_A_MATTER = frozenset({None, Kind.AGENCY, Kind.PROCEDURE})
"""Where it is asked whether an agency looks after what no service is for."""
FEWEST_SERVICES = 3
"""With fewer hits the words are taken less strictly."""


class Search:
    """One search: reads the query, asks the engine, assembles the page."""

    def __init__(
        self,
        snapshot: Snapshot,
        knowledge: Knowledge,
        words: Synonyms,
        filters: Filters,
        kind: Kind | None,
        stages: Stages,
    ) -> None:
        self.snapshot = snapshot
        self.knowledge = knowledge
        self.words = words
        self.filters = filters
        self.kind = kind
        self.stages = stages
        is_common = partial(snapshot.is_common, PLACES, GRAMS)
        spread = knowledge.of_services.spread
        self.builder = Builder(snapshot.schema, stages, is_common, spread)
        self.is_relaxed = self.leads_to_agency = self.is_of_province = False
        self.in_charge: tuple[int, ...] = ()
        self.beside: InCharge | None = None
        """Who may be in charge as well, and comes behind the best service."""
        self.leading = 0
        """Places that come before services in the list of all kinds."""
        self.tokens: Mapping[str, int] = {}
        """Versions of the records that the page shows, read before they were."""
        self.engine = Asking(snapshot, self.builder, filters, kind, stages)

    def read(self, q: str, province: str) -> None:
        """Understand the query, build what the engine is asked, and decide which list leads."""
        self.query = read_query(q, province, self.knowledge, self.words, self.engine)
        self.offices, self.asked = self.query.offices, self.query.asked
        self.queries = self._queries()
        knows_duties = self.stages.places and self.stages.duties
        may_be_a_matter = knows_duties and self.kind in MAY_BE_A_MATTER and not self.asked
        if may_be_a_matter or (self.kind is None and not self.asked):
            self.leading = self._named_places()
        if may_be_a_matter and not (self.query.named or self.leading):
            self._take_up(self._whose_matter())
        if first := self.asked or self.beside:
            self.queries[PLACES] = any_of([first.agencies, self.queries[PLACES]])
        if self.asked:
            self.leading = self._places_asked_for(self.asked)
        self.leads_to_agency = self._leads_to_agency()
        if self.query.named and self.leads_to_agency:
            name = self.query.named.official
            self.offices = Offices(name, units(name, {}), "", (), has_place=False)
            self.queries[PLACES] = self._place_query(is_relaxed=False)
            self.leading = self._named_places()

    def page(self, number: int, size: int, *, with_facets: bool) -> SearchPage:
        """Return one page with its counts."""
        counts = self._counts(self.filters)
        hits = self._hits((number - 1) * size, size, counts)
        total = counts.of(self.kind) if self.kind else counts.all
        understood, where = self.query.understood, self.query.where
        told = (self.query.named, self.asked, self.beside)
        self.tokens = tokens_of(hits)
        return SearchPage(
            query=understood.typed,
            used=understood.used,
            results=results_of(
                hits, terms_to_mark(understood, self.query.all_units), where, self.tokens
            ),
            total=total,
            page=number,
            page_size=size,
            counts=counts,
            facets=self._facets() if with_facets else Facets(),
            correction=understood.correction,
            repaired_service=understood.suggestion,
            romanised=understood.romanised,
            place=understood.recognised.place,
            province=where.province,
            intents=understood.intents,
            service=understood.service,
            is_relaxed=self.is_relaxed,
            in_charge=self.in_charge,
            is_of_province=self.is_of_province and self.kind is None,
            is_convincing=number == 1 and self._is_convincing(hits),
            trace=(*understood.trace, *(one.step for one in told if one)),
            total_without_filters=total or self._total_without_filters(),
        )

    # ------------------------------------------------------------ what is asked

    def _queries(self) -> dict[str, Query]:
        if not self.query.understood.subject:
            # A bare all_query inside a filter is optimised away, and its score with it.
            everything = Query.const_score_query(Query.all_query(), 1.0)
            return {SERVICES: everything, PLACES: everything}
        service = self._service_query(is_relaxed=False)
        wanted = [self.kind] if self.kind in INDEXES[SERVICES] else INDEXES[SERVICES]
        found = self.engine.tally(SERVICES, service, self.filters)
        strictly = sum(found.get(kind, 0) for kind in wanted)
        known = self.knowledge.everyday.words
        self.is_relaxed = not strictly or asks_for_more(self.query.service_units, known)
        is_relaxed = strictly < FEWEST_SERVICES
        if is_relaxed:
            service = self._service_query(is_relaxed=True)
        place = self._place_query(is_relaxed=False)
        if self.kind in INDEXES[PLACES] and not self.engine.tally(PLACES, place, self.filters).get(
            self.kind
        ):
            place = self._place_query(is_relaxed=True)
        return {SERVICES: self._with_likely(service, is_relaxed=is_relaxed), PLACES: place}

    def _with_likely(self, service: Query, *, is_relaxed: bool) -> Query:
        """Let a query find those for whom most speaks as well, where a story is told."""
        if not self._told.is_story or self.kind not in {None, *INDEXES[SERVICES]}:
            return service
        head, likely = self.engine.best(service), self._sayings.likeliest_of(self._evidence)
        also = likely_beside(head, likely, self.kind)
        return self._service_query(is_relaxed=is_relaxed, also=also) if also else service

    def _place_query(self, *, is_relaxed: bool) -> Query:
        return self.builder.place(
            self.offices.subject,
            self.offices.units,
            province=int(self.query.where.province or 0),
            district=int(self.query.where.district or 0),
            wants_office=self.query.wants_office,
            is_relaxed=is_relaxed,
        )

    def _service_query(self, *, is_relaxed: bool, also: Sequence[Query] = ()) -> Query:
        return self.builder.service(
            [
                QueryWording(self.query.service, self.query.service_units),
                QueryWording(self.query.understood.romanised, self.query.romanised_units),
                QueryWording(
                    self.query.understood.suggestion, self.query.suggested_units, SUGGESTED_WEIGHT
                ),
            ],
            known=self.knowledge.everyday.words,
            telling=self.knowledge.of_services.telling,
            province=int(self.query.where.province or 0),
            is_relaxed=is_relaxed,
            also=also,
        )

    # ------------------------------------------------------------ what is counted

    def _counts(self, filters: Filters) -> TabCounts:
        found: dict[str, int] = {}
        for index, query in self.queries.items():
            found |= self.engine.tally(index, query, filters)
        return TabCounts(**found)

    def _total_without_filters(self) -> int:
        if self.filters.is_empty:
            return 0
        counts = self._counts(Filters())
        return counts.of(self.kind) if self.kind else counts.all

    def _facets(self) -> Facets:
        kinds = [self.kind] if self.kind else list(KIND_CODES)
        counter = FacetCounter(self.snapshot, self.builder, self.queries, kinds)
        return counter.facets(self.filters, self.knowledge, self.tokens)

    # ------------------------------------------------------------ what is found

    def _hits(self, offset: int, size: int, counts: TabCounts) -> list[Hit]:
        hits: list[Hit] = []
        beside = self.engine.count(PLACES, self.beside.agencies) if self.beside else 0
        for stretch in stretches(self.kind, counts, self.leading, beside):
            if len(hits) == size:
                break
            skipped = min(offset, stretch.length)
            offset -= skipped
            wanted = min(size - len(hits), stretch.length - skipped)
            if wanted > 0:
                start = stretch.start + skipped
                if stretch.index == SERVICES:
                    hits += self._services(start, wanted)
                else:
                    hits += self._found(stretch.index, start, wanted)
        return hits

    def _services(self, start: int, wanted: int) -> list[Hit]:
        """Return services: the best ones as they are weighed, then the engine's order."""
        end = start + wanted
        best = self._best[start:end] if start < WEIGHED else []
        beyond = max(start, WEIGHED)
        return best + (self._found(SERVICES, beyond, end - beyond) if end > beyond else [])

    @cached_property
    def _best(self) -> list[Hit]:
        """The best services of the engine, weighed once more."""
        return weighed(
            self.engine.best(self.queries[SERVICES]),
            self._told,
            self.knowledge,
            has_all_words=lambda: self._has_all_words,
            evidence=lambda: self._evidence,
        )

    @cached_property
    def _told(self) -> Told:
        return Told(
            self.query.understood, self.query.service, self.query.service_units, self.stages
        )

    @property
    def _sayings(self) -> Sayings[tuple[Kind, int]]:
        return self.knowledge.of_services.sayings

    @cached_property
    def _evidence(self) -> Mapping[tuple[Kind, int], float]:
        return self._sayings.evidence(self._told.text)

    @cached_property
    def _has_all_words(self) -> bool:
        return self.engine.count(SERVICES, self.builder.all_words(self.query.service_units)) > 0

    def _having_all_words(self) -> frozenset[tuple[Kind, int]]:
        """Return the best services and guides in which all words stand."""
        if not self._has_all_words:
            return frozenset()
        all_words = self.builder.all_words(self.query.service_units)
        return frozenset(
            (hit.kind, hit.id) for hit in self.engine.found(SERVICES, all_words, 0, WEIGHED)
        )

    def _found(self, index: str, start: int, wanted: int) -> list[Hit]:
        return self.engine.found(index, self.queries[index], start, wanted)

    def _take_up(self, matter: InCharge | None) -> None:
        """Let the agency lead whose matter it is, or follow the best service where it may be."""
        if matter is None:
            return
        if matter.is_sure:
            self.in_charge = matter.ids
        if self.kind is Kind.AGENCY or (self.kind is None and matter.is_sure):
            self.asked = matter
        elif self.kind is None:
            self.beside = matter

    def _whose_matter(self) -> InCharge | None:
        """Return the agencies whose matter may be told of; None where it is a service's."""
        if not self.query.service or self.query.is_its_service:
            return None
        understood = self.query.understood
        told = understood.suggestion or understood.recognised.spoken or self._told.text
        question = read_agency_question(told)
        text = question.words if question else told
        evidence = self._evidence if text == self._told.text else self._sayings.evidence(text)
        matter = self.knowledge.duties.whose_matter(text, evidence, self._having_all_words)
        if matter and len(matter.ids) > 1 and understood.recognised.has_names:
            # Whose matter it is may hang on where: ไฟดับเชียงใหม่.
            there = self._sayings.evidence(understood.subject)
            return self.knowledge.duties.serving_first(matter, self.query.where.province, there)
        return matter

    def _places_asked_for(self, asked: InCharge) -> int:
        is_first = asked.is_sure or not self._has_all_words
        return self.engine.count(PLACES, asked.agencies) if is_first else 0

    def _named_places(self) -> int:
        """Return how many offices the query names, or 0 if it looks for a service."""
        if not self.offices.subject or self.query.is_its_service:
            return 0
        if self.leads_to_agency:
            return self.engine.count(PLACES, self.builder.called(self.offices.subject))
        if there := self._offices_there():
            return there
        named = self.engine.count(PLACES, self.builder.all_named(self.offices.units))
        if not named:
            nearly = self.builder.nearly_named(self.offices.subject)
            return self.engine.count(PLACES, nearly) if self.offices.may_be_misspelt else 0
        service, service_units = self.offices.service, self.offices.service_units
        if not service:
            return named
        is_called = self.engine.count(PLACES, self.builder.called(self.offices.subject))
        if self.engine.count(SERVICES, self.builder.exact(service)):
            # สคบ. is a tag of what it does, but who types only that wants the agency too.
            return 1 if is_called or self.offices.is_kind_in_place else 0
        if is_called or self.query.understood.recognised.has_names or self.offices.is_kind_in_place:
            return named
        return 0 if self.engine.count(SERVICES, self.builder.all_words(service_units)) else named

    def _lead_with(self, offices: Query) -> int:
        """Let the offices that a query finds lead, the likeliest first; return how many."""
        found = self.engine.count(PLACES, offices)
        if found:
            first = Query.const_score_query(offices, FIRST)
            self.queries[PLACES] = Query.boolean_query(
                [(Occur.Should, first), (Occur.Should, self.queries[PLACES])]
            )
        return found

    def _offices_there(self) -> int:
        """Let those lead that are surely meant by their kind or name and the place named."""
        meant = meant_offices(
            self.query.understood,
            self.offices,
            self.query.where,
            self.builder.called,
            wants_office=self.query.wants_office,
        )
        for one in meant:
            if found := self._lead_with(one.offices):
                self.is_of_province = one.is_of_province
                return found
        return 0

    def _leads_to_agency(self) -> bool:
        """Return whether an agency is named none of whose services is what was asked for."""
        if self.query.named is None or self.query.is_its_service or self.leading:
            return False
        query, agency = self.queries[SERVICES], self.filters.agency
        return self.query.is_talk or not offers_best(self.query.named, query, self.engine, agency)

    def _is_convincing(self, hits: list[Hit]) -> bool:
        """Whether the first result is surely what a question is about."""
        asked = self.query.understood.intents or self.query.understood.recognised.place
        first = hits[0] if hits and asked and self.query.understood.subject else None
        if first is None or first.kind is Kind.ARTICLE or self.asked:
            return False
        if first.kind is not Kind.PROCEDURE:
            query = self.builder.filtered(self.queries[PLACES], [first.kind], self.filters)
            rivals, _count = self.snapshot.find(PLACES, query, limit=2)
            # What every office gets, because one is asked about, sets none apart.
            same = OFFICE_ITSELF if first.kind is Kind.POINT and self.query.wants_office else 0.0
            return office_convinces([rival.score - same for rival in rivals])
        return service_convinces(
            self.query.service,
            [hit.score for hit in self._best if hit.kind is Kind.PROCEDURE],
            is_called_so=lambda: self._holds(first, self.builder.exact(self.query.service)),
            has_all_words=lambda: self._holds(
                first, self.builder.all_words(self.query.service_units)
            ),
        )

    def _holds(self, hit: Hit, query: Query) -> bool:
        """Whether one hit matches a query."""
        index = INDEX_OF[hit.kind]
        return self.snapshot.count(index, self.builder.of_record(query, hit.kind, hit.id)) > 0
