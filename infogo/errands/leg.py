"""The trip of one day: which stops for which errands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from infogo.planning.competence import Reader
from infogo.planning.selectors import CounterRow, Field, field_of
from infogo.planning.trip import Spot, Trip, best_trip

START: Spot = (0.0, 0.0)


@dataclass(frozen=True)
class Leg:
    """One round as it was worked out, before anything is read for showing it."""

    day: date
    errands: tuple[int, ...]
    field: Field
    trip: Trip

    def manual_ids(self) -> dict[int, int]:
        """Return by which manual each errand is done at the stop chosen."""
        return {
            errand: self.field.served[stop.candidate.point_id, errand].manual_id
            for stop in self.trip.stops
            for errand in errands_of(stop.errands, self.errands)
        }


def plan_leg(
    rows: Sequence[CounterRow],
    errands: Sequence[int],
    before: Sequence[tuple[int, int]],
    reader: Reader,
    holidays: Mapping[date, str],
) -> Leg:
    """Work out the trip of one day; ``before`` are (before, after) pairs among its errands."""
    field = field_of(rows, errands, reader, holidays)
    bits = {errand: 1 << place for place, errand in enumerate(errands)}
    waits = [sum(bits[a] for a, b in before if b == errand and a in bits) for errand in errands]
    trip = best_trip(field.candidates, START, waits)
    return Leg(reader.day, tuple(errands), field, trip)


def errands_of(bits: int, errands: Sequence[int]) -> list[int]:
    """Return the errands whose bits are set."""
    return [errand for place, errand in enumerate(errands) if bits >> place & 1]
