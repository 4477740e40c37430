from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai import rtgs as module
from infogo.thai.rtgs import rtgs

THAI = [chr(code) for code in range(0x0E01, 0x0E4F)]


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("ทะเบียน", "thabian"),
        ("เปลี่ยน", "plian"),
        ("เมือง", "mueang"),
        ("เกิด", "koet"),
        ("เพราะ", "phro"),
        ("เข้า", "khao"),
        ("ใหญ่", "yai"),
        ("ควาย", "khwai"),
        ("สวน", "suan"),
        ("หนี้", "ni"),
        ("อยู่", "yu"),
        ("กรรม", "kam"),
        ("ขนส่ง", "khonsong"),
        ("มอเตอร์ไซค์", "motoesai"),
        ("บัตร", "bat"),
        ("ประชาชน", "prachachon"),
        ("passport", "passport"),
    ],
)
def test_words_sound_as_they_are_read(word: str, sound: str) -> None:
    assert rtgs(word) == sound


def test_every_exception_is_needed() -> None:
    path = Path(module.__file__).with_name("romanised.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["word"] for row in rows}) == len(rows)
    for row in rows:
        assert module._by_rule(row["word"]) != row["rtgs"], f"{row['word']}: the rules know it"


@given(st.text(alphabet=THAI, max_size=30))
def test_any_thai_becomes_latin(text: str) -> None:
    assert rtgs(text).isascii()


@given(st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    rtgs(text)
