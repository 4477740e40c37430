"""By when citizens must file, read out of the conditions of a manual.

Officers write such limits into the conditions ("แจ้งภายใน 15 วันนับแต่วันเกิด"). Only the form of words
that names both the length and the event is read; hours are left alone, because a day says
nothing about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from infogo.core.dates import arabic_digits
from infogo.core.durations import Duration, DurationUnit
from infogo.manuals.content import ManualContent

_UNITS = {
    "วันทำการ": DurationUnit.WORKING_DAY,
    "วัน": DurationUnit.DAY,
    "เดือน": DurationUnit.MONTH,
    "ปี": DurationUnit.YEAR,
}
# The event goes on over a number with its unit: วันที่อายุครบ 7 ปี.
_LIMIT = re.compile(
    r"ภายใน\s?(?P<count>\d{1,3})\s?(?P<unit>วันทำการ|วัน|เดือน|ปี)\s?นับ(?:แต่|จาก|ตั้งแต่)"
    r"(?P<since>[^\s,;]+(?: [\d.,]+ [^\s,;]+)*)"
)


@dataclass(frozen=True)
class FilingLimit:
    """One limit: how long after the event ``since``, which begins with วัน; ``text`` tells all."""

    limit: Duration
    since: str
    text: str


def filing_limits(content: ManualContent) -> tuple[FilingLimit, ...]:
    """Return the limits that the conditions of a manual set for citizens, in their order."""
    return tuple(
        FilingLimit(
            limit=Duration.of(int(found["count"]), _UNITS[found["unit"]]),
            since=_as_day(found["since"]),
            text=text,
        )
        for text in content.criteria.items
        for found in _LIMIT.finditer(arabic_digits(text))
    )


def _as_day(event: str) -> str:
    return event if event.startswith("วัน") else f"วันที่{event}"
