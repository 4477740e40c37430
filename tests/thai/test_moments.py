from __future__ import annotations

import pytest

from infogo.thai.moments import without_moments
from infogo.thai.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("บัตรประชาชนหายเมื่อวันที่ 20 พ.ย. 2569", "บัตรประชาชนหาย"),
        ("ลูกเกิดวันที่ ๑๒ ตุลาคม ๒๕๖๙ ต้องแจ้งเกิด", "ลูกเกิด ต้องแจ้งเกิด"),
        ("ใบขับขี่หมดอายุ 15/3/2567", "ใบขับขี่หมดอายุ"),
        ("พ่อเสียที่บ้านเมื่อคืนนี้ตอนตีสอง", "พ่อเสียที่บ้าน"),
        ("ต่อบัตรที่เขตบางกะปิตอนเย็น", "ต่อบัตรที่เขตบางกะปิ"),
        ("ปิดร้านไปแล้วเดือนก่อน", "ปิดร้านไปแล้ว"),
        ("ตกงานตั้งแต่ 1 พ.ย. ลงทะเบียน", "ตกงาน ลงทะเบียน"),
        ("บัตรเก่าหมดอายุเมื่อปี 2565", "บัตรเก่าหมดอายุ"),
        ("ย้ายบ้านวันเสาร์อาทิตย์ได้", "ย้ายบ้าน ได้"),
        ("my visa expires on 5 December 2026", "my visa expires"),
        ("lost my card yesterday", "lost my card"),
        ("open on Wednesday morning", "open"),
    ],
)
def test_moments_are_taken_out(typed: str, left: str) -> None:
    assert without_moments(normalise(typed)) == left


@pytest.mark.parametrize(
    "typed",
    [
        "รายงานตัว 90 วัน",
        "ใบขับขี่หมดอายุมา 2 ปี",
        "แจ้งเกิดเกิน 15 วัน",
        "ลูกอายุ 7 ขวบ",
        "เปลี่ยนใบขับขี่ 2 ปีเป็น 5 ปี",
        "เปลี่ยนวันเกิดในทะเบียนบ้าน",
        "เบี้ยผู้สูงอายุ 600 บาท",
        "ภ.ง.ด.90",
        "ท.ร.14",
        "มาตรา 39 ทวิ",
        "ประกันสังคม ม.33",
        "แบบ ส.ด.9",
        "ตี่จับ เที่ยงธรรม",
        "work permit",
        "may i marry here",
        "march",
    ],
)
def test_what_tells_services_apart_stays(typed: str) -> None:
    assert without_moments(normalise(typed)) == normalise(typed)


def test_a_query_that_is_nothing_but_a_moment_stays() -> None:
    assert without_moments("วันที่ 5 ธันวาคม") == "วันที่ 5 ธันวาคม"
