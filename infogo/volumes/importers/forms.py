"""Forms of transaction reports from ``report_forms.json``."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError

from infogo.core.importing import Job, Row, RowError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.volumes.definition import FormDefinition
from infogo.volumes.models import ReportForm

FILE = "report_forms.json"
FORMS = Table(
    "report_form", ReportForm, key=("code",), fields=("name_th", "effective_from", "definition")
)


def load_report_forms(job: Job) -> Tally:
    """Load the forms; one that does not fit its shape is left out and said."""
    entries: list[Any] = job.json_file(FILE)
    rows = (Row(job, FILE, number, entry) for number, entry in enumerate(entries, 1))
    return load_rows(FORMS, convert(rows, _form), job)


def _form(row: Row) -> Values:
    text = row.text("effective_from", longest=10, required=True)
    try:
        begins = date.fromisoformat(text)
    except ValueError as error:
        raise RowError("effective_from", text, "ไม่ใช่วันที่", "เขียนเช่น 2026-10-01") from error
    if begins.day != 1:
        raise RowError("effective_from", text, "ไม่ใช่วันแรกของเดือน", "แบบเริ่มใช้ในวันที่ 1")
    definition = row.data.get("definition")
    try:
        FormDefinition.model_validate(definition)
    except ValidationError as error:
        found = error.errors()[0]
        place = ".".join(str(part) for part in found["loc"])
        raise RowError(
            f"definition.{place}", "", str(found["msg"]), "แก้ตาม infogo/volumes/definition.py"
        ) from error
    return {
        "code": row.text("code", longest=40, required=True),
        "name_th": row.text("name_th", longest=200, required=True),
        "effective_from": begins,
        "definition": definition,
    }
