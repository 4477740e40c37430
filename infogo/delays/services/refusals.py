"""Refusing and returning requests: with reasons, a letter, and a word on how to appeal.

A written order states facts, law and reasons (Administrative Procedure Act B.E. 2539, section 37)
and how to appeal (section 40). A request is returned when what its deficiency record asked for did
not come in time (Licensing Facilitation Act B.E. 2558, section 9).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from infogo.core import audit
from infogo.core.dates import BANGKOK
from infogo.delays.errors import DelayError, refuse
from infogo.delays.models import DelayCase, Outcome, Receipt
from infogo.delays.receipts import TARGET as RECEIPT
from infogo.delays.receipts import finish_receipt
from infogo.delays.reference import read_items, read_text
from infogo.delays.refusals import LEFT_BEHIND, refusal_of, take_back
from infogo.delays.refusals_models import REFUSALS, MadeBy, Refusal
from infogo.delays.services import checks
from infogo.delays.services.cases import Decision, close_case
from infogo.delays.services.deficiency import (
    LONGEST_LIST,
    last_day,
    wrong_record_days,
    wrong_return,
    wrong_return_record,
)
from infogo.delays.services.keeping import TARGET, locked_case

LONGEST_LAW = 300
MOST_APPEAL_DAYS = 366
NO_REFUSAL = "เลือกว่าไม่อนุญาต หรือคืนคำขอ"


@dataclass(frozen=True)
class OwnAppeal:
    """The appeal that the law of the matter has: within how many days, to whom, by which law."""

    days: int
    to: str
    law: str


@dataclass(frozen=True)
class Ground:
    """Why a request is refused; ``missing``, ``record`` and its days belong to what is returned.

    ``made_by`` is whose order it is, which says where it is contested unless ``appeal`` does.
    """

    reason: str
    facts: str = ""
    law: str = ""
    missing: str = ""
    record: str = ""
    record_on: date | None = None
    record_due_on: date | None = None
    appeal: OwnAppeal | None = None
    made_by: MadeBy = MadeBy.OFFICER


@transaction.atomic
def refuse_case(*, case_id: int, decision: Decision, ground: Ground, actor: str) -> Refusal:
    """End a case that is refused or returned, with its reasons.

    Raises:
        DelayError: it ended already, days contradict each other, or reasons lack something.
    """
    case = locked_case(case_id)
    refuse(
        [
            *checks.wrong_end(case, decided_on=decision.decided_on, told_on=decision.told_on),
            *wrong_ground(decision.outcome, ground, decision.decided_on, case),
        ]
    )
    close_case(case_id=case_id, decision=decision, actor=actor)
    return _keep(ground, decision.outcome, decision.decided_on, actor, of=case)


@transaction.atomic
def explain_case(*, case_id: int, ground: Ground, actor: str) -> Refusal:
    """Add the reasons to a case that ended without them: told by a program or a sheet, or before.

    Raises:
        DelayError: it was not refused or returned, has reasons already, or they lack something.
    """
    case = locked_case(case_id)
    if case.decided_on is None or case.outcome not in REFUSALS:
        raise DelayError("เรื่องนี้ไม่ได้ปิดโดยไม่อนุญาตหรือคืนคำขอ จึงไม่มีเหตุผลที่ต้องบันทึก")
    if refusal_of(case) is not None:
        raise DelayError("บันทึกเหตุผลของเรื่องนี้ไว้แล้ว ถ้าผิด เปิดเรื่องอีกครั้งแล้วบันทึกใหม่")
    outcome = Outcome(case.outcome)
    refuse(wrong_ground(outcome, ground, case.decided_on, case))
    return _keep(ground, outcome, case.decided_on, actor, of=case)


@transaction.atomic
def refuse_receipt(
    *, receipt_id: int, outcome: Outcome, decided_on: date, ground: Ground, actor: str
) -> Refusal:
    """Finish a receipt whose request is refused or returned, with its reasons.

    Raises:
        DelayError: it is finished or void already, the day cannot be, or reasons lack something.
        Receipt.DoesNotExist: there is no such receipt.
    """
    receipt = Receipt.objects.select_for_update().get(pk=receipt_id)
    refuse(wrong_ground(outcome, ground, decided_on, receipt))
    receipt = finish_receipt(receipt_id=receipt_id, finished_on=decided_on, actor=actor)
    return _keep(ground, outcome, decided_on, actor, of=receipt)


def wrong_ground(
    outcome: str | None,
    ground: Ground,
    decided_on: date | None,
    of: DelayCase | Receipt,
) -> Iterator[DelayError]:
    """Yield what the reasons of a refusal lack; ``None`` is what could not be read."""
    if outcome is not None and outcome not in REFUSALS:
        yield DelayError(NO_REFUSAL, "outcome")
        return
    is_returned = outcome == Outcome.RETURNED
    yield from checks.wrong_text(ground.reason, "reason", longest=checks.LONGEST_TEXT, what="เหตุผล")
    if ground.facts or outcome == Outcome.REJECTED:
        yield from checks.wrong_text(
            ground.facts, "facts", longest=checks.LONGEST_TEXT, what="ข้อเท็จจริง"
        )
    if ground.law or outcome == Outcome.REJECTED:
        yield from checks.wrong_text(ground.law, "law", longest=LONGEST_LAW, what="กฎหมายและมาตรา")
    if is_returned:
        yield from _wrong_return(ground, decided_on, of)
        if ground.made_by is not MadeBy.OFFICER:
            yield DelayError("คืนคำขอเป็นคำสั่งของเจ้าหน้าที่ที่รับคำขอ (มาตรา 9) เลือกเจ้าหน้าที่", "made_by")
    if ground.appeal is not None:
        yield from _wrong_appeal(ground.appeal)


def _wrong_return(
    ground: Ground, decided_on: date | None, of: DelayCase | Receipt
) -> Iterator[DelayError]:
    try:
        read_items(ground.missing, "missing", longest=LONGEST_LIST, what="เอกสารที่ยังขาด")
    except DelayError as refused:
        yield refused
    yield from checks.wrong_text(
        ground.record, "record", longest=checks.LONGEST_BASIS, what="เลขที่บันทึกความบกพร่อง"
    )
    days = list(
        wrong_record_days(
            of.received_at.astimezone(BANGKOK).date(),
            made_on=ground.record_on,
            complete_by=ground.record_due_on,
        )
    )
    yield from days
    case = of if isinstance(of, DelayCase) else None
    if case is not None:
        yield from wrong_return_record(
            case, missing=ground.missing, record=ground.record, complete_by=ground.record_due_on
        )
    if decided_on is not None:
        # A day that cannot be has no deadline to wait for.
        is_wrong = any(each.field == "record_due_on" for each in days)
        yield from wrong_return(case, decided_on, None if is_wrong else ground.record_due_on)


def _wrong_appeal(appeal: OwnAppeal) -> Iterator[DelayError]:
    if not 1 <= appeal.days <= MOST_APPEAL_DAYS:
        yield DelayError(
            f"ใส่จำนวนวันอุทธรณ์ตั้งแต่ 1 ถึง {MOST_APPEAL_DAYS} หรือเว้นว่างทั้งสามช่อง", "appeal_days"
        )
    yield from checks.wrong_text(
        appeal.to, "appeal_to", longest=checks.LONGEST_BASIS, what="ผู้รับอุทธรณ์"
    )
    yield from checks.wrong_text(
        appeal.law, "appeal_law", longest=LONGEST_LAW, what="กฎหมายที่กำหนดการอุทธรณ์"
    )


def _keep(
    ground: Ground, outcome: Outcome, decided_on: date, actor: str, *, of: DelayCase | Receipt
) -> Refusal:
    """Store reasons that were checked, and tell the trail all that the order says."""
    take_back(of, why=LEFT_BEHIND, actor=audit.SYSTEM)
    refusal = Refusal(
        case=of if isinstance(of, DelayCase) else None,
        receipt=of if isinstance(of, Receipt) else None,
        outcome=outcome,
        decided_on=decided_on,
        reason=_tidy(ground.reason),
        facts=_tidy(ground.facts),
        law=_tidy(ground.law),
        noted_by=actor,
        made_by=ground.made_by,
    )
    if outcome is Outcome.RETURNED:
        refusal.missing = read_items(
            ground.missing, "missing", longest=LONGEST_LIST, what="เอกสารที่ยังขาด"
        )
        refusal.record, refusal.record_on = _tidy(ground.record), ground.record_on
        refusal.record_due_on = ground.record_due_on
        refusal.record_last_on = last_day(ground.record_due_on) if ground.record_due_on else None
    if ground.appeal is not None:
        refusal.appeal_days = ground.appeal.days
        refusal.appeal_to = _tidy(ground.appeal.to)
        refusal.appeal_law = _tidy(ground.appeal.law)
    refusal.save(force_insert=True)
    audit.record(
        actor=actor,
        verb="explain_refusal",
        target=TARGET if refusal.case_id else RECEIPT,
        target_id=refusal.case_id or refusal.receipt_id or 0,
        detail=_told(refusal),
    )
    return refusal


def _told(refusal: Refusal) -> dict[str, object]:
    """Return what the trail keeps: the whole order, whatever becomes of its row."""
    said = {
        "refusals": [refusal.pk],
        "outcome": refusal.outcome,
        "decided_on": refusal.decided_on.isoformat(),
        "made_by": refusal.made_by,
        "reason": refusal.reason,
        "facts": refusal.facts,
        "law": refusal.law,
        "missing": refusal.missing,
        "record": refusal.record,
        **{
            name: day.isoformat()
            for name in ("record_on", "record_due_on", "record_last_on")
            if (day := getattr(refusal, name)) is not None
        },
        "appeal_days": refusal.appeal_days,
        "appeal_to": refusal.appeal_to,
        "appeal_law": refusal.appeal_law,
    }
    return {name: value for name, value in said.items() if value not in ("", None)}


def _tidy(text: str) -> str:
    """Return words as they are kept; those that may be empty stay so."""
    return read_text(text, "reason", longest=checks.LONGEST_TEXT, what="เหตุผล") if text else ""
