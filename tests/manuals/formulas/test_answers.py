"""What a reader answers is read as people write, and refused kindly."""

from __future__ import annotations

import pytest

from infogo.manuals.computing import AnswerError, asked_in, read_answer
from tests.manuals.formulas.made import PRICE, SELLER, YEARS, business_tax, formula


@pytest.mark.parametrize(
    ("text", "value"),
    [("1500000", 1500000), ("1,500,000", 1500000), ("๑,๕๐๐ บาท", 1500), (" 2 000 ", 2000)],
)
def test_a_number_is_read_as_people_write_it(text: str, value: int) -> None:
    found = read_answer(PRICE, text)
    assert found is not None
    assert found.value == value


def test_nothing_typed_is_no_answer_and_no_mistake() -> None:
    assert read_answer(PRICE, "  ") is None


@pytest.mark.parametrize("text", ["ล้านห้า", "-5", "1e9", "1/0", "9" * 14, "1.23456", "\x00", "½"])
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(AnswerError, match="ใส่ราคาประเมินเป็นตัวเลข เช่น 1,500"):
        read_answer(PRICE, text)


def test_a_number_out_of_bounds_is_told_which_bound() -> None:
    with pytest.raises(AnswerError, match="ปีที่ถือครอง ต้องไม่เกิน 100 ปี"):
        read_answer(YEARS, "101")
    with pytest.raises(AnswerError, match="ต้องไม่น้อยกว่า 1,000 บาท"):
        read_answer(PRICE.model_copy(update={"lowest": 1000}), "999")


def test_a_choice_takes_only_its_answers() -> None:
    found = read_answer(SELLER, "บริษัท")
    assert found is not None
    assert (found.value, found.answer) == (2, "บริษัท")
    with pytest.raises(AnswerError, match="จากคำตอบที่มี"):
        read_answer(SELLER, "มูลนิธิ")


def test_formulas_of_one_manual_ask_each_thing_once() -> None:
    asked = asked_in((formula("2% ของ ราคา", PRICE), business_tax()))
    assert [each.code for each in asked] == ["ราคา", "ปี", "ผู้ขาย"]
