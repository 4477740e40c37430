"""Messages of at most so many letters: whole lines, the least important ones left out first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infogo.www.pages.short_text import MOST_LETTERS, Said, Several, fitted

word = st.text(alphabet="กขคงจฉที่ผู้ AB-12", min_size=1, max_size=60)
lines = st.builds(Said, word, st.integers(1, 9))
items = st.lists(lines, min_size=1, max_size=3).map(
    lambda found: [Said(line.text, found[0].rank + at) for at, line in enumerate(found)]
)
pieces = st.lists(lines | st.builds(Several, word, st.lists(items, max_size=25)), max_size=8).map(
    lambda found: [Said("หัวเรื่อง"), *found, Said("https://x.example/manual/1")]
)


@given(pieces, st.integers(200, 1000))
def test_it_never_grows_too_long_and_cuts_no_line(found: list[Said | Several], most: int) -> None:
    text = fitted(found, most)
    written = text.split("\n")
    assert written[0] == "หัวเรื่อง"
    assert written[-1] == "https://x.example/manual/1"
    whole = fitted(found, 10**6).split("\n")
    unknown = [line for line in written if line not in whole and "ดูที่ลิงก์ด้านล่าง" not in line]
    assert unknown == []
    headings = sum(len(one.heading) + 40 for one in found if isinstance(one, Several))
    assert len(text) <= max(most, headings + 60)


def test_what_fits_is_told_whole() -> None:
    found = [Said("ก"), Several("เอกสาร", [[Said("บัตร", 3), Said("ตัวจริง", 4)]]), Said("ลิงก์")]
    assert fitted(found) == "ก\nเอกสาร\n- บัตร\n  ตัวจริง\nลิงก์"


def test_items_that_are_left_out_are_counted() -> None:
    many = Several("เอกสาร", [[Said(f"เอกสารที่ {n} {'ก' * 90}", 3)] for n in range(20)])
    text = fitted([Said("ก"), many, Said("ลิงก์")])
    shown = text.count("- เอกสารที่")
    assert 5 < shown < 20
    assert f"- และอีก {20 - shown} รายการ ดูที่ลิงก์ด้านล่าง" in text
    assert len(text) <= MOST_LETTERS


def test_the_least_important_goes_first_and_details_before_their_items() -> None:
    places = Several("ที่", [[Said("ที่ว่าการอำเภอ", 2), Said("โทร 1111", 4), Said("ถนนยาว" * 20, 5)]])
    papers = Several("เอกสาร", [[Said(f"เอกสาร {n}", 3)] for n in range(5)])
    text = fitted([Said("ก"), papers, places], most=110)
    assert "ถนนยาว" not in text
    assert "โทร 1111" in text
    assert text.count("- เอกสาร") == 5


def test_a_list_that_is_left_out_whole_still_says_how_long_it_is() -> None:
    papers = Several("บางกรณี", [[Said("ก" * 80, 3)] for _n in range(4)])
    assert fitted([Said("ข"), papers], most=60) == "ข\nบางกรณี\n- 4 รายการ ดูที่ลิงก์ด้านล่าง"


def test_an_empty_list_says_nothing() -> None:
    assert fitted([Said("ก"), Several("เอกสาร", [])]) == "ก"
