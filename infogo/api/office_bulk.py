"""``/api/v1/office/bulk``: many records at once, as a job: upload, look at the rows, apply, undo.

The sheets, their checks and the worker are those of the workspace's spreadsheets. A job that came
with a token acts with what the token may at that moment, and only that token sees it here.
"""

from __future__ import annotations

import codecs
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import IO, Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Query, Router, Schema

from infogo.accounts.roles import Act
from infogo.api.answering import PageOut, wrong
from infogo.api.callers import (
    FORBIDDEN,
    UNUSABLE,
    ApiProblemError,
    TokenAuth,
    caller_of,
)
from infogo.api.limits import LARGEST_FILE
from infogo.api.office_paging import OfficePage, page_of_rows
from infogo.api.writing import CONFLICT, CREATED, NOT_FOUND, PROBLEMS, Id, acted, found, rights_with
from infogo.bulk.errors import BulkError
from infogo.bulk.json_lines import as_csv, as_lines
from infogo.bulk.models import REFUSED, BulkJob, BulkRow, JobState, RowState
from infogo.bulk.services import jobs
from infogo.bulk.sheet import Filters, Sheet
from infogo.bulk.sheets import SHEETS
from infogo.records.base import said
from infogo.volumes.months import month_of

router = Router(tags=["office-bulk"], auth=TokenAuth())
ADDRESS = "/office/bulk/jobs/{job_id}"
JOB = ("งาน", "job")
LINES_TYPE = "application/x-ndjson"
FILE_TYPE = "application/octet-stream"
IN_MEMORY = 1_000_000
PIECE = 65_536
EDITING = (Act.EDIT_POINT, Act.EDIT_MANUAL, Act.REPORT)
Kind = Annotated[str, Path(max_length=40, pattern=r"^[a-z0-9_-]+$")]
Word = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]
Month = Annotated[str, Query(pattern=r"^(\d{4}-\d{2})?$", description="Buddhist Era, 2569-10")]
Province = Annotated[str, Query(pattern=r"^([1-9][0-9])?$", description="Two-digit code")]


class ColumnOut(Schema):
    """One column of a kind of rows."""

    name: str = said("ชื่อช่องใน JSON Lines", "Its key in JSON Lines")
    header: str = said("หัวคอลัมน์ในตาราง", "Its header in spreadsheets, in Thai")
    help: str = said("คำอธิบาย", "What to write, in Thai")
    is_info: bool = said("ให้ดูประกอบ ไม่อ่านค่า", "Only to be looked at; never read")
    is_required: bool = said("ต้องมีเมื่อเพิ่มแถวใหม่", "Needed in a row that adds a record")
    choices: list[str] = said("ตัวเลือก ว่างคือพิมพ์เอง", "What may be written; empty: anything")
    example: str = said("ตัวอย่าง", "An example")


class KindOut(Schema):
    """One kind of rows that the caller may change."""

    code: str = said("รหัสชนิด", "Its code in addresses")
    title: str = said("ชื่อ", "What it is called, in Thai")
    lead: str = said("คำอธิบาย", "What its rows are, in Thai")
    columns: list[ColumnOut] = said("คอลัมน์", "Its columns")


class KindsOut(Schema):
    """The kinds of rows that the caller may change."""

    kinds: list[KindOut] = said("ชนิดข้อมูล", "The kinds")


class JobOut(Schema):
    """A job on its way: checking → checked → applying → done → undoing → undone."""

    id: int = said("เลขงาน", "Id of the job")
    kind: str = said("ชนิดข้อมูล", "Kind of its rows")
    name: str = said("ชื่อไฟล์", "Name of the file")
    state: str = said("สถานะ", "checking, checked, applying, done, cancelled, undoing or undone")
    total: int = said("จำนวนแถว", "How many rows")
    checked: int = said("ตรวจแล้ว", "How many were checked")
    outcomes: dict[str, int] = said(
        "ผลตรวจ เป็นจำนวนแถว", "How many rows would add, change, remove, are same, wrong or conflict"
    )
    can_apply: bool = said("สั่งบันทึกได้", "Whether it waits for being applied and changes anything")
    applied: int = said("บันทึกแล้ว", "How many rows were applied")
    failed: int = said("บันทึกไม่ได้", "How many could not be applied")
    undone: int = said("ย้อนกลับแล้ว", "How many were taken back")
    kept: int = said("ย้อนกลับไม่ได้", "How many could not be taken back")
    created_at: datetime = said("ส่งเมื่อ", "When it was sent")
    finished_at: datetime | None = said("เสร็จเมื่อ", "When it was finished")


class RowProblemOut(Schema):
    """What is wrong with a cell."""

    column: str = said("หัวคอลัมน์ ว่างคือทั้งแถว", "Header of the column; empty: the whole row")
    value: str = said("ค่าที่ส่ง", "What was sent")
    reason: str = said("ผิดอย่างไร", "What is wrong, in Thai")
    advice: str = said("ต้องเขียนอย่างไร", "What to write instead, in Thai")


class RowChangeOut(Schema):
    """What a row changes of a record."""

    column: str = said("หัวคอลัมน์", "Header of the column")
    before: str = said("ค่าเดิม", "What stood there")
    after: str = said("ค่าใหม่", "What will stand there")


class BulkRowOut(Schema):
    """One row: what it would do, and what became of it."""

    row: int = said("แถวในตาราง", "Its row in the spreadsheet; the header is row 1")
    line: int = said("บรรทัดใน JSON Lines", "Its line in JSON Lines")
    outcome: str = said("จะทำอะไร", "add, change, remove, same, wrong or conflict")
    state: str = said("ทำแล้วหรือไม่", "checked, applied, failed, undone or kept")
    record: int | None = said("เลขของรายการ", "Id of the record")
    label: str = said("ชื่อรายการ", "What the record is called, in Thai")
    problems: list[RowProblemOut] = said("สิ่งที่ต้องแก้", "What is wrong")
    changes: list[RowChangeOut] = said("สิ่งที่เปลี่ยน", "What changes")


ONE: dict[Any, Any] = {200: JobOut, **PROBLEMS}


@router.get("/office/bulk", response={200: KindsOut, **PROBLEMS})
def list_bulk_kinds(request: HttpRequest) -> object:
    """List the kinds of rows that the caller may change, with their columns."""
    rights = rights_with(request, *EDITING)
    return KindsOut(kinds=[_kind(each) for each in SHEETS.values() if each.may_use(rights)])


@router.get(
    "/office/bulk/{kind}/rows",
    response={200: None, **PROBLEMS},
    openapi_extra={"responses": {200: {"content": {LINES_TYPE: {"schema": {"type": "string"}}}}}},
)
def read_bulk_rows(
    request: HttpRequest, kind: Kind, province: Province = "", q: Word = "", month: Month = ""
) -> Any:
    """Read the rows that the caller may change as JSON Lines; send changed ones back as a job."""
    rights, sheet = rights_with(request, *EDITING), _sheet(request, kind)
    if month and month_of(month) is None:
        # Not another month in its place: elsewhere months are of the Common Era.
        raise wrong(
            "month",
            "ใส่เดือนเป็น พ.ศ. เช่น 2569-10",
            "write the month in the Buddhist Era, such as 2569-10",
        )
    filters = Filters(province, q, month)
    if sheet.count(rights, filters, sheet.most + 1) > sheet.most:
        raise ApiProblemError(
            UNUSABLE,
            f"มีมากกว่า {sheet.most:,} {sheet.unit} เลือกจังหวัดหรือค้นชื่อให้เหลือน้อยลง",
            f"There are more than {sheet.most} rows; narrow them by province or q",
        )
    return StreamingHttpResponse(as_lines(sheet.rows(rights, filters)), content_type=LINES_TYPE)


@router.post(
    "/office/bulk/{kind}/jobs",
    response={CREATED: JobOut, **PROBLEMS},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {FILE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def upload_bulk_job(request: HttpRequest, kind: Kind, name: Word = "") -> object:
    """Send a file as the body: xlsx, CSV with the spreadsheet's headers, or JSON Lines.

    What it is shows from its beginning. It is checked row by row; nothing changes before the job is
    applied.
    """
    rights, sheet = rights_with(request, *EDITING), _sheet(request, kind)
    token = caller_of(request).token
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
        digest = _kept(request, body)

        @cache
        def read() -> BulkJob:
            is_lines = _begins_an_object(body)
            pieces: Iterator[bytes] = iter(lambda: body.read(PIECE), b"")
            return jobs.read_in(
                rights=rights,
                sheet=sheet,
                name=name or f"{sheet.code}.{'jsonl' if is_lines else 'csv'}",
                pieces=as_csv(pieces, sheet) if is_lines else pieces,
                token=token,
            )

        def act() -> tuple[int, Any]:
            return CREATED, _told(jobs.take(read())).model_dump(mode="json")

        return acted(request, act, _unusable, BulkError, content=digest, first=read)


@router.get("/office/bulk/jobs", response={200: PageOut[JobOut], **PROBLEMS})
def list_bulk_jobs(request: HttpRequest, asked: OfficePage) -> object:
    """List the jobs of this token, by id."""
    rows = _jobs(request)
    return page_of_rows(request, asked, rows, lambda some: [_told(job) for job in some])


@router.get(ADDRESS, response=ONE)
def read_bulk_job(request: HttpRequest, job_id: Id) -> object:
    """Read how far a job is."""
    return _told(_found(request, job_id))


@router.get(f"{ADDRESS}/rows", response={200: PageOut[BulkRowOut], **PROBLEMS})
def read_job_rows(
    request: HttpRequest, job_id: Id, asked: OfficePage, problems: bool = False
) -> object:
    """Read what each row does or did; with problems=true only those that need mending."""
    rows = BulkRow.objects.filter(job=_found(request, job_id))
    if problems:
        failed = (RowState.FAILED, RowState.KEPT)
        rows = rows.filter(Q(outcome__in=REFUSED) | Q(state__in=failed))
    return page_of_rows(request, asked, rows, lambda some: [_row(row) for row in some])


@router.post(f"{ADDRESS}/apply", response=ONE)
def apply_bulk_job(request: HttpRequest, job_id: Id) -> object:
    """Apply the rows that can be applied, each in a transaction of its own."""
    return _act(request, job_id, jobs.start)


@router.post(f"{ADDRESS}/cancel", response=ONE)
def cancel_bulk_job(request: HttpRequest, job_id: Id) -> object:
    """Stop a job; what is applied stays and can be undone."""
    return _act(request, job_id, jobs.cancel)


@router.post(f"{ADDRESS}/undo", response=ONE)
def undo_bulk_job(request: HttpRequest, job_id: Id) -> object:
    """Give every applied row back what it said before, where nobody changed it since."""
    return _act(request, job_id, jobs.undo)


def _act(request: HttpRequest, job_id: int, service: Callable[..., BulkJob]) -> object:
    officer = caller_of(request).rights.officer

    def act() -> tuple[int, Any]:
        job = service(job_id=_found(request, job_id).pk, officer=officer)
        return 200, _told(job).model_dump(mode="json")

    return acted(request, act, _not_now, BulkError)


def _not_now(refusal: Exception) -> ApiProblemError:
    return ApiProblemError(
        CONFLICT, str(refusal), "The job does not allow this now; read its state"
    )


def _unusable(refusal: Exception) -> ApiProblemError:
    return ApiProblemError(UNUSABLE, str(refusal), "The file cannot be used; see title_th")


def _sheet(request: HttpRequest, kind: str) -> Sheet:
    """Return a kind of rows that the caller may change.

    Raises:
        ApiProblemError: there is none, or it is not hers.
    """
    sheet = SHEETS.get(kind)
    if sheet is None:
        known = ", ".join(SHEETS)
        raise ApiProblemError(NOT_FOUND, f"ไม่มีชนิดนี้ มี {known}", f"There are {known}")
    if not sheet.may_use(caller_of(request).rights):
        raise ApiProblemError(FORBIDDEN, "คุณไม่มีสิทธิแก้ข้อมูลชนิดนี้", "You may not change such rows")
    return sheet


def _jobs(request: HttpRequest) -> QuerySet[BulkJob]:
    rights_with(request, *EDITING)
    return BulkJob.objects.filter(token=caller_of(request).token, kind__in=SHEETS)


def _found(request: HttpRequest, job_id: int) -> BulkJob:
    rows = _jobs(request)
    return found(rows, rows, job_id, JOB)


def _kept(request: HttpRequest, body: IO[bytes]) -> str:
    """Keep a body that is read in pieces and return its digest.

    Raises:
        ApiProblemError: it is too large.
    """
    sha, size = hashlib.sha256(), 0
    while piece := request.read(PIECE):
        size += len(piece)
        if size > LARGEST_FILE:
            raise ApiProblemError(413, "ไฟล์ใหญ่เกิน 10 MB", "The file is larger than 10 MB")
        sha.update(piece)
        body.write(piece)
    return sha.hexdigest()


def _begins_an_object(body: IO[bytes]) -> bool:
    """Whether a file is JSON Lines; it is read from its beginning afterwards."""
    body.seek(0)
    first = body.read(PIECE).removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    body.seek(0)
    return first == b"{"


def _kind(sheet: Sheet) -> KindOut:
    return KindOut(
        code=sheet.code,
        title=sheet.title,
        lead=sheet.lead,
        columns=[
            ColumnOut(
                name=column.name,
                header=column.header,
                help=column.help,
                is_info=column.is_info,
                is_required=column.required,
                choices=list(sheet.choices_of(column)),
                example=column.example,
            )
            for column in sheet.columns
        ],
    )


def _told(job: BulkJob) -> JobOut:
    return JobOut(
        id=job.pk,
        kind=job.kind,
        name=job.name,
        state=job.state,
        total=job.total,
        checked=job.checked,
        outcomes=job.outcomes,
        can_apply=job.state == JobState.CHECKED and bool(job.effective),
        applied=job.applied,
        failed=job.failed,
        undone=job.undone,
        kept=job.kept,
        created_at=job.created_at,
        finished_at=job.finished_at,
    )


def _row(row: BulkRow) -> BulkRowOut:
    return BulkRowOut(
        row=row.number,
        line=row.number - 1,
        outcome=row.outcome,
        state=row.state,
        record=row.record_id,
        label=row.label,
        problems=[RowProblemOut(**each) for each in row.problems],
        changes=[RowChangeOut(**each) for each in row.changes],
    )
