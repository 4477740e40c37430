"""Sums of fees and times, and the days of results against counting day by day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infogo.core.durations import Duration
from infogo.manuals.content import Fee, FeeKind
from infogo.manuals.part import Listing, ListingState
from infogo.planning.documents import Dependency
from infogo.planning.totals import Round, fee_total, result_day, schedule

MONDAY = date(2026, 11, 30)
HOLIDAYS = {date(2026, 12, 7): "ชดเชยวันพ่อ", date(2026, 12, 10): "วันรัฐธรรมนูญ"}
NONE: Listing[Fee] = Listing[Fee](state=ListingState.NONE)


def fees(*items: Fee) -> Listing[Fee]:
    return Listing[Fee](state=ListingState.LISTED, items=items)


def fee(kind: FeeKind, baht: int | None = None, **given: Any) -> Fee:
    return Fee(item="ค่าธรรมเนียม", kind=kind, amount_satang=baht and baht * 100, **given)


def test_amounts_are_added_up_and_ranges_stay_ranges() -> None:
    total = fee_total(
        {
            1: fees(fee(FeeKind.FIXED, 20)),
            2: fees(fee(FeeKind.RANGE, 100, amount_max_satang=100_000)),
            3: NONE,
        }
    )
    assert (total.low, total.high, total.is_free) == (12_000, 102_000, False)


def test_fees_of_some_cases_are_told_apart() -> None:
    total = fee_total({1: fees(fee(FeeKind.FIXED, 20), fee(FeeKind.FIXED, 50, condition="เร่งด่วน"))})
    assert (total.low, total.high, total.extra) == (2_000, 2_000, 5_000)


def test_a_percentage_is_computed_when_the_reader_says_of_what() -> None:
    percent = fees(fee(FeeKind.PERCENT, percent=Decimal("2"), percent_base="ราคาประเมิน"))
    without, known = fee_total({1: percent}), fee_total({1: percent}, {1: 150_000_025})
    assert [errand for errand, _fee in without.open_fees] == [1]
    assert (known.low, known.high, known.open_fees) == (3_000_001, 3_000_001, ())


def test_what_cannot_be_computed_is_never_counted_as_nothing() -> None:
    formula = fee(FeeKind.FORMULA, formula="ตามขนาดพื้นที่")
    total = fee_total({1: fees(formula), 2: Listing[Fee](), 3: fees(fee(FeeKind.START_AT, 10))})
    assert total.open_fees == ((1, formula),)
    assert (total.unknown, total.has_more, total.low) == ((2,), True, 1_000)
    assert not total.is_free
    assert fee_total({1: NONE, 2: fees(fee(FeeKind.FREE))}).is_free


def by_counting(start: date, days: int, *, working: bool) -> date:
    day = start
    while days:
        day += timedelta(days=1)
        if not working or (day.isoweekday() < 6 and day not in HOLIDAYS):
            days -= 1
    return day


@given(st.integers(0, 40), st.integers(0, 60))
def test_days_of_results_are_those_of_counting_day_by_day(days: int, later: int) -> None:
    start = MONDAY + timedelta(days=later)
    working, plain = Duration.of(days, "working_day"), Duration.of(days, "day")
    assert result_day(start, working, HOLIDAYS) == by_counting(start, days, working=True)
    assert result_day(start, plain, HOLIDAYS) == by_counting(start, days, working=False)


def test_minutes_end_on_the_day_and_a_part_of_a_day_counts_as_one() -> None:
    assert result_day(MONDAY, Duration.of(90, "minute"), HOLIDAYS) == MONDAY
    assert result_day(MONDAY, Duration.of("1.5", "working_day"), HOLIDAYS) == date(2026, 12, 2)
    assert result_day(MONDAY, Duration.of("0.5", "year"), HOLIDAYS) == date(2027, 5, 31)


def test_an_errand_goes_on_the_day_after_which_it_has_what_it_needs() -> None:
    lengths = {1: Duration.of(7, "working_day"), 2: Duration.of(15, "minute"), 3: None}
    depends = [Dependency(1, 2, "ใบอนุญาต")]
    found = schedule([1, 2, 3], lengths, depends, MONDAY, HOLIDAYS)
    ready = by_counting(MONDAY, 7, working=True)
    assert found.rounds == (Round((1, 3), MONDAY), Round((2,), ready))
    assert found.results == {1: ready, 2: ready}
    assert (found.done_on, found.unknown) == (ready, (3,))


def test_what_is_done_while_waiting_can_be_used_on_the_same_day() -> None:
    lengths = {1: Duration.of(15, "minute"), 2: Duration.of(15, "minute")}
    found = schedule([1, 2], lengths, [Dependency(1, 2)], MONDAY, {})
    assert found.rounds == (Round((1, 2), MONDAY),)


def test_a_result_on_a_weekend_is_used_on_the_next_working_day() -> None:
    lengths = {1: Duration.of(5, "day"), 2: None}
    found = schedule([1, 2], lengths, [Dependency(1, 2)], MONDAY, HOLIDAYS)
    assert found.results[1] == date(2026, 12, 5)  # a Saturday; the Monday after is a holiday
    assert found.rounds[1].on == date(2026, 12, 8)
