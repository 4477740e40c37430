"""Cells of a spreadsheet as text: cleaned of what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from infogo.core.cells import unescaped
from infogo.core.dates import FIRST_BE_YEAR, THAI_MONTHS_SHORT, short_date

CLEAR = "ลบค่า"
"""What somebody writes into a cell to empty the value; an empty cell leaves it as it is."""
LONGEST_CELL = 32_767
"""As a spreadsheet has it: more than any column takes, so what is cut off never passes as whole."""

_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u3000]+")


def clean(text: str) -> str:
    """Return a text in composed characters without hidden ones and stray spaces."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    visible = _HIDDEN.sub("", composed.replace("\r", "\n"))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in visible.split("\n")).strip()


def text_of(value: Any) -> str:
    """Return what a cell holds, of whatever type the spreadsheet gave it, as people wrote it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() != time():
        return f"{_day(value)} {value:%H:%M}"
    if isinstance(value, date):  # a datetime is one too
        return _day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return clean(unescaped(str(value)))


def _day(day: date) -> str:
    """Return a day in the Buddhist Era; who typed the year 2569 into a cell of days meant that."""
    if day.year < FIRST_BE_YEAR:
        return short_date(day)
    return f"{day.day} {THAI_MONTHS_SHORT[day.month - 1]} {day.year}"


def is_formula(raw: Any) -> bool:
    """Whether a cell still holds a formula instead of its value."""
    return isinstance(raw, str) and raw.lstrip().startswith("=")
