"""Single rows of transaction reports as spreadsheets write them, by way of their services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency
from infogo.bulk.errors import RowRefusedError
from infogo.volumes.definition import FieldKind, FormDefinition
from infogo.volumes.errors import VolumeError
from infogo.volumes.expected import Key
from infogo.volumes.models import VolumeRow
from infogo.volumes.selectors import months_of
from infogo.volumes.services.common import form_for, locked_report
from infogo.volumes.services.rows import RowInput, save_rows
from infogo.volumes.values import as_json

VIA = "ไฟล์"
ZERO, NOTE = "is_zero", "note"


def kept(form: FormDefinition, row: VolumeRow | None) -> dict[str, Any]:
    """Return all that a row says, as JSON; ``None`` for what nobody told."""
    told = as_json(row.values) if row else {}
    values = {field.name: told.get(field.name) for field in form.fields}
    return {**values, ZERO: bool(row and row.is_zero), NOTE: row.note if row else ""}


@transaction.atomic
def tell(
    *,
    rights: Rights,
    agency_id: int,
    month: date,
    key: Key,
    told: Mapping[str, Any],
    is_as_seen: Callable[[Mapping[str, Any]], bool],
) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Tell a row; return what it said before, what it says now, and its id (0 for none).

    Raises:
        RowRefusedError: it changed since the file was checked, is not hers, or the report was
            submitted meanwhile.
    """
    agency = Agency.objects.get(pk=agency_id)
    try:
        form = form_for(month)
        locked_report(agency, month, form)
        before = kept(form, _row(agency_id, month, key))
        if not is_as_seen(before):
            raise RowRefusedError("มีคนแก้แถวนี้หลังจากตรวจไฟล์ ดาวน์โหลดแถวนี้ใหม่ แล้วแก้อีกครั้ง")
        row = RowInput(
            key,
            {name: _value(form, name, value) for name, value in told.items() if name in form.names},
            is_zero=told.get(ZERO),
            note=told.get(NOTE),
        )
        save_rows(rights=rights, agency=agency, month=month, rows=[row], via=VIA)
    except VolumeError as refusal:
        raise RowRefusedError(str(refusal)) from refusal
    after = _row(agency_id, month, key)
    return before, kept(form, after), after.pk if after else 0


def _row(agency_id: int, month: date, key: Key) -> VolumeRow | None:
    return months_of(agency_id, [month], [key]).rows.get((month, key))


def _value(form: FormDefinition, name: str, value: Any) -> Any:
    if value is not None and form.field(name).kind is FieldKind.DURATION:
        return Decimal(str(value))
    return value
