"""Tools that compute: what a service costs in somebody's own case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from infogo.agents.arguments import Agency, Answers, Code, Language, Procedure, Typed
from infogo.agents.errors import ToolRefusedError
from infogo.agents.looking import OpenQuestion, narrowing_of, open_questions
from infogo.agents.receipts import (
    Receipt,
    Unknown,
    manual_for,
    receipt,
    state_of,
    unknown,
    unknowns,
)
from infogo.core.money import to_satang
from infogo.manuals.computing import asked_in, bounds, compute, read_answers
from infogo.manuals.content import Fee, FeeKind
from infogo.manuals.formula_language.errors import FormulaError
from infogo.manuals.formula_language.words import same_name
from infogo.manuals.formula_language.working import Given
from infogo.manuals.formulas import FormulaInput
from infogo.manuals.narrowing import Need
from infogo.manuals.selectors import content_here
from infogo.records.manuals import manual_record


class FeeFound(BaseModel):
    """One fee; without ``is_computed`` it is the amount for one unit (``per_th``)."""

    item_th: str
    need: Literal["yes", "perhaps", "no"]
    kind: str
    amount_satang: int | None
    amount_max_satang: int | None
    per_th: str
    condition_th: str
    formula_th: str
    is_computed: bool = Field(description="The amount is for this request, not for one unit")
    gap: str = Field(description="needs_input or not_computable where there is no amount")
    receipt: Receipt


class FeeInput(BaseModel):
    """A figure or a choice that a formula needs."""

    code: str
    label_th: str
    unit_th: str
    options: dict[str, str] = Field(description="Codes of answers, empty for a number")


class FeeSum(BaseModel):
    """What can be said of all fees together, in satang."""

    low_satang: int = Field(description="The least that is paid in this case")
    high_satang: int = Field(description="The most, of what is known")
    is_complete: bool = Field(
        description="false: some fee is open, unknown, or begins at its amount; more may be paid"
    )


class FeesFound(BaseModel):
    """The fees of a service for one's own case; a fee that is not known is never zero."""

    status: Literal["known", "none", "unknown", "stale"]
    fees: list[FeeFound]
    total: FeeSum
    open_questions: list[OpenQuestion]
    inputs: list[FeeInput] = Field(description="What formulas ask; answer by code in inputs")
    unknown: list[Unknown]
    receipt: Receipt = Field(description="Of the whole list, also where it says: no fee")


def compute_fee(
    procedure: Procedure,
    answers: Answers | None = None,
    inputs: Annotated[
        dict[Code, Typed] | None,
        Field(max_length=12, description="Inputs of formulas by code, as inputs lists them"),
    ] = None,
    agency: Agency = None,
    language: Language = "th",
) -> FeesFound:
    """Tell the fees of a service, computed where a formula and its inputs allow it. In satang.

    ค่าธรรมเนียม คิดตามกรณีและตัวเลขของผู้ถาม
    """
    merged = manual_for(procedure, agency)
    record, content = manual_record(merged), content_here(merged)
    status = state_of(record, "fees")
    narrowing = narrowing_of(content.questions, content.cases, answers or {})
    listed = content.fees.items if status == "known" else ()
    asked = asked_in(fee.computed for fee in listed if fee.computed)
    given = _given(asked, inputs or {})
    found = [
        _fee(fee, narrowing.need(fee.cases), given, receipt(record, _path(place), language))
        for place, fee in enumerate(listed)
    ]
    gaps = [
        unknown(fee.receipt.field, fee.gap, language)
        for fee in found
        if fee.gap and fee.need != "no"
    ]
    return FeesFound(
        status=_in_this_case(found) if status == "known" else status,
        fees=found,
        total=_sum(found, is_known=status in ("known", "none")),
        open_questions=open_questions(narrowing),
        inputs=[_input(each) for each in asked],
        unknown=[*unknowns({"fees": status}, language), *gaps],
        receipt=receipt(record, "content.fees", language),
    )


def _path(place: int) -> str:
    return f"content.fees.items[{place}]"


def _in_this_case(fees: Sequence[FeeFound]) -> Literal["known", "none", "unknown"]:
    """Tell whether anything can be said of what somebody has to pay, of a list that is known."""
    paid = [fee for fee in fees if fee.need != "no"]
    if not paid:
        return "none"
    return "known" if any(fee.amount_satang is not None for fee in paid) else "unknown"


def _given(asked: Sequence[FormulaInput], inputs: dict[str, str]) -> dict[str, Given]:
    """Return the inputs as formulas read them.

    Raises:
        ToolRefusedError: one is none of theirs, or cannot be used; says what may be.
    """
    known = {same_name(each.code): each for each in asked}
    for code in inputs:
        if same_name(code) not in known:
            codes = ", ".join(each.code for each in asked) or "none"
            raise ToolRefusedError(f"No formula asks {code}. Inputs: {codes}")
    given, wrong = read_answers(asked, inputs)
    if wrong:
        choices = {each.code: [option.code for option in each.options] for each in asked}
        raise ToolRefusedError(
            "; ".join(f"{code}: {why} {choices[code] or ''}" for code, why in wrong.items())
        )
    return given


def _input(asked: FormulaInput) -> FeeInput:
    return FeeInput(
        code=asked.code,
        label_th=asked.label,
        unit_th=asked.unit,
        options={option.code: option.label for option in asked.options},
    )


def _fee(fee: Fee, need: Need, given: Mapping[str, Given], source: Receipt) -> FeeFound:
    low, high, gap = _ends(fee, given)
    return FeeFound(
        item_th=fee.item,
        need=need.value,
        kind=fee.kind.value,
        amount_satang=low,
        amount_max_satang=high,
        is_computed=fee.computed is not None and low is not None and not gap,
        gap=gap,
        per_th=fee.per,
        condition_th=fee.condition,
        formula_th=fee.formula,
        receipt=source,
    )


def _ends(fee: Fee, given: Mapping[str, Given]) -> tuple[int | None, int | None, str]:
    """Return the least and the most of one fee, and why there is no exact answer, if so."""
    if fee.computed is not None:
        try:
            if not bounds(fee.computed, given).missing:
                amount = to_satang(compute(fee.computed, given).amount)
                return amount, amount, ""
        except FormulaError:
            return None, None, "not_computable"
        return None, None, "needs_input"
    if fee.kind is FeeKind.FREE:
        return 0, 0, ""
    if fee.amount_satang is None:
        return None, None, "not_computable"
    if fee.kind is FeeKind.START_AT:
        return fee.amount_satang, None, ""  # the manual says from how much on, and no more
    highest = fee.amount_max_satang if fee.kind is FeeKind.RANGE else None
    return fee.amount_satang, fee.amount_satang if highest is None else highest, ""


def _sum(fees: Sequence[FeeFound], *, is_known: bool) -> FeeSum:
    """Add up one of each thing that is certainly paid."""
    certain = [fee for fee in fees if fee.need == "yes" and not fee.condition_th]
    maybe = [fee for fee in fees if fee.need != "no" and fee not in certain]
    return FeeSum(
        low_satang=sum(fee.amount_satang or 0 for fee in certain),
        high_satang=sum(fee.amount_max_satang or fee.amount_satang or 0 for fee in certain),
        is_complete=is_known
        and not maybe
        and all(fee.amount_max_satang is not None for fee in certain),
    )
