"""Promised times as ISO 8601 durations, where that standard can say them."""

from __future__ import annotations

from decimal import Decimal

from infogo.core.durations import Duration, DurationUnit

_LETTERS = {
    DurationUnit.MINUTE: "PT{}M",
    DurationUnit.HOUR: "PT{}H",
    DurationUnit.DAY: "P{}D",
    DurationUnit.MONTH: "P{}M",
    DurationUnit.YEAR: "P{}Y",
}
MINUTES_IN_HOUR = 60


def iso_duration(total: Duration | None) -> str:
    """Return the longest time as ISO 8601 and XML Schema write it, or nothing.

    Neither knows a working day, and neither has half a day or half a month: such a promise has no
    value here. An hour is sixty minutes, so one and a half of them do have one.
    """
    if total is None or total.unit not in _LETTERS:
        return ""
    value, unit = total.value_max, total.unit
    if not _is_whole(value) and unit is DurationUnit.HOUR:
        value, unit = value * MINUTES_IN_HOUR, DurationUnit.MINUTE
    return _LETTERS[unit].format(int(value)) if _is_whole(value) else ""


def working_days(total: Duration | None) -> int | None:
    """Return the longest time in whole working days, where the promise is made in them."""
    if total is None or total.unit is not DurationUnit.WORKING_DAY:
        return None
    return int(total.value_max) if _is_whole(total.value_max) else None


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()
