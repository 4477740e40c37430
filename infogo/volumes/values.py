"""Values of a report's row: read as people and programs write them, and shown again.

An empty text is ``None``: nobody told it. It is never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from infogo.core.dates import arabic_digits
from infogo.core.durations import DurationUnit, unit_name
from infogo.core.money import number_text, to_satang
from infogo.core.written import clean_line
from infogo.volumes.definition import FieldKind, FormDefinition, FormField
from infogo.volumes.errors import RowProblem

Value = int | str | Decimal | None
MOST_COUNT = 100_000_000
MOST_SATANG = 10**15
MOST_DURATION = Decimal(10) ** 6
LONGEST_NUMBER = 30
UNITS: Mapping[str, str] = {unit.value: unit_name(unit) for unit in DurationUnit}
"""Units of durations with their Thai words."""
_UNIT_OF_WORD = {word: unit for unit, word in UNITS.items()}


class ValueProblemError(ValueError):
    """A text that is no value of its field: what to write instead, in two languages."""

    def __init__(self, thai: str, english: str) -> None:
        super().__init__(thai)
        self.thai, self.english = thai, english


def read_value(field: FormField, text: str) -> Value:
    """Read one cell; Thai digits and separators of thousands will do.

    Raises:
        ValueProblemError: it is no value of this field.
    """
    clean = arabic_digits(clean_line(text[: LONGEST_NUMBER * 4]))
    if not clean:
        return None
    value: Value = _READERS[field.kind](field, clean)
    return value


def read_values(
    form: FormDefinition, key: str, texts: Mapping[str, str]
) -> tuple[dict[str, Value], list[RowProblem]]:
    """Read the cells of a row that were sent; others are left out of the answer."""
    values: dict[str, Value] = {}
    problems: list[RowProblem] = []
    for field in form.fields:
        if field.name not in texts:
            continue
        try:
            values[field.name] = read_value(field, texts[field.name])
        except ValueProblemError as error:
            problems.append(RowProblem(key, field.name, error.thai, error.english))
    return values, problems


def show_value(field: FormField, value: Any) -> str:
    """Return a value as it is typed; empty for one that nobody told."""
    if value is None or value == "":
        return ""
    if field.kind is FieldKind.MONEY:
        return number_text(int(value)).replace(",", "")
    if field.kind is FieldKind.UNIT:
        return UNITS.get(str(value), "")
    if field.kind is FieldKind.DURATION:
        return _plain(Decimal(str(value)))
    return str(value)


def as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values for the audit trail or a program: exact decimals as text, none left out."""
    return {
        name: _plain(value) if isinstance(value, Decimal) else value
        for name, value in values.items()
        if value is not None
    }


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _count(field: FormField, text: str) -> int:
    digits = text.replace(",", "").replace(" ", "")
    if not (digits.isascii() and digits.isdecimal()):
        raise ValueProblemError(
            f"{field.label}: ใส่จำนวนเป็นตัวเลข เช่น 120 ถ้าไม่มีให้ใส่ 0",
            f"{field.label_en}: write a whole number from 0, such as 120",
        )
    if int(digits) > MOST_COUNT:
        raise ValueProblemError(
            f"{field.label}: ใส่ได้ไม่เกิน {MOST_COUNT:,} ดูว่าพิมพ์ตัวเลขเกินหรือไม่",
            f"{field.label_en}: at most {MOST_COUNT:,}",
        )
    return int(digits)


def _duration(field: FormField, text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number <= MOST_DURATION or number != round(number, 2):
        raise ValueProblemError(
            f"{field.label}: ใส่ระยะเวลาเป็นตัวเลข ทศนิยมไม่เกิน 2 ตำแหน่ง เช่น 2.5",
            f"{field.label_en}: write a number with at most 2 decimals, such as 2.5",
        )
    return number


def _unit(field: FormField, text: str) -> str:
    if text in UNITS:
        return text
    if text in _UNIT_OF_WORD:
        return _UNIT_OF_WORD[text]
    raise ValueProblemError(
        f"{field.label}: เลือกหน่วย {' '.join(UNITS.values())}",
        f"{field.label_en}: one of {', '.join(UNITS)}",
    )


def _money(field: FormField, text: str) -> int:
    try:
        satang = to_satang(text)
    except ValueError:
        satang = -1
    if not 0 <= satang <= MOST_SATANG:
        raise ValueProblemError(
            f"{field.label}: ใส่จำนวนเงินเป็นบาท เช่น 1,500 หรือ 0.50",
            f"{field.label_en}: write an amount in baht, such as 1500 or 0.50",
        )
    return satang


_READERS: Mapping[FieldKind, Any] = {
    FieldKind.COUNT: _count,
    FieldKind.DURATION: _duration,
    FieldKind.UNIT: _unit,
    FieldKind.MONEY: _money,
}
