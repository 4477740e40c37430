"""Rollups of receipts and returned requests: what was returned or opened again is no time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from infogo.delays.models import Outcome, Receipt, Refusal
from infogo.delays.receipts import Filed, issue_receipt, reopen_receipt
from infogo.delays.receipts_times import receipt_times
from infogo.delays.refusals import returned_late
from infogo.delays.services.cases import Decision, close_case
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
                 record_on=day(9), record_due_on=weekday(3))  # fmt: skip
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


@pytest.mark.parametrize("made_ago", [30, 15, None])
def test_a_receipt_returned_late_is_late_unless_its_record_was_made_in_time(
    made_ago: int | None,
) -> None:
    made = Made()
    receipt = issue_receipt(
        pin=made.pin, request_key="k" * 32, actor=ACTOR, filed=Filed(moment(50))
    )
    assert receipt.due_on == day(20)
    why = Ground("ขาดเอกสาร", missing="โฉนด", record="1/2569",
                 record_on=day(made_ago or 15), record_due_on=weekday(3))  # fmt: skip
    refusal = refuse_receipt(
        receipt_id=receipt.pk, outcome=Outcome.RETURNED, decided_on=day(0), ground=why, actor=ACTOR
    )
    if made_ago is None:  # from before the day of the record was asked for
        Refusal.objects.update(record_on=None)
        refusal.refresh_from_db()
    refresh_events(now=timezone.now())
    is_late = made_ago != 30
    assert returned_late(refusal, receipt.due_on) == is_late
    assert held() == expected() and bool(held()) == is_late
    part = replace(choose({}, day(0)).slice, last=first_of(day(0)))
    shown = receipts(Wanted(part, tree(), day(0)), "receipts_late")
    assert list(shown) == ([receipt] if is_late else [])
    times = receipt_times(receipt.manual, day(0))
    assert (times and (times.finished, times.in_time)) == ((1, 0) if is_late else None)


@pytest.mark.parametrize(
    ("ago", "outcome", "counted"),
    [
        (20, Outcome.RETURNED, {"due": 1}),
        (20, Outcome.REJECTED, {"due": 1, "in_time": 1}),
        (40, Outcome.RETURNED, {"due": 1, "late": 1}),
    ],
)
def test_a_case_that_was_returned_in_time_is_no_success(
    ago: int, outcome: Outcome, counted: dict[str, int]
) -> None:
    case = Made().case(ago)
    close_case(case_id=case.pk, decision=Decision(day(1), outcome), actor=ACTOR)
    refresh_events(now=timezone.now())
    assert held() == expected()
    assert [numbers for key, numbers in held().items() if key[0] == "DelayCell"] == [counted]
