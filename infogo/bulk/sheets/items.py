"""Items of manuals, one row for each: fees, channels. Rows become drafts, never editions.

An item has no id. A row names its manual, and its mark is the digest of the item itself: an item
that somebody changed is not found any more, and that is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk import columns as c
from infogo.bulk.columns import Column
from infogo.bulk.errors import RowRefusedError
from infogo.bulk.models import Outcome
from infogo.bulk.parts import columns_of, plain, seen_of
from infogo.bulk.services.items import Item, SectionNow, save_items, sections_now
from infogo.bulk.sheet import (
    ID,
    MARK,
    MARK_COLUMN,
    MOVED_ON,
    MOVED_ON_ADVICE,
    NOT_HERS,
    NOT_HERS_ADVICE,
    Acting,
    Current,
    FileRow,
    Filters,
    Problem,
    Sheet,
    Verdict,
    digest,
    id_of,
)
from infogo.editing.parts import read_standard
from infogo.manuals.content import Channel, Fee, section_of
from infogo.manuals.models import Manual
from infogo.manuals.part import ListingState, Part
from infogo.manuals.selectors import not_ended

REMOVE = "remove"
_ACTION = "action"
_AT_ONCE = 200


class ItemSheet(Sheet):
    """The items of one section of the manuals that she may edit."""

    act = Act.EDIT_MANUAL
    most = 5_000
    unit = "คู่มือ"

    def __init__(self, code: str, title: str, lead: str, part: type[Part]) -> None:
        """Make the sheet of the section ``code`` whose list holds ``part``."""
        self.code, self.title, self.lead, self.part = code, title, lead, part
        self.fields = section_of(code).fields
        self.columns = (
            Column(ID, "รหัสคู่มือ", "ตัวเลขของคู่มือ ใส่ในแถวใหม่ด้วย", required=True, width=12),
            MARK_COLUMN,
            Column("procedure", "งานบริการ", "ชื่องานบริการ ให้ดูประกอบ", is_info=True, width=44),
            Column("agency", "หน่วยงาน", "หน่วยงานของคู่มือ ให้ดูประกอบ", is_info=True, width=30),
            c.choice_column(
                _ACTION,
                "คงไว้หรือเอาออก",
                "เลือก “เอาออก” เพื่อลบรายการนี้จากร่าง",
                {"keep": "คงไว้", REMOVE: "เอาออก"},
                empty="keep",
                example="คงไว้",
                width=16,
            ),
            *columns_of(part),
        )

    def key_of(self, cells: Mapping[str, str]) -> str:
        return f"{cells.get(ID)}/{cells[MARK]}" if cells.get(MARK) else ""

    def count(self, rights: Rights, filters: Filters, most: int) -> int:
        return len(self._manuals(rights, filters).order_by().values_list("pk", flat=True)[:most])

    def rows(self, rights: Rights, filters: Filters) -> Iterator[dict[str, str]]:
        manuals = _whole(self._manuals(rights, filters)).order_by("procedure", "pk")
        stream = manuals.iterator(chunk_size=_AT_ONCE)
        while some := list(islice(stream, _AT_ONCE)):
            now = sections_now(some, self.code, self.fields)
            for manual in some:
                info = {"procedure": manual.procedure.name_th, "agency": manual.agency.name_th}
                items = [self._current(manual, item) for item in now[manual.pk].items]
                yield from (self.row_of(item, info | seen_of(item.values)) for item in items)
                if not items:
                    yield {ID: str(manual.pk), MARK: "", **info}

    def _manuals(self, rights: Rights, filters: Filters) -> QuerySet[Manual]:
        manuals = not_ended(rights.manuals(self.act))
        if filters.province:
            manuals = manuals.filter(province=filters.province)
        if filters.words:
            manuals = manuals.filter(procedure__name_th__icontains=filters.words)
        return manuals

    def _current(self, manual: Manual, item: Item) -> Current:
        label = f"{manual.procedure.name_th} ({manual.agency.name_th})"
        return Current(manual.pk, label, plain(self.part, item))

    def targets(
        self, rows: Sequence[FileRow], acting: Acting
    ) -> Mapping[int, Current | Problem | None]:
        ids = {row.number: id_of(row) for row in rows}
        wanted = {number for number in ids.values() if number}
        hers = _whole(acting.rights.manuals(self.act).filter(pk__in=wanted))
        manuals = {manual.pk: manual for manual in hers}
        living = set(not_ended(Manual.objects.filter(pk__in=manuals)).values_list("pk", flat=True))
        now = sections_now(list(manuals.values()), self.code, self.fields)
        found: dict[int, Current | Problem | None] = {}
        for row in rows:
            manual = manuals.get(ids[row.number] or 0)
            if manual is None:
                found[row.number] = self.problem(ID, row, NOT_HERS, NOT_HERS_ADVICE)
            elif manual.pk not in living:
                advice = "ลบแถวนี้ออก หรือนำคู่มือกลับมาใช้ก่อน"
                found[row.number] = self.problem(ID, row, "คู่มือนี้เลิกใช้แล้ว", advice)
            elif now[manual.pk].is_waiting:
                advice = "รอให้อนุมัติหรือส่งกลับก่อน แล้วดาวน์โหลดใหม่"
                found[row.number] = self.problem(ID, row, "ร่างของคู่มือนี้กำลังรออนุมัติ", advice)
            else:
                found[row.number] = self._target(row, manual, now[manual.pk])
        return found

    def _target(self, row: FileRow, manual: Manual, now: SectionNow) -> Current | Problem | None:
        mark = row.cells.get(MARK)
        if not mark:
            return None
        items = (self._current(manual, item) for item in now.items)
        gone = self.problem(MARK, row, MOVED_ON, MOVED_ON_ADVICE)
        return next((item for item in items if item.mark == mark), gone)

    def check(self, rows: Sequence[FileRow], acting: Acting) -> list[Verdict]:
        verdicts = super().check(rows, acting)
        for verdict in verdicts:
            if any(problem.reason == MOVED_ON for problem in verdict.problems):
                verdict.outcome = Outcome.CONFLICT
        return verdicts

    def _check(self, row: FileRow, target: Current | Problem | None, acting: Acting) -> Verdict:
        is_blank = not any(row.cells.get(column.name) for column in self.read_columns)
        if target is None and is_blank:
            # The line of a manual without items, as it was downloaded.
            return Verdict(Outcome.SAME, id_of(row))
        return super()._check(row, target, acting)

    def complete(
        self, values: dict[str, Any], current: Current | None, acting: Acting
    ) -> list[Problem]:
        if self.is_removal(values):
            return []
        if current is not None and values.get("hours"):
            before = current.values["hours"]
            values["hours"] = c.with_days_that_differ(values["hours"], before)
        item = {**(current.values if current else {}), **values}
        item.pop(_ACTION, None)
        whole = {self.fields[0]: {"state": "listed", "items": [item]}}
        problems = read_standard({self.code: whole}, None).problems
        header = self.column(next(iter(self.part.model_fields))).header
        return [Problem(header, "", problem.reason, problem.todo) for problem in problems]

    def is_removal(self, values: Mapping[str, Any]) -> bool:
        return values.get(_ACTION) == REMOVE

    def new(self, row: FileRow, values: dict[str, Any]) -> Verdict:
        verdict = super().new(row, {k: v for k, v in values.items() if k != _ACTION})
        verdict.record_id = id_of(row)
        return verdict

    def label_of(self, values: Mapping[str, Any]) -> str:
        return " ".join(str(values[name]) for name in ("item", "description") if name in values)

    def apply(
        self, plan: Mapping[str, Any], record_id: int | None, acting: Acting
    ) -> tuple[int, dict[str, Any]]:
        manual = _whole(acting.rights.manuals(self.act).filter(pk=record_id or 0)).first()
        if manual is None:
            raise RowRefusedError(f"{NOT_HERS} หรือคู่มือนี้ไม่มีแล้ว")
        now = sections_now([manual], self.code, self.fields)[manual.pk]
        items, undo = self._done(plan, now)
        save_items(
            manual=manual,
            section=self.code,
            now=now,
            listing={"state": _state(items, plan), "items": items},
            follows=plan.get("follows", False),
            actor=acting.person,
            may=acting.may,
        )
        return manual.pk, {**undo, "follows": now.follows}

    def _done(self, plan: Mapping[str, Any], now: SectionNow) -> tuple[list[Item], dict[str, Any]]:
        """Return the items as the plan leaves them, and the plan that undoes it."""
        items = now.items
        if plan["do"] == "add":
            item = plan.get("item") or plain(self.part, plan["set"])
            place = min(plan.get("at", len(items)), len(items))
            undo = {"do": "remove", "mark": digest(plain(self.part, item))}
            if not items:
                undo["state"] = now.state
            return [*items[:place], item, *items[place:]], undo
        marks = [digest(plain(self.part, item)) for item in items]
        if plan["mark"] not in marks:
            raise RowRefusedError("มีคนแก้รายการนี้หลังจากตรวจไฟล์ ดาวน์โหลดแถวนี้ใหม่ แล้วแก้อีกครั้ง")
        place = marks.index(plan["mark"])
        before = items[place]
        if plan["do"] == "remove":
            if len(items) == 1 and "state" not in plan:
                raise RowRefusedError("เหลือรายการเดียว ไปเลือก “ไม่มี” หรือ “ยังไม่ระบุ” ในหน้าแก้คู่มือแทน")
            rest = [*items[:place], *items[place + 1 :]]
            return rest, {"do": "add", "item": before, "at": place}
        # What is undone comes back as it was written, fields that say nothing left out or not.
        after = plan.get("item") or {**plain(self.part, before), **plan["set"]}
        changed = [*items[:place], after, *items[place + 1 :]]
        return changed, {"do": "change", "item": before, "mark": digest(plain(self.part, after))}


def _state(items: Sequence[Item], plan: Mapping[str, Any]) -> str:
    """Return what is said about the list: what was said before its only item, once it is gone."""
    return str(ListingState.LISTED if items else plan["state"])


def _whole(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    return manuals.select_related("procedure", "agency", "current", "standard__current")


FEES = ItemSheet(
    "fees",
    "คู่มือ-ค่าธรรมเนียม",
    "ค่าธรรมเนียมในคู่มือ แถวละรายการ ผลเป็นร่างที่คุณส่งให้ผู้อนุมัติต่อ ไม่เผยแพร่ทันที",
    Fee,
)
CHANNELS = ItemSheet(
    "channels",
    "คู่มือ-ช่องทาง",
    "ช่องทางยื่นคำขอในคู่มือ แถวละช่องทาง ผลเป็นร่างที่คุณส่งให้ผู้อนุมัติต่อ ไม่เผยแพร่ทันที",
    Channel,
)
