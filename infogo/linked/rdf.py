"""Everything public as one stream of N-Triples, in constant memory.

A service of an agency that follows the standard manual in every word is named with what the profile
demands and leads to the standard one, whose words are not repeated three hundred thousand times.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any, TypeVar

from infogo.linked import uris
from infogo.linked.cpsv.agency import agency_nodes, counter_nodes, point_nodes
from infogo.linked.cpsv.others import (
    article_node,
    document_node,
    event_nodes,
    heading_record_node,
)
from infogo.linked.cpsv.service import Material, adopted, service_nodes
from infogo.linked.graph import Node, n_triples
from infogo.linked.terms import ontology
from infogo.linked.words import Mentions, Words
from infogo.manuals.models import Manual
from infogo.records.agencies import AGENCIES
from infogo.records.articles import ARTICLES
from infogo.records.documents import DOCUMENTS
from infogo.records.headings import LIFE_EVENTS, TARGET_GROUPS, TOPICS
from infogo.records.manuals import MANUALS, stream_whole
from infogo.records.pins import PINS, PinRecord
from infogo.records.points import POINTS
from infogo.records.procedures import PROCEDURES, ProcedureRecord

BATCH = 500
ItemT = TypeVar("ItemT")


def write(stream: IO[bytes]) -> int:
    """Write all statements into a stream, compressed with gzip; the same data, the same bytes.

    Returns:
        How many statements there are.
    """
    count = 0
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, compresslevel=6, mtime=0) as packed:
        lines = n_triples(everything())
        while batch := list(islice(lines, BATCH * 10)):
            packed.write("".join(batch).encode())
            count += len(batch)
    return count


def everything() -> Iterator[Node]:
    """Give the description of every public record and of what they refer to."""
    words = Words.now()
    shared = _Shared(words)
    yield from ontology()
    yield from _headings()
    yield from (document_node(one) for one in DOCUMENTS.stream())
    yield from shared.each(AGENCIES.stream(), lambda one, mentions: agency_nodes(one, mentions))
    yield from shared.each(POINTS.stream(), lambda one, mentions: point_nodes(one, mentions))
    procedures = {one.id: one for one in PROCEDURES.stream()}
    yield from shared.each(
        stream_whole(),
        lambda one, mentions: service_nodes(_material(one, procedures), mentions),
    )
    for procedure_id, agency_id in _followers():
        yield adopted(procedures[procedure_id], agency_id)
    for batch in _batches(PINS.stream()):
        yield from _counters(batch, shared)
    yield from shared.each(ARTICLES.stream(), lambda one, mentions: [article_node(one, mentions)])


def _headings() -> Iterator[Node]:
    for topic in TOPICS.stream():
        yield heading_record_node(uris.topic(topic.slug), topic)
    for group in TARGET_GROUPS.stream():
        yield heading_record_node(uris.target_group(group.slug), group)
    for event in LIFE_EVENTS.stream():
        yield from event_nodes(event)


def _followers() -> Iterator[tuple[int, int]]:
    """Give procedure and agency of the manuals that have no text of their own."""
    rows = MANUALS.public().filter(current=None).order_by("pk")
    last = 0
    while batch := list(
        rows.filter(pk__gt=last).values_list("pk", "procedure", "agency")[: BATCH * 10]
    ):
        yield from ((procedure, agency) for _pk, procedure, agency in batch)
        last = batch[-1][0]


def _material(manual: Any, procedures: dict[int, ProcedureRecord]) -> Material:
    procedure = procedures[manual.procedure]
    named = [one.procedure for one in procedure.relations]
    return Material(procedure, manual, [procedures[pk] for pk in named if pk in procedures])


def _counters(pins: list[PinRecord], shared: _Shared) -> Iterator[Node]:
    """Describe the services at points of one batch of pins; one query."""
    rows = Manual.objects.filter(pk__in=[pin.manual for pin in pins])
    agencies = {
        pk: (agency, standard is None)
        for pk, agency, standard in rows.values_list("pk", "agency", "standard")
    }

    def described(pin: PinRecord, mentions: Mentions) -> Iterator[Node]:
        agency, is_standard = agencies[pin.manual]
        service = uris.service(pin.procedure, None if is_standard else agency)
        return counter_nodes(pin, service, agency, mentions)

    yield from shared.each(pins, described)


class _Shared:
    """Describes records one after the other, and what they mention once, where nothing else does.

    Agencies, services and headings are records of this stream themselves. Terms and areas are few
    and described at their first mention; parts and pages belong to the record that mentions them.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self._told: set[str] = set()
        site = uris.service(0).removesuffix("/manual/0")
        self._records = tuple(
            f"{site}{path}"
            for path in ("/manual/", "/category/", "/for/", "/life/", "/api/v1/documents/")
        )
        self._agency = f"{site}/agency/"
        self._province = uris.province("")
        self._terms = (uris.vocabulary(), self._province, "http://publications.europa.eu/")

    def each(self, records: Iterable[ItemT], describe: Any) -> Iterator[Node]:
        """Give the descriptions of records and of what they mention."""
        for record in records:
            mentions = Mentions(self.words)
            yield from describe(record, mentions)
            yield from (one for one in mentions.nodes() if self._is_new(one["@id"]))

    def _is_new(self, iri: str) -> bool:
        if iri.startswith(self._terms):
            if iri in self._told:
                return False
            self._told.add(iri)
            return True
        is_record = iri.startswith((*self._records, self._agency)) and "#" not in iri
        return not is_record


def _batches(records: Iterator[ItemT]) -> Iterator[list[ItemT]]:
    while batch := list(islice(records, BATCH)):
        yield batch
