from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.normalise import normalise
from infogo.thai.quantities import AGE, MONEY, TIME, Range, read_quantities

YEAR = 365.0


def read(text: str) -> list[tuple[str, float, float]]:
    return [(r.dimension, round(r.low), round(r.high, 0)) for r in read_quantities(normalise(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ใบขับขี่หมดอายุมา 2 ปีแล้ว", [(TIME, 730, 730)]),
        ("หมดอายุ 1–3 ปี", [(TIME, 365, 1095)]),
        ("หมดไม่เกิน ๑ ปี", [(TIME, 0, 365)]),
        ("หมดอายุ 3 ปีกว่า", [(TIME, 1095, 1460)]),
        ("ครึ่งปี", [(TIME, 182, 182)]),
        ("ที่พักสิบสองห้อง", [("rooms", 12, 12)]),
        ("6 months ago", [(TIME, 182, 182)]),
        ("ลูก 3 ขวบ", [(AGE, 1095, 1459)]),
        ("อายุ 17 ทำเองได้ไหม", [(AGE, 6205, 6569)]),
        ("อายุสิบแปดพอดี", [(AGE, 6570, 6934)]),
        ("น้องอายุสิบสองจะไปเกาหลี", [(AGE, 4380, 4744)]),
        ("อายุยี่สิบเอ็ดปี", [(AGE, 7665, 8029)]),
        ("อายุตั้งแต่ 7 ปีแต่ไม่เกิน 70 ปี", [(AGE, 2555, 25550)]),
        ("I am 65 years old", [(AGE, 23725, 24089)]),
        ("สามล้านบาท", [(MONEY, 3_000_000, 3_000_000)]),
        ("1,500 บาท", [(MONEY, 1500, 1500)]),
        ("200 ตร.ม.", [("area", 200, 200)]),
        ("บัตรประชาชน 13 หลัก", []),
        ("ภ.ง.ด. 90", []),
        ("มาตรา 33", []),
    ],
)
def test_amounts_are_read(text: str, expected: list[tuple[str, float, float]]) -> None:
    assert read(text) == expected


def test_comparisons_are_open_ranges() -> None:
    (over,) = read_quantities("เกิน 200 ตรม")
    assert over.high == math.inf and over.low > 200 and over.is_open
    (below,) = read_quantities("ต่ำกว่า 15 ปี")
    assert below.high < 15 * YEAR and below.is_open
    (upwards,) = read_quantities("อายุ 20 ปีขึ้นไป")
    assert (upwards.low, upwards.high, upwards.is_open) == (20 * YEAR, math.inf, True)


def test_ranges_meet_at_their_ends() -> None:
    assert Range(TIME, 365, 1095, True).meets(Range(TIME, 1095, 1095, False))
    assert not Range(TIME, 0, 365, True).meets(Range(TIME, 730, 730, False))


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(r.low <= r.high for r in read_quantities(text) if not r.is_open)


@given(st.integers(1, 99), st.sampled_from(["ปี", "เดือน", "วัน"]))
def test_an_amount_meets_itself(number: int, unit: str) -> None:
    (one,) = read_quantities(f"{number} {unit}")
    (up_to,) = read_quantities(f"ไม่เกิน {number} {unit}")
    (over,) = read_quantities(f"เกิน {number} {unit}")
    assert one.meets(up_to)
    assert not one.meets(over)
