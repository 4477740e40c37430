"""The mapping is true: each field is in it, and stands where it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from infogo.display.manual_head import manual_head
from infogo.linked import uris
from infogo.linked.documents import agency_document, manual_document, point_document
from infogo.linked.hsds.places import location
from infogo.linked.hsds.reading import at_location_list, one_organization, services
from infogo.linked.hsds.taxonomies import term_things
from infogo.linked.mapping.datasets import DATASET_ROWS
from infogo.linked.mapping.rows import Row, Table, fields_of
from infogo.linked.mapping.tables import TABLES
from infogo.linked.rdf import everything
from infogo.linked.schema_org import (
    government_office,
    government_organization,
    government_service,
)
from infogo.linked.words import Words
from infogo.manuals.content import Fee, FeeKind
from infogo.manuals.part import Listing
from infogo.manuals.selectors import merged_manual
from infogo.opendata.datasets import Dataset
from infogo.pins.models import Pin
from infogo.points.models import PointStatus, ServicePoint
from infogo.records.kinds import KINDS
from infogo.records.manuals import whole_manuals
from infogo.records.points import POINTS
from tests.factories import standard_manual
from tests.linked.full import ONLY, Full, full_content, full_country, marker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_field_is_mapped_or_it_is_said_why_not(table: Table) -> None:
    found = fields_of(table)
    assert [row.field for row in table.rows] == [one.name for one in found]
    for row in table.rows:
        assert row.is_mapped or all(row.why), row.field
    for one in found:
        assert one.thai, one.name
        assert one.english, one.name
        assert not any("\u0e00" <= letter <= "\u0e7f" for letter in one.english), one.name
    for standard in ("cpsv", "schema", "hsds"):
        uses = any(getattr(row, standard) for row in table.rows)
        assert uses == bool(getattr(table, standard)), standard


def test_every_kind_of_record_has_its_table() -> None:
    assert set(KINDS) <= set(TABLES)


def test_every_field_of_a_dataset_is_mapped_or_it_is_said_why_not() -> None:
    assert [row.field for row in DATASET_ROWS] == [one.name for one in fields(Dataset)]
    assert all(row.dcat or all(row.why) for row in DATASET_ROWS)


@pytest.fixture
def full() -> Full:
    return full_country()


Walk = Callable[[str], list[Any]]
"""Gives everything at the end of a path from the thing that a record describes."""


def in_graph(nodes: list[dict[str, Any]], start: str) -> Walk:
    """Return how to walk along statements; a thing is the IRI or the value of a literal."""
    known: dict[str, list[dict[str, Any]]] = {}
    for one in nodes:
        known.setdefault(one["@id"], []).append(one)

    def walk(path: str) -> list[Any]:
        at = [start]
        for name in path.split("/"):
            found = [v for iri in at for one in known.get(iri, ()) for v in one.get(name, ())]
            at = [v if isinstance(v, str) else v.get("@id", v.get("@value")) for v in found]
        return at

    return walk


def in_json(*roots: Any) -> Walk:
    """Return how to walk along objects, lists flattened."""

    def walk(path: str) -> list[Any]:
        at = list(roots)
        for name in path.split("/"):
            at = [one[name] for one in at if isinstance(one, dict) and name in one]
            at = [v for one in at for v in (one if isinstance(one, list) else [one])]
        return at

    return walk


def any_of(*walked: Walk) -> Walk:
    """Walk from several things."""
    return lambda path: [found for walk in walked for found in walk(path)]


def plain_fees() -> Any:
    """Return a content whose fee everybody pays, which the other's fees are not."""
    fee = Fee(item=marker("content.fees.item"), kind=FeeKind.FIXED, amount_satang=50)
    return full_content().model_copy(update={"fees": Listing(state="listed", items=(fee,))})


def offices(point: ServicePoint) -> list[Any]:
    today = date(2026, 11, 27)
    suspended = ServicePoint(
        pk=point.pk,
        agency=point.agency,
        status=PointStatus.SUSPENDED,
        suspended_from=today,
        suspended_until=today,
    )
    holidays = {date(2026, 12, 7): "วันหยุด"}
    return [government_office(one, "name", holidays, today) for one in (point, suspended)]


def walks(full: Full) -> dict[str, dict[str, Walk]]:
    """Return how to walk in each standard from what each table describes."""
    words, point = Words.now(), full.point
    procedure = full.manual.procedure
    plain, sample = standard_manual(content=plain_fees()), standard_manual()
    manuals = [
        merged_manual(whole_manuals().get(pk=pk))
        for pk in (full.manual.pk, plain.pk, full.local.pk)
    ]
    stream = list(everything())
    pages = [government_service(one, manual_head(one)) for one in manuals]
    with translation.override("en"):
        pages.append(government_service(manuals[0], manual_head(manuals[0])))
    service = {
        "cpsv": in_graph(manual_document(manuals[0]), uris.service(procedure.pk)),
        "schema": in_json(*pages),
        "hsds": in_json(*services([full.manual.pk, plain.pk, sample.pk])),
    }
    others = [uris.service(procedure.pk, full.local.agency_id), uris.service(sample.procedure_id)]
    every = any_of(service["cpsv"], *(in_graph(stream, iri) for iri in others))
    (record,) = POINTS.some([point.pk])
    place = {
        "cpsv": in_graph(point_document(point), uris.point(point.pk)),
        "schema": in_json(*offices(point)),
        "hsds": in_json(location(record, words)),
    }
    terms = {"hsds": in_json(*term_things(words))}
    event, group = procedure.life_events.get(), procedure.target_groups.get()
    return {
        "content": service,
        "procedures": service,
        "manuals": {**service, "cpsv": every},
        "agencies": {
            "cpsv": in_graph(agency_document(full.agency), uris.agency(full.agency.pk)),
            "schema": in_json(government_organization(full.agency, full.agency.parent)),
            "hsds": in_json(one_organization(full.agency.pk)),
        },
        "points": place,
        "pins": {
            "cpsv": in_graph(point_document(point), uris.counter(point.pk, full.manual.pk)),
            "hsds": in_json(*at_location_list(list(Pin.objects.all()))),
        },
        "documents": {"cpsv": in_graph(stream, uris.document(words.documents[ONLY["canonical"]]))},
        "topics": {"cpsv": in_graph(stream, uris.topic(procedure.topic.slug)), **terms},
        "target-groups": {"cpsv": in_graph(stream, uris.target_group(group.slug)), **terms},
        "life-events": {"cpsv": in_graph(stream, uris.life_event(event.slug)), **terms},
        "articles": {"cpsv": in_graph(stream, uris.article(full.article.pk))},
        "holidays": place,
    }


def targets(table: Table) -> Iterator[tuple[Row, str, str]]:
    for row in table.rows:
        for standard in ("cpsv", "schema", "hsds"):
            for path in getattr(row, standard).split():
                yield row, standard, path


def test_each_field_stands_where_the_mapping_says(full: Full) -> None:
    every = walks(full)
    missing = [
        (name, row.field, standard, path)
        for name, found in every.items()
        for row, standard, path in targets(TABLES[name])
        if not found[standard](path)
    ]
    assert missing == []
    assert set(TABLES) - set(every) == {"ratings", "times", "transactions", "delays"}


def test_each_text_of_a_manual_stands_where_the_mapping_says(full: Full) -> None:
    found, whole = walks(full)["content"], full_content().model_dump_json()
    wrong, looked = [], 0
    for row, standard, path in targets(TABLES["content"]):
        text = marker(f"content.{row.field}")
        if row.field.endswith("url"):
            text = f"https://example.go.th/content.{row.field}"
        elif text not in whole:
            continue
        looked += 1
        if not any(text in str(value) for value in found[standard](path)):
            wrong.append((row.field, standard, path))
    assert wrong == []
    assert looked > 60


def test_the_walk_notices_a_path_that_is_not_there(full: Full) -> None:
    found = walks(full)["content"]
    assert found["cpsv"]("cv:hasChannel/dct:title") == []
    assert found["hsds"]("required_documents/name") == []


STRUCTURE = {
    "dct:identifier", "cv:hasCost", "cv:hasChannel", "cpsv:hasInput", "cpsv:follows",
    "cpsv:produces", "cv:holdsRequirement", "cv:hasLegalResource", "cv:contactPoint", "foaf:page",
    "dct:language", "cv:hasParticipation", "cv:hasCompetentAuthority", "ig:saysNone",
}  # fmt: skip
"""Properties of a service that lead to its parts, or say what no field says alone."""


def test_a_service_says_nothing_that_is_not_in_the_mapping(full: Full) -> None:
    manual = merged_manual(whole_manuals().get(pk=full.manual.pk))
    name = uris.service(full.manual.procedure_id)
    (service,) = [one for one in manual_document(manual) if one["@id"] == name]
    mapped = {
        path.split("/")[0]
        for table in ("content", "procedures", "manuals")
        for row in TABLES[table].rows
        for path in row.cpsv.split()
    }
    said = {name for name in service if not name.startswith("@")}
    assert said - STRUCTURE <= mapped
