"""Median, MAD and quartiles against the standard library, and what robust means."""

from __future__ import annotations

from fractions import Fraction
from statistics import median, quantiles

from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.simplify.robust import Spread, spread_of

patient = settings(deadline=None)
PAIRS = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 9)), min_size=1, max_size=30)
THREE, NOTHING = Fraction(3), Fraction(0)


def plain(pairs: list[tuple[int, int]]) -> list[Fraction]:
    return [Fraction(value) for value, weight in pairs for _each in range(weight)]


def spread(pairs: list[tuple[int, int]]) -> Spread:
    found = spread_of(pairs)
    assert found is not None
    return found


@patient
@given(PAIRS)
def test_it_is_the_standard_librarys_median_and_quartiles(pairs: list[tuple[int, int]]) -> None:
    numbers, found = plain(pairs), spread(pairs)
    assert found.count == len(numbers)
    assert found.median == median(numbers)
    assert found.mad == median([abs(number - found.median) for number in numbers])
    if len(numbers) > 1:
        lower, middle, upper = quantiles(numbers, n=4, method="inclusive")
        assert (found.lower, found.median, found.upper) == (lower, middle, upper)


@patient
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_numbers_does_not_matter(pairs: list[tuple[int, int]], chance: object) -> None:
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert spread_of(mixed) == spread_of(pairs)


@patient
@given(PAIRS, st.integers(1, 10**6))
def test_one_wild_number_cannot_move_the_limit_beyond_the_others(
    pairs: list[tuple[int, int]], wild: int
) -> None:
    """With enough others, the median stays among them however wild one number is."""
    others = plain(pairs)
    found = spread([*pairs, (max(others).numerator + wild, 1)])
    if len(others) > 1:
        assert min(others) <= found.median <= max(others)
        assert found.mad <= max(others) - min(others)


@patient
@given(PAIRS, st.integers(-200, 200))
def test_moving_all_numbers_moves_the_middle_and_not_the_spread(
    pairs: list[tuple[int, int]], by: int
) -> None:
    here, there = spread(pairs), spread([(value + by, weight) for value, weight in pairs])
    assert there.median - here.median == by
    assert there.mad == here.mad
    assert there.upper - there.lower == here.upper - here.lower


@patient
@given(PAIRS, st.integers(0, 50))
def test_half_of_the_numbers_are_never_beyond_the_limit(
    pairs: list[tuple[int, int]], least: int
) -> None:
    limit = spread(pairs).limit(THREE, Fraction(least))
    beyond = [number for number in plain(pairs) if number > limit]
    assert 2 * len(beyond) <= len(plain(pairs))


def test_the_limit_is_three_deviations_of_a_bell_curve_above_the_median() -> None:
    found = spread([(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)])
    assert found.mad == 1
    assert found.limit(THREE, NOTHING) == 3 + 3 * Fraction(14826, 10_000)
    assert found.limit(THREE, Fraction(10)) == 13, "a small difference is no outlier"


def test_where_most_are_the_same_the_quartiles_decide() -> None:
    found = spread([(5, 6), (7, 2), (9, 2)])
    assert found.mad == 0
    assert (found.lower, found.upper) == (5, 7)
    assert found.limit(THREE, NOTHING) == 7 + Fraction(3, 2) * 2
    assert spread([(5, 99), (9, 1)]).limit(THREE, Fraction(3)) == 8


def test_of_nothing_nothing_can_be_said() -> None:
    assert spread_of([]) is None
    assert spread_of([(5, 0)]) is None
