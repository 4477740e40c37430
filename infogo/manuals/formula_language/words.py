"""The words of the language: functions, operators in words, and which names are free for inputs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import normalize

from infogo.core.dates import arabic_digits
from infogo.manuals.formula_language.tree import Function, Test

FUNCTIONS: Mapping[str, Function] = {
    "ถ้า": Function.IF,
    "if": Function.IF,
    "ต่ำสุด": Function.LEAST,
    "min": Function.LEAST,
    "สูงสุด": Function.MOST,
    "max": Function.MOST,
    "ไม่เกิน": Function.AT_MOST,
    "atmost": Function.AT_MOST,
    "ไม่น้อยกว่า": Function.AT_LEAST,
    "atleast": Function.AT_LEAST,
    "ปัดขึ้น": Function.ROUND_UP,
    "roundup": Function.ROUND_UP,
    "ปัดลง": Function.ROUND_DOWN,
    "rounddown": Function.ROUND_DOWN,
    "ปัด": Function.ROUND,
    "round": Function.ROUND,
    "ขั้นบันได": Function.TIERS,
    "tiers": Function.TIERS,
    "ตามช่วง": Function.BRACKET,
    "bracket": Function.BRACKET,
}
AND, OR, NOT, OF = ("และ", "and"), ("หรือ", "or"), ("ไม่ใช่", "not"), ("ของ", "of")
TESTS: Mapping[str, Test] = {
    "<": Test.LESS,
    "<=": Test.AT_MOST,
    "≤": Test.AT_MOST,
    ">": Test.MORE,
    ">=": Test.AT_LEAST,
    "≥": Test.AT_LEAST,
    "=": Test.EQUAL,
    "==": Test.EQUAL,
    "!=": Test.OTHER,
    "<>": Test.OTHER,
    "≠": Test.OTHER,
}
RESERVED = frozenset({*FUNCTIONS, *AND, *OR, *NOT, *OF})
LONGEST_NAME = 40
_NAME = re.compile(r"[A-Za-z_\u0E01-\u0E3A\u0E40-\u0E4E][A-Za-z_0-9๐-๙\u0E01-\u0E3A\u0E40-\u0E4E]*")


def thai_name(function: Function) -> str:
    """Return what officers call a function."""
    return next(name for name, found in FUNCTIONS.items() if found is function)


def same_name(name: str) -> str:
    """Return a name in the one spelling under which it is compared."""
    plain = normalize("NFC", arabic_digits(name)).lower()
    return plain.replace("\u0e4d\u0e32", "\u0e33").replace("เเ", "แ")


def name_fault(name: str) -> str:
    """Say why a name cannot be used in a formula; empty when it can."""
    if not _NAME.fullmatch(name):
        return "ใช้ได้แต่ตัวอักษรไทย อังกฤษ ตัวเลข และขีดล่าง ไม่เว้นวรรค และไม่ขึ้นต้นด้วยตัวเลข เช่น ราคา"
    if len(name) > LONGEST_NAME:
        return f"ชื่อย่อยาวเกิน {LONGEST_NAME} ตัวอักษร ตั้งให้สั้นลง"
    if same_name(name) in RESERVED:
        return f"“{name}” เป็นคำของสูตรเอง ตั้งชื่ออื่น"
    return ""
