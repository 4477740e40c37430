"""Terms of vocabularies: new ones, new wordings from a day on, and ending one with its uses moved.

A row that is in force is not changed: another wording is another row with its own first day.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from infogo.core import audit, versions
from infogo.core.dates import bangkok_now
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.core.refusal import RefusalError, require_unchanged
from infogo.core.waiting import CODES, wait_turn
from infogo.manuals.models import Procedure
from infogo.manuals.procedure_facts import VOCABULARIES
from infogo.taxonomy.models import VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force

TARGET = "vocabulary"
FIELD_OF: dict[str, str] = {name: field for field, name in VOCABULARIES.items()}
"""The field of a procedure that holds codes of a vocabulary."""


@dataclass(frozen=True)
class TermFacts:
    """How a code is called from a day on, and which resolution or law says so."""

    label_th: str
    label_en: str
    order: int
    effective_from: date
    source: str


def values_of(term: VocabularyTerm) -> dict[str, object]:
    """Return what a term says, by which a change is noticed."""
    return {
        "label_th": term.label_th,
        "label_en": term.label_en,
        "order": term.order,
        "effective_from": term.effective_from,
        "effective_to": term.effective_to,
        "source": term.source,
    }


def uses_of(vocabulary: str, code: str) -> Any:
    """Return the procedures that use a code; none for vocabularies of other records."""
    field = FIELD_OF.get(vocabulary)
    return Procedure.objects.filter(**{field: code}) if field else Procedure.objects.none()


@transaction.atomic
def add_term(*, vocabulary: str, code: str, facts: TermFacts, actor: str) -> VocabularyTerm:
    """Add a code to a vocabulary that exists.

    Raises:
        RefusalError: the code is taken, the day is over, or the label or source is missing.
    """
    _check(facts)
    wait_turn(CODES)
    held = VocabularyTerm.objects.filter(vocabulary=vocabulary)
    if not held.exists():
        raise RefusalError("ไม่มีบัญชีคำนี้ กลับไปที่รายการ")
    if held.filter(code=code).exists():
        raise RefusalError("มีรหัสนี้แล้ว เปิดรหัสนั้นเพื่อแก้คำ", "code")
    return _made(vocabulary, code, facts, "add_term", actor, {})


@transaction.atomic
def reword_term(*, term_id: int, facts: TermFacts, seen: str, actor: str) -> VocabularyTerm:
    """Call a code something else from a day on; what it was called before stays for that time.

    A code that is to end ends on that day as well; one that has ended by then is taken up again.

    Raises:
        MovedOnError: somebody changed the term meanwhile.
        RefusalError: another wording begins on that day, or as ``add_term``.
    """
    held = _locked(term_id, seen)
    _check(facts)
    same = VocabularyTerm.objects.filter(vocabulary=held.vocabulary, code=held.code)
    if same.filter(effective_from=facts.effective_from).exists():
        raise RefusalError("มีคำของรหัสนี้เริ่มใช้วันเดียวกันแล้ว เลือกวันอื่น", "effective_from")
    earlier = same.filter(effective_from__lt=facts.effective_from).order_by("-effective_from")
    end = earlier.values_list("effective_to", flat=True).first()
    more: dict[str, Any] = {"before": {"label_th": held.label_th, "label_en": held.label_en}}
    if end is not None and end <= facts.effective_from:
        end = None
    if end is not None:
        more["effective_to"] = end.isoformat()
    return _made(held.vocabulary, held.code, facts, "reword_term", actor, more, end)


@transaction.atomic
def end_term(*, term_id: int, on: date, successor: str, seen: str, reason: str, actor: str) -> int:
    """Use a code no more from a day on; return how many services moved to the successor now.

    Raises:
        MovedOnError: somebody changed the term meanwhile.
        RefusalError: services use it and no successor was named, or it is the last code.
    """
    held = _locked(term_id, seen)
    if on < bangkok_now().date():
        raise RefusalError("วันที่เลิกใช้ผ่านไปแล้ว เลือกวันนี้หรือหลังจากนี้", "effective_from")
    left = set(terms_in_force([held.vocabulary], on).get(held.vocabulary, {})) - {held.code}
    if not left:
        raise RefusalError("เป็นรหัสสุดท้ายของบัญชีนี้ เพิ่มรหัสใหม่ก่อนแล้วจึงเลิกใช้รหัสนี้")
    users = list(uses_of(held.vocabulary, held.code).values_list("pk", flat=True))
    if users and successor not in left:
        raise RefusalError(f"มีบริการใช้รหัสนี้ {len(users):,} เรื่อง เลือกรหัสที่จะใช้แทน", "successor")
    open_rows = Q(effective_to=None) | Q(effective_to__gt=on)
    VocabularyTerm.objects.filter(open_rows, vocabulary=held.vocabulary, code=held.code).update(
        effective_to=on, edited_at=timezone.now()
    )
    _move(held.vocabulary, users, successor)
    detail = {"on": on.isoformat(), "successor": successor, "services": users, "reason": reason}
    _record(held, "end_term", actor, detail)
    announce(OutboxTopic.PROCEDURE, users)
    return len(users)


@transaction.atomic
def withdraw_term(*, term_id: int, seen: str, reason: str, actor: str) -> None:
    """Take back a wording that is not in force yet.

    Raises:
        MovedOnError: somebody changed it meanwhile.
        RefusalError: it is in force.
    """
    held = _locked(term_id, seen)
    if held.effective_from <= bangkok_now().date():
        raise RefusalError("คำนี้เริ่มใช้แล้ว ถอนไม่ได้ ให้เลิกใช้หรือเปลี่ยนคำแทน")
    _record(held, "withdraw_term", actor, {"reason": reason, "label_th": held.label_th})
    held.delete()


def _locked(term_id: int, seen: str) -> VocabularyTerm:
    wait_turn(CODES)
    held = VocabularyTerm.objects.select_for_update().filter(pk=term_id).first()
    if held is None:
        raise RefusalError("ไม่พบคำนี้แล้ว กลับไปที่รายการ")
    require_unchanged(seen, values_of(held))
    return held


def _check(facts: TermFacts) -> None:
    if not facts.label_th.strip():
        raise RefusalError("ใส่คำภาษาไทย", "label_th")
    if not facts.source.strip():
        raise RefusalError("ใส่ที่มา เช่น กฎหมายหรือมติที่กำหนด", "source")
    if facts.effective_from < bangkok_now().date():
        raise RefusalError("วันเริ่มใช้ผ่านไปแล้ว เลือกวันนี้หรือหลังจากนี้", "effective_from")


def _made(
    vocabulary: str,
    code: str,
    facts: TermFacts,
    verb: str,
    actor: str,
    more: dict[str, Any],
    end: date | None = None,
) -> VocabularyTerm:
    given = {"vocabulary": vocabulary, "code": code, "effective_to": end, **asdict(facts)}
    made = VocabularyTerm.objects.create(edited_at=timezone.now(), **given)
    now = {**asdict(facts), "effective_from": facts.effective_from.isoformat()}
    _record(made, verb, actor, {"now": now, **more})
    return made


def _move(vocabulary: str, users: list[int], successor: str) -> None:
    if not users:
        return
    now = timezone.now()
    field = FIELD_OF[vocabulary]
    held = Procedure.objects.select_for_update(no_key=True).filter(pk__in=users)
    tuple(held.order_by("pk").values_list("pk"))  # as everybody who holds several of them
    Procedure.objects.filter(pk__in=users).update(
        edited_at=now, updated_at=now, **{field: successor}
    )


def _record(term: VocabularyTerm, verb: str, actor: str, detail: dict[str, Any]) -> None:
    named = {"vocabulary": term.vocabulary, "code": term.code, **detail}
    audit.record(actor=actor, verb=verb, target=TARGET, target_id=term.pk, detail=named)
    # Labels stand on pages of agencies, points, manuals and their lists.
    versions.touch([versions.EVERYTHING])
