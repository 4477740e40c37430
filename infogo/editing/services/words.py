"""Changing the everyday words and sayings by which citizens find a service.

They belong to the procedure, not to an edition: they show on no manual, so they need no approval
and are found as soon as the index has followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.waiting import TAGS, wait_turn
from infogo.editing.errors import EditingError, WrongStateError
from infogo.editing.people import May, Person
from infogo.editing.services.steps import locked_manual, require
from infogo.editing.words import (
    LONGEST_TAG,
    MOST_TAGS,
    words_of,
)
from infogo.manuals.models import Manual, Procedure
from infogo.manuals.sayings import LONGEST_SAYING, MOST_SAYINGS
from infogo.pins.counting import hold_procedures
from infogo.taxonomy.models import Tag
from infogo.thai.normalise import normalise


@dataclass(frozen=True)
class WordsChange:
    """What a save did; empty when all was so already."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    has_new_sayings: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed."""
        return not (self.added or self.removed or self.has_new_sayings)


@transaction.atomic
def set_words(
    *,
    manual: Manual,
    tags: Sequence[str],
    sayings: Sequence[str],
    seen: str,
    actor: Person,
    may: May,
) -> WordsChange:
    """Give the procedure of a standard manual these tags and sayings, in place of its present ones.

    ``seen`` is the ``WordsOf.version`` that she looked at. Tags that are equal once normalised
    are one; the spelling that stands is kept.

    Raises:
        NotAllowedError: she may not edit this manual.
        WrongStateError: somebody changed the words meanwhile.
        EditingError: it is an adopting agency's manual, or there are too many or too long words.
    """
    require(may.may_edit(manual), "คุณไม่มีสิทธิแก้ป้ายคำของคู่มือนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ")
    # A word that the centre is merging into another one is there, or is made anew.
    wait_turn(TAGS, shared=True)
    hold_procedures([manual.procedure_id])  # before the manual, as where one is cancelled
    held = locked_manual(manual.pk)
    if not held.is_standard:
        owner = held.procedure.owner.name_th
        raise EditingError(f"ป้ายคำเป็นของคู่มือมาตรฐานกลาง แจ้ง{owner}ซึ่งเป็นเจ้าของให้แก้")
    procedure = Procedure.objects.select_for_update().get(pk=held.procedure_id)
    present = words_of(procedure)
    if seen != present.version:
        raise WrongStateError("มีคนแก้ป้ายคำหลังจากที่คุณเปิดหน้านี้ ดูรายการล่าสุดข้างล่างแล้วบันทึกอีกครั้ง")
    before = {normalise(text): text for text in present.tags}
    wanted = {key: before.get(key, text) for text in tags if (key := normalise(text))}
    _require_fit([text for key, text in wanted.items() if key not in before], wanted, sayings)
    change = WordsChange(
        added=tuple(text for key, text in wanted.items() if key not in before),
        removed=tuple(text for key, text in before.items() if key not in wanted),
        has_new_sayings=tuple(sayings) != present.sayings,
    )
    if not change.is_empty:
        _write(procedure, wanted, list(sayings), change, actor)
    return change


def _require_fit(new: Sequence[str], wanted: dict[str, str], sayings: Sequence[str]) -> None:
    if any(len(text) > LONGEST_TAG for text in new):
        raise EditingError(
            f"เขียนป้ายคำไม่เกิน {LONGEST_TAG} ตัวอักษร ประโยคที่ยาวกว่าใส่ในช่องประโยคที่ประชาชนพูด"
        )
    if any(len(text) > LONGEST_SAYING for text in sayings):
        raise EditingError(f"เขียนแต่ละประโยคไม่เกิน {LONGEST_SAYING} ตัวอักษร")
    if len(wanted) > MOST_TAGS:
        raise EditingError(f"ใส่ป้ายคำได้ไม่เกิน {MOST_TAGS} คำ เอาคำที่ไม่จำเป็นออกก่อน")
    if len(sayings) > MOST_SAYINGS:
        raise EditingError(f"ใส่ประโยคได้ไม่เกิน {MOST_SAYINGS} ประโยค เอาประโยคที่ไม่จำเป็นออกก่อน")


def _write(
    procedure: Procedure,
    wanted: dict[str, str],
    sayings: list[str],
    change: WordsChange,
    actor: Person,
) -> None:
    kept = [
        Tag.objects.get_or_create(key=key, defaults={"text": text})[0]
        for key, text in wanted.items()
    ]
    procedure.tags.set(kept)
    procedure.sayings = sayings
    procedure.mark_edited()
    procedure.save(update_fields=["sayings", "edited_at", "updated_at"])
    audit.record(
        actor=actor.audit_name,
        verb="set_words",
        target="procedure",
        target_id=procedure.pk,
        detail={
            "added": list(change.added),
            "removed": list(change.removed),
            "sayings": len(sayings),
        },
    )
    # Offices are found by the words of what they answer for.
    announce(OutboxTopic.AGENCY, [procedure.owner_id], shows=Shows.OWN)
    announce(OutboxTopic.PROCEDURE, [procedure.pk])
