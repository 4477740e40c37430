"""The best trip, against an oracle that tries every way."""

from __future__ import annotations

from itertools import product
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.planning.lost import Lost, why_lost
from infogo.planning.trip import Candidate, Trip, best_trip

START = (0.0, 0.0)
# Few values, so that ties, places on one spot and dominated places are common.
SPOTS = st.sampled_from([-7.25, -3.0, -0.04, 0.0, 0.02, 1.0, 2.5, 6.1, 11.7])


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Candidate], list[int]]:
    errands = draw(st.integers(1, 4))
    places = [
        Candidate(
            point_id=number + 1,
            x=draw(SPOTS),
            y=draw(SPOTS),
            errands=draw(st.integers(0, 2**errands - 1)),
            closes=draw(st.sampled_from([0, 720, 990, 1440])),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    # An errand waits only for earlier ones, so no circle can arise.
    before = [draw(st.integers(0, 2**number - 1)) for number in range(errands)]
    return places, before


def walk(
    way: tuple[Candidate, ...], before: list[int], served: set[int], start: tuple[float, float]
) -> tuple[set[int], int, int]:
    """Return what was done on a way, how long it was, and when its first place closes."""
    done: set[int] = set()
    length, at = 0, start
    for place in way:
        again = True
        while again:
            again = False
            for number, needed in enumerate(before):
                waits = {n for n in range(8) if needed & 2**n} & served
                if place.errands & 2**number and number not in done and waits <= done:
                    done.add(number)
                    again = True
        length += round(sqrt((place.x - at[0]) ** 2 + (place.y - at[1]) ** 2) * 10)
        at = (place.x, place.y)
    return done, length, min((place.closes for place in way), default=0)


def oracle(places: list[Candidate], before: list[int]) -> tuple[int, int, int]:
    """Return stops, length and minus the first closing of the best way, by trying them all."""
    served = {n for n in range(len(before)) for place in places if place.errands & 2**n}
    for stops in range(len(before) + 1):
        found = []
        for way in product(places, repeat=stops):
            done, length, closes = walk(way, before, served, START)
            if done == served:
                found.append((stops, length, -closes))
        if found:
            return min(found)
    raise AssertionError("the errands wait for one another in a circle")


def value(trip: Trip) -> tuple[int, int, int]:
    return len(trip.stops), trip.length, -trip.closes


@settings(max_examples=400, deadline=None)
@given(cases())
def test_no_way_is_better_than_the_one_chosen(case: tuple[list[Candidate], list[int]]) -> None:
    places, before = case
    trip = best_trip(places, START, before)
    assert value(trip) == oracle(places, before)
    way = tuple(stop.candidate for stop in trip.stops)
    served = {n for n in range(len(before)) for place in places if place.errands & 2**n}
    done, length, _closes = walk(way, before, served, START)
    assert (done, length) == (served, trip.length)
    assert trip.unserved == sum(2**n for n in range(len(before)) if n not in served)


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms())
def test_the_order_in_which_places_are_given_changes_nothing(
    case: tuple[list[Candidate], list[int]], random: object
) -> None:
    places, before = case
    shuffled = list(places)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert best_trip(places, START, before) == best_trip(shuffled, START, before)


def test_one_stop_that_does_all_is_better_than_two_that_are_near() -> None:
    near, other, far = (
        Candidate(1, 0.1, 0, 0b01),
        Candidate(2, 0.2, 0, 0b10),
        Candidate(3, 40, 0, 0b11),
    )
    trip = best_trip([near, other, far], START, (0, 0))
    assert [stop.candidate for stop in trip.stops] == [far]
    assert trip.length == 400


def test_what_must_come_first_is_done_first_even_where_it_is_farther() -> None:
    first, second = Candidate(1, 9, 0, 0b01), Candidate(2, 1, 0, 0b10)
    free = best_trip([first, second], START, (0, 0))
    bound = best_trip([first, second], START, (0, 0b01))
    assert [stop.candidate.point_id for stop in free.stops] == [2, 1]
    assert [stop.candidate.point_id for stop in bound.stops] == [1, 2]


def test_an_errand_that_nobody_serves_is_named_and_holds_up_no_other() -> None:
    trip = best_trip([Candidate(1, 1, 0, 0b10)], START, (0, 0b01))
    assert trip.unserved == 0b01
    assert [stop.errands for stop in trip.stops] == [0b10]


def test_a_circle_and_too_many_errands_are_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        best_trip([Candidate(1, 0, 0, 0b11)], START, (0b10, 0b01))
    with pytest.raises(ValueError, match="no more than 8"):
        best_trip([Candidate(1, 0, 0, 1 << 8)], START)


def test_without_a_start_only_the_way_between_stops_counts() -> None:
    trip = best_trip([Candidate(1, 50, 0, 0b01), Candidate(2, 51, 0, 0b10)], None, (0, 0))
    assert trip.length == 10


def test_why_a_place_was_not_chosen() -> None:
    chosen = Candidate(1, 1, 0, 0b11, 990)
    trip = best_trip([chosen], START, (0, 0))
    assert why_lost(Candidate(2, 0.5, 0, 0b01, 990), trip, START) is Lost.FEWER
    assert why_lost(Candidate(3, 5, 0, 0b11, 990), trip, START) is Lost.FARTHER
    assert why_lost(Candidate(4, 1, 0, 0b11, 720), trip, START) is Lost.CLOSES_EARLIER
    assert why_lost(Candidate(5, 1, 0, 0b11, 990), trip, START) is Lost.EQUAL


def test_too_much_work_is_refused_and_the_trip_says_that_it_may_not_be_the_shortest() -> None:
    """Five kinds of offices, forty of each: as many stops, found without looking at every way."""
    places = [
        Candidate(kind * 100 + n, (n * 37 % 41) * 1.5, (n * 53 % 43 + kind) * 1.5, 1 << kind)
        for kind in range(5)
        for n in range(40)
    ]
    exact, rough = best_trip(places, (0.0, 0.0)), best_trip(places, (0.0, 0.0), most_legs=10)
    assert (exact.is_shortest, rough.is_shortest) == (True, False)
    assert len(rough.stops) == len(exact.stops) == 5
    assert rough.unserved == 0
    assert rough.length >= exact.length
