"""A comparison shows every word of both sides, and nothing where nothing changed."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours import Hours
from infogo.manuals.case_words import code_names, in_names
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    DocumentGroup,
    ManualContent,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.diff import Change, SectionDiff, diff_contents, diff_words
from infogo.manuals.lines import items_of, lines_of
from infogo.manuals.part import Listing, ListingState, Text
from infogo.manuals.threeway import changed_sections
from tests.factories import manual_content
from tests.manuals.case_examples import PEOPLE, REASONS, card_manual
from tests.manuals.contents import contents, spaced

a_few = settings(max_examples=25, deadline=None)


def criteria(*lines: str) -> ManualContent:
    listed = Listing[Text](state=ListingState.LISTED, items=lines)
    return ManualContent(criteria=listed)


def papers(*names: str, **given: Any) -> ManualContent:
    made = tuple(RequiredDocument(group=DocumentGroup.OTHER, name=name, **given) for name in names)
    return ManualContent(documents=Listing[RequiredDocument](state=ListingState.LISTED, items=made))


def the_section(old: ManualContent, new: ManualContent) -> SectionDiff:
    (section,) = diff_contents(old, new).changed
    return section


def changes(old: ManualContent, new: ManualContent) -> list[tuple[Change, int | None, int | None]]:
    items = the_section(old, new).fields[0].items
    return [(item.change, item.old_at, item.new_at) for item in items]


@a_few
@given(contents)
def test_a_content_compared_with_itself_has_not_changed(content: ManualContent) -> None:
    assert diff_contents(content, content).changed == ()


@a_few
@given(contents, contents)
def test_every_text_of_both_sides_is_shown_where_it_stands(
    old: ManualContent, new: ManualContent
) -> None:
    compared = diff_contents(old, new)
    names = {**code_names(old), **code_names(new)}
    for side, content in (("old", old), ("new", new)):
        for section in compared.sections:
            shown = Counter(
                text
                for field in section.fields
                for item in field.items
                for line in item.lines
                if (text := getattr(line, side))
            )
            said = Counter(
                line.text
                for field in section.fields
                for item in items_of(getattr(content, field.name))
                for line in lines_of(in_names(item, names))
                if line.text
            )
            assert said <= shown, section.section.code


@a_few
@given(contents, contents)
def test_a_section_is_changed_exactly_when_its_values_differ(
    old: ManualContent, new: ManualContent
) -> None:
    shown = tuple(section.section.code for section in diff_contents(old, new).changed)
    assert shown == changed_sections(old, new)


@a_few
@given(contents, contents)
def test_every_item_of_both_sides_is_there_once(old: ManualContent, new: ManualContent) -> None:
    for section in diff_contents(old, new).sections:
        for field in section.fields:
            for side, content in (("old_at", old), ("new_at", new)):
                places = [
                    place for item in field.items if (place := getattr(item, side)) is not None
                ]
                assert sorted(places) == list(range(len(items_of(getattr(content, field.name)))))
                if side == "new_at":
                    assert places == sorted(places)


@given(st.just("") | spaced, st.just("") | spaced)
def test_runs_give_both_texts_back(old: str, new: str) -> None:
    runs = diff_words(old, new)
    assert "".join(run.text for run in runs if run.change is not Change.ADDED) == old
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == new


def test_words_inside_thai_are_told_apart() -> None:
    runs = diff_words("ยื่นคำขอภายในสามสิบวัน", "ยื่นคำขอภายในสิบห้าวัน")
    assert [run.text for run in runs if run.change is Change.KEPT] == ["ยื่นคำขอภายใน", "วัน"]
    assert "ยื่น" not in "".join(run.text for run in runs if run.change is not Change.KEPT)


def test_texts_with_nothing_in_common_are_replaced_whole() -> None:
    runs = diff_words("นำบัตรประชาชนมาแสดง", "ไม่มีค่าธรรมเนียม")
    assert [run.change for run in runs] == [Change.REMOVED, Change.ADDED]


def test_a_document_is_known_by_its_name_wherever_it_stands() -> None:
    old = papers("บัตรประชาชน", "โฉนด", "แผนที่")
    new = papers("โฉนด", "บัตรประชาชน", "แผนที่", "ภาพถ่าย")
    assert changes(old, new) == [
        (Change.KEPT, 1, 0),
        (Change.KEPT, 0, 1),
        (Change.KEPT, 2, 2),
        (Change.ADDED, None, 3),
    ]
    moved = [item.is_moved for item in the_section(old, new).fields[0].items]
    assert moved.count(True) == 1


def test_a_number_of_copies_is_a_change_of_that_document() -> None:
    old, new = papers("บัตรประชาชน", "โฉนด", copies=1), papers("บัตรประชาชน", "โฉนด", copies=0)
    items = the_section(old, new).fields[0].items
    assert len(items) == 2
    for item in items:
        (line,) = [line for line in item.lines if line.is_changed]
        assert (line.label, line.old, line.new) == ("สำเนา", "1", "0")


def test_a_rewritten_criterion_is_matched_by_its_words() -> None:
    old = criteria("ผู้ขอต้องมีชื่อในทะเบียนบ้านไม่น้อยกว่าหกเดือน", "ชำระภาษีครบถ้วน")
    new = criteria("ต้องเป็นเจ้าของอาคาร", "ผู้ขอต้องมีชื่อในทะเบียนบ้านไม่น้อยกว่าหนึ่งปี")
    assert changes(old, new) == [
        (Change.ADDED, None, 0),
        (Change.CHANGED, 0, 1),
        (Change.REMOVED, 1, None),
    ]


def test_no_fee_and_an_unsaid_fee_are_different() -> None:
    unsaid = manual_content(fees=Listing[Any]())
    free = manual_content(fees=Listing[Any](state=ListingState.NONE))
    section = the_section(unsaid, free)
    assert section.section.code == "fees"
    assert section.fields[0].items[0].lines[0].new == "ไม่มี"


def test_times_are_shown_in_their_own_units() -> None:
    def timed(value: int, unit: DurationUnit) -> ManualContent:
        step = Step(kind=StepKind.SIGNING, title="ลงนาม", duration=Duration.of(value, unit))
        return ManualContent(steps=Listing[Step](state=ListingState.LISTED, items=(step,)))

    old, new = timed(1, DurationUnit.DAY), timed(1, DurationUnit.WORKING_DAY)
    (line,) = [line for line in the_section(old, new).fields[0].items[0].lines if line.is_changed]
    assert (line.old, line.new) == ("1 วัน", "1 วันทำการ")


def test_a_difference_without_words_is_shown_as_stored() -> None:
    def opened(hours: Hours) -> ManualContent:
        channel = Channel(kind=ChannelKind.IN_PERSON, description="อำเภอ", hours=hours)
        return ManualContent(channels=Listing[Channel](state=ListingState.LISTED, items=(channel,)))

    old, new = opened(Hours.unknown("ตามนัด")), opened(Hours.unknown("ตามนัด").model_copy(
        update={"follows_public_holidays": True}
    ))  # fmt: skip
    lines = the_section(old, new).fields[0].items[0].lines
    assert [line.label for line in lines if line.is_changed] == ["ค่าที่เก็บไว้"]


@pytest.mark.parametrize("count", [1, 4])
def test_only_what_changed_is_listed(count: int) -> None:
    old = manual_content(remark="เดิม")
    new = old.model_copy(update={"remark": "ใหม่" * count})
    assert [section.section.code for section in diff_contents(old, new).changed] == ["remark"]


def test_cases_are_compared_in_their_names_and_not_in_codes() -> None:
    old = card_manual()
    papers = old.documents.items
    later = papers[1].model_copy(update={"cases": ("expired", "lost")})
    new = card_manual(
        documents=old.documents.model_copy(update={"items": (papers[0], later, *papers[2:])})
    )
    (section,) = diff_contents(old, new).changed
    (line,) = [line for item in section.fields[0].items for line in item.lines if line.is_changed]
    assert (line.label, line.old, line.new) == ("เฉพาะกรณี", "บัตรหมดอายุ", "บัตรหมดอายุ, บัตรหาย")


def test_a_case_that_is_called_otherwise_changes_itself_and_no_document() -> None:
    renamed = REASONS.rows[0].model_copy(update={"name": "ทำบัตรหาย"})
    table = REASONS.model_copy(update={"rows": (renamed, *REASONS.rows[1:])})
    (section,) = diff_contents(card_manual(), card_manual(cases=(table, PEOPLE))).changed
    assert section.section.code == "cases"
    (line,) = [
        line
        for field in section.fields
        for item in field.items
        for line in item.lines
        if line.is_changed
    ]
    assert "บัตรหาย: ทำบัตรเพราะอะไร: บัตรหาย" in line.old
    assert "ทำบัตรหาย: ทำบัตรเพราะอะไร: บัตรหาย" in line.new
