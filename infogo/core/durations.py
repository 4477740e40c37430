"""Lengths of time as a manual states them, each kept in its own unit.

"วัน" and "วันทำการ" are different promises in law, and a counter's "60 นาที" is not an hour of
anybody's waiting. So nothing here converts one unit into another.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator


class DurationUnit(StrEnum):
    """Units of the OPDC form, shortest first."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


WITHIN_A_DAY = frozenset({DurationUnit.MINUTE, DurationUnit.HOUR})
"""Units of what is done while somebody waits; no day is counted for them."""

_NAMES = {
    DurationUnit.MINUTE: ("นาที", "minute", "minutes"),
    DurationUnit.HOUR: ("ชั่วโมง", "hour", "hours"),
    DurationUnit.DAY: ("วัน", "day", "days"),
    DurationUnit.WORKING_DAY: ("วันทำการ", "working day", "working days"),
    DurationUnit.MONTH: ("เดือน", "month", "months"),
    DurationUnit.YEAR: ("ปี", "year", "years"),
}


def _as_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


# Manuals print halves ("1.5 ชั่วโมง"), so values are exact decimals and plain JSON numbers.
Amount = Annotated[
    Decimal, Field(ge=0, max_digits=9, decimal_places=2), PlainSerializer(_as_number)
]


class Duration(BaseModel):
    """A length or a range of lengths in one unit; ``value_min == value_max`` for a fixed one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value_min: Amount
    value_max: Amount
    unit: DurationUnit

    @model_validator(mode="before")
    @classmethod
    def _fixed_when_one_value(cls, data: Any) -> Any:
        if isinstance(data, dict) and "value_min" in data and "value_max" not in data:
            return {**data, "value_max": data["value_min"]}
        return data

    @model_validator(mode="after")
    def _ordered(self) -> Duration:
        if self.value_min > self.value_max:
            raise ValueError("value_min must not exceed value_max")
        return self

    @classmethod
    def of(cls, value: float | str | Decimal, unit: DurationUnit | str) -> Duration:
        """Return a fixed duration, for example ``Duration.of(15, "minute")``."""
        amount = Decimal(str(value))
        return cls(value_min=amount, value_max=amount, unit=DurationUnit(unit))

    @property
    def is_range(self) -> bool:
        """Return whether shortest and longest differ."""
        return self.value_min != self.value_max

    def text(self, lang: str = "th") -> str:
        """Return "15 นาที", "5–20 นาที" or "30 working days", in the duration's own unit."""
        low, high = _plain(self.value_min), _plain(self.value_max)
        number = f"{low}–{high}" if self.is_range else high
        return f"{number} {unit_name(self.unit, lang, plural=self.value_max != 1)}"


def unit_name(unit: DurationUnit, lang: str = "th", *, plural: bool = False) -> str:
    """Return the unit's word; only English has a plural."""
    thai, one, many = _NAMES[unit]
    return thai if lang == "th" else many if plural else one


def totals_by_unit(durations: Iterable[Duration]) -> tuple[Duration, ...]:
    """Return one sum per unit that occurs, shortest unit first.

    A manual whose steps use one unit gets one total; mixed steps get several, because
    "20 นาที + 3 วันทำการ" is all that can be said without inventing a conversion.
    """
    sums: dict[DurationUnit, tuple[Decimal, Decimal]] = {}
    for duration in durations:
        low, high = sums.get(duration.unit, (Decimal(0), Decimal(0)))
        sums[duration.unit] = (low + duration.value_min, high + duration.value_max)
    return tuple(
        Duration(value_min=sums[unit][0], value_max=sums[unit][1], unit=unit)
        for unit in DurationUnit
        if unit in sums
    )


def totals_text(durations: Iterable[Duration], lang: str = "th") -> str:
    """Return the totals joined by " + ", empty when there is nothing to add."""
    return " + ".join(total.text(lang) for total in totals_by_unit(durations))


def _plain(value: Decimal) -> str:
    return f"{_as_number(value):,}"
