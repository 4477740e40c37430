"""Sheets in which a row is a whole record with an id of its own."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from infogo.bulk.errors import RowRefusedError
from infogo.bulk.sheet import (
    ID,
    NOT_HERS,
    NOT_HERS_ADVICE,
    Acting,
    Current,
    FileRow,
    Problem,
    Sheet,
    id_of,
)


class RecordSheet(Sheet):
    """What a row does is kept as a plan; applying it returns the plan that undoes it."""

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

    def targets(
        self, rows: Sequence[FileRow], acting: Acting
    ) -> Mapping[int, Current | Problem | None]:
        """Return, by row number, the record each row is about; ``None`` for a new one."""
        ids = {row.number: id_of(row) for row in rows}
        known = self.current({number for number in ids.values() if number}, acting)
        return {row.number: self._target(row, ids[row.number], known) for row in rows}

    def _target(
        self, row: FileRow, record_id: int | None, known: Mapping[int, Current]
    ) -> Current | Problem | None:
        if not row.cells.get(ID):
            return None
        if record_id is None:
            return self.problem(ID, row, "รหัสไม่ใช่ตัวเลข", "ใช้รหัสจากไฟล์ที่ดาวน์โหลด")
        return known.get(record_id) or self.problem(ID, row, NOT_HERS, NOT_HERS_ADVICE)

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
            raise RowRefusedError("มีคนแก้รายการนี้หลังจากตรวจไฟล์ ดาวน์โหลดแถวนี้ใหม่ แล้วแก้อีกครั้ง")
        if plan["do"] == "remove":
            self.remove(current, acting)
            return current.id, {"do": "add", "set": {**current.values, **current.raw}}
        if plan["do"] == "restore":
            self.restore(current, plan["raw"], acting)
        else:
            self.change(current, plan["set"], acting)
        after = self.reread(current.id, acting)
        return current.id, {"do": "restore", "raw": dict(current.raw), "mark": after.mark}

    def reread(self, record_id: int, acting: Acting) -> Current:
        """Return a record that this transaction has locked and changed.

        Whether it is hers was asked before; sheets that can read it for less do.
        """
        return self._locked(record_id, acting)

    def _locked(self, record_id: int, acting: Acting) -> Current:
        found = self.current([record_id], acting, lock=True).get(record_id)
        if found is None:
            raise RowRefusedError(f"{NOT_HERS} หรือรายการนี้ไม่มีแล้ว")
        return found
