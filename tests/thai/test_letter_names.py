"""Names of letters are read as abbreviations that are known, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.letter_names import LetterNames
from infogo.thai.normalise import normalise

KNOWN = (
    "ปปช",
    "กยศ",
    "สปก",
    "อบต",
    "กบข",
    "กต",
    "มก",
    "สว",
    "คน",
    "ตม30",
    "ทร14/1",
    "ทร6",
    "ภพ20",
    "รง4",
    "tm30",
    "tv",
    "hiv",
    "dsi",
)
NAMES = LetterNames(KNOWN, frozenset({"คน"}))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ปอปอชอ ร้องนายก", "ปปช ร้องนายก"),
        ("ขอปอปอชอ", "ขอ ปปช"),
        ("ที่สอปอกอสิตกถึงลูกบ่", "ที่ สปก สิตกถึงลูกบ่"),
        ("กอยอสอ", "กยศ"),  # สอ is ศ as well
        ("ออบอตอบางปู", "อบต บางปู"),
        ("ตอมอสามสิบ", "ตม 30"),
        ("ตอมอ 47", "ตม 47"),
        ("ทอรอสิบสี่", "ทร 14"),
        ("ขอรองอสี่", "ขอ รง 4"),
        ("พอพอยี่สิบ", "ภพ 20"),
        ("ทีเอ็ม 30", "tm 30"),
        ("มอกอ", "มก"),
        ("สอวอ", "สว"),
    ],
)
def test_known_abbreviations_are_read(typed: str, read: str) -> None:
    assert NAMES.read(normalise(typed)) == read


@pytest.mark.parametrize(
    "typed",
    [
        "ขอรอคิว",
        "หมอบอกว่าพิการ",
        "ขอมอบอำนาจ",
        "คอนอ",  # คน is a word, and nobody spells it
        "ดีเอสไอ",  # known as it is written
        "พอรอนานมาก",
        "บอจอ",  # not known
        "สอบอกสั่ง",
        "กอตอตือร๊ะ",  # a subdistrict
        "เจ็บคอรอสองวัน",
        "ปวดคอรอ 3 วันแล้ว",
        "ตอมอ 3 ต้นร้าว",
        "พอพอหก",  # no form of this number
        "ขายทีวี 2 เครื่อง",
        "ติดเอชไอวี 2 ปีแล้ว",
        "",
    ],
)
def test_everything_else_stays(typed: str) -> None:
    assert NAMES.read(normalise(typed)) == normalise(typed)


@given(st.text("กขคตมปพรสอชยิีเาห่์ สิบหนึ่ง0123ทีเอ็ม", max_size=60))
def test_any_text_is_read_once_and_for_all(text: str) -> None:
    once = NAMES.read(normalise(text))
    assert normalise(once) == once
