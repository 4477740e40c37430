"""Everything about one agency as a ZIP, made in constant memory and kept for some days."""

from __future__ import annotations

import csv
import io
import json
import logging
import secrets
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.care.export_columns import Column, ExportTable
from infogo.care.export_tables import tables_of
from infogo.care.models import AgencyExport, ExportState
from infogo.core import audit
from infogo.core.cells import escaped
from infogo.core.dates import long_date

KEPT = timedelta(days=7)
MADE_WITHIN = timedelta(days=1)
NAMED_WITHIN = timedelta(minutes=10)
"""A file that is whole gets its name in an export at once; so late may its process be."""
CHUNK = 500
MOST_WAITING = 3
log = logging.getLogger(__name__)


class ExportError(ValueError):
    """An export that is not possible; ``str()`` says why in Thai."""


def folder() -> Path:
    """Return the folder of exports, made when it is not there; its owner alone reads it."""
    path = Path(settings.INFOGO["HOME"]) / "exports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@transaction.atomic
def ask_export(*, rights: Rights, agency: Agency) -> AgencyExport:
    """Ask for an export; officers and rights are in it only for who may administer the country.

    Raises:
        ExportError: some that she asked for are not ready yet.
    """
    waiting = AgencyExport.objects.filter(asked_by=rights.officer, state=ExportState.WAITING)
    if waiting.count() >= MOST_WAITING:
        raise ExportError(f"มีการส่งออกที่รออยู่ {MOST_WAITING} รายการแล้ว รอให้เสร็จก่อน")
    made = AgencyExport.objects.create(
        agency=agency, asked_by=rights.officer, with_people=rights.everywhere(Act.ADMINISTER)
    )
    _note(rights, "ask_export", made)
    return made


@transaction.atomic
def open_export(*, rights: Rights, export: AgencyExport) -> Path:
    """Return the file of an export for downloading; each time is written down.

    Raises:
        ExportError: it is not ready or gone, or officers are in it and she may not administer.
    """
    if export.with_people and not rights.everywhere(Act.ADMINISTER):
        raise ExportError("ไฟล์นี้มีข้อมูลเจ้าหน้าที่ ดาวน์โหลดได้เฉพาะผู้ดูแลส่วนกลาง")
    path = folder() / export.file
    if export.state != ExportState.READY or not export.file or not path.is_file():
        raise ExportError("ไฟล์นี้ยังไม่พร้อมหรือหมดอายุแล้ว ขอใหม่อีกครั้ง")
    _note(rights, "download_export", export)
    return path


def work_on_exports() -> int:
    """Make the exports that wait; returns how many. Whatever was half made is made anew."""
    done = 0
    waiting = AgencyExport.objects.filter(state=ExportState.WAITING).order_by("pk")
    for export in waiting.select_related("agency", "asked_by"):
        _make(export)
        done += 1
    return done


def forget_exports(*, now: datetime) -> int:
    """Remove files that are too old, and those that no export names; returns how many."""
    old = AgencyExport.objects.filter(state=ExportState.READY, expires_at__lte=now)
    gone = old.update(state=ExportState.EXPIRED, file="")
    named = set(AgencyExport.objects.filter(state=ExportState.READY).values_list("file", flat=True))
    for path in folder().iterdir():
        if path.name not in named and _is_over(path, now):
            path.unlink(missing_ok=True)
    return gone


def _is_over(path: Path, now: datetime) -> bool:
    """Whether a file that no export names is no longer in the making by another process."""
    kept = MADE_WITHIN if path.suffix == ".half" else NAMED_WITHIN
    try:
        return path.stat().st_mtime < (now - kept).timestamp()
    except FileNotFoundError:
        return False


def write_export(target: Path, agency: Agency, *, with_people: bool) -> None:
    """Write the ZIP of an agency; memory does not grow with what there is."""
    tables = tables_of(agency, with_people=with_people)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("README.txt", readme(agency, tables, with_people=with_people))
        for table in tables:
            with box.open(f"jsonl/{table.name}.jsonl", "w", force_zip64=True) as file:
                for line in _json_lines(table):
                    file.write(line)
            with box.open(f"csv/{table.name}.csv", "w", force_zip64=True) as file:
                for line in _csv_lines(table):
                    file.write(line)


def readme(agency: Agency, tables: Sequence[ExportTable], *, with_people: bool) -> str:
    """Say what is in the files and what every column means."""
    people = "รวมเจ้าหน้าที่และสิทธิ" if with_people else "ไม่มีข้อมูลเจ้าหน้าที่"
    lines = [
        f"ข้อมูลทั้งหมดของ{agency.name_th} (เลขที่ {agency.pk})",
        f"จัดทำเมื่อ {long_date(timezone.localdate())} · {people}",
        "",
        "jsonl/ แต่ละบรรทัดเป็น JSON หนึ่งรายการ (UTF-8)",
        "csv/ ตารางเดียวกันสำหรับโปรแกรมตาราง (UTF-8 มี BOM) ค่าที่มีโครงสร้างเขียนเป็น JSON ในช่อง",
        "ช่องว่างคือไม่มีข้อมูล ไม่ใช่ศูนย์ วันที่เป็น ค.ศ. เวลาเป็น UTC เงินเป็นสตางค์",
        "",
    ]
    for table in tables:
        lines.append(f"{table.name}: {table.title}")
        lines += [f"  {_name(column)}: {column.meaning}" for column in table.columns]
        lines.append("")
    return "\n".join(lines)


def _make(export: AgencyExport) -> None:
    name = secrets.token_hex(20)
    half, whole = folder() / f"{name}.half", folder() / f"{name}.zip"
    try:
        write_export(half, export.agency, with_people=export.with_people)
    except (OperationalError, InterfaceError):  # the database went away: it stays asked for
        half.unlink(missing_ok=True)
        raise
    except Exception:  # whatever it is, those behind it do not wait for it
        log.exception("export %d failed", export.pk)
        half.unlink(missing_ok=True)
        AgencyExport.objects.filter(pk=export.pk).update(state=ExportState.FAILED)
        return
    half.replace(whole)
    now = timezone.now()
    mine = AgencyExport.objects.filter(pk=export.pk, state=ExportState.WAITING).update(
        state=ExportState.READY,
        file=whole.name,
        byte_count=whole.stat().st_size,
        ready_at=now,
        expires_at=now + KEPT,
    )
    if not mine:  # another process was faster
        whole.unlink(missing_ok=True)


def _json_lines(table: ExportTable) -> Iterator[bytes]:
    for row in _rows(table):
        text = json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder)
        yield f"{text}\n".encode()


def _csv_lines(table: ExportTable) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([_name(column) for column in table.columns])
    yield b"\xef\xbb\xbf" + buffer.getvalue().encode()
    for row in _rows(table):
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_cell(value) for value in row.values()])
        yield buffer.getvalue().encode()


def _rows(table: ExportTable) -> Iterator[dict[str, Any]]:
    paths = [column.path for column in table.columns]
    names = [_name(column) for column in table.columns]
    for row in table.rows.values_list(*paths).iterator(chunk_size=CHUNK):
        yield dict(zip(names, row, strict=True))


def _name(column: Column) -> str:
    return column.path.replace("__", "_")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return escaped(json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder))
    return escaped(str(value))


def _note(rights: Rights, verb: str, export: AgencyExport) -> None:
    audit.record(
        actor=rights.officer.audit_name,
        verb=verb,
        target="agency",
        target_id=export.agency_id,
        detail={"export": export.pk, "with_people": export.with_people},
    )
