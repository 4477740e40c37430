"""Reading times of day as people write them, and writing hours into the fields of a form."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise
from typing import Any

from infogo.core.dates import short_date
from infogo.core.hours import MIDNIGHT, Hours, HoursException, Interval
from infogo.core.times import TimeInputError, read_time

WEEK, ALWAYS, UNKNOWN = "week", "always", "unknown"
CLOSED, OPEN = "closed", "open"
SPAN_HINT = "ใส่เวลาเปิดถึงปิด เช่น 9.00-12.00 ถ้ามีหลายช่วงให้คั่นด้วยจุลภาค"


def read_spans(text: str) -> tuple[Interval, ...]:
    """Read "9.00-12.00, 13.00-15.30": at least one span, in order, none over another.

    Raises:
        TimeInputError: it is something else.
    """
    found = []
    for piece in re.split(r"[,;]|และ", re.sub("[–—]|ถึง", "-", text)):
        opens, dash, closes = piece.partition("-")
        first, last = read_time(opens), read_time(closes)
        if not dash or first is None or last is None or MIDNIGHT != last <= first:
            raise TimeInputError(SPAN_HINT)
        found.append(Interval(opens=first, closes=last))
    if any(early.closes == MIDNIGHT or late.opens < early.closes
           for early, late in pairwise(found)):  # fmt: skip
        raise TimeInputError(SPAN_HINT)
    return tuple(found)


def initial_of(hours: Hours) -> dict[str, Any]:
    """Return the values with which the form shows hours."""
    known = WEEK if hours.known else UNKNOWN
    if hours.is_always_open:
        known = ALWAYS
    values: dict[str, Any] = {
        "known": known,
        "words": hours.text,
        "lunch": hours.lunch.state.value,
        "lunch_starts": _shown(hours.lunch.starts),
        "lunch_ends": _shown(hours.lunch.ends),
        "holidays": "1" if hours.follows_public_holidays or not hours.known else "0",
        "note": hours.note,
    }
    if known == WEEK:
        for day, intervals in enumerate(hours.week):
            values[f"d{day}_closed"] = not intervals
            for span, interval in enumerate(intervals, start=1):
                values[f"d{day}_{span}_opens"] = _shown(interval.opens)
                values[f"d{day}_{span}_closes"] = _closing(interval.closes)
    for number, exception in enumerate(hours.exceptions):
        row = _row_values(exception)
        values.update({f"s{number}_{name}": value for name, value in row.items()})
    return values


def _row_values(exception: HoursException) -> dict[str, Any]:
    spans = exception.intervals
    return {
        "first": short_date(exception.first_on),
        "last": short_date(exception.last_on) if exception.last_on else "",
        "kind": OPEN if spans else CLOSED,
        "times": ", ".join(f"{_shown(span.opens)}-{_closing(span.closes)}" for span in spans),
        "note": exception.note,
    }


def _shown(moment: time | None) -> str:
    return f"{moment:%H.%M}" if moment is not None else ""


def _closing(moment: time) -> str:
    return "24.00" if moment == MIDNIGHT else _shown(moment)
