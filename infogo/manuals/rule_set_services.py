"""New editions of the rule set. One that is in force is never changed; a later one replaces it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.refusal import RefusalError
from infogo.manuals.lint.run import RULES
from infogo.manuals.models import RuleSet
from infogo.manuals.rule_sets import RuleParameters

TARGET = "rule_set"


def checked_parameters(parameters: Mapping[str, Any]) -> RuleParameters:
    """Return parameters that fit their definition.

    Raises:
        RefusalError: they do not; ``field`` is the path of the first that is wrong.
    """
    try:
        read = RuleParameters.model_validate(parameters)
    except ValidationError as error:
        first = error.errors()[0]
        path = "-".join(str(part) for part in first["loc"])
        raise RefusalError("ค่านี้ใช้ไม่ได้ ตรวจตัวเลขและช่องที่ต้องกรอก", path) from error
    if unknown := set(read.lint) - {rule.id for rule in RULES}:
        raise RefusalError(f"ไม่มีกฎชื่อ {', '.join(sorted(unknown))}", "lint")
    return read


@transaction.atomic
def enact_rule_set(
    *, code: str, name_th: str, effective_from: date, parameters: Mapping[str, Any], actor: str
) -> RuleSet:
    """Add an edition that is in force from a coming day on, until a later one is.

    Raises:
        RefusalError: the day has come already or belongs to another edition, the code is taken,
            or the parameters do not fit.
    """
    checked = checked_parameters(parameters)
    if not name_th.strip():
        raise RefusalError("ใส่ชื่อฉบับ", "name_th")
    if effective_from <= bangkok_now().date():
        raise RefusalError("เริ่มใช้ได้ตั้งแต่พรุ่งนี้ เพราะฉบับที่ใช้อยู่แก้ย้อนหลังไม่ได้", "effective_from")
    held = RuleSet.objects.select_for_update().order_by("pk")
    if any(row.effective_from == effective_from for row in held):
        raise RefusalError("มีฉบับอื่นเริ่มใช้วันเดียวกันแล้ว ถอนฉบับนั้นหรือเลือกวันอื่น", "effective_from")
    if any(row.code == code for row in held):
        raise RefusalError("มีฉบับอื่นใช้รหัสนี้แล้ว ใช้รหัสอื่น", "code")
    made = RuleSet.objects.create(
        code=code,
        name_th=name_th,
        effective_from=effective_from,
        parameters=checked.model_dump(mode="json"),
    )
    detail = {"code": code, "effective_from": effective_from.isoformat(), "name": name_th}
    audit.record(
        actor=actor, verb="enact_rule_set", target=TARGET, target_id=made.pk, detail=detail
    )
    return made


@transaction.atomic
def withdraw_rule_set(*, rule_set_id: int, reason: str, actor: str) -> None:
    """Take back an edition that is not in force yet; the audit trail keeps what it said.

    Raises:
        RefusalError: it is in force, was once, or is gone.
    """
    held = RuleSet.objects.select_for_update().filter(pk=rule_set_id).first()
    if held is None:
        raise RefusalError("ไม่พบฉบับนี้แล้ว กลับไปที่รายการ")
    if held.effective_from <= bangkok_now().date():
        raise RefusalError("ฉบับนี้เริ่มใช้แล้ว ถอนไม่ได้ ให้ออกฉบับใหม่แทน")
    audit.record(
        actor=actor,
        verb="withdraw_rule_set",
        target=TARGET,
        target_id=held.pk,
        detail={
            "reason": reason,
            "code": held.code,
            "name": held.name_th,
            "effective_from": held.effective_from.isoformat(),
            "parameters": held.parameters,
        },
    )
    held.delete()
