"""What a published figure is: its name, what it means in one sentence, its unit, which way is good.

``infogo.oversight.registry`` holds all of them; ``docs/figures/oversight.md`` has their formulas.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SMALL = 30
"""Fewer sources than this are too few to conclude from: shown in grey, and said so."""
NOTHING = "ไม่มีข้อมูล"
"""How a missing value is written; it is never zero."""


class Unit(StrEnum):
    """What a figure counts in; how it is written follows from it."""

    COUNT = "count"
    PERCENT = "percent"
    SCORE = "score"
    DAYS = "days"
    RATIO = "ratio"
    INDEX = "index"
    HOURS = "hours"
    BAHT = "baht"
    CHANGE = "change"


class Direction(StrEnum):
    """Which way is better for citizens; ``NONE`` where neither is."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


_WORDS = {
    Unit.COUNT: "{:,.0f}",
    Unit.PERCENT: "{:.1f} %",
    Unit.SCORE: "{:.2f}",
    Unit.DAYS: "{:,.1f} วัน",
    Unit.RATIO: "{:.2f}",
    Unit.INDEX: "{:.1f}",
    Unit.HOURS: "{:,.0f} ชม.",
    Unit.BAHT: "{:,.0f} บาท",
    Unit.CHANGE: "{:+.2f}",
}
_DECIMALS = {
    Unit.COUNT: 0,
    Unit.HOURS: 0,
    Unit.BAHT: 0,
    Unit.SCORE: 2,
    Unit.RATIO: 2,
    Unit.CHANGE: 2,
}


@dataclass(frozen=True)
class Figure:
    """One figure.

    ``sources`` names what it counts or is worked out from ("คู่มือ"). ``is_sample`` tells that it
    rests on what some people said or some cases showed: then few of them prove nothing.
    """

    code: str
    name: str
    definition: str
    unit: Unit = Unit.COUNT
    direction: Direction = Direction.NONE
    sources: str = ""
    is_sample: bool = False

    def text(self, value: float | None) -> str:
        """Write a value for readers."""
        return NOTHING if value is None else _WORDS[self.unit].format(value)

    def rounded(self, value: float | None) -> float | int | None:
        """Return a value as files hold it: a number with the decimals that pages show."""
        if value is None:
            return None
        decimals = _DECIMALS.get(self.unit, 1)
        return round(value, decimals) if decimals else round(value)

    def is_small(self, sources: int | None) -> bool:
        """Whether a value rests on too few sources to be trusted."""
        return self.is_sample and sources is not None and sources < SMALL

    def is_better(self, change: float) -> bool | None:
        """Whether a change is good for citizens; ``None`` where neither is, or nothing moved."""
        if self.direction == Direction.NONE or not change:
            return None
        return (change > 0) == (self.direction == Direction.UP)


def percent(part: float | None, whole: float | None) -> float | None:
    """Return ``part`` of ``whole`` in percent; nothing of nothing is unknown."""
    return None if part is None or not whole else 100 * part / whole


def mean(total: float | None, count: float | None) -> float | None:
    """Return a mean; of nothing it is unknown."""
    return None if total is None or not count else total / count
