"""The API of Open Referral: its pages, its filters, how it refuses, and linked data of the API."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from rdflib import Graph

from infogo.api.hsds_urls import hsds
from infogo.api.limits import points_of
from infogo.linked.hsds import ids
from tests.api.reading import get as read
from tests.api.reading import small_country
from tests.linked.full import Full, full_country
from tests.linked.hsds_schema import wrongs

pytestmark = [
    pytest.mark.django_db,
    # rdflib warns of itself when it reads JSON-LD.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]
KINDS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


@pytest.fixture
def full() -> Full:
    return full_country()


def ask(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(f"/api/hsds{path}")
    assert response.status_code == status, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def test_it_says_which_version_it_is(client: Client) -> None:
    about = ask(client, "/")
    assert about["version"] == "3.0"
    paths = client.get("/api/hsds/openapi.json").json()["paths"]
    assert set(paths) == {f"/api/hsds/{name}" for name in KINDS} | {"/api/hsds/"} | {
        f"/api/hsds/{name}/{{{KINDS[name]}_id}}" for name in KINDS
    }
    assert hsds.title


@pytest.mark.parametrize("name", KINDS)
def test_a_list_is_paged_and_each_of_it_can_be_read(client: Client, full: Full, name: str) -> None:
    first = ask(client, f"/{name}?per_page=1")
    total = first["total_items"]
    assert first["size"] == first["page_number"] == 1
    assert (first["first_page"], first["last_page"]) == (True, total == 1)
    assert first["total_pages"] == total
    found = []
    for page in range(1, total + 1):
        found += ask(client, f"/{name}?per_page=1&page={page}")["contents"]
    assert len({one["id"] for one in found}) == total
    for one in found[:3]:
        assert wrongs(KINDS[name], one) == []
        whole = ask(client, f"/{name}/{one['id']}")
        assert whole["id"] == one["id"]
        assert wrongs(KINDS[name], whole) == []
    beyond = ask(client, f"/{name}?per_page=1&page={total + 1}")
    assert (beyond["empty"], beyond["contents"]) == (True, [])


def test_conditions_hold_together(client: Client, full: Full) -> None:
    small_country()
    topic = full.manual.procedure.topic.slug
    term = ids.term(1, topic).text
    agency = ids.organization(full.agency.pk).text
    wanted = ids.service(full.manual.pk).text
    path = f"/services?taxonomy_term_id={term}&organization_id={agency}"
    assert [one["id"] for one in ask(client, path)["contents"]] == [wanted]
    assert ask(client, f"{path}&search=ไม่มีคำนี้")["total_items"] == 0
    assert ask(client, f"{path}&modified_after=2020-01-01T00:00:00Z")["total_items"] == 1
    assert ask(client, f"{path}&modified_after=2090-01-01T00:00:00Z")["total_items"] == 0
    groups = ids.taxonomy(2).text
    with_group = ask(client, f"/services?taxonomy_id={groups}")["contents"]
    assert wanted in [one["id"] for one in with_group]
    (whole,) = ask(client, f"{path}&full=true")["contents"]
    assert whole == ask(client, f"/services/{wanted}")
    at = ask(client, f"/service_at_locations?organization_id={agency}")["contents"]
    assert [one["service_id"] for one in at] == [wanted]
    assert ask(client, f"/service_at_locations?service_id={wanted}")["contents"] == at
    later = ask(client, "/service_at_locations?modified_after=2090-01-01T00:00:00")
    assert later["total_items"] == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/services/7", 404),
        (f"/services/{ids.service(10**9).text}", 404),
        (f"/services/{ids.location(1).text}", 404),
        ("/taxonomy_terms/x", 404),
        ("/taxonomies/x", 404),
        ("/services?page=0", 422),
        ("/services?per_page=1000", 422),
        ("/services?organization_id=7", 422),
        ("/service_at_locations?service_id=7", 422),
        ("/services?taxonomy_term_id=7", 422),
        ("/services?taxonomy_id=7", 422),
        ("/services?modified_after=yesterday", 422),
        ("/services?modified_after=0001-01-01T00:00:00", 422),
        ("/services?modified_after=9999-12-31T23:59:59-12:00", 422),
        (f"/services?taxonomy_id={ids.taxonomy(8).text}", 422),
        ("/nothing", 404),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_refused(
    client: Client, path: str, status: int
) -> None:
    assert "title_th" in ask(client, path, status)


@pytest.mark.parametrize("path", ["/services", "/services?full=true", "/service_at_locations"])
def test_more_rows_cost_no_more_queries(client: Client, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(client, path)
        return len(captured)

    small_country()
    few = queries()
    small_country()
    small_country()
    assert queries() <= few


def test_a_good_copy_is_not_sent_again(client: Client, full: Full) -> None:
    first = client.get("/api/hsds/services")
    again = client.get("/api/hsds/services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_records_of_the_api_are_linked_data_for_who_asks(client: Client, full: Full) -> None:
    for path, page in (
        (f"/manuals/{full.manual.pk}", f"/manual/{full.manual.procedure_id}"),
        (f"/agencies/{full.agency.pk}", f"/agency/{full.agency.pk}"),
        (f"/points/{full.point.pk}", f"/place/{full.point.pk}"),
    ):
        for accept, ending, form in (
            ("application/ld+json", "cpsv.jsonld", "json-ld"),
            ("text/turtle", "cpsv.ttl", "turtle"),
        ):
            answer = client.get(f"/api/v1{path}", headers={"Accept": accept})
            assert answer["Content-Type"] == accept
            assert answer["Vary"] == "Accept"
            beside = client.get(f"{page}.{ending}").content
            assert set(Graph().parse(data=answer.content, format=form)) == set(
                Graph().parse(data=beside, format=form)
            )
        assert read(client, path)["id"]


def test_a_service_at_more_places_than_fit_names_none_of_them(
    client: Client, full: Full, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/services/{ids.service(full.manual.pk).text}"
    assert len(ask(client, address)["service_at_locations"]) == 1
    monkeypatch.setattr("infogo.linked.hsds.reading.MOST_LOCATIONS", 0)
    assert "service_at_locations" not in ask(client, address)


@pytest.mark.parametrize(
    ("query", "points"),
    [("", 1), ("per_page=100", 2), ("full=true&per_page=10", 5), ("full=false", 1)],
)
def test_longer_and_whole_lists_cost_more(query: str, points: int) -> None:
    request = RequestFactory().get(f"/api/hsds/services?{query}")
    assert points_of(request) == points
