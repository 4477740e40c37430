"""The arithmetic of the functions, exact: fractions in, fractions out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from infogo.manuals.formula_language.tree import Function

HIGHEST = Fraction(10**15)
"""No number of a formula may be larger: a thousand times the budget of the country."""
LONGEST_FRACTION = 10**60


def is_bounded(value: Fraction) -> bool:
    """Whether a number is small and simple enough to go on with."""
    return abs(value) <= HIGHEST and value.denominator <= LONGEST_FRACTION


def rounded(function: Function, value: Fraction, step: Fraction) -> Fraction:
    """Round to a multiple of ``step``, which is above zero; halves are rounded up."""
    if function is Function.ROUND_UP:
        return ceil(value / step) * step
    if function is Function.ROUND_DOWN:
        return floor(value / step) * step
    return floor(value / step + Fraction(1, 2)) * step


def portions(value: Fraction, rest: Sequence[Fraction]) -> list[tuple[Fraction, int]]:
    """Cut a number at rising limits; return what lies in each tier, with the tier's place.

    ``rest`` is limit, rate, limit, rate … and the rate beyond the last limit.
    """
    limits = rest[:-1:2]
    found, below = [], Fraction(0)
    for place, limit in enumerate(limits):
        found.append((max(min(value, limit) - below, Fraction(0)), place))
        below = limit
    found.append((max(value - below, Fraction(0)), len(limits)))
    return [(portion, place) for portion, place in found if portion]


def tiers_of(value: Fraction, rest: Sequence[Fraction]) -> Fraction:
    """Return the sum over tiers, each portion at the rate of its tier."""
    rates = [*rest[1:-1:2], rest[-1]]
    return sum((part * rates[place] for part, place in portions(value, rest)), Fraction(0))


def bracket_of(value: Fraction, limits: Sequence[Fraction]) -> int:
    """Return the place of the bracket that holds a number; a limit belongs to what it ends."""
    return bisect_left(list(limits), value)


def as_decimal(value: Fraction, places: int) -> Decimal:
    """Return a number with so many places behind the point, halves rounded away from zero."""
    scale = 10**places
    whole = floor(abs(value) * scale + Fraction(1, 2))
    digits = -whole if value < 0 else whole
    return Decimal(digits).scaleb(-places)
