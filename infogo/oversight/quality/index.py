"""Working out the index from sums: pure, so that a test and a reader can do the same by hand.

Nothing is guessed: what is not known stays out, and the index says how much of its weight is known
and between which numbers it would lie if all were known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from infogo.oversight.figures import mean
from infogo.oversight.quality.measures import MEASURES, PARTS, SATISFACTION, Measure
from infogo.oversight.quality.rules import IndexParameters
from infogo.oversight.summing import Sums

MIDDLE = 3.0
"""The mean that ratings are mixed with when the country has none."""
MADE_UP, MADE_UP_SCORE = "made_up_ratings", "made_up_ratings_score"
"""Sums of simulated ratings, which are in those of all ratings too."""


@dataclass(frozen=True)
class Scored:
    """A measure of somebody: ``score`` of 0 to 100, ``None`` where it is unknown."""

    measure: Measure
    weight: float
    score: float | None
    good: int | None
    count: int | None


@dataclass(frozen=True)
class PartScore:
    """A part: the mean of its known measures by weight; ``count`` adds up their sources."""

    code: str
    score: float | None
    count: int | None
    weight: float
    known_weight: float


@dataclass(frozen=True)
class QualityIndex:
    """An index: ``value`` is ``None`` below the known share that the rules ask for.

    ``known`` is the known share of the weight in percent, ``least`` and ``most`` are the index if
    all that is unknown were 0 or 100; both are ``None`` when nothing at all is known.
    """

    value: float | None
    known: float
    least: float | None
    most: float | None
    measures: Sequence[Scored]
    parts: Mapping[str, PartScore]


@dataclass(frozen=True)
class CountryMeans:
    """The plain means of the country's ratings: of the real ones, and of the simulated ones."""

    real: float
    made_up: float

    @classmethod
    def of(cls, sums: Sums) -> CountryMeans:
        """Return both; where there are no ratings it is the middle."""
        score, count = sums.get(MADE_UP_SCORE) or 0, sums.get(MADE_UP) or 0
        real_score = (sums.get("ratings_score") or 0) - score
        real_count = (sums.get("ratings") or 0) - count
        return cls(mean(real_score, real_count) or MIDDLE, mean(score, count) or MIDDLE)


def has_only_made_up(sums: Sums) -> bool:
    """Whether all ratings in sums are simulated, so that what comes of them must say so."""
    return 0 < (sums.get("ratings") or 0) <= (sums.get(MADE_UP) or 0)


def unmixed(sums: Sums) -> Sums:
    """Return sums without their simulated ratings, unless there are no other ones."""
    made_up = sums.get(MADE_UP) or 0
    if not made_up or has_only_made_up(sums):
        return sums
    return {
        **sums,
        "ratings": (sums.get("ratings") or 0) - made_up,
        "ratings_score": (sums.get("ratings_score") or 0) - (sums.get(MADE_UP_SCORE) or 0),
        "simulated": (sums.get("simulated") or 0) - made_up,
    }


def work_out(sums: Sums, rules: IndexParameters, average: float) -> QualityIndex:
    """Return the index of sums; ``average`` is the country's mean rating in the same period.

    Sums are ``unmixed``, and ``average`` is of ratings of the kind that they hold.
    """
    measures = [_scored(measure, sums, rules, average) for measure in MEASURES]
    known = [each for each in measures if each.score is not None]
    known_weight = sum(each.weight for each in known)
    earned = _earned(known)
    share = 100 * known_weight / rules.whole
    unknown = rules.whole - known_weight
    is_enough = known_weight > 0 and share >= rules.known_least
    return QualityIndex(
        value=earned / known_weight if is_enough else None,
        known=share,
        least=earned / rules.whole if known_weight else None,
        most=(earned + 100 * unknown) / rules.whole if known_weight else None,
        measures=measures,
        parts={part.code: _part(part.code, measures) for part in PARTS},
    )


def change_between(
    now: QualityIndex,
    before: QualityIndex,
    rules: IndexParameters,
    without: Collection[str] = (),
) -> float | None:
    """Return how many points an index moved, over the measures known both times alone.

    Otherwise a measure that became known would look like a change. ``without`` names measures that
    cannot be compared. ``None`` when the others are less of the weight than the rules ask for.
    """
    pairs = [
        (new, old)
        for new, old in zip(now.measures, before.measures, strict=True)
        if new.score is not None and old.score is not None and new.measure.code not in without
    ]
    weight = sum(new.weight for new, _old in pairs)
    if not weight or 100 * weight / rules.whole < rules.known_least:
        return None
    return (_earned([new for new, _old in pairs]) - _earned([old for _new, old in pairs])) / weight


def _earned(measures: Sequence[Scored]) -> float:
    return sum(each.weight * (each.score or 0.0) for each in measures)


def _scored(measure: Measure, sums: Sums, rules: IndexParameters, average: float) -> Scored:
    weight, count = rules.weights[measure.code], measure.count(sums)
    if measure.code == SATISFACTION:
        score = _satisfaction(sums, rules, average)
        return Scored(measure, weight, score, None, count)
    return Scored(measure, weight, measure.score(sums), measure.good_of(sums), count)


def _satisfaction(sums: Sums, rules: IndexParameters, average: float) -> float | None:
    count, total = sums.get("ratings") or 0, sums.get("ratings_score") or 0
    if count < rules.minimum_ratings:
        return None
    mixed = (total + rules.prior_weight * average) / (count + rules.prior_weight)
    return 25 * (mixed - 1)


def _part(code: str, measures: Sequence[Scored]) -> PartScore:
    own = [each for each in measures if each.measure.part == code]
    known = [each for each in own if each.score is not None]
    weight = sum(each.weight for each in known)
    return PartScore(
        code=code,
        score=_earned(known) / weight if weight else None,
        count=sum(each.count or 0 for each in known) if known else None,
        weight=sum(each.weight for each in own),
        known_weight=weight,
    )
