"""Simulated cases: marked, the same every time, and true to the rules of real ones."""

from __future__ import annotations

from datetime import timedelta

import pytest

from infogo.core.dates import bangkok_now
from infogo.core.durations import Duration
from infogo.core.simulation import Counter, Plan
from infogo.delays import simulation
from infogo.delays.models import ClockExtension, ClockPause, DelayCase, DelayNotice
from infogo.delays.reckoning import Almanac, promise_of, turns_of_case
from infogo.pins.models import Pin
from tests.delays.making import Made, counter
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db


def as_counter(pin: Pin) -> Counter:
    return Counter(pin.manual_id, pin.procedure_id, pin.point_id, pin.point.agency_id)


@pytest.fixture
def plan() -> Plan:
    enact()
    lengths = [Duration.of(n, unit) for n in (7, 30) for unit in ("day", "working_day")]
    lengths += [Duration.of(1, "month"), Duration.of(20, "minute")]
    # Chances hang on the numbers of rows, which no two databases share: enough counters, then,
    # that some thirty cases are expected where ten are asked for.
    pins = [counter(length) for length in lengths for _copy in range(3)]
    return Plan(
        seed=7,
        months=18,
        until=bangkok_now().date(),
        counters=[as_counter(pin) for pin in pins],
        progress=lambda _name, _rows: None,
    )


def rows() -> list[object]:
    left_out = ("pk", "id", "case", "case_id", "noted_at")
    return [
        [
            {name: value for name, value in row.items() if name not in left_out}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in (DelayCase, ClockPause, ClockExtension, DelayNotice)
    ]


def test_the_same_plan_makes_the_same_rows_and_takes_them_away(plan: Plan) -> None:
    real = Made(Pin.objects.order_by("pk")[0]).case(40)
    written = simulation.simulate(plan)
    assert written == sum(
        model._default_manager.filter(is_simulated=True).count()
        for model in (DelayCase, ClockPause, ClockExtension, DelayNotice)
    )
    first = rows()
    assert simulation.remove() == written
    assert list(DelayCase.objects.all()) == [real]
    assert simulation.simulate(plan) == written
    assert rows() == first


def test_simulated_cases_follow_the_rules_of_real_ones(plan: Plan) -> None:
    simulation.simulate(plan)
    almanac = Almanac.read()
    cases = list(DelayCase.objects.all())
    assert len(cases) > 10
    assert {case.promised_unit for case in cases} <= {"day", "working_day", "month"}
    for case in cases:
        assert case.is_simulated
        assert promise_of(case, almanac).due_on == case.due_on
        turns = turns_of_case(case, case.due_on, almanac, plan.until)
        assert len(turns.missed) == case.missed_count
        assert case.notice_due_on == (turns.next.due_on if turns.next else None)
        assert case.decided_on is None or case.decided_on <= plan.until - timedelta(days=1)
