"""New editions of the form of monthly reports, and taking back one that is not in force yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.refusal import RefusalError
from infogo.volumes.definition import FormDefinition
from infogo.volumes.models import ReportForm

TARGET = "report_form"


def checked_definition(definition: Mapping[str, Any]) -> FormDefinition:
    """Return a definition that fits its shape.

    Raises:
        RefusalError: it does not; ``field`` is the path of what is wrong, empty for the whole.
    """
    try:
        return FormDefinition.model_validate(definition)
    except ValidationError as error:
        first = error.errors()[0]
        path = "-".join(str(part) for part in first["loc"])
        raise RefusalError(f"แบบนี้ใช้ไม่ได้: {first['msg']}", path) from error


@transaction.atomic
def enact_form(
    *, code: str, name_th: str, effective_from: date, definition: Mapping[str, Any], actor: str
) -> ReportForm:
    """Add a form for the months from a coming one on, until a later form replaces it.

    Raises:
        RefusalError: the month has begun or has a form of its own, the code is taken, or the
            definition does not fit.
    """
    checked = checked_definition(definition)
    if not name_th.strip():
        raise RefusalError("ใส่ชื่อแบบ", "name_th")
    if effective_from.day != 1:
        raise RefusalError("แบบเริ่มใช้ได้เฉพาะวันที่ 1 ของเดือน", "effective_from")
    if effective_from <= bangkok_now().date():
        raise RefusalError("เริ่มใช้ได้ตั้งแต่เดือนหน้า เพราะเดือนที่เริ่มแล้วแก้ย้อนหลังไม่ได้", "effective_from")
    held = ReportForm.objects.select_for_update().order_by("pk")
    if any(row.effective_from == effective_from for row in held):
        raise RefusalError("มีแบบอื่นเริ่มใช้เดือนเดียวกันแล้ว ถอนแบบนั้นหรือเลือกเดือนอื่น", "effective_from")
    if any(row.code == code for row in held):
        raise RefusalError("มีแบบอื่นใช้รหัสนี้แล้ว ใช้รหัสอื่น", "code")
    made = ReportForm.objects.create(
        code=code,
        name_th=name_th,
        effective_from=effective_from,
        definition=checked.model_dump(mode="json"),
    )
    detail = {"code": code, "effective_from": effective_from.isoformat(), "name": name_th}
    audit.record(
        actor=actor, verb="enact_report_form", target=TARGET, target_id=made.pk, detail=detail
    )
    return made


@transaction.atomic
def withdraw_form(*, form_id: int, reason: str, actor: str) -> None:
    """Take back a form whose first month has not begun; the audit trail keeps what it said.

    Raises:
        RefusalError: its first month has begun, or it is gone.
    """
    held = ReportForm.objects.select_for_update().filter(pk=form_id).first()
    if held is None:
        raise RefusalError("ไม่พบแบบนี้แล้ว กลับไปที่รายการ")
    if held.effective_from <= bangkok_now().date():
        raise RefusalError("แบบนี้เริ่มใช้แล้ว ถอนไม่ได้ ให้ออกแบบใหม่แทน")
    audit.record(
        actor=actor,
        verb="withdraw_report_form",
        target=TARGET,
        target_id=held.pk,
        detail={
            "reason": reason,
            "code": held.code,
            "name": held.name_th,
            "effective_from": held.effective_from.isoformat(),
            "definition": held.definition,
        },
    )
    held.delete()
