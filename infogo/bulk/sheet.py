"""What every sheet is: rows of records that are downloaded, checked, applied and undone."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk.cells import CLEAR, clean
from infogo.bulk.columns import Column
from infogo.bulk.errors import CellError, RowRefusedError
from infogo.bulk.models import Outcome
from infogo.editing.people import May, Person

ID, MARK = "id", "mark"
MARK_COLUMN = Column(
    MARK,
    "รหัสรุ่น",
    "ระบบใช้ดูว่ามีคนแก้แถวนี้หลังจากที่คุณดาวน์โหลดหรือไม่ อย่าแก้และอย่าลบ",
    width=14,
)
NOT_HERS = "คุณไม่มีสิทธิแก้แถวนี้"
NOT_HERS_ADVICE = "ลบแถวนี้ออก หรือตรวจรหัสกับแฟ้มที่ดาวน์โหลดใหม่"
MOVED_ON = "มีคนแก้รายการนี้หลังจากที่คุณดาวน์โหลด"
MOVED_ON_ADVICE = "ดาวน์โหลดแถวนี้ใหม่ แล้วแก้อีกครั้ง"
_LONGEST_SHOWN = 300


@dataclass(frozen=True)
class Acting:
    """Who acts: her rights today, and her as the services know her."""

    rights: Rights
    person: Person
    may: May


@dataclass(frozen=True)
class FileRow:
    """One row of an uploaded file: its number there, and its cells by column.

    ``twin`` is the number of an earlier row with the same id, 0 if there is none. ``formulas``
    are columns whose cell still holds a formula.
    """

    number: int
    cells: Mapping[str, str]
    twin: int = 0
    formulas: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Filters:
    """Which rows to download."""

    province: str = ""
    words: str = ""


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row: in which column (its header), what, and what to write."""

    column: str
    value: str
    reason: str
    advice: str

    def as_json(self) -> dict[str, str]:
        """Return it to be kept."""
        return {
            "column": self.column,
            "value": self.value[:_LONGEST_SHOWN],
            "reason": self.reason,
            "advice": self.advice,
        }


@dataclass(frozen=True)
class Current:
    """A record as it is now: its values by column, and what else a change of it may touch.

    ``raw`` holds what is restored when a change is undone.
    """

    id: int
    label: str
    values: Mapping[str, Any]
    raw: Mapping[str, Any] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """Return what tells whether anything visible in the sheet changed."""
        return digest(self.values)


@dataclass
class Verdict:
    """What a row would do."""

    outcome: Outcome
    record_id: int | None = None
    label: str = ""
    problems: list[Problem] = field(default_factory=list)
    changes: list[dict[str, str]] = field(default_factory=list)
    plan: dict[str, Any] = field(default_factory=dict)


def digest(values: Mapping[str, Any]) -> str:
    """Return a short digest of JSON values."""
    stored = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(stored.encode()).hexdigest()[:12]


class Sheet(ABC):
    """A kind of record as rows of a spreadsheet.

    Subclasses say which columns there are, read records and write them through the services.
    What a row does is kept as a *plan*; applying it returns the plan that undoes it.
    """

    code: str
    title: str
    lead: str
    act: Act
    columns: tuple[Column, ...]
    can_add: bool = True
    needed: tuple[str, ...] = (ID, MARK)
    """Columns without which a file cannot be used."""

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """Return the columns that people may change."""
        known = {ID, MARK}
        return tuple(c for c in self.columns if not c.is_info and c.name not in known)

    def row_of(self, current: Current, info: Mapping[str, str]) -> dict[str, str]:
        """Return a record as the cells of its row."""
        cells = {ID: str(current.id), MARK: current.mark, **info}
        for column in self.read_columns:
            cells[column.name] = column.show(current.values.get(column.name, column.empty))
        return cells

    @abstractmethod
    def count(self, rights: Rights, filters: Filters, most: int) -> int:
        """Return how many rows there are to download, at most ``most``."""

    @abstractmethod
    def rows(self, rights: Rights, filters: Filters) -> Iterator[dict[str, str]]:
        """Yield the rows that she may change, as cells, in constant memory."""

    @abstractmethod
    def current(
        self, ids: Collection[int], acting: Acting, *, lock: bool = False
    ) -> dict[int, Current]:
        """Return the records among ``ids`` that she may change, by id; perhaps locked."""

    @abstractmethod
    def create(self, values: Mapping[str, Any], acting: Acting) -> int:
        """Make a record and return its id.

        Raises:
            RowRefusedError: it cannot be made.
        """

    @abstractmethod
    def change(self, current: Current, values: Mapping[str, Any], acting: Acting) -> None:
        """Give a locked record these values.

        Raises:
            RowRefusedError: it cannot be changed so.
        """

    @abstractmethod
    def restore(self, current: Current, raw: Mapping[str, Any], acting: Acting) -> None:
        """Give a locked record back what it said before.

        Raises:
            RowRefusedError: it cannot be restored.
        """

    @abstractmethod
    def remove(self, current: Current, acting: Acting) -> None:
        """Take a locked record away.

        Raises:
            RowRefusedError: something still needs it.
        """

    @abstractmethod
    def complete(
        self, values: dict[str, Any], current: Current | None, acting: Acting
    ) -> list[Problem]:
        """Check what concerns several columns and fill in what follows; may change ``values``."""

    def is_removal(self, values: Mapping[str, Any]) -> bool:
        """Whether these values ask to take the record away."""
        return False

    # ---- checking

    def check(self, rows: Sequence[FileRow], acting: Acting) -> list[Verdict]:
        """Say what each row would do; a constant number of queries for plain rows."""
        ids = {row.number: _id_of(row) for row in rows}
        wanted = {number for number in ids.values() if number}
        known = self.current(wanted, acting)
        return [self._check(row, ids[row.number], known, acting) for row in rows]

    def _check(
        self, row: FileRow, record_id: int | None, known: Mapping[int, Current], acting: Acting
    ) -> Verdict:
        if row.cells.get(ID) and record_id is None:
            return _wrong(self._problem(ID, row, "รหัสไม่ใช่ตัวเลข", "ใช้รหัสจากแฟ้มที่ดาวน์โหลด"))
        if row.twin:
            advice = f"รวมกับแถวที่ {row.twin} ให้เหลือแถวเดียว"
            return _wrong(self._problem(ID, row, f"รหัสซ้ำกับแถวที่ {row.twin}", advice))
        current = known.get(record_id) if record_id else None
        if record_id and current is None:
            return _wrong(self._problem(ID, row, NOT_HERS, NOT_HERS_ADVICE))
        if current is None and not self.can_add:
            return _wrong(self._problem(ID, row, "ไม่มีรหัส", "ใช้แถวจากแฟ้มที่ดาวน์โหลด"))
        values, problems = self._values(row, current)
        if not problems and (current is None or values):
            problems = self.complete(values, current, acting)
        if problems:
            return Verdict(Outcome.WRONG, record_id, current.label if current else "", problems)
        return self._new(values) if current is None else self._changed(row, values, current)

    def _values(
        self, row: FileRow, current: Current | None
    ) -> tuple[dict[str, Any], list[Problem]]:
        """Return the values that differ from what the record says, and what is wrong."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for column in self.read_columns:
            cell = row.cells.get(column.name, "")
            before = current.values.get(column.name, column.empty) if current else column.empty
            if not cell or (current and cell == clean(column.show(before))):
                if not cell and current is None and column.required:
                    problems.append(self._problem(column.name, row, "ว่าง", "ใส่ค่าในช่องนี้"))
                continue
            try:
                value = _value(column, cell, row)
            except CellError as error:
                problems.append(self._problem(column.name, row, error.reason, error.advice))
                continue
            if current is None or value != before:
                values[column.name] = value
        return values, problems

    def _changed(self, row: FileRow, values: dict[str, Any], current: Current) -> Verdict:
        verdict = Verdict(Outcome.SAME, current.id, current.label)
        if self.is_removal(values):
            verdict.outcome, verdict.plan = Outcome.REMOVE, {"do": "remove"}
        elif changed := {k: v for k, v in values.items() if v != current.values.get(k)}:
            verdict.outcome, verdict.plan = Outcome.CHANGE, {"do": "change", "set": changed}
            verdict.changes = self._words(changed, current)
        else:
            return verdict
        verdict.plan["mark"] = current.mark
        if row.cells.get(MARK) != current.mark:
            reason, advice = MOVED_ON, MOVED_ON_ADVICE
            if not row.cells.get(MARK):
                reason, advice = "ไม่มีรหัสรุ่น", "คัดลอกรหัสรุ่นจากแฟ้มที่ดาวน์โหลด"
            verdict.outcome = Outcome.CONFLICT
            verdict.problems = [self._problem(MARK, row, reason, advice)]
        return verdict

    def _new(self, values: dict[str, Any]) -> Verdict:
        plan = {"do": "add", "set": values}
        return Verdict(
            Outcome.ADD, None, self.label_of(values), changes=self._words(values, None), plan=plan
        )

    def label_of(self, values: Mapping[str, Any]) -> str:
        """Return what a row that adds a record is called in lists."""
        return str(next(iter(values.values()), ""))[:200]

    def _words(self, values: Mapping[str, Any], current: Current | None) -> list[dict[str, str]]:
        return [
            {
                "column": column.header,
                "before": column.show(current.values.get(column.name)) if current else "",
                "after": column.show(values[column.name]),
            }
            for column in self.read_columns
            if column.name in values
        ]

    def _problem(self, name: str, row: FileRow, reason: str, advice: str) -> Problem:
        return Problem(self.column(name).header, row.cells.get(name, ""), reason, advice)

    # ---- applying; undoing is applying the plan that came back

    def apply(
        self, plan: Mapping[str, Any], record_id: int | None, acting: Acting
    ) -> tuple[int, dict[str, Any]]:
        """Do what a plan says; return the record's id and the plan that undoes it.

        Must run in a transaction of its own.

        Raises:
            RowRefusedError: it is not hers any more, or somebody changed it meanwhile.
        """
        if plan["do"] == "add":
            made = self.create(plan["set"], acting)
            return made, {"do": "remove", "mark": self._locked(made, acting).mark}
        current = self._locked(record_id or 0, acting)
        if current.mark != plan["mark"]:
            raise RowRefusedError("มีคนแก้รายการนี้หลังจากตรวจแฟ้ม ดาวน์โหลดแถวนี้ใหม่ แล้วแก้อีกครั้ง")
        if plan["do"] == "remove":
            self.remove(current, acting)
            return current.id, {"do": "add", "set": dict(current.values)}
        if plan["do"] == "restore":
            self.restore(current, plan["raw"], acting)
        else:
            self.change(current, plan["set"], acting)
        after = self._locked(current.id, acting)
        return current.id, {"do": "restore", "raw": dict(current.raw), "mark": after.mark}

    def _locked(self, record_id: int, acting: Acting) -> Current:
        found = self.current([record_id], acting, lock=True).get(record_id)
        if found is None:
            raise RowRefusedError(f"{NOT_HERS} หรือรายการนี้ไม่มีแล้ว")
        return found


def _id_of(row: FileRow) -> int | None:
    cell = row.cells.get(ID, "")
    is_number = cell.isascii() and cell.isdecimal() and len(cell) <= 15
    return int(cell) if is_number else None


def _value(column: Column, cell: str, row: FileRow) -> Any:
    if column.name in row.formulas:
        raise CellError("เป็นสูตร", "พิมพ์ผลลัพธ์แทนสูตร")
    if cell == CLEAR:
        if column.required:
            raise CellError("ลบค่านี้ไม่ได้", "ใส่ค่าใหม่แทน")
        return column.empty
    return column.read(cell)


def _wrong(problem: Problem) -> Verdict:
    return Verdict(Outcome.WRONG, problems=[problem])
