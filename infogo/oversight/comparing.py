"""Whether two groups of scores differ by more than chance. Pure arithmetic.

``docs/figures/oversight.md`` states each formula. The test is Welch's, by the normal curve, so
it is asked only of groups of ``LEAST`` people or more; where many groups are looked at together,
the procedure of Benjamini and Hochberg keeps the share of false alarms among those called different
below ``FALSE_ALARMS``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from infogo.oversight.figures import SMALL

LEAST = SMALL
FALSE_ALARMS = 0.05
NORMAL_95 = 1.96
Key = TypeVar("Key")


@dataclass(frozen=True)
class Scores:
    """How many gave each score, from 1 upwards."""

    counts: Sequence[int]

    @property
    def total(self) -> int:
        """How many people."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """The plain mean; ``None`` of nobody."""
        total = self.total
        return sum(n * score for score, n in enumerate(self.counts, 1)) / total if total else None

    @property
    def variance(self) -> float | None:
        """The variance within the group, by one degree of freedom less; ``None`` below two."""
        total, mean = self.total, self.mean
        if mean is None or total < 2:
            return None
        return sum(n * (score - mean) ** 2 for score, n in enumerate(self.counts, 1)) / (total - 1)


@dataclass(frozen=True)
class Change:
    """How a mean moved: ``low`` to ``high`` are 95 % around ``difference``.

    ``chance`` is how often chance alone moves it as far or farther. All of it is ``None`` where
    one of the groups is too small to tell.
    """

    before: Scores
    after: Scores
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None

    @property
    def is_told(self) -> bool:
        """Whether both groups are large enough to tell anything."""
        return self.chance is not None


def change(before: Scores, after: Scores) -> Change:
    """Return how a mean moved, and how surely."""
    if min(before.total, after.total) < LEAST:
        return Change(before, after)
    assert before.mean is not None and after.mean is not None  # noqa: S101  # nosec B101
    difference = after.mean - before.mean
    spread = math.sqrt(
        (before.variance or 0.0) / before.total + (after.variance or 0.0) / after.total
    )
    if spread:
        chance = math.erfc(abs(difference) / spread / math.sqrt(2))
    else:
        chance = 0.0 if difference else 1.0  # everybody gave one score, then everybody another
    reach = NORMAL_95 * spread
    return Change(before, after, difference, difference - reach, difference + reach, chance)


def different(changes: Mapping[Key, Change], alarms: float = FALSE_ALARMS) -> set[Key]:
    """Return which of these groups moved by more than chance, all looked at together."""
    told = [(each.chance, key) for key, each in changes.items() if each.chance is not None]
    told.sort(key=lambda pair: pair[0])
    last = 0
    for rank, (chance, _key) in enumerate(told, 1):
        if chance <= alarms * rank / len(told):
            last = rank
    return {key for _chance, key in told[:last]}
