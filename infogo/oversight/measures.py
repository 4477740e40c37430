"""A figure with how it follows from sums of cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infogo.oversight.figures import Figure, mean, percent

Told = tuple[float | None, int | None]
"""A value, and from how many sources it is."""
Sums = Mapping[str, Any]


@dataclass(frozen=True)
class Measure:
    """A figure; ``of`` works it out, ``rows`` says which of the raw rows it counts."""

    figure: Figure
    of: Callable[[Sums], Told]
    rows: str = ""

    @property
    def code(self) -> str:
        """Return the code of the figure."""
        return self.figure.code


def number(name: str) -> Callable[[Sums], Told]:
    """Return what reads one sum as it is."""
    return lambda sums: (sums.get(name), None)


def plus(*names: str) -> Callable[[Sums], Told]:
    """Return what adds sums up; nothing was told of any of them: unknown."""
    return lambda sums: (added(sums, names), None)


def share(part: str, *whole: str) -> Callable[[Sums], Told]:
    """Return what gives a sum in percent of others together, which are the sources."""

    def of(sums: Sums) -> Told:
        total = added(sums, whole)
        value = percent(sums.get(part) or 0, total) if total is not None else None
        return value, int(total or 0)

    return of


def average(total: str, count: str) -> Callable[[Sums], Told]:
    """Return what divides one sum by another, which is the number of sources."""
    return lambda sums: (mean(sums.get(total), sums.get(count)), sums.get(count) or 0)


def added(sums: Sums, names: tuple[str, ...]) -> int | None:
    """Return the sum of those that are known; ``None`` when none is."""
    told = [sums[name] for name in names if sums.get(name) is not None]
    return sum(told) if told else None
