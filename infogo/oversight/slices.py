"""Which part of the country's data a page of statistics is about, as addresses write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from infogo.core.dates import arabic_digits, fiscal_year, fiscal_year_bounds
from infogo.volumes.months import code_of, first_of, later, month_of, months_of_year

DEFAULT_MONTHS = 12
MOST_MONTHS = 60
"""Longer spans than five years are cut: nobody reads sixty columns."""
FIRST_FISCAL_YEAR = 2560
_LONGEST = 60


@dataclass(frozen=True)
class Slice:
    """A part of the data: of an agency and all below it, of a place, of a topic or one procedure.

    ``agency``, ``topic`` and ``procedure`` are ids, ``province`` and ``district`` codes; an empty
    one selects all. ``first`` and ``last`` are the first days of the first and last month.
    ``is_default`` tells that nobody asked for another period.
    """

    first: date
    last: date
    agency: int | None = None
    province: str = ""
    district: str = ""
    topic: int | None = None
    procedure: int | None = None
    is_default: bool = field(default=True, compare=False)

    def within(self, **narrower: Any) -> Slice:
        """Return this slice with other values; another province or topic drops what was in it."""
        if "province" in narrower and narrower["province"] != self.province:
            narrower.setdefault("district", "")
        if "topic" in narrower and narrower["topic"] != self.topic:
            narrower.setdefault("procedure", None)
        if "first" in narrower or "last" in narrower:
            narrower.setdefault("is_default", False)
        return replace(self, **narrower)

    @property
    def months(self) -> list[date]:
        """Return the first day of every month of the period, oldest first."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return [later(self.first, number) for number in range(count)]

    @property
    def fiscal_year(self) -> int | None:
        """Return the Buddhist fiscal year that the period is, if it is a whole one."""
        year = fiscal_year(self.first)
        first, last = fiscal_year_bounds(year)
        return year if (self.first, self.last) == (first, first_of(last)) else None

    def before(self) -> Slice:
        """Return the same part in the period of the same length right before."""
        count = len(self.months)
        return self.within(first=later(self.first, -count), last=later(self.last, -count))

    def query(self, **others: str) -> str:
        """Return it as a query string, "" for the whole country in the usual period.

        ``others`` are further parameters, none that a slice has; empty ones are left out.
        """
        more = urlencode({name: value for name, value in others.items() if value})
        return "&".join(filter(None, (self._own_query, more)))

    @cached_property
    def _own_query(self) -> str:
        """The query string without further parameters: a row asks for it in each of its cells."""
        values: dict[str, Any] = {
            "agency": self.agency,
            "prov": self.province,
            "dist": self.district,
            "topic": self.topic,
            "procedure": self.procedure,
        }
        if not self.is_default:
            year = self.fiscal_year
            span = {"from": code_of(self.first), "to": code_of(self.last)}
            values |= {"year": year} if year else span
        return urlencode({name: value for name, value in values.items() if value})

    def address(self, path: str, **others: str) -> str:
        """Return ``path`` with it as a query string."""
        query = self.query(**others)
        return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Written:
    """A slice as somebody wrote it in an address, and what of it could not be read."""

    slice: Slice
    problems: tuple[str, ...] = ()


def usual(today: date) -> Slice:
    """Return the whole country in the last twelve whole months."""
    last = later(first_of(today), -1)
    return Slice(first=later(last, 1 - DEFAULT_MONTHS), last=last)


def read_slice(asked: Mapping[str, str], today: date) -> Written:
    """Read a query string; what cannot be read falls back to all, and ``problems`` says so.

    Whether the ids exist is not asked here: ``infogo.oversight.chosen`` does.
    """
    problems: list[str] = []
    province = _code(asked, "prov", 2, "จังหวัด", problems)
    district = _code(asked, "dist", 4, "อำเภอ", problems)
    if district and not province:
        province = district[:2]
    if district[:2] != province[:2] and district:
        problems.append("อำเภอที่เลือกไม่อยู่ในจังหวัดนี้ จึงแสดงทั้งจังหวัด")
        district = ""
    found = Slice(
        **_period(asked, today, problems),
        agency=_id(asked, "agency", "หน่วยงาน", problems),
        province=province,
        district=district,
        topic=_id(asked, "topic", "หมวดเรื่อง", problems),
        procedure=_id(asked, "procedure", "กระบวนงาน", problems),
    )
    return Written(found, tuple(problems))


def _text(asked: Mapping[str, str], name: str) -> str:
    return arabic_digits(asked.get(name, "").replace("\x00", "").strip()[:_LONGEST])


def _id(asked: Mapping[str, str], name: str, what: str, problems: list[str]) -> int | None:
    text = _text(asked, name)
    if not text:
        return None
    if text.isascii() and text.isdigit() and 0 < int(text) < 2**31:
        return int(text)
    problems.append(f"อ่านรหัส{what} “{text}” ไม่ได้ จึงแสดงทุก{what} เลือกใหม่จากรายการ")
    return None


def _code(asked: Mapping[str, str], name: str, length: int, what: str, problems: list[str]) -> str:
    text = _text(asked, name)
    if not text or (len(text) == length and text.isascii() and text.isdigit()):
        return text
    problems.append(f"อ่านรหัส{what} “{text}” ไม่ได้ จึงแสดงทุก{what} เลือกใหม่จากรายการ")
    return ""


def _period(asked: Mapping[str, str], today: date, problems: list[str]) -> dict[str, Any]:
    year, since, until = (_text(asked, name) for name in ("year", "from", "to"))
    default = usual(today)
    if year:
        newest = fiscal_year(today)
        if year.isascii() and year.isdigit() and FIRST_FISCAL_YEAR <= int(year) <= newest:
            months = months_of_year(int(year))
            return {"first": months[0], "last": months[-1], "is_default": False}
        problems.append(
            f"ไม่มีปีงบประมาณ “{year}” ใส่ปี พ.ศ. ตั้งแต่ {FIRST_FISCAL_YEAR} ถึง {newest} "
            f"ระหว่างนี้แสดง {DEFAULT_MONTHS} เดือนล่าสุด"
        )
    elif since or until:
        return _span(since, until, today, problems)
    return {"first": default.first, "last": default.last}


def _span(since: str, until: str, today: date, problems: list[str]) -> dict[str, Any]:
    """Read two months; one alone reaches to the newest month, or a year back from the last."""
    usually, newest = usual(today), first_of(today)
    last = (month_of(until) if until else usually.last) or None
    first = (month_of(since) if since else None) or None
    example = f"{fiscal_year(today)}-01"
    if (until and last is None) or (since and first is None):
        problems.append(
            f"อ่านเดือนไม่ได้ ใส่ปี พ.ศ. และเดือน เช่น {example} ระหว่างนี้แสดง {DEFAULT_MONTHS} เดือนล่าสุด"
        )
        return {"first": usually.first, "last": usually.last}
    last = min(last or usually.last, newest)
    first = first or later(last, 1 - DEFAULT_MONTHS)
    if first > last:
        first, last = last, min(first, newest)
        problems.append("เดือนแรกอยู่หลังเดือนสุดท้าย จึงสลับให้")
    earliest = later(last, 1 - MOST_MONTHS)
    if first < earliest:
        first = earliest
        problems.append(f"ช่วงเวลายาวเกินไป จึงแสดง {MOST_MONTHS} เดือนสุดท้ายของช่วง")
    return {"first": first, "last": last, "is_default": False}


def years_to_choose(today: date, count: int = 4) -> list[int]:
    """Return the fiscal years that can be chosen, the present one first."""
    newest = fiscal_year(today)
    return [newest - back for back in range(count) if newest - back >= FIRST_FISCAL_YEAR]
