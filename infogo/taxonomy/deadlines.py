"""How soon something must be done, read out of the words in which a deadline is written.

Editors write deadlines of stages as people read them ("ภายใน 24 ชั่วโมง", "ทุก 90 วัน"). A length is
kept in its own unit; two lengths are compared by their rough size only to put the shorter first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from infogo.core.dates import arabic_digits
from infogo.core.durations import Duration, DurationUnit

_UNITS = {
    "นาที": DurationUnit.MINUTE,
    "ชั่วโมง": DurationUnit.HOUR,
    "วันทำการ": DurationUnit.WORKING_DAY,
    "วัน": DurationUnit.DAY,
    "เดือน": DurationUnit.MONTH,
    "ปี": DurationUnit.YEAR,
}
# "ภายในเดือนมีนาคม" is a day of the year and no length; "ไม่น้อยกว่า 15 วัน" is no haste.
_WITHIN = re.compile(r"ภายใน\s?(\d{1,3})\s?(" + "|".join(_UNITS) + ")")
_ROUGH_HOURS = {
    DurationUnit.MINUTE: Decimal(1) / 60,
    DurationUnit.HOUR: Decimal(1),
    DurationUnit.DAY: Decimal(24),
    DurationUnit.WORKING_DAY: Decimal(34),
    DurationUnit.MONTH: Decimal(730),
    DurationUnit.YEAR: Decimal(8766),
}


def shortest_limit(texts: Iterable[str]) -> Duration | None:
    """Return the shortest length within which one of the deadlines asks to act, if any does."""
    found = [
        Duration.of(int(count), _UNITS[unit])
        for text in texts
        for count, unit in _WITHIN.findall(arabic_digits(text))
    ]
    return min(found, key=haste, default=None)


def haste(limit: Duration) -> Decimal:
    """Return how soon a limit ends, in rough hours, for sorting and nothing else."""
    return limit.value_max * _ROUGH_HOURS[limit.unit]
