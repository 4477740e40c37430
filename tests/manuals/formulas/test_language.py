"""The language of formulas: exact, in Thai and Latin words, and never surprised by any text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.manuals.computing import bounds, compute, read_answers
from infogo.manuals.formula_language.errors import FormulaError, MissingError
from infogo.manuals.formula_language.exact import HIGHEST
from infogo.manuals.formula_language.reading import DEEPEST, LONGEST, read
from infogo.manuals.formula_language.words import FUNCTIONS, RESERVED
from infogo.manuals.formulas import FormulaInput
from tests.manuals.formulas.made import PRICE, SELLER, TAX, YEARS, business_tax, formula

X = FormulaInput(code="x", label="จำนวน")
ASKED = {"x": (), "ราคา": (), "ผู้ขาย": ("บุคคล", "บริษัท")}


def result(expression: str, **given: str) -> Decimal:
    asked = [FormulaInput(code=code, label=code) for code in given]
    made = formula(expression, *asked)
    found, wrong = read_answers(made.inputs, given)
    assert not wrong
    return compute(made, found).amount


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("-2 + 5", "3"),
        ("10 − 4 − 3", "3"),
        ("24 ÷ 4 ÷ 2", "3"),
        ("1 / 3 * 3", "1"),
        ("0.1 + 0.2", "0.3"),
        ("๒ × ๑๐.๕", "21"),
        ("2% ของ 1500000", "30000"),
        ("2% of 1500000", "30000"),
        ("1500000 * (1% + 1%)", "30000"),
        ("ถ้า(1 < 2, 10, 20)", "10"),
        ("IF(1 > 2, 10, 1 = 1, 15, 20)", "15"),
        ("ถ้า(1 > 2 หรือ ไม่ใช่ 1 = 2 และ 3 ≥ 3, 1, 0)", "1"),
        ("ต่ำสุด(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("ไม่เกิน(300000, 200000)", "200000"),
        ("ไม่น้อยกว่า(150, 200)", "200"),
        ("ปัดขึ้น(1001, 1000)", "2000"),
        ("ปัดขึ้น(1000, 1000)", "1000"),
        ("ปัดลง(1999, 1000)", "1000"),
        ("ปัด(2.5)", "3"),
        ("ปัด(1249, 500)", "1000"),
        ("ขั้นบันได(600, 600, 0.5, 1800, 1.5, 4)", "300"),
        ("ขั้นบันได(2000; 600; 0.5; 1800; 1.5; 4)", "2900"),
        ("ตามช่วง(100, 100, 5, 200, 6, 7)", "5"),
        ("ตามช่วง(100.5, 100, 5, 200, 6, 7)", "6"),
        ("ตามช่วง(201, 100, 5, 200, 6, 7)", "7"),
        ("100 / 3", "33.33"),
        ("0.005", "0.01"),
    ],
)
def test_what_it_computes(expression: str, expected: str) -> None:
    assert result(expression) == Decimal(expected)


def test_names_are_found_however_they_are_spelt() -> None:
    assert result("Area * 2", area="5") == 10
    assert result("กํา * 2", กำ="5") == 10


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", "ยังไม่มีสูตร"),
        ("ราคา * ", "สูตรยังไม่จบ"),
        ("ราคา ราคา", "ไม่มีเครื่องหมายก่อน “ราคา”"),
        ("ราคาและx", "ไม่รู้จัก “ราคาและx”"),
        ("ผู้ขาย.มูลนิธิ", "คำตอบที่มี: บุคคล บริษัท"),
        ("1,500,000 * 2", "โดยไม่ใส่จุลภาค"),
        ("ไม่เกิน(ราคา)", "ไม่เกิน(ค่า, เพดาน)"),
        ("ไม่เกิน", "ต้องมีวงเล็บ"),
        ("ถ้า(ราคา, 1, 2)", "ค่าที่ 1 ของ ถ้า ต้องเป็นเงื่อนไข"),
        ("ราคา > 5", "จริงหรือไม่จริง"),
        ("1 < ราคา < 5", "ครั้งละสองค่า"),
        ("(ราคา > 5) + 1", "ต้องเป็นตัวเลข"),
        ("ราคา และ x", "ใช้ต่อเงื่อนไข"),
        ("ไม่ใช่ ราคา", "ต้องเป็นเงื่อนไข"),
        ("(ราคา", "ยังขาด “)”"),
        ("ราคา)", "อยู่ผิดที่"),
        ("ราคา @ 2", "ไม่รู้จักเครื่องหมาย “@”"),
        ("12345678901234", "ยาวเกินไป"),
        ("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "ซ้อนเกิน"),
        ("-" * (DEEPEST + 1) + "1", "ซ้อนเกิน"),
        ("1" + "+1" * LONGEST, "ยาวเกิน"),
        ("1" + "+1" * 400, "ซับซ้อนเกินไป"),
        ("__import__('os')", "ไม่รู้จัก"),
    ],
)
def test_what_is_wrong_is_said_in_words(expression: str, words: str) -> None:
    with pytest.raises(FormulaError) as caught:
        read(expression, ASKED)
    assert words in str(caught.value)


def test_the_place_is_counted_as_an_officer_counts() -> None:
    with pytest.raises(FormulaError) as caught:
        read("ราคา * พื้นที่", ASKED)
    assert (caught.value.at, "ตัวอักษรที่ 8" in str(caught.value)) == (7, True)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("1 / (1 - 1)", "หารด้วยศูนย์"),
        ("9999999999999 * 9999999999999", "ใหญ่หรือละเอียดเกิน"),
        ("1 / 3 / 9999999999999 / 9999999999999 / 9999999999999 / 9999999999999 / 9999999999999",
         "ใหญ่หรือละเอียดเกิน"),
        ("ขั้นบันได(5, 10, 1, 5, 2, 3)", "เรียงจากน้อยไปมาก"),
        ("ปัดขึ้น(5, 0)", "มากกว่า 0"),
        ("1 - 2", "น้อยกว่า 0"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_said_in_words(expression: str, words: str) -> None:
    with pytest.raises(FormulaError) as caught:
        result(expression)
    assert words in str(caught.value)


def test_the_arithmetic_is_told_line_by_line() -> None:
    made = formula(f"2% ของ ราคา + {TAX}", PRICE, YEARS, SELLER)
    given_, _wrong = read_answers(made.inputs, {"ราคา": "1,500,000 บาท", "ปี": "๓", "ผู้ขาย": "บุคคล"})
    found = compute(made, given_, "บาท")
    assert found.lines == (
        "2% ของ 1,500,000 บาท = 30,000 บาท",
        "เพราะปีที่ถือครอง 3 ปี ไม่เกิน 5",
        "3.3% ของ 1,500,000 บาท = 49,500 บาท",
        "30,000 บาท + 49,500 บาท = 79,500 บาท",
    )


def test_only_what_was_used_is_told() -> None:
    made = formula("ตามช่วง(x, 10, 1 / 0, x * 2)", X)
    found = compute(made, read_answers(made.inputs, {"x": "20"})[0], "บาท")
    assert found.lines == ("จำนวน 20 อยู่ในช่วงเกิน 10", "20 × 2 = 40 บาท")


def test_tiers_are_told_one_by_one() -> None:
    made = formula("ขั้นบันได(x, 600, 0.5, 1800, 1.5, 4)", X)
    found = compute(made, read_answers(made.inputs, {"x": "1500"})[0], "บาท")
    assert found.lines == (
        "ส่วนไม่เกิน 600: 600 × 0.5 = 300",
        "ส่วนที่เกิน 600 ถึง 1,800: 900 × 1.5 = 1,350",
        "รวมทุกขั้น = 1,650 บาท",
    )


def test_what_is_missing_leaves_a_span() -> None:
    made = business_tax()
    known, _wrong = read_answers(made.inputs, {"ราคา": "1000000"})
    found = bounds(made, known)
    assert (found.low, found.high) == (0, 33000)
    assert [each.code for each in found.missing] == ["ปี", "ผู้ขาย"]
    sure, _wrong = read_answers(made.inputs, {"ราคา": "1000000", "ปี": "3"})
    assert (bounds(made, sure).low, bounds(made, sure).missing) == (33000, ())
    endless = formula("x * 2", X)
    assert (bounds(endless, {}).low, bounds(endless, {}).high) == (0, None)


def test_what_is_the_same_whatever_is_missing_is_computed() -> None:
    dear = PRICE.model_copy(update={"lowest": Decimal(20_000_000)})
    capped = formula("ไม่เกิน(2% ของ ราคา, 200000)", dear)
    assert bounds(capped, {}).missing == ()
    assert (compute(capped, {}).amount, compute(capped, {}).lines) == (200_000, ())
    with pytest.raises(MissingError):
        compute(formula("ไม่เกิน(2% ของ ราคา, 200000)", PRICE), {})


def test_an_input_that_no_branch_asks_for_may_be_missing() -> None:
    made = business_tax()
    company, _wrong = read_answers(made.inputs, {"ราคา": "1000", "ผู้ขาย": "บริษัท"})
    assert compute(made, company).amount == 33
    soon, _wrong = read_answers(made.inputs, {"ราคา": "1000", "ปี": "1"})
    assert compute(made, soon).lines[0] == "เพราะปีที่ถือครอง 1 ปี ไม่เกิน 5"
    late, _wrong = read_answers(made.inputs, {"ราคา": "1000", "ปี": "9"})
    with pytest.raises(MissingError, match="ยังไม่มีค่าของ ใครขาย"):
        compute(made, late)


PIECES = [*FUNCTIONS, *RESERVED, *"+-*/()%,;<>=≤≠.๑๒39 \n", "ราคา", "x", "ผู้ขาย", "ผู้ขาย.บุคคล",
          "<=", "==", "9999999999999", "0.0000000001", "\x00", "😀", "1e9", "**"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
       | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))  # fmt: skip
def test_any_text_is_a_formula_or_our_error(text: str) -> None:
    made = formula("1", X, PRICE, SELLER).model_copy(update={"expression": text})
    answers = {"x": "3", "ราคา": "1000", "ผู้ขาย": "บุคคล"}
    known, _wrong = read_answers(made.inputs, answers)
    try:
        found = compute(made, known)
    except FormulaError as error:
        assert any("\u0e00" <= letter <= "\u0e7f" for letter in str(error))
    else:
        assert 0 <= found.amount <= HIGHEST
        assert len(found.lines) <= 500


numbers = st.integers(0, 40).map(lambda n: str(n)) | st.sampled_from(["0.5", "2%", "1000000"])
leaves = numbers | st.sampled_from(["x", "y", "x", "y"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    truth = st.tuples(inner, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), inner).map(
        " ".join
    )
    truths = truth | st.tuples(truth, st.sampled_from(["และ", "หรือ"]), truth).map(
        lambda found: "({} {} {})".format(*found)
    )
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: "({} {} {})".format(*p)),
        st.tuples(st.sampled_from(["ต่ำสุด", "สูงสุด", "ไม่เกิน", "ไม่น้อยกว่า"]), pair).map(
            lambda p: f"{p[0]}({p[1][0]}, {p[1][1]})"
        ),
        st.tuples(st.sampled_from(["ปัดขึ้น", "ปัดลง", "ปัด"]), inner).map(
            lambda p: f"{p[0]}({p[1]}, 3)"
        ),
        inner.map(lambda one: f"ขั้นบันได({one}, 5, 0.5, 20, 2%, 3)"),
        st.tuples(inner, inner).map(lambda p: f"ตามช่วง({p[0]}, 5, {p[1]}, 20, 7, x)"),
        st.tuples(truths, inner, inner).map(lambda p: f"ถ้า({p[0]}, {p[1]}, {p[2]})"),
        inner.map(lambda one: f"-{one}"),
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(leaves, _grown, max_leaves=8), st.integers(0, 50), st.integers(0, 50),
       st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans())  # fmt: skip
def test_a_span_holds_every_result_that_it_allows(
    expression: str, x: int, y: int, below: int, above: int, knows_x: bool, knows_y: bool
) -> None:
    limits = [(Decimal(max(value - below, 0)), Decimal(value + above)) for value in (x, y)]
    inputs = [
        FormulaInput(code=code, label=code, lowest=low, highest=high)
        for code, (low, high) in zip("xy", limits, strict=True)
    ]
    made = formula(expression, *inputs)
    known, _wrong = read_answers(made.inputs, {"x": str(x), "y": str(y)})
    try:
        exact = compute(made, known).amount
    except FormulaError:
        return
    some = {code: each for code, each in known.items() if (knows_x, knows_y)["xy".index(code)]}
    found = bounds(made, some)
    assert found.low is not None
    assert found.low <= exact
    assert found.high is None or exact <= found.high
    if knows_x and knows_y and found.high is not None:
        assert Fraction(found.low) <= Fraction(exact)
