"""Middle and spread of numbers that a few odd ones cannot move: median, MAD, quartiles.

Pure and exact: values are fractions, so that nothing depends on the order of adding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

NORMAL = Fraction(14826, 10_000)
"""Makes the MAD of a bell curve its standard deviation."""
WHISKER = Fraction(3, 2)
"""Quartile distances beyond the upper quartile, as of a box plot."""


@dataclass(frozen=True)
class Spread:
    """How ``count`` numbers lie; ``mad`` is the median distance from the median."""

    count: int
    median: Fraction
    mad: Fraction
    lower: Fraction
    upper: Fraction

    def limit(self, deviations: Fraction, least: Fraction) -> Fraction:
        """Return the highest number that is still usual.

        That many standard deviations above the median, the deviation reckoned from the MAD. Where
        more than half of the numbers are the same the MAD is zero and says nothing: then as far
        above the upper quartile as a box plot draws its whisker. At least ``least`` above the
        median in both cases.
        """
        if self.mad:
            high = self.median + deviations * NORMAL * self.mad
        else:
            high = self.upper + WHISKER * (self.upper - self.lower)
        return max(high, self.median + least)


def spread_of(weighted: Iterable[tuple[Fraction | int, int]]) -> Spread | None:
    """Return the spread of numbers that each occur so many times; ``None`` of no number at all."""
    pairs = sorted((Fraction(value), weight) for value, weight in weighted if weight > 0)
    count = sum(weight for _value, weight in pairs)
    if not count:
        return None
    median = _quantile(pairs, count, Fraction(1, 2))
    distances = sorted((abs(value - median), weight) for value, weight in pairs)
    return Spread(
        count=count,
        median=median,
        mad=_quantile(distances, count, Fraction(1, 2)),
        lower=_quantile(pairs, count, Fraction(1, 4)),
        upper=_quantile(pairs, count, Fraction(3, 4)),
    )


def _quantile(pairs: list[tuple[Fraction, int]], count: int, share: Fraction) -> Fraction:
    """Return what lies at a share of the way from the first to the last number, in between too."""
    place = (count - 1) * share
    below = place.numerator // place.denominator
    low, high = _at(pairs, below), _at(pairs, min(below + 1, count - 1))
    return low + (place - below) * (high - low)


def _at(pairs: list[tuple[Fraction, int]], place: int) -> Fraction:
    passed = 0
    for value, weight in pairs:
        passed += weight
        if place < passed:
            return value
    raise IndexError(place)
