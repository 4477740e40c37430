"""Procedures as records: what a citizen wants done, whichever agency does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from infogo.core.prepared import Prepared
from infogo.display.manual_head import manual_address
from infogo.manuals.models import (
    Manual,
    ManualFacts,
    Procedure,
    ProcedureRelation,
    ProcedureStatus,
)
from infogo.records.agencies import named
from infogo.records.base import Kind, Named, Record, absolute, said
from infogo.records.lean import Lean


class DurationRecord(Record):
    """A promised time in its own unit; units are never converted into one another."""

    value: float = said("จำนวน", "How many")
    unit: str = said("หน่วย วันกับวันทำการไม่เท่ากัน", "minute, hour, day, working_day, month or year")


class FactsRecord(Record):
    """What a manual says in numbers, for filters and lists."""

    is_free: bool = said("ไม่มีค่าธรรมเนียม", "Whether nothing is to be paid")
    is_fee_unknown: bool = said("ยังไม่ทราบค่าธรรมเนียม", "Whether nobody wrote the fees down yet")
    has_variable_fee: bool = said("มีค่าธรรมเนียมที่ต้องคิดตามกรณี", "Whether a fee depends on the case")
    fee_low_satang: int | None = said("ค่าธรรมเนียมต่ำสุดต่อรายการ สตางค์", "Lowest single fee in satang")
    fee_high_satang: int | None = said(
        "ค่าธรรมเนียมสูงสุดต่อรายการ สตางค์", "Highest single fee in satang"
    )
    duration: DurationRecord | None = said(
        "ระยะเวลาที่สัญญา null คือไม่ได้บอก", "Promised time, null when the manual names none"
    )
    step_count: int = said("จำนวนขั้นตอน", "Number of steps")
    document_count: int = said("จำนวนเอกสาร", "Number of documents in the list")
    is_online: bool = said("ทำทางออนไลน์ได้", "Whether it can be done online")
    asks_copies: bool = said("ยังขอสำเนาเอกสาร", "Whether copies are asked for")
    is_sample: bool = said("ข้อมูลตัวอย่าง ยังไม่มีหน่วยงานรับรอง", "Whether it is an unverified sample")


class RelationRecord(Record):
    """An editors' link from one procedure to another."""

    procedure: int = said("เลขของบริการปลายทาง", "Id of the other procedure")
    kind: str = said("ชนิด", "related, or requires (to be done first)")


class ProcedureRecord(Record):
    """What a citizen wants done (กระบวนงาน)."""

    id: int = said("เลขประจำบริการ", "Permanent number of the procedure")
    code: str = said("รหัสบริการ", "Code, such as DOPA-002")
    url: str = said("หน้าคู่มือมาตรฐานกลาง", "Page of the standard manual")
    name_th: str = said("ชื่อที่ประชาชนเรียก", "Name in people's words")
    official_name_th: str = said("ชื่อทางการ", "Official name in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name in English, empty when there is none")
    summary_th: str = said("สรุป", "Summary in Thai")
    summary_en: str = said("สรุปภาษาอังกฤษ", "Summary in English")
    owner: Named = said("เจ้าของคู่มือมาตรฐาน", "The agency that keeps the standard manual")
    service_type: str = said("ประเภทงานบริการ", "Service type, a code of the vocabulary")
    category: str = said("หมวดหมู่ของงานบริการ", "Service category, a code of the vocabulary")
    impact_level: str = said("ระดับผลกระทบ", "Impact level, a code of the vocabulary")
    topic: str = said("หมวดหมู่", "Topic, as in /topics")
    target_groups: list[str] = said("กลุ่มเป้าหมาย", "Target groups, as in /target-groups")
    life_events: list[str] = said("เหตุการณ์ชีวิต", "Life events, as in /life-events")
    tags: list[str] = said("ป้ายคำ", "Everyday words")
    lifecycle: str = said("ทำอะไรกับสิ่งที่ได้", "new, renew, replace, amend, cancel or other")
    lifecycle_group: str = said("กลุ่มของวงจรเดียวกัน", "Procedures about the same thing share it")
    relations: list[RelationRecord] = said("บริการที่เกี่ยวข้อง", "Related procedures")
    point_count: int = said("จำนวนจุดให้บริการ", "Number of service points")
    standard_manual: int | None = said("เลขคู่มือมาตรฐานกลาง", "Id of the standard manual")
    facts: FactsRecord | None = said("ตัวเลขสำคัญของคู่มือมาตรฐาน", "Key facts of the standard manual")
    updated_at: datetime = said("แก้ล่าสุด", "Time of the last change")


def public_procedures() -> QuerySet[Procedure]:
    """Return the procedures that citizens can use, with all that one row holds."""
    active = Procedure.objects.filter(status=ProcedureStatus.ACTIVE)
    return active.select_related("owner", "topic")


def procedure_records(rows: Sequence[Procedure]) -> list[ProcedureRecord]:
    """Make records in five queries; the rows bring their owners and topics."""
    ids = [row.pk for row in rows]
    relations = defaultdict[int, list[RelationRecord]](list)
    for source, target, kind in _relations.rows(ids):
        relations[source].append(RelationRecord(procedure=target, kind=kind))
    groups, events, tags = (_lists(asked.rows(ids)) for asked in (_groups, _events, _tags))
    standards: dict[int, Manual] = {
        values[0]: _lean_standard.row(values[1:]) for values in _standards.rows(ids)
    }
    return [
        ProcedureRecord(
            id=row.pk,
            code=row.code,
            url=absolute(manual_address(row.pk)),
            name_th=row.name_th,
            official_name_th=row.official_name_th,
            name_en=row.name_en,
            summary_th=row.summary_th,
            summary_en=row.summary_en,
            owner=named(row.owner),
            service_type=row.service_type,
            category=row.category,
            impact_level=row.impact_level,
            topic=row.topic.slug,
            target_groups=groups[row.pk],
            life_events=events[row.pk],
            tags=tags[row.pk],
            lifecycle=row.lifecycle,
            lifecycle_group=row.lifecycle_group,
            relations=relations[row.pk],
            point_count=row.point_count,
            standard_manual=standards[row.pk].pk if row.pk in standards else None,
            facts=facts_record(standards.get(row.pk)),
            updated_at=row.updated_at,
        )
        for row in rows
    ]


def facts_record(manual: Manual | None) -> FactsRecord | None:
    """Return the key facts of a manual with text of its own; its row brings them along."""
    facts: ManualFacts | None = getattr(manual, "facts", None)
    if facts is None:
        return None
    duration = None
    if facts.duration_value is not None:
        duration = DurationRecord(value=float(facts.duration_value), unit=facts.duration_unit)
    plain: dict[str, Any] = {name: getattr(facts, name) for name in _PLAIN_FACTS}
    return FactsRecord(duration=duration, **plain)


def _lists(pairs: Iterable[tuple[Any, ...]]) -> defaultdict[int, list[str]]:
    found = defaultdict[int, list[str]](list)
    for procedure, word in pairs:
        found[procedure].append(word)
    return found


def _words(related: str, word: str, order: str) -> Prepared:
    """Return a question for one word of each of what a procedure belongs to, in its order."""
    way, key = f"{related}__{word}", f"{related}__{order}"
    return Prepared(
        lambda ids: (
            Procedure.objects.filter(pk__in=ids, **{f"{related}__isnull": False})
            .order_by(key)
            .values_list("pk", way)
        )
    )


_groups = _words("target_groups", "slug", "order")
_events = _words("life_events", "slug", "order")
_tags = _words("tags", "text", "text")
_relations = Prepared(
    lambda ids: (
        ProcedureRelation.objects.filter(source__in=ids, target__status=ProcedureStatus.ACTIVE)
        .order_by("pk")
        .values_list("source", "target", "kind")
    )
)
_PLAIN_FACTS = tuple(name for name in FactsRecord.model_fields if name != "duration")
FACTS_COLUMNS = ("pk", *_PLAIN_FACTS, "duration_value", "duration_unit")
"""What ``facts_record`` looks at in the facts of a manual."""
_STANDARD = ("pk", *(f"facts__{name}" for name in FACTS_COLUMNS))
_lean_standard = Lean(_STANDARD)
_standards = Prepared(
    lambda ids: (
        Manual.objects.filter(procedure__in=ids, standard=None)
        .order_by()
        .values_list("procedure", *_STANDARD)
    )
)
_COLUMNS = (
    "pk", "code", "name_th", "official_name_th", "name_en", "summary_th", "summary_en",
    "owner__pk", "owner__name_th", "owner__name_en", "service_type", "category", "impact_level",
    "topic__slug", "lifecycle", "lifecycle_group", "point_count", "updated_at",
)  # fmt: skip
PROCEDURES = Kind(
    "procedures",
    ProcedureRecord,
    public_procedures,
    procedure_records,
    ("procedure", "agency"),
    _COLUMNS,
)
