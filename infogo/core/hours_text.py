"""Opening hours as words: the official sentence both ways, table rows and schema.org strings.

The official sentence is the one OPDC's form prints (item 11, channels):
"เปิดให้บริการวัน จันทร์ ถึง วัน ศุกร์ (ยกเว้นวันหยุดที่ทางราชการกำหนด) ตั้งแต่เวลา 08:30 - 16:30 น. (มีพักเที่ยง)".
It is Thai by nature; English readers get ``week_rows``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from pydantic import ValidationError

from infogo.core.dates import ENGLISH_WEEKDAYS, THAI_WEEKDAYS, arabic_digits
from infogo.core.hours import (
    CUSTOMARY_LUNCH,
    DAYS_IN_WEEK,
    MIDNIGHT,
    NO_LUNCH,
    NO_WEEK,
    UNKNOWN_LUNCH,
    WHOLE_DAY,
    Hours,
    Interval,
    Lunch,
    LunchState,
)

NO_INFORMATION = "ไม่มีข้อมูลเวลาทำการ"
_ALL_DAY = "ตลอด 24 ชั่วโมง"
_EXCEPT_HOLIDAYS = "(ยกเว้นวันหยุดที่ทางราชการกำหนด)"
_SENTENCE_JOINT = "; "
_CLOSING_MIDNIGHT = "24:00"

_DAY = "|".join((*THAI_WEEKDAYS, "พฤหัส"))
_CLOCK = r"([01]?\d|2[0-4])[:.]([0-5]\d)"
_TIMES = rf"(?:ตั้งแต่)?\s*(?:เวลา)?\s*{_CLOCK}\s*(?:น\.)?\s*-\s*{_CLOCK}\s*น\.?"
_TIMES_RE = re.compile(_TIMES)
_ALL_DAY_RE = re.compile(r"ตลอด\s*24\s*(?:ชั่วโมง|ชม\.?)")
_DAYS_RE = re.compile(
    rf"(?:วัน)?\s*(?:{_DAY})(?:\s*(?:(?:ถึง|-|,|และ)\s*)?(?:วัน\s*)?(?:{_DAY}))*|ทุกวัน"
)
_DAY_OR_JOINT_RE = re.compile(rf"{_DAY}|ถึง|-")
_NOT_EXCEPT_RE = re.compile(r"\(?\s*ไม่(?:ยก)?เว้นวันหยุด(?:ราชการ|นักขัตฤกษ์)?\s*\)?")
_EXCEPT_RE = re.compile(
    r"\(?\s*(?:ยก)?เว้นวันหยุด(?:ที่ทางราชการกำหนด|ราชการ|นักขัตฤกษ์)"
    r"(?:และวันหยุดนักขัตฤกษ์)?\s*\)?"
)
_NO_LUNCH_RE = re.compile(r"\(?\s*(?:ไม่มีพักเที่ยง|ไม่(?:หยุด)?พัก(?:เที่ยง|กลางวัน))\s*\)?")
_LUNCH_RE = re.compile(
    rf"\(?\s*(?:มีพักเที่ยง|(?:หยุด)?พัก(?:เที่ยง|กลางวัน))"
    rf"(?:\s*(?:เวลา)?\s*{_CLOCK}\s*(?:น\.)?\s*-\s*{_CLOCK}\s*(?:น\.)?)?\s*\)?"
)
_REMARK_RE = re.compile(r"\(([^()]+)\)")
_FILLER_RE = re.compile(r"เปิดให้บริการ|เปิดทำการ|เปิดบริการ|ให้บริการ|เวลาทำการ|เปิด|และ|[\s,:]")


@dataclass(frozen=True)
class WeekRow:
    """One line of the weekly table; ``closed`` rows carry the word for closed in ``times``."""

    days: str
    times: str
    closed: bool


def sentence(hours: Hours) -> str:
    """Return the official sentence; days with other hours get a sentence each.

    Times of the lunch break are written only when they are not 12:00–13:00. Dated exceptions
    have no place in the official form and are left out. Unknown hours give their own words back.
    """
    if not hours.known:
        return hours.text or NO_INFORMATION
    if hours.is_always_open:
        body = f"เปิดให้บริการ{_ALL_DAY}"
        return f"{body} ({hours.note})" if hours.note else body
    sentences = [
        _one_sentence(days, intervals, hours) for days, intervals in _same_days(hours) if intervals
    ]
    body = _SENTENCE_JOINT.join(sentences) or NO_INFORMATION
    return f"{body} ({hours.note})" if hours.note else body


def parse_sentence(text: str) -> Hours:
    """Read a sentence; what cannot be read entirely comes back as unknown with its words kept.

    Reads the official form and the usual free ones ("วันจันทร์–ศุกร์ เวลา 08.30–16.30 น.
    ยกเว้นวันหยุดราชการ"). A remark in brackets is kept as ``note``. Silence about lunch means
    unknown; silence about holidays means the holidays are not excepted, as the form has it.
    """
    original = text.strip()
    clean = re.sub(r"[–—]", "-", arabic_digits(original))
    week = [list(day) for day in NO_WEEK]
    flags = _Flags()
    for part in clean.split(_SENTENCE_JOINT.strip()):
        if not _read_part(part, week, flags):
            return Hours.unknown(original)
    if flags.disagree:
        return Hours.unknown(original)
    try:
        return Hours(
            week=tuple(tuple(sorted(day, key=lambda item: item.opens)) for day in week),
            lunch=flags.lunch or (NO_LUNCH if _never_closes(week) else UNKNOWN_LUNCH),
            follows_public_holidays=bool(flags.excepts_holidays),
            note=" ".join(flags.remarks),
        )
    except ValidationError:
        return Hours.unknown(original)


def week_rows(hours: Hours, lang: str = "th") -> tuple[WeekRow, ...]:
    """Return the weekly table, days with equal hours together; empty when unknown."""
    if not hours.known:
        return ()
    thai = lang == "th"
    closed = "ปิด" if thai else "Closed"
    return tuple(
        WeekRow(
            days=_day_span(days, lang),
            times=", ".join(interval_text(item, lang) for item in intervals) or closed,
            closed=not intervals,
        )
        for days, intervals in _same_days(hours)
    )


def lunch_text(hours: Hours, lang: str = "th") -> str:
    """Return what is known about lunch, unknown included; empty for hours without a noon."""
    if not hours.known or hours.is_always_open:
        return ""
    lunch = hours.lunch
    if lunch.state is LunchState.UNKNOWN:
        return "ไม่มีข้อมูลพักเที่ยง" if lang == "th" else "Lunch break: no information"
    if lunch.starts is None or lunch.ends is None:
        return "ไม่มีพักเที่ยง" if lang == "th" else "Open through lunch"
    times = f"{lunch.starts:%H:%M}–{lunch.ends:%H:%M}"
    return f"พักเที่ยง {times} น." if lang == "th" else f"Closed for lunch {times}"


def interval_text(interval: Interval, lang: str = "th") -> str:
    """Return "08:30–16:30 น." or "24 ชั่วโมง", and the same in English."""
    if interval.is_whole_day:
        return "24 ชั่วโมง" if lang == "th" else "24 hours"
    times = f"{interval.opens:%H:%M}–{_closing(interval)}"
    return f"{times} น." if lang == "th" else times


@dataclass(frozen=True)
class Opening:
    """Days of the week, Monday 0, on which a place is open from one time to another: "HH:MM"."""

    days: tuple[int, ...]
    opens: str
    closes: str


def openings(hours: Hours) -> list[Opening]:
    """Return when a place is open in a usual week, the lunch break cut out; empty when unknown.

    ``closes`` is 24:00 at the end of a day. Public holidays and dated exceptions are not in it.
    """
    if not hours.known:
        return []
    return [
        Opening(days, opens, closes)
        for days, intervals in _same_days(hours)
        for opens, closes in _pieces(intervals, hours.lunch)
    ]


class _Flags:
    """What the parts of one text say about lunch and holidays; they must not contradict."""

    def __init__(self) -> None:
        self.lunch: Lunch | None = None
        self.excepts_holidays: bool | None = None
        self.disagree = False
        self.remarks: list[str] = []

    def set_lunch(self, lunch: Lunch) -> None:
        self.disagree |= self.lunch not in (None, lunch)
        self.lunch = lunch

    def set_holidays(self, excepted: bool) -> None:
        self.disagree |= self.excepts_holidays not in (None, excepted)
        self.excepts_holidays = excepted


def _read_part(part: str, week: list[list[Interval]], flags: _Flags) -> bool:
    """Read one sentence into ``week`` and ``flags``; return whether every word was understood."""
    rest, lunch = _take_lunch(part)
    if lunch:
        flags.set_lunch(lunch)
    rest, stays_open = _NOT_EXCEPT_RE.subn(" ", rest)
    rest, closes = _EXCEPT_RE.subn(" ", rest)
    whole_day = _ALL_DAY_RE.search(rest)
    intervals = [WHOLE_DAY] if whole_day else _intervals(rest)
    if not intervals:
        return False
    rest = _TIMES_RE.sub(" ", _ALL_DAY_RE.sub(" ", rest))
    named = _DAYS_RE.search(rest)
    if not named and not whole_day:
        return False
    days = _days(named[0]) if named else tuple(range(DAYS_IN_WEEK))
    rest = _DAYS_RE.sub(" ", rest, count=1)
    flags.set_holidays(bool(closes) and not stays_open)
    flags.remarks.extend(remark.strip() for remark in _REMARK_RE.findall(rest))
    for day in days:
        week[day].extend(intervals)
    return not _FILLER_RE.sub("", _REMARK_RE.sub("", rest))


def _take_lunch(text: str) -> tuple[str, Lunch | None]:
    rest, none = _NO_LUNCH_RE.subn(" ", text)
    if none:
        return rest, NO_LUNCH
    found = _LUNCH_RE.search(text)
    if not found:
        return text, None
    lunch = CUSTOMARY_LUNCH
    if found[1]:
        starts, ends = _clock(found[1], found[2]), _clock(found[3], found[4])
        if starts >= ends:
            return text, None
        lunch = Lunch(state=LunchState.CLOSES, starts=starts, ends=ends)
    return text[: found.start()] + " " + text[found.end() :], lunch


def _intervals(text: str) -> list[Interval]:
    """Return every interval of ``text``, or none when one of them makes no sense."""
    found = []
    for opens_h, opens_m, closes_h, closes_m in _TIMES_RE.findall(text):
        opens, closes = _clock(opens_h, opens_m), _clock(closes_h, closes_m)
        if closes != MIDNIGHT and opens >= closes:
            return []
        found.append(Interval(opens=opens, closes=closes))
    return found


def _clock(hour: str, minute: str) -> time:
    return time(int(hour) % 24, int(minute))


def _days(text: str) -> tuple[int, ...]:
    """Return weekday numbers (Monday 0) of "จันทร์ - ศุกร์", "เสาร์, อาทิตย์" or "ทุกวัน"."""
    if "ทุกวัน" in text:
        return tuple(range(DAYS_IN_WEEK))
    days: list[int] = []
    joined = False
    for token in _DAY_OR_JOINT_RE.findall(text):
        if token in ("ถึง", "-"):
            joined = True
            continue
        number = next(i for i, name in enumerate(THAI_WEEKDAYS) if name.startswith(token))
        if joined and days:
            first = days[-1]
            length = (number - first) % DAYS_IN_WEEK
            days.extend((first + n) % DAYS_IN_WEEK for n in range(1, length + 1))
        else:
            days.append(number)
        joined = False
    return tuple(dict.fromkeys(days))


def _one_sentence(days: tuple[int, ...], intervals: tuple[Interval, ...], hours: Hours) -> str:
    words = [f"เปิดให้บริการ{_official_days(days)}"]
    if hours.follows_public_holidays:
        words.append(_EXCEPT_HOLIDAYS)
    if any(item.is_whole_day for item in intervals):
        words.append(_ALL_DAY)
    else:
        spans = (f"{item.opens:%H:%M} - {_closing(item)} น." for item in intervals)
        words.append("ตั้งแต่เวลา " + " และ ".join(spans))
    if lunch := _official_lunch(hours.lunch):
        words.append(lunch)
    return " ".join(words)


def _official_days(days: tuple[int, ...]) -> str:
    if len(days) == DAYS_IN_WEEK:
        return "ทุกวัน"
    runs = []
    for run in _runs(days):
        first, last = THAI_WEEKDAYS[run[0]], THAI_WEEKDAYS[run[-1]]
        runs.append(f"วัน {first}" if len(run) == 1 else f"วัน {first} ถึง วัน {last}")
    return ", ".join(runs)


def _official_lunch(lunch: Lunch) -> str:
    if lunch.state is LunchState.STAYS_OPEN:
        return "(ไม่มีพักเที่ยง)"
    if lunch.starts is None or lunch.ends is None:
        return ""
    if lunch == CUSTOMARY_LUNCH:
        return "(มีพักเที่ยง)"
    return f"(มีพักเที่ยง {lunch.starts:%H:%M} - {lunch.ends:%H:%M} น.)"


def _day_span(days: tuple[int, ...], lang: str) -> str:
    names = THAI_WEEKDAYS if lang == "th" else ENGLISH_WEEKDAYS
    if len(days) == DAYS_IN_WEEK:
        return "ทุกวัน" if lang == "th" else "Every day"
    return ", ".join(
        names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}"
        for run in _runs(days)
    )


def _same_days(hours: Hours) -> list[tuple[tuple[int, ...], tuple[Interval, ...]]]:
    """Return days grouped by equal hours, in the order of their first day."""
    groups: dict[tuple[Interval, ...], list[int]] = {}
    for day, intervals in enumerate(hours.week):
        groups.setdefault(intervals, []).append(day)
    return [(tuple(days), intervals) for intervals, days in groups.items()]


def _runs(days: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return consecutive days together: (0, 1, 2, 5) becomes [(0, 1, 2), (5,)]."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [tuple(run) for run in runs]


def _pieces(intervals: tuple[Interval, ...], lunch: Lunch) -> list[tuple[str, str]]:
    pieces = []
    for item in intervals:
        opens, closes = f"{item.opens:%H:%M}", _closing(item)
        if lunch.starts is None or lunch.ends is None:
            pieces.append((opens, closes))
            continue
        starts, ends = f"{lunch.starts:%H:%M}", f"{lunch.ends:%H:%M}"
        if ends <= opens or starts >= closes:
            pieces.append((opens, closes))
            continue
        halves = ((opens, min(closes, starts)), (max(opens, ends), closes))
        pieces.extend(half for half in halves if half[0] < half[1])
    return pieces


def _closing(interval: Interval) -> str:
    return _CLOSING_MIDNIGHT if interval.closes == MIDNIGHT else f"{interval.closes:%H:%M}"


def _never_closes(week: list[list[Interval]]) -> bool:
    return all(day == [WHOLE_DAY] for day in week)
