"""Pins as spreadsheets write them: each write audited and announced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from infogo.bulk.errors import RowRefusedError
from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.manuals.models import Manual, ManualStatus, Procedure
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint

FACTS = (
    "counter", "accepts_walk_in", "residents_only", "accepts_foreigners", "queue_url",
    "daily_limit", "note", "hours", "phones",
)  # fmt: skip


@transaction.atomic
def add_pin(*, manual_id: int, point: ServicePoint, facts: Mapping[str, Any], actor: str) -> Pin:
    """Pin a published manual at a point.

    Raises:
        RowRefusedError: the manual is not public, or its service is pinned there already.
    """
    manual = Manual.objects.filter(pk=manual_id, status=ManualStatus.PUBLISHED).first()
    if manual is None:
        raise RowRefusedError("ไม่มีคู่มือรหัสนี้ที่เผยแพร่แล้ว ตรวจรหัสคู่มือ")
    procedure = Procedure.objects.select_for_update().get(pk=manual.procedure_id)
    if Pin.objects.filter(procedure=procedure, point=point).exists():
        raise RowRefusedError("จุดนี้ปักงานบริการนี้ไว้แล้ว แก้แถวของหมุดที่มีอยู่แทน")
    pin = Pin.objects.create(
        manual=manual,
        point=point,
        procedure=procedure,
        province_id=point.province_id,
        **{name: facts[name] for name in FACTS if name in facts},
    )
    Procedure.objects.filter(pk=procedure.pk).update(point_count=F("point_count") + 1)
    _note(pin, "pin", actor)
    return pin


@transaction.atomic
def change_pin(*, pin: Pin, facts: Mapping[str, Any], actor: str, verb: str = "edit_pin") -> None:
    """Change what differs at a point; ``pin`` is locked."""
    names = [name for name in FACTS if name in facts]
    for name in names:
        setattr(pin, name, facts[name])
    pin.save(update_fields=names)
    _note(pin, verb, actor, {name: facts[name] for name in names})


@transaction.atomic
def remove_pin(*, pin: Pin, actor: str) -> None:
    """Take a pin out; ``pin`` is locked."""
    procedure = Procedure.objects.select_for_update().get(pk=pin.procedure_id)
    _note(pin, "unpin", actor)
    pin.delete()
    others = Pin.objects.filter(procedure=procedure).values("point_id").distinct().count()
    Procedure.objects.filter(pk=procedure.pk).update(point_count=others)


def _note(pin: Pin, verb: str, actor: str, detail: Mapping[str, Any] | None = None) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        target="point",
        target_id=pin.point_id,
        detail={"manual": pin.manual_id, **(detail or {})},
    )
    announce(OutboxTopic.POINT, [pin.point_id])
    announce(OutboxTopic.PROCEDURE, [pin.procedure_id], lists_too=verb in ("pin", "unpin"))
