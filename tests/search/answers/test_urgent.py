"""Who searches for help that is needed now is told whom to call, and nobody else."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.search.answers.urgent import urgent_numbers
from infogo.search.words.lexicon import urgent_words
from tests.consistency.source import ROOT


@pytest.mark.parametrize(
    ("q", "numbers"),
    [
        ("รถชน", ("191", "1669")),
        ("รถชน ทำไงดี", ("191", "1669")),
        ("ไฟไหม้บ้าน โทรเบอร์อะไร", ("199",)),
        ("อยากตาย", ("1323",)),
        ("ผัวตี แจ้งใคร", ("1300", "191")),
        ("โดนหลอกโอนเงินไปแล้ว", ("1441",)),
        ("Help", ("191", "1669")),
        ("car accident, what should I do", ("191", "1669")),
        ("ไฟดับ", ("1130", "1129")),
    ],
)
def test_whom_to_call_is_told(q: str, numbers: tuple[str, ...]) -> None:
    assert urgent_numbers(q) == numbers


@pytest.mark.parametrize(
    "q",
    [
        "",
        "ตาย",
        "แจ้งตาย",
        "พ่อตาย",
        "หาย",
        "เล่มรถหาย",
        "บัตรหาย",
        "ขอเงินช่วยไฟไหม้",
        "น้ำท่วม ขอเงินช่วยเหลือ",
        "เบิกค่าคลอด",
        "police clearance",
        "fire safety certificate",
        "เบอร์โทร",
        "ทำยังไง",
    ],
)
def test_who_asks_for_a_service_is_told_of_no_number(q: str) -> None:
    assert urgent_numbers(q) == ()


def test_every_number_is_one_that_the_country_has_and_no_phrase_has_two_answers() -> None:
    path = ROOT / "demo/data/emergency_numbers.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        known = {row["number"] for row in csv.DictReader(lines)}
    assert {number for numbers, _words in urgent_words() for number in numbers} <= known
    for numbers, words in urgent_words():
        assert {word: urgent_numbers(word) for word in words} == dict.fromkeys(words, numbers)


@given(st.text())
def test_anything_can_be_typed(q: str) -> None:
    assert urgent_numbers(q) in {(), *(numbers for numbers, _words in urgent_words())}
