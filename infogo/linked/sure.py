"""What of points and counters is sure enough for machines, which cannot read a caution."""

from __future__ import annotations

from collections.abc import Iterator

from infogo.core.dates import bangkok_now
from infogo.core.hours import Hours, HoursException
from infogo.geo.models import CoordinateQuality
from infogo.points.models import HoursStatus, PointStatus
from infogo.records.base import Position
from infogo.records.pins import PinRecord
from infogo.records.points import PointRecord

_WORDS: dict[str, tuple[str, str]] = {
    "accepts_walk_in": ("ไปได้โดยไม่ต้องนัด", "ต้องนัดก่อน"),
    "residents_only": ("เฉพาะคนในพื้นที่", "ไม่จำกัดเฉพาะคนในพื้นที่"),
    "accepts_foreigners": ("รับชาวต่างชาติ", "ไม่รับชาวต่างชาติ"),
}


def sure_position(point: PointRecord) -> Position | None:
    """Return the position of a point if it is the office's own."""
    return point.position if point.coordinate_quality == CoordinateQuality.OFFICE else None


def sure_hours(point: PointRecord) -> Hours | None:
    """Return the opening hours of a point if its agency confirmed them.

    Days on which it is closed for a time are among those that differ; of one that nobody knows
    when it opens again no hours are sure.
    """
    hours = point.hours if point.hours_status == HoursStatus.CONFIRMED else None
    if hours is None or point.status != PointStatus.SUSPENDED:
        return hours
    today, until = bangkok_now().date(), point.suspended_until
    if until is None:
        return None
    if until < today:
        return hours
    closed = HoursException(first_on=point.suspended_from or today, last_on=until, note="ปิดชั่วคราว")
    return hours.model_copy(update={"exceptions": (*hours.exceptions, closed)})


def conditions(pin: PinRecord) -> Iterator[str]:
    """Give what is confirmed of a counter, yes or no; what is unknown is left out."""
    for name, (yes, no) in _WORDS.items():
        value = getattr(pin, name)
        if value is not None:
            yield yes if value else no
    if pin.daily_limit is not None:
        yield f"รับวันละ {pin.daily_limit} คน"
