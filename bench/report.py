"""How a measurement is told: a Markdown table with the command and the machine that made it."""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime


class CannotMeasureError(Exception):
    """Something that a measurement needs is missing; the message says what, in both languages."""


@dataclass(frozen=True)
class Table:
    """One measured table; numbers are medians unless a column says otherwise."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]

    def markdown(self) -> str:
        """Return the table as Markdown."""
        lines = [f"### {self.title}", "", _line(self.columns), _line(["---"] * len(self.columns))]
        return "\n".join([*lines, *map(_line, self.rows)]) + "\n"


def spread(found: Sequence[float]) -> tuple[float, float, float]:
    """Return the median, the 95th percentile (the nearest that was measured) and the largest."""
    ordered = sorted(found)
    return statistics.median(ordered), ordered[math.ceil(len(ordered) * 0.95) - 1], ordered[-1]


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(f"{c:,.1f}" if isinstance(c, float) else str(c) for c in cells) + " |"


def origin(command: str) -> str:
    """Return the line that says how and where figures were made."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}"
    return f"`{command}`, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine}\n"
