from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.highlight import Highlighter, Segment, highlight


def marked(raw: str, *terms: str) -> list[str]:
    return [segment.text for segment in highlight(raw, terms) if segment.is_match]


def test_words_are_marked_in_the_raw_text() -> None:
    assert marked("การขอมีบัตรประจำตัวประชาชนใหม่ กรณีหาย", "บัตร", "หาย") == ["บัตร", "หาย"]


def test_a_term_is_not_found_inside_another_word() -> None:
    assert marked("การค้าขาย", "การ") == ["การ"]
    assert marked("รายการ", "การ") == []


def test_spelling_variants_match() -> None:
    assert marked("แบบ ภ.ง.ด.90 ยื่นทางไปรษณีย์", "ภงด") == ["ภ.ง.ด"]
    assert marked("อายุ ๖๐ ปี", "60") == ["๖๐"]
    assert marked("Work Permit ใหม่", "work") == ["Work"]


def test_a_phrase_is_found_across_word_boundaries() -> None:
    assert marked("ทำบัตรประชาชนหาย", "บัตรประชาชน") == ["บัตรประชาชน"]


def test_nothing_to_mark() -> None:
    assert highlight("", ["บัตร"]) == ()
    assert highlight("บัตร", []) == (Segment("บัตร", False),)


@given(
    st.text(alphabet="กขงน่้ิีาเแ์ำ😀 aé\u0301.ๆ๑1", max_size=30),
    st.lists(st.text(alphabet="กขงน่้ิีาเแ", min_size=1, max_size=5), max_size=4),
)
def test_segments_join_to_the_raw_text_and_keep_marks_with_their_base(
    raw: str, terms: list[str]
) -> None:
    segments = highlight(raw, terms)
    assert "".join(segment.text for segment in segments) == raw
    for segment in segments[1:]:
        assert unicodedata.category(segment.text[0]) not in {"Mn", "Mc", "Me"}


@given(
    st.lists(st.text(alphabet="กขงน่้ิีาเแ์ำ aé.ๆ", max_size=20), min_size=1, max_size=4),
    st.lists(st.text(alphabet="กขงน่้ิีาเแ a", min_size=1, max_size=5), max_size=6),
)
def test_terms_dropped_because_no_text_has_them_mark_nothing(
    texts: list[str], terms: list[str]
) -> None:
    narrowed = Highlighter(terms, within=texts)
    for raw in texts:
        assert narrowed.segments(raw) == Highlighter(terms).segments(raw)


@given(st.lists(st.text("กาขคง่้ 1a", max_size=6), max_size=4), st.text("กาขคง่้ 1a", max_size=30))
def test_what_may_not_be_marked_is_not(terms: list[str], raw: str) -> None:
    highlighter = Highlighter(terms)
    if not highlighter.may_mark(raw):
        assert not highlighter.matched(raw)
