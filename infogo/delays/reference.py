"""Reference numbers, and what must never stand in a record of delay: who filed the request.

A number of the agency's own register is enough to find the request there. Names and the
citizen's identity number would be personal data that nobody here needs.
"""

from __future__ import annotations

import re

from infogo.core.dates import arabic_digits
from infogo.core.written import clean_line
from infogo.delays.errors import DelayError

LONGEST_REFERENCE = 40
ID_DIGITS = 13
LONGEST_THAI_RUN = 4
"""Registers use short Thai prefixes ("ทส", "อภ", "สผ"); longer words are names or sentences."""
LONGEST_LATIN_RUN = 8
PLAIN_WORDS = ("เลขที่คำขอ", "เลขคำขอ", "คำขอที่", "คำขอ", "เลขรับที่", "เลขรับ", "เลขที่", "รับที่")

_TITLES = re.compile(
    r"(^|[\s/(])(นาย|นางสาว|นาง|น\.\s?ส\.|ด\.\s?[ชญ]\.|เด็กชาย|เด็กหญิง|คุณ|mr|mrs|ms|miss)(?![a-z])",
    re.IGNORECASE,
)
_THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")
_LATIN = re.compile(r"[A-Za-z]+")
_LOWER_WORD = re.compile(r"[A-Z]?[a-z]{3,}")
_ALLOWED = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4eA-Za-z0-9 ./()\-_#]+")
_AS_PRINTED = re.compile(r"(?<!\d)\d-\d{4}-\d{5}-\d{2}-\d(?!\d)")
_BULLET = re.compile(r"^(?:[-–•*·]|[0-9๐-๙]{1,2}[.)])\s*")
_DIGIT_RUN = re.compile(r"\d(?:[ \-.]?\d)*")


def read_reference(text: str) -> str:
    """Return a reference number as it is kept: one line, Arabic digits.

    Raises:
        DelayError: it is empty or too long, has no number in it, or looks like a person's name
            or identity number.
    """
    reference = arabic_digits(clean_line(text)).strip()
    if not reference:
        raise DelayError("ใส่เลขที่คำขอตามทะเบียนรับของหน่วยงาน", "reference")
    if len(reference) > LONGEST_REFERENCE:
        raise DelayError(f"เลขที่คำขอยาวเกินไป ย่อให้ไม่เกิน {LONGEST_REFERENCE} ตัวอักษร", "reference")
    if has_identity_number(reference):
        raise DelayError("อย่าใส่เลขประจำตัวประชาชน ใช้เลขที่คำขอตามทะเบียนรับของหน่วยงานแทน", "reference")
    if not any(letter.isdecimal() for letter in reference) or _looks_like_a_name(reference):
        raise DelayError("ดูเหมือนชื่อคน ใช้เลขที่คำขอ เช่น อภ 123/2569 หรือ REQ-2569-0042 แทน", "reference")
    if not _ALLOWED.fullmatch(reference):
        raise DelayError("ใช้ได้เฉพาะตัวอักษร ตัวเลข และเครื่องหมาย . / - ( ) _ #", "reference")
    return reference


def read_text(text: str, field: str, *, longest: int, what: str) -> str:
    """Return free words of an officer that hold no identity number.

    Raises:
        DelayError: they are empty, too long, or hold an identity number.
    """
    words = text.replace("\x00", "").strip()
    if not words:
        raise DelayError(f"ใส่{what}", field)
    if len(words) > longest:
        raise DelayError(f"{what}ยาวเกินไป ย่อให้ไม่เกิน {longest:,} ตัวอักษร", field)
    if has_identity_number(arabic_digits(words)):
        raise DelayError(f"เอาเลขประจำตัวประชาชนออกจาก{what}", field)
    return words


def read_items(text: str, field: str, *, longest: int, what: str) -> str:
    """Return what an officer wrote as a list: one item a line, without empty lines and bullets.

    Raises:
        DelayError: there is no item, they are too long together, or hold an identity number.
    """
    words = read_text(text, field, longest=longest, what=what)
    items = [_BULLET.sub("", " ".join(row.split())).strip() for row in words.splitlines()]
    listed = "\n".join(item for item in items if item)
    if not listed:
        raise DelayError(f"ใส่{what}", field)
    return listed


def has_identity_number(text: str) -> bool:
    """Return whether a text holds an identity number: by its check digit, or as cards print it."""
    plain = arabic_digits(text)
    if _AS_PRINTED.search(plain):
        return True
    for run in _DIGIT_RUN.findall(plain):
        digits = [int(letter) for letter in run if letter.isdecimal()]
        if len(digits) == ID_DIGITS and _check_digit(digits) == digits[-1]:
            return True
    return False


def _check_digit(digits: list[int]) -> int:
    weighted = sum(digit * (ID_DIGITS - place) for place, digit in enumerate(digits[:-1]))
    return (11 - weighted % 11) % 10


def _looks_like_a_name(reference: str) -> bool:
    if _TITLES.search(reference):
        return True
    rest = reference
    for word in PLAIN_WORDS:
        rest = rest.replace(word, " ")
    if any(len(run) > LONGEST_THAI_RUN for run in _THAI.findall(rest)):
        return True
    return any(
        len(run) > LONGEST_LATIN_RUN or _LOWER_WORD.fullmatch(run) for run in _LATIN.findall(rest)
    )
