from __future__ import annotations

import pytest

from infogo.thai.spacing import joined
from tests.thai.vocabularies import Words

KNOWN = Words("ใบ ขับขี่ บัตร ประชาชน หาย แจ้ง เกิด ต่อ ภาษี รถ โอน ที่ดิน")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ใบ ขับ ขี่", "ใบขับขี่"),
        ("บัตร ประ ชา ชน หาย", "บัตรประชาชนหาย"),
        ("โอ นที่ดิน", "โอนที่ดิน"),
        ("ต่อ ภา ษี รถ", "ต่อภาษีรถ"),
    ],
)
def test_stray_spaces_are_closed(typed: str, meant: str) -> None:
    assert joined(typed, KNOWN) == meant


@pytest.mark.parametrize("typed", ["แจ้ง เกิด", "โอน ที่ดิน", "work permit", "", "บัตรหาย"])
def test_spaces_between_words_change_nothing(typed: str) -> None:
    assert joined(typed, KNOWN) is None
