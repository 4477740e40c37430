"""The shortest way to do several errands: which places, and in which order.

Pure geometry over frozen values. Of all ways to do every errand that can be done at all, the best
has the fewest stops; of those the shortest path from the start; of those the one whose earliest
closing is latest; and then the one with the smaller ids, so that everybody is told the same. The
answer is exact (docs/decisions/0018-plan.md says how the work stays small), or says that it is
not: somebody who asks for too much must not hold up everybody else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from math import hypot, inf

MOST_ERRANDS = 8
STEPS_OF_KM = 10
"""Legs are whole steps of 100 m: positions bear no more, and sums of whole numbers are exact."""
BEAM = 12
"""States that the first, rough search keeps at each stop; it only finds how far is too far."""
MOST_LEGS = 250_000
"""Legs that the exact search may measure, a tenth of a second or two: beyond it, for many kinds
of offices spread evenly, the rough search has the word and the trip says so."""
DAY = 24 * 60
NUMBERS = tuple(
    tuple(number for number in range(MOST_ERRANDS) if errands >> number & 1)
    for errands in range(1 << MOST_ERRANDS)
)
"""The numbers of the errands in a set of bits."""

Spot = tuple[float, float]
"""Kilometres east and north of some origin."""


@dataclass(frozen=True)
class Candidate:
    """A place open on the day. ``errands`` has bit *n* set when errand *n* can be done there.

    ``closes`` is the end of its last opening in minutes of the day; 0 when nobody knows.
    """

    point_id: int
    x: float
    y: float
    errands: int
    closes: int = 0


@dataclass(frozen=True)
class Stop:
    """One place on the way; ``errands`` are those done there and not before, in their bits."""

    candidate: Candidate
    errands: int
    leg: int
    """From the stop before, or from the start, in steps of 100 m."""


@dataclass(frozen=True)
class Trip:
    """The way chosen. ``unserved`` are the errands for which no candidate was given.

    Without ``is_shortest`` it has the fewest stops, but a shorter way may exist.
    """

    stops: tuple[Stop, ...]
    unserved: int
    is_shortest: bool = True

    @property
    def length(self) -> int:
        """The whole way in steps of 100 m, without the way back."""
        return sum(stop.leg for stop in self.stops)

    @property
    def closes(self) -> int:
        """When the first of the places closes, in minutes of the day."""
        return min((stop.candidate.closes for stop in self.stops), default=0)


_State = tuple[int, int, tuple[int, ...], Candidate]
"""Length so far, minus the earliest closing so far, the places in order, and the last of them."""


def leg(one: Spot, other: Spot) -> int:
    """Return the distance between two spots in whole steps of 100 m."""
    return round(hypot(one[0] - other[0], one[1] - other[1]) * STEPS_OF_KM)


def best_trip(
    candidates: Iterable[Candidate],
    start: Spot | None = None,
    before: Sequence[int] = (),
    most_legs: int = MOST_LEGS,
) -> Trip:
    """Return the best way to do every errand that some candidate serves.

    Args:
        candidates: places that are competent and open; those without an errand are ignored.
        start: where the way begins; without one the first stop costs no distance.
        before: for each errand the bits of those that must be done earlier, or at the same stop.
            Errands that nobody serves hold up none.
        most_legs: how much work the search for the shortest way may be.

    Raises:
        ValueError: more errands than ``MOST_ERRANDS``, or ``before`` runs in a circle.
    """
    places = _useful(candidates)
    wanted = 0
    for place in places:
        wanted |= place.errands
    if wanted >> MOST_ERRANDS:
        raise ValueError(f"no more than {MOST_ERRANDS} errands")
    needs = [bits & wanted for bits in before] + [0] * (MOST_ERRANDS - len(before))
    unserved = ((1 << len(before)) - 1) & ~wanted
    if not wanted:
        return Trip((), unserved)
    search = _Search(places, start, needs, wanted, most_legs)
    return Trip(search.stops(), unserved, search.is_shortest)


def _useful(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Drop places that another at the same spot makes needless, whatever else is chosen."""
    by_spot: dict[Spot, list[Candidate]] = {}
    for place in sorted(candidates, key=lambda c: (-c.errands.bit_count(), -c.closes, c.point_id)):
        if not place.errands:
            continue
        kept = by_spot.setdefault((place.x, place.y), [])
        if not any(
            other.errands & place.errands == place.errands and other.closes >= place.closes
            for other in kept
        ):
            kept.append(place)
    return [place for kept in by_spot.values() for place in kept]


class _Ground:
    """How far it is to the nearest place for an errand, and what is still to come at the least."""

    def __init__(self, places: Sequence[Candidate]) -> None:
        self.sorted = [
            sorted((p.x, p.y) for p in places if p.errands >> number & 1)
            for number in range(MOST_ERRANDS)
        ]
        self.spots = [set(spots) for spots in self.sorted]
        self.known: dict[tuple[int, int], int] = {}
        self.still: dict[tuple[int, int], int] = {}
        self.apart: dict[tuple[int, int], int] = {}

    def _apart(self, one: int, other: int) -> int:
        """Return the least distance between places that serve two errands."""
        if (one, other) not in self.apart:
            few, many = sorted((one, other), key=lambda number: len(self.sorted[number]))
            least = 0
            if not self.spots[few] & self.spots[many]:
                least = min(self._sweep(x, y, many) for x, y in self.sorted[few])
            self.apart[one, other] = self.apart[other, one] = least
        return self.apart[one, other]

    def nearest(self, place: Candidate, number: int) -> int:
        """Return how far the nearest place for an errand is from ``place``."""
        key = (place.point_id, number)
        if key not in self.known:
            self.known[key] = self._sweep(place.x, place.y, number)
        return self.known[key]

    def _sweep(self, x: float, y: float, number: int) -> int:
        """Look east and west of a spot until nothing can be nearer."""
        spots = self.sorted[number]
        middle = bisect_left(spots, (x, y))
        best = inf
        for there_x, there_y in islice(spots, middle, None):
            if there_x - x >= best:
                break
            best = min(best, hypot(there_x - x, there_y - y))
        for index in range(middle - 1, -1, -1):
            there_x, there_y = spots[index]
            if x - there_x >= best:
                break
            best = min(best, hypot(there_x - x, there_y - y))
        return round(best * STEPS_OF_KM)

    def at_least(self, place: Candidate, waiting: int) -> int:
        """Return a length that no way from ``place`` through all that is waiting falls below."""
        if not waiting:
            return 0
        nearest, onward = self.nearest, self._onward
        return min(nearest(place, n) + onward(n, waiting) for n in NUMBERS[waiting])

    def onward(self, waiting: int) -> int:
        """Return a length that no way through all that is waiting falls below."""
        return min((self._onward(n, waiting) for n in NUMBERS[waiting]), default=0)

    def _onward(self, number: int, waiting: int) -> int:
        """Return the same from the best of all places for errand ``number``, one that waits.

        Two errands done one after the other are done at one stop or at two that follow each
        other, so their least distance is never more than the leg between.
        """
        key = (number, waiting)
        if key not in self.still:
            rest = waiting & ~(1 << number)
            self.still[key] = min(
                (self._apart(number, n) + self._onward(n, rest) for n in NUMBERS[rest]), default=0
            )
        return self.still[key]


class _TooMuchWorkError(Exception):
    """The exact search would measure more legs than it may."""


class _Search:
    """Layer by layer, one layer a stop: the best way to each place with each set of errands done.

    Only stops are tried that bring the end one stop nearer, so every way found has the fewest. A
    rough search with few states finds a way; the exact one drops what cannot be shorter.
    """

    def __init__(
        self,
        places: list[Candidate],
        start: Spot | None,
        needs: list[int],
        wanted: int,
        most_legs: int,
    ) -> None:
        self.legs_left = most_legs
        self.is_shortest = True
        self.start = start
        self.needs = needs
        self.wanted = wanted
        self.by_errands: dict[int, list[Candidate]] = {}
        for place in places:
            self.by_errands.setdefault(place.errands, []).append(place)
        self.most = _maximal(self.by_errands)
        self.left = {wanted: 0}
        self.after: dict[tuple[int, int], int] = {}
        self.fewest = self._stops_left(0)
        self.ground = _Ground(places)

    def stops(self) -> tuple[Stop, ...]:
        """Return the stops of the best way."""
        if self.fewest == 1:
            return self._as_stops(self._run(beam=None, longest=inf)[2])
        rough = self._run(beam=BEAM, longest=inf)
        try:
            return self._as_stops(self._run(beam=None, longest=rough[0])[2])
        except _TooMuchWorkError:
            self.is_shortest = False
            return self._as_stops(rough[2])

    def gained(self, done: int, errands: int) -> int:
        """Return all that is done after a stop for ``errands`` when ``done`` was done before."""
        key = (done, errands)
        if key not in self.after:
            self.after[key] = self._gained(done, errands)
        return self.after[key]

    def _gained(self, done: int, errands: int) -> int:
        while waiting := errands & ~done:
            ready = sum(1 << n for n in NUMBERS[waiting] if not self.needs[n] & ~done)
            if not ready:
                break
            done |= ready
        return done

    def _stops_left(self, done: int) -> int:
        """Return how many more stops are needed at the least."""
        if done not in self.left:
            further = {self.gained(done, errands) for errands in self.most} - {done}
            if not further:
                raise ValueError("the order of the errands runs in a circle")
            self.left[done] = 1 + min(self._stops_left(after) for after in further)
        return self.left[done]

    def _run(self, *, beam: int | None, longest: float) -> _State:
        """Return the best state in which everything is done; none longer than ``longest``."""
        layer: dict[int, list[_State]] = {0: []}
        for stops_left in range(self.fewest - 1, -1, -1):
            following: dict[int, list[_State]] = {}
            for done, states in layer.items():
                for errands, here in self.by_errands.items():
                    after = self.gained(done, errands)
                    if after == done or self._stops_left(after) != stops_left:
                        continue
                    bound = longest - self.ground.onward(self.wanted & ~after)
                    reached = following.setdefault(after, [])
                    if beam is None and done:
                        self._spend(len(here) * len(states))
                    for place in here:
                        if done:
                            _arrive(states, place, bound, reached)
                        elif (length := self._from_start(place)) <= bound:
                            reached.append((length, -place.closes, (place.point_id,), place))
            layer = self._kept(following, beam, longest)
        return min(layer[self.wanted], key=_rank)

    def _spend(self, legs: int) -> None:
        self.legs_left -= legs
        if self.legs_left < 0:
            raise _TooMuchWorkError

    def _from_start(self, place: Candidate) -> int:
        return leg(self.start, (place.x, place.y)) if self.start else 0

    def _kept(
        self, following: Mapping[int, Sequence[_State]], beam: int | None, longest: float
    ) -> dict[int, list[_State]]:
        """Drop the states that cannot end within ``longest``; keep the ``beam`` most hopeful."""
        at_least = self.ground.at_least
        hopeful: list[tuple[int, int, _State]] = []
        for done, states in following.items():
            waiting = self.wanted & ~done
            for state in states:
                length = state[0] + at_least(state[3], waiting)
                if length <= longest:
                    hopeful.append((length, done, state))
        if beam is not None and len(hopeful) > beam:
            hopeful = nsmallest(beam, hopeful, key=lambda item: (item[0], *_rank(item[2])))
        layer: dict[int, list[_State]] = {}
        for _length, done, state in hopeful:
            layer.setdefault(done, []).append(state)
        return {done: _best_ends(states) for done, states in layer.items()}

    def _as_stops(self, path: Sequence[int]) -> tuple[Stop, ...]:
        places = {place.point_id: place for here in self.by_errands.values() for place in here}
        stops: list[Stop] = []
        done, spot = 0, self.start
        for place in (places[point_id] for point_id in path):
            after = self.gained(done, place.errands)
            here = (place.x, place.y)
            stops.append(Stop(place, after & ~done, leg(spot, here) if spot else 0))
            done, spot = after, here
        return tuple(stops)


def _arrive(
    states: Sequence[_State], place: Candidate, bound: float, reached: list[_State]
) -> None:
    """Note the best of some ways that end at ``place`` and are no longer than ``bound``."""
    x, y, closes = place.x, place.y, -place.closes
    best: tuple[int, tuple[int, ...]] | None = None
    shortest = bound
    for so_far, closing, path, last in states:
        if so_far > shortest:
            continue
        length = so_far + round(hypot(last.x - x, last.y - y) * STEPS_OF_KM)
        if length > shortest:
            continue
        way = (max(closing, closes), path)
        if best is None or length < shortest or way < best:
            best, shortest = way, length
    if best is not None:
        reached.append((int(shortest), best[0], (*best[1], place.point_id), place))


def _best_ends(states: Sequence[_State]) -> list[_State]:
    """Keep the best of the ways that end at one place with the same errands done."""
    best: dict[int, _State] = {}
    for state in states:
        place = state[3].point_id
        if place not in best or _rank(state) < _rank(best[place]):
            best[place] = state
    return list(best.values())


def _maximal(masks: Iterable[int]) -> list[int]:
    """Return the sets of errands that no other set contains."""
    known = set(masks)
    return [one for one in known if not any(one != o and one & o == one for o in known)]


def _rank(state: _State) -> tuple[int, int, tuple[int, ...]]:
    return state[:3]
