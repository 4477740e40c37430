"""Public services as linked data: they hold against the shapes, and say only what is known."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from rdflib import RDF, Graph, URIRef

from infogo.core.dates import start_of_day
from infogo.core.durations import Duration
from infogo.core.hours import Hours
from infogo.display.manual_head import manual_head
from infogo.geo.models import CoordinateQuality
from infogo.linked import uris
from infogo.linked.documents import agency_document, manual_document, point_document
from infogo.linked.durations import iso_duration
from infogo.linked.graph import json_ld, n_triples, turtle, web
from infogo.linked.schema_org import government_service
from infogo.manuals.content import Listing, ManualContent
from infogo.manuals.models import Manual, ManualRevision, ProcedureRelation
from infogo.manuals.selectors import merged_manual
from infogo.points.models import HoursStatus
from infogo.records.base import absolute
from infogo.records.manuals import whole_manuals
from tests.factories import manual_content, standard_manual
from tests.linked.full import Full, full_country
from tests.linked.shacl import problems

pytestmark = [
    pytest.mark.django_db,
    # rdflib warns of itself when it reads JSON-LD.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]


def read(nodes: list[dict[str, Any]]) -> Graph:
    return Graph().parse(data=json_ld(nodes), format="json-ld")


def of(manual_id: int) -> list[dict[str, Any]]:
    return manual_document(merged_manual(whole_manuals().get(pk=manual_id)))


@pytest.fixture
def full() -> Full:
    return full_country()


def test_whatever_a_manual_says_holds_against_the_shapes(full: Full) -> None:
    for nodes in (
        of(full.manual.pk),
        of(full.local.pk),
        point_document(full.point),
        agency_document(full.agency),
    ):
        assert problems(read(nodes)) == ""


def test_the_shapes_notice_what_is_missing(full: Full) -> None:
    graph = read(of(full.manual.pk))
    service = next(graph.subjects(RDF.type, URIRef("http://purl.org/vocab/cpsv#PublicService")))
    graph.remove((service, URIRef("http://purl.org/dc/terms/title"), None))
    assert "title" in problems(graph)


def test_all_forms_say_the_same(full: Full) -> None:
    nodes = [*of(full.manual.pk), *point_document(full.point)]
    whole = set(read(nodes))
    assert set(Graph().parse(data="".join(n_triples(nodes)), format="nt")) == whole
    assert set(Graph().parse(data="".join(turtle(nodes)), format="turtle")) == whole
    assert len(whole) > 200


def said_of(manual_id: int, name: str) -> list[Any]:
    iri = next(one for one in of(manual_id) if "cpsv:PublicService" in one.get("@type", []))
    found: list[Any] = iri.get(name, [])
    return found


def test_unknown_is_not_said_none_is_and_zero_is_an_amount() -> None:
    unknown = standard_manual(content=ManualContent())
    none = standard_manual(
        content=ManualContent(fees=Listing(state="none"), documents=Listing(state="none"))
    )
    free = standard_manual(content=manual_content())

    assert said_of(unknown.pk, "cv:hasCost") == said_of(unknown.pk, "ig:saysNone") == []
    (cost,) = said_of(none.pk, "cv:hasCost")
    assert cost["@id"].endswith("#cost-none")
    sections = [one["@id"].rpartition(".")[2] for one in said_of(none.pk, "ig:saysNone")]
    assert sections == ["documents", "fees"]
    assert said_of(none.pk, "cpsv:hasInput") == []
    (document,) = [one for one in of(free.pk) if "cv:Evidence" in one.get("@type", [])]
    assert document["ig:copies"] == [{"@value": "0", "@type": "xsd:integer"}]


def test_what_is_published_as_a_day_begins_is_of_that_day() -> None:
    manual = standard_manual()
    published_at = start_of_day(date(2026, 2, 1))
    ManualRevision.objects.filter(pk=manual.current_id).update(published_at=published_at)
    (issued,) = said_of(manual.pk, "dct:issued")
    assert issued["@value"] == "2026-02-01"
    merged = merged_manual(Manual.objects.get(pk=manual.pk))
    page = government_service(merged, manual_head(merged))
    assert '"datePublished": "2026-02-01"' in json.dumps(page)


def test_a_sample_says_that_it_is_one() -> None:
    sample = standard_manual()
    (status,) = said_of(sample.pk, "ig:verification")
    assert status["@id"].endswith("#verification.unverified")
    assert [one["@language"] for one in said_of(sample.pk, "adms:versionNotes")] == ["th", "en"]


def test_a_verified_manual_is_no_sample(full: Full) -> None:
    assert said_of(full.manual.pk, "adms:versionNotes") == []


def test_a_working_day_is_no_duration() -> None:
    content = manual_content(total=Duration.of(3, "working_day"))
    manual = standard_manual(content=content)
    assert said_of(manual.pk, "cv:processingTime") == []
    assert said_of(manual.pk, "ig:workingDays") == [{"@value": "3", "@type": "xsd:integer"}]


def test_hours_that_nobody_confirmed_and_borrowed_positions_are_not_said(full: Full) -> None:
    full.point.hours_status = HoursStatus.ASSUMED
    full.point.coordinate_quality = CoordinateQuality.DISTRICT_OFFICE_PROXY
    full.point.save()
    (place,) = [one for one in point_document(full.point) if "org:Site" in one.get("@type", [])]
    assert "schema:latitude" not in place
    (contact,) = [
        one for one in point_document(full.point) if one["@id"] == f"{place['@id']}#contact"
    ]
    assert "cv:openingHours" not in contact


def test_the_end_of_a_day_is_a_time_that_programs_read(full: Full) -> None:
    full.point.hours = Hours.always().model_dump(mode="json")
    full.point.save()
    graph = read(point_document(full.point))
    closes = set(graph.objects(None, URIRef("https://schema.org/closes")))
    assert time(23, 59, 59) in {literal.toPython() for literal in closes}


@pytest.mark.parametrize(
    ("typed", "iri"),
    [
        ("https://a.go.th/ก ข?q=<x>", "https://a.go.th/ก%20ข?q=%3Cx%3E"),
        (" HTTP://a.go.th ", "HTTP://a.go.th"),
        ("javascript:alert(1)", None),
        ("www.a.go.th", None),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(typed: str, iri: str | None) -> None:
    assert web(typed) == iri


@pytest.mark.parametrize(
    ("total", "iso"),
    [
        (Duration.of(15, "minute"), "PT15M"),
        (Duration.of("1.5", "hour"), "PT90M"),
        (Duration.of(2, "month"), "P2M"),
        (Duration.of("0.5", "day"), ""),
        (Duration.of(3, "working_day"), ""),
    ],
)
def test_only_what_iso_8601_can_say_is_a_duration(total: Duration, iso: str) -> None:
    assert iso_duration(total) == iso


def test_more_parts_cost_no_more_queries(full: Full) -> None:
    small = standard_manual()

    def queries(manual_id: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            of(manual_id)
        return len(captured)

    assert queries(full.manual.pk) <= queries(small.pk) + 8  # tables of words, read when needed
    for _each in range(3):
        ProcedureRelation.objects.create(
            source=full.manual.procedure, target=standard_manual().procedure, kind="related"
        )
    before = queries(full.manual.pk)
    ProcedureRelation.objects.create(
        source=full.manual.procedure, target=standard_manual().procedure, kind="related"
    )
    assert queries(full.manual.pk) == before


def test_a_name_is_the_address_of_a_page(full: Full) -> None:
    pages = {
        uris.service(7): reverse("www:manual", args=[7]),
        uris.service(7, 9): reverse("www:local_manual", args=[7, 9]),
        uris.agency(7): reverse("www:agency", args=[7]),
        uris.point(7): reverse("www:place", args=[7]),
        uris.province("50"): reverse("www:agencies_in_province", args=["50"]),
        uris.topic("a"): reverse("www:topic", args=["a"]),
        uris.target_group("a"): reverse("www:group", args=["a"]),
        uris.life_event("a"): reverse("www:event", args=["a"]),
        uris.article(7): reverse("www:article", args=[7]),
    }
    for name, path in pages.items():
        assert name == absolute(path)
    with translation.override("en"):
        assert uris.service(7) in pages
