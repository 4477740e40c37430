"""Rollups of receipts: in the month they were finished, unless returned or opened again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from infogo.delays.models import Outcome, Receipt
from infogo.delays.receipts import Filed, issue_receipt, reopen_receipt
from infogo.delays.receipts_times import receipt_times
from infogo.delays.services.refusals import Ground, refuse_receipt
from infogo.oversight.chosen import choose
from infogo.oversight.events.raw import Wanted, receipts
from infogo.oversight.services.events import refresh_events
from infogo.oversight.tree import tree
from infogo.volumes.months import first_of
from tests.delays.making import Made, day, moment, weekday
from tests.factories import ACTOR
from tests.oversight.history import country, expected, held, simulate

pytestmark = pytest.mark.django_db


def test_a_receipt_that_was_opened_again_leaves_the_month_in_which_it_was_finished() -> None:
    made = country()
    simulate(made, 3)
    refresh_events(now=timezone.now())
    finished = Receipt.objects.exclude(finished_on=None).filter(voided_at=None)
    pk, before = finished.earliest("finished_on").pk, held()
    reopen_receipt(receipt_id=pk, reason="ปิดผิดใบ", actor=ACTOR)
    refresh_events(now=timezone.now())
    assert held() == expected() != before


@pytest.mark.parametrize("outcome", [Outcome.RETURNED, Outcome.REJECTED])
def test_a_returned_receipt_is_no_time_of_the_service(outcome: Outcome) -> None:
    made = Made()
    receipt = issue_receipt(
        pin=made.pin, request_key="k" * 32, actor=ACTOR, filed=Filed(moment(10))
    )
    why = Ground("ขาดเอกสาร", facts="ขาด", law="ข้อ 2", missing="โฉนด", record="1/2569",
                 record_due_on=weekday(3))  # fmt: skip
    refuse_receipt(
        receipt_id=receipt.pk, outcome=outcome, decided_on=day(0), ground=why, actor=ACTOR
    )
    refresh_events(now=timezone.now())
    counts = outcome is Outcome.REJECTED
    assert held() == expected() and bool(held()) == counts
    part = replace(choose({}, day(0)).slice, last=first_of(day(0)))
    wanted = Wanted(part, tree(), day(0))
    assert list(receipts(wanted, "receipts")) == ([receipt] if counts else [])
    assert bool(receipt_times(receipt.manual, day(0))) == counts
