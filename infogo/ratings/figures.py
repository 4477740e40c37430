"""Means that are honest about small numbers, and how unusual a count is. Pure arithmetic.

``docs/figures/ratings.md`` states each formula as citizens and auditors read it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infogo.ratings.models import DIMENSIONS, FACTS, SCORES

HIGHEST = SCORES[-1]
SMALLEST_PART = 1e-15
"""A term that adds less than this part changes no digit of a sum."""


@dataclass(frozen=True)
class Sums:
    """What a number of public ratings add up to.

    ``counts`` holds how many gave each score from 1 to 5. ``dimensions`` holds per dimension the
    sum of scores and how many gave one; ``facts`` per question how many said yes and how many no.
    """

    counts: tuple[int, ...] = (0, 0, 0, 0, 0)
    dimensions: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: dict.fromkeys(DIMENSIONS, (0, 0))
    )
    facts: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: dict.fromkeys(FACTS, (0, 0))
    )
    has_simulated: bool = False

    @property
    def total(self) -> int:
        """How many ratings there are."""
        return sum(self.counts)

    @property
    def points(self) -> int:
        """The sum of all overall scores."""
        return sum(score * count for score, count in zip(SCORES, self.counts, strict=True))

    @property
    def mean(self) -> float | None:
        """The plain mean of the overall scores; ``None`` without ratings."""
        return self.points / self.total if self.total else None

    def share(self, score: int) -> float:
        """Return the part from 0 to 1 that gave ``score``."""
        return self.counts[score - 1] / self.total if self.total else 0.0


def shrunken_mean(sums: Sums, prior: float, weight: float) -> float:
    """Return the mean as if ``weight`` more people had rated, all of them ``prior``.

    Without any rating it is the prior; the more there are, the nearer it comes to their own mean.
    """
    if not sums.total and not weight:
        return prior
    return (sums.points + prior * weight) / (sums.total + weight)


def percent_of_five(mean: float) -> float:
    """Return a mean as Thai agencies report it: of five, in percent (4.58 is 91.6 %)."""
    return mean / HIGHEST * 100


def whole_percents(counts: Sequence[int]) -> list[int]:
    """Return shares in whole percent that add up to 100: the largest remainders are rounded up."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    exact = [count * 100 / total for count in counts]
    floors = [int(share) for share in exact]
    by_remainder = sorted(range(len(counts)), key=lambda place: floors[place] - exact[place])
    for place in by_remainder[: 100 - sum(floors)]:
        floors[place] += 1
    return floors


def percent_of(part: int, whole: int) -> int:
    """Return a share in whole percent; ``whole`` is not 0.

    Never 100 as long as one is missing, and never 0 when there is one: that one paid too much.
    """
    percent = whole_percents([part, whole - part])[0]
    return min(max(percent, 1), 99) if 0 < part < whole else percent


def chance_of_so_many(count: int, expected: float) -> float:
    """Return the chance of ``count`` or more where ``expected`` are usual (Poisson)."""
    if count <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    # The tail itself is summed, not one minus the rest: small chances keep their digits.
    term = math.exp(count * math.log(expected) - expected - math.lgamma(count + 1))
    if term == 0.0:
        return 1.0 if count <= expected else 0.0
    tail, number = 0.0, count
    while number <= expected or term > tail * SMALLEST_PART:
        tail += term
        number += 1
        term *= expected / number
    return min(1.0, tail)
