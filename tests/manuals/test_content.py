"""The content definition: what is refused, and how a local manual is merged."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from infogo.core.durations import Duration
from infogo.manuals.content import (
    LOCAL_SECTIONS,
    SECTIONS,
    Channel,
    ChannelKind,
    ChannelPurpose,
    Fee,
    FeeKind,
    LocalOverrides,
    ManualContent,
    Provenance,
    ProvenanceStatus,
    RequiredDocument,
    merge,
    overridden_sections,
    section_of,
)
from infogo.manuals.part import Listing, ListingState
from tests.factories import manual_content

NO_FEES = Listing[Fee](state=ListingState.NONE)


def test_the_form_has_nineteen_items_in_order() -> None:
    assert [section.number for section in SECTIONS] == list(range(1, 20))
    assert len({section.code for section in SECTIONS}) == 19


def test_every_field_of_a_section_exists_and_belongs_to_one_section() -> None:
    named = [name for section in SECTIONS for name in section.fields]
    assert len(named) == len(set(named))
    assert set(named) <= set(ManualContent.model_fields)


@pytest.mark.parametrize(
    ("state", "items"),
    [
        (ListingState.LISTED, ()),
        (ListingState.NONE, ("ต้องมีสัญชาติไทย",)),
        (ListingState.UNKNOWN, ("ต้องมีสัญชาติไทย",)),
    ],
)
def test_a_list_cannot_contradict_its_state(state: ListingState, items: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        Listing[str](state=state, items=items)


def test_a_new_list_is_unknown_and_not_none() -> None:
    fresh = Listing[str]()
    assert fresh.is_unknown
    assert not fresh.is_none


@pytest.mark.parametrize(
    "values",
    [
        {"kind": FeeKind.FIXED},
        {"kind": FeeKind.RANGE, "amount_satang": 500, "amount_max_satang": 100},
        {"kind": FeeKind.RANGE, "amount_satang": 500},
        {"kind": FeeKind.PERCENT},
        {"kind": FeeKind.FORMULA},
        {"kind": FeeKind.FIXED, "amount_satang": -1},
    ],
)
def test_a_fee_must_have_what_its_kind_needs(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Fee(item="ค่าคำขอ", **values)


def test_undeclared_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        ManualContent.model_validate({"colour": "red"})


def test_content_survives_storage_without_change() -> None:
    content = manual_content(fee_note="จ่ายที่เคาน์เตอร์")
    stored = content.model_dump(mode="json", exclude_defaults=True)
    assert ManualContent.model_validate(stored) == content


def test_only_filing_counts_as_online() -> None:
    def website(purpose: ChannelPurpose) -> Channel:
        return Channel(kind=ChannelKind.WEBSITE, purpose=purpose, description="เว็บไซต์")

    channels = Listing[Channel](
        state=ListingState.LISTED, items=tuple(website(purpose) for purpose in ChannelPurpose)
    )
    content = manual_content(channels=channels)
    assert content.online_channels == (website(ChannelPurpose.FILE),)
    assert content.booking_channels == (website(ChannelPurpose.BOOK),)


def test_a_copy_of_a_state_paper_is_unlawful_and_of_another_paper_is_not() -> None:
    paper = RequiredDocument(group="other", name="แผนที่", copies=2)
    card = RequiredDocument(group="identity_state", name="บัตร", copies=1, is_state_issued=True)
    assert not paper.asks_unlawful_copy
    assert card.asks_unlawful_copy


def test_without_overrides_the_standard_is_returned_unchanged() -> None:
    standard = manual_content()
    assert merge(standard, None) is standard
    assert merge(standard, LocalOverrides()) == standard


def test_an_overridden_section_is_taken_whole() -> None:
    standard = manual_content(fee_note="หมายเหตุของส่วนกลาง")
    merged = merge(standard, LocalOverrides(fees=NO_FEES))
    assert merged.fees == NO_FEES
    assert merged.fee_note == ""
    assert merged.documents == standard.documents


def test_a_local_total_replaces_the_standard_steps_too() -> None:
    total = Duration.of(3, "day")
    merged = merge(manual_content(), LocalOverrides(total=total))
    assert merged.total == total
    assert merged.steps.is_unknown


def test_a_local_provenance_stands_for_the_merged_document() -> None:
    checked = Provenance(status=ProvenanceStatus.VERIFIED)
    merged = merge(manual_content(), LocalOverrides(fees=NO_FEES, provenance=checked))
    assert merged.provenance == checked
    assert overridden_sections(LocalOverrides(provenance=checked)) == ()


def test_overridden_sections_come_in_the_order_of_the_form() -> None:
    overrides = LocalOverrides(remark="ปิดวันพุธ", fees=NO_FEES)
    assert overridden_sections(overrides) == ("fees", "remark")


@pytest.mark.parametrize("name", ["legal_bases", "service_areas", "deadline", "outputs"])
def test_what_belongs_to_the_whole_country_cannot_be_overridden(name: str) -> None:
    assert name not in LocalOverrides.model_fields
    with pytest.raises(ValidationError):
        LocalOverrides.model_validate({name: []})


def test_local_sections_are_those_that_an_agency_may_write() -> None:
    assert {section.code for section in LOCAL_SECTIONS} == {
        "statistics", "channels", "criteria", "steps", "step_reduction", "documents", "fees",
        "complaints", "forms", "remark",
    }  # fmt: skip


def test_an_unknown_section_is_an_error() -> None:
    with pytest.raises(KeyError):
        section_of("weather")


def test_a_percentage_is_exact() -> None:
    fee = Fee(item="โอน", kind=FeeKind.PERCENT, percent=Decimal("3.3"), percent_base="ราคาประเมิน")
    assert Fee.model_validate(fee.model_dump(mode="json")).percent == Decimal("3.3")
