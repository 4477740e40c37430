"""A line of Thai ends between clauses; what the filter writes is safe and copied as it was."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup, escape

from infogo.display.filters import DOT, clauses, phrases, units


def test_short_clauses_are_kept_whole_and_long_ones_left_alone() -> None:
    long = "เวลาที่หน่วยงานสัญญาไว้ในคู่มือ"
    written = clauses(f"{long}{DOT}ขั้นตอนรวมกัน 15 นาที")
    assert '<span class="u-nowrap">·\N{NO-BREAK SPACE}ขั้นตอนรวมกัน</span>' in written
    assert written.startswith(f"{long} ")
    assert "15 <span" in written, "a number needs no help"


def test_nothing_is_added_to_the_text_and_nothing_gets_through() -> None:
    text = "ถาม <b>หน่วยงาน</b> ก่อนไป & up to 2 days"
    written = clauses(text)
    assert "<b>" not in written
    assert re.sub("<[^>]+>", "", written) == str(escape(text))


def test_a_title_breaks_between_its_phrases_and_reads_as_it_was() -> None:
    title = "ต่อใบขับขี่ (ยังไม่หมดหรือหมดไม่เกิน 1 ปี)"
    written = str(phrases(title))
    assert written == (
        '<span class="u-phrase">ต่อใบขับขี่</span>'
        ' <span class="u-phrase">(ยังไม่หมดหรือหมดไม่เกิน 1 ปี)</span>'
    )
    assert re.sub("<[^>]+>", "", written) == title
    assert phrases(escape(title)) == written  # a title of the program's own


@pytest.mark.parametrize(
    "title",
    [
        "แจ้งเกิดช้า",
        "Register a birth",
        "ขอ  สองช่อง",
        "ใบอนุญาตกิจการอันตรายต่อสุขภาพ (อู่ ร้านเสริมสวย ฟิตเนส โรงน้ำแข็ง)",
        Markup("<mark>แจ้ง</mark> เกิด"),
    ],
)
def test_a_title_of_one_phrase_or_a_long_one_or_with_marks_stays_as_it_is(title: str) -> None:
    assert phrases(title) is title


def test_what_a_title_says_is_escaped() -> None:
    assert "<b>" not in phrases("ขอ <b>ใบ</b>")


def test_a_number_stays_with_what_it_counts() -> None:
    space = "\N{NO-BREAK SPACE}"
    assert units("แจ้งภายใน 24 ชั่วโมง หรือ 7 วัน") == f"แจ้งภายใน 24{space}ชั่วโมง หรือ 7{space}วัน"
    assert units("within 24 hours") == "within 24 hours"
    assert isinstance(units(Markup("<b>6 เดือน</b>")), Markup)
