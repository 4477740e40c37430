"""Formulas for tests: the transfer of land, in the rules that everybody knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from infogo.manuals.content import Fee, FeeKind
from infogo.manuals.formulas import (
    Formula,
    FormulaExample,
    FormulaInput,
    FormulaOption,
    GivenValue,
)
from infogo.manuals.part import Listing, ListingState

PRICE = FormulaInput(code="ราคา", label="ราคาประเมิน", unit="บาท", highest=Decimal(10**11))
YEARS = FormulaInput(code="ปี", label="ปีที่ถือครอง", unit="ปี", highest=Decimal(100))
SELLER = FormulaInput(
    code="ผู้ขาย",
    label="ใครขาย",
    options=(
        FormulaOption(code="บุคคล", label="บุคคลธรรมดา", value=Decimal(1)),
        FormulaOption(code="บริษัท", label="บริษัท", value=Decimal(2)),
    ),
)
TAX = "ถ้า(ผู้ขาย = ผู้ขาย.บริษัท หรือ ปี <= 5, 3.3% ของ ราคา, 0)"


def example(result: Any, note: str = "", **given: Any) -> FormulaExample:
    """Return an example."""
    values = tuple(GivenValue(input=code, value=str(value)) for code, value in given.items())
    return FormulaExample(given=values, result=Decimal(str(result)), note=note)


def formula(expression: str, *inputs: FormulaInput, examples: Any = ()) -> Formula:
    """Return a formula."""
    return Formula(inputs=inputs, expression=expression, examples=tuple(examples))


def business_tax(**changed: Any) -> Formula:
    """Return a formula that is right, with right examples."""
    made = formula(
        TAX,
        PRICE,
        YEARS,
        SELLER,
        examples=(
            example(33000, ราคา=1000000, ปี=5, ผู้ขาย="บุคคล"),
            example(0, ราคา=1000000, ปี=6, ผู้ขาย="บุคคล"),
            example(66000, ราคา=2000000, ปี=20, ผู้ขาย="บริษัท"),
        ),
    )
    return made.model_copy(update=changed)


def computed_fee(computed: Formula | None = None, **given: Any) -> Fee:
    """Return a fee that is computed."""
    words = {"item": "ภาษีธุรกิจเฉพาะ", "formula": "ร้อยละ 3.3 เมื่อขายภายใน 5 ปี", **given}
    return Fee(**{"kind": FeeKind.FORMULA, "computed": computed or business_tax(), **words})


def fees(*items: Fee) -> Listing[Fee]:
    """Return a list of fees."""
    return Listing[Fee](state=ListingState.LISTED, items=items)
