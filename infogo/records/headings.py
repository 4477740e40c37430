"""Topics, target groups and life events as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from infogo.manuals.models import ProcedureStatus, StageProcedure
from infogo.records.base import Kind, Record, absolute, said
from infogo.taxonomy.models import Heading, LifeEvent, TargetGroup, Topic


class HeadingRecord(Record):
    """A heading under which services are listed."""

    id: int = said("เลขประจำ", "Permanent number")
    slug: str = said("ชื่อในที่อยู่เว็บ", "Name in addresses")
    url: str = said("หน้าของหัวข้อ", "Its page")
    name_th: str = said("ชื่อ", "Name in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name in English")
    description_th: str = said("คำอธิบาย", "Description in Thai")
    description_en: str = said("คำอธิบายภาษาอังกฤษ", "Description in English")
    order: int = said("ลำดับ", "Place in the list")


class TopicRecord(HeadingRecord):
    """A subject of services."""


class TargetGroupRecord(HeadingRecord):
    """Whom services are for."""


class StageRecord(Record):
    """One stage of a life event."""

    title_th: str = said("ชื่อช่วง", "Title in Thai")
    title_en: str = said("ชื่อช่วงภาษาอังกฤษ", "Title in English")
    deadline_th: str = said("กำหนดเวลา", "Deadline in Thai, empty when there is none")
    deadline_en: str = said("กำหนดเวลาภาษาอังกฤษ", "Deadline in English")
    procedures: list[int] = said(
        "บริการที่ต้องทำ ตามลำดับ", "Ids of the procedures to be done, in order"
    )


class LifeEventRecord(HeadingRecord):
    """Something that happens in a life and needs several services."""

    stages: list[StageRecord] = said("ช่วงของเหตุการณ์", "Its stages in order")


def _common(row: Heading, page: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "slug": row.slug,
        "url": absolute(reverse(page, args=[row.slug])),
        "name_th": row.name_th,
        "name_en": row.name_en,
        "description_th": row.description_th,
        "description_en": row.description_en,
        "order": row.order,
    }


def topic_records(rows: Sequence[Topic]) -> list[TopicRecord]:
    """Make records without a query."""
    return [TopicRecord(**_common(row, "www:topic")) for row in rows]


def target_group_records(rows: Sequence[TargetGroup]) -> list[TargetGroupRecord]:
    """Make records without a query."""
    return [TargetGroupRecord(**_common(row, "www:group")) for row in rows]


def life_event_records(rows: Sequence[LifeEvent]) -> list[LifeEventRecord]:
    """Make records in one query besides those that the rows bring along."""
    entries = defaultdict[int, list[int]](list)
    listed = StageProcedure.objects.filter(
        stage__event__in=[row.pk for row in rows], procedure__status=ProcedureStatus.ACTIVE
    ).order_by("stage", "order")
    for stage_id, procedure_id in listed.values_list("stage", "procedure"):
        entries[stage_id].append(procedure_id)
    return [
        LifeEventRecord(
            **_common(row, "www:event"),
            stages=[
                StageRecord(
                    title_th=stage.title_th,
                    title_en=stage.title_en,
                    deadline_th=stage.deadline_th,
                    deadline_en=stage.deadline_en,
                    procedures=entries[stage.pk],
                )
                for stage in row.stages.all()
            ],
        )
        for row in rows
    ]


def _all(model: type[Any], *prefetched: str) -> Callable[[], QuerySet[Any]]:
    return lambda: model.objects.prefetch_related(*prefetched)


TOPICS = Kind("topics", TopicRecord, _all(Topic), topic_records, ("procedure",))
TARGET_GROUPS = Kind(
    "target-groups", TargetGroupRecord, _all(TargetGroup), target_group_records, ("procedure",)
)
LIFE_EVENTS = Kind(
    "life-events", LifeEventRecord, _all(LifeEvent, "stages"), life_event_records, ("procedure",)
)
