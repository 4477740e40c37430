"""Simulated receipts: marked, signed, plausible, and gone when removed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from infogo.core.durations import Duration, DurationUnit
from infogo.core.simulation import Counter, Plan
from infogo.delays import receipts_simulation
from infogo.delays.receipts import issue_receipt
from infogo.delays.receipts_models import Receipt
from tests.factories import ACTOR, PinFactory, manual_content, standard_manual

pytestmark = pytest.mark.django_db


def test_receipts_are_marked_signed_the_same_each_time_and_removable() -> None:
    length = Duration.of(Decimal(10), DurationUnit.WORKING_DAY)
    pins = [
        PinFactory(manual=standard_manual(content=manual_content(total=length))) for _ in range(4)
    ]
    bare = PinFactory(
        manual=standard_manual(content=manual_content(total=None, steps={"state": "none"}))
    )
    real = issue_receipt(pin=pins[0], request_key="r" * 32, actor=ACTOR)
    plan = Plan(
        seed=3,
        months=12,
        until=date(2026, 10, 20),
        counters=[
            Counter(pin.manual_id, pin.procedure_id, pin.point_id, pin.point.agency_id)
            for pin in [*pins, bare]
        ],
        progress=lambda _name, _rows: None,
    )
    written = receipts_simulation.simulate(plan)
    made = Receipt.objects.filter(is_simulated=True)
    assert written == made.count() > 20
    assert all(receipt.is_genuine for receipt in made)
    assert not made.filter(manual=bare.manual).exists()
    assert made.exclude(finished_on=None).count() > written // 2
    codes = set(made.values_list("code", flat=True))
    assert receipts_simulation.remove() == written
    assert Receipt.objects.get().pk == real.pk
    receipts_simulation.simulate(plan)
    assert set(made.values_list("code", flat=True)) == codes
