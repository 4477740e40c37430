"""Read ages, spans of time, money and sizes, so that ``หมดอายุมา 2 ปี`` meets ``1–3 ปี``.

Only for comparing what was asked with what a service is for. Years, months and days are put on
one scale here, roughly; nothing that the law counts is ever computed from it.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

AGE = "age"
TIME = "time"
MONEY = "money"

_DAYS = {
    **dict.fromkeys(("ปี", "ขวบ", "years", "year", "yrs", "yr"), 365.0),
    **dict.fromkeys(("เดือน", "months", "month"), 30.4),
    **dict.fromkeys(("สัปดาห์", "อาทิตย์", "weeks", "week"), 7.0),
    **dict.fromkeys(("วัน", "days", "day"), 1.0),
}
_SIZES = {
    **dict.fromkeys(("บาท", "baht", "thb"), MONEY),
    **dict.fromkeys(("ตารางเมตร", "ตรม", "ตร.ม", "sqm", "square meters", "square metres"), "area"),
    **dict.fromkeys(("ไร่", "rai"), "rai"),
    **dict.fromkeys(("แรงม้า", "horsepower", "hp"), "power"),
    **dict.fromkeys(("ซีซี", "cc"), "engine"),
    **dict.fromkeys(("ห้อง", "rooms", "room"), "rooms"),
    **dict.fromkeys(("ตัน", "tons", "ton"), "tons"),
    **dict.fromkeys(("คน", "people", "persons"), "people"),
    **dict.fromkeys(("ล้อ", "wheels", "wheeler"), "wheels"),
}
_THOUSANDS = {"ล้าน": 1e6, "แสน": 1e5, "หมื่น": 1e4, "พัน": 1e3, "": 1.0}
_WORDS = {
    "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
_TEENS = re.compile(
    r"(?P<aged>(?<=อายุ)|(?<=อายุแค่)|(?<=อายุได้)|(?<=อายุครบ))?(?P<tens>ยี่|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?สิบ(?P<ones>เอ็ด|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?"
    r"(?:(?= ?(?:ปี|ขวบ|เดือน|วัน|บาท|ห้อง|ล้อ|ไร่|คน|แรงม้า|ตัน|ตารางเมตร|พอดี|กว่า|ต้น))"
    r"|(?(aged)(?!ล้าน|แสน|หมื่น|พัน)))"
)
_ONES = re.compile(
    f"({'|'.join(_WORDS)})(?= ?(?:ปี|ขวบ|เดือน|สัปดาห์|อาทิตย์|วัน|บาท|ล้อ|ห้อง|ไร่|พัน|หมื่น|แสน|ล้าน))"
)
_HALF_YEAR = re.compile("ครึ่งปี")

_UNITS = "|".join(sorted(map(re.escape, (*_DAYS, *_SIZES)), key=len, reverse=True))
_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
# Digits are never given back (``*+``): no unit begins with one, and many cost no time.
_AMOUNT = r"(\d[\d,]*+(?:\.\d++)?)"
_BELOW = r"ต่ำกว่า|ไม่ถึง|น้อยกว่า|under|below|less than"
_UP_TO = r"ไม่เกิน|ภายใน|within|up to"
_ABOVE = r"เกินกว่า|เกิน|มากกว่า|over|more than|above"
_QUANTITY = re.compile(
    rf"(?P<age>(?<!หมด)(?<!ต่อ)อายุ(?:ครบ|ได้|แค่|ตั้งแต่|เพิ่ง)*|aged?)? ?"
    rf"(?:(?P<below>{_BELOW})|(?P<up_to>{_UP_TO})|(?P<above>{_ABOVE}))?\s?"
    rf"{_AMOUNT}\s?(?:(?:–|-|ถึง|to|แต่ไม่เกิน|ปีแต่ไม่เกิน|ปี แต่ไม่เกิน)\s?{_AMOUNT}\s?)?"
    rf"(?P<times>ล้าน|แสน|หมื่น|พัน)?\s?(?P<more>กว่า)?\s?"
    rf"(?P<unit>{_UNITS})(?![a-z])(?P<and_more>กว่า)?(?P<old>บริบูรณ์| old)?"
    r"(?P<upwards>\s?(?:ขึ้นไป|and over|or older))?"
)
_BARE_AGE = re.compile(rf"(?:(?<!หมด)(?<!ต่อ)อายุ|aged?)\s?{_NUMBER}(?![\d/.])")


class Range(NamedTuple):
    """Amounts of one dimension, both ends included. ``is_open`` when a comparison was written."""

    dimension: str
    low: float
    high: float
    is_open: bool

    def meets(self, other: Range) -> bool:
        """Return whether some amount is in both."""
        return self.low <= other.high and other.low <= self.high


def read_quantities(normalised: str) -> list[Range]:
    """Return the amounts and ranges in a normalised text.

    A number alone says nothing, except after อายุ.
    """
    text = _HALF_YEAR.sub("6 เดือน", _ONES.sub(_one, _TEENS.sub(_ten, normalised)))
    matches = list(_QUANTITY.finditer(text))
    found = [_range(match) for match in matches]
    taken = [match.span() for match in matches]
    for match in _BARE_AGE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            years = _value(match[1]) * 365
            found.append(Range(AGE, years, years + 364, False))
    return found


def _ten(match: re.Match[str]) -> str:
    tens = {"ยี่": 2, None: 1}.get(match["tens"]) or _WORDS[match["tens"]]
    ones = {"เอ็ด": 1, None: 0}.get(match["ones"])
    return str(tens * 10 + (_WORDS[match["ones"]] if ones is None else ones))


def _one(match: re.Match[str]) -> str:
    return str(_WORDS[match[1]])


def _range(match: re.Match[str]) -> Range:
    unit = match["unit"]
    scale = _DAYS.get(unit, 1.0) * _THOUSANDS[match["times"] or ""]
    numbers = [_value(part) for part in match.groups() if part and part[0].isdigit()]
    low = numbers[0] * scale
    high = numbers[-1] * scale
    if unit in _DAYS:
        is_age = match["age"] or match["old"] or unit == "ขวบ"
        dimension = AGE if is_age else TIME
        # Somebody of 15 years is 15 until the day before the next birthday.
        last = high + (scale - 1 if is_age and len(numbers) == 1 else 0)
    else:
        dimension, last = _SIZES[unit], high
    if match["below"]:
        return Range(dimension, 0.0, low - 1e-6, True)
    if match["up_to"]:
        return Range(dimension, 0.0, low, True)
    if match["above"]:
        return Range(dimension, low + 1e-6, math.inf, True)
    if match["and_more"] and len(numbers) == 1:  # three years and something, but not four
        return Range(dimension, low + 1e-6, low + scale, False)
    if match["upwards"] or match["more"]:
        return Range(dimension, low, math.inf, match["upwards"] is not None)
    return Range(dimension, low, last, len(numbers) > 1)


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))
