"""Simulated history (ข้อมูลจำลอง): made so that screens can be judged, and marked on every row.

Every table that can hold such rows has a column ``is_simulated``. Pages that show one say
``SIMULATED_TH``; ``remove`` of each app takes all of them away and nothing else.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

SIMULATED_TH = "ข้อมูลจำลองเพื่อสาธิต ไม่ใช่ตัวเลขจริง"
"""What a page says beside rows that nobody reported."""


@dataclass(frozen=True)
class Counter:
    """One manual served at one point of an agency."""

    manual_id: int
    procedure_id: int
    point_id: int
    agency_id: int


@dataclass(frozen=True)
class Plan:
    """What to simulate: ``months`` whole months up to and including the one of ``until``.

    ``progress`` is told after each month how many rows were written.
    """

    seed: int
    months: int
    until: date
    counters: Sequence[Counter]
    progress: Callable[[str, int], None]

    def chance(self, *what: object) -> random.Random:
        """Return the chance of one thing: the same for the same seed, whatever else is made."""
        text = repr((self.seed, *what))
        digest = hashlib.sha256(text.encode()).digest()
        return random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311  # nosec B311

    def firsts(self) -> list[date]:
        """Return the first day of every month, oldest first."""
        last = self.until.year * 12 + self.until.month - 1
        return [
            date(number // 12, number % 12 + 1, 1)
            for number in range(last - self.months + 1, last + 1)
        ]
