"""Files as officers make them, and the worker that takes them through."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.bulk.models import BulkJob
from infogo.bulk.services import jobs
from infogo.bulk.services.work import work
from infogo.bulk.sheet import Filters
from infogo.bulk.sheets import SHEETS
from infogo.bulk.writing import csv_lines, write_workbook
from infogo.upkeep.duties import acting_for
from tests.factories import GrantFactory, OfficerFactory

Table = list[dict[str, str]]
LONG_ENOUGH = 60.0


def editor(agency: Agency, role: str = Role.AGENCY_ADMIN) -> Officer:
    """Make an officer who may change what belongs to an agency."""
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=role, agency=agency)
    return officer


def downloaded(kind: str, officer: Officer) -> Table:
    """Return what an officer downloads as CSV, by header."""
    sheet = SHEETS[kind]
    content = b"".join(csv_lines(sheet, sheet.rows(Rights.of(officer), Filters())))
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_csv(
    table: Iterable[dict[str, str]], *, encoding: str = "utf-8-sig", delimiter: str = ","
) -> bytes:
    """Return a table as the bytes of a CSV file."""
    rows = list(table)
    heads = list(dict.fromkeys(head for row in rows for head in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, heads, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_workbook(kind: str, officer: Officer, folder: Path) -> bytes:
    """Return what an officer downloads as a workbook."""
    sheet = SHEETS[kind]
    path = folder / "download.xlsx"
    with path.open("wb") as stream:
        write_workbook(stream, sheet, sheet.rows(Rights.of(officer), Filters()))
    return path.read_bytes()


def uploaded(kind: str, officer: Officer, content: bytes) -> BulkJob:
    """Upload a file."""
    return jobs.upload(
        rights=Rights.of(officer), sheet=SHEETS[kind], name="ไฟล์.csv", pieces=[content]
    )


def worked(job: BulkJob) -> BulkJob:
    """Let the worker do all there is to do and return the job as it is then."""
    while work(acting_for, seconds=LONG_ENOUGH):
        pass
    job.refresh_from_db()
    return job


def checked(kind: str, officer: Officer, table: Sequence[dict[str, str]]) -> BulkJob:
    """Upload a table and let the worker check it."""
    return worked(uploaded(kind, officer, as_csv(table)))


def applied(job: BulkJob) -> BulkJob:
    """Start a checked job and let the worker apply it."""
    jobs.start(job_id=job.pk, officer=job.officer)
    return worked(job)


def undone(job: BulkJob) -> BulkJob:
    """Undo a job and let the worker do it."""
    jobs.undo(job_id=job.pk, officer=job.officer)
    return worked(job)
