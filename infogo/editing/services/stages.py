"""The stages of a life event, and which services belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce, touch_headings
from infogo.core.refusal import RefusalError, require_unchanged
from infogo.manuals.models import Procedure, ProcedureStatus, StageProcedure
from infogo.taxonomy.models import LifeEvent, LifeEventStage

MOST_STAGES = 12
MOST_SERVICES = 40


@dataclass(frozen=True)
class StageFacts:
    """One stage as it is to be: ``id`` is empty for a new one, ``codes`` name its services."""

    id: int | None
    title_th: str
    title_en: str
    deadline_th: str
    deadline_en: str
    codes: tuple[str, ...]


def stages_of(event: LifeEvent) -> list[StageFacts]:
    """Return the stages of an event as they stand, with their services; two queries."""
    stages = event.stages.order_by("order").prefetch_related("entries__procedure")
    return [
        StageFacts(
            id=stage.pk,
            title_th=stage.title_th,
            title_en=stage.title_en,
            deadline_th=stage.deadline_th,
            deadline_en=stage.deadline_en,
            codes=tuple(
                entry.procedure.code
                for entry in sorted(stage.entries.all(), key=lambda entry: entry.order)
            ),
        )
        for stage in stages
    ]


def values_of(event: LifeEvent) -> dict[str, object]:
    """Return what the stages of an event say, by which a change is noticed."""
    return {"stages": _plain(stages_of(event))}


@transaction.atomic
def set_stages(*, event_id: int, stages: Sequence[StageFacts], seen: str, actor: str) -> LifeEvent:
    """Give a life event these stages in this order, in the place of those it has.

    A stage that is left out goes; a service that stood in it stays in the system, and in the
    event wherever another stage names it.

    Raises:
        MovedOnError: somebody changed the stages meanwhile.
        RefusalError: a stage has no title, a service is unknown, or stands in one stage twice.
    """
    event: LifeEvent | None = LifeEvent.objects.select_for_update().filter(pk=event_id).first()
    if event is None:
        raise RefusalError("เหตุการณ์นี้เลิกใช้แล้ว กลับไปที่รายการ")
    before = stages_of(event)
    require_unchanged(seen, {"stages": _plain(before)})
    procedures = checked_services(stages)
    _write(event, stages, procedures)
    kept = _keep_services(event, before, procedures)
    event.edited_at = event.stages_edited_at = timezone.now()
    event.save(update_fields=["edited_at", "stages_edited_at"])
    audit.record(
        actor=actor,
        verb="set_stages",
        target="event",
        target_id=event.pk,
        detail={"before": _plain(before), "now": _plain(stages)},
    )
    announce(OutboxTopic.PROCEDURE, kept)
    touch_headings()
    return event


def checked_services(stages: Sequence[StageFacts]) -> dict[str, int]:
    """Return the services that stages name, by code.

    Raises:
        RefusalError: the stages cannot be so; the message says what to change.
    """
    if len(stages) > MOST_STAGES:
        raise RefusalError(f"มีได้ไม่เกิน {MOST_STAGES} ขั้น รวมขั้นที่ใกล้กันเป็นขั้นเดียว")
    named = {code for stage in stages for code in stage.codes}
    active = Procedure.objects.filter(code__in=named, status=ProcedureStatus.ACTIVE)
    found = dict(active.values_list("code", "pk"))
    for place, stage in enumerate(stages, start=1):
        if not stage.title_th.strip():
            raise RefusalError(f"ใส่ชื่อขั้นที่ {place}", f"{place - 1}-title_th")
        if len(stage.codes) > MOST_SERVICES:
            raise RefusalError(
                f"ขั้นที่ {place} มีบริการได้ไม่เกิน {MOST_SERVICES} เรื่อง", f"{place - 1}-codes"
            )
        if unknown := [code for code in stage.codes if code not in found]:
            raise RefusalError(
                f"ขั้นที่ {place}: ไม่มีบริการรหัส {', '.join(unknown)} ที่เปิดใช้อยู่ ตรวจรหัส",
                f"{place - 1}-codes",
            )
        if len(set(stage.codes)) != len(stage.codes):
            raise RefusalError(f"ขั้นที่ {place} มีบริการซ้ำ เอาออกหนึ่ง", f"{place - 1}-codes")
    return found


def _write(event: LifeEvent, stages: Sequence[StageFacts], procedures: dict[str, int]) -> None:
    held = {stage.pk: stage for stage in event.stages.all()}
    wanted = [stage.id for stage in stages if stage.id is not None]
    if set(wanted) - set(held) or len(set(wanted)) != len(wanted):
        raise RefusalError("ขั้นบางขั้นไม่อยู่ในเหตุการณ์นี้แล้ว โหลดหน้าใหม่แล้วแก้อีกครั้ง")
    event.stages.exclude(pk__in=wanted).delete()
    # Out of the way first: two stages cannot have one number even for a moment.
    shift = max([stage.order for stage in held.values()], default=0) + len(stages) + 1
    for place, key in enumerate(wanted):
        LifeEventStage.objects.filter(pk=key).update(order=shift + place)
    for place, stage in enumerate(stages, start=1):
        row = held[stage.id] if stage.id is not None else LifeEventStage(event=event)
        row.order = place
        row.title_th, row.title_en = stage.title_th, stage.title_en
        row.deadline_th, row.deadline_en = stage.deadline_th, stage.deadline_en
        row.save()
        row.entries.all().delete()
        StageProcedure.objects.bulk_create(
            StageProcedure(stage=row, procedure_id=procedures[code], order=order)
            for order, code in enumerate(stage.codes, start=1)
        )


def _keep_services(
    event: LifeEvent, before: Sequence[StageFacts], procedures: dict[str, int]
) -> list[int]:
    """Let services belong to the event as they stand in its stages; return those concerned."""
    gone = {code for stage in before for code in stage.codes} - set(procedures)
    left = list(Procedure.objects.filter(code__in=gone).values_list("pk", flat=True))
    event.procedures.remove(*left)
    event.procedures.add(*procedures.values())
    return sorted({*left, *procedures.values()})


def _plain(stages: Sequence[StageFacts]) -> list[dict[str, Any]]:
    return [
        {
            "title_th": stage.title_th,
            "title_en": stage.title_en,
            "deadline_th": stage.deadline_th,
            "deadline_en": stage.deadline_en,
            "codes": list(stage.codes),
        }
        for stage in stages
    ]
