"""Notices of delay: that one went out, and that its copy reached the central agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from infogo.core import audit
from infogo.core.dates import bangkok_now, long_date
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, DelayNotice, NoticeChannel
from infogo.delays.reckoning import Almanac, sent_notices
from infogo.delays.reference import read_text
from infogo.delays.schedule import slots_until
from infogo.delays.services.keeping import TARGET, locked_case, refresh

LONGEST_TEXT = 1000


@dataclass(frozen=True)
class NewNotice:
    """What a notice says; ``reason`` is a code of the law in force on the day of sending."""

    sent_on: date
    channel: NoticeChannel
    reason: str
    text: str
    expected_on: date
    copied_on: date | None = None


@transaction.atomic
def record_notice(*, case_id: int, notice: NewNotice, actor: str) -> DelayNotice:
    """Write down a notice that went out; it meets the turn in which it was sent.

    Raises:
        DelayError: the time has not run out, the turn has a notice already, or it lacks something.
    """
    case = locked_case(case_id)
    text = read_text(notice.text, "text", longest=LONGEST_TEXT, what="เหตุแห่งความล่าช้า")
    almanac = Almanac.read()
    _check_days(case, notice)
    if notice.reason not in almanac.book.reasons_on(notice.sent_on):
        raise DelayError("เลือกเหตุจากรายการ", "reason")
    _check_turn(case, notice.sent_on, almanac)
    made = DelayNotice.objects.create(
        case=case,
        sent_on=notice.sent_on,
        channel=notice.channel,
        reason=notice.reason,
        text=text,
        expected_on=notice.expected_on,
        copied_on=notice.copied_on,
        noted_by=actor,
    )
    refresh(case, almanac)
    made.refresh_from_db()
    audit.record(
        actor=actor,
        verb="send_delay_notice",
        target=TARGET,
        target_id=case.pk,
        detail={
            "turn": made.seq,
            "sent_on": notice.sent_on.isoformat(),
            "reason": notice.reason,
            "expected_on": notice.expected_on.isoformat(),
        },
    )
    return made


@transaction.atomic
def mark_copied(*, notice_id: int, copied_on: date, actor: str) -> DelayNotice:
    """Write down when the copy of a notice went to those who get copies by law.

    Raises:
        DelayError: the notice was never sent, or the day lies before it or ahead.
    """
    found = DelayNotice.objects.select_for_update(of=("self",)).filter(pk=notice_id).first()
    if found is None or found.sent_on is None:
        raise DelayError("งวดนี้ไม่มีหนังสือแจ้ง จึงไม่มีสำเนา")
    _check_copied(copied_on, found.sent_on)
    found.copied_on = copied_on
    found.save(update_fields=["copied_on"])
    audit.record(
        actor=actor,
        verb="copy_delay_notice",
        target=TARGET,
        target_id=found.case_id,
        detail={"turn": found.seq, "copied_on": copied_on.isoformat()},
    )
    return found


@transaction.atomic
def remove_notice(*, notice_id: int, reason: str, actor: str) -> None:
    """Take away a notice that was written down by mistake; its turn may be missed then.

    Raises:
        DelayError: there is no such notice, or no reason is given.
    """
    words = read_text(reason, "reason", longest=200, what="เหตุผลที่เอาออก")
    notice = DelayNotice.objects.filter(pk=notice_id).exclude(sent_on=None).first()
    if notice is None:
        raise DelayError("ไม่พบหนังสือแจ้งนี้แล้ว")
    case = locked_case(notice.case_id)
    detail = {"turn": notice.seq, "sent_on": str(notice.sent_on), "text": notice.text}
    notice.delete()
    audit.record(
        actor=actor,
        verb="remove_delay_notice",
        target=TARGET,
        target_id=case.pk,
        detail={**detail, "reason": words},
    )
    refresh(case)


def _check_days(case: DelayCase, notice: NewNotice) -> None:
    if notice.sent_on > bangkok_now().date():
        raise DelayError("วันที่แจ้งยังมาไม่ถึง", "sent_on")
    if case.decided_on and notice.sent_on > case.decided_on:
        raise DelayError("วันที่แจ้งอยู่หลังวันที่พิจารณาเสร็จ", "sent_on")
    if notice.expected_on <= notice.sent_on:
        raise DelayError("วันที่คาดว่าจะเสร็จต้องอยู่หลังวันที่แจ้ง", "expected_on")
    if notice.copied_on is not None:
        _check_copied(notice.copied_on, notice.sent_on)


def _check_copied(copied_on: date, sent_on: date) -> None:
    if copied_on > bangkok_now().date():
        raise DelayError("วันที่ส่งสำเนายังมาไม่ถึง", "copied_on")
    if copied_on < sent_on:
        raise DelayError(f"วันที่ส่งสำเนาอยู่ก่อนวันที่แจ้ง {long_date(sent_on)}", "copied_on")


def _check_turn(case: DelayCase, sent_on: date, almanac: Almanac) -> None:
    if case.due_on is None:
        raise DelayError("นาฬิกาของเรื่องนี้หยุดอยู่ จึงยังไม่ล่าช้าและไม่ต้องแจ้ง", "sent_on")
    slots = list(slots_until(case.due_on, sent_on, almanac.book))
    if not slots or sent_on < slots[0].opens_on:
        first = f" แจ้งได้ตั้งแต่ {long_date(slots[0].opens_on)}" if slots else ""
        raise DelayError(f"ครบกำหนด {long_date(case.due_on)} ยังไม่ต้องแจ้งเหตุล่าช้า{first}", "sent_on")
    turn = next((slot for slot in slots if slot.covers(sent_on)), None)
    if turn and any(turn.covers(made.sent_on) for made in sent_notices(case) if made.sent_on):
        following = next((slot for slot in slots if slot.seq == turn.seq + 1), None)
        then = f" งวดถัดไปแจ้งได้ตั้งแต่ {long_date(following.opens_on)}" if following else ""
        raise DelayError(f"งวดที่ {turn.seq} บันทึกการแจ้งแล้ว{then}", "sent_on")
