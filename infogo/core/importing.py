"""Reading source files row by row: what is wrong is written down, what is right goes on.

A row that cannot be used raises ``RowError`` and is left out; a value that cannot be used inside
a good row is left empty by ``Row.warn``. Both end in the report that the person who keeps the
files reads, so every message says in Thai what is wrong and what to do.
"""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from infogo.core.phones import read_phones

LONGEST_SHOWN_VALUE = 200
MOST_PROBLEMS_KEPT = 20_000
"""Problems kept per step; a file that is wrong throughout must not fill the memory."""

LEFT_OUT = "ไม่ได้นำเข้าแถวนี้"
VALUE_EMPTY = "นำเข้าแล้ว แต่เว้นค่านี้ว่าง"
NOT_TOUCHED = "คงข้อมูลที่แก้ในระบบไว้"
NOTED = "นำเข้าแล้ว ควรตรวจ"

T = TypeVar("T")
_SPACES = re.compile(r"[ \t\u00a0]+")
_is_url = URLValidator(schemes=["http", "https"])


class SourceFileError(Exception):
    """A source file is missing or is not what its name says; nothing of it was loaded."""


class RowError(ValueError):
    """A row that cannot be used; all texts are Thai and fit for the report."""

    def __init__(self, column: str, value: object, reason: str, advice: str) -> None:
        """Say which value is wrong, why, and what to do about it."""
        super().__init__(f"{column}: {reason}")
        self.column, self.value, self.reason, self.advice = column, str(value), reason, advice


@dataclass(frozen=True)
class Problem:
    """One line of the report."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    advice: str
    outcome: str


@dataclass
class Problems:
    """The problems of one step, in the order in which they were found."""

    kept: list[Problem] = field(default_factory=list)
    count: int = 0
    rejected_rows: int = 0

    def add(self, problem: Problem) -> None:
        """Keep one more problem, as long as there is room."""
        self.count += 1
        self.rejected_rows += problem.outcome == LEFT_OUT
        if len(self.kept) < MOST_PROBLEMS_KEPT:
            self.kept.append(problem)

    def extend(self, other: Problems) -> None:
        """Take over the problems of another step."""
        room = MOST_PROBLEMS_KEPT - len(self.kept)
        self.kept.extend(other.kept[:room])
        self.count += other.count
        self.rejected_rows += other.rejected_rows


@dataclass
class Job:
    """What an importer is given: where the files lie, where problems go, how to show progress."""

    data: Path
    problems: Problems = field(default_factory=Problems)
    say: Callable[[str], None] = lambda _line: None

    def csv_rows(self, name: str, columns: Iterable[str]) -> Iterator[Row]:
        """Yield the rows of a CSV file; rows of another width are reported and left out.

        Raises:
            SourceFileError: the file or one of ``columns`` is missing.
        """
        path = self._path(name)
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise SourceFileError(f"ไฟล์ {path} ไม่มีคอลัมน์ {', '.join(missing)}")
            for data in reader:
                row = Row(self, name, reader.line_num, data)
                if None in data or None in data.values():
                    row.reject(
                        RowError("", "", "จำนวนช่องไม่เท่ากับหัวตาราง", "ตรวจเครื่องหมายจุลภาคและอัญประกาศ")
                    )
                    continue
                yield row

    def jsonl_rows(self, name: str) -> Iterator[Row]:
        """Yield the objects of a file with one JSON object a line; broken lines are reported.

        Raises:
            SourceFileError: the file is missing.
        """
        with self._path(name).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    data = json.loads(line)
                except json.JSONDecodeError as error:
                    row = Row(self, name, number, {})
                    advice = "แก้ให้เป็น JSON หนึ่งรายการต่อบรรทัด"
                    row.reject(RowError("", line.strip(), f"อ่าน JSON ไม่ได้: {error.msg}", advice))
                    continue
                if not isinstance(data, dict):
                    row = Row(self, name, number, {})
                    row.reject(RowError("", line.strip(), "ไม่ใช่ระเบียน", "เขียนแต่ละบรรทัดใน { }"))
                    continue
                yield Row(self, name, number, data)

    def json_file(self, name: str) -> Any:
        """Return the whole of a small JSON file.

        Raises:
            SourceFileError: the file is missing or is no JSON.
        """
        path = self._path(name)
        try:
            return json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            raise SourceFileError(f"ไฟล์ {path} ไม่ใช่ JSON: {error}") from error

    def _path(self, name: str) -> Path:
        path = self.data / name
        if not path.is_file():
            raise SourceFileError(f"ไม่พบไฟล์ {path}")
        return path


@dataclass
class Row:
    """One source row with the readers that check its values."""

    job: Job
    file: str
    line: int
    data: dict[str, Any]

    def text(self, column: str, *, longest: int, required: bool = False) -> str:
        """Return a value without stray spaces, in composed characters; empty when absent."""
        raw = self.data.get(column)
        value = _SPACES.sub(" ", unicodedata.normalize("NFC", "" if raw is None else str(raw)))
        value = value.replace("\x00", "").strip()
        if required and not value:
            raise RowError(column, "", "ว่างเปล่า", "ใส่ค่าให้ครบ")
        if len(value) > longest:
            raise RowError(column, value, f"ยาวเกิน {longest} ตัวอักษร", "ย่อข้อความให้สั้นลง")
        return value

    def prose(self, column: str, *, longest: int) -> str:
        """Return a required text of many lines whose inner spaces mean something."""
        value = unicodedata.normalize("NFC", str(self.data.get(column) or "")).strip()
        if not value:
            raise RowError(column, "", "ว่างเปล่า", "ใส่ค่าให้ครบ")
        if len(value) > longest:
            raise RowError(column, value, f"ยาวเกิน {longest} ตัวอักษร", "ย่อข้อความให้สั้นลง")
        return value

    def choice(self, column: str, allowed: Container[str], *, required: bool = True) -> str:
        """Return a value out of ``allowed``; an empty one only when not required."""
        value = self.text(column, longest=LONGEST_SHOWN_VALUE, required=required)
        if value and value not in allowed:
            raise RowError(column, value, "ไม่มีรหัสนี้ในระบบ", "แก้รหัส หรือเพิ่มรหัสในไฟล์ต้นทางก่อน")
        return value

    def flag(self, column: str) -> bool:
        """Return a yes or no."""
        value = self.text(column, longest=10).lower()
        if value not in ("yes", "no"):
            raise RowError(column, value, "ต้องเป็น yes หรือ no", "แก้เป็น yes หรือ no")
        return value == "yes"

    def whole_number(self, column: str) -> int:
        """Return a whole number from 0."""
        value = self.text(column, longest=12, required=True)
        if not (value.isascii() and value.isdecimal()):
            raise RowError(column, value, "ไม่ใช่จำนวนเต็ม", "ใส่ตัวเลขจำนวนเต็ม")
        return int(value)

    def url(self, column: str) -> str:
        """Return a web address; one that cannot be opened is left empty."""
        value = self.text(column, longest=400)
        if value:
            try:
                _is_url(value)
            except ValidationError:
                self.warn(column, "ไม่ใช่ที่อยู่เว็บ", "ใส่ที่อยู่ที่ขึ้นต้นด้วย https://")
                return ""
        if len(value) > LONGEST_SHOWN_VALUE:
            self.warn(column, f"ที่อยู่เว็บยาวเกิน {LONGEST_SHOWN_VALUE} ตัวอักษร", "ใช้ที่อยู่ที่สั้นกว่า")
            return ""
        return value

    def email(self, column: str) -> str:
        """Return an e-mail address; one that cannot be used is left empty."""
        value = self.text(column, longest=254)
        if value:
            try:
                validate_email(value)
            except ValidationError:
                self.warn(column, "ไม่ใช่ที่อยู่อีเมล", "ตรวจตัวสะกดของอีเมล")
                return ""
        return value

    def phones(self, column: str) -> list[dict[str, str]]:
        """Return the telephone numbers of a value as JSON; unreadable pieces are reported."""
        reading = read_phones(self.text(column, longest=400))
        for piece in reading.rejected:
            self.warn(column, f"อ่านเบอร์โทรศัพท์ไม่ได้: {piece}", "พิมพ์ใหม่ เช่น 0 2281 3333 ต่อ 12")
        return [phone.model_dump(exclude_defaults=True) for phone in reading.phones]

    def warn(self, column: str, reason: str, advice: str, outcome: str = VALUE_EMPTY) -> None:
        """Report a value that cannot be used while the row itself can."""
        self._add(column, self.data.get(column, ""), reason, advice, outcome)

    def reject(self, error: RowError) -> None:
        """Report that this row is left out."""
        self._add(error.column, error.value, error.reason, error.advice, LEFT_OUT)

    def _add(self, column: str, value: object, reason: str, advice: str, outcome: str) -> None:
        shown = str(value)[:LONGEST_SHOWN_VALUE]
        self.job.problems.add(Problem(self.file, self.line, column, shown, reason, advice, outcome))


def convert(rows: Iterable[Row], read: Callable[[Row], T]) -> Iterator[tuple[Row, T]]:
    """Yield what ``read`` makes of each row; rows that raise ``RowError`` are reported."""
    for row in rows:
        try:
            yield row, read(row)
        except RowError as error:
            row.reject(error)
