"""The plain columns that lists and reports read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from infogo.core.durations import Duration
from infogo.manuals import services
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    Fee,
    FeeKind,
    ManualContent,
    Provenance,
    ProvenanceStatus,
    RequiredDocument,
)
from infogo.manuals.models import Document, DocumentRole, ProcedureDocument
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.projection import fact_columns
from tests.factories import ACTOR, manual_content, standard_manual
from tests.manuals.formulas.made import business_tax


def fees(*items: Fee) -> Listing[Fee]:
    return Listing[Fee](state=ListingState.LISTED, items=items)


def fee(kind: FeeKind, amount: int | None = None, **more: Any) -> Fee:
    return Fee(item="ค่าธรรมเนียม", kind=kind, amount_satang=amount, **more)


def channels(*items: Channel) -> Listing[Channel]:
    return Listing[Channel](state=ListingState.LISTED, items=items)


PERCENT = fee(FeeKind.PERCENT, percent=Decimal(2), percent_base="ราคาประเมิน")


@pytest.mark.parametrize(
    ("listing", "free", "unknown", "variable", "low", "high"),
    [
        (Listing[Fee](state=ListingState.NONE), True, False, False, None, None),
        (Listing[Fee](), False, True, False, None, None),
        (fees(fee(FeeKind.FREE, 0)), True, False, False, 0, 0),
        (fees(fee(FeeKind.FIXED, 500)), False, False, False, 500, 500),
        (
            fees(fee(FeeKind.FIXED, 500), fee(FeeKind.RANGE, 100, amount_max_satang=900)),
            False, False, False, 100, 900,
        ),
        (fees(fee(FeeKind.FREE, 0), PERCENT), False, False, True, 0, 0),
        (fees(PERCENT), False, False, True, None, None),
        (fees(fee(FeeKind.FREE, 0, computed=business_tax())), False, False, True, 0, 0),
    ],
)  # fmt: skip
def test_fee_columns(
    listing: Listing[Fee],
    free: bool,
    unknown: bool,
    variable: bool,
    low: int | None,
    high: int | None,
) -> None:
    columns = fact_columns(manual_content(fees=listing))
    assert columns["is_free"] is free
    assert columns["is_fee_unknown"] is unknown
    assert columns["has_variable_fee"] is variable
    assert (columns["fee_low_satang"], columns["fee_high_satang"]) == (low, high)


def test_the_promised_time_keeps_its_unit() -> None:
    total = Duration(value_min=15, value_max=30, unit="working_day")
    columns = fact_columns(manual_content(total=total))
    assert (columns["duration_value"], columns["duration_unit"]) == (30, "working_day")
    unknown = fact_columns(manual_content(total=None))
    assert (unknown["duration_value"], unknown["duration_unit"]) == (None, "")


def test_online_means_that_everybody_can_file_from_home() -> None:
    site = Channel(kind=ChannelKind.WEBSITE, description="เว็บไซต์")
    booking = site.model_copy(update={"purpose": ChannelPurpose.BOOK})
    bangkok = site.model_copy(update={"provinces": ("10",)})
    assert fact_columns(manual_content(channels=channels(site)))["is_online"]
    assert not fact_columns(manual_content(channels=channels(booking)))["is_online"]
    assert not fact_columns(manual_content(channels=channels(bangkok)))["is_online"]
    assert not fact_columns(manual_content())["is_online"]


def test_only_verified_facts_are_no_sample() -> None:
    verified = Provenance(status=ProvenanceStatus.VERIFIED)
    assert not fact_columns(manual_content(provenance=verified))["is_sample"]
    assert fact_columns(manual_content())["is_sample"]


def test_an_empty_manual_counts_nothing() -> None:
    columns = fact_columns(ManualContent())
    assert columns["document_count"] == columns["step_count"] == columns["fee_count"] == 0
    assert columns["is_fee_unknown"]
    assert not columns["is_free"]
    assert not columns["asks_copies"]


def _documents(*documents: RequiredDocument) -> Listing[RequiredDocument]:
    return Listing[RequiredDocument](state=ListingState.LISTED, items=documents)


@pytest.mark.django_db
def test_the_document_graph_holds_canonical_documents_and_outputs() -> None:
    for name in ("บัตรประจำตัวประชาชน", "ทะเบียนบ้าน", "ใบอนุญาต"):
        Document.objects.create(name_th=name)
    documents = _documents(
        RequiredDocument(group="identity_state", name="บัตรของผู้ขอ", canonical="บัตรประจำตัวประชาชน"),
        RequiredDocument(group="identity_state", name="ทะเบียนบ้าน", condition="กรณีย้าย"),
        RequiredDocument(group="other", name="แผนที่วาดเอง"),
    )
    manual = standard_manual(content=manual_content(documents=documents, outputs=("ใบอนุญาต",)))
    rows = ProcedureDocument.objects.filter(procedure=manual.procedure)
    assert set(rows.values_list("document__name_th", "role", "is_conditional")) == {
        ("บัตรประจำตัวประชาชน", DocumentRole.REQUIRED, False),
        ("ทะเบียนบ้าน", DocumentRole.REQUIRED, True),
        ("ใบอนุญาต", DocumentRole.OUTPUT, False),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("conditions", [("", "กรณีมีพยาน"), ("กรณีมีพยาน", "")])
def test_a_document_that_is_asked_for_twice_is_needed_if_it_ever_is(
    conditions: tuple[str, str],
) -> None:
    Document.objects.create(name_th="บัตรประจำตัวประชาชน")
    documents = _documents(
        *(
            RequiredDocument(
                group="other", name=name, canonical="บัตรประจำตัวประชาชน", condition=condition
            )
            for name, condition in zip(("บัตรของผู้ขอ", "บัตรของพยาน"), conditions, strict=True)
        )
    )
    manual = standard_manual(content=manual_content(documents=documents))
    assert not ProcedureDocument.objects.get(procedure=manual.procedure).is_conditional


@pytest.mark.django_db
def test_a_new_edition_replaces_the_graph() -> None:
    Document.objects.create(name_th="บัตรประจำตัวประชาชน")
    manual = standard_manual()
    assert manual.procedure.document_uses.count() == 1
    none = Listing[RequiredDocument](state=ListingState.NONE)
    services.publish_standard(manual=manual, content=manual_content(documents=none), actor=ACTOR)
    assert manual.procedure.document_uses.count() == 0
