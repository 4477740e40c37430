"""A line of Thai ends between clauses; what the filter writes is safe and copied as it was."""

from __future__ import annotations

import re

from markupsafe import escape

from infogo.display.filters import DOT, clauses


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
