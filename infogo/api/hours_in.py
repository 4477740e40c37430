"""Opening hours as programs send them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Field
from pydantic import ValidationError

from infogo.api.callers import UNUSABLE, ApiProblemError
from infogo.api.writing import Sent, line
from infogo.core.hours import DAYS_IN_WEEK, MOST_SPECIAL_DAYS, Hours, LunchState
from infogo.core.written import clean_line

MOST_SPANS = 6
"""Of one day."""
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d(:00)?$")]


class SpanIn(Sent):
    """From opens up to closes, in Thai time; 00:00 as closes is the end of the day."""

    opens: Clock
    closes: Clock


class LunchIn(Sent):
    """The lunch break; both times are given exactly when the counter closes."""

    state: LunchState = LunchState.UNKNOWN
    starts: Clock | None = None
    ends: Clock | None = None


class SpecialDaysIn(Sent):
    """Days that differ: closed without intervals, otherwise open at these times."""

    first_on: date
    last_on: date | None = None
    intervals: list[SpanIn] = Field([], max_length=MOST_SPANS)
    note: str = Field("", max_length=120)


class HoursIn(Sent):
    """Opening hours: the week from Monday, lunch, public holidays, and days that differ."""

    known: bool = True
    week: list[Annotated[list[SpanIn], Field(max_length=MOST_SPANS)]] = Field(
        [[]] * DAYS_IN_WEEK, min_length=DAYS_IN_WEEK, max_length=DAYS_IN_WEEK
    )
    lunch: LunchIn = LunchIn()
    follows_public_holidays: bool = False
    exceptions: list[SpecialDaysIn] = Field([], max_length=MOST_SPECIAL_DAYS)
    text: str = Field("", max_length=300)
    note: str = Field("", max_length=200)


def read_hours(sent: HoursIn) -> Hours:
    """Return opening hours as they are kept.

    Raises:
        ApiProblemError: they contradict one another.
    """
    values = sent.model_dump(mode="json")
    values |= {name: clean_line(values[name]) for name in ("text", "note")}
    for each in values["exceptions"]:
        each["note"] = clean_line(each["note"])
    try:
        return Hours.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(["hours", *(str(step) for step in first["loc"])])
        thai = "เวลาขัดกันเอง ตรวจว่าแต่ละวันเปิดก่อนปิด ช่วงเวลาไม่ซ้อนกัน และเวลาที่ทราบมีอย่างน้อยหนึ่งวัน"
        english = str(first["msg"]).removeprefix("Value error, ")
        raise ApiProblemError(UNUSABLE, thai, english, [line(place, english, thai)]) from error
