"""Services as HSDS has them: they hold against its schemas, and identifiers read back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from infogo.core.dates import bangkok_now
from infogo.core.hours import Hours
from infogo.linked.documents import manual_document
from infogo.linked.hsds import export, ids
from infogo.linked.hsds.ids import Kind, Name
from infogo.linked.hsds.places import location
from infogo.linked.hsds.reading import (
    at_location_list,
    one_at_location,
    one_organization,
    organization_list,
    service_list,
    services,
)
from infogo.linked.hsds.taxonomies import (
    TAXONOMIES,
    taxonomy_named,
    taxonomy_things,
    term_named,
    term_things,
)
from infogo.linked.words import Words
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    Listing,
    ManualContent,
    Step,
    StepKind,
)
from infogo.manuals.selectors import merged_manual
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.records.manuals import whole_manuals
from infogo.records.points import POINTS
from tests.factories import manual_content, standard_manual
from tests.linked.full import Full, full_country
from tests.linked.hsds_schema import strangers, wrongs
from tests.manuals import case_examples
from tests.manuals.formulas.made import computed_fee

pytestmark = pytest.mark.django_db


@pytest.fixture
def full() -> Full:
    return full_country()


def everything(full: Full) -> list[tuple[str, dict[str, Any]]]:
    words = Words.now()
    manuals = [full.manual.pk, full.local.pk]
    at = one_at_location(full.manual.pk, full.point.pk)
    whole = one_organization(full.agency.pk)
    assert at is not None
    assert whole is not None
    return [
        *(("service", one) for one in services(manuals)),
        *(("service", one) for one in service_list(manuals)),
        *(("organization", one) for one in organization_list([full.agency.pk])),
        ("organization", whole),
        *(("service_at_location", one) for one in at_location_list(list(Pin.objects.all()))),
        ("service_at_location", at),
        *(("taxonomy", one) for one in taxonomy_things()),
        *(("taxonomy_term", one) for one in term_things(words)),
    ]


def test_everything_holds_against_the_schemas(full: Full) -> None:
    made = everything(full)
    assert len(made) > 15
    for kind, one in made:
        assert wrongs(kind, one) == []


def test_only_fields_of_the_specification_are_used(full: Full) -> None:
    beside = {"services", "service"}  # its API puts these into organizations and locations
    for kind, one in everything(full):
        assert set(strangers(kind, one)) <= beside


def test_the_schemas_notice_what_is_missing(full: Full) -> None:
    (made,) = services([full.manual.pk])
    assert wrongs("service", {**made, "status": "perhaps"})
    assert wrongs("service", {**made, "id": "7"})
    assert wrongs("service", {name: one for name, one in made.items() if name != "name"})


def _ids(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for one in value for found in _ids(one)]
    if not isinstance(value, dict):
        return []
    own = [value["id"]] if "id" in value else []
    return own + [found for one in value.values() for found in _ids(one)]


def test_no_two_things_of_a_service_have_one_identifier(full: Full) -> None:
    (made,) = services([full.manual.pk])
    parts = [one for name in made for one in _ids(made[name]) if name != "attributes"]
    assert len(parts) == len(set(parts)) > 10


@pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.SERVICE_AT_LOCATION])
def test_an_identifier_reads_back(kind: Kind) -> None:
    name = Name(kind, 2**31 - 1, 2**31 - 2, 4095)
    assert ids.read(name.text, kind) == name
    assert ids.read(name.text.upper(), kind) == name


@pytest.mark.parametrize("text", ["", "7", "é", "00000000-0000-8000-8000-000000000007", "x" * 99])
def test_what_is_no_identifier_of_ours_is_nothing(text: str) -> None:
    assert ids.read(text, Kind.SERVICE) is None
    assert ids.read(ids.location(7).text, Kind.SERVICE) is None


def test_taxonomies_and_terms_are_found_by_their_identifiers(full: Full) -> None:
    words = Words.now()
    assert [taxonomy_named(one["id"]) for one in taxonomy_things()] == list(TAXONOMIES)
    topic = full.manual.procedure.topic
    found = [one for one in term_things(words) if one["code"] == topic.slug]
    assert term_named(found[0]["id"], words) == ("topic", topic.slug)
    assert term_named(ids.service(7).text, words) is None


def test_unknown_costs_and_documents_are_not_there_and_none_is_zero() -> None:
    unknown = standard_manual(content=ManualContent())
    none = standard_manual(content=ManualContent(fees=Listing(state="none")))
    first, second = services([unknown.pk, none.pk])
    for name in ("cost_options", "fees_description", "required_documents", "assured_date"):
        assert name not in first
    assert [one["amount"] for one in second["cost_options"]] == [0.0]
    assert second["cost_options"][0]["service_id"] == second["id"]
    assert second["fees_description"] == "ไม่มีค่าธรรมเนียม"


def test_what_is_asked_for_in_some_cases_says_so() -> None:
    (made,) = services([standard_manual(content=case_examples.card_manual()).pk])
    papers = [one["document"] for one in made["required_documents"]]
    assert ["กรณี:" in text for text in papers] == [False, True, True, True]
    assert "บัตรหมดอายุ" in papers[1]
    assert [one["option"] for one in made["cost_options"]] == ["ค่าบัตร", "ค่าปรับ · กรณี: บัตรหาย"]
    assert made["application_process"].count("กรณี: ") == 2


def test_how_the_result_comes_is_told_after_the_steps_and_is_no_way_of_filing() -> None:
    hours = Hours.model_validate({"week": [[{"opens": "08:30", "closes": "16:30"}]] * 5 + [[], []]})
    fetched = Channel(
        kind=ChannelKind.IN_PERSON, purpose=ChannelPurpose.RECEIVE, description="รับเล่ม", hours=hours
    )
    filed = Channel(kind=ChannelKind.IN_PERSON, description="ยื่นที่เคาน์เตอร์", hours=hours)
    steps = (Step(title="ตรวจเอกสาร", kind=StepKind.DOCUMENT_CHECK),)
    content = manual_content(
        channels=Listing(state="listed", items=(fetched, filed)),
        steps=Listing(state="listed", items=steps),
    )
    (made,) = services([standard_manual(content=content).pk])
    lines = made["application_process"].split("\n")
    assert [line.partition(" · ")[0] for line in lines[:3]] == [
        "ยื่นที่เคาน์เตอร์",
        "1. ตรวจเอกสาร",
        "วิธีรับผล: รับเล่ม",
    ]
    described = [one["description"] for one in made["schedules"]]
    assert described == ["ยื่นที่เคาน์เตอร์", "วิธีรับผล: รับเล่ม"]


def test_what_a_formula_decides_is_no_one_amount() -> None:
    fee = computed_fee(kind="fixed", amount_satang=4_000, formula="")
    content = manual_content(fees=Listing(state="listed", items=(fee,)))
    (made,) = services([standard_manual(content=content).pk])
    assert "amount" not in made["cost_options"][0]
    nodes = manual_document(merged_manual(whole_manuals().get()))
    assert not any("cv:hasValue" in one for one in nodes)


def test_a_point_that_is_closed_for_a_time_says_until_when(full: Full) -> None:
    today = bangkok_now().date()

    def schedules(**given: Any) -> list[tuple[str, str]]:
        ServicePoint.objects.filter(pk=full.point.pk).update(status="suspended", **given)
        (record,) = POINTS.some([full.point.pk])
        told = location(record, Words.now()).get("schedules", [])
        return [(one["valid_to"], one["notes"]) for one in told if one.get("description") == "ปิด"]

    until = today + timedelta(days=9)
    assert (until.isoformat(), "ปิดชั่วคราว") in schedules(suspended_until=until)
    assert (until.isoformat(), "ปิดชั่วคราว") in schedules(suspended_from=today)
    assert schedules(suspended_until=None) == []
    assert schedules(suspended_until=today - timedelta(days=1), suspended_from=None) == [
        ("2031-05-03", "ปรับปรุง")
    ]


def test_a_sample_carries_an_alert_and_a_term(full: Full) -> None:
    sample, checked = services([standard_manual().pk, full.manual.pk])
    assert "ข้อมูลตัวอย่าง" in sample["alert"]
    assert "alert" not in checked
    terms = {one["link_type"]: one["taxonomy_term"]["code"] for one in sample["attributes"]}
    assert terms["verification"] == "unverified"


def exported() -> tuple[dict[str, list[dict[str, str]]], dict[str, Any], int]:
    stream = io.BytesIO()
    count = export.write(stream)
    with zipfile.ZipFile(stream) as box:
        tables = {
            name: list(csv.DictReader(io.TextIOWrapper(box.open(f"{name}.csv"), "utf-8")))
            for name in export.TABLES
        }
        return tables, json.loads(box.read("datapackage.json")), count


FILES = {
    "organizations": "organization",
    "programs": "program",
    "services": "service",
    "locations": "location",
    "addresses": "address",
    "phones": "phone",
    "schedules": "schedule",
    "required_documents": "required_document",
    "cost_options": "cost_option",
    "contacts": "contact",
    "organization_identifiers": "organization_identifier",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
    "attributes": "attribute",
}


def test_every_line_of_every_table_holds_against_its_schema(full: Full) -> None:
    tables, package, count = exported()
    assert count == len(tables["services"]) == 3
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        assert tables[name], name
        kind = FILES.get(name, name)
        numbers = {one["name"] for one in schema["fields"] if one["type"] == "number"}
        for line in tables[name]:
            row = {key: float(x) if key in numbers else x for key, x in line.items() if x}
            assert wrongs(kind, row) == []
            assert set(strangers(kind, row)) == set()
        keys = [line["id"] for line in tables[name]]
        assert len(keys) == len(set(keys))


def test_every_link_of_the_tables_leads_somewhere(full: Full) -> None:
    tables, package, _count = exported()
    known = {name: {line["id"] for line in lines} for name, lines in tables.items()}
    keys = [key for each in package["resources"] for key in each["schema"]["foreignKeys"]]
    assert len(keys) > 10
    for resource in package["resources"]:
        for key in resource["schema"]["foreignKeys"]:
            held = {line[key["fields"]] for line in tables[resource["name"]]} - {""}
            assert held <= known[key["reference"]["resource"]], (resource["name"], key)


def test_the_same_data_give_the_same_file(full: Full) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    export.write(first)
    export.write(second)
    assert first.getvalue() == second.getvalue()


def test_a_line_of_a_service_says_what_the_list_says(full: Full) -> None:
    tables, _package, _count = exported()
    lines = {line["id"]: line for line in tables["services"]}
    for one in service_list([full.manual.pk, full.local.pk]):
        one.pop("organization")
        assert {name: lines[one["id"]][name] for name in one} == one
