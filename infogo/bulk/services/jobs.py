"""What an officer asks for: upload, apply, cancel, undo. All real work is left to the worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from infogo.accounts.models import AgencyToken, Officer
from infogo.accounts.perms import Rights
from infogo.bulk import storage
from infogo.bulk.cells import clean
from infogo.bulk.errors import BulkError
from infogo.bulk.models import WORKING, BulkJob, BulkRow, JobState, RowState
from infogo.bulk.reading import read_upload
from infogo.bulk.services.counting import count_rows
from infogo.bulk.sheet import Sheet
from infogo.core import audit

MOST_AT_WORK = 3
"""Jobs of one officer that the worker has not finished; a fourth has to wait."""
KEPT = timedelta(days=90)
"""As long can a job be looked at and undone."""


def upload(
    *,
    rights: Rights,
    sheet: Sheet,
    name: str,
    pieces: Iterable[bytes],
    token: AgencyToken | None = None,
) -> BulkJob:
    """Take a file and let the worker check it; with a ``token`` it is that program's job.

    The file is read before anything is held: no other writer waits for it.

    Raises:
        FileError: the file cannot be used as a whole.
        BulkError: she may not change such records, or has too many jobs at work.
    """
    return take(read_in(rights=rights, sheet=sheet, name=name, pieces=pieces, token=token))


def read_in(
    *,
    rights: Rights,
    sheet: Sheet,
    name: str,
    pieces: Iterable[bytes],
    token: AgencyToken | None = None,
) -> BulkJob:
    """Keep and read a file; ``take`` writes its job down. Call it while nothing is held.

    Raises:
        FileError: the file cannot be used as a whole.
        BulkError: she may not change such records, or has too many jobs at work.
    """
    if not sheet.may_use(rights):
        raise BulkError("คุณไม่มีสิทธิแก้ข้อมูลชนิดนี้ ขอสิทธิจากผู้ดูแลหน่วยงานของคุณ")
    _require_room(rights.officer)
    sha256 = storage.keep(pieces)
    try:
        found = read_upload(storage.path_of(sha256), sheet)
    except BulkError:
        _forget_unused(sha256)
        raise
    return BulkJob(
        kind=sheet.code,
        officer=rights.officer,
        token=token,
        name=clean(name)[-200:] or "ไฟล์",
        sha256=sha256,
        is_csv=found.is_csv,
        total=len(found.rows),
    )


def take(job: BulkJob) -> BulkJob:
    """Write the job of a file down that ``read_in`` read.

    A file that is being checked already is one job: a button is often pressed twice.

    Raises:
        BulkError: she has too many jobs at work.
    """
    try:
        return _taken(job)
    except BulkError:
        _forget_unused(job.sha256)
        raise


@transaction.atomic
def _taken(job: BulkJob) -> BulkJob:
    """Write a job down, unless the same file of its officer is being checked."""
    Officer.objects.select_for_update(no_key=True).get(pk=job.officer_id)
    at_work = BulkJob.objects.filter(officer=job.officer, token=job.token, state=JobState.CHECKING)
    alike = at_work.filter(kind=job.kind, sha256=job.sha256).first()
    if alike is not None:
        return alike
    _require_room(job.officer)
    job.save(force_insert=True)
    return job


def _require_room(officer: Officer) -> None:
    if BulkJob.objects.filter(officer=officer, state__in=WORKING).count() >= MOST_AT_WORK:
        raise BulkError(f"คุณมีงานที่กำลังทำอยู่ {MOST_AT_WORK} งาน รอให้เสร็จหรือยกเลิกก่อน")


@transaction.atomic
def start(*, job_id: int, officer: Officer) -> BulkJob:
    """Apply the rows of a checked job that can be applied; asked again, nothing happens.

    Raises:
        BulkError: the job is not waiting for that, or no row changes anything.
    """
    job = _locked(job_id, officer)
    if job.state == JobState.APPLYING:
        return job
    if job.state != JobState.CHECKED:
        raise BulkError(f"งานนี้{job.get_state_display()} จึงสั่งบันทึกไม่ได้")
    if not job.effective:
        raise BulkError("ไม่มีแถวที่เปลี่ยนข้อมูล แก้ไฟล์แล้วส่งใหม่")
    return _move(job, JobState.APPLYING)


@transaction.atomic
def cancel(*, job_id: int, officer: Officer) -> BulkJob:
    """Stop a job; rows that are applied already stay so and can be undone.

    Raises:
        BulkError: it is over already, or on its way back.
    """
    job = _locked(job_id, officer)
    if job.state == JobState.CANCELLED:
        return job
    if job.state not in (JobState.CHECKING, JobState.CHECKED, JobState.APPLYING):
        raise BulkError(f"งานนี้{job.get_state_display()} จึงยกเลิกไม่ได้")
    # A worker that was killed has not counted; one that is between two rows counts again.
    count_rows(job.pk)
    job.finished_at = timezone.now()
    audit.record(
        actor=officer.audit_name, verb="bulk_cancel", target="bulk_job", target_id=job.pk,
        detail={"kind": job.kind, "state": job.state},
    )  # fmt: skip
    return _move(job, JobState.CANCELLED)


@transaction.atomic
def undo(*, job_id: int, officer: Officer) -> BulkJob:
    """Give every applied row back what it said before, where nobody changed it since.

    Raises:
        BulkError: nothing is applied, or the job is still at work.
    """
    job = _locked(job_id, officer)
    if job.state == JobState.UNDOING:
        return job
    is_over = job.state in (JobState.DONE, JobState.CANCELLED)
    if not is_over or not BulkRow.objects.filter(job=job, state=RowState.APPLIED).exists():
        raise BulkError("ไม่มีแถวที่บันทึกแล้วให้ย้อนกลับ")
    return _move(job, JobState.UNDOING)


def forget_old() -> int:
    """Remove jobs that are too old to be undone, with their files; return how many."""
    old = BulkJob.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(state__in=WORKING)
    removed = 0
    for job in old[:100]:
        with transaction.atomic():
            job.delete()
        _forget_unused(job.sha256)
        removed += 1
    return removed


def _locked(job_id: int, officer: Officer) -> BulkJob:
    return BulkJob.objects.select_for_update().get(Q(pk=job_id), officer=officer)


def _move(job: BulkJob, state: JobState) -> BulkJob:
    job.state = state
    if state in WORKING:
        job.started_at, job.finished_at = timezone.now(), None
    job.save(update_fields=["state", "started_at", "finished_at"])
    return job


def _forget_unused(sha256: str) -> None:
    if not BulkJob.objects.filter(sha256=sha256).exists():
        storage.forget(sha256)
