"""Opening hours of a channel: days and times in rows, the lunch break, public holidays, a note.

Days that differ (repairs, festivals) have no controls here; they are carried along unchanged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from pydantic import ValidationError

from infogo.core.dates import THAI_WEEKDAYS, arabic_digits, long_date
from infogo.core.hours import DAYS_IN_WEEK, MIDNIGHT, Hours, Interval, LunchState
from infogo.office.section_forms.control import CHOSEN, Control, Item, Option
from infogo.office.section_forms.field import Field
from infogo.office.section_forms.posted import Posted
from infogo.office.section_forms.typed import is_typed, typed, words_of

Raw = Mapping[str, Any]

UNSAID, WEEK, ALWAYS, WORDS = "none", "week", "always", "words"
_MODES = (
    (UNSAID, "ไม่ระบุ"),
    (WEEK, "ระบุวันและเวลา"),
    (ALWAYS, "เปิดตลอด 24 ชั่วโมงทุกวัน"),
    (WORDS, "ไม่ทราบเวลาแน่นอน เขียนเป็นข้อความ"),
)
_LUNCH = (
    (LunchState.UNKNOWN, "ไม่ทราบ"),
    (LunchState.CLOSES, "พักเที่ยง"),
    (LunchState.STAYS_OPEN, "ไม่พักเที่ยง"),
)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(?:น\.?)?")
_LONGEST_NOTE = 400


class HoursInputError(ValueError):
    """Hours that cannot be read; ``str()`` says what to do."""


@dataclass(frozen=True)
class HoursField(Field):
    """Opening hours, or none."""

    def show(self, value: Any, name: str) -> Control:
        """Show the sort of hours, and what belongs to that sort."""
        stored = self._stored(value)
        raw, wrong = raw_of(stored), ""
        if is_typed(stored):
            try:
                hours_of(raw)
            except HoursInputError as error:
                wrong = str(error)
        parts = [_radios(name, "mode", "เปิดเมื่อไร", _MODES, raw["mode"], redraws=True)]
        if raw["mode"] == WEEK:
            parts += _week(name, raw)
        if raw["mode"] == WORDS:
            parts.append(_line(name, "text", "เวลาทำการเป็นข้อความ", raw, "เช่น ตามรอบรถบริการ"))
        if raw["mode"] != UNSAID:
            parts.append(_line(name, "note", "หมายเหตุเวลาทำการ", raw, "เช่น บางแห่งเปิดวันเสาร์"))
            parts += _unseen(name, raw)
        if raw["exceptions"]:
            parts.append(_carried(name, raw["exceptions"]))
        return self._control("hours", name, parts=tuple(parts), wrong=wrong)

    def read(self, posted: Posted, name: str) -> Any:
        """Read them; what cannot be read is kept piece by piece."""
        raw = {
            "mode": posted.text(f"{name}.mode") or UNSAID,
            "rows": [
                {
                    "days": list(posted.texts(f"{name}.rows.{index}.days")),
                    "opens": posted.text(f"{name}.rows.{index}.opens"),
                    "closes": posted.text(f"{name}.rows.{index}.closes"),
                }
                for index in posted.places(f"{name}.rows")
            ],
            "lunch": posted.text(f"{name}.lunch") or LunchState.UNKNOWN.value,
            "starts": posted.text(f"{name}.starts"),
            "ends": posted.text(f"{name}.ends"),
            "holidays": posted.has(f"{name}.holidays"),
            "text": posted.text(f"{name}.text"),
            "note": posted.text(f"{name}.note"),
            "exceptions": posted.text(f"{name}.exceptions"),
        }
        if raw["mode"] == UNSAID:
            return self.default
        try:
            return hours_of(raw).model_dump(mode="json")
        except HoursInputError:
            return typed(raw)


def raw_of(stored: Any) -> dict[str, Any]:
    """Return stored hours as they are typed."""
    raw: dict[str, Any] = {
        "mode": UNSAID, "rows": [], "lunch": LunchState.UNKNOWN.value, "starts": "", "ends": "",
        "holidays": False, "text": "", "note": "", "exceptions": "",
    }  # fmt: skip
    if is_typed(stored):
        kept = words_of(stored)
        return {**raw, **kept} if isinstance(kept, dict) else raw
    if not isinstance(stored, dict):
        return raw
    try:
        hours = Hours.model_validate(stored)
    except ValidationError:
        return {**raw, "mode": WORDS, "text": json.dumps(stored, ensure_ascii=False)}
    lunch = hours.lunch
    always = hours.is_always_open and lunch.state is LunchState.STAYS_OPEN
    known = ALWAYS if always and not hours.text else WEEK
    return {
        "mode": known if hours.known else WORDS,
        "rows": [] if known == ALWAYS else _rows(hours),
        "lunch": lunch.state.value,
        "starts": _clock_text(lunch.starts),
        "ends": _clock_text(lunch.ends),
        "holidays": hours.follows_public_holidays,
        "text": hours.text,
        "note": hours.note,
        "exceptions": json.dumps(stored.get("exceptions") or [], ensure_ascii=False)
        if hours.exceptions
        else "",
    }


def hours_of(raw: Raw) -> Hours:
    """Return the hours that were typed.

    Raises:
        HoursInputError: they cannot be read.
    """
    try:
        kept = {"text": raw["text"], "note": raw["note"]}
        if raw["exceptions"]:
            kept["exceptions"] = json.loads(raw["exceptions"])
        if raw["mode"] == ALWAYS:
            return Hours.model_validate({**Hours.always().model_dump(), **kept})
        if raw["mode"] == WORDS:
            return _in_words(raw, kept)
        return Hours.model_validate(
            {
                **kept,
                "week": _read_week(raw["rows"]),
                "lunch": _read_lunch(raw),
                "follows_public_holidays": raw["holidays"],
            }
        )
    except ValidationError as error:
        raise HoursInputError(_told(error)) from error
    except (ValueError, TypeError, KeyError) as error:
        if isinstance(error, HoursInputError):
            raise
        raise HoursInputError("อ่านเวลาทำการไม่ได้ ใส่ใหม่อีกครั้ง") from error


def _in_words(raw: Raw, kept: dict[str, Any]) -> Hours:
    if not raw["text"]:
        raise HoursInputError("เขียนเวลาทำการเป็นข้อความ หรือเลือก “ไม่ระบุ”")
    told = {"lunch": _read_lunch(raw), "follows_public_holidays": raw["holidays"]}
    return Hours.model_validate({**kept, **told, "known": False})


def _told(error: ValidationError) -> str:
    said = str(error)
    if "lunch break" in said:
        return "เวลาพักเที่ยงต้องเริ่มก่อนสิ้นสุด เช่น 12.00 ถึง 13.00"
    if "at least once" in said:
        return "เลือกวันและใส่เวลาอย่างน้อยหนึ่งช่วง"
    if "close after" in said:
        return "เวลาปิดต้องหลังเวลาเปิด ถ้าเปิดข้ามเที่ยงคืน ให้แยกเป็นสองแถว"
    return "ช่วงเวลาในวันเดียวกันทับกัน แก้ให้ไม่ซ้อนกัน"


def _rows(hours: Hours) -> list[dict[str, Any]]:
    """Return one row for all days that share an interval."""
    days: dict[Interval, list[str]] = {}
    for day, intervals in enumerate(hours.week):
        for interval in intervals:
            days.setdefault(interval, []).append(str(day))
    return [
        {
            "days": found,
            "opens": _clock_text(interval.opens),
            "closes": "24:00" if interval.closes == MIDNIGHT else _clock_text(interval.closes),
        }
        for interval, found in days.items()
    ]


def _read_week(rows: Sequence[Raw]) -> list[list[Interval]]:
    week: list[list[Interval]] = [[] for _day in range(DAYS_IN_WEEK)]
    for row in rows:
        if not (row["days"] or row["opens"] or row["closes"]):
            continue
        if not row["days"]:
            raise HoursInputError("เลือกวันของเวลาที่ใส่ไว้")
        interval = Interval(opens=_clock(row["opens"]), closes=_clock(row["closes"]))
        for day in dict.fromkeys(row["days"]):
            week[int(day) % DAYS_IN_WEEK].append(interval)
    return [sorted(day, key=lambda interval: interval.opens) for day in week]


def _read_lunch(raw: Raw) -> dict[str, Any]:
    state = LunchState(raw["lunch"])
    if state is not LunchState.CLOSES:
        return {"state": state}
    return {"state": state, "starts": _clock(raw["starts"]), "ends": _clock(raw["ends"])}


def _clock(text: str) -> time:
    """Return the time of "8.30", "08:30 น." or "24:00".

    Raises:
        HoursInputError: it is none.
    """
    found = _CLOCK.fullmatch(arabic_digits(text).strip())
    if not found:
        raise HoursInputError("ใส่เวลาเป็นชั่วโมงและนาที เช่น 08.30")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    try:
        return time(0 if (hour, minute, second) == (24, 0, 0) else hour, minute, second)
    except ValueError as error:
        raise HoursInputError("ใส่เวลาระหว่าง 00.00 ถึง 24.00") from error


def _clock_text(moment: time | None) -> str:
    if moment is None:
        return ""
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _week(name: str, raw: Raw) -> list[Control]:
    """Return the rows with an empty one behind them, lunch and holidays."""
    rows = [*raw["rows"], {"days": [], "opens": "", "closes": ""}]
    items = tuple(
        Item(str(place), place + 1, "", _row(f"{name}.rows.{place}", row), True, True)
        for place, row in enumerate(rows)
    )
    closed = Option(CHOSEN, "ปิดวันหยุดราชการ", checked=bool(raw["holidays"]))
    lunch = [(state.value, label) for state, label in _LUNCH]
    return [
        Control(kind="rows", name=f"{name}.rows", label="วันและเวลา", items=items),
        Control(kind="flag", name=f"{name}.holidays", label=closed.label, options=(closed,)),
        _radios(name, "lunch", "พักเที่ยง", lunch, raw["lunch"]),
        Control(
            kind="row",
            name=f"{name}.break",
            label="เวลาพัก",
            hint="ใส่เมื่อพักเที่ยง เช่น 12.00 ถึง 13.00",
            parts=(_line(name, "starts", "พักตั้งแต่", raw), _line(name, "ends", "ถึง", raw)),
        ),
    ]


def _row(name: str, row: Raw) -> Control:
    days = tuple(
        Option(str(day), word, str(day) in row["days"]) for day, word in enumerate(THAI_WEEKDAYS)
    )
    return Control(
        kind="group",
        name=name,
        label="",
        parts=(
            Control(kind="checks", name=f"{name}.days", label="วัน", options=days),
            Control(
                kind="row",
                name=f"{name}.times",
                label="เวลา",
                parts=(_line(name, "opens", "เปิด", row), _line(name, "closes", "ปิด", row)),
            ),
        ),
    )


def _line(name: str, key: str, label: str, raw: Raw, hint: str = "") -> Control:
    return Control(
        kind="line", name=f"{name}.{key}", label=label, hint=hint, value=str(raw[key]),
        most=_LONGEST_NOTE,
    )  # fmt: skip


def _radios(
    name: str,
    key: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    chosen: str,
    *,
    redraws: bool = False,
) -> Control:
    options = tuple(Option(value, words, value == chosen) for value, words in choices)
    return Control("radios", f"{name}.{key}", label, options=options, redraws=redraws)


def _unseen(name: str, raw: Raw) -> list[Control]:
    """Return hidden controls for what this sort of hours has no controls for but still says."""
    keys = {WEEK: ("text",), WORDS: ("lunch", "starts", "ends", "holidays")}.get(raw["mode"], ())
    said = [key for key in keys if raw[key] and raw[key] != LunchState.UNKNOWN]
    return [
        Control("hidden", f"{name}.{key}", "", value=CHOSEN if raw[key] is True else raw[key])
        for key in said
    ]


def _carried(name: str, exceptions: str) -> Control:
    """Return the hidden control that carries days that differ, and says which they are."""
    try:
        days = ", ".join(long_date(each.first_on) for each in _exceptions(exceptions))
        hint = f"วันที่เวลาต่างจากปกติเก็บไว้เหมือนเดิม: {days}"
    except ValueError:
        hint = "วันที่เวลาต่างจากปกติเก็บไว้เหมือนเดิม"
    return Control(kind="hidden", name=f"{name}.exceptions", label="", hint=hint, value=exceptions)


def _exceptions(stored: str) -> Sequence[Any]:
    return Hours.model_validate({"exceptions": json.loads(stored)}).exceptions
