"""What every sheet is: rows of records that are downloaded, checked, applied and undone."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk.cells import CLEAR, clean
from infogo.bulk.columns import Column
from infogo.bulk.errors import CellError
from infogo.bulk.models import Outcome
from infogo.editing.people import May, Person

Value = TypeVar("Value")

ID, MARK = "id", "mark"
MOST_ROWS = 20_000
"""Of one file, down or up."""
MARK_COLUMN = Column(
    MARK,
    "รหัสรุ่น",
    "ระบบใช้ดูว่ามีคนแก้แถวนี้หลังจากที่คุณดาวน์โหลดหรือไม่ อย่าแก้และอย่าลบ",
    width=14,
)
NOT_HERS = "คุณไม่มีสิทธิแก้แถวนี้"
NOT_HERS_ADVICE = "ลบแถวนี้ออก หรือตรวจรหัสกับไฟล์ที่ดาวน์โหลดใหม่"
MOVED_ON = "มีคนแก้รายการนี้หลังจากที่คุณดาวน์โหลด"
MOVED_ON_ADVICE = "ดาวน์โหลดแถวนี้ใหม่ แล้วแก้อีกครั้ง"
_LONGEST_SHOWN = 300


@dataclass(frozen=True)
class Acting:
    """Who acts: her rights today, and her as the services know her.

    Made anew for each portion of rows; ``memo`` holds what is read once for a portion.
    """

    rights: Rights
    person: Person
    may: May
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, key: str, read: Callable[[], Value]) -> Value:
        """Return what ``read`` returns, read once for a portion of rows."""
        if key not in self.memo:
            self.memo[key] = read()
        value: Value = self.memo[key]
        return value


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
    month: str = ""
    """Such as ``2569-10``; only for sheets that are ``by_month``."""


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

    ``raw`` holds what is restored when a change is undone. ``added`` are columns that files
    downloaded before an upgrade do not have: while they are empty, such a file says all there is.
    """

    id: int
    label: str
    values: Mapping[str, Any]
    raw: Mapping[str, Any] = field(default_factory=dict)
    added: frozenset[str] = frozenset()

    @property
    def mark(self) -> str:
        """Return what tells whether anything visible in the sheet changed."""
        empty = {name for name in self.added if self.values.get(name) in (None, "")}
        return digest({name: each for name, each in self.values.items() if name not in empty})


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
    most: int = MOST_ROWS
    unit: str = "แถว"
    """What ``count`` counts, and how many may be downloaded at once."""
    by_month = False
    """Whether a file holds one month, chosen before it is downloaded."""
    needed: tuple[str, ...] = (ID, MARK)
    """Columns without which a file cannot be used."""

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)

    def choices_of(self, column: Column) -> tuple[str, ...]:
        """Return what a column's drop-down list offers; empty when it has none."""
        return column.choices

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
    def targets(
        self, rows: Sequence[FileRow], acting: Acting
    ) -> Mapping[int, Current | Problem | None]:
        """Return, by row number, the record each row is about; ``None`` for a new one."""

    @abstractmethod
    def complete(
        self, values: dict[str, Any], current: Current | None, acting: Acting
    ) -> list[Problem]:
        """Check what concerns several columns and fill in what follows; may change ``values``."""

    @abstractmethod
    def apply(
        self, plan: Mapping[str, Any], record_id: int | None, acting: Acting
    ) -> tuple[int, dict[str, Any]]:
        """Do what a plan says; return the record's id and the plan that undoes it.

        Must run in a transaction of its own.

        Raises:
            RowRefusedError: it is not hers any more, or somebody changed it meanwhile.
        """

    def may_use(self, rights: Rights) -> bool:
        """Whether she may change any such record."""
        return rights.can(self.act)

    def key_of(self, cells: Mapping[str, str]) -> str:
        """Return what no two rows of a file may share; empty for new records."""
        return cells.get(ID, "")

    def is_removal(self, values: Mapping[str, Any]) -> bool:
        """Whether these values ask to take the record away."""
        return False

    # ---- checking

    def check(self, rows: Sequence[FileRow], acting: Acting) -> list[Verdict]:
        """Say what each row would do; a constant number of queries for plain rows."""
        targets = self.targets(rows, acting)
        return [self._check(row, targets[row.number], acting) for row in rows]

    def _check(self, row: FileRow, target: Current | Problem | None, acting: Acting) -> Verdict:
        if row.twin:
            advice = f"รวมกับแถวที่ {row.twin} ให้เหลือแถวเดียว"
            target = self.problem(ID, row, f"รหัสซ้ำกับแถวที่ {row.twin}", advice)
        if isinstance(target, Problem):
            return Verdict(Outcome.WRONG, problems=[target])
        values, problems = self._values(row, target)
        if not problems and (target is None or values):
            problems = self.complete(values, target, acting)
        if problems:
            record_id = target.id if target else None
            return Verdict(Outcome.WRONG, record_id, target.label if target else "", problems)
        return self.new(row, values) if target is None else self._changed(row, values, target)

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
                    problems.append(self.problem(column.name, row, "ว่าง", "ใส่ค่าในช่องนี้"))
                continue
            try:
                value = _value(column, cell, row)
            except CellError as error:
                problems.append(self.problem(column.name, row, error.reason, error.advice))
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
                reason, advice = "ไม่มีรหัสรุ่น", "คัดลอกรหัสรุ่นจากไฟล์ที่ดาวน์โหลด"
            verdict.outcome = Outcome.CONFLICT
            verdict.problems = [self.problem(MARK, row, reason, advice)]
        return verdict

    def new(self, row: FileRow, values: dict[str, Any]) -> Verdict:
        """Return the verdict of a row that adds a record."""
        plan = {"do": "add", "set": values}
        changes = self._words(values, None)
        return Verdict(Outcome.ADD, None, self.label_of(values), changes=changes, plan=plan)

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

    def problem(self, name: str, row: FileRow, reason: str, advice: str) -> Problem:
        """Return what is wrong with one cell of a row."""
        return Problem(self.column(name).header, row.cells.get(name, ""), reason, advice)


def id_of(row: FileRow) -> int | None:
    """Return the id in a row, if there is one that can be an id."""
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
