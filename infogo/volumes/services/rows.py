"""Telling rows of a report.

The report's row is locked first, then its rows are read: saving and submitting wait for each other,
and of two who save the same row the second is told what the first wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.written import clean_line
from infogo.volumes.definition import FormDefinition
from infogo.volumes.errors import MovedOnError, RowProblem, RowsError, VolumeError
from infogo.volumes.expected import Key, Reach, row_key
from infogo.volumes.findings import ZERO, Told, findings_of
from infogo.volumes.models import COLUMNS, MonthlyReport, VolumeRow
from infogo.volumes.months import later
from infogo.volumes.selectors import months_of, told_rows
from infogo.volumes.services.common import (
    LONGEST_NOTE,
    REPORT,
    closed,
    form_for,
    locked_report,
    not_this_row,
    reporting,
)
from infogo.volumes.values import Value, as_json

MOST_ROWS = 2000
ROWS_A_LINE = 100
"""Of one line of the audit trail."""


@dataclass(frozen=True)
class RowInput:
    """What is told about one row; fields that are not among ``values`` stay as they are.

    ``is_zero`` and ``note`` of ``None`` stay as they are too. ``seen`` is the version that the
    writer began from; ``None`` writes whatever stands there.
    """

    key: Key
    values: Mapping[str, Value]
    is_zero: bool | None = None
    note: str | None = None
    seen: int | None = None


@dataclass(frozen=True)
class Saved:
    """What a save did: how many rows it changed, and the rows as they are now, by key."""

    report: MonthlyReport
    changed: int
    rows: Mapping[Key, VolumeRow]


@transaction.atomic
def save_rows(
    *, rights: Rights, agency: Agency, month: date, rows: Sequence[RowInput], via: str = ""
) -> Saved:
    """Tell rows of an agency's month: all of them, or none when something is wrong with one.

    Numbers are kept as they were told, likely or not: findings say what to look at. A row in
    which everything was taken away is no longer told. ``via`` names the way it came, such as the
    prefix of a token, for the trail.

    Raises:
        NotYoursError: she does not report for this agency.
        ClosedError: the month has not begun, no form covers it, or the report was submitted.
        RowsError: a row is not asked for, not hers, or cannot be told so.
        MovedOnError: somebody saved a row since ``seen``, and not the same: what was saved while
            its answer was lost may be sent again.
    """
    form = form_for(month)
    hers = reporting(rights, agency)
    if len(rows) > MOST_ROWS:
        raise VolumeError(
            f"ส่งได้ครั้งละไม่เกิน {MOST_ROWS:,} แถว แบ่งส่งหลายครั้ง",
            f"Send at most {MOST_ROWS} rows at once",
        )
    report = locked_report(agency, month, form)
    if not report.is_open:
        raise closed(report)
    _check_asked(hers, rows)
    keys = [each.key for each in rows]
    known = months_of(agency.pk, [month, later(month, -1)], keys)
    problems: list[RowProblem] = []
    changes: list[tuple[VolumeRow, dict[str, Any]]] = []
    moved: dict[str, str] = {}
    for each in rows:
        row = known.rows.get((month, each.key)) or _new_row(report, each.key)
        is_as_seen = each.seen is None or each.seen == row.version
        before, saved_by = _kept(row), row.saved_by
        last = known.told(later(month, -1), each.key)
        problems += _tell(form, row, each, last)
        if _kept(row) != before:
            if not is_as_seen:
                moved[str(each.key)] = name_in(saved_by)
            changes.append((row, before))
    if moved:
        raise MovedOnError(list(moved), next(iter(moved.values())))
    if problems:
        raise RowsError(problems)
    _store(report, form, changes, rights.officer.audit_name, via)
    stored = {row_key(row): row for row, _before in changes if row.pk}
    old = {key: row for (each, key), row in known.rows.items() if each == month and row.pk}
    return Saved(report, len(changes), {**old, **stored})


def _check_asked(hers: Reach, rows: Sequence[RowInput]) -> None:
    keys = [each.key for each in rows]
    known = hers.known(keys)
    problems = [
        RowProblem(
            str(error_key), "", str(not_this_row(error_key)), not_this_row(error_key).english
        )
        for error_key in keys
        if error_key not in known
    ]
    if len(set(keys)) != len(keys):
        problems.append(
            RowProblem("", "", "มีแถวซ้ำ รวมให้เหลือแถวเดียว", "The same row stands there twice")
        )
    if problems:
        raise RowsError(problems)


def _tell(
    form: FormDefinition, row: VolumeRow, told: RowInput, last: Told | None
) -> list[RowProblem]:
    """Put what was told into a row; returns what cannot be told so."""
    key = str(told.key)
    note = None if told.note is None else clean_line(told.note)
    if note and len(note) > LONGEST_NOTE:
        thai = f"หมายเหตุยาว {len(note):,} ตัวอักษร ตัดให้เหลือไม่เกิน {LONGEST_NOTE}"
        return [RowProblem(key, "note", thai, f"The note is longer than {LONGEST_NOTE} characters")]
    if told.is_zero is not None:
        row.is_zero = told.is_zero
    for name, value in told.values.items():
        if name not in form.names:
            english = f"The form has no field {name}"
            return [RowProblem(key, name, f"แบบนี้ไม่มีช่อง {name}", english)]
        _set(row, name, value)
    if told.is_zero:
        _nobody_came(form, row, told, last)
    if note is not None:
        row.note = note
    now = Told(row.values, row.is_zero)
    return [
        RowProblem(key, finding.field, f"{finding.what} {finding.todo}", finding.english)
        for finding in findings_of(form, now, [])
        if finding.kind == ZERO
    ]


def _nobody_came(form: FormDefinition, row: VolumeRow, told: RowInput, last: Told | None) -> None:
    """Write the zeros that "nobody came" means; what was open before stays open.

    Only empty fields are filled: a number beside the tick is told as a contradiction.
    """
    open_before = last.values.get(form.carry.source) if last else None
    if row.values.get(form.carry.target) is None:
        _set(row, form.carry.target, open_before or 0)
    if row.values.get(form.carry.source) is None:
        _set(row, form.carry.source, row.values[form.carry.target])
    for field in form.fields:
        if field.zero and row.values.get(field.name) is None:
            _set(row, field.name, 0)


def _set(row: VolumeRow, name: str, value: Any) -> None:
    if name == "duration_unit":
        row.duration_unit = value or ""
    elif name in COLUMNS:
        setattr(row, name, value)
    else:
        row.extra = {k: v for k, v in {**row.extra, name: value}.items() if v is not None}


def _kept(row: VolumeRow) -> dict[str, Any]:
    """Return all that a save may change, as the trail keeps it."""
    marks = {"is_zero": row.is_zero or None, "note": row.note or None}
    return as_json({**row.values, **marks})


def _new_row(report: MonthlyReport, key: Key) -> VolumeRow:
    return VolumeRow(
        report=report,
        month=report.month,
        manual_id=key.manual_id,
        point_id=key.point_id,
        channel=key.channel,
    )


def _store(
    report: MonthlyReport,
    form: FormDefinition,
    changes: Sequence[tuple[VolumeRow, dict[str, Any]]],
    actor: str,
    via: str,
) -> None:
    if not changes:
        return
    now = timezone.now()
    for row, _before in changes:
        row.version += 1
        row.saved_at, row.saved_by, row.is_simulated = now, actor, False
    gone = [row for row, _before in changes if not _kept(row)]
    stay = [row for row, _before in changes if _kept(row)]
    new, old = [row for row in stay if not row.pk], [row for row in stay if row.pk]
    VolumeRow.objects.filter(pk__in=[row.pk for row in gone if row.pk]).delete()
    VolumeRow.objects.bulk_create(new)
    names = (*COLUMNS, "extra", "is_zero", "note", "version", "saved_at", "saved_by")
    VolumeRow.objects.bulk_update(old, [*names, "is_simulated"], batch_size=ROWS_A_LINE)
    report.filled = told_rows(report, form).count()
    report.save(update_fields=["filled"])
    for start in range(0, len(changes), ROWS_A_LINE):
        detail = [
            {"row": str(row_key(row)), "before": before, "after": _kept(row)}
            for row, before in changes[start : start + ROWS_A_LINE]
        ]
        audit.record(
            actor=actor,
            verb="save_volumes",
            target=REPORT,
            target_id=report.pk,
            detail={"rows": detail, **({"via": via} if via else {})},
        )
    for row in gone:
        row.pk = None
