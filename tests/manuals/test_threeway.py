"""An agency decides only about sections it wrote itself and whose standard text changed."""

from __future__ import annotations

from hypothesis import given, settings

from infogo.manuals.content import (
    Fee,
    FeeKind,
    LocalOverrides,
    ManualContent,
    Provenance,
    ProvenanceStatus,
    merge,
    overridden_sections,
    section_of,
)
from infogo.manuals.part import Listing, ListingState, Part
from infogo.manuals.threeway import accept, changed_sections, stale_sections, three_way
from tests.factories import manual_content
from tests.manuals.contents import contents, overrides


def fees(satang: int) -> Listing[Fee]:
    fee = Fee(item="ค่าธรรมเนียม", kind=FeeKind.FIXED, amount_satang=satang)
    return Listing[Fee](state=ListingState.LISTED, items=(fee,))


a_few = settings(max_examples=25, deadline=None)
OLD = manual_content(fees=fees(100_00), remark="เดิม")
NEW = manual_content(fees=fees(50_00), remark="ใหม่", reference_name="ชื่อใหม่")
MINE = LocalOverrides(fees=fees(80_00), complaints=Listing(state=ListingState.NONE))


def test_a_change_elsewhere_needs_no_decision() -> None:
    new = manual_content(fees=fees(100_00), remark="ใหม่")
    assert three_way(OLD, new, MINE) == ()
    assert merge(new, MINE).remark == "ใหม่"


def test_a_changed_section_shows_all_three() -> None:
    (choice,) = three_way(OLD, NEW, MINE)
    assert choice.code == "fees"
    standard = [line for item in choice.standard_change.fields[0].items for line in item.lines]
    assert [(line.old, line.new) for line in standard if line.is_changed] == [("100 บาท", "50 บาท")]
    mine = [line for item in choice.mine_against_new.fields[0].items for line in item.lines]
    assert [(line.old, line.new) for line in mine if line.is_changed] == [("80 บาท", "50 บาท")]
    assert not choice.is_settled


def test_mine_that_already_says_the_new_text_is_settled() -> None:
    (choice,) = three_way(OLD, NEW, LocalOverrides(fees=fees(50_00)))
    assert choice.is_settled


def test_accepting_follows_the_standard_in_that_section_only() -> None:
    kept = accept(MINE, ["fees"])
    assert overridden_sections(kept) == ("complaints",)
    assert merge(NEW, kept).fees == NEW.fees
    assert merge(NEW, kept).complaints.is_none


def test_accepting_all_leaves_nothing_of_ones_own() -> None:
    vouched = MINE.model_copy(update={"provenance": Provenance(status=ProvenanceStatus.VERIFIED)})
    assert accept(vouched, ["fees", "complaints"]) == LocalOverrides()


@a_few
@given(contents, contents, overrides)
def test_accepting_what_is_stale_gives_the_new_standard_there_and_mine_elsewhere(
    old: ManualContent, new: ManualContent, mine: Part
) -> None:
    stale = stale_sections(old, new, mine)
    merged = merge(new, accept(mine, stale))
    before = merge(new, mine)
    for code in ("documents", "fees", "steps", "channels", "remark", "reference_name"):
        expected = new if code in stale else before
        for name in section_of(code).fields:
            assert getattr(merged, name) == getattr(expected, name)


@a_few
@given(contents, contents, overrides)
def test_only_overridden_and_changed_sections_are_stale(
    old: ManualContent, new: ManualContent, mine: Part
) -> None:
    stale = set(stale_sections(old, new, mine))
    assert stale == set(overridden_sections(mine)) & set(changed_sections(old, new))
    assert [choice.code for choice in three_way(old, new, mine)] == list(
        stale_sections(old, new, mine)
    )


@a_few
@given(contents, overrides)
def test_nothing_is_stale_when_the_standard_did_not_change(
    content: ManualContent, mine: Part
) -> None:
    assert three_way(content, content, mine) == ()
