"""What central officers do with findings: whole, audited and with its line of history, or not.

Whether somebody may is asked before, of her rights. ``seen`` is the version that she read: who
was slower is told so and changes nothing.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.core import audit
from infogo.core.written import clean_line
from infogo.editing.people import Person
from infogo.simplify.errors import FindingError
from infogo.simplify.models import (
    CLOSED_STATES,
    LONGEST_NOTE,
    Finding,
    FindingStep,
    Kind,
    State,
    StepKind,
    Verdict,
)
from infogo.simplify.selectors import central_officers

MOVED_ON = "มีคนเปลี่ยนรายการนี้หลังจากคุณเปิดหน้า อ่านข้อมูลล่าสุดแล้วทำอีกครั้ง"
BY_THE_RADAR = "รายการนี้ไม่พบแล้ว ระบบปิดเอง ถ้ากลับมาพบอีกจะเปิดให้ใหม่"
NEXT: dict[str, tuple[State, ...]] = {
    State.NEW: (State.SEEN, State.TAKEN, State.DONE, State.NO_PROBLEM),
    State.SEEN: (State.TAKEN, State.DONE, State.NO_PROBLEM),
    State.TAKEN: (State.SEEN, State.DONE, State.NO_PROBLEM),
    State.DONE: (State.TAKEN,),
    State.NO_PROBLEM: (State.SEEN,),
    State.GONE: (),
}
"""What a person may make of a finding in each state."""
NEEDS_REASON = frozenset({State.NO_PROBLEM})
OF_VERDICT = {
    Verdict.SAME: State.TAKEN,
    Verdict.DIFFERENT: State.NO_PROBLEM,
    Verdict.LATER: State.SEEN,
}


@transaction.atomic
def change_state(
    *, finding_id: int, state: State, reason: str, seen: int, officer: Officer, actor: Person
) -> Finding:
    """Say how far the centre is with a finding; whoever takes one up without an owner owns it.

    Raises:
        FindingError: somebody was faster, the state does not follow, or a reason is missing.
        Finding.DoesNotExist: there is no such finding.
    """
    finding = _locked(finding_id, seen)
    text = _reason(reason, required=state in NEEDS_REASON or finding.state in CLOSED_STATES)
    _move(finding, state, text, officer, actor)
    finding.save()
    return finding


@transaction.atomic
def assign(*, finding_id: int, owner_id: int | None, seen: int, actor: Person) -> Finding:
    """Give a finding to a central officer, or to nobody.

    Raises:
        FindingError: somebody was faster, or she is no central officer.
        Finding.DoesNotExist: there is no such finding.
    """
    finding = _locked(finding_id, seen)
    owner = None
    if owner_id is not None:
        owner = central_officers().filter(pk=owner_id).first()
        if owner is None:
            raise FindingError("เลือกเจ้าหน้าที่ส่วนกลางที่ยังทำงานอยู่", "owner")
    if owner == finding.owner:
        return finding
    finding.owner = owner
    _note(finding, StepKind.OWNER, actor, owner.name_th if owner else "ไม่มีผู้รับผิดชอบ")
    _audit(finding, "assign_finding", actor, {"owner": owner.pk if owner else None})
    finding.save()
    return finding


@transaction.atomic
def add_note(*, finding_id: int, text: str, actor: Person) -> FindingStep:
    """Write a note into a finding's history; it is never changed.

    Raises:
        FindingError: nothing was written, or too much.
        Finding.DoesNotExist: there is no such finding.
    """
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    words = _reason(text, required=True, field="text")
    step = _note(finding, StepKind.NOTE, actor, words)
    _audit(finding, "note_finding", actor, {"text": words})
    return step


@transaction.atomic
def judge_pair(
    *,
    finding_id: int,
    verdict: Verdict,
    reason: str,
    seen: int,
    officer: Officer,
    actor: Person,
) -> Finding:
    """Say whether two services are one: the same is taken up, different is no problem.

    Nothing is merged by it. Two that were found different are never asked about again.

    Raises:
        FindingError: it is no open pair, or somebody was faster.
        Finding.DoesNotExist: there is no such finding.
    """
    finding = _locked(finding_id, seen)
    if finding.kind != Kind.DUPLICATE or not finding.is_open:
        raise FindingError("คู่นี้ปิดแล้ว เปิดดูรายการเพื่ออ่านว่าตัดสินอย่างไร")
    text = _reason(reason, required=False)
    finding.verdict = verdict
    words = f"{verdict.label}: {text}" if text else str(verdict.label)
    state = OF_VERDICT[verdict]
    if state == finding.state:
        _note(finding, StepKind.NOTE, actor, words)
        _audit(finding, "note_finding", actor, {"verdict": verdict.value, "text": text})
    else:
        _move(finding, state, words, officer, actor)
    finding.save()
    return finding


def _locked(finding_id: int, seen: int) -> Finding:
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    if finding.version != seen:
        raise FindingError(MOVED_ON)
    finding.version += 1
    return finding


def _reason(text: str, *, required: bool, field: str = "reason") -> str:
    words = clean_line(text)
    if required and not words:
        raise FindingError("เขียนเหตุผลสั้น ๆ เพื่อให้คนถัดไปเข้าใจ", field)
    if len(words) > LONGEST_NOTE:
        raise FindingError(f"เขียนไม่เกิน {LONGEST_NOTE:,} ตัวอักษร", field)
    return words


def _move(finding: Finding, state: State, text: str, officer: Officer, actor: Person) -> None:
    """Bring a finding into a state with its line of history; the caller saves it."""
    before = State(finding.state)
    if state not in NEXT[before]:
        problem = f"เปลี่ยนจาก “{before.label}” เป็น “{state.label}” ไม่ได้"
        raise FindingError(BY_THE_RADAR if before is State.GONE else problem, "state")
    now = timezone.now()
    finding.state, finding.state_at, finding.reason = state, now, text
    if state is State.TAKEN and finding.owner is None:
        finding.owner = officer
    minutes = satang = 0
    if state is State.DONE:
        minutes, satang = finding.minutes_saved or 0, finding.satang_saved or 0
    elif before is State.DONE:
        achieved = finding.steps.aggregate(Sum("minutes"), Sum("satang"))
        minutes, satang = -(achieved["minutes__sum"] or 0), -(achieved["satang__sum"] or 0)
    FindingStep.objects.create(
        finding=finding,
        at=now,
        by=actor.audit_name,
        kind=StepKind.STATE,
        state_before=before,
        state_after=state,
        text=text,
        opened=int(before in CLOSED_STATES and state not in CLOSED_STATES),
        closed=int(before not in CLOSED_STATES and state in CLOSED_STATES),
        minutes=minutes,
        satang=satang,
    )
    _audit(finding, "move_finding", actor, {"from": before.value, "to": state.value, "text": text})


def _note(finding: Finding, kind: StepKind, actor: Person, text: str) -> FindingStep:
    return FindingStep.objects.create(
        finding=finding,
        by=actor.audit_name,
        kind=kind,
        state_before=finding.state,
        state_after=finding.state,
        text=text,
    )


def _audit(finding: Finding, verb: str, actor: Person, detail: dict[str, object]) -> None:
    audit.record(
        actor=actor.audit_name,
        verb=verb,
        target="finding",
        target_id=finding.pk,
        detail={"key": finding.key, **detail},
    )
