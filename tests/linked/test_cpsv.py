"""Manuals in CPSV-AP 3.2 hold to the shapes that its authors publish."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pyshacl import validate
from rdflib import Graph

from infogo.core.durations import Duration
from infogo.linked.cpsv import Labels, public_service, xml_duration
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    DocumentGroup,
    Fee,
    FeeKind,
    LegalBasis,
    RequiredDocument,
)
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.selectors import merged_manual
from infogo.records.manuals import manual_record, whole_manuals
from infogo.records.procedures import PROCEDURES
from tests.api.reading import small_country
from tests.factories import AgencyFactory, adoption, manual_content, standard_manual
from tests.manuals.case_examples import listed

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # rdflib's own, of itself
]
SHAPES = (Path(__file__).parent / "shapes" / "cpsv-ap-3.2.0.ttl").read_text()


def full_content() -> Any:
    """Return a content in which everything is told that the vocabulary has words for."""
    return manual_content(
        total=Duration.of(15, "minute"),
        documents=listed(
            RequiredDocument,
            RequiredDocument(group=DocumentGroup.OTHER, name="โฉนด", issuer="กรมที่ดิน", copies=1),
        ),
        fees=listed(
            Fee,
            Fee(item="ค่าคำขอ", kind=FeeKind.FIXED, amount_satang=2050, per="ฉบับ"),
            Fee(item="ค่าโอน", kind=FeeKind.PERCENT, percent=2, percent_base="ราคาประเมิน"),
        ),
        channels=listed(
            Channel,
            Channel(kind=ChannelKind.IN_PERSON, description="ที่สำนักงาน"),
            Channel(kind=ChannelKind.WEBSITE, description="เว็บ", url="https://apply.example/x"),
        ),
        legal_bases=listed(LegalBasis, LegalBasis(law="ประมวลกฎหมายที่ดิน", section="81")),
        criteria=listed(str, "ต้องเป็นเจ้าของ"),
        outputs=("โฉนดที่โอนแล้ว",),
    )


def graph_of(manual_id: int) -> dict[str, Any]:
    manual = whole_manuals().get(pk=manual_id)
    procedure = PROCEDURES.some([manual.procedure_id])[0]
    return public_service(procedure, manual_record(merged_manual(manual)), Labels.read())


def conforms(data: dict[str, Any]) -> tuple[bool, str]:
    graph = Graph().parse(data=json.dumps(data, default=str), format="json-ld")
    assert len(graph) > 20
    found, _report, text = validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")
    return bool(found), str(text)


def test_a_full_manual_holds_to_the_shapes() -> None:
    made = standard_manual(content=full_content())
    data = graph_of(made.pk)
    assert conforms(data) == (True, conforms(data)[1])
    for name in (
        "cv:hasInputType",
        "cv:hasCost",
        "cv:hasChannel",
        "cpsv:produces",
        "cpsv:follows",
        "cv:holdsRequirement",
        "cv:processingTime",
    ):
        assert data[name], name
    assert data["cv:hasCost"][0]["cv:hasValue"] == {"@value": 20.5, "@type": "xsd:double"}
    assert "cv:hasValue" not in data["cv:hasCost"][1]


@pytest.mark.parametrize("taken", ["dct:title", "dct:identifier", "cv:hasCompetentAuthority"])
def test_the_shapes_notice_what_is_missing(taken: str) -> None:
    data = graph_of(standard_manual(content=full_content()).pk)
    del data[taken]
    assert not conforms(data)[0]


def test_a_small_one_with_its_headings_and_an_agencys_own() -> None:
    made = small_country()
    local = adoption(standard_manual(), AgencyFactory())
    for manual_id in (made.manual.pk, made.local.pk, local.pk):
        found, text = conforms(graph_of(manual_id))
        assert found, text
    assert graph_of(made.manual.pk)["cv:isGroupedBy"][0]["dct:title"][0]["@value"] == "ห"


def test_what_nobody_wrote_is_not_asserted() -> None:
    unknown: Any = Listing[Fee](state=ListingState.UNKNOWN)
    data = graph_of(standard_manual(content=manual_content(fees=unknown)).pk)
    assert "cv:hasCost" not in data


@pytest.mark.parametrize(
    ("length", "wanted"),
    [
        (Duration.of(15, "minute"), "PT15M"),
        (Duration.of(2, "hour"), "PT2H"),
        (Duration.of(30, "day"), "P30D"),
        (Duration.of(1, "month"), "P1M"),
        (Duration.of(1, "year"), "P1Y"),
        (Duration.of(5, "working_day"), None),
        (Duration.of("0.5", "day"), None),
    ],
)
def test_times_keep_their_unit(length: Duration, wanted: str | None) -> None:
    assert xml_duration(length) == wanted


def test_it_is_answered_beside_the_page(client: Client) -> None:
    made = small_country()
    answer = client.get(f"/manual/{made.manual.procedure_id}.cpsv.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    assert answer.json() == json.loads(json.dumps(graph_of(made.manual.pk)))
    local = client.get(f"/manual/{made.manual.procedure_id}/at/{made.local.agency_id}.cpsv.jsonld")
    assert local.json()["cv:hasCompetentAuthority"]["dct:identifier"] == str(made.local.agency_id)
