"""The deficiency record of section 8: one for each request, with one list and one deadline.

How many a request may have is a number of the rule set in force on the day of the record; without
one the law asks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from infogo.core.calendar import is_working_day, next_working_day
from infogo.core.dates import long_date
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
