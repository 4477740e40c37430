"""What all HSDS objects share: gaps left out, phones, schedules, and Thai time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from infogo.core.hours import Hours, HoursException
from infogo.core.hours_text import lunch_text, openings
from infogo.linked.hsds.ids import Kind, Name
from infogo.records.agencies import PhoneRecord

Thing = dict[str, Any]
VERSION = "3.0"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
THAI_TIME = 7
"""Hours ahead of UTC, as schedules want them."""


def thing(**values: Any) -> Thing:
    """Return an object of the specification without what is not known."""
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}


def phones_of(owner: Name, phones: Iterable[PhoneRecord]) -> list[Thing]:
    """Describe telephone numbers."""
    return [
        thing(
            id=owner.part(Kind.PHONE, number),
            number=phone.number,
            extension=int(phone.extension) if phone.extension else None,
            type="voice",
        )
        for number, phone in enumerate(phones, 1)
    ]


def schedules_of(
    owner: Name, hours: Hours | None, description: str = "", first: int = 1
) -> list[Thing]:
    """Describe opening hours that are known; ``first`` is the number of the first schedule."""
    if hours is None or not hours.known:
        return []
    notes = "ปิดวันหยุดราชการ" if hours.follows_public_holidays else ""
    usual = [
        {
            "freq": "WEEKLY",
            "byday": ",".join(DAYS[day] for day in opening.days),
            "opens_at": opening.opens,
            "closes_at": opening.closes,
            "notes": notes,
        }
        for opening in openings(hours)
    ]
    described = description or lunch_text(hours)
    rows = [*usual, *_special(hours.exceptions)]
    return [
        thing(
            id=owner.part(Kind.SCHEDULE, number),
            timezone=THAI_TIME,
            wkst="MO",
            **{"description": described, **row},
        )
        for number, row in enumerate(rows, first)
    ]


def _special(exceptions: Sequence[HoursException]) -> Iterator[Thing]:
    """Give the days that differ; those without times of opening are closed and say so."""
    for exception in exceptions:
        days = {
            "valid_from": exception.first_on.isoformat(),
            "valid_to": (exception.last_on or exception.first_on).isoformat(),
            "notes": exception.note,
        }
        if not exception.intervals:
            yield {**days, "description": "ปิด"}
        for interval in exception.intervals:
            closes = interval.closes.isoformat("minutes")
            yield {
                **days,
                "description": "เวลาพิเศษ",
                "opens_at": interval.opens.isoformat("minutes"),
                "closes_at": "24:00" if closes == "00:00" else closes,
            }
