"""Manuals as records: one flat row for each of an agency's manuals, and whole ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet

from infogo.core.prepared import Prepared
from infogo.display.manual_head import manual_address
from infogo.manuals.content import ManualContent, ProvenanceStatus
from infogo.manuals.models import (
    Manual,
    ManualRevision,
    ManualStatus,
    Procedure,
    ProcedureStatus,
)
from infogo.manuals.selectors import MergedManual, merged_manual
from infogo.records.agencies import named
from infogo.records.base import BATCH, Kind, Named, Record, absolute, said
from infogo.records.procedures import FACTS_COLUMNS, FactsRecord, facts_record


class EditionRecord(Record):
    """An edition of a manual."""

    number: int = said("ฉบับที่", "Number of the edition")
    published_at: datetime | None = said("เผยแพร่เมื่อ", "When it was published")
    hash: str = said("แฮชในสายฉบับ", "SHA-256 in the chain of editions")


class ManualRow(Record):
    """An agency's manual in one line; its words are those of ``edition``."""

    id: int = said("เลขประจำคู่มือ", "Permanent number of the manual")
    url: str = said("หน้าของคู่มือ", "Page of the manual")
    procedure: int = said("เลขของบริการ", "Id of the procedure")
    code: str = said("รหัสบริการ", "Code of the procedure")
    name_th: str = said("ชื่อบริการ", "Name of the procedure in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name of the procedure in English")
    agency: Named = said("หน่วยงานของคู่มือ", "The agency whose manual it is")
    province: str | None = said("รหัสจังหวัดของหน่วยงาน", "Code of the agency's province")
    is_standard: bool = said("เป็นคู่มือมาตรฐานกลาง", "Whether it is the standard manual")
    standard: int | None = said("เลขคู่มือมาตรฐานที่ใช้ตาม", "Id of the standard manual that it follows")
    local_sections: list[str] = said("ข้อที่หน่วยงานเขียนเอง", "Sections of the agency's own")
    edition: EditionRecord = said("ฉบับที่แสดง", "The edition that is shown")
    is_pinned: bool = said("มีจุดให้บริการ", "Whether some service point serves it")
    facts: FactsRecord | None = said("ตัวเลขสำคัญ", "Key facts")


class ManualRecord(ManualRow):
    """A whole manual: the words of the standard manual with what the agency wrote itself."""

    standard_edition: EditionRecord = said("ฉบับมาตรฐานที่รองรับ", "Edition of the standard under it")
    pdf_url: str = said("ไฟล์ PDF", "The manual as PDF")
    legal_url: str = said("แบบทางการ 19 รายการ", "The official form of 19 items")
    checked_on: date | None = said(
        "วันที่ตรวจเนื้อหากับแหล่งข้อมูล", "Day on which the content was checked against its source"
    )
    is_sample: bool = said("ข้อมูลตัวอย่าง ยังไม่มีหน่วยงานรับรอง", "Whether it is an unverified sample")
    content: ManualContent = said(
        "เนื้อหาทุกข้อ เงินเป็นสตางค์ วันที่เป็นคริสต์ศักราช",
        "All sections; money in satang, dates Gregorian; null, unknown and none are three answers",
    )


_ROW = ("procedure", "agency", "current", "standard__current", "facts", "standard__facts")


def public_manuals() -> QuerySet[Manual]:
    """Return the manuals that citizens can read, with what one line holds and no content."""
    editions = ("current__content", "standard__current__content")
    return _readable().select_related(*_ROW).defer(*editions)


def whole_manuals() -> QuerySet[Manual]:
    """Return the same with all that a whole manual needs."""
    return _readable().select_related(*_ROW, "procedure__owner", "standard")


def is_readable(manual_id: int) -> bool:
    """Whether citizens can read a manual now."""
    return bool(_readable_ids.rows([manual_id]))


def _readable() -> QuerySet[Manual]:
    """Return the manuals that citizens can read.

    What they cannot read is left out by short lists: asked for what is published, SQLite would
    walk along all published manuals of the country instead of those of one agency. Whether the
    standard manual has a text is looked up in a short list too: PostgreSQL would join all that
    follow before it takes the first fifty.
    """
    standards = Manual.objects.filter(standard=None, current__isnull=False).values("pk")
    has_text = Q(current__isnull=False) | Q(standard__in=standards)
    hidden = (ManualStatus.DRAFT, ManualStatus.WITHDRAWN)
    ended = Procedure.objects.exclude(status=ProcedureStatus.ACTIVE)
    found = Manual.objects.filter(has_text).exclude(status__in=hidden)
    return found.exclude(procedure__in=ended.values("pk"))


def manual_rows(rows: Sequence[Manual]) -> list[ManualRow]:
    """Make lines without a query; the rows bring all that is needed."""
    return [ManualRow.model_validate(_line(row)) for row in rows]


def _line(row: Manual) -> dict[str, object]:
    standard = row.standard or row
    edition = row.current or standard.current
    procedure = row.procedure
    agency_id = None if row.standard_id is None else row.agency.pk
    return {
        "id": row.pk,
        "url": absolute(manual_address(procedure.pk, agency_id)),
        "procedure": procedure.pk,
        "code": procedure.code,
        "name_th": procedure.name_th,
        "name_en": procedure.name_en,
        "agency": named(row.agency),
        "province": row.province_id,
        "is_standard": row.standard_id is None,
        "standard": row.standard_id,
        "local_sections": sorted(row.overridden_sections),
        "edition": edition_record(edition) if edition else None,
        "is_pinned": row.is_pinned,
        "facts": facts_record(row) or facts_record(standard),
    }


def edition_record(revision: ManualRevision) -> EditionRecord:
    """Return an edition by its number, day and hash."""
    return EditionRecord(
        number=revision.number, published_at=revision.published_at, hash=revision.content_hash
    )


def manual_record(merged: MergedManual) -> ManualRecord:
    """Return a whole manual as it reads in an edition."""
    manual, content = merged.manual, merged.content
    agency_id = None if manual.is_standard else manual.agency_id
    provenance = content.provenance
    line = _line(manual) | {
        "edition": edition_record(merged.edition),
        "local_sections": sorted(merged.local_sections),
    }
    return ManualRecord.model_validate(
        {
            **line,
            "standard_edition": edition_record(merged.standard_edition),
            "pdf_url": absolute(manual_address(manual.procedure_id, agency_id, "pdf")),
            "legal_url": absolute(manual_address(manual.procedure_id, agency_id, "legal")),
            "checked_on": provenance.checked_on,
            "is_sample": provenance.status is not ProvenanceStatus.VERIFIED,
            "content": content,
        }
    )


def stream_whole(*, own_only: bool = True) -> Iterator[ManualRecord]:
    """Give whole manuals by id in constant memory: those with text of their own, or all."""
    rows = whole_manuals()
    if own_only:
        rows = rows.filter(current__isnull=False)
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[: BATCH // 10]):
        yield from (manual_record(merged_manual(manual)) for manual in batch)
        last = batch[-1].pk


_readable_ids = Prepared(lambda ids: _readable().filter(pk__in=ids).order_by().values_list("pk"))
_EDITION = ("pk", "number", "published_at", "content_hash")
_BEHIND = {
    "procedure": ("pk", "code", "name_th", "name_en"),
    "agency": ("pk", "name_th", "name_en"),
    "current": _EDITION,
    "facts": FACTS_COLUMNS,
    "standard": ("pk",),
    "standard__current": _EDITION,
    "standard__facts": FACTS_COLUMNS,
}
_COLUMNS = (
    "pk", "province_id", "standard_id", "overridden_sections", "is_pinned",
    *(f"{relation}__{name}" for relation, names in _BEHIND.items() for name in names),
)  # fmt: skip
MANUALS = Kind("manuals", ManualRow, public_manuals, manual_rows, ("procedure", "agency"), _COLUMNS)
