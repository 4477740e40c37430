"""Linked data beside the pages, and who is sent there."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from rdflib import Graph, URIRef

from infogo.linked import uris
from infogo.linked.mapping.tables import TABLES
from infogo.linked.terms import TERMS
from infogo.linked.words import Words
from infogo.records.base import absolute
from infogo.www.cache.admission import admits
from tests.linked.full import Full, full_country

pytestmark = [
    pytest.mark.django_db,
    # rdflib warns of itself when it reads JSON-LD.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]


@pytest.fixture
def full() -> Full:
    return full_country()


def pages(full: Full) -> list[str]:
    standard = f"/manual/{full.manual.procedure_id}"
    return [
        standard,
        f"{standard}/at/{full.local.agency_id}",
        f"/agency/{full.agency.pk}",
        f"/place/{full.point.pk}",
    ]


def test_each_page_has_its_record_in_both_forms_beside_it(client: Client, full: Full) -> None:
    for page in pages(full):
        answer = client.get(f"{page}.cpsv.jsonld")
        assert answer["Content-Type"] == "application/ld+json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        graph = Graph().parse(data=answer.content, format="json-ld")
        turtle = client.get(f"{page}.cpsv.ttl")
        assert turtle["Content-Type"] == "text/turtle"
        assert set(Graph().parse(data=turtle.content, format="turtle")) == set(graph)
        assert f"<{absolute(page)}>" in turtle.content.decode()


def test_an_agencys_own_service_is_a_version_of_the_procedure(client: Client, full: Full) -> None:
    standard, local, *_rest = pages(full)
    (service,) = [
        one
        for one in json.loads(client.get(f"{local}.cpsv.jsonld").content)["@graph"]
        if one["@id"].endswith(local)
    ]
    assert service["dct:isVersionOf"][0]["@id"].endswith(standard)


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("application/ld+json", "cpsv.jsonld"),
        ("text/turtle", "cpsv.ttl"),
        ("text/turtle;q=0.5, application/ld+json", "cpsv.jsonld"),
        ("application/ld+json;q=0.2, text/turtle;q=0.9, */*;q=0.1", "cpsv.ttl"),
        ("application/ld+json, text/html;q=0.9", "cpsv.jsonld"),
    ],
)
def test_a_program_is_sent_to_its_form(
    client: Client, full: Full, accept: str, ending: str
) -> None:
    for page in pages(full):
        answer = client.get(page, headers={"Accept": accept})
        assert (answer.status_code, answer["Location"]) == (303, f"{page}.{ending}")
        assert "Accept" in answer["Vary"]
        environ = {"HTTP_HOST": "testserver", "PATH_INFO": page, "HTTP_ACCEPT": accept}
        assert not admits(environ)


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html, application/ld+json;q=0.9",
        "application/ld+json;q=0",
        "application/ld+json," + "x" * 400,
    ],
)
def test_everybody_else_gets_the_page(client: Client, full: Full, accept: str) -> None:
    page = pages(full)[0]
    answer = client.get(page, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert admits({"HTTP_HOST": "testserver", "PATH_INFO": page, "HTTP_ACCEPT": accept})


def test_other_pages_have_no_such_form(client: Client) -> None:
    assert client.get("/help", headers={"Accept": "text/turtle"}).status_code == 200


def test_the_names_of_our_terms_lead_to_their_page(client: Client, full: Full) -> None:
    html = client.get("/data/vocabulary").content.decode()
    graph = Graph().parse(data=client.get("/data/vocabulary.ttl").content, format="turtle")
    json_ld = client.get("/data/vocabulary.jsonld").content
    assert set(Graph().parse(data=json_ld, format="json-ld")) == set(graph)
    stated = Graph().parse(data=client.get(f"{pages(full)[0]}.cpsv.ttl").content, format="turtle")
    space = uris.vocabulary()
    used = {str(part) for triple in stated for part in triple if str(part).startswith(space)}
    concepts = Words.now().concepts
    known = {uris.concept(name, code) for name, terms in concepts.items() for code in terms}
    ours = {term.iri for term in TERMS}
    assert len(used & known) > 8
    assert len(used & ours) > 5
    for name in used & (known | ours):
        assert f'id="{name.removeprefix(space)}"' in html, name
        assert URIRef(name) in set(graph.subjects())
    answer = client.get("/en/data/vocabulary", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer["Location"]) == (303, "/data/vocabulary.ttl")
    assert client.get("/data/vocabulary.rdf").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_table_of_the_mapping_has_its_page(client: Client, prefix: str) -> None:
    index = client.get(f"{prefix}/data/mappings").content.decode()
    for table in TABLES.values():
        address = f"{prefix}/data/mappings/{table.name}"
        assert f'href="{address}"' in index
        html = client.get(address).content.decode()
        for row in table.rows:
            assert f'id="{row.field}"' in html
            assert (row.why[1] if prefix else row.why[0]).replace("'", "&#39;") in html
    assert client.get(f"{prefix}/data/mappings/nothing").status_code == 404
    whole = client.get("/data/mappings.json").json()["tables"]
    assert [one["record"] for one in whole] == list(TABLES)
