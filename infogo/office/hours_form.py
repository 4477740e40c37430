"""Opening hours as a form: a week, lunch, public holidays and special days.

Used for a service point and for one pin of it. ``HoursForm(data, initial=hours, prefix="h")``;
after ``is_valid()``, ``hours()`` is what was said. It works without a script: a form of which a
button ``add``, ``fill`` or ``preview`` was pressed (``only_redraws``) is shown again, with room
for one more special day, with office hours filled in, or with what citizens would read, and
nothing is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.forms import BoundField
from pydantic import ValidationError

from infogo.core.dates import (
    THAI_WEEKDAYS,
    DateInputError,
    bangkok_now,
    long_date,
    parse_written_date,
)
from infogo.core.hours import (
    CUSTOMARY_LUNCH,
    MIDNIGHT,
    MOST_SPECIAL_DAYS,
    NO_WEEK,
    Hours,
    HoursException,
    Interval,
    Lunch,
    LunchState,
)
from infogo.core.times import read_moment
from infogo.office.hours_fields import (
    ALWAYS,
    CLOSED,
    OPEN,
    UNKNOWN,
    WEEK,
    TimeInputError,
    initial_of,
    read_spans,
    read_time,
)
from infogo.workspace.choices import line, radios

KNOWN = [
    (WEEK, "เปิดตามวันและเวลา"),
    (ALWAYS, "เปิดตลอด 24 ชั่วโมงทุกวัน"),
    (UNKNOWN, "ยังไม่ทราบ"),
]
LUNCH = [
    (LunchState.CLOSES.value, "พักเที่ยง"),
    (LunchState.STAYS_OPEN.value, "ไม่พักเที่ยง"),
    (LunchState.UNKNOWN.value, "ยังไม่ทราบ"),
]
HOLIDAYS = [("1", "ปิดวันหยุดราชการ"), ("0", "เปิดวันหยุดราชการด้วย")]
LEAST_SPANS = 2
OVER_MIDNIGHT = (
    "เวลาเปิดต้องมาก่อนเวลาปิด ถ้าเปิดข้ามเที่ยงคืน ใส่เวลาปิดเป็น 24.00 แล้วใส่เวลาที่เหลือในวันถัดไป เปิด 00.00"
)
SPECIAL = [(CLOSED, "ปิด"), (OPEN, "เปิดตามเวลานี้")]
SPARE_ROWS = 1
LONGEST_TIME = 12
LONGEST_DATE = 40


@dataclass(frozen=True)
class DayFields:
    """The fields of one weekday: closed or not, and two spans."""

    name: str
    closed: BoundField
    spans: tuple[tuple[BoundField, BoundField], ...]
    errors: list[str]


@dataclass(frozen=True)
class SpecialFields:
    """The fields of one special day or run of days."""

    number: int
    first: BoundField
    last: BoundField
    kind: BoundField
    times: BoundField
    note: BoundField
    remove: BoundField
    errors: list[str]
    is_spare: bool


class HoursForm(forms.Form):
    """Opening hours as they are typed."""

    known = radios("เวลาทำการ", KNOWN, initial=WEEK)
    words = line("คำบอกเวลาเท่าที่รู้", 300, "ถ้ามี เช่น เปิดเฉพาะวันที่มีหน่วยเคลื่อนที่")
    lunch = radios("พักเที่ยง", LUNCH, required=False, initial=LunchState.UNKNOWN.value)
    lunch_starts = line("พักตั้งแต่", LONGEST_TIME)
    lunch_ends = line("ถึง", LONGEST_TIME)
    holidays = radios("วันหยุดราชการ", HOLIDAYS, required=False, initial="1")
    note = line("หมายเหตุ", 200, "ถ้ามี เช่น รับบัตรคิวถึง 15.00 น.")
    rows = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_SPECIAL_DAYS, widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Hours | None = None,
        prefix: str = "h",
    ) -> None:
        """Show ``initial`` until ``data`` says something else; ``None`` means nothing is known."""
        hours = initial or Hours.unknown()
        self.kept = frozenset(hours.exceptions)
        if data is not None and f"{prefix}-fill" in data:
            data = _with_office_hours(data, prefix)
        super().__init__(data, initial=initial_of(hours), prefix=prefix)
        self.span_count = max(LEAST_SPANS, *(len(intervals) for intervals in hours.week))
        self.day_errors: dict[int, list[str]] = {}
        self.row_errors: dict[int, list[str]] = {}
        self.row_count = self._row_count(len(hours.exceptions))
        for day in range(len(NO_WEEK)):
            self._add_day(day)
        for number in range(self.row_count):
            self._add_row(number)
        self._hours: Hours | None = None

    @property
    def only_redraws(self) -> bool:
        """Whether a button was pressed that shows the form again and saves nothing."""
        return any(self.add_prefix(name) in self.data for name in ("add", "fill", "preview"))

    @property
    def days(self) -> list[DayFields]:
        """The weekdays, Monday first."""
        return [
            DayFields(
                name=THAI_WEEKDAYS[day],
                closed=self[f"d{day}_closed"],
                spans=tuple(
                    (self[f"d{day}_{span}_opens"], self[f"d{day}_{span}_closes"])
                    for span in range(1, self.span_count + 1)
                ),
                errors=self.day_errors.get(day, []),
            )
            for day in range(len(NO_WEEK))
        ]

    @property
    def special(self) -> list[SpecialFields]:
        """The special days, the spare rows last."""
        return [
            SpecialFields(
                number=number + 1,
                **{name: self[f"s{number}_{name}"] for name in _ROW},
                errors=self.row_errors.get(number, []),
                is_spare=not str(self[f"s{number}_first"].value() or "").strip(),
            )
            for number in range(self.row_count)
        ]

    def hours(self) -> Hours:
        """Return what was said; only after ``is_valid()``."""
        if self._hours is None:
            raise ValueError("hours() of a form that is not valid")
        return self._hours

    def clean(self) -> dict[str, Any]:
        """Put the fields together."""
        cleaned = super().clean() or {}
        known = cleaned.get("known")
        if known == UNKNOWN:
            self._hours = Hours.unknown(cleaned.get("words", ""))
            return cleaned
        special = self._special_days()
        week = self._week() if known == WEEK else Hours.always().week
        lunch = self._lunch(cleaned) if known == WEEK else Hours.always().lunch
        if known == WEEK and not any(week) and not special and not self.errors:
            self.add_error("known", "ใส่เวลาอย่างน้อยหนึ่งวัน หรือเลือกยังไม่ทราบ")
        if self.errors or lunch is None:
            return cleaned
        try:
            self._hours = Hours(
                week=week,
                lunch=lunch,
                follows_public_holidays=known == WEEK and cleaned.get("holidays") == "1",
                exceptions=special,
                note=cleaned.get("note", ""),
            )
        except ValidationError:  # every cause known is answered above in words
            self.add_error(None, "เวลาขัดกันเอง ตรวจว่าแต่ละวันเปิดก่อนปิด และช่วงเวลาไม่ซ้อนกัน")
        return cleaned

    def _row_count(self, written: int) -> int:
        if not self.is_bound:
            return min(written + SPARE_ROWS, MOST_SPECIAL_DAYS)
        typed = str(self.data.get(self.add_prefix("rows"), ""))
        count = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
        more = SPARE_ROWS if self.add_prefix("add") in self.data else 0
        return min(count + more, MOST_SPECIAL_DAYS)

    def _add_day(self, day: int) -> None:
        name = f"วัน{THAI_WEEKDAYS[day]}"
        self.fields[f"d{day}_closed"] = forms.BooleanField(label="ปิด", required=False)
        for span in range(1, self.span_count + 1):
            for side, word in (("opens", "เปิด"), ("closes", "ปิด")):
                field = line(f"{name} ช่วงที่ {span} {word}", LONGEST_TIME, attrs=_TIME_ATTRS)
                self.fields[f"d{day}_{span}_{side}"] = field

    def _add_row(self, number: int) -> None:
        fields = {
            "first": line("วันที่", LONGEST_DATE),
            "last": line("ถึงวันที่", LONGEST_DATE),
            "kind": radios("ปิดหรือเปิด", SPECIAL, required=False, initial=CLOSED),
            "times": line("เวลาที่เปิด", 80),
            "note": line("เหตุ", 120),
            "remove": forms.BooleanField(label="ลบวันพิเศษนี้", required=False),
        }
        for name, field in fields.items():
            self.fields[f"s{number}_{name}"] = field

    def _week(self) -> tuple[tuple[Interval, ...], ...]:
        return tuple(self._day(day) for day in range(len(NO_WEEK)))

    def _day(self, day: int) -> tuple[Interval, ...]:
        name = f"วัน{THAI_WEEKDAYS[day]}"
        spans = [
            self._interval(f"d{day}_{span}_opens", f"d{day}_{span}_closes", day)
            for span in range(1, self.span_count + 1)
        ]
        found = tuple(span for span in spans if span)
        problem = ""
        if self.cleaned_data.get(f"d{day}_closed"):
            problem = f"{name} ติ๊กว่าปิดแต่มีเวลา เลือกอย่างใดอย่างหนึ่ง" if found else ""
        elif not found and not self.day_errors.get(day):
            problem = f"{name} ใส่เวลา หรือติ๊กว่าปิด"
        if any(late.opens < early.closes or early.closes == MIDNIGHT
               for early, late in pairwise(found)):  # fmt: skip
            problem = f"{name} ช่วงหลังต้องเริ่มเมื่อช่วงแรกปิดแล้ว"
        if problem:
            self._wrong(f"d{day}_1_opens", problem, self.day_errors, day)
            return ()
        return found

    def _interval(self, opens: str, closes: str, day: int) -> Interval | None:
        """Read one span; what is wrong names its day and is written beside its first field."""
        which = f"วัน{THAI_WEEKDAYS[day]}"
        times = []
        for name, reading in ((opens, read_moment), (closes, read_time)):
            try:
                times.append(reading(self.cleaned_data.get(name) or ""))
            except TimeInputError as problem:
                self._wrong(name, f"{which} {problem}", self.day_errors, day)
                return None
        first, last = times
        if first is None and last is None:
            return None
        if first is None or last is None:
            self._wrong(opens, f"{which} ใส่ทั้งเวลาเปิดและเวลาปิด", self.day_errors, day)
            return None
        if last != MIDNIGHT and first >= last:
            self._wrong(opens, f"{which} {OVER_MIDNIGHT}", self.day_errors, day)
            return None
        return Interval(opens=first, closes=last)

    def _lunch(self, cleaned: dict[str, Any]) -> Lunch | None:
        state = LunchState(cleaned.get("lunch") or LunchState.UNKNOWN)
        if state is not LunchState.CLOSES:
            return Lunch(state=state)
        try:
            starts, ends = (read_time(cleaned.get(f"lunch_{end}") or "") for end in _LUNCH_ENDS)
        except TimeInputError as problem:
            self.add_error("lunch_starts", str(problem))
            return None
        starts, ends = starts or CUSTOMARY_LUNCH.starts, ends or CUSTOMARY_LUNCH.ends
        if starts is None or ends is None or starts >= ends:
            self.add_error("lunch_starts", "ใส่เวลาเริ่มและเลิกพักเที่ยง เช่น 12.00 ถึง 13.00")
            return None
        return Lunch(state=state, starts=starts, ends=ends)

    def _special_days(self) -> tuple[HoursException, ...]:
        found = [self._special_day(number) for number in range(self.row_count)]
        return tuple(exception for exception in found if exception)

    def _special_day(self, number: int) -> HoursException | None:
        value = {name: self.cleaned_data.get(f"s{number}_{name}") for name in _ROW}
        typed = any(value[name] for name in ("first", "last", "times", "note"))
        if value["remove"] or not typed:
            return None
        first = self._date(f"s{number}_first", number, required=True)
        last = self._date(f"s{number}_last", number)
        if first and last and last < first:
            self._wrong(f"s{number}_last", "วันสุดท้ายต้องไม่มาก่อนวันแรก", self.row_errors, number)
        spans: tuple[Interval, ...] = ()
        if value["kind"] == OPEN:
            try:
                spans = read_spans(value["times"] or "")
            except TimeInputError as problem:
                self._wrong(f"s{number}_times", str(problem), self.row_errors, number)
        elif value["times"]:
            wrong = "เลือก “เปิดตามเวลานี้” หรือลบเวลาออก"
            self._wrong(f"s{number}_times", wrong, self.row_errors, number)
        if first is None or self.row_errors.get(number):
            return None
        exception = HoursException(
            first_on=first, last_on=last, intervals=spans, note=value["note"] or ""
        )
        ended = exception.last_on or exception.first_on
        # A day that stood there before may stay: it was true when it was written.
        if ended < bangkok_now().date() and exception not in self.kept:
            over = f"{long_date(ended)} ผ่านไปแล้ว ประชาชนจะไม่เห็น ตรวจวันและปี พ.ศ. หรือลบวันพิเศษนี้"
            side = "last" if exception.last_on else "first"
            self._wrong(f"s{number}_{side}", over, self.row_errors, number)
            return None
        return exception

    def _date(self, name: str, number: int, *, required: bool = False) -> date | None:
        text = self.cleaned_data.get(name) or ""
        if not text and not required:
            return None
        try:
            return parse_written_date(text)
        except DateInputError as problem:
            self._wrong(name, str(problem), self.row_errors, number)
            return None

    def _wrong(self, name: str, text: str, errors: dict[int, list[str]], key: int) -> None:
        self.add_error(name, text)
        errors.setdefault(key, []).append(text)


def _with_office_hours(data: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    """Return what was typed with the week of office hours in place of its own."""
    filled = {name: data[name] for name in data if not name.startswith(f"{prefix}-d")}
    week = {name: value for name, value in initial_of(Hours.weekdays()).items() if name[0] == "d"}
    filled |= {f"{prefix}-{name}": value for name, value in week.items() if value}
    return filled | {f"{prefix}-known": WEEK}


_ROW = ("first", "last", "kind", "times", "note", "remove")
_LUNCH_ENDS = ("starts", "ends")
_TIME_ATTRS = {"inputmode": "decimal", "size": "6"}
