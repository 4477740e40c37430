"""The trip of one day: which stops for which errands."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from infogo.planning.competence import Counter, Reader, Refusal, judge
from infogo.planning.selectors import CounterRow, Field, field_of, sameness
from infogo.planning.trip import Spot, Trip, best_trip

START: Spot = (0.0, 0.0)
DAYS_TRIED = 14
"""How many days after a closed one are tried; holidays in a row are fewer."""


@dataclass(frozen=True)
class Leg:
    """One round as it was worked out, before anything is read for showing it.

    ``opens_on`` is the first later day on which everything can be done, where something cannot
    on this one because all who do it are closed. ``held`` are errands of this day or a later one
    that wait for the results of what is closed, and so have no stop anywhere.
    """

    day: date
    errands: tuple[int, ...]
    field: Field
    trip: Trip
    opens_on: date | None = None
    held: tuple[int, ...] = ()

    @property
    def closed(self) -> tuple[int, ...]:
        """The errands that cannot be done because all who would do them are closed that day."""
        return _closed(self.field, errands_of(self.trip.unserved, self.errands))

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
    closed = _closed(field, errands_of(trip.unserved, errands))
    opens_on = None
    if closed:
        done = {errand for _point, errand in field.served}
        opens_on = _opens_on(rows, done.union(closed), reader, holidays)
    return Leg(reader.day, tuple(errands), field, trip, opens_on)


def _closed(field: Field, unserved: Sequence[int]) -> tuple[int, ...]:
    shut = {
        errand
        for (_point, errand), why in field.refused.items()
        if why in {Refusal.CLOSED, Refusal.SUSPENDED}
    }
    return tuple(errand for errand in unserved if errand in shut)


def _opens_on(
    rows: Sequence[CounterRow],
    errands: Set[int],
    reader: Reader,
    holidays: Mapping[date, str],
) -> date | None:
    """Return the first day after the reader's on which somebody does each of the errands."""
    counters: dict[int, dict[Hashable, Counter]] = {errand: {} for errand in errands}
    for row in rows:
        if row.procedure_id in counters:
            counters[row.procedure_id].setdefault(sameness(row.counter), row.counter)
    for ahead in range(1, DAYS_TRIED + 1):
        later = replace(reader, day=reader.day + timedelta(days=ahead), since=0)
        if all(
            any(not judge(counter, later, holidays).refusal for counter in alike.values())
            for alike in counters.values()
        ):
            return later.day
    return None


def errands_of(bits: int, errands: Sequence[int]) -> list[int]:
    """Return the errands whose bits are set."""
    return [errand for place, errand in enumerate(errands) if bits >> place & 1]
