"""Turn records into index documents, with a constant number of queries per batch.

A document here is plain data (``Doc``); ``index.py`` feeds it to the engine. Every text passes
the same analysis as a query does: ``infogo.thai``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from django.db.models import Count, Prefetch, QuerySet

from infogo.agencies.models import Agency, AgencyPath, AgencyStatus
from infogo.articles.models import Article, ArticleStatus
from infogo.geo.models import Province
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.pins.models import Pin
from infogo.pins.selectors import served_on_weekends, that_count
from infogo.points.models import PointStatus, ServicePoint
from infogo.search.indexing.schema import NATIONWIDE, office_kind
from infogo.search.results import Kind
from infogo.search.words.agency_kinds import STRANGERS
from infogo.search.words.lexicon import (
    agency_aliases,
    agency_areas,
    event_words,
    office_words,
    squashed,
)
from infogo.search.words.nicknames import nicknames
from infogo.search.words.short_forms import short_forms
from infogo.thai.grams import grams
from infogo.thai.normalise import normalise
from infogo.thai.romanise import skeleton_grams, thai_skeleton
from infogo.thai.segment import tokens

RecordT = TypeVar("RecordT", Procedure, Article, Agency, ServicePoint)

Words = tuple[Sequence[str], Sequence[str]]
"""Tags and sayings of a service."""

BATCH = 1000
LONGEST_BODY = 20_000
"""Characters of body text that are indexed; a manual beyond it repeats itself."""
LEAST_SPREAD = 0.5
"""Share of the provinces that have a procedure, from which on the others are known to lack it."""
POPULARITY_PULL = 0.03
"""A service used a thousand times more than another scores 20 % more, not more than that."""
GROUP_WEIGHT = 0.6
CENTRAL_WEIGHT = 1.3
CENTRAL_KINDS = frozenset({"ministry", "department", "state_agency", "state_enterprise"})
"""Beginnings of names that nobody writes out, and what people write instead."""


@dataclass
class Doc:
    """One index document: analysed texts, filters, weight."""

    kind: Kind
    id: int
    words: list[str] = field(default_factory=list)
    grams: list[str] = field(default_factory=list)
    sound: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    saidgrams: list[str] = field(default_factory=list)
    exact: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    """Of an office, the whole names and nicknames that mean itself and not what is done there."""
    numbers: dict[str, Collection[int]] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    weight: float = 1.0
    places: int = 0
    """Service points at which a procedure is offered in the whole country."""

    def add_names(self, names: Iterable[str]) -> None:
        """Add names and tags: found by word, by trigram and as a whole."""
        for name in names:
            if name:
                normalised = normalise(name)
                self.words.extend(tokens(normalised))
                self.grams.extend(grams(normalised))
                self.exact.add(squashed(normalised))

    def add_called(self, names: Iterable[str]) -> None:
        """Add names that mean an office itself."""
        self.called.update(filter(None, (squashed(normalise(name)) for name in names)))

    def add_sayings(self, sayings: Iterable[str]) -> None:
        """Add sentences in which people bring a service up, apart from what it is called."""
        for saying in sayings:
            normalised = normalise(saying)
            self.said.extend(tokens(normalised))
            self.saidgrams.extend(grams(normalised))

    def add_sounds(self, names: Iterable[str]) -> None:
        """Add Thai names to be found by their sound in Latin letters."""
        for name in names:
            self.sound.extend(skeleton_grams(thai_skeleton(normalise(name))))


def build(kind: Kind, ids: Collection[int] | None = None) -> Iterator[Doc]:
    """Yield the documents of one kind: of the given ids, or of all that citizens may find.

    An id that yields nothing is to be found no longer: withdrawn, closed, unpublished or gone.
    """
    builders = {
        Kind.PROCEDURE: _procedures,
        Kind.ARTICLE: _articles,
        Kind.AGENCY: _agencies,
        Kind.POINT: _points,
    }
    return builders[kind](ids)


def build_procedure_as(
    procedure_id: int, *, tags: Sequence[str], sayings: Sequence[str]
) -> Doc | None:
    """Return the document of a service as it would be with these tags and sayings.

    None when citizens cannot find the service at all.
    """
    return next(_procedures([procedure_id], (tags, sayings)), None)


# ---------------------------------------------------------------- services


def _procedures(ids: Collection[int] | None, instead: Words | None = None) -> Iterator[Doc]:
    found = Procedure.objects.filter(
        status=ProcedureStatus.ACTIVE,
        manuals__standard=None,
        manuals__status=ManualStatus.PUBLISHED,
        manuals__current__isnull=False,
    ).select_related("owner", "topic")
    standard = Manual.objects.filter(standard=None).select_related("current", "facts")
    found = found.prefetch_related(
        "tags", "target_groups", Prefetch("manuals", standard, to_attr="standard_manuals")
    )
    areas = _areas_of_agencies()
    for batch in _batches(found, ids):
        keys = [procedure.pk for procedure in batch]
        provinces = _provinces_of(keys)
        weekend = served_on_weekends(Pin.objects.filter(procedure__in=keys))
        places = _place_counts(keys)
        ancestors = _ancestors({procedure.owner_id for procedure in batch})
        for procedure in batch:
            doc = _procedure(procedure, instead)
            served = provinces.get(procedure.pk) or areas.get(procedure.owner.key)
            doc.numbers["province"] = served or {NATIONWIDE}
            doc.numbers["agency"] = ancestors[procedure.owner_id]
            doc.places = places.get(procedure.pk, 0)
            if procedure.pk in weekend:
                doc.flags |= {"weekend"}
            yield doc


def _procedure(procedure: Procedure, instead: Words | None) -> Doc:
    manual: Manual = procedure.standard_manuals[0]  # type: ignore[attr-defined]
    own = [tag.text for tag in procedure.tags.all()], procedure.sayings
    tags, sayings = own if instead is None else instead
    doc = Doc(Kind.PROCEDURE, procedure.pk)
    names = (procedure.name_th, procedure.official_name_th)
    doc.add_names((*names, procedure.name_en, *tags))
    doc.exact.add(squashed(normalise(procedure.code)))
    doc.add_sounds((*names, *tags))
    doc.add_sayings(sayings)
    # The summary counts fully: it names the situation that the titles do not (.50 → .66 hit@1).
    doc.words += _tokens_of(procedure.summary_th) + _tokens_of(procedure.summary_en)
    owner = procedure.owner
    groups = list(procedure.target_groups.all())
    headings = [procedure.topic.name_th, procedure.topic.name_en, *(g.name_th for g in groups)]
    doc.body = _tokens_of(" ".join((owner.name_th, owner.abbreviation, owner.name_en, *headings)))
    content = manual.current.content if manual.current else {}
    doc.body += _tokens_of(" ".join(_texts(content))[:LONGEST_BODY])
    facts = getattr(manual, "facts", None)
    doc.numbers = {
        "topic": {procedure.topic_id},
        "group": {group.pk for group in groups},
        "owner": {procedure.owner_id},
    }
    if facts is not None:
        chosen = (("online", facts.is_online), ("free", facts.is_free))
        doc.flags = frozenset(name for name, is_so in chosen if is_so)
    doc.weight = 1.0 + POPULARITY_PULL * math.log1p(max(0.0, procedure.popularity))
    return doc


def _provinces_of(procedures: list[int]) -> dict[int, set[int]]:
    """Return the provinces in which local agencies have a manual, by procedure.

    A procedure that no local agency adopted is missing here, and so is one that was adopted in
    few provinces: it can be done from anywhere, or agencies have only begun to say where, and a
    reader's province must not hide it.
    """
    found: dict[int, set[int]] = defaultdict(set)
    adopted = (
        Manual.objects.filter(
            procedure__in=procedures,
            standard__isnull=False,
            status=ManualStatus.PUBLISHED,
            province__isnull=False,
        )
        .order_by()
        .values_list("procedure_id", "province_id")
        .distinct()
    )
    for procedure_id, province in adopted:
        found[procedure_id].add(int(province))
    if found:
        pinned = that_count(Pin.objects.filter(procedure__in=list(found), province__isnull=False))
        for procedure_id, province in (
            pinned.order_by().values_list("procedure_id", "province_id").distinct()
        ):
            found[procedure_id].add(int(province))
    least = Province.objects.count() * LEAST_SPREAD
    return {procedure_id: codes for procedure_id, codes in found.items() if len(codes) >= least}


def _areas_of_agencies() -> dict[str, Set[int]]:
    """Return the provinces that an agency serves, by key, of those that do not serve all."""
    everywhere = {int(code) for code in Province.objects.values_list("code", flat=True)}
    return {
        key: area.provinces & everywhere if area.is_only else everywhere - area.provinces
        for key, area in agency_areas().items()
    }


def _place_counts(procedures: list[int]) -> dict[int, int]:
    pins = that_count(Pin.objects.filter(procedure__in=procedures))
    counted = pins.order_by().values("procedure_id")
    return dict(counted.annotate(points=Count("point_id")).values_list("procedure_id", "points"))


def _articles(ids: Collection[int] | None) -> Iterator[Doc]:
    found = Article.objects.filter(status=ArticleStatus.PUBLISHED).select_related("life_event")
    for batch in _batches(found, ids):
        for article in batch:
            doc = Doc(Kind.ARTICLE, article.pk)
            doc.add_names((article.title_th, article.title_en))
            doc.add_sounds((article.title_th,))
            doc.words += _tokens_of(article.summary_th)
            event = article.life_event
            heading = f"{event.name_th} {event.name_en}" if event else ""
            doc.body = _tokens_of(f"{heading} {article.body_th[:LONGEST_BODY]}")
            doc.add_sayings(said_of(article))
            doc.numbers = {
                "province": {NATIONWIDE},
                "topic": {article.topic_id} if article.topic_id else (),
            }
            yield doc


def said_of(article: Article) -> tuple[str, ...]:
    """Return how people ask what all there is to do in an article's event, and its own sayings."""
    event = article.life_event
    return (*(event_words().get(event.slug, ()) if event else ()), *article.sayings)


# ---------------------------------------------------------------- places


def _agencies(ids: Collection[int] | None) -> Iterator[Doc]:
    found = (
        Agency.objects.filter(status=AgencyStatus.ACTIVE)
        .select_related("province", "district", "subdistrict")
        .prefetch_related("former_names")
    )
    aliases, areas = agency_aliases(), _areas_of_agencies()
    for batch in _batches(found, ids):
        ancestors = _ancestors({agency.pk for agency in batch})
        answered = _answered({agency.pk for agency in batch})
        for agency in batch:
            doc = Doc(Kind.AGENCY, agency.pk)
            doc.body = answered.get(agency.pk, [])
            official = (
                agency.name_th,
                agency.name_en,
                agency.abbreviation,
                agency.abbreviation.removeprefix("สำนักงาน "),
                *short_forms(agency.name_th),
                *(former.name_th for former in agency.former_names.all()),
            )
            known_as = aliases.get(agency.key, ())
            doc.add_names((*official, *known_as))
            doc.add_sounds((agency.name_th,))
            doc.add_called((*official, *nicknames(known_as, official)))
            _locate(doc, agency)
            if agency.kind not in STRANGERS:
                # Wherever it sits, it is there for who lives anywhere: a chosen province keeps it.
                doc.numbers["province"] = areas.get(agency.key) or {NATIONWIDE}
            doc.numbers |= {"agency": ancestors[agency.pk], "owner": {agency.pk}}
            if agency.kind == "group":
                doc.weight = GROUP_WEIGHT
            elif agency.kind in CENTRAL_KINDS:
                doc.weight = CENTRAL_WEIGHT
            yield doc


def _answered(agencies: set[int]) -> dict[int, list[str]]:
    """Return the words of the services that agencies answer for, by agency."""
    found: dict[int, list[str]] = defaultdict(list)
    owned = Procedure.objects.filter(status=ProcedureStatus.ACTIVE, owner__in=agencies)
    for procedure in owned.prefetch_related("tags"):
        tags = (tag.text for tag in procedure.tags.all())
        text = " ".join((procedure.name_th, procedure.name_en, *tags))
        found[procedure.owner_id] += _tokens_of(text)
    return found


def _points(ids: Collection[int] | None) -> Iterator[Doc]:
    found = ServicePoint.objects.filter(
        status__in=(PointStatus.OPEN, PointStatus.SUSPENDED)
    ).select_related("province", "district", "subdistrict")
    kinds = office_words()
    for batch in _batches(found, ids):
        ancestors = _ancestors({point.agency_id for point in batch})
        for point in batch:
            doc = Doc(Kind.POINT, point.pk)
            names = (point.name_th, point.name_en, *short_forms(point.name_th))
            doc.add_names(names)
            doc.add_sounds((point.name_th,))
            doc.add_called(names)
            doc.called.add(office_kind(point.kind))
            for word in kinds.get(point.kind, ()):
                doc.words.extend(_shared_words(word))
            _locate(doc, point)
            doc.body = _tokens_of(f"{point.address} {point.landmark}")
            doc.numbers |= {"agency": ancestors[point.agency_id], "owner": {point.agency_id}}
            doc.flags = frozenset({"weekend"}) if point.opens_on_weekend else frozenset()
            yield doc


def _locate(doc: Doc, record: Agency | ServicePoint) -> None:
    """Add the names of the province, district and subdistrict that a record lies in."""
    for area in (record.province, record.district, record.subdistrict):
        if area is not None:
            doc.around += _shared_words(f"{area.name_th} {area.name_en}")
    if record.province is not None:
        doc.numbers["province"] = {int(record.province.code)}
    if record.district is not None:
        doc.numbers["district"] = {int(record.district.code)}


# ---------------------------------------------------------------- shared


@lru_cache(maxsize=10_000)
def _shared_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that thousands of offices share, such as the province."""
    return tuple(_tokens_of(text))


def _tokens_of(text: str) -> list[str]:
    return tokens(normalise(text))


def _ancestors(agencies: set[int]) -> dict[int, set[int]]:
    """Return each agency with all above it, so that filtering by a ministry finds its parts."""
    found: dict[int, set[int]] = {agency: {agency} for agency in agencies}
    for descendant, ancestor in AgencyPath.objects.filter(descendant__in=agencies).values_list(
        "descendant_id", "ancestor_id"
    ):
        found[descendant].add(ancestor)
    return found


def _batches(found: QuerySet[RecordT], ids: Collection[int] | None) -> Iterator[list[RecordT]]:
    """Yield records in batches by rising id, so that memory does not grow with the country."""
    found = found.order_by("pk")
    if ids is not None:
        found = found.filter(pk__in=ids)
    last = 0
    while batch := list(found.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _texts(value: object) -> Iterator[str]:
    """Yield every Thai or English text inside the JSON of a manual, but no codes or addresses."""
    if isinstance(value, str):
        if " " in value or any("\u0e01" <= char <= "\u0e2e" for char in value):
            yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in {"url", "hours", "provenance", "complaints"}:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
