"""Every step of a case: whole, audited and told, or not at all.

Whether somebody may act is asked of her rights before; what only the rows know is checked here
under their lock: the state, the version that she saw, and what an outcome demands. Nothing of a
case is public, so no outbox event follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.editing.models import OPEN_STATES as OPEN_DRAFTS
from infogo.editing.models import Draft, DraftState
from infogo.editing.people import Person
from infogo.editing.selectors import drafts_with_all
from infogo.files.models import Holder
from infogo.files.services import PutAway, note_draft, note_stored, put_away
from infogo.inspection.errors import InspectionError, InspectionFieldError
from infogo.inspection.evidence import Evidence, evidence_of_draft, evidence_of_manual
from infogo.inspection.models import (
    LONGEST_TEXT,
    CasePaper,
    CaseStep,
    InspectionCase,
    StepFile,
)
from infogo.inspection.notices import tell
from infogo.inspection.papers import paper_data, paper_digest
from infogo.inspection.states import MOVES, OUTCOMES, CaseState, Outcome, Verb
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.selectors import NotPublishedError, holder_of_editions, in_use

LONGEST_WAIT = timedelta(days=365)
MOST_FILES = 5
MOVED_ON = "เรื่องนี้เปลี่ยนไปหลังจากคุณเปิดหน้านี้ อ่านข้อมูลล่าสุดแล้วทำอีกครั้ง"
NO_MANUAL = "คู่มือนี้ไม่มีฉบับที่เผยแพร่แล้ว จึงไม่มีอะไรให้ตรวจสอบ"


@transaction.atomic
def open_case(
    *, manual_id: int, reason: str, actor: Person, draft_id: int | None = None
) -> InspectionCase:
    """Flag a published manual, or the draft of one that waits for the central review, as too slow.

    The evidence of this moment is frozen with it; the draft itself stays where it is.

    Raises:
        InspectionError: no reason, nothing to look at, or the manual has an open case already.
    """
    said = _said(reason, "reason", "บอกว่าขั้นตอนหรือเวลาใดล่าช้าเกินสมควร และเพราะอะไร")
    manual = _locked_manual(manual_id)
    if InspectionCase.objects.filter(manual=manual).exclude(state=CaseState.CLOSED).exists():
        raise InspectionError("คู่มือนี้มีเรื่องตรวจสอบที่ยังไม่ปิดอยู่แล้ว เปิดเรื่องเดิมแทน")
    draft = _draft_in_review(manual, draft_id) if draft_id is not None else None
    evidence = _evidence(manual, draft)
    now = timezone.now()
    case = InspectionCase.objects.create(
        manual=manual,
        agency=manual.agency,
        draft=draft,
        edition=holder_of_editions(manual).current,
        reason=said,
        evidence=evidence.model_dump(mode="json"),
        opened_by=actor.id,
        opened_at=now,
        changed_at=now,
    )
    _step(case, Verb.FLAG, "", CaseState.FLAGGED, actor, text=said)
    return case


@transaction.atomic
def ask_agency(
    *, case_id: int, text: str, due_on: date, seen: int, actor: Person
) -> InspectionCase:
    """Ask the agency to explain by a day; its officers get a notice and a letter.

    Asking again sets a new day.

    Raises:
        InspectionError: no text, an unusable day, or another state or version than she saw.
    """
    case = _locked(case_id, Verb.ASK, seen)
    said = _said(text, "text", "เขียนว่าต้องการให้หน่วยงานชี้แจงอะไร")
    today = bangkok_now().date()
    if not today < due_on <= today + LONGEST_WAIT:
        raise InspectionFieldError("due_on", "เลือกวันครบกำหนดหลังวันนี้ และไม่เกินหนึ่งปี")
    case.due_on = due_on
    _move(case, Verb.ASK, actor, text=said, due_on=due_on)
    return case


def answer_case(
    *,
    case_id: int,
    text: str,
    says_fixed: bool,
    uploads: Sequence[UploadedFile],
    seen: int,
    actor: Person,
) -> InspectionCase:
    """Answer for the agency; ``says_fixed`` names its open draft or its newest edition.

    Its files are put away before anything is held: nobody waits for them.

    Raises:
        InspectionError: no text, too many files, nothing mended where it says so, or another
            state or version than she saw.
        FileRefusedError: a file cannot be taken.
    """
    _check(InspectionCase.objects.get(pk=case_id), Verb.ANSWER, seen)
    said = _said(text, "text", "เขียนคำชี้แจง")
    if len(uploads) > MOST_FILES:
        raise InspectionFieldError("files", f"แนบได้ไม่เกิน {MOST_FILES} ไฟล์")
    files = [put_away(upload) for upload in uploads]
    return _answer(
        case_id=case_id, said=said, says_fixed=says_fixed, files=files, seen=seen, actor=actor
    )


@transaction.atomic
def _answer(
    *,
    case_id: int,
    said: str,
    says_fixed: bool,
    files: Sequence[PutAway],
    seen: int,
    actor: Person,
) -> InspectionCase:
    case = _locked(case_id, Verb.ANSWER, seen)
    draft, edition = _mended(case) if says_fixed else (None, None)
    step = _move(
        case,
        Verb.ANSWER,
        actor,
        text=said,
        says_fixed=says_fixed,
        draft=draft,
        edition=edition,
    )
    _attach(case, step, files, actor)
    return case


@transaction.atomic
def propose_to_cabinet(
    *, case_id: int, opinion: str, proposal: str, seen: int, actor: Person
) -> CasePaper:
    """Make the next draft of a proposal to the cabinet, with the evidence of today.

    Raises:
        InspectionError: a text is missing, the agency still has time to answer, or another state
            or version than she saw.
    """
    case = _locked(case_id, Verb.PROPOSE, seen)
    if case.state == CaseState.ASKED and not case.is_overdue(bangkok_now().date()):
        raise InspectionError("หน่วยงานยังมีเวลาชี้แจง รอคำชี้แจงหรือรอให้ครบกำหนดก่อน")
    thought = _said(opinion, "opinion", "เขียนความเห็นของส่วนกลาง")
    wanted = _said(proposal, "proposal", "เขียนข้อเสนอต่อคณะรัฐมนตรี")
    now = _evidence(case.manual, None, fallback=case)
    step = _move(case, Verb.PROPOSE, actor, text=wanted)
    data = paper_data(case, opinion=thought, proposal=wanted, now=now, made_at=step.at)
    last = case.papers.first()
    return CasePaper.objects.create(
        case=case,
        step=step,
        number=last.number + 1 if last else 1,
        made_at=step.at,
        data=data,
        digest=paper_digest(data),
    )


@transaction.atomic
def close_case(
    *, case_id: int, outcome: Outcome, text: str, seen: int, actor: Person
) -> InspectionCase:
    """End a case with what came of it.

    Raises:
        InspectionError: no word, an outcome that does not fit, or another version than she saw.
    """
    case = _locked(case_id, Verb.CLOSE, seen)
    if case.state not in OUTCOMES[outcome]:
        raise InspectionFieldError("outcome", "ผลนี้ใช้ไม่ได้กับเรื่องที่อยู่ในสถานะนี้ เลือกผลอื่น")
    said = _said(text, "text", "บอกเหตุผลที่ปิดเรื่อง")
    edition = _newer_edition(case) if outcome == Outcome.FIXED else None
    if outcome == Outcome.FIXED and edition is None:
        raise InspectionFieldError(
            "outcome", "หน่วยงานยังไม่ได้เผยแพร่ฉบับใหม่หลังจากตั้งเรื่อง รอฉบับใหม่ หรือเลือกผลอื่น"
        )
    case.outcome, case.closed_at = outcome, timezone.now()
    _move(case, Verb.CLOSE, actor, text=said, edition=edition)
    return case


def _said(text: str, field: str, missing: str) -> str:
    said = text.replace("\x00", "").strip()
    if not said:
        raise InspectionFieldError(field, missing)
    if len(said) > LONGEST_TEXT:
        raise InspectionFieldError(field, f"เขียนไม่เกิน {LONGEST_TEXT:,} ตัวอักษร")
    return said


def _locked_manual(manual_id: int) -> Manual:
    Manual.objects.select_for_update().get(pk=manual_id)
    return _with_all().get(pk=manual_id)


def _with_all() -> QuerySet[Manual]:
    return Manual.objects.select_related(
        "procedure__owner",
        "procedure__topic",
        "agency",
        "current__based_on",
        "standard__current",
    )


def _draft_in_review(manual: Manual, draft_id: int) -> Draft:
    draft = drafts_with_all().filter(pk=draft_id, manual=manual).first()
    if draft is None or draft.state != DraftState.IN_REVIEW:
        raise InspectionError("ร่างนี้ไม่ได้รอส่วนกลางตรวจแล้ว เปิดดูอีกครั้งก่อนทำต่อ")
    return draft


def _evidence(
    manual: Manual, draft: Draft | None, *, fallback: InspectionCase | None = None
) -> Evidence:
    """Return the evidence of today; of a manual that is no longer published, that of the case."""
    today = bangkok_now().date()
    if draft is not None:
        return evidence_of_draft(draft, today)
    if in_use(Manual.objects.filter(pk=manual.pk)).exists():
        try:
            return evidence_of_manual(manual, today)
        except NotPublishedError as missing:
            if fallback is None:
                raise InspectionError(NO_MANUAL) from missing
    if fallback is None:
        raise InspectionError(NO_MANUAL)
    return Evidence.model_validate(fallback.evidence)


def _locked(case_id: int, verb: Verb, seen: int) -> InspectionCase:
    """Return the case, held until the end, if this step may be taken from where it is."""
    InspectionCase.objects.select_for_update().get(pk=case_id)
    case = InspectionCase.objects.select_related("agency", "edition").get(pk=case_id)
    _check(case, verb, seen)
    case.manual = _with_all().get(pk=case.manual_id)
    return case


def _check(case: InspectionCase, verb: Verb, seen: int) -> None:
    """Refuse a step that may not be taken from where a case is, or was not meant for it."""
    if case.version != seen:
        raise InspectionError(MOVED_ON)
    if case.state not in MOVES[verb].sources:
        raise InspectionError(f"เรื่องนี้อยู่ในสถานะ “{CaseState(case.state).label}” จึงทำขั้นนี้ไม่ได้")


def _mended(case: InspectionCase) -> tuple[Draft | None, ManualRevision | None]:
    """Return where the agency mended its manual: an open draft, or an edition since then."""
    edition = _newer_edition(case)
    # The draft from which the case grew counts once it was written on again.
    is_newer = ~Q(pk=case.draft_id or 0) | Q(changed_at__gt=case.opened_at)
    mended = Draft.objects.filter(is_newer, manual_id=case.manual_id, state__in=OPEN_DRAFTS)
    draft = mended.first()
    if draft is None and edition is None:
        raise InspectionFieldError(
            "says_fixed", "ยังไม่มีร่างหรือฉบับใหม่ของคู่มือนี้ แก้คู่มือก่อน หรือเอาเครื่องหมายออก"
        )
    return (None, edition) if edition is not None else (draft, None)


def _newer_edition(case: InspectionCase) -> ManualRevision | None:
    """Return the edition that citizens read now, if it is another than when the case began."""
    current = holder_of_editions(case.manual).current
    return current if current is not None and current.pk != case.edition_id else None


def _attach(case: InspectionCase, step: CaseStep, files: Sequence[PutAway], actor: Person) -> None:
    stored = [note_stored(file, actor, case.agency.key) for file in files]
    kept = {file.pk: file for file in stored}
    StepFile.objects.bulk_create(StepFile(step=step, file=file) for file in kept.values())
    paths = " ".join(file.public_path for file in kept.values())
    note_draft(Holder.INSPECTION, case.pk, f"step-{step.pk}", paths, case.agency.key)


def _move(case: InspectionCase, verb: Verb, actor: Person, **said: object) -> CaseStep:
    before, target = case.state, MOVES[verb].target
    case.state, case.changed_at = target, timezone.now()
    case.version += 1
    case.save()
    return _step(case, verb, before, target, actor, **said)


def _step(
    case: InspectionCase, verb: Verb, before: str, after: str, actor: Person, **said: object
) -> CaseStep:
    """Write a step with its line in the audit trail, and tell whom it concerns."""
    step = CaseStep.objects.create(
        case=case,
        verb=verb,
        from_state=before,
        to_state=after,
        actor=actor.id,
        actor_name=actor.name,
        at=case.changed_at,
        **said,
    )
    audit.record(
        actor=actor.audit_name,
        verb=f"case-{verb}",
        target="inspection_case",
        target_id=case.pk,
        detail={
            "manual": case.manual_id,
            "from": before,
            "to": after,
            "outcome": case.outcome,
            "due_on": str(case.due_on or ""),
        },
    )
    tell(case, step)
    return step
