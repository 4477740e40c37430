"""Everyday words across all services: two that mean one thing become one."""

from __future__ import annotations

from django.db import transaction

from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.refusal import RefusalError
from infogo.core.waiting import TAGS, wait_turn
from infogo.editing.words import LONGEST_TAG
from infogo.manuals.models import Procedure
from infogo.taxonomy.models import Tag
from infogo.thai.normalise import normalise

TARGET = "tag"


@transaction.atomic
def merge_tags(*, tag_id: int, into: str, seen: int, actor: str) -> int:
    """Let the services of a tag have the word ``into`` instead; return how many there were.

    ``into`` may be a tag that exists, a new word, or another spelling of the same one. ``seen`` is
    how many services she was told of.

    Raises:
        RefusalError: the tag is gone, its services are others by now, or the word is too long.
    """
    text = into.strip()
    key = normalise(text)
    if not key or len(text) > LONGEST_TAG:
        raise RefusalError(f"ใส่คำที่จะใช้แทน ไม่เกิน {LONGEST_TAG} ตัวอักษร", "into")
    wait_turn(TAGS)
    held = Tag.objects.select_for_update().filter(pk=tag_id).first()
    if held is None:
        raise RefusalError("ไม่พบป้ายคำนี้แล้ว กลับไปที่รายการ")
    procedures = list(Procedure.objects.select_for_update().filter(tags=held).order_by("pk"))
    if len(procedures) != seen:
        raise RefusalError("มีคนเพิ่มหรือเอาป้ายคำนี้ออกจากบางบริการ ตรวจรายการล่าสุดแล้วกดอีกครั้ง")
    if text == held.text:
        raise RefusalError("คำใหม่เหมือนคำเดิม ใส่คำอื่น", "into")
    before = held.text
    if key == held.key:
        held.text = text
        held.save(update_fields=["text"])
    else:
        other, _is_new = Tag.objects.get_or_create(key=key, defaults={"text": text})
        for procedure in procedures:
            procedure.tags.add(other)
        held.delete()
    for procedure in procedures:
        procedure.mark_edited()
        procedure.save(update_fields=["edited_at", "updated_at"])
    detail = {"before": before, "now": text, "services": [row.pk for row in procedures]}
    audit.record(actor=actor, verb="merge_tags", target=TARGET, target_id=tag_id, detail=detail)
    announce(OutboxTopic.AGENCY, {row.owner_id for row in procedures}, shows=Shows.OWN)
    announce(OutboxTopic.PROCEDURE, [row.pk for row in procedures])
    return len(procedures)


@transaction.atomic
def drop_tag(*, tag_id: int, procedure_ids: frozenset[int], reason: str, actor: str) -> int:
    """Take a tag away from some services; one that no service has any more goes.

    Raises:
        RefusalError: no service was chosen, or one of them has the tag no more.
    """
    wait_turn(TAGS)
    held = Tag.objects.select_for_update().filter(pk=tag_id).first()
    rows = Procedure.objects.select_for_update().filter(pk__in=procedure_ids, tags=tag_id)
    procedures = list(rows.order_by("pk"))
    if held is None or len(procedures) != len(procedure_ids) or not procedures:
        raise RefusalError("เลือกบริการที่จะเอาป้ายคำนี้ออกจากรายการล่าสุด", "services")
    for procedure in procedures:
        procedure.tags.remove(held)
        procedure.mark_edited()
        procedure.save(update_fields=["edited_at", "updated_at"])
    if not Procedure.objects.filter(tags=held).exists():
        held.delete()
    detail = {"before": held.text, "services": sorted(procedure_ids), "reason": reason}
    audit.record(actor=actor, verb="drop_tag", target=TARGET, target_id=tag_id, detail=detail)
    announce(OutboxTopic.AGENCY, {row.owner_id for row in procedures}, shows=Shows.OWN)
    announce(OutboxTopic.PROCEDURE, sorted(procedure_ids))
    return len(procedures)
