"""Two years of delayed requests that never were, so that lists and figures can be judged.

Every row is marked. A few offices are much worse than the others, the months around the new fiscal
year are busier, and the register grows as offices take it up. The daily run passes them by.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from infogo.core.calendar import next_working_day
from infogo.core.dates import BANGKOK, be_year, start_of_day
from infogo.core.durations import Duration
from infogo.core.simulation import Counter, Plan
from infogo.delays.clock import Extension, Pause, promise
from infogo.delays.editions import in_force, promised_length
from infogo.delays.errors import DelayError
from infogo.delays.models import (
    ClockExtension,
    ClockPause,
    DelayCase,
    DelayNotice,
    NoticeChannel,
    Outcome,
    PauseKind,
)
from infogo.delays.reckoning import MINUTES, Almanac
from infogo.delays.schedule import slots_until, turns_of
from infogo.manuals.models import Manual, ManualRevision

ACTOR = "system ข้อมูลจำลอง"
BATCH = 500
CASES_A_MONTH = 0.16
"""Watched requests of an ordinary counter in an ordinary month."""
BAD_OFFICES = 0.06
SEASON = (1.1, 1.0, 1.0, 0.7, 0.9, 1.0, 1.0, 1.0, 1.1, 1.3, 1.2, 0.9)
"""By month from January: Songkran is quiet, the new fiscal year is not."""
REASONS = {
    "other_agency": (30, "รอหนังสือตอบจากหน่วยงานที่เกี่ยวข้อง ทวงถามแล้วหนึ่งครั้ง"),
    "site_visit": (22, "นัดตรวจสถานที่แล้ว แต่เลื่อนเพราะฝนตกหนัก นัดใหม่ภายในสัปดาห์หน้า"),
    "committee": (22, "คณะกรรมการยังไม่ได้ประชุม นัดประชุมครั้งถัดไปแล้ว"),
    "staff": (14, "เจ้าหน้าที่ผู้พิจารณาไม่พอกับจำนวนคำขอ กำลังเร่งพิจารณาตามลำดับ"),
    "system": (8, "ระบบงานขัดข้องหลายวัน กำลังบันทึกคำขอที่ค้าง"),
    "force_majeure": (2, "น้ำท่วมที่ทำการ จึงเข้าถึงเอกสารไม่ได้ชั่วคราว"),
    "other": (2, "ต้องตรวจข้อเท็จจริงเพิ่มเติมก่อนลงนาม"),
}
CHANNELS = (NoticeChannel.POST, NoticeChannel.EMAIL, NoticeChannel.ONLINE, NoticeChannel.IN_PERSON)


@dataclass
class _Batch:
    """Rows that are written together."""

    cases: list[DelayCase] = field(default_factory=list)
    rest: list[ClockPause | ClockExtension | DelayNotice] = field(default_factory=list)

    def write(self) -> int:
        """Write all rows; returns how many."""
        DelayCase.objects.bulk_create(self.cases, batch_size=BATCH)
        written = len(self.cases)
        for model in (ClockPause, ClockExtension, DelayNotice):
            rows = [row for row in self.rest if isinstance(row, model)]
            for row in rows:
                row.case_id = row.case.pk
            model._default_manager.bulk_create(rows, batch_size=BATCH)  # type: ignore[arg-type]
            written += len(rows)
        return written


@dataclass(frozen=True)
class _Office:
    """A counter with what its manual promises and how well it keeps that."""

    counter: Counter
    number: int
    agency_id: int
    edition: ManualRevision
    length: Duration
    is_bad: bool


def simulate(plan: Plan) -> int:
    """Write the cases of a plan; returns how many rows."""
    almanac = Almanac.read()
    offices = _offices(plan)
    written = 0
    firsts = plan.firsts()
    for place, first in enumerate(firsts):
        batch = _Batch()
        growth = 0.5 + 0.5 * (place + 1) / len(firsts)
        for office in offices:
            chance = plan.chance("delays", office.counter.manual_id, office.counter.point_id, first)
            rate = CASES_A_MONTH * (3 if office.is_bad else 1) * growth * SEASON[first.month - 1]
            for turn in range(_count(chance, rate)):
                _case(batch, office, first, turn, chance, almanac, plan.until)
        written += batch.write()
        plan.progress(f"เรื่องล่าช้า {first:%Y-%m}", written)
    return written


def remove() -> int:
    """Take all simulated cases away; returns how many rows went."""
    removed, _details = DelayCase.objects.filter(is_simulated=True).delete()
    return removed


def _offices(plan: Plan) -> list[_Office]:
    """Return the counters whose manuals promise days, working days, months or years."""
    wanted = {counter.manual_id for counter in plan.counters}
    manuals = Manual.objects.select_related("standard", "agency").in_bulk(wanted)
    moment = start_of_day(plan.until)
    # Adopters that change nothing say what their standard manual says.
    known: dict[int, tuple[ManualRevision, Duration] | None] = {}
    found = []
    for number, counter in enumerate(plan.counters, start=1):
        manual = manuals[counter.manual_id]
        holder = manual.standard_id if manual.standard_id and not manual.current_id else manual.pk
        if holder not in known:
            known[holder] = _promised(manual, moment)
        said = known[holder]
        if said is None or said[1].unit in MINUTES:
            continue
        is_bad = plan.chance("office", manual.agency_id).random() < BAD_OFFICES
        found.append(_Office(counter, number, manual.agency_id, *said, is_bad=is_bad))
    return found


def _promised(manual: Manual, moment: datetime) -> tuple[ManualRevision, Duration] | None:
    said = in_force(manual, moment)
    if said is None:
        return None
    try:
        length = promised_length(said)
    except DelayError:
        return None
    is_whole = length.value_max == int(length.value_max)
    return (said.edition, length) if is_whole else None


def _count(chance: random.Random, rate: float) -> int:
    """Return how many cases a counter has in a month: few, never a round number for all."""
    count, left = 0, chance.random()
    share = math.exp(-rate)
    while left > share and count < 9:
        left -= share
        count += 1
        share *= rate / count
    return count


def _case(
    batch: _Batch,
    office: _Office,
    first: date,
    turn: int,
    chance: random.Random,
    almanac: Almanac,
    until: date,
) -> None:
    day = next_working_day(first + timedelta(days=chance.randrange(28)), almanac.holidays)
    if day >= until:
        return
    received = datetime.combine(day, time(8 + chance.randrange(8), chance.randrange(60)), BANGKOK)
    counter = office.counter
    case = DelayCase(
        reference=f"จล {office.number:04}-{first:%m}{turn + 1}/{be_year(first.year)}",
        manual_id=counter.manual_id,
        point_id=counter.point_id,
        agency_id=office.agency_id,
        edition=office.edition,
        received_at=received,
        by_channel=chance.random() < 0.25,
        promised_value=office.length.value_max,
        promised_unit=office.length.unit.value,
        noted_by=ACTOR,
        noted_at=received,
        is_simulated=True,
    )
    pauses = _pauses(case, day, chance, until)
    extensions = _extensions(case, day, chance)
    due_on = promise(
        received,
        office.length,
        holidays=almanac.holidays,
        pauses=[Pause(row.begins_on, row.ends_on, row.basis) for row in pauses],
        extensions=[Extension(row.length, row.basis) for row in extensions],
    ).due_on
    if due_on is None:
        return
    case.due_on = due_on
    _decide(case, due_on, day, office, chance, until)
    batch.cases.append(case)
    batch.rest += [*pauses, *extensions]
    batch.rest += _notices(case, due_on, office, chance, almanac, until)


def _pauses(case: DelayCase, day: date, chance: random.Random, until: date) -> list[ClockPause]:
    if chance.random() > 0.15:
        return []
    begins = day + timedelta(days=chance.randrange(1, 3))
    ends = begins + timedelta(days=chance.randrange(2, 14))
    basis = f"บันทึกเลขที่ {chance.randrange(1, 400)}/{be_year(day.year)}"
    if ends >= until:
        return []
    return [
        ClockPause(
            case=case,
            kind=PauseKind.DEFECT,
            basis=basis,
            begins_on=begins,
            ends_on=ends,
            noted_by=ACTOR,
            is_simulated=True,
        )
    ]


def _extensions(case: DelayCase, day: date, chance: random.Random) -> list[ClockExtension]:
    if chance.random() > 0.04:
        return []
    return [
        ClockExtension(
            case=case,
            value=15,
            unit=case.promised_unit if case.promised_unit in ("day", "working_day") else "day",
            basis="กฎหมายเฉพาะของเรื่องที่ให้ขยายเวลาได้หนึ่งครั้ง",
            granted_on=day + timedelta(days=1),
            noted_by=ACTOR,
            is_simulated=True,
        )
    ]


def _decide(
    case: DelayCase,
    due_on: date,
    day: date,
    office: _Office,
    chance: random.Random,
    until: date,
) -> None:
    """End a case before its day, or some days after it; later ones are still open."""
    if chance.random() < (0.3 if office.is_bad else 0.62):
        length = max(1, (due_on - day).days)
        decided = day + timedelta(days=max(1, int(length * chance.betavariate(5, 1.5))))
    else:
        over = chance.expovariate(1 / (26 if office.is_bad else 9))
        decided = due_on + timedelta(days=1 + int(over))
    if decided >= until:
        return
    case.decided_on = decided
    case.outcome = chance.choices(list(Outcome), weights=(82, 8, 5, 5))[0]
    told = decided + timedelta(days=chance.randrange(0, 7 if chance.random() < 0.9 else 14))
    case.result_told_on = told if told < until else None


def _notices(
    case: DelayCase,
    due_on: date,
    office: _Office,
    chance: random.Random,
    almanac: Almanac,
    until: date,
) -> list[DelayNotice]:
    """Let most turns be met, some missed; a bad office misses most."""
    last = case.decided_on or until
    care = 0.4 if office.is_bad else 0.9
    sent: list[date] = []
    for slot in slots_until(due_on, last, almanac.book):
        span = (slot.due_on - slot.opens_on).days + 1
        on = slot.opens_on + timedelta(days=chance.randrange(span // 2, span))
        if on < last and on < until and chance.random() < care:
            sent.append(on)
    turns = turns_of(due_on, sent, almanac.book, today=until, decided_on=case.decided_on)
    case.missed_count = len(turns.missed)
    if turns.next is not None:
        case.notice_opens_on, case.notice_due_on = turns.next.opens_on, turns.next.due_on
    found = [
        DelayNotice(case=case, seq=slot.seq, due_on=slot.due_on, is_simulated=True)
        for slot in turns.missed
    ]
    for place, on in enumerate(sent):
        slot = turns.met[place]
        found.append(_notice(case, slot.seq, slot.due_on, on, chance, until))
    return found


def _notice(
    case: DelayCase, seq: int, due_on: date, on: date, chance: random.Random, until: date
) -> DelayNotice:
    codes: Sequence[str] = list(REASONS)
    reason = chance.choices(codes, weights=[REASONS[code][0] for code in codes])[0]
    copied = on + timedelta(days=chance.randrange(0, 4))
    return DelayNotice(
        case=case,
        seq=seq,
        due_on=due_on,
        sent_on=on,
        channel=chance.choices(CHANNELS, weights=(55, 20, 15, 10))[0],
        reason=reason,
        text=REASONS[reason][1],
        expected_on=on + timedelta(days=chance.randrange(5, 25)),
        copied_on=copied if chance.random() < 0.88 and copied < until else None,
        noted_by=ACTOR,
        noted_at=datetime.combine(on, time(15), BANGKOK),
        is_simulated=True,
    )
