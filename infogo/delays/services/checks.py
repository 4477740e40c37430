"""What is wrong with what an officer says of a case: all of it at once, input by input.

``None`` stands for an input that could not be read and is therefore not looked at; the services
ask with every input before they write, forms ask with those that could be read. Days that a law
or the calendar forbids are told beside the day, so that somebody mends the whole form in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from infogo.core.dates import bangkok_now, long_date
from infogo.core.public_holidays import holiday_names
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, Outcome, PauseKind
from infogo.delays.pause_rules import wrong_length, wrong_rule
from infogo.delays.reckoning import Almanac, received_day, sent_notices
from infogo.delays.reference import read_text
from infogo.delays.schedule import slots_until
from infogo.delays.services.deficiency import wrong_record, wrong_return

LONGEST_BASIS = 200
LONGEST_TEXT = 1000
MOST_UNITS = 3000
PAUSE_BASIS = "เลขที่บันทึกหรือข้อความในคู่มือ"
EXTENSION_BASIS = "กฎหมายและมาตราที่ให้ขยายเวลา"
NOT_A_RECORD = (
    "เอกสารที่ขาดและกำหนดส่งเป็นของบันทึกความบกพร่อง ซึ่งทำได้ครั้งเดียว (มาตรา 8) "
    "เลือกบันทึกความบกพร่อง หรือเว้นสองช่องนั้นว่าง"
)
"""Said of a manual's rule that asks for papers: a second record under another name."""
NOTICE_TEXT = "เหตุแห่งความล่าช้า"
REOPEN_REASON = "เหตุผลที่เปิดเรื่องอีกครั้ง"
REMOVE_REASON = "เหตุผลที่เอาออก"


def wrong_pause(
    case: DelayCase,
    *,
    kind: str | None = None,
    basis: str | None = None,
    begins_on: date | None = None,
    missing: str | None = None,
    complete_by: date | None = None,
) -> Iterator[DelayError]:
    """Yield why the clock cannot be stopped so.

    ``missing`` and ``complete_by`` belong to a deficiency record, which cannot be without them.
    """
    if not case.is_open:
        yield _closed()
        return
    if case.pauses.filter(ends_on=None).exists():
        yield DelayError("เรื่องนี้หยุดนับเวลาอยู่แล้ว กดนับเวลาต่อก่อน")
        return
    yield from wrong_text(basis, "basis", longest=LONGEST_BASIS, what=PAUSE_BASIS)
    if kind == PauseKind.DEFECT:
        yield from wrong_record(case, begins_on=begins_on, missing=missing, complete_by=complete_by)
    elif kind is not None:
        if missing or complete_by:
            yield DelayError(NOT_A_RECORD, "kind")
        yield from wrong_rule(case, basis or None, begins_on, holiday_names())
    if begins_on is None:
        return
    days = list(_wrong_day(begins_on, case, "begins_on", "วันที่เริ่มหยุดนับ"))
    if days:
        yield from days
    elif case.due_on and begins_on > case.due_on:
        yield DelayError(
            f"ครบกำหนดไปแล้วเมื่อ {long_date(case.due_on)} หยุดนับหลังจากนั้นไม่ได้", "begins_on"
        )
    elif case.pauses.filter(ends_on__gte=begins_on).exists():
        yield DelayError("ซ้อนกับช่วงหยุดนับที่มีอยู่ ใส่วันหลังจากช่วงนั้น", "begins_on")


def wrong_resumption(case: DelayCase, *, ends_on: date | None = None) -> Iterator[DelayError]:
    """Yield why the clock cannot go on so."""
    if not case.is_open:
        yield _closed()
        return
    pause = case.pauses.filter(ends_on=None).first()
    if pause is None:
        yield DelayError("เรื่องนี้ไม่ได้หยุดนับเวลาอยู่")
    elif ends_on is not None:
        days = list(_wrong_day(ends_on, case, "ends_on", "วันสุดท้ายที่หยุดนับ"))
        yield from days
        if not days and ends_on < pause.begins_on:
            yield DelayError(f"ใส่วันตั้งแต่ {long_date(pause.begins_on)} ที่เริ่มหยุดนับ", "ends_on")
        elif not days:
            yield from wrong_length(case, pause, ends_on, holiday_names())


def wrong_extension(
    case: DelayCase,
    *,
    value: Decimal | int | None = None,
    basis: str | None = None,
    granted_on: date | None = None,
) -> Iterator[DelayError]:
    """Yield why time cannot be added so."""
    if not case.is_open:
        yield _closed()
        return
    if value is not None and (value <= 0 or value != int(value)):
        yield DelayError("ใส่ระยะเวลาที่ขยายเป็นจำนวนเต็มตั้งแต่ 1", "value")
    elif value is not None and value > MOST_UNITS:
        yield DelayError(f"ขยายได้ครั้งละไม่เกิน {MOST_UNITS:,}", "value")
    yield from wrong_text(basis, "basis", longest=LONGEST_BASIS, what=EXTENSION_BASIS)
    if granted_on is None:
        return
    days = list(_wrong_day(granted_on, case, "granted_on", "วันที่อนุมัติให้ขยาย"))
    yield from days
    if not days and case.due_on and granted_on > case.due_on:
        yield DelayError(
            f"ครบกำหนดไปแล้วเมื่อ {long_date(case.due_on)} ต้องอนุมัติขยายก่อนครบกำหนด", "granted_on"
        )


def wrong_end(
    case: DelayCase,
    *,
    decided_on: date | None = None,
    told_on: date | None = None,
    outcome: str | None = None,
) -> Iterator[DelayError]:
    """Yield why a case cannot end so; without ``outcome`` only what holds for every end."""
    if not case.is_open:
        yield _closed()
        return
    if decided_on is not None:
        days = list(_wrong_day(decided_on, case, "decided_on", "วันที่พิจารณาเสร็จ"))
        yield from days
        sent = [made.sent_on for made in sent_notices(case) if made.sent_on]
        if not days and sent and sent[-1] > decided_on:
            yield DelayError(f"มีหนังสือแจ้งเหตุล่าช้าลงวันที่ {long_date(sent[-1])} หลังจากวันนี้", "decided_on")
        if outcome == Outcome.RETURNED:
            yield from wrong_return(case, decided_on)
    yield from _wrong_told(told_on, decided_on)


def wrong_result(case: DelayCase, *, told_on: date | None = None) -> Iterator[DelayError]:
    """Yield why the person cannot have been told so."""
    if case.decided_on is None:
        yield DelayError("บันทึกวันที่พิจารณาเสร็จก่อน")
    else:
        yield from _wrong_told(told_on, case.decided_on)


def wrong_reopening(case: DelayCase, *, reason: str | None = None) -> Iterator[DelayError]:
    """Yield why an end cannot be taken back so."""
    if case.is_open:
        yield DelayError("เรื่องนี้ยังไม่ได้ปิด")
    else:
        yield from wrong_text(reason, "reason", longest=LONGEST_BASIS, what=REOPEN_REASON)


def wrong_notice(
    case: DelayCase,
    almanac: Almanac,
    *,
    sent_on: date | None = None,
    reason: str | None = None,
    text: str | None = None,
    expected_on: date | None = None,
    copied_on: date | None = None,
) -> Iterator[DelayError]:
    """Yield why a notice cannot have gone out so."""
    yield from wrong_text(text, "text", longest=LONGEST_TEXT, what=NOTICE_TEXT)
    if sent_on is not None:
        yield from _wrong_sending(case, sent_on, almanac)
        if expected_on is not None and expected_on <= sent_on:
            yield DelayError("วันที่คาดว่าจะเสร็จต้องอยู่หลังวันที่แจ้ง", "expected_on")
        if reason is not None and reason not in almanac.book.reasons_on(sent_on):
            yield DelayError("เลือกเหตุจากรายการ", "reason")
    if copied_on is not None:
        yield from wrong_copy(copied_on, sent_on)


def wrong_copy(copied_on: date, sent_on: date | None) -> Iterator[DelayError]:
    """Yield why the copy of a notice cannot have gone out on that day."""
    if copied_on > bangkok_now().date():
        yield DelayError("วันที่ส่งสำเนายังมาไม่ถึง", "copied_on")
    elif sent_on is not None and copied_on < sent_on:
        yield DelayError(f"วันที่ส่งสำเนาอยู่ก่อนวันที่แจ้ง {long_date(sent_on)}", "copied_on")


def wrong_text(text: str | None, field: str, *, longest: int, what: str) -> Iterator[DelayError]:
    """Yield why words cannot be kept."""
    if text is None:
        return
    try:
        read_text(text, field, longest=longest, what=what)
    except DelayError as refusal:
        yield refusal


def _closed() -> DelayError:
    return DelayError("เรื่องนี้ปิดแล้ว")


def _wrong_day(day: date, case: DelayCase, field: str, what: str) -> Iterator[DelayError]:
    if day > bangkok_now().date():
        yield DelayError(f"{what}ยังมาไม่ถึง", field)
    elif day < received_day(case):
        yield DelayError(f"{what}อยู่ก่อนวันที่รับคำขอ {long_date(received_day(case))}", field)


def _wrong_told(told_on: date | None, decided_on: date | None) -> Iterator[DelayError]:
    if told_on is None:
        return
    if told_on > bangkok_now().date():
        yield DelayError("วันที่แจ้งผลยังมาไม่ถึง", "told_on")
    elif decided_on is not None and told_on < decided_on:
        yield DelayError("วันที่แจ้งผลอยู่ก่อนวันที่พิจารณาเสร็จ", "told_on")


def _wrong_sending(case: DelayCase, sent_on: date, almanac: Almanac) -> Iterator[DelayError]:
    if sent_on > bangkok_now().date():
        yield DelayError("วันที่แจ้งยังมาไม่ถึง", "sent_on")
    elif case.decided_on and sent_on > case.decided_on:
        yield DelayError("วันที่แจ้งอยู่หลังวันที่พิจารณาเสร็จ", "sent_on")
    elif case.due_on is None:
        yield DelayError("เรื่องนี้หยุดนับเวลาอยู่ จึงยังไม่ล่าช้าและไม่ต้องแจ้ง", "sent_on")
    else:
        yield from _wrong_turn(case, case.due_on, sent_on, almanac)


def _wrong_turn(
    case: DelayCase, due_on: date, sent_on: date, almanac: Almanac
) -> Iterator[DelayError]:
    slots = list(slots_until(due_on, sent_on, almanac.book))
    if not slots or sent_on < slots[0].opens_on:
        first = f" แจ้งได้ตั้งแต่ {long_date(slots[0].opens_on)}" if slots else ""
        yield DelayError(f"ครบกำหนด {long_date(due_on)} ยังไม่ต้องแจ้งเหตุล่าช้า{first}", "sent_on")
        return
    turn = next((slot for slot in slots if slot.covers(sent_on)), None)
    if turn and any(turn.covers(made.sent_on) for made in sent_notices(case) if made.sent_on):
        following = next((slot for slot in slots if slot.seq == turn.seq + 1), None)
        then = f" งวดถัดไปแจ้งได้ตั้งแต่ {long_date(following.opens_on)}" if following else ""
        yield DelayError(f"งวดที่ {turn.seq} บันทึกการแจ้งแล้ว{then}", "sent_on")
