"""Opening a case, stopping and lengthening its clock, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from infogo.core import audit
from infogo.core.durations import Duration
from infogo.core.public_holidays import holiday_names
from infogo.delays.editions import in_force, promised_length
from infogo.delays.errors import DelayError, refuse
from infogo.delays.models import (
    ClockExtension,
    ClockPause,
    DelayCase,
    Outcome,
    PauseKind,
)
from infogo.delays.pause_rules import last_day_of
from infogo.delays.reference import read_items, read_reference, read_text
from infogo.delays.refusals import take_back
from infogo.delays.services import checks
from infogo.delays.services.deficiency import LONGEST_LIST, MISSING, Deficiency
from infogo.delays.services.keeping import TARGET, locked_case, refresh
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint

OLDEST = timedelta(days=3660)
"""Requests received earlier are refused as slips of the year."""


@dataclass(frozen=True)
class NewCase:
    """What an officer says of a request: its number and when its papers were complete."""

    reference: str
    received_at: datetime
    by_channel: bool = False


@dataclass(frozen=True)
class Decision:
    """How and when a request ended; ``told_on`` is when the person was told, if already."""

    decided_on: date
    outcome: Outcome
    told_on: date | None = None


@transaction.atomic
def open_case(*, manual: Manual, point: ServicePoint, new: NewCase, actor: str) -> DelayCase:
    """Begin to watch a request; its promise is that of the edition in force at its receipt.

    Raises:
        DelayError: the number looks like a person, is there already, the service is not done at
            this point, or its manual promises nothing that can be counted.
    """
    reference = read_reference(new.reference)
    check_received(new.received_at)
    if not Pin.objects.filter(manual=manual, point=point).exists():
        raise DelayError("จุดนี้ไม่ได้ให้บริการเรื่องนี้ เลือกจุดที่ปักหมุดเรื่องนี้ไว้", "point")
    found = in_force(manual, new.received_at)
    if found is None:
        raise DelayError("คู่มือนี้ยังไม่เผยแพร่ จึงยังไม่มีระยะเวลาที่สัญญาไว้", "manual")
    length = promised_length(found)
    case = DelayCase(
        reference=reference,
        manual=manual,
        point=point,
        agency_id=manual.agency_id,
        edition=found.edition,
        received_at=new.received_at,
        by_channel=new.by_channel,
        promised_value=length.value_max,
        promised_unit=length.unit.value,
        noted_by=actor,
    )
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as taken:
        raise DelayError("มีเรื่องเลขที่นี้ของบริการและจุดนี้แล้ว เปิดเรื่องเดิมแทน", "reference") from taken
    _note(case, actor, "open_delay_case", reference=reference, edition=found.edition.number)
    refresh(case)
    return case


@transaction.atomic
def pause_clock(
    *,
    case_id: int,
    kind: PauseKind,
    basis: str,
    begins_on: date,
    actor: str,
    record: Deficiency | None = None,
) -> ClockPause:
    """Stop counting from ``begins_on`` on; ``basis`` names the defect record or the manual's rule.

    ``record`` says what a deficiency record (section 8) asks for; the manual's rule has none.

    Raises:
        DelayError: it is not open, stands still already, or its time ran out before; the request
            has all the deficiency records that it may have, or this one lacks something; the
            edition names its rules and not this one, or this one has been used up.
    """
    case = locked_case(case_id)
    refuse(
        checks.wrong_pause(
            case,
            kind=kind,
            basis=basis,
            begins_on=begins_on,
            missing=record.missing if record else None,
            complete_by=record.complete_by if record else None,
        )
    )
    words = read_text(basis, "basis", longest=checks.LONGEST_BASIS, what=checks.PAUSE_BASIS)
    pause = ClockPause(case=case, kind=kind, basis=words, begins_on=begins_on, noted_by=actor)
    told: dict[str, object] = {"kind": kind.value, "basis": words, "begins_on": begins_on}
    if record is not None and kind is PauseKind.DEFECT:
        pause.missing = read_items(record.missing, "missing", longest=LONGEST_LIST, what=MISSING)
        pause.complete_by = record.complete_by
        told |= {"missing": pause.missing, "complete_by": record.complete_by}
    pause.save(force_insert=True)
    _note(case, actor, "pause_clock", **told)
    refresh(case)
    return pause


@transaction.atomic
def resume_clock(*, case_id: int, ends_on: date, actor: str) -> ClockPause:
    """Count again from the day after ``ends_on``: the day on which what was missing came.

    Raises:
        DelayError: the clock is not held, or the day lies before the pause, ahead, or farther
            than the rule of the manual allows.
    """
    case = locked_case(case_id)
    refuse(checks.wrong_resumption(case, ends_on=ends_on))
    pause = case.pauses.get(ends_on=None)
    pause.ends_on = ends_on
    pause.save(update_fields=["ends_on"])
    _note(case, actor, "resume_clock", ends_on=ends_on)
    refresh(case)
    return pause


@transaction.atomic
def extend_case(
    *, case_id: int, length: Duration, basis: str, granted_on: date, actor: str
) -> ClockExtension:
    """Add time that a law gives, behind the time there was, in its own unit.

    Raises:
        DelayError: it is not open, its time ran out before, or the same was added already.
    """
    case = locked_case(case_id)
    refuse(checks.wrong_extension(case, value=length.value_max, basis=basis, granted_on=granted_on))
    words = read_text(basis, "basis", longest=checks.LONGEST_BASIS, what=checks.EXTENSION_BASIS)
    columns: dict[str, Any] = {
        "case": case,
        "value": length.value_max,
        "unit": length.unit.value,
        "basis": words,
        "granted_on": granted_on,
    }
    if ClockExtension.objects.filter(**columns).exists():
        raise DelayError("บันทึกการขยายเวลานี้ไว้แล้ว")
    extension = ClockExtension.objects.create(**columns, noted_by=actor)
    _note(case, actor, "extend_delay_case", length=length.text(), basis=words)
    refresh(case)
    return extension


@transaction.atomic
def close_case(*, case_id: int, decision: Decision, actor: str) -> DelayCase:
    """End a case; a pause that was open ends on that day, or when its rule had to let it end.

    Reasons of a refusal are kept by ``refusals.refuse_case``. What programs and sheets tell ends
    here without them; the case's page asks for them.

    Raises:
        DelayError: it ended already, the days contradict each other, or it would be returned
            before its deficiency record allows.
    """
    case = locked_case(case_id)
    refuse(
        checks.wrong_end(
            case,
            decided_on=decision.decided_on,
            told_on=decision.told_on,
            outcome=decision.outcome,
        )
    )
    for pause in case.pauses.filter(ends_on=None):
        known = last_day_of(case, pause, holiday_names())
        last = min(decision.decided_on, known[1]) if known else decision.decided_on
        pause.ends_on = max(pause.begins_on, last)
        pause.ended_by_closing = True
        pause.save(update_fields=["ends_on", "ended_by_closing"])
    case.decided_on, case.outcome = decision.decided_on, decision.outcome
    case.result_told_on = decision.told_on
    case.save(update_fields=["decided_on", "outcome", "result_told_on"])
    _note(case, actor, "close_delay_case", decided_on=case.decided_on, outcome=case.outcome)
    refresh(case)
    return case


@transaction.atomic
def note_result(*, case_id: int, told_on: date, actor: str) -> None:
    """Write down when the person was told of the decision (section 10, first paragraph).

    Raises:
        DelayError: it has not ended, or the day lies before the decision or ahead.
    """
    case = locked_case(case_id)
    refuse(checks.wrong_result(case, told_on=told_on))
    case.result_told_on = told_on
    case.save(update_fields=["result_told_on"])
    _note(case, actor, "tell_result", told_on=told_on)


@transaction.atomic
def reopen_case(*, case_id: int, reason: str, actor: str) -> DelayCase:
    """Take back the end of a case that was closed by mistake, and of a pause that ended with it.

    Its refusal does not stand any more, but stays on record: somebody may have got the letter.

    Raises:
        DelayError: it has not ended, or no reason is given.
    """
    case = locked_case(case_id)
    refuse(checks.wrong_reopening(case, reason=reason))
    words = read_text(reason, "reason", longest=checks.LONGEST_BASIS, what=checks.REOPEN_REASON)
    was = {"decided_on": case.decided_on, "outcome": case.outcome}
    case.decided_on, case.outcome, case.result_told_on = None, "", None
    case.save(update_fields=["decided_on", "outcome", "result_told_on"])
    taken = take_back(case, why=words, actor=actor)
    case.pauses.filter(ended_by_closing=True).update(ends_on=None, ended_by_closing=False)
    _note(case, actor, "reopen_delay_case", reason=words, **was, refusals=taken)
    refresh(case)
    return case


@transaction.atomic
def remove_case(*, case_id: int, actor: str) -> None:
    """Take away a case that was written down by mistake and in which nothing was done.

    A notice, a pause, an extension and a refusal stay on record, also one that was taken back.

    Raises:
        DelayError: something was done in it.
    """
    case = locked_case(case_id)
    has_notices = case.notices.exclude(sent_on=None).exists()
    if has_notices or case.pauses.exists() or case.extensions.exists():
        raise DelayError("เรื่องนี้มีการแจ้ง หยุดนับ หรือขยายเวลาแล้ว ลบไม่ได้ ให้ปิดเรื่องแทน")
    if case.refusals.exists():
        raise DelayError("เรื่องนี้มีบันทึกว่าไม่อนุญาตหรือคืนคำขอ ลบไม่ได้ ให้ปิดเรื่องแทน")
    _note(case, actor, "remove_delay_case", reference=case.reference)
    case.delete()


def check_received(moment: datetime) -> None:
    """Check when a request was received.

    Raises:
        DelayError: the moment lies ahead, or so long ago that the year must be a slip.
    """
    now = timezone.now()
    if moment > now:
        raise DelayError("วันเวลาที่รับคำขอยังมาไม่ถึง", "received")
    if moment < now - OLDEST:
        raise DelayError("รับคำขอไว้นานเกินสิบปี ตรวจปี พ.ศ. อีกครั้ง", "received")


def _note(case: DelayCase, actor: str, verb: str, **detail: object) -> None:
    told = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in detail.items()
    }
    audit.record(actor=actor, verb=verb, target=TARGET, target_id=case.pk, detail=told)
