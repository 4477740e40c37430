"""The shapes in which programs read and send transaction reports."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema
from pydantic import ConfigDict, StrictFloat, StrictInt, StrictStr

from infogo.core.converters import LARGEST_ID
from infogo.volumes.services.rows import LONGEST_NOTE, MOST_ROWS

MOST_FIELDS = 60
Told = StrictInt | StrictFloat | StrictStr | None


class RowIn(Schema):
    """One row that is told; fields that are not named stay as they are, null empties one."""

    model_config = ConfigDict(extra="forbid")

    manual: int = Field(ge=1, le=LARGEST_ID, description="id of the manual")
    point: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="id of the service point; null for the online row"
    )
    values: dict[str, Told] = Field(
        default_factory=dict,
        max_length=MOST_FIELDS,
        description="by name of the field; counts are whole numbers, money is in satang",
    )
    is_zero: bool | None = Field(None, description="nobody came: empty counts become 0")
    note: str | None = Field(None, max_length=LONGEST_NOTE)


class RowsIn(Schema):
    """Rows of one month; all are kept or none."""

    model_config = ConfigDict(extra="forbid")

    rows: list[RowIn] = Field(max_length=MOST_ROWS)


class FieldOut(Schema):
    """One field of the form in force for the month."""

    name: str
    label: str
    label_en: str
    kind: str = Field(description="count, duration, unit or money (satang)")
    required: bool


class FindingOut(Schema):
    """What looks wrong or unlikely in a row."""

    kind: str
    weight: str = Field(description="must: correct it; explain: correct or explain; ask: explain")
    message: str
    message_th: str


class RowOut(Schema):
    """A row that is asked for; values that nobody told are absent."""

    manual: int
    point: int | None
    channel: str
    title: str
    place: str
    values: dict[str, int | str]
    is_zero: bool
    note: str
    findings: list[FindingOut]


class MonthOut(Schema):
    """A month's report, one page of its rows."""

    agency: int
    month: str
    state: str = Field(description="draft, submitted, locked or reopened")
    due_on: date
    fields: list[FieldOut]
    rows: list[RowOut]
    next_page: int | None


class SavedOut(Schema):
    """What became of a request."""

    agency: int
    month: str
    state: str
    changed: int
    expected: int
    filled: int
    is_late: bool
