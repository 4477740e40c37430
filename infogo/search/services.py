"""Editing synonyms: every search answers by them within a second, on every node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.core.refusal import RefusalError, require_unchanged
from infogo.core.waiting import wait_turn
from infogo.search.models import SynonymGroup
from infogo.search.understanding.understand import LONGEST_PHRASE
from infogo.search.words import synonyms
from infogo.search.words.lexicon import HEAVIEST_SYNONYM, squashed
from infogo.search.words.synonyms import Group, groups
from infogo.thai.normalise import normalise
from infogo.thai.segment import terms

TARGET = "synonym"
MOST_WORDS = 30
LONGEST_WORDS = 80
LEAST_WEIGHT = 0.05


@dataclass(frozen=True)
class GroupWording:
    """What a group is to say: phrases that are typed, what they may mean, how much it counts."""

    phrases: tuple[str, ...]
    means: tuple[str, ...]
    weight: float


def group_after(group: Group | None, wording: GroupWording) -> Group:
    """Return a group as it would be; ``None`` for a new one.

    Raises:
        RefusalError: it cannot be one; the message says what to change.
    """
    _check(wording)
    before = group or Group((), (), 0.0)
    return replace(
        before, phrases=wording.phrases, means=wording.means, weight=wording.weight, is_ended=False
    )


@transaction.atomic
def add_group(*, wording: GroupWording, actor: str) -> SynonymGroup:
    """Add a group.

    Raises:
        RefusalError: it cannot be one, or is there already: a button is often pressed twice.
    """
    after = group_after(None, wording)
    wait_turn(TARGET)
    if any(group.values == after.values for group in groups()):
        raise RefusalError("มีกลุ่มคำนี้แล้ว ดูได้ในรายการคำพ้อง ไม่ต้องเพิ่มอีก")
    return _write(SynonymGroup(), after, "add_synonym", actor, None)


@transaction.atomic
def change_group(*, key: str, wording: GroupWording, seen: str, actor: str) -> SynonymGroup:
    """Change a group, also one of the program's file or one that was ended.

    Raises:
        MovedOnError: somebody changed it meanwhile.
        RefusalError: it cannot be so, or there is none.
    """
    row, before = _locked(key, seen)
    return _write(row, group_after(before, wording), "change_synonym", actor, before)


@transaction.atomic
def end_group(*, key: str, seen: str, reason: str, actor: str) -> SynonymGroup:
    """Let searches use a group no more; it stays and can be taken up again by changing it.

    Raises:
        MovedOnError: somebody changed it meanwhile.
        RefusalError: there is none.
    """
    row, before = _locked(key, seen)
    after = replace(before, is_ended=True)
    return _write(row, after, "end_synonym", actor, before, reason=reason)


def _locked(key: str, seen: str) -> tuple[SynonymGroup, Group]:
    """Return a group with its row, a new one where the file's was never edited."""
    # Every editor waits here, so that two first edits of one row of the file follow one another.
    wait_turn(TARGET)
    group = next((group for group in groups() if group.key == key), None)
    if group is None:
        raise RefusalError("ไม่พบกลุ่มคำนี้แล้ว กลับไปที่รายการคำพ้อง")
    require_unchanged(seen, group.values)
    if group.id is None:
        return SynonymGroup(origin=group.origin), group
    return SynonymGroup.objects.select_for_update().get(pk=group.id), group


def _write(
    row: SynonymGroup,
    after: Group,
    verb: str,
    actor: str,
    before: Group | None,
    **more: str,
) -> SynonymGroup:
    row.phrases, row.means, row.weight = list(after.phrases), list(after.means), after.weight
    row.ended_at = timezone.now() if after.is_ended else None
    row.mark_edited()
    row.save()
    detail: dict[str, Any] = {"before": before.values if before else None, "now": after.values}
    audit.record(actor=actor, verb=verb, target=TARGET, target_id=row.pk, detail=detail | more)
    announce(OutboxTopic.SYNONYM, [row.pk])
    transaction.on_commit(synonyms.forget)
    return row


def _check(wording: GroupWording) -> None:
    _check_words(wording.phrases, "phrases", "คำที่ประชาชนพิมพ์")
    _check_words(wording.means, "means", "คำที่ใช้ค้นแทน")
    if not LEAST_WEIGHT <= wording.weight <= HEAVIEST_SYNONYM:
        raise RefusalError(
            f"น้ำหนักต้องอยู่ระหว่าง {LEAST_WEIGHT} ถึง {HEAVIEST_SYNONYM} "
            "เพราะคำที่พิมพ์จริงต้องหนักกว่าคำที่เดาว่าหมายถึง",
            "weight",
        )
    for phrase in wording.phrases:
        if len(terms(normalise(phrase))) > LONGEST_PHRASE:
            raise RefusalError(
                f"“{phrase}” ยาวเกิน {LONGEST_PHRASE} คำ ระบบจับคู่ไม่ได้ ตัดให้สั้นลง "
                "หรือใส่เป็นประโยคที่ประชาชนพูดของบริการนั้นแทน",
                "phrases",
            )
    same = {squashed(normalise(word)) for word in wording.phrases} & {
        squashed(normalise(word)) for word in wording.means
    }
    if same:
        raise RefusalError("คำที่พิมพ์กับคำที่ใช้ค้นแทนเป็นคำเดียวกัน เอาออกข้างหนึ่ง", "means")


def _check_words(words: Sequence[str], field: str, label: str) -> None:
    if not words or not all(squashed(normalise(word)) for word in words):
        raise RefusalError(f"ใส่{label}อย่างน้อยหนึ่งคำ บรรทัดละคำ", field)
    if len(words) > MOST_WORDS:
        raise RefusalError(f"{label}ใส่ได้ไม่เกิน {MOST_WORDS} คำ", field)
    if any(len(word) > LONGEST_WORDS for word in words):
        raise RefusalError(f"{label}แต่ละคำยาวไม่เกิน {LONGEST_WORDS} ตัวอักษร", field)
