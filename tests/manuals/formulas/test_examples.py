"""A formula that does not give what its officers worked out cannot be published."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from infogo.core.durations import Duration
from infogo.manuals.answers import MOST_QUESTIONS
from infogo.manuals.content import FeeKind
from infogo.manuals.formulas import FormulaInput, FormulaOption, GivenValue
from infogo.manuals.lint.findings import Finding, Subject
from infogo.manuals.lint.run import check
from infogo.manuals.rule_sets import RuleParameters, Severity
from tests.factories import manual_content
from tests.manuals.formulas.made import (
    PRICE,
    SELLER,
    TAX,
    YEARS,
    business_tax,
    computed_fee,
    example,
    fees,
    formula,
)
from tests.manuals.lint.law import TODAY, findings

RIGHT = business_tax()


def found_in(*computed: Any, **content: Any) -> list[Finding]:
    listed = fees(*(computed_fee(each) for each in computed)) if computed else fees(computed_fee())
    return findings(manual_content(fees=listed, **content), "formula-examples")


def test_a_formula_that_gives_its_examples_is_right() -> None:
    assert found_in(RIGHT) == []


def test_a_broken_example_says_what_was_expected_what_was_computed_and_how() -> None:
    broken = RIGHT.model_copy(
        update={"examples": (*RIGHT.examples, example(40000, ราคา=1000000, ปี=1, ผู้ขาย="บุคคล"))}
    )
    (finding,) = found_in(broken)
    assert finding.is_blocking
    assert (finding.section, finding.path) == ("fees", "fees.0.computed.examples.3.result")
    assert finding.reason == "ต้องได้ 40,000 บาท แต่สูตรคิดได้ 33,000 บาท"
    assert "เพราะปีที่ถือครอง 1 ปี ไม่เกิน 5 → 3.3% ของ 1,000,000 บาท = 33,000 บาท" in finding.todo


def test_no_rule_set_can_switch_arithmetic_off() -> None:
    broken = RIGHT.model_copy(update={"examples": (example(1, ราคา=1, ปี=1, ผู้ขาย="บุคคล"),) * 2})
    content = manual_content(fees=fees(computed_fee(broken)))
    no_law = RuleParameters.model_construct(lint={})
    found = check(Subject(content=content, today=TODAY), no_law)
    assert {each.rule for each in found} == {"formula-examples"}
    assert all(each.is_blocking for each in found)


@pytest.mark.parametrize(
    ("changed", "path", "words"),
    [
        ({"expression": "ราคา * อัตรา"}, "expression", "ไม่รู้จัก “อัตรา”"),
        ({"examples": RIGHT.examples[:1]}, "examples", "ต้องมีอย่างน้อย 2 ข้อ"),
        ({"examples": (*RIGHT.examples, example(0, ราคา=1, ปี=9))}, "examples.3.given",
         "ยังไม่มีค่าของ ใครขาย"),
        ({"examples": (*RIGHT.examples, example(0, ราคา=1, ปี=101, ผู้ขาย="บุคคล"))},
         "examples.3.given", "ต้องไม่เกิน 100 ปี"),
        ({"examples": (*RIGHT.examples, example(0, ราคา=1, ปี=1, ผู้ขาย="บุคคล", อายุ=1))},
         "examples.3.given", "ไม่มีคำถามชื่อย่อ “อายุ”"),
        ({"inputs": (*RIGHT.inputs, PRICE)}, "inputs.3.code", "มีชื่อย่อ “ราคา” แล้ว"),
        ({"inputs": (*RIGHT.inputs, PRICE.model_copy(update={"code": "ถ้า"}))}, "inputs.3.code",
         "ใช้ไม่ได้"),
        ({"inputs": (PRICE.model_copy(update={"label": ""}), YEARS, SELLER)}, "inputs.0.label",
         "ยังไม่มีคำถาม"),
        ({"inputs": (PRICE, YEARS.model_copy(update={"lowest": Decimal(200)}), SELLER)},
         "inputs.1.lowest", "มากกว่าค่ามากที่สุด"),
        ({"inputs": (PRICE, YEARS, SELLER.model_copy(update={"options": SELLER.options * 2}))},
         "inputs.2.options.2.code", "มีชื่อย่อ “บุคคล” แล้ว"),
        ({"inputs": (PRICE, YEARS, SELLER.model_copy(update={"options": SELLER.options[1:]}))},
         "inputs.2.options", "ข้อเดียว"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_where_it_stands(
    changed: dict[str, Any], path: str, words: str
) -> None:
    wrong = [each for each in found_in(RIGHT.model_copy(update=changed)) if each.is_blocking]
    at_place = [each for each in wrong if each.path == f"fees.0.computed.{path}"]
    assert [words in each.reason for each in at_place][:1] == [True], wrong


def test_an_input_that_is_asked_for_nothing_is_a_warning() -> None:
    floor = FormulaInput(code="ชั้น", label="จำนวนชั้น")
    (finding,) = found_in(RIGHT.model_copy(update={"inputs": (*RIGHT.inputs, floor)}))
    assert (finding.severity, finding.path) == (Severity.WARNING, "fees.0.computed.inputs.3")


def test_a_result_below_nothing_is_found() -> None:
    below = formula("ราคา - 500", PRICE, examples=(example(0, ราคา=500), example(0, ราคา=100)))
    (finding,) = found_in(below)
    assert "น้อยกว่า 0" in finding.reason


def test_one_code_asks_one_thing_in_all_formulas_of_a_manual() -> None:
    other = PRICE.model_copy(update={"label": "ราคาขาย"})
    second = formula("2% ของ ราคา", other, examples=(example(2, ราคา=100), example(4, ราคา=200)))
    (finding,) = found_in(RIGHT, second)
    assert (finding.path, finding.is_blocking) == ("fees.1.computed.inputs.0", True)
    assert "ใช้ถามอีกเรื่อง" in finding.reason


def test_no_more_is_asked_than_a_page_can_ask() -> None:
    inputs = [
        FormulaInput(code=f"ข้อ{number}", label=f"ข้อที่ {number}")
        for number in range(MOST_QUESTIONS + 1)
    ]

    def asking(*asked: FormulaInput) -> list[Finding]:
        right = example(len(asked), **{each.code: 1 for each in asked})
        written = " + ".join(each.code for each in asked)
        return found_in(formula(written, *asked, examples=(right, right)))

    assert asking(*inputs[:-1]) == []
    (finding,) = asking(*inputs)
    assert (finding.path, finding.is_blocking) == ("fees.0.computed.inputs", True)
    assert f"{len(inputs)} ข้อ" in finding.reason


def test_one_question_has_one_pair_of_limits() -> None:
    other = PRICE.model_copy(update={"highest": Decimal(500)})
    second = formula("2% ของ ราคา", other, examples=(example(2, ราคา=100), example(4, ราคา=200)))
    (finding,) = found_in(RIGHT, second)
    assert (finding.path, finding.is_blocking) == ("fees.1.computed.inputs.0", True)
    assert "รับค่าได้ไม่เท่ากัน" in finding.reason


def test_answers_that_a_formula_cannot_tell_apart_are_a_warning() -> None:
    same = SELLER.model_copy(
        update={"options": tuple(o.model_copy(update={"value": 0}) for o in SELLER.options)}
    )
    examples = (example(100, ผู้ขาย="บริษัท"), example(100, ผู้ขาย="บริษัท"))
    asked = formula("ถ้า(ผู้ขาย = ผู้ขาย.บริษัท, 100, 50)", same, examples=examples)
    (finding,) = found_in(asked)
    assert (finding.path, finding.is_blocking) == (
        "fees.0.computed.inputs.0.options.1.value",
        False,
    )
    assert "“บุคคลธรรมดา” กับ “บริษัท”" in finding.reason
    rates = (example(0, ผู้ขาย="บริษัท"), example(0, ผู้ขาย="บุคคล"))
    assert found_in(formula("ผู้ขาย * 100", same, examples=rates)) == []


def test_a_fixed_amount_may_ask_how_many() -> None:
    count = FormulaInput(code="จำนวน", label="จำนวนฉบับ", unit="ฉบับ")
    sheets = formula("40 * จำนวน", count, examples=(example(40, จำนวน=1), example(90, จำนวน=2)))
    fee = computed_fee(sheets, kind=FeeKind.FIXED, amount_satang=4000, per="ฉบับ")
    (finding,) = findings(manual_content(fees=fees(fee)), "formula-examples")
    assert finding.reason == "ต้องได้ 90 บาท แต่สูตรคิดได้ 80 บาท"


def test_a_time_is_computed_in_the_unit_of_the_total_and_stays_within_it() -> None:
    floors = FormulaInput(code="ชั้น", label="จำนวนชั้น", highest=Decimal(99))
    days = formula("10 + 5 * ชั้น", floors, examples=(example(15, ชั้น=1), example(20, ชั้น=2)))
    total = Duration.of(45, "working_day")
    assert found_in(total=total, total_formula=days) == []
    over = days.model_copy(update={"examples": (*days.examples, example(60, ชั้น=10))})
    (finding,) = found_in(total=total, total_formula=over)
    assert (finding.section, finding.path) == ("steps", "total_formula.examples.2.result")
    assert "60 วันทำการ เกินระยะเวลารวม 45 วันทำการ" in finding.reason
    (finding,) = found_in(total=None, total_formula=days)
    assert "ยังไม่มีระยะเวลารวม" in finding.reason


def test_options_stand_for_numbers() -> None:
    kind = FormulaInput(
        code="ชนิด", label="ชนิดป้าย",
        options=(FormulaOption(code="ไทย", label="ไทยล้วน", value=Decimal(5)),
                 FormulaOption(code="ผสม", label="ไทยปนอังกฤษ", value=Decimal(26))),
    )  # fmt: skip
    sign = formula("ไม่น้อยกว่า(ชนิด * 100, 2000)", kind,
                   examples=(example(2000, ชนิด="ไทย"), example(2600, ชนิด="ผสม")))  # fmt: skip
    assert found_in(sign) == []
    assert GivenValue(input="ชนิด", value="ไทย") in sign.examples[0].given
    assert TAX in RIGHT.expression
