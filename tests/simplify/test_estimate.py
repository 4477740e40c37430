"""A year's saving is what one multiplies out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.manuals.rule_sets import BurdenRates
from infogo.simplify.estimate import (
    Estimate,
    Yearly,
    copies_less,
    documents_less,
    estimate_of,
    fee_less,
    rounded,
    steps_less,
    trips_less,
    waiting_less,
)

patient = settings(deadline=None)
RATES = BurdenRates()


def test_documents_trips_and_wage_come_to_what_a_person_reckons() -> None:
    """3 documents of 20 minutes; one in five makes a trip of 180 minutes and 100 baht."""
    made = estimate_of(RATES, [documents_less(RATES, 3), trips_less(RATES, 1)])
    assert made.minutes == 60 + 36
    assert made.satang == 2000
    # 1,000 people: 96,000 minutes = 1,600 hours of 50 baht, and 20 baht each for the way.
    assert made.a_year(1000) == Yearly(96_000, 1600 * 5000 + 1000 * 2000)


def test_each_part_costs_what_its_rate_says() -> None:
    copies = estimate_of(RATES, [copies_less(RATES, 2)])
    assert (copies.minutes, copies.satang) == (10, 400)
    assert estimate_of(RATES, [steps_less(RATES, Decimal("1.5"))]).minutes == Fraction(45, 2)
    assert estimate_of(RATES, [waiting_less(RATES, Decimal(30))]).minutes == 60
    fee = estimate_of(RATES, [fee_less(15_000)])
    assert (fee.minutes, fee.satang) == (0, 15_000)


def test_what_nobody_knows_is_not_zero() -> None:
    some = estimate_of(RATES, [documents_less(RATES, 1)])
    assert some.a_year(None) is None
    assert Estimate().a_year(1000) is None
    assert estimate_of(RATES, [documents_less(RATES, 0)]).a_year(1000) is None
    assert some.a_year(0) == Yearly(0, 0)


@patient
@given(st.integers(0, 10**6), st.integers(0, 20), st.integers(0, 20))
def test_more_citizens_never_save_less(citizens: int, documents: int, copies: int) -> None:
    made = estimate_of(RATES, [documents_less(RATES, documents), copies_less(RATES, copies)])
    few, many = made.a_year(citizens), made.a_year(citizens + 1)
    if few is None or many is None:
        assert documents == copies == 0
    else:
        assert few.minutes <= many.minutes
        assert few.satang <= many.satang


@patient
@given(st.fractions(min_value=0, max_value=10**9))
def test_halves_are_rounded_upwards(value: Fraction) -> None:
    assert abs(rounded(value) - value) <= Fraction(1, 2)
    assert rounded(Fraction(2 * rounded(value) + 1, 2)) == rounded(value) + 1
