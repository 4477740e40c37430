"""Where somebody in a wheelchair gets in on a trip, and where she could go instead.

Only what agencies said counts: a counter of which nothing is known is never offered, and never
told to be closed to her.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from infogo.errands.leg import Leg, errands_of
from infogo.planning.competence import Caution
from infogo.planning.trip import STEPS_OF_KM, Candidate, Stop, leg
from infogo.points.access import WHEELCHAIR, with_access
from infogo.points.models import ServicePoint

_AREA = frozenset({Caution.AREA, Caution.RESIDENTS})
"""What may make a counter one of another area than hers."""


@dataclass(frozen=True)
class Instead:
    """A counter that lets her in; ``errands`` are bits of what is done there instead.

    ``distance_km`` is from the stop, as the crow flies. ``cautions`` are what to ask before going.
    """

    point: ServicePoint
    errands: int
    distance_km: float
    cautions: Sequence[Caution]


class WheelchairCounters:
    """The counters of all rounds that let a wheelchair in; one query, once somebody asks."""

    def __init__(self, legs: Sequence[Leg]) -> None:
        self._legs = legs

    @cached_property
    def _open(self) -> Mapping[int, ServicePoint]:
        ids = {place.point_id for leg in self._legs for place in leg.field.candidates}
        return with_access(ServicePoint.objects.all(), [WHEELCHAIR]).in_bulk(list(ids))

    def nearest(self, round_of: Leg, stop: Stop) -> tuple[list[Instead], int]:
        """Return the fewest counters that do what is done at a stop, and what none of them does.

        Those that do the most come first, of these those that surely serve her area, and of these
        the nearest to the stop.
        """
        here, served = stop.candidate, round_of.field.served

        def rank(one: Candidate) -> tuple[int, int, int, int]:
            done = errands_of(one.errands & left, round_of.errands)
            doubts = sum(bool(_AREA & {*served[one.point_id, key].cautions}) for key in done)
            return -len(done), doubts, _far(here, one), one.point_id

        able = [one for one in round_of.field.candidates if one.point_id in self._open]
        chosen: list[Instead] = []
        left = stop.errands
        while fitting := [one for one in able if one.errands & left]:
            best = min(fitting, key=rank)
            chosen.append(self._instead(round_of, stop, best, best.errands & left))
            left &= ~best.errands
        return chosen, left

    def _instead(self, round_of: Leg, stop: Stop, place: Candidate, done: int) -> Instead:
        keys = errands_of(done, round_of.errands)
        found = {one for key in keys for one in round_of.field.served[place.point_id, key].cautions}
        return Instead(
            point=self._open[place.point_id],
            errands=done,
            distance_km=_far(stop.candidate, place) / STEPS_OF_KM,
            cautions=[caution for caution in Caution if caution in found],
        )


def _far(one: Candidate, other: Candidate) -> int:
    return leg((one.x, one.y), (other.x, other.y))
