"""Questions and cases of the loaded services, one file each in ``services/cases/``.

The files stand beside the service file and join by its own names of documents, fees, steps and
channels, so that the facts keep their source. Questions that several services ask are written once
in ``questions.json``: a plan asks them once. A file that names anything unknown, or whose tables
are not whole, is left out and reported with its line; its manual is loaded without cases.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any, TypeVar

from pydantic import Field, ValidationError

from infogo.core.durations import Duration, DurationUnit
from infogo.core.importing import Job, Row, RowError
from infogo.manuals.cases import CaseCondition, CaseQuestion, CaseRow, CaseTable, Code
from infogo.manuals.content import ManualContent
from infogo.manuals.lint.cases import case_faults
from infogo.manuals.part import Line, Listing, Part, Text

FOLDER = "services/cases"
COMMON = "questions"
# The lists whose items name cases, with the field by which the file calls an item.
JOINED = {"documents": "name", "fees": "item", "steps": "title", "channels": "description"}
ItemT = TypeVar("ItemT", bound=Part)
Codes = Annotated[tuple[Code, ...], Field(min_length=1)]


class _Length(Part):
    """A length of time as the service file writes it."""

    value: Annotated[int, Field(gt=0)]
    unit: DurationUnit


class _Row(Part):
    """A case; ``when`` gives the answers with which it holds, by question."""

    code: Code
    name: Line
    when: dict[Code, Codes] = {}
    note: Text = ""
    total: _Length | None = None
    refusal: Text = ""
    instead: Line = ""

    def case(self, questions: Sequence[CaseQuestion]) -> CaseRow:
        """Return the case of the manual, its conditions in the order of the questions."""
        order = {question.code: place for place, question in enumerate(questions)}
        conditions = (
            CaseCondition(question=question, options=self.when[question])
            for question in sorted(self.when, key=lambda code: order.get(code, len(order)))
        )
        return CaseRow(
            code=self.code,
            name=self.name,
            when=tuple(conditions),
            note=self.note,
            total=Duration.of(self.total.value, self.total.unit) if self.total else None,
            refusal=self.refusal,
            instead=self.instead,
        )


class _Table(Part):
    code: Code
    title: Line
    rows: Annotated[tuple[_Row, ...], Field(min_length=1)]


class CaseFile(Part):
    """What a file says; a question is its code in ``questions.json`` or written out.

    The condition in words of a document or fee gives way to its cases; what it says beside them
    is written into the note of a case.
    """

    questions: Annotated[tuple[Code | CaseQuestion, ...], Field(min_length=1)]
    tables: Annotated[tuple[_Table, ...], Field(min_length=1)]
    documents: dict[str, Codes] = {}
    fees: dict[str, Codes] = {}
    steps: dict[str, Codes] = {}
    channels: dict[str, Codes] = {}


class CommonQuestions(Part):
    """The file of the questions that several services ask."""

    questions: tuple[CaseQuestion, ...]


class CaseFiles:
    """Joins contents with the cases of their services; remembers which files were used."""

    def __init__(self, job: Job, procedures: Collection[str]) -> None:
        """List the files; a data folder without them has no cases.

        ``procedures`` are the codes to which a case may send people instead.
        """
        self._job, self._procedures = job, procedures
        self._unused = {path.stem for path in (job.data / FOLDER).glob("*.json")} - {COMMON}
        self._common: dict[str, CaseQuestion] | None = None

    def join(self, code: str, content: ManualContent) -> ManualContent:
        """Return the content with the cases of this service, if it has a file that is right."""
        if code not in self._unused:
            return content
        self._unused.discard(code)
        try:
            return self._joined(f"{FOLDER}/{code}.json", content)
        except RowError as error:
            self._reject(f"{FOLDER}/{code}.json", error)
            return content

    def report_unused(self) -> None:
        """Report the files whose name is no loaded service."""
        for code in sorted(self._unused):
            error = RowError("", code, "ไม่มีบริการรหัสนี้ในไฟล์บริการ", "แก้ชื่อไฟล์ให้เป็นรหัสบริการ")
            self._reject(f"{FOLDER}/{code}.json", error)

    def _joined(self, name: str, content: ManualContent) -> ManualContent:
        file = _read(CaseFile, self._job.json_file(name))
        questions = tuple(self._question(asked) for asked in file.questions)
        tables = tuple(
            CaseTable(
                code=table.code,
                title=table.title,
                rows=tuple(row.case(questions) for row in table.rows),
            )
            for table in file.tables
        )
        self._check_instead(tables)
        changes: dict[str, Any] = {
            part: _named(part, getattr(content, part), getattr(file, part)) for part in JOINED
        }
        joined = content.model_copy(update={"questions": questions, "cases": tables, **changes})
        _check_tables(joined)
        return joined

    def _question(self, asked: str | CaseQuestion) -> CaseQuestion:
        common = self._common_questions()
        if isinstance(asked, str):
            if asked not in common:
                advice = f"เพิ่มคำถามใน {COMMON}.json หรือแก้รหัส"
                raise RowError("questions", asked, "ไม่มีคำถามรหัสนี้", advice)
            return common[asked]
        if asked.code in common:
            advice = "ใส่แค่รหัสของคำถามร่วม หรือตั้งรหัสใหม่"
            raise RowError("questions", asked.code, "รหัสนี้เป็นของคำถามร่วมแล้ว", advice)
        return asked

    def _common_questions(self) -> dict[str, CaseQuestion]:
        if self._common is None:
            file = _read(CommonQuestions, self._job.json_file(f"{FOLDER}/{COMMON}.json"))
            self._common = {question.code: question for question in file.questions}
        return self._common

    def _check_instead(self, tables: Sequence[CaseTable]) -> None:
        """Refuse a case that sends people to a service that there is not."""
        for row in (row for table in tables for row in table.rows if row.instead):
            if row.instead not in self._procedures:
                raise RowError("instead", row.instead, "ไม่มีบริการรหัสนี้", "แก้รหัสบริการ")

    def _reject(self, name: str, error: RowError) -> None:
        Row(self._job, name, _line_of(self._job, name, error.value), {}).reject(error)


def _read(kind: type[ItemT], data: object) -> ItemT:
    """Return the data as ``kind``; the first thing that is wrong is a row error."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        advice = "เทียบกับไฟล์กรณีของบริการอื่น"
        raise RowError(place, first.get("input", ""), first["msg"], advice) from error


def _named(
    part: str, listing: Listing[ItemT], cases: Mapping[str, tuple[str, ...]]
) -> Listing[ItemT]:
    """Return a list whose items name their cases; every name of the file must be in it."""
    field = JOINED[part]
    known = {getattr(item, field) for item in listing.items}
    for name in cases:
        if name not in known:
            raise RowError(part, name, "คู่มือไม่มีรายการชื่อนี้", "ใช้ชื่อตรงตามไฟล์บริการ")
    items = []
    for item in listing.items:
        name = getattr(item, field)
        changes: dict[str, object] = {"cases": cases[name]} if name in cases else {}
        if changes and hasattr(item, "condition"):
            changes["condition"] = ""
        items.append(item.model_copy(update=changes))
    return listing.model_copy(update={"items": tuple(items)})


def _check_tables(content: ManualContent) -> None:
    """Refuse tables with a gap, a contradiction or a case that nobody can meet."""
    for fault in case_faults(content):
        part, _, place = fault.path.partition(".")
        value = ""
        if part in JOINED:
            item = getattr(content, part).items[int(place.split(".")[0])]
            value = item.cases[0]
        raise RowError(fault.path, value, fault.reason, fault.todo)


def _line_of(job: Job, name: str, value: str) -> int:
    """Return the line on which a text stands in a file, the first when it is not found."""
    quoted = json.dumps(value, ensure_ascii=False)
    lines = (job.data / name).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if quoted in line), 1)
