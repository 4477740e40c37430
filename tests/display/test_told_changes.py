"""What changed is told in words that citizens use, and nothing is left out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings

from infogo.core.durations import Duration
from infogo.display.told_changes import Felt, in_groups, in_short, told
from infogo.manuals.content import (
    DocumentGroup,
    Fee,
    FeeKind,
    ManualContent,
    Provenance,
    ProvenanceStatus,
    RequiredDocument,
    Step,
    StepKind,
    TotalBasis,
)
from infogo.manuals.diff import diff_contents, diff_unlisted
from infogo.manuals.part import Listing, ListingState, Text
from tests.manuals.contents import contents

a_few = settings(max_examples=15, deadline=None)
LISTED = ListingState.LISTED


def paper(name: str, **given: Any) -> RequiredDocument:
    return RequiredDocument(group=DocumentGroup.OTHER, name=name, **given)


def papers(*items: RequiredDocument) -> ManualContent:
    return ManualContent(documents=Listing[RequiredDocument](state=LISTED, items=items))


def fees(*items: Fee) -> ManualContent:
    return ManualContent(fees=Listing[Fee](state=LISTED, items=items))


def fixed(item: str, satang: int, **given: Any) -> Fee:
    return Fee(item=item, kind=FeeKind.FIXED, amount_satang=satang, **given)


def steps(*items: Step) -> ManualContent:
    return ManualContent(steps=Listing[Step](state=LISTED, items=items))


def step(title: str, minutes: int | None = None, **given: Any) -> Step:
    duration = None if minutes is None else Duration.of(minutes, "minute")
    return Step(kind=StepKind.CONSIDERATION, title=title, duration=duration, **given)


def texts(old: ManualContent, new: ManualContent) -> list[str]:
    return [change.text for change in told(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            fees(fixed("ทำบัตรใหม่", 2_000)),
            fees(fixed("ทำบัตรใหม่", 3_000)),
            ["ค่าธรรมเนียม ทำบัตรใหม่: 20 บาท → 30 บาท"],
        ),
        (
            fees(fixed("ค่าบัตร", 2_000)),
            fees(fixed("ค่าบัตร", 0)),
            ["ค่าบัตร: 20 บาท → ไม่เสียค่าธรรมเนียม"],
        ),
        (
            fees(fixed("ค่าบัตร", 2_000)),
            fees(fixed("ค่าบัตร", 2_000, per="ฉบับ")),
            ["ค่าบัตร: 20 บาท → 20 บาท ต่อฉบับ"],
        ),
        (
            papers(paper("ทะเบียนบ้าน"), paper("รูปถ่าย", originals=0, copies=2, unit="ใบ")),
            papers(paper("ทะเบียนบ้าน")),
            ["ตัดเอกสาร: รูปถ่าย"],
        ),
        (
            papers(paper("ทะเบียนบ้าน")),
            papers(paper("ทะเบียนบ้าน"), paper("รูปถ่าย", originals=0, copies=2, unit="ใบ")),
            ["เพิ่มเอกสาร: รูปถ่าย (สำเนา 2 ใบ)"],
        ),
        (
            papers(paper("ทะเบียนบ้าน", copies=1)),
            papers(paper("ทะเบียนบ้าน")),
            ["เอกสาร ทะเบียนบ้าน: สำเนา 1 → ไม่ใช้"],
        ),
        (
            papers(paper("บัตรประจำตัวประชาชน")),
            papers(paper("หนังสือเดินทาง")),
            ["ตัดเอกสาร: บัตรประจำตัวประชาชน", "เพิ่มเอกสาร: หนังสือเดินทาง (ฉบับจริง 1 ฉบับ)"],
        ),
        (
            papers(paper("ทะเบียนบ้าน")),
            ManualContent(documents=Listing(state=ListingState.NONE)),
            ["ตัดเอกสาร: ทะเบียนบ้าน", "เอกสาร: คู่มือบอกว่าไม่มี"],
        ),
        (
            ManualContent(total=Duration.of(15, "day")),
            ManualContent(total=Duration.of(7, "working_day")),
            ["ระยะเวลารวม: 15 วัน → 7 วันทำการ"],
        ),
        (
            ManualContent(),
            ManualContent(total=Duration.of(7, "working_day"), total_basis=TotalBasis.LAW),
            [
                "ระยะเวลารวม: ไม่ได้บอก → 7 วันทำการ",
                "ที่มาของระยะเวลารวม: คู่มือกำหนด → กฎหมายกำหนด",
            ],
        ),
        (
            steps(step("ตรวจเอกสาร", 15), step("ออกบัตร", 5)),
            steps(step("ออกบัตร", 5), step("ตรวจเอกสาร", 10)),
            ["ขั้นตอน ตรวจเอกสาร: ระยะเวลา 15 นาที → 10 นาที", "เรียงลำดับใหม่: ขั้นตอน"],
        ),
        (
            ManualContent(remark="ข้อความเดิม"),
            ManualContent(remark="คำ " * 80),
            ["หมายเหตุ: แก้ข้อความ"],
        ),
        (
            ManualContent(),
            ManualContent(provenance=Provenance(status=ProvenanceStatus.VERIFIED)),
            ["ที่มาของข้อมูล: ตรวจสอบแล้วแค่ไหน ยังไม่ตรวจสอบ → ตรวจสอบแล้ว"],
        ),
    ],
)
def test_one_sentence_a_change(old: ManualContent, new: ManualContent, expected: list[str]) -> None:
    assert texts(old, new) == expected


def test_kinds_come_in_the_order_in_which_citizens_feel_them() -> None:
    old = papers(paper("ทะเบียนบ้าน")).model_copy(update={"remark": "เดิม"})
    new = papers(paper("ทะเบียนบ้าน"), paper("รูปถ่าย")).model_copy(
        update={
            "remark": "ใหม่",
            "total": Duration.of(1, "day"),
            "fees": fees(fixed("ค่าบัตร", 100)).fees,
            "criteria": Listing[Text](state=LISTED, items=("มีสัญชาติไทย",)),
        }
    )

    groups = in_groups(told(old, new))

    assert [group.felt for group in groups] == [
        Felt.DOCUMENTS,
        Felt.FEES,
        Felt.TIME,
        Felt.CONDITIONS,
        Felt.OTHER,
    ]
    assert in_short(told(old, new), most=2) == (
        "เพิ่มเอกสาร: รูปถ่าย (ฉบับจริง 1 ฉบับ) · เพิ่มค่าธรรมเนียม: ค่าบัตร (1 บาท) · อีก 3 อย่าง"
    )
    assert in_short(told(old, old)) == ""


@a_few
@given(contents, contents)
def test_something_is_told_exactly_where_something_differs(
    old: ManualContent, new: ManualContent
) -> None:
    differs = bool(diff_contents(old, new).changed or diff_unlisted(old, new))
    changes = told(old, new)
    assert bool(changes) == differs
    assert all(change.text.strip() and "  " not in change.what for change in changes)
    felt = [list(Felt).index(change.felt) for change in changes]
    assert felt == sorted(felt)


@a_few
@given(contents, contents)
def test_english_pages_know_which_words_are_thai(old: ManualContent, new: ManualContent) -> None:
    thai = re.compile("[\u0e01-\u0e5b]")
    with translation.override("en"):
        for change in told(old, new):
            assert not thai.search(change.what + change.detail), change
            for words, lang in (
                (change.before, change.before_lang),
                (change.after, change.after_lang),
            ):
                assert lang == ("th" if thai.search(words) else None), change
