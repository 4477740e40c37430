from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.layout import other_keys, restored, to_thai, to_us
from tests.thai.vocabularies import Words

KNOWN = Words("สวัสดี บัตร ประชาชน หาย ต่อ ภาษี รถ ใบ ขับขี่ passport work permit visa id card filing")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("l;ylfu", "สวัสดี"),
        ("[y9ixit=k=oskp", "บัตรประชาชนหาย"),
        ("9jv4kKui5", "ต่อภาษีรถ"),
        ("ยฟหหยนพะ", "passport"),
        ("ไนพา ยำพทระ", "work permit"),
        ("บัตรxitชาชนหาย", "บัตรประชาชนหาย"),
        ("ต่อภาษีi5", "ต่อภาษีรถ"),
    ],
)
def test_a_forgotten_switch_is_undone(typed: str, meant: str) -> None:
    assert restored(typed, KNOWN, KNOWN) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "ทำpassport", "ต่อvisaรถ", "ใบabcขับขี่",
        "passport", "visa", "ID card", "DBD e-filing", "hello world", "bat prachachon", "ya",
        "4-01", "90", "08.30", "", "บัตรประชาชนหาย", "ใบ ขับ ขี่", "ต่อ ภา ษี รถ", "อย", "!!!",
    ],
)  # fmt: skip
def test_what_was_meant_is_left_alone(typed: str) -> None:
    assert restored(typed, KNOWN, KNOWN) is None


@given(st.text(alphabet=[chr(code) for code in range(0x21, 0x7F)]))
def test_the_keys_map_one_to_one(text: str) -> None:
    assert to_us(to_thai(text)) == text


def test_what_no_english_looks_like_was_meant_as_thai() -> None:
    english = Words("di ry on")
    assert to_us("กรมพัฒน์") == "di,ry<oN"
    assert restored("กรมพัฒน์", english, Words("")) is None


@pytest.mark.parametrize(("typed", "other"), [("rklxv", "พาสปอ"), ("ยฟหหยน", "passpo"), ("g", "เ")])
def test_the_other_keys_are_those_of_the_other_script(typed: str, other: str) -> None:
    assert other_keys(typed) == other


def test_initials_that_are_known_were_meant_as_thai() -> None:
    known = Words("lo xx xxm ปปช")
    assert to_us("สนง ปปช") == "lo' xx="
    assert restored("สนง ปปช", known, Words("")) is None
    assert restored("สนง ปปท", known, Words("")) == "lo' xxm"


def test_no_thai_begins_with_a_mark_that_needs_a_letter() -> None:
    assert to_thai("j[y9i") == "่บัตร"
    assert restored("[y9i", KNOWN, KNOWN) == "บัตร"
    assert restored("j[y9i", KNOWN, KNOWN) is None
