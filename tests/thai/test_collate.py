from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.thai.collate import by_name, sort_key, stored_key

# Order of the Royal Institute's dictionary: leading vowels under their consonant, vowels in the
# order ะ ั า ำ ิ ี ึ ื ุ ู เ แ โ ใ ไ, marks only between otherwise equal words.
PROVINCES = """
กระบี่ กรุงเทพมหานคร กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี ชัยนาท ชัยภูมิ
ชุมพร เชียงราย เชียงใหม่ ตรัง ตราด ตาก นครนายก นครปฐม นครพนม นครราชสีมา นครศรีธรรมราช นครสวรรค์
นนทบุรี นราธิวาส น่าน บึงกาฬ บุรีรัมย์ ปทุมธานี ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา
พะเยา พังงา พัทลุง พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์ แพร่ ภูเก็ต มหาสารคาม มุกดาหาร แม่ฮ่องสอน
ยโสธร ยะลา ร้อยเอ็ด ระนอง ระยอง ราชบุรี ลพบุรี ลำปาง ลำพูน เลย ศรีสะเกษ สกลนคร สงขลา สตูล
สมุทรปราการ สมุทรสงคราม สมุทรสาคร สระแก้ว สระบุรี สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี สุรินทร์
หนองคาย หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์ อุทัยธานี อุบลราชธานี
""".split()  # noqa: SIM905


def test_provinces_stand_in_dictionary_order() -> None:
    assert all(sort_key(a) < sort_key(b) for a, b in pairwise(PROVINCES))
    assert len(PROVINCES) == 77


@pytest.mark.parametrize(
    "in_order",
    [
        ["กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาก", "ก้าง", "กิน"],
        ["จุก", "จุ้น", "จูง", "เจอ", "แจก", "โจร", "ใจ", "ไจ"],
        ["คน", "ค้น", "คนละ", "ครบ"],
        ["เขต 2", "เขต 2 สาขา", "เขตบางรัก"],
        ["1", "2", "a", "b", "ก"],
    ],
)
def test_known_sequences(in_order: list[str]) -> None:
    assert all(sort_key(a) < sort_key(b) for a, b in pairwise(in_order))


def test_thai_and_arabic_digits_and_punctuation_are_equal() -> None:
    assert sort_key("เขต ๒ (สาขา)") == sort_key("เขต 2 สาขา")


@given(st.lists(st.text(alphabet="กขคงจฉชซญดตถทนบปผพฟมยรลวสหอะาิีึืุูเแโใไ่้๊๋็์ abz019", max_size=12)))
def test_the_stored_form_sorts_like_the_key_and_needs_no_locale(names: list[str]) -> None:
    assert sorted(names, key=stored_key) == sorted(names, key=sort_key)
    assert all(set(stored_key(name)) <= set("0123456789abcdef") for name in names)


def test_rows_of_a_menu_stand_as_in_a_dictionary() -> None:
    rows = [(1, "เปลี่ยนชื่อ"), (2, "ยื่นคำขอ"), (3, "แจ้งเกิด"), (4, "จดทะเบียน"), (5, "จดทะเบียน")]
    assert [pk for pk, _name in by_name(rows)] == [4, 5, 3, 1, 2]
