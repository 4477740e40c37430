"""The whole stream of statements: it holds against the shapes and is the same every time."""

from __future__ import annotations

import gzip
import io
import re

import pytest
from rdflib import RDF, Graph, URIRef

from infogo.linked import rdf, uris
from infogo.linked.documents import manual_document
from infogo.linked.graph import n_triples
from infogo.manuals.selectors import merged_manual
from infogo.records.manuals import whole_manuals
from tests.factories import AgencyFactory, adoption
from tests.linked.full import Full, full_country
from tests.linked.shacl import problems

pytestmark = pytest.mark.django_db
SERVICE = URIRef("http://purl.org/vocab/cpsv#PublicService")
IRI = r"<[^<>\" ]+>"
LITERAL = r"\"(?:[^\"\\\n]|\\.)*\"(?:@\w+|\^\^<[^<> ]+>)?"
LINE = re.compile(rf"{IRI} {IRI} (?:{IRI}|{LITERAL}) \.")


def written() -> tuple[bytes, int]:
    stream = io.BytesIO()
    count = rdf.write(stream)
    return stream.getvalue(), count


@pytest.fixture
def full() -> Full:
    return full_country()


def test_everything_public_holds_against_the_shapes(full: Full) -> None:
    body, count = written()
    lines = gzip.decompress(body).decode().splitlines()
    assert len(lines) == count
    assert all(LINE.fullmatch(line) for line in lines)
    graph = Graph().parse(data="\n".join(lines), format="nt")
    assert problems(graph) == ""
    services = set(graph.subjects(RDF.type, SERVICE))
    procedure = full.manual.procedure_id
    assert URIRef(uris.service(procedure)) in services
    assert URIRef(uris.service(procedure, full.local.agency_id)) in services
    for iri in (uris.agency(full.agency.pk), uris.point(full.point.pk)):
        assert (URIRef(iri), RDF.type, None) in graph


def test_the_stream_says_all_that_the_page_of_a_manual_says(full: Full) -> None:
    whole = set(gzip.decompress(written()[0]).decode().splitlines(keepends=True))
    nodes = manual_document(merged_manual(whole_manuals().get(pk=full.manual.pk)))
    own = [one for one in nodes if one["@id"].startswith(uris.service(full.manual.procedure_id))]
    assert len(own) > 10
    assert set(n_triples(own)) <= whole


def test_the_same_data_give_the_same_bytes(full: Full) -> None:
    assert written() == written()


def test_words_of_the_standard_are_not_repeated_for_those_who_follow_it(full: Full) -> None:
    before = written()[1]
    adoption(full.manual, AgencyFactory())
    more = written()[1] - before
    assert 0 < more < 25  # an agency and a service that leads to the standard one
