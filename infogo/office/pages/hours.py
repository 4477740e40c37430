"""What citizens would read of opening hours that are being typed.

Shown by ``components/office/hours_form.html``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.core.dates import bangkok_now, short_date
from infogo.core.hours import Hours, HoursException
from infogo.core.hours_text import interval_text, sentence
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.opening import Clock, OpenNow, open_now, stored_hours


@dataclass(frozen=True)
class HoursPreview:
    """The official sentence, the special days in words, and open or closed now."""

    sentence: str
    special: Sequence[str]
    now: OpenNow


def hours_preview(hours: Hours) -> HoursPreview:
    """Return what citizens would read of these hours, confirmed by the agency."""
    place = ServicePoint(
        status=PointStatus.OPEN,
        hours=stored_hours(hours),
        hours_status=HoursStatus.CONFIRMED,
    )
    return HoursPreview(
        sentence=sentence(hours),
        special=[special_day(exception) for exception in hours.exceptions],
        now=open_now(place, Clock(bangkok_now())),
    )


def special_day(exception: HoursException) -> str:
    """Say what differs: "1 ธ.ค. 2569 ถึง 5 ธ.ค. 2569 ปิด: ปรับปรุงอาคาร"."""
    days = short_date(exception.first_on)
    if exception.last_on:
        days = f"{days} ถึง {short_date(exception.last_on)}"
    times = ", ".join(interval_text(interval) for interval in exception.intervals)
    what = f"เปิด {times}" if times else "ปิด"
    return f"{days} {what}: {exception.note}" if exception.note else f"{days} {what}"
