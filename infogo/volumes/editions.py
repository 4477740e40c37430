"""Editions of the form of monthly reports."""

from __future__ import annotations

from datetime import date

from infogo.core.dates import bangkok_now
from infogo.core.editions import EditionKind
from infogo.core.refusal import RefusalError
from infogo.volumes.definition import FormDefinition
from infogo.volumes.models import ReportForm


def _begins_a_coming_month(day: date) -> None:
    if day.day != 1:
        raise RefusalError("แบบเริ่มใช้ได้เฉพาะวันที่ 1 ของเดือน", "effective_from")
    if day <= bangkok_now().date():
        raise RefusalError("เริ่มใช้ได้ตั้งแต่เดือนหน้า เพราะเดือนที่เริ่มแล้วแก้ย้อนหลังไม่ได้", "effective_from")


REPORT_FORMS = EditionKind(
    "report_form",
    ReportForm,
    "definition",
    FormDefinition,
    word="แบบ",
    check_first_day=_begins_a_coming_month,
)
