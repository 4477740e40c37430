"""Linked data beside the pages, and who is sent there."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from rdflib import Graph

from infogo.records.base import absolute
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
