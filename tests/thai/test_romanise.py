from __future__ import annotations

import pytest

from infogo.thai.romanise import may_be_romanised, skeleton, skeleton_grams, thai_skeleton


@pytest.mark.parametrize(
    ("thai", "typed"),
    [
        ("ใบขับขี่", "bai khap khi"),
        ("จดทะเบียน", "jot tabian"),
        ("ต่อภาษีรถ", "tor pasee rot"),
        ("แจ้งเกิด", "jaeng gerd"),
        ("บัตรประชาชน", "bat prachachon"),
        ("โอนที่ดิน", "Oan thee din"),
        ("เปลี่ยนชื่อ", "plian chue"),
    ],
)
def test_different_spellings_of_a_sound_share_most_trigrams(thai: str, typed: str) -> None:
    wanted, given = set(skeleton_grams(thai_skeleton(thai))), set(skeleton_grams(skeleton(typed)))
    assert len(wanted & given) / len(wanted) >= 0.5


def test_different_words_share_few() -> None:
    first = set(skeleton_grams(thai_skeleton("ใบขับขี่")))
    assert not first & set(skeleton_grams(skeleton("chaeng tai")))


def test_only_latin_letters_may_be_romanised() -> None:
    assert may_be_romanised("bai khap khi")
    assert not may_be_romanised("ใบขับขี่")
    assert may_be_romanised("rai ngan tua 90 wan")
    assert not may_be_romanised("90")
    assert not may_be_romanised("")
