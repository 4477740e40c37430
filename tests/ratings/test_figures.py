"""Means that are honest about small numbers, and how unlikely a crowd is."""

from __future__ import annotations

from decimal import Decimal, getcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.manuals.rule_sets import RatingParameters
from infogo.ratings.figures import (
    Sums,
    chance_of_so_many,
    percent_of,
    percent_of_five,
    shrunken_mean,
    whole_percents,
)
from infogo.ratings.selectors import band_of

counts = st.tuples(*[st.integers(min_value=0, max_value=2000)] * 5)
means = st.floats(min_value=1, max_value=5)
RULES = RatingParameters()


def scores_of(given_counts: tuple[int, ...]) -> list[int]:
    """Return every single score, the long way."""
    return [score for score, number in enumerate(given_counts, start=1) for _ in range(number)]


@given(counts, means, st.integers(min_value=0, max_value=50))
def test_the_shrunken_mean_is_the_mean_with_so_many_more_of_the_prior(
    given_counts: tuple[int, ...], prior: float, weight: int
) -> None:
    everybody = scores_of(given_counts) + [prior] * weight
    expected = sum(everybody) / len(everybody) if everybody else prior
    assert shrunken_mean(Sums(given_counts), prior, weight) == pytest.approx(expected)


@given(counts, means)
def test_it_lies_between_prior_and_own_mean(given_counts: tuple[int, ...], prior: float) -> None:
    sums = Sums(given_counts)
    shown = shrunken_mean(sums, prior, 10)
    own = prior if sums.mean is None else sums.mean
    assert min(own, prior) - 1e-9 <= shown <= max(own, prior) + 1e-9


def test_three_fives_do_not_make_a_five_but_three_hundred_nearly_do() -> None:
    few, many = Sums((0, 0, 0, 0, 3)), Sums((0, 0, 0, 0, 300))
    assert shrunken_mean(few, 4.0, 10) == pytest.approx(55 / 13)
    assert shrunken_mean(many, 4.0, 10) == pytest.approx(1540 / 310)


def test_a_mean_is_told_as_thai_agencies_tell_it() -> None:
    assert percent_of_five(4.5825) == pytest.approx(91.65)


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(0, 5, 0), (5, 5, 100), (1, 400, 1), (399, 400, 99), (1, 2, 50), (2, 3, 67), (1, 3, 33)],
)
def test_a_share_claims_neither_all_nor_nothing_falsely(
    part: int, whole: int, percent: int
) -> None:
    assert percent_of(part, whole) == percent


@given(counts)
def test_whole_percents_add_up_and_none_is_off_by_one(given_counts: tuple[int, ...]) -> None:
    shown = whole_percents(given_counts)
    total = sum(given_counts)
    assert sum(shown) == (100 if total else 0)
    for percent, number in zip(shown, given_counts, strict=True):
        assert abs(percent - number * 100 / total) < 1 if total else percent == 0


@pytest.mark.parametrize(
    ("mean", "band"),
    [(5.0, "มากที่สุด"), (4.21, "มากที่สุด"), (4.2049, "มาก"), (4.205001, "มากที่สุด"), (3.4, "ปานกลาง"),
     (2.6, "น้อย"), (1.8, "น้อยที่สุด"), (1.0, "น้อยที่สุด")],
)  # fmt: skip
def test_bands_go_by_the_mean_as_it_is_shown(mean: float, band: str) -> None:
    assert band_of(mean, RULES).name_th == band


@given(st.integers(min_value=0, max_value=60), st.floats(min_value=0.01, max_value=40))
def test_the_chance_of_a_crowd_is_the_poisson_tail(count: int, expected: float) -> None:
    """The oracle takes everything below away from one, with fifty digits."""
    getcontext().prec = 50
    usual = Decimal(expected)
    term, below = (-usual).exp(), Decimal(0)
    for number in range(count):
        below += term
        term = term * usual / (number + 1)
    oracle = float(1 - below)
    assert chance_of_so_many(count, expected) == pytest.approx(oracle, rel=1e-6, abs=1e-30)


def test_nothing_is_certain_and_something_where_nothing_is_usual_is_impossible() -> None:
    assert chance_of_so_many(0, 0.0) == 1.0
    assert chance_of_so_many(1, 0.0) == 0.0
    assert chance_of_so_many(5000, 3.0) == 0.0
    assert chance_of_so_many(3, 5000.0) == pytest.approx(1.0)
