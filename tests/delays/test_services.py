from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from infogo.core import audit
from infogo.core.durations import Duration
from infogo.core.models import AuditEntry
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, DelayTask, Outcome, PauseKind, Stage
from infogo.delays.reckoning import Almanac, promise_of
from infogo.delays.selectors import turns_on_page
from infogo.delays.services.cases import (
    Decision,
    NewCase,
    close_case,
    extend_case,
    note_result,
    open_case,
    pause_clock,
    remove_case,
    reopen_case,
    resume_clock,
)
from infogo.delays.services.notices import mark_copied, remove_notice
from infogo.manuals import services as manuals
from infogo.manuals.content import LocalOverrides
from tests.accounts.watching import nothing_changes
from tests.delays.making import Made, counter, day, moment, noticed, record
from tests.factories import (
    ACTOR,
    PinFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db
DEFECT = {
    "kind": PauseKind.DEFECT, "basis": "บันทึก 12/2569", "actor": ACTOR, "record": record(),
}  # fmt: skip
RULE = {"kind": PauseKind.MANUAL_RULE, "basis": "คู่มือข้อ 13", "actor": ACTOR}


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


@pytest.fixture
def made() -> Made:
    return Made()


def fresh(case: DelayCase) -> DelayCase:
    return DelayCase.objects.get(pk=case.pk)


def stages(case: DelayCase) -> set[str]:
    found = DelayTask.objects.filter(case=case, closed_at=None)
    return set(found.values_list("stage", flat=True))


def test_a_case_is_due_by_what_the_manual_promised(made: Made) -> None:
    case = made.case(10)
    assert case.due_on == day(-20)
    assert case.promised == Duration.of(30, "day")
    assert (case.missed_count, case.notice_due_on) == (0, day(-27))
    assert audit.verify() is None


def test_the_edition_in_force_at_receipt_counts(made: Made) -> None:
    older = made.case(5)
    manuals.publish_standard(
        manual=made.manual, content=manual_content(total=Duration.of(3, "day")), actor=ACTOR
    )
    # The new edition is of this moment: what came before it keeps the old promise.
    assert fresh(older).due_on == day(-25)
    assert made.case(4).promised == Duration.of(30, "day")
    now = made.case(0, received_at=timezone.now())
    assert now.promised == Duration.of(3, "day")


def test_an_adopter_promises_what_its_own_section_says() -> None:
    standard = standard_manual(content=manual_content(total=Duration.of(30, "day")))
    manual = adoption(standard)
    own = LocalOverrides(total=Duration.of(9, "day"))
    manuals.publish_overrides(manual=manual, overrides=own, actor=ACTOR, at=moment(10))
    pin = PinFactory(manual=manual, point=ServicePointFactory(agency=manual.agency))
    made = Made(pin)
    assert made.case(9).promised == Duration.of(9, "day")
    # Before that it followed the standard, of which the first edition counts.
    assert made.case(11).promised == Duration.of(30, "day")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reference": "สมชาย ใจดี"}, "reference"),
        ({"received_at": moment(-2)}, "received"),
        ({"received_at": moment(5000)}, "received"),
    ],
)
def test_what_cannot_be_is_refused(made: Made, given: dict[str, Any], field: str) -> None:
    with nothing_changes(), pytest.raises(DelayError) as refused:
        made.case(1, **given)
    assert refused.value.field == field


def test_a_number_is_taken_once(made: Made) -> None:
    made.case(1, reference="7/2569")
    with nothing_changes(), pytest.raises(DelayError, match="มีเรื่องเลขที่นี้"):
        made.case(2, reference="๗/๒๕๖๙")


def test_a_point_without_the_service_is_refused(made: Made) -> None:
    new, elsewhere = NewCase("5/2569", moment(1)), ServicePointFactory()
    with nothing_changes(), pytest.raises(DelayError, match="ไม่ได้ให้บริการ"):
        open_case(manual=made.manual, point=elsewhere, new=new, actor=ACTOR)


def test_a_manual_without_a_total_promises_nothing() -> None:
    content = manual_content(total=None, steps=manual_content().steps.model_copy(
        update={"items": tuple(
            step.model_copy(update={"duration": None}) for step in manual_content().steps.items
        )}
    ))  # fmt: skip
    manual = standard_manual(content=content)
    pin = PinFactory(manual=manual, point=ServicePointFactory(agency=manual.agency))
    with nothing_changes(), pytest.raises(DelayError, match="ระยะเวลารวม"):
        Made(pin).case(1)


def test_a_pause_holds_the_clock_and_its_days_never_count_as_late(made: Made) -> None:
    case = made.case(25)
    pause_clock(case_id=case.pk, begins_on=day(20), **DEFECT)
    held = fresh(case)
    assert (held.due_on, held.notice_due_on, stages(case)) == (None, None, set())
    resume_clock(case_id=case.pk, ends_on=day(11), actor=ACTOR)
    assert fresh(case).due_on == day(-15)


def test_a_pause_found_out_later_takes_back_what_was_missed(made: Made) -> None:
    case = made.case(50)
    assert case.missed_count == 2
    assert Stage.NOTICE_MISSED in stages(case)
    pause_clock(case_id=case.pk, begins_on=day(40), **DEFECT)
    resume_clock(case_id=case.pk, ends_on=day(20), actor=ACTOR)
    back = fresh(case)
    assert back.due_on == day(-1)
    assert (back.missed_count, back.notices.count()) == (0, 0)
    assert stages(case) == {Stage.DUE_SOON}


@pytest.mark.parametrize(
    ("begins", "message"), [(-1, "ยังมาไม่ถึง"), (60, "ก่อนวันที่รับ"), (5, "ครบกำหนดไปแล้ว")]
)
def test_a_pause_lies_within_the_time(made: Made, begins: int, message: str) -> None:
    case = made.case(40)
    with nothing_changes(), pytest.raises(DelayError, match=message):
        pause_clock(case_id=case.pk, begins_on=day(begins), **DEFECT)


def test_a_pause_does_not_overlap_another(made: Made) -> None:
    case = made.case(20)
    pause_clock(case_id=case.pk, begins_on=day(15), **DEFECT)
    with pytest.raises(DelayError, match="หยุดนับเวลาอยู่แล้ว"):
        pause_clock(case_id=case.pk, begins_on=day(10), **RULE)
    resume_clock(case_id=case.pk, ends_on=day(10), actor=ACTOR)
    with pytest.raises(DelayError, match="ซ้อน"):
        pause_clock(case_id=case.pk, begins_on=day(12), **RULE)
    with pytest.raises(DelayError, match="ไม่ได้หยุดนับเวลาอยู่"):
        resume_clock(case_id=case.pk, ends_on=day(9), actor=ACTOR)


def test_an_extension_in_its_own_unit_moves_the_day(made: Made) -> None:
    case = made.case(10)
    more = {"basis": "พ.ร.บ.ควบคุมอาคาร มาตรา 25", "granted_on": day(1), "actor": ACTOR}
    extend_case(case_id=case.pk, length=Duration.of(45, "day"), **more)
    assert fresh(case).due_on == day(-65)
    with pytest.raises(DelayError, match="ไว้แล้ว"):
        extend_case(case_id=case.pk, length=Duration.of(45, "day"), **more)


@pytest.mark.parametrize("value", ["0", "1.5", "9999"])
def test_an_extension_is_a_whole_number(made: Made, value: str) -> None:
    case = made.case(10)
    with nothing_changes(), pytest.raises(DelayError):
        extend_case(
            case_id=case.pk,
            length=Duration.of(value, "day"),
            basis="มาตรา 25",
            granted_on=day(1),
            actor=ACTOR,
        )


def test_an_extension_comes_before_the_time_runs_out(made: Made) -> None:
    case = made.case(40)
    with nothing_changes(), pytest.raises(DelayError, match="ก่อนครบกำหนด"):
        extend_case(
            case_id=case.pk,
            length=Duration.of(5, "day"),
            basis="มาตรา 25",
            granted_on=day(5),
            actor=ACTOR,
        )


def test_notices_meet_their_turns_and_gaps_are_missed(made: Made) -> None:
    case = made.case(60)  # due 30 days ago: turns end 23, 16, 9 and 2 days ago
    assert case.missed_count == 4
    first = noticed(case, 25)
    assert (first.seq, first.due_on) == (1, day(23))
    second = noticed(case, 10)
    assert second.seq == 3
    after = fresh(case)
    assert after.missed_count == 2
    assert sorted(after.notices.filter(sent_on=None).values_list("seq", flat=True)) == [2, 4]
    assert after.notice_due_on == day(-5)
    turns = turns_on_page(after, Almanac.read(), day(0))
    told = [(turn.seq, turn.is_missed, turn.is_coming) for turn in turns]
    assert told == [
        (1, False, False), (2, True, False), (3, False, False), (4, True, False), (5, False, True),
    ]  # fmt: skip
    missed = AuditEntry.objects.filter(verb="miss_delay_notice", target_id=case.pk)
    assert missed.count() == 4


@pytest.mark.parametrize(
    ("ago", "given", "field"),
    [
        (31, {}, "sent_on"),
        (-1, {}, "sent_on"),
        (3, {"reason": "invented"}, "reason"),
        (3, {"text": "  "}, "text"),
        (3, {"text": "ก" * 1001}, "text"),
        (3, {"text": "เลข 1101700203450"}, "text"),
        (3, {"expected_on": date(2020, 1, 1)}, "expected_on"),
        (3, {"copied_on": date(2020, 1, 1)}, "copied_on"),
    ],
)
def test_a_notice_that_lacks_something_is_refused(
    made: Made, ago: int, given: dict[str, Any], field: str
) -> None:
    case = made.case(60)
    with nothing_changes(), pytest.raises(DelayError) as refused:
        noticed(case, ago, **given)
    assert refused.value.field == field


def test_a_turn_takes_one_notice_and_says_when_the_next_is_due(made: Made) -> None:
    case = made.case(36)
    noticed(case, 5)
    with nothing_changes(), pytest.raises(DelayError, match="งวดที่ 1 บันทึกการแจ้งแล้ว งวดถัดไป"):
        noticed(case, 1)


def test_a_notice_written_down_by_mistake_goes_and_leaves_a_trail(made: Made) -> None:
    case = made.case(40)
    notice = noticed(case, 8)
    assert fresh(case).missed_count == 0
    with pytest.raises(DelayError, match="เหตุผล"):
        remove_notice(notice_id=notice.pk, reason=" ", actor=ACTOR)
    remove_notice(notice_id=notice.pk, reason="ลงผิดเรื่อง", actor=ACTOR)
    assert fresh(case).missed_count == 1
    assert AuditEntry.objects.filter(verb="remove_delay_notice").count() == 1


def test_the_copy_is_marked_with_its_day(made: Made) -> None:
    notice = noticed(made.case(40), 8)
    mark_copied(notice_id=notice.pk, copied_on=day(7), actor=ACTOR)
    notice.refresh_from_db()
    assert notice.copied_on == day(7)
    with pytest.raises(DelayError, match="ก่อนวันที่แจ้ง"):
        mark_copied(notice_id=notice.pk, copied_on=day(9), actor=ACTOR)


def test_a_decision_ends_the_turns(made: Made) -> None:
    case = made.case(60)
    decision = Decision(day(20), Outcome.APPROVED)
    closed = close_case(case_id=case.pk, decision=decision, actor=ACTOR)
    assert closed.missed_count == 1
    assert (closed.notice_due_on, stages(case)) == (None, set())
    note_result(case_id=case.pk, told_on=day(18), actor=ACTOR)
    assert fresh(case).result_told_on == day(18)
    for late in (day(21), day(-1)):
        with nothing_changes(), pytest.raises(DelayError):
            note_result(case_id=case.pk, told_on=late, actor=ACTOR)
    with pytest.raises(DelayError, match="ปิดแล้ว"):
        close_case(case_id=case.pk, decision=decision, actor=ACTOR)
    opened = reopen_case(case_id=case.pk, reason="ลงผิดเรื่อง", actor=ACTOR)
    assert opened.is_open
    assert opened.missed_count == 4


def test_a_decision_while_the_clock_is_held_is_not_late(made: Made) -> None:
    case = made.case(40)
    pause_clock(case_id=case.pk, begins_on=day(35), **DEFECT)
    decision = Decision(day(1), Outcome.WITHDRAWN)
    closed = close_case(case_id=case.pk, decision=decision, actor=ACTOR)
    assert closed.due_on is not None
    assert closed.due_on > day(1)
    assert closed.missed_count == 0


def test_a_case_taken_up_again_stands_still_as_it_did(made: Made) -> None:
    case = made.case(40)
    pause = pause_clock(case_id=case.pk, begins_on=day(35), **DEFECT)
    close_case(case_id=case.pk, decision=Decision(day(1), Outcome.WITHDRAWN), actor=ACTOR)
    opened = reopen_case(case_id=case.pk, reason="ลงผิดเรื่อง", actor=ACTOR)
    pause.refresh_from_db()
    assert pause.ends_on is None
    assert opened.due_on is None
    resume_clock(case_id=case.pk, ends_on=day(2), actor=ACTOR)
    close_case(case_id=case.pk, decision=Decision(day(1), Outcome.APPROVED), actor=ACTOR)
    reopen_case(case_id=case.pk, reason="ลงผิดเรื่อง", actor=ACTOR)
    pause.refresh_from_db()
    assert pause.ends_on == day(2)  # somebody let the clock go on before the case ended


def test_a_decision_does_not_come_before_its_notices(made: Made) -> None:
    case = made.case(40)
    noticed(case, 5)
    with nothing_changes(), pytest.raises(DelayError, match="หลังจากวันนี้"):
        close_case(case_id=case.pk, decision=Decision(day(6), Outcome.APPROVED), actor=ACTOR)


def test_only_a_case_without_history_can_be_removed(made: Made) -> None:
    case, other = made.case(40), made.case(40)
    noticed(case, 5)
    with nothing_changes(), pytest.raises(DelayError, match="ลบไม่ได้"):
        remove_case(case_id=case.pk, actor=ACTOR)
    remove_case(case_id=other.pk, actor=ACTOR)
    with pytest.raises(DelayError, match="ไม่พบ"):
        remove_case(case_id=other.pk, actor=ACTOR)


def test_minutes_run_at_the_counter_and_electronic_requests_wait_for_it() -> None:
    made = Made(counter(Duration.of(30, "minute")))
    case = made.case(0, received_at=moment(1, 3), by_channel=True)
    promised = promise_of(case, Almanac.read())
    assert promised.due_at is not None
    assert promised.received_at.time() >= promised.due_at.time().replace(hour=8, minute=30)
    assert (promised.due_at - promised.received_at) == timedelta(minutes=30)
