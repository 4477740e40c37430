"""Outliers among agencies that do the same, and among standard manuals of similar services."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

import pytest

from infogo.core.durations import Duration
from infogo.manuals.content import Fee, FeeKind
from infogo.manuals.models import Lifecycle, Manual
from infogo.manuals.part import Listing, ListingState
from infogo.simplify.detectors.base import Hit
from infogo.simplify.detectors.outliers import peers_of
from infogo.simplify.facts import Measure, OutlierFacts
from tests.factories import adoption, manual_content, standard_manual
from tests.simplify.making import RATES, all_hits, own_text, papers

pytestmark = pytest.mark.django_db


def many(count: int) -> object:
    return papers(*(f"เอกสาร {number}" for number in range(count)))


def fee(satang: int) -> Listing[Fee]:
    item = Fee(item="ค่าธรรมเนียม", kind=FeeKind.FIXED, amount_satang=satang)
    return Listing[Fee](state=ListingState.LISTED, items=(item,))


def facts_of(hit: Hit) -> OutlierFacts:
    assert isinstance(hit.facts, OutlierFacts)
    return hit.facts


def test_followers_count_as_agencies_that_ask_for_what_the_standard_asks_for() -> None:
    standard = standard_manual(content=manual_content(documents=many(4)))
    odd = own_text(standard, documents=many(9))
    assert all_hits("agencies") == [], "one other agency is no peer group"
    for _number in range(4):
        adoption(standard)
    (hit,) = all_hits("agencies")
    facts = facts_of(hit)
    assert (hit.manual_id, hit.is_local, facts.measure) == (odd.pk, True, Measure.DOCUMENTS)
    assert (facts.value, facts.median, facts.count) == (9, 4, 6)
    assert hit.estimate.minutes == (9 - 4) * RATES.document_minutes


def test_the_figures_are_those_of_a_plain_list() -> None:
    standard = standard_manual(content=manual_content(documents=many(3)))
    counts = [3, 4, 4, 5, 5, 6, 20]
    manuals = [own_text(standard, documents=many(count)) for count in counts]
    (hit,) = all_hits("agencies")
    facts, numbers = facts_of(hit), [3, *counts]
    middle = median(numbers)
    mad = median([abs(number - middle) for number in numbers])
    limit = middle + 3 * 1.4826 * mad
    assert hit.manual_id == manuals[-1].pk
    assert float(facts.median) == middle
    assert float(facts.mad) == mad
    assert float(facts.limit) == pytest.approx(limit, abs=0.01)
    assert [n for n in numbers if n > limit] == [20]
    shown = peers_of(standard.procedure_id, manuals[-1].pk, facts)
    assert [int(one.value) for one in shown] == sorted(numbers, reverse=True)


def test_times_of_another_unit_are_not_compared() -> None:
    standard = standard_manual(content=manual_content(total=Duration.of(3, "day")))
    for _number in range(6):
        adoption(standard)
    own_text(standard, total=Duration.of(90, "working_day"))
    assert all_hits("agencies") == []
    slow = own_text(standard, total=Duration.of(90, "day"))
    (hit,) = all_hits("agencies")
    assert hit.manual_id == slow.pk
    assert facts_of(hit).unit == "day"
    # 87 days more: asked after every fifteen days.
    expected = (Decimal(87) / RATES.follow_up_days).quantize(Decimal("0.01"))
    assert hit.estimate.minutes == expected * RATES.follow_up_minutes


def test_fees_are_compared_between_agencies_and_not_between_services() -> None:
    standard = standard_manual(content=manual_content(fees=fee(10_000)))
    for _number in range(6):
        adoption(standard)
        standard_manual(content=manual_content(fees=fee(10_000)))
    dear = own_text(standard, fees=fee(500_000))
    standard_manual(content=manual_content(fees=fee(900_000)))
    (hit,) = all_hits("agencies")
    assert (hit.manual_id, facts_of(hit).measure) == (dear.pk, Measure.FEE)
    assert hit.estimate.satang == 490_000
    assert all_hits("similar") == []


def like(count: int, **procedure: object) -> Manual:
    return standard_manual(content=manual_content(documents=many(count)), **procedure)


def test_similar_services_share_type_category_and_stage_of_life() -> None:
    same = {"service_type": "single_unit", "category": "license", "lifecycle": Lifecycle.RENEW}
    for count in (3, 3, 4, 4, 4):
        like(count, **same)
    for other in (
        {**same, "category": "registration"},
        {**same, "lifecycle": Lifecycle.NEW},
        {**same, "service_type": "multi_agency"},
    ):
        like(14, **other)
    odd = like(14, **same)
    (hit,) = all_hits("similar")
    assert (hit.manual_id, facts_of(hit).scope, hit.is_local) == (odd.pk, "similar", False)
    assert facts_of(hit).count == 6


def test_a_manual_that_does_not_tell_is_no_peer_with_zero() -> None:
    unknown = Listing[object](state=ListingState.UNKNOWN)
    for _number in range(8):
        standard_manual(content=manual_content(documents=unknown))
    for count in (3, 3, 3, 3, 14):
        like(count)
    assert all_hits("similar") == [], "four others are too few"
    like(3)
    (hit,) = all_hits("similar")
    assert facts_of(hit).count == 6
