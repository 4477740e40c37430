"""Everyday words and sayings by which citizens find a service."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk.columns import Column
from infogo.bulk.errors import CellError, RowRefusedError
from infogo.bulk.record_sheet import RecordSheet
from infogo.bulk.sheet import ID, MARK_COLUMN, Acting, Current, FileRow, Filters, Problem
from infogo.core.waiting import TAGS, wait_turn
from infogo.editing.errors import EditingError
from infogo.editing.services.words import set_words
from infogo.editing.words import (
    LONGEST_TAG,
    MOST_TAGS,
    split_tags,
    words_of,
)
from infogo.manuals.models import Manual
from infogo.manuals.sayings import LONGEST_SAYING, MOST_SAYINGS, split_sayings
from infogo.manuals.selectors import not_ended
from infogo.pins.counting import hold_procedures


def _checked(words: list[str], most: int, longest: int) -> list[str]:
    if len(words) > most:
        raise CellError(f"มี {len(words)} รายการ", f"ใส่ไม่เกิน {most} รายการ")
    if long := [word for word in words if len(word) > longest]:
        raise CellError(f"“{long[0][:40]}…” ยาวเกินไป", f"เขียนแต่ละรายการไม่เกิน {longest} ตัวอักษร")
    return words


def _tags(cell: str) -> list[str]:
    return sorted(_checked(split_tags(cell), MOST_TAGS, LONGEST_TAG))


def _sayings(cell: str) -> list[str]:
    return _checked(split_sayings(cell), MOST_SAYINGS, LONGEST_SAYING)


class WordSheet(RecordSheet):
    """One row for each standard manual that she may edit."""

    code = "words"
    title = "ป้ายคำ"
    lead = "คำและประโยคที่ประชาชนใช้ค้นหางานบริการ มีผลกับการค้นหาทันทีที่บันทึก"
    act = Act.EDIT_MANUAL
    columns = (
        Column(ID, "รหัสคู่มือ", "ใช้รหัสจากไฟล์ที่ดาวน์โหลด เพิ่มแถวใหม่ไม่ได้", width=12),
        MARK_COLUMN,
        Column("procedure", "งานบริการ", "ชื่องานบริการ ให้ดูประกอบ", is_info=True, width=44),
        Column(
            "tags",
            "ป้ายคำ",
            f"คั่นด้วยจุลภาค ไม่เกิน {MOST_TAGS} คำ คำละไม่เกิน {LONGEST_TAG} ตัวอักษร",
            read=_tags,
            show=", ".join,
            empty=[],
            example="บัตรหาย, ทำบัตรใหม่",
            width=50,
        ),
        Column(
            "sayings",
            "ประโยคที่ประชาชนพูด",
            f"บรรทัดละประโยค (Alt+Enter) ไม่เกิน {MOST_SAYINGS} ประโยค",
            read=_sayings,
            show="\n".join,
            empty=[],
            example="บัตรประชาชนหายต้องทำอย่างไร",
            width=60,
        ),
    )

    def count(self, rights: Rights, filters: Filters, most: int) -> int:
        return len(self._manuals(rights, filters).order_by().values_list("pk", flat=True)[:most])

    def rows(self, rights: Rights, filters: Filters) -> Iterator[dict[str, str]]:
        manuals = _whole(self._manuals(rights, filters)).order_by("procedure")
        for manual in manuals.iterator(chunk_size=200):
            yield self.row_of(_current(manual), {"procedure": manual.procedure.name_th})

    def _manuals(self, rights: Rights, filters: Filters) -> QuerySet[Manual]:
        manuals = not_ended(rights.manuals(self.act).filter(standard=None))
        if filters.province:
            manuals = manuals.filter(province=filters.province)
        if filters.words:
            manuals = manuals.filter(procedure__name_th__icontains=filters.words)
        return manuals

    def targets(
        self, rows: Sequence[FileRow], acting: Acting
    ) -> Mapping[int, Current | Problem | None]:
        found = dict(super().targets(rows, acting))
        for row in rows:
            if found[row.number] is None:
                advice = "ใช้แถวจากไฟล์ที่ดาวน์โหลด"
                found[row.number] = self.problem(ID, row, "ไม่มีรหัสคู่มือ", advice)
        return found

    def current(
        self, ids: Collection[int], acting: Acting, *, lock: bool = False
    ) -> dict[int, Current]:
        manuals = _whole(acting.rights.manuals(self.act).filter(standard=None, pk__in=ids))
        if lock:
            # In the order of whoever writes words, or adopts, publishes or cancels a manual.
            wait_turn(TAGS, shared=True)
            named = Manual.objects.filter(pk__in=ids).order_by()
            hold_procedures(set(named.values_list("procedure_id", flat=True)))
            manuals = manuals.select_for_update(of=("self",))
        return {manual.pk: _current(manual) for manual in manuals}

    def reread(self, record_id: int, acting: Acting) -> Current:
        return _current(_whole(Manual.objects.filter(pk=record_id)).get())

    def complete(
        self, values: dict[str, Any], current: Current | None, acting: Acting
    ) -> list[Problem]:
        return []

    def create(self, values: Mapping[str, Any], acting: Acting) -> int:
        raise RowRefusedError("เพิ่มคู่มือด้วยไฟล์ป้ายคำไม่ได้")

    def change(self, current: Current, values: Mapping[str, Any], acting: Acting) -> None:
        wanted = {**current.values, **values}
        manual = Manual.objects.select_related("procedure").get(pk=current.id)
        try:
            set_words(
                manual=manual,
                tags=wanted["tags"],
                sayings=wanted["sayings"],
                seen=words_of(manual.procedure).version,
                actor=acting.person,
                may=acting.may,
            )
        except EditingError as refusal:
            raise RowRefusedError(str(refusal)) from refusal

    def restore(self, current: Current, raw: Mapping[str, Any], acting: Acting) -> None:
        self.change(current, raw, acting)

    def remove(self, current: Current, acting: Acting) -> None:
        raise RowRefusedError("ลบคู่มือด้วยไฟล์ป้ายคำไม่ได้")


def _whole(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    return manuals.select_related("procedure").prefetch_related("procedure__tags")


def _current(manual: Manual) -> Current:
    words = words_of(manual.procedure)
    values = {"tags": list(words.tags), "sayings": list(words.sayings)}
    return Current(manual.pk, manual.procedure.name_th, values, raw=values)
