"""The deficiency record of section 8: one for each request, with one list and one deadline.

How many a request may have is a number of the rule set in force on the day of the record; without
one the law asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from infogo.core.calendar import is_working_day, next_working_day
from infogo.core.dates import arabic_digits, long_date
from infogo.core.public_holidays import holiday_names
from infogo.delays.errors import DelayError
from infogo.delays.models import ClockPause, DelayCase, PauseKind
from infogo.delays.reference import read_items
from infogo.manuals.rule_sets import parameters_on

LONGEST_LIST = 2000
LONGEST_WAIT = timedelta(days=366)
"""A later deadline is a slip of the year."""
HOLIDAYS_AHEAD = timedelta(days=40)
MISSING = "รายการเอกสารที่ขาด"
COMPLETE_BY = "กำหนดให้ส่งเอกสารภายใน"
LAW_TH = "พ.ร.บ.การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 มาตรา 8"
_SHORT_LAW = "มาตรา 8"
_NUMBERS = re.compile(r"\d+")
_PART = re.compile(r"(?:(?:หน้า|แผ่น|ส่วน|ฉบับ|ข้อ|รายการ)(?:ที่)?(?:\d|[-–,.()]|ถึง|และ)+)?")
"""Which page or part of a document is meant, behind its name and without spaces; or nothing."""
INSTEAD = (
    "พิจารณาจากเอกสารที่ได้รับแล้ว",
    "ขอข้อมูลจากหน่วยงานของรัฐที่ออกเอกสารนั้นเอง โดยไม่ให้ผู้ยื่นไปขอ",
    "หยุดนับเวลาตามเงื่อนไขที่คู่มือเขียนไว้ ถ้าคู่มือมี",
    "ถ้าพ้นกำหนดในบันทึกแล้วผู้ยื่นยังส่งไม่ครบ คืนคำขอพร้อมเหตุผลเป็นหนังสือ (มาตรา 9)",
    "ถ้าขาดเพราะเจ้าหน้าที่ประมาทเลินเล่อหรือทุจริตจนอนุญาตไม่ได้ เสนอผู้อนุญาตให้สั่งการ",
)
"""What an officer may do where no further record is allowed."""


@dataclass(frozen=True)
class Deficiency:
    """What a record asks for: documents, one a line, and the last day for bringing them."""

    missing: str
    complete_by: date


def records_of(case: DelayCase) -> list[ClockPause]:
    """Return the deficiency records of a case, oldest first."""
    return [pause for pause in case.pauses.all() if pause.kind == PauseKind.DEFECT]


def why_no_more(case: DelayCase, on: date) -> str:
    """Say why a case can have no further record on a day, empty when it can."""
    allowed = parameters_on(on).deficiency_records_per_request
    known = records_of(case)
    if allowed is None or len(known) < allowed:
        return ""
    if not known:
        return f"ตาม {LAW_TH} ไม่ให้บันทึกความบกพร่องของคำขอนี้"
    last = known[-1]
    until = f" ให้ส่งภายใน {long_date(last.complete_by)}" if last.complete_by else ""
    return (
        f"คำขอนี้มีบันทึกความบกพร่องครบ {allowed} ครั้งแล้ว คือ {last.basis} "
        f"({long_date(last.begins_on)}{until}) จึงเรียกเอกสารเพิ่มอีกไม่ได้ ตาม {LAW_TH}"
    )


def instead_words() -> str:
    """Say in one line what may be done instead of a further record."""
    return f"สิ่งที่ทำได้แทน: {'; '.join(INSTEAD)}"


def last_day(complete_by: date) -> date:
    """Return the last day for bringing what a record asks for by ``complete_by``.

    It is the applicant's deadline: a day that was proclaimed a holiday after the record was made
    moves to the next working day (Administrative Procedure Act B.E. 2539, section 64).
    """
    return next_working_day(complete_by, holiday_names(complete_by, complete_by + HOLIDAYS_AHEAD))


def last_day_words(written: date, last: date) -> str:
    """Say until when documents could come: ``last``, and from which day that was moved."""
    moved = f" (เลื่อนจาก {long_date(written)} ซึ่งเป็นวันหยุด)" if last != written else ""
    return f"{long_date(last)}{moved}"


def wrong_return(
    case: DelayCase | None, decided_on: date, given: date | None = None
) -> Iterator[DelayError]:
    """Yield why a request cannot be returned on that day: its deadline has not passed (section 9).

    ``given`` is the deadline that the officer names, where the record is not kept here.
    """
    known = [record.complete_by for record in records_of(case)] if case else []
    written = max((day for day in (given, *known) if day is not None), default=None)
    if written is None:
        return
    last = last_day(written)
    if decided_on <= last:
        first = long_date(last + timedelta(days=1))
        yield DelayError(
            f"ผู้ยื่นมีเวลาส่งเอกสารถึง {last_day_words(written, last)} คืนคำขอได้ตั้งแต่ {first} (มาตรา 9)",
            "decided_on",
        )


def wrong_record_days(
    received_on: date, *, made_on: date | None, complete_by: date | None
) -> Iterator[DelayError]:
    """Yield why a record of what was received on a day cannot have these days of its own.

    Nothing kept here says when the record of a receipt was made, or until when it gave time.
    """
    if made_on is None:
        yield DelayError("ใส่วันที่ทำบันทึกความบกพร่อง", "record_on")
    elif made_on < received_on:
        yield DelayError(f"ใส่วันตั้งแต่ {long_date(received_on)} ที่รับเรื่อง", "record_on")
    if complete_by is None:
        yield DelayError("ใส่วันสุดท้ายที่บันทึกให้ผู้ยื่นส่งเอกสาร", "record_due_on")
    elif complete_by < received_on:
        yield DelayError(f"ใส่วันหลังวันที่รับเรื่อง {long_date(received_on)}", "record_due_on")
    elif made_on is not None and not made_on < complete_by <= made_on + LONGEST_WAIT:
        yield DelayError("กำหนดส่งต้องอยู่หลังวันที่ทำบันทึก และไม่เกินหนึ่งปี", "record_due_on")


def wrong_return_record(
    case: DelayCase, *, missing: str, record: str, complete_by: date | None
) -> Iterator[DelayError]:
    """Yield where a return names another record than the one that was made, or asks for more.

    Whoever got one record brings what that asks for, by its day; a return is no second record.
    """
    known = records_of(case)
    if not known:
        return
    numbers = _NUMBERS.findall(arabic_digits(record))
    if record and not any(
        _same_number(numbers, _NUMBERS.findall(arabic_digits(one.basis))) for one in known
    ):
        names = ", ".join(one.basis for one in known)
        yield DelayError(f"คำขอนี้มีบันทึกความบกพร่องแล้ว คือ {names} ใส่เลขที่นั้น ({_SHORT_LAW})", "record")
    days = [one.complete_by for one in known if one.complete_by]
    if days and complete_by is not None and complete_by not in {*days, *map(last_day, days)}:
        yield DelayError(
            f"บันทึกความบกพร่องให้ส่งภายใน {long_date(days[-1])} ใส่วันตามบันทึก", "record_due_on"
        )
    asked = [item for one in known for item in one.missing.splitlines()]
    more = [item for item in _items(missing) if asked and not _is_asked(item, asked)]
    if more:
        yield DelayError(
            f"บันทึกความบกพร่องไม่ได้เรียก “{', '.join(more)}” จึงคืนคำขอเพราะขาดสิ่งนี้ไม่ได้ ({_SHORT_LAW}) "
            f"ใส่ตามที่บันทึกเขียน คือ {', '.join(asked)}",
            "missing",
        )


def _items(text: str) -> list[str]:
    """Return what was written as a list; nothing where it cannot be kept, which is told apart."""
    try:
        return read_items(text, "missing", longest=LONGEST_LIST, what=MISSING).splitlines()
    except DelayError:
        return []


def _same_number(typed: list[str], recorded: list[str]) -> bool:
    """Whether two names of records have one number; either may tell its day behind it."""
    shorter = min(len(typed), len(recorded))
    if not shorter:
        return typed == recorded
    return typed[:shorter] == recorded[:shorter]


def _is_asked(item: str, asked: list[str]) -> bool:
    """Whether an item is one of the record's, or a page or part of it.

    Words beside or left out can make another document of it: "ทะเบียนบ้าน" of whom?
    """
    bare = arabic_digits("".join(item.split()))
    return any(
        bare.startswith(known) and _PART.fullmatch(bare.removeprefix(known).strip("()"))
        for known in (arabic_digits("".join(one.split())) for one in asked)
    )


def wrong_record(
    case: DelayCase, *, begins_on: date | None, missing: str | None, complete_by: date | None
) -> Iterator[DelayError]:
    """Yield why a record cannot be made so; ``begins_on`` is its day, ``None`` if unreadable."""
    if begins_on is not None:
        refusal = why_no_more(case, begins_on)
        if refusal:
            yield DelayError(f"{refusal} {instead_words()}", "kind")
            return
    try:
        read_items(missing or "", "missing", longest=LONGEST_LIST, what=MISSING)
    except DelayError as refused:
        yield refused
    yield from _wrong_deadline(begins_on, complete_by)


def _wrong_deadline(begins_on: date | None, complete_by: date | None) -> Iterator[DelayError]:
    if complete_by is None:
        yield DelayError("ใส่วันสุดท้ายที่ให้ผู้ยื่นส่งเอกสาร", "complete_by")
        return
    if begins_on is not None and not begins_on < complete_by <= begins_on + LONGEST_WAIT:
        yield DelayError("กำหนดส่งต้องอยู่หลังวันที่บันทึก และไม่เกินหนึ่งปี", "complete_by")
        return
    holidays = holiday_names(complete_by, complete_by + HOLIDAYS_AHEAD)
    if not is_working_day(complete_by, holidays):
        # Section 64 of the Administrative Procedure Act would move it anyway.
        then = next_working_day(complete_by, holidays)
        yield DelayError(
            f"{long_date(complete_by)} เป็นวันหยุด ใส่วันทำการถัดไป {long_date(then)}", "complete_by"
        )
