"""Definitions that are in force from a day on: editions are added and replaced, never changed.

What a law or a central agency sets is a row with a first day and a typed definition. Each kind of
them says here what it is; adding and taking back an edition are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from pydantic import BaseModel, ValidationError

from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.refusal import RefusalError
from infogo.core.waiting import wait_turn

ShapeT = TypeVar("ShapeT", bound=BaseModel)
ModelT = TypeVar("ModelT", bound=Model)


def _accept(_value: Any) -> None:
    """Find nothing wrong."""


@dataclass(frozen=True)
class EditionKind(Generic[ShapeT]):
    """One kind of definition that comes in editions.

    ``name`` is its target in the audit trail and the end of its verbs. ``field`` of ``model``
    holds what ``shape`` describes. ``word`` is what people call one edition. ``check`` and
    ``check_first_day`` raise ``RefusalError`` for what the shape cannot tell.
    """

    name: str
    model: type[Any]
    field: str
    shape: type[ShapeT]
    word: str = "ฉบับ"
    check: Callable[[ShapeT], None] = _accept
    check_first_day: Callable[[date], None] = _accept

    def read(self, row: Any) -> ShapeT:
        """Return what an edition says, typed."""
        return self.shape.model_validate(getattr(row, self.field))

    def checked(self, value: Mapping[str, Any]) -> ShapeT:
        """Return a definition that fits.

        Raises:
            RefusalError: it does not; ``field`` is the path of what is wrong, empty for the whole.
        """
        try:
            read = self.shape.model_validate(value)
        except ValidationError as error:
            first = error.errors()[0]
            path = "-".join(str(part) for part in first["loc"])
            raise RefusalError(_why(first), path) from error
        self.check(read)
        return read

    def in_force(self, day: date) -> Any:
        """Return the edition in force on a day, or ``None``; an end counts where it has one."""
        return in_force(self.model.objects.all(), day)


def in_force(editions: QuerySet[ModelT], day: date) -> ModelT | None:
    """Return the edition in force on a day of Thai time, the newest if several are."""
    begun = editions.filter(effective_from__lte=day)
    if any(field.name == "effective_to" for field in editions.model._meta.fields):
        begun = begun.filter(Q(effective_to=None) | Q(effective_to__gte=day))
    return begun.order_by("effective_from", "pk").last()


def _why(error: Any) -> str:
    """Return what our own rules say, or what to look at where a plain type does not fit."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return "ค่านี้ใช้ไม่ได้ ตรวจตัวเลขและช่องที่ต้องกรอก"


@transaction.atomic
def enact(
    kind: EditionKind[Any],
    *,
    code: str,
    name_th: str,
    effective_from: date,
    value: Mapping[str, Any],
    actor: str,
) -> Any:
    """Add an edition that is in force from a coming day on, until a later one is.

    Raises:
        RefusalError: the day has come already or belongs to another edition, the code is taken,
            or the definition does not fit.
    """
    checked = kind.checked(value)
    word = kind.word
    if not name_th.strip():
        raise RefusalError(f"ใส่ชื่อ{word}", "name_th")
    kind.check_first_day(effective_from)
    if effective_from <= bangkok_now().date():
        raise RefusalError(f"เริ่มใช้ได้ตั้งแต่พรุ่งนี้ เพราะ{word}ที่ใช้อยู่แก้ย้อนหลังไม่ได้", "effective_from")
    wait_turn(f"editions of {kind.name}")
    held = list(kind.model.objects.order_by("pk"))
    if any(row.effective_from == effective_from for row in held):
        raise RefusalError(f"มี{word}อื่นเริ่มใช้วันเดียวกันแล้ว ถอน{word}นั้นหรือเลือกวันอื่น", "effective_from")
    if any(row.code == code for row in held):
        raise RefusalError(f"มี{word}อื่นใช้รหัสนี้แล้ว ใช้รหัสอื่น", "code")
    made = kind.model.objects.create(
        code=code,
        name_th=name_th,
        effective_from=effective_from,
        **{kind.field: checked.model_dump(mode="json")},
    )
    audit.record(
        actor=actor,
        verb=f"enact_{kind.name}",
        target=kind.name,
        target_id=made.pk,
        detail={"code": code, "effective_from": effective_from.isoformat(), "name": name_th},
    )
    return made


@transaction.atomic
def withdraw(kind: EditionKind[Any], *, edition_id: int, reason: str, actor: str) -> None:
    """Take back an edition that is not in force yet; the audit trail keeps what it said.

    Raises:
        RefusalError: it is in force, was once, or is gone.
    """
    held = kind.model.objects.select_for_update().filter(pk=edition_id).first()
    if held is None:
        raise RefusalError(f"ไม่พบ{kind.word}นี้แล้ว กลับไปที่รายการ")
    if held.effective_from <= bangkok_now().date():
        raise RefusalError(f"{kind.word}นี้เริ่มใช้แล้ว ถอนไม่ได้ ให้ออก{kind.word}ใหม่แทน")
    audit.record(
        actor=actor,
        verb=f"withdraw_{kind.name}",
        target=kind.name,
        target_id=held.pk,
        detail={
            "reason": reason,
            "code": held.code,
            "name": held.name_th,
            "effective_from": held.effective_from.isoformat(),
            kind.field: getattr(held, kind.field),
        },
    )
    held.delete()
