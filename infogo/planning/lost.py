"""Why a place that is open is no stop of the trip that was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from infogo.planning.trip import Candidate, Spot, Trip, leg


class Lost(StrEnum):
    """Why a place that is open is not part of the trip."""

    FEWER = "fewer"
    """Going there would not save any of the stops."""
    FARTHER = "farther"
    CLOSES_EARLIER = "closes_earlier"
    EQUAL = "equal"


def why_lost(place: Candidate, trip: Trip, start: Spot | None = None) -> Lost:
    """Say why an open place is not in the trip: what it would cost in place of one of the stops."""
    swaps = [
        number
        for number, stop in enumerate(trip.stops)
        if stop.errands & place.errands == stop.errands
    ]
    if not swaps:
        return Lost.FEWER
    spots = [(stop.candidate.x, stop.candidate.y) for stop in trip.stops]
    lengths = [
        _length(start, [*spots[:number], (place.x, place.y), *spots[number + 1 :]])
        for number in swaps
    ]
    if min(lengths) > trip.length:
        return Lost.FARTHER
    return Lost.CLOSES_EARLIER if place.closes < trip.closes else Lost.EQUAL


def _length(start: Spot | None, spots: Sequence[Spot]) -> int:
    way = [start, *spots] if start else list(spots)
    return sum(leg(one, other) for one, other in pairwise(way))
