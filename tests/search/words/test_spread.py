"""Words in names that people say of every other service weigh less than what is said of one."""

from __future__ import annotations

import pytest

from infogo.search.words.spread import EVEN, LEAST_OF_A_GRAM, LEAST_OF_A_WORD, spread_of

DEATH = ("แจ้งตาย", "มรณบัตร")
LATE_BIRTH = ("แจ้งเกิดเกินกำหนด",)
TAX = ("ต่อภาษีรถ",)
SHOP = ("จดทะเบียนพาณิชย์",)
SERVICES = [
    (DEATH, ["พ่อตายต้องแจ้งตายกี่วัน", "แจ้งตายเกินกำหนด", "ญาติตายที่บ้าน"]),
    (LATE_BIRTH, ["ลูกเกิดมาสองเดือนยังไม่แจ้งเกิด", "แจ้งเกิดเกินกำหนดเสียค่าปรับไหม"]),
    (TAX, ["ภาษีรถเกินกำหนดสองปี", "รถขาดต่อภาษี"]),
    (SHOP, ["จดพาณิชย์เกินกำหนด", "เปิดร้านต้องจดไหม"]),
]


def test_what_is_said_of_every_service_weighs_less_than_what_is_said_of_one() -> None:
    spread = spread_of(SERVICES)

    assert spread.of_words(["ตาย"]) == 1.0
    assert spread.of_words(["กำหนด"]) < spread.of_words(["เกิด"])
    assert LEAST_OF_A_WORD <= spread.of_words(["กำหนด"]) < 1.0


def test_trigrams_are_weighed_as_words_are() -> None:
    spread = spread_of(SERVICES)

    assert spread.of_gram("ตาย") == 1.0
    assert LEAST_OF_A_GRAM <= spread.of_gram("กำห") < 1.0


def test_words_together_weigh_their_mean_and_what_is_in_no_name_weighs_fully() -> None:
    spread = spread_of(SERVICES)
    less = spread.of_words(["กำหนด"])

    assert spread.of_words(["ค่าปรับ"]) == 1.0
    assert spread.of_words(["กำหนด", "ตาย"]) == pytest.approx((less + 1) / 2, abs=0.05)


def test_saying_it_once_of_others_spreads_less_than_saying_it_as_often() -> None:
    often = ["กลับรถ"] * 20
    rarely = spread_of([(("กลับรถ",), often), *[((f"อื่น{n}",), ["กลับรถ"]) for n in range(9)]])
    evenly = spread_of([(("กลับรถ",), often), *[((f"อื่น{n}",), often) for n in range(9)]])

    assert evenly.of_words(["กลับ"]) < rarely.of_words(["กลับ"])


def test_without_sayings_everything_weighs_the_same() -> None:
    assert spread_of([(DEATH, []), (TAX, [])]) == EVEN
    assert spread_of([]) == EVEN
