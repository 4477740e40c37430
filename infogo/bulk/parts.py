"""Columns of the items of a manual, made from their one definition and their official words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

from infogo.bulk import columns as c
from infogo.bulk.columns import Column
from infogo.bulk.errors import CellError
from infogo.core.dates import arabic_digits
from infogo.core.hours import Hours
from infogo.core.money import number_text, to_satang
from infogo.manuals.labels import CHOICE_LABELS, field_label
from infogo.manuals.lines import MONEY
from infogo.manuals.part import Part

Reader = Callable[[str], Any]
Shower = Callable[[Any], str]


TO_SEE = {
    "cases": "รหัสกรณีในตารางกรณี ให้ดูประกอบ แก้ในหน้าแก้คู่มือ",
    "computed": "มีสูตรที่ระบบคิดให้หรือไม่ ให้ดูประกอบ แก้ในหน้าแก้คู่มือ",
}
"""Fields that no cell can hold: they stay as they are whatever else of the item is changed."""


def seen_of(item: Mapping[str, Any]) -> dict[str, str]:
    """Return what a row shows of the fields ``TO_SEE``."""
    return {
        "cases": ", ".join(item.get("cases") or ()),
        "computed": "มี" if item.get("computed") else "",
    }


def columns_of(part: type[Part]) -> tuple[Column, ...]:
    """Return one column for each field of a kind of item, in the order of the form."""
    return tuple(_column(part, name) for name in part.model_fields)


def _column(part: type[Part], name: str) -> Column:
    field = part.model_fields[name]
    header = field_label(part, name)
    if name in TO_SEE:
        return Column(name, header, TO_SEE[name], is_info=True, width=20)
    given: dict[str, Any] = {"required": field.is_required(), "width": 26}
    if not field.is_required():
        default = field.get_default(call_default_factory=True)
        given["empty"] = list(default) if isinstance(default, tuple) else default
    annotation = _bare(field.annotation)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        words = {str(code): str(label) for code, label in CHOICE_LABELS[annotation].items()}
        return c.choice_column(
            name, header, "เลือกจากรายการ", words, example=next(iter(words.values())), **given
        )
    help_text, read, show, example = _reading(name, annotation, field.metadata)
    return Column(name, header, help_text, read=read, show=show, example=example, **given)


def _reading(name: str, annotation: Any, rules: Any) -> tuple[str, Reader, Shower, str]:
    if name in MONEY:
        return "จำนวนเงินเป็นบาท", _baht, _shown_baht, "100"
    if annotation is Decimal:
        return "ตัวเลขทศนิยม", _decimal, c.as_text, "2.5"
    if annotation is Hours:
        return "เขียนเป็นประโยค", c.hours, c.shown_hours, "วันจันทร์ ถึง วันศุกร์ เวลา 08:30 - 16:30 น."
    if annotation is not str and annotation is not Any:
        return "รหัสจังหวัด 2 หลัก คั่นด้วยจุลภาค เว้นว่างคือทุกจังหวัด", _codes, _shown_codes, "50, 57"
    longest = next((rule.max_length for rule in rules if hasattr(rule, "max_length")), 400)
    return f"ข้อความไม่เกิน {longest:,} ตัวอักษร", _text(longest), c.as_text, ""


def _bare(annotation: Any) -> Any:
    """Return the type of an optional field, without what it must fit."""
    given = [one for one in get_args(annotation) if one is not type(None)]
    if len(given) < len(get_args(annotation)):
        annotation = given[0]
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _text(longest: int) -> Reader:
    def read(cell: str) -> str:
        if len(cell) > longest:
            raise CellError(f"ยาว {len(cell):,} ตัวอักษร", f"ย่อให้ไม่เกิน {longest:,} ตัวอักษร")
        return cell

    return read


def _baht(cell: str) -> int:
    try:
        satang = to_satang(cell)
    except ValueError as error:
        raise CellError("ไม่ใช่จำนวนเงิน", "เขียนเป็นบาท เช่น 1,500 หรือ 0.50") from error
    if not 0 <= satang <= 10**13:
        raise CellError("จำนวนเงินไม่อยู่ในช่วงที่ใช้ได้", "ตรวจจำนวนเงินอีกครั้ง")
    return satang


def _shown_baht(value: Any) -> str:
    return "" if value is None else number_text(int(value))


def _decimal(cell: str) -> str:
    try:
        number = Decimal(arabic_digits(cell).replace("%", "").strip())
    except InvalidOperation as error:
        raise CellError("ไม่ใช่ตัวเลข", "เขียนเป็นตัวเลข เช่น 2.5") from error
    if not number.is_finite() or len(str(number)) > 12:
        raise CellError("ไม่ใช่ตัวเลข", "เขียนเป็นตัวเลข เช่น 2.5")
    return str(number)


def _codes(cell: str) -> list[str]:
    codes = arabic_digits(cell).replace(",", " ").split()
    if not all(len(code) == 2 and code.isdecimal() for code in codes):
        raise CellError("ไม่ใช่รหัสจังหวัด", "เขียนรหัส 2 หลักคั่นด้วยจุลภาค เช่น 50, 57")
    return codes


def _shown_codes(value: Any) -> str:
    return ", ".join(value or ())


def plain(part: type[Part], item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as JSON with every field, so that equal items have equal digests."""
    found = {}
    for name, field in part.model_fields.items():
        default = None if field.is_required() else field.get_default(call_default_factory=True)
        value = item.get(name, list(default) if isinstance(default, tuple) else default)
        found[name] = str(value) if isinstance(value, Decimal | StrEnum) else value
    return found
