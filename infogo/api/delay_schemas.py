"""The shapes in which programs read and send delayed requests."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict

from infogo.core.converters import LARGEST_ID
from infogo.delays.models import NoticeChannel, Outcome
from infogo.delays.reference import LONGEST_REFERENCE
from infogo.delays.services.checks import LONGEST_TEXT

LONGEST_CODE = 40


class CaseIn(Schema):
    """A request to be watched, by its number in the agency's own register."""

    model_config = ConfigDict(extra="forbid")

    manual: int = Field(ge=1, le=LARGEST_ID, description="id of the manual")
    point: int = Field(ge=1, le=LARGEST_ID, description="id of the service point")
    reference: str = Field(
        max_length=LONGEST_REFERENCE * 2,
        description="number in the agency's register; names and identity numbers are refused",
    )
    received_at: AwareDatetime = Field(
        description="when the papers were complete, with its time zone"
    )
    by_channel: bool = Field(
        False, description="came through an electronic channel that the agency announced"
    )


class NoticeIn(Schema):
    """A notice of delay that went out."""

    model_config = ConfigDict(extra="forbid")

    sent_on: date
    channel: NoticeChannel = Field(description="post, email, online or in_person")
    reason: str = Field(max_length=LONGEST_CODE, description="code of a cause in force that day")
    text: str = Field(max_length=LONGEST_TEXT, description="the cause in words, in Thai")
    expected_on: date = Field(description="by when it should be finished")
    copied_on: date | None = Field(None, description="when the copy went to the central agency")


class DecisionIn(Schema):
    """How a request ended."""

    model_config = ConfigDict(extra="forbid")

    decided_on: date
    outcome: Outcome = Field(description="approved, rejected, returned or withdrawn")
    told_on: date | None = Field(None, description="when the person was told")


class DayOut(Schema):
    """One day of the arithmetic."""

    on: date
    counts: bool
    why_th: str


class TurnOut(Schema):
    """One turn of notices; ``sent_on`` is null while it waits and when it was missed."""

    turn: int = Field(description="0 for a notice that met no turn")
    due_on: date | None
    sent_on: date | None
    is_missed: bool
    reason: str
    expected_on: date | None
    copied_on: date | None


class CaseOut(Schema):
    """A case: its promise in its own unit, the day it is due, and what follows."""

    id: int
    reference: str
    manual: int
    point: int
    edition: int = Field(description="number of the edition in force at receipt")
    received_at: datetime
    by_channel: bool
    promised_value: float
    promised_unit: str = Field(description="minute, hour, day, working_day, month or year")
    due_on: date | None = Field(description="null while the clock is held")
    due_at: datetime | None = Field(description="for promises of minutes and hours only")
    standing: str = Field(
        description="running, due_soon, overdue, held, in_time, late or ended_held; "
        "what was returned in time is called in_time here, see ending"
    )
    ending: str | None = Field(
        description="in_time, late, returned (sent back under section 9 before it was late: no "
        "time of the service, neither kept nor missed) or ended_held; null while it runs"
    )
    next_notice_due_on: date | None
    missed_notices: int
    decided_on: date | None
    outcome: str
    is_simulated: bool


class FullCaseOut(CaseOut):
    """A case with its arithmetic day by day and the turns of its notices."""

    days: list[DayOut]
    notices: list[TurnOut]


class CasesOut(Schema):
    """A page of cases in order of id."""

    cases: list[CaseOut]
    next_after: int | None = Field(description="send as after for the next page")
