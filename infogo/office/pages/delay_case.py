"""One delayed request: its clock day by day, the turns of its notices, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from django.urls import reverse

from infogo.core.calendar import next_working_day
from infogo.core.dates import BANGKOK, long_date, long_moment, short_date
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.clock import CountedDay
from infogo.delays.errors import DelayError
from infogo.delays.models import (
    DelayCase,
    DelayNotice,
    NoticeChannel,
    Outcome,
    PauseKind,
)
from infogo.delays.pause_rules import last_day_of
from infogo.delays.reckoning import Almanac, promise_of, sent_notices
from infogo.delays.refusals import refusal_of
from infogo.delays.refusals_models import REFUSALS, Refusal
from infogo.delays.selectors import Turn, standing_of, turns_on_page
from infogo.delays.services.deficiency import last_day_words
from infogo.display.filters import DOT
from infogo.manuals.rule_sets import DelayReason
from infogo.office.pages.changes import ChangeLine, last_changes
from infogo.office.pages.delays import kind_of, standing_line
from infogo.office.pages.point_words import Said
from infogo.office.pages.refusals import PastRefusal, past_refusals, refusal_facts

FEWEST_FOLDED = 3
"""Days in a row that say the same are folded into one line from so many on."""


@dataclass(frozen=True)
class DayLine:
    """One line of the arithmetic: a day, or several in a row of the same sort."""

    days: str
    counts: bool
    why: str


@dataclass(frozen=True)
class TurnLine:
    """One turn on the timeline, in words."""

    name: str
    by: str
    tag: str
    kind: str
    facts: Sequence[str]
    text: str
    letter: str = ""
    copy: str = ""
    mark_copied: str = ""
    remove: str = ""


@dataclass(frozen=True)
class CasePage:
    """The page's content; ``acts`` are label and address of what she can do now."""

    case: DelayCase
    service: str
    point: str
    standing: str
    kind: str
    due: str
    facts: Sequence[Said]
    notes: Sequence[str]
    days: Sequence[DayLine]
    turns: Sequence[TurnLine]
    acts: Sequence[tuple[str, str]]
    changes: Sequence[ChangeLine]
    law: str
    problem: str
    simulated: str
    refusal_letter: str
    past_refusals: Sequence[PastRefusal]


def case_page(case: DelayCase, *, moment: datetime, can_report: bool) -> CasePage:
    """Return the page of a case, read with ``with_all``."""
    almanac = Almanac.read()
    today = moment.astimezone(BANGKOK).date()
    standing = standing_of(case, moment, almanac.book)
    days, problem = _days(case, almanac)
    copies = ", ".join(almanac.book.on(today).delay_notice_copies)
    refusal = refusal_of(case)
    return CasePage(
        case=case,
        service=case.manual.procedure.name_th,
        point=case.point.name_th,
        standing=standing_line(case, standing, moment),
        kind=kind_of(case, standing),
        due=_due(case),
        facts=[*_facts(case, today, almanac), *refusal_facts(refusal)],
        notes=_notes(case, refusal),
        days=days,
        turns=[
            _turn_line(turn, almanac, copies, can_report=can_report)
            for turn in turns_on_page(case, almanac, today)
        ],
        acts=_acts(case, refusal) if can_report else [],
        changes=_changes(case, almanac),
        law=almanac.book.on(today).delay_notice_law,
        problem=problem,
        simulated=SIMULATED_TH if case.is_simulated else "",
        refusal_letter=reverse("office:delay_refusal_letter", args=[case.pk]) if refusal else "",
        past_refusals=past_refusals(case),
    )


def _changes(case: DelayCase, almanac: Almanac) -> list[ChangeLine]:
    """Return who did what; the cause of a notice, which the trail keeps as a code, in words."""
    return [
        replace(line, reason=almanac.book.reason_label(line.reason, line.at.date()))
        for line in last_changes("delay_case", case.pk)
    ]


def reasons_for(day: date) -> tuple[list[DelayReason], str]:
    """Return the causes that a notice of ``day`` can name, and who gets copies, in one line."""
    rules = Almanac.read().book.on(day)
    return list(rules.delay_reasons), ", ".join(rules.delay_notice_copies)


def _days(case: DelayCase, almanac: Almanac) -> tuple[list[DayLine], str]:
    try:
        return folded(promise_of(case, almanac).days), ""
    except DelayError as problem:
        return [], str(problem)


def folded(days: Sequence[CountedDay]) -> list[DayLine]:
    """Return the arithmetic with long runs of the same sort as one line each.

    The last day always stands alone: it is what the page is about.
    """
    lines: list[DayLine] = []
    for sort, group in groupby(days, key=lambda day: "" if day is days[-1] else _sort(day)):
        run = list(group)
        if len(run) >= FEWEST_FOLDED and sort:
            first, last = run[0], run[-1]
            why = (
                first.why_th if first.why_th == last.why_th else f"{first.why_th} ถึง {last.why_th}"
            )
            span = f"{short_date(first.on)} ถึง {short_date(last.on)}"
            lines.append(DayLine(span, first.counts, why))
        else:
            lines += [DayLine(short_date(day.on), day.counts, day.why_th) for day in run]
    return lines


def _sort(day: CountedDay) -> str:
    return "counts" if day.counts else day.why_th


def _due(case: DelayCase) -> str:
    if case.due_on is None:
        return "หยุดนับเวลาอยู่ วันครบกำหนดจะคำนวณเมื่อนับต่อ"
    when = long_moment(case.due_at) if case.due_at else long_date(case.due_on)
    return f"ครบกำหนด {when}"


def _facts(case: DelayCase, today: date, almanac: Almanac) -> list[Said]:
    way = "ช่องทางอิเล็กทรอนิกส์" if case.by_channel else "ที่จุดให้บริการ"
    found = [
        Said("รับคำขอครบถ้วน", f"{long_moment(case.received_at)} ({way})"),
        Said("คู่มือสัญญาไว้", f"ไม่เกิน {case.promised.text()} (ฉบับที่ {case.edition.number})"),
        Said("หน่วยงาน", case.agency.name_th),
    ]
    found += [
        Said(
            "ขยายเวลา",
            f"อีก {each.length.text()} อนุมัติ {long_date(each.granted_on)} ตาม{each.basis}",
        )
        for each in case.extensions.all()
    ]
    for pause in case.pauses.all():
        until = f"ถึง {long_date(pause.ends_on)}" if pause.ends_on else "ยังหยุดอยู่"
        if pause.ends_on is None and (most := last_day_of(case, pause, almanac.holidays)):
            until = f"{until} คู่มือให้หยุดได้ถึง {long_date(most[1])} วันถัดไปนับต่อเอง"
        label = PauseKind(pause.kind).label
        found.append(
            Said("หยุดนับเวลา", f"{long_date(pause.begins_on)} {until}{DOT}{label} {pause.basis}")
        )
        if pause.missing:
            found.append(Said("เอกสารที่ขาด", ", ".join(pause.missing.splitlines())))
        if pause.complete_by:
            found.append(Said("ให้ผู้ยื่นส่งภายใน", _complete_by(pause.complete_by, almanac)))
    if case.decided_on is not None:
        found.append(
            Said("พิจารณาเสร็จ", f"{long_date(case.decided_on)}{DOT}{Outcome(case.outcome).label}")
        )
        found.append(Said("แจ้งผล", _told(case, case.decided_on, today, almanac)))
    return found


def _complete_by(day: date, almanac: Almanac) -> str:
    """Say until when documents can come; a day that became a holiday since is moved."""
    return last_day_words(day, next_working_day(day, almanac.holidays))


def _told(case: DelayCase, decided_on: date, today: date, almanac: Almanac) -> str:
    """Say when the person was told, or by when she must be (section 10, first paragraph)."""
    allowed = almanac.book.on(decided_on).result_notice_days
    last = decided_on + timedelta(days=allowed) if allowed is not None else None
    if case.result_told_on is not None:
        is_late = last is not None and case.result_told_on > last
        return f"{long_date(case.result_told_on)}{' เกินกำหนด' if is_late else ''}"
    if last is None:
        return "ยังไม่ได้แจ้ง"
    return f"ยังไม่ได้แจ้ง {'เลยกำหนด' if today > last else 'ต้องแจ้งภายใน'} {long_date(last)}"


def _notes(case: DelayCase, refusal: Refusal | None) -> list[str]:
    found = []
    if case.outcome in REFUSALS and refusal is None:
        found.append("ยังไม่ได้บันทึกเหตุผลในระบบนี้ จึงยังพิมพ์หนังสือถึงผู้ยื่นจากที่นี่ไม่ได้")
    published = case.edition.published_at
    if published is not None and published > case.received_at:
        found.append("รับคำขอก่อนที่คู่มือจะเผยแพร่ในระบบนี้ จึงใช้ระยะเวลาของฉบับแรกที่มี")
    return found


def _turn_line(turn: Turn, almanac: Almanac, copies: str, *, can_report: bool) -> TurnLine:
    name = f"งวดที่ {turn.seq}" if turn.seq else "แจ้งเพิ่ม"
    by = f"ภายใน {short_date(turn.due_on)}" if turn.due_on else ""
    if turn.is_missed:
        return TurnLine(name, by, f"ไม่ได้แจ้ง เลยมา {turn.days_late:,} วัน", "error", (), "")
    sent = turn.notice
    if sent is None or sent.sent_on is None:
        return TurnLine(name, by, "รอแจ้ง", "warning", (), "")
    return _sent_line(name, by, sent, sent.sent_on, almanac, copies, can_report=can_report)


def _sent_line(
    name: str,
    by: str,
    notice: DelayNotice,
    sent_on: date,
    almanac: Almanac,
    copies: str,
    *,
    can_report: bool,
) -> TurnLine:
    facts = [almanac.book.reason_label(notice.reason, sent_on)]
    facts.append(f"แจ้งทาง{NoticeChannel(notice.channel).label}")
    if notice.expected_on:
        facts.append(f"คาดว่าจะเสร็จ {short_date(notice.expected_on)}")
    if copies:
        sent = f"ส่งสำเนาให้{copies}เมื่อ {short_date(notice.copied_on)}" if notice.copied_on else ""
        facts.append(sent or f"ยังไม่ได้ส่งสำเนาให้{copies}")
    letter = reverse("office:delay_letter", args=[notice.case_id, notice.pk])
    act = {"case_id": notice.case_id, "notice_id": notice.pk}
    return TurnLine(
        name=name,
        by=by,
        tag=f"แจ้งแล้ว {short_date(sent_on)}",
        kind="success",
        facts=facts,
        text=notice.text,
        letter=letter,
        copy=f"{letter}?copy=1" if copies else "",
        mark_copied=(
            reverse("office:delay_copied", kwargs=act)
            if can_report and copies and notice.copied_on is None
            else ""
        ),
        remove=reverse("office:delay_notice_remove", kwargs=act) if can_report else "",
    )


def _acts(case: DelayCase, refusal: Refusal | None) -> list[tuple[str, str]]:
    """Return what can be done now, most likely first."""
    if not case.is_open:
        names = [("เปิดเรื่องอีกครั้ง", "reopen")]
        if case.outcome in REFUSALS and refusal is None:
            names.insert(0, ("บันทึกเหตุผล", "refuse"))
        if case.result_told_on is None:
            names.insert(0, ("บันทึกวันที่แจ้งผล", "told"))
    else:
        held = case.pauses.filter(ends_on=None).exists()
        names = [("บันทึกการแจ้งเหตุล่าช้า", "notice")] if case.due_on else []
        names += [("ปิดเรื่อง", "close"), ("ไม่อนุญาตหรือคืนคำขอ", "refuse")]
        names.append(("นับเวลาต่อ", "resume") if held else ("หยุดนับเวลา", "pause"))
        names.append(("ขยายเวลาตามกฎหมาย", "extend"))
    return [(label, reverse(f"office:delay_{name}", args=[case.pk])) for label, name in names]


def sent_by_number(case: DelayCase, notice_id: int) -> DelayNotice | None:
    """Return a sent notice of a case by its number."""
    return next((notice for notice in sent_notices(case) if notice.pk == notice_id), None)
