"""What the worker does with jobs, a slice of time at once.

Rows are looked at outside any transaction and applied in one transaction each: another writer
waits for one row and never for a file. Whatever was committed is done, so that a worker may be
killed at any write and the next one goes on behind it. A row with which something goes wrong that
nobody thought of is told as such: it holds up neither its job nor those of others. A lease keeps
two workers from the same job; should it run out early, every row is locked and looked at again
before anything happens.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import lru_cache

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from infogo.bulk import storage
from infogo.bulk.errors import FileError, RowRefusedError
from infogo.bulk.models import (
    EFFECTIVE,
    WORKING,
    BulkJob,
    BulkRow,
    JobState,
    Outcome,
    RowState,
)
from infogo.bulk.reading import Upload, read_upload
from infogo.bulk.services.counting import count_rows
from infogo.bulk.sheet import Acting, FileRow, Problem, Verdict
from infogo.bulk.sheets import SHEETS
from infogo.core import audit

SLICE_SECONDS = 0.5
"""The worker has to follow the outbox within a second."""
ROWS_AT_ONCE = 100
LEASE = timedelta(seconds=30)
BREATH_SECONDS = 0.001
"""Between two rows: SQLite's writers wait by looking again, and find the door open."""

AWAY = (OperationalError, InterfaceError)
"""The database went away, which is no fault of a row: it waits."""
log = logging.getLogger(__name__)

ActingFor = Callable[[BulkJob], Acting]
_FINISHED = {
    JobState.CHECKING: JobState.CHECKED,
    JobState.APPLYING: JobState.DONE,
    JobState.UNDOING: JobState.UNDONE,
}
_VERBS = {JobState.APPLYING: "bulk_apply", JobState.UNDOING: "bulk_undo"}


def work(acting_for: ActingFor, *, seconds: float = SLICE_SECONDS) -> int:
    """Move jobs on for about so many seconds, oldest first; return how many rows were done."""
    ends = time.monotonic() + seconds
    done = 0
    for job_id in (
        BulkJob.objects.filter(state__in=WORKING).order_by("pk").values_list("pk", flat=True)
    ):
        if time.monotonic() >= ends:
            break
        if not _take_lease(job_id):
            continue
        try:
            done += _move_on(job_id, acting_for, ends)
        finally:
            BulkJob.objects.filter(pk=job_id).update(leased_until=None)
    return done


def _take_lease(job_id: int) -> bool:
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return bool(BulkJob.objects.filter(free, pk=job_id).update(leased_until=now + LEASE))


def _move_on(job_id: int, acting_for: ActingFor, ends: float) -> int:
    """Work on one job until the time is over, it is finished, or somebody stopped it."""
    done = 0
    while True:
        job = BulkJob.objects.select_related("officer", "token__officer").get(pk=job_id)
        if not job.is_working:
            break
        acting = acting_for(job)  # read again for every portion: rights end at once
        with audit.by_program(job.token.prefix if job.token else ""):
            count = _some(job, acting, ends)
        done += count
        if not count:
            break
        if time.monotonic() >= ends:
            break
    count_rows(job_id)
    return done


def _some(job: BulkJob, acting: Acting, ends: float) -> int:
    """Work on the next portion of rows; 0 when the job is finished."""
    if job.state == JobState.CHECKING:
        count = _check_some(job, acting)
    else:
        count = _do_some(job, acting, ends)
    if not count:
        _finish(job)
    return count


# ---- checking


@lru_cache(maxsize=1)
def _read(sha256: str, kind: str) -> Upload:
    """Return a file's rows; a job takes many slices and its file is read once."""
    return read_upload(storage.path_of(sha256), SHEETS[kind])


def _check_some(job: BulkJob, acting: Acting) -> int:
    """Check the next portion of rows and keep what they would do; 0 when all are checked."""
    try:
        rows = _read(job.sha256, job.kind).rows[job.checked : job.checked + ROWS_AT_ONCE]
    except (FileError, OSError):
        rows = [FileRow(number, {}) for number in range(job.checked + 1, job.total + 1)]
        verdicts = [_lost() for _row in rows]
    else:
        verdicts = _verdicts(job, rows, acting)
    if not rows:
        _read.cache_clear()
        return 0
    made = [
        BulkRow(
            job=job,
            number=row.number,
            outcome=verdict.outcome,
            record_id=verdict.record_id,
            label=verdict.label[:200],
            problems=[problem.as_json() for problem in verdict.problems],
            changes=verdict.changes,
            plan=verdict.plan,
        )
        for row, verdict in zip(rows, verdicts, strict=True)
    ]
    with transaction.atomic():
        held = BulkJob.objects.select_for_update().get(pk=job.pk)
        if held.state == JobState.CHECKING and held.checked == job.checked:
            BulkRow.objects.bulk_create(made)
            held.checked += len(made)
            held.save(update_fields=["checked"])
    return len(made)


def _verdicts(job: BulkJob, rows: Sequence[FileRow], acting: Acting) -> list[Verdict]:
    """Check rows together; when that fails, one by one, so that one costs no other."""
    try:
        return SHEETS[job.kind].check(rows, acting)
    except AWAY:
        raise
    except Exception:
        log.exception("rows of job %d cannot be checked", job.pk)
        if len(rows) > 1:
            return [verdict for row in rows for verdict in _verdicts(job, [row], acting)]
        problem = Problem("แถวนี้", "", str(_broken()), "")
        return [Verdict(Outcome.WRONG, problems=[problem])]


def _broken() -> RowRefusedError:
    return RowRefusedError("ระบบทำแถวนี้ไม่สำเร็จและบันทึกเหตุไว้แล้ว ทำแถวนี้ในหน้าเว็บแทน หรือแจ้งผู้ดูแลระบบ")


def _lost() -> Verdict:
    problem = Problem("ไฟล์", "", "ไฟล์ที่ส่งหายไปจากระบบ", "ส่งไฟล์อีกครั้ง")
    return Verdict(Outcome.WRONG, problems=[problem])


# ---- applying and undoing


def _do_some(job: BulkJob, acting: Acting, ends: float) -> int:
    """Apply, or undo, the next portion of rows, each in a transaction of its own."""
    rows = BulkRow.objects.filter(job=job)
    if job.state == JobState.APPLYING:
        rows = rows.filter(state=RowState.CHECKED, outcome__in=EFFECTIVE).order_by("number")
        act = _apply
    else:
        rows = rows.filter(state=RowState.APPLIED).order_by("-number")
        act = _undo
    done = 0
    for row_id in list(rows.values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        act(row_id, job, acting)
        done += 1
        if time.monotonic() >= ends:
            break
        time.sleep(BREATH_SECONDS)
    return done


def _apply(row_id: int, job: BulkJob, acting: Acting) -> None:
    try:
        with transaction.atomic():
            row = _locked_row(row_id, RowState.CHECKED)
            if row is None:
                return
            row.record_id, row.undo = SHEETS[job.kind].apply(row.plan, row.record_id, acting)
            row.state = RowState.APPLIED
            row.save(update_fields=["state", "record_id", "undo"])
    except RowRefusedError as refusal:
        _note(row_id, RowState.CHECKED, RowState.FAILED, refusal)
    except AWAY:
        raise
    except Exception:
        log.exception("row %d of job %d cannot be applied", row_id, job.pk)
        _note(row_id, RowState.CHECKED, RowState.FAILED, _broken())


def _undo(row_id: int, job: BulkJob, acting: Acting) -> None:
    try:
        with transaction.atomic():
            row = _locked_row(row_id, RowState.APPLIED)
            if row is None:
                return
            SHEETS[job.kind].apply(row.undo, row.record_id, acting)
            row.state = RowState.UNDONE
            row.save(update_fields=["state"])
    except RowRefusedError as refusal:
        _note(row_id, RowState.APPLIED, RowState.KEPT, refusal)
    except AWAY:
        raise
    except Exception:
        log.exception("row %d of job %d cannot be undone", row_id, job.pk)
        _note(row_id, RowState.APPLIED, RowState.KEPT, _broken())


def _locked_row(row_id: int, state: RowState) -> BulkRow | None:
    """Return a row that nobody has dealt with meanwhile, locked."""
    skip = connection.features.has_select_for_update_skip_locked
    rows = BulkRow.objects.select_for_update(skip_locked=skip)
    return rows.filter(pk=row_id, state=state).first()


def _note(row_id: int, was: RowState, becomes: RowState, refusal: RowRefusedError) -> None:
    problem = Problem("", "", str(refusal), "").as_json()
    BulkRow.objects.filter(pk=row_id, state=was).update(state=becomes, problems=[problem])


# ---- finishing


@transaction.atomic
def _finish(job: BulkJob) -> None:
    """Say that nothing is left to do, with one line in the trail for the whole job."""
    held = BulkJob.objects.select_for_update().select_related("officer").get(pk=job.pk)
    if held.state != job.state:
        return
    count_rows(held.pk)
    held.refresh_from_db()
    verb = _VERBS.get(JobState(held.state))
    if verb:
        audit.record(
            actor=held.officer.audit_name, verb=verb, target="bulk_job", target_id=held.pk,
            detail={"kind": held.kind, "file": held.sha256, "rows": held.total,
                    "applied": held.applied, "failed": held.failed,
                    "undone": held.undone, "kept": held.kept},
        )  # fmt: skip
    held.state = _FINISHED[JobState(held.state)]
    held.finished_at = timezone.now() if verb else None
    held.save(update_fields=["state", "finished_at"])
