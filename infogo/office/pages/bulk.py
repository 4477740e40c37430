"""What the pages of bulk work show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.bulk.models import EFFECTIVE, REFUSED, BulkJob, BulkRow, JobState, Outcome, RowState
from infogo.bulk.sheet import Filters, Sheet
from infogo.bulk.sheets import SHEETS
from infogo.bulk.writing import instructions
from infogo.core.dates import bangkok_now
from infogo.display.filters import DOT
from infogo.geo.selectors import provinces_by_name
from infogo.volumes.months import code_of, first_of, later, month_label, month_of

JOBS_SHOWN = 20
MONTHS_SHOWN = 25
ROWS_A_PAGE = 25
STATE_KINDS = {
    JobState.CHECKED: "warning",
    JobState.DONE: "success",
    JobState.CANCELLED: "neutral",
    JobState.UNDONE: "neutral",
}
_OUTCOME_KINDS = {
    Outcome.SAME: "neutral",
    Outcome.WRONG: "error",
    Outcome.CONFLICT: "warning",
}
_MISFORTUNES = {RowState.FAILED: "error", RowState.KEPT: "warning"}


@dataclass(frozen=True)
class JobLine:
    """One job in the list."""

    id: int
    title: str
    name: str
    state: str
    state_kind: str
    created_at: datetime
    result: str


@dataclass(frozen=True)
class HubPage:
    """The kinds of records she may change in bulk, and what she sent before."""

    sheets: Sequence[Sheet]
    jobs: Sequence[JobLine]


@dataclass(frozen=True)
class KindPage:
    """One kind: what to download, how to fill it in, where to send it."""

    sheet: Sheet
    count: int
    is_too_many: bool
    filters: Filters
    provinces: Sequence[tuple[str, str]]
    query: str
    help: Sequence[tuple[str, ...]]
    months: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True)
class RowLine:
    """One row of a file: what it does in words, or what is wrong with it."""

    number: int
    what: str
    kind: str
    label: str
    changes: Sequence[Mapping[str, str]]
    problems: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Tab:
    """One way to narrow the rows."""

    label: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True)
class Progress:
    """How far the worker has come: "412 จาก 3,000 แถว"."""

    what: str
    done: int
    total: int
    is_working: bool


@dataclass(frozen=True)
class JobPage:
    """One job: how far it is, what it would do or did, and its rows."""

    job: BulkJob
    sheet: Sheet
    state_kind: str
    progress: Progress
    counts: Sequence[tuple[str, int]]
    tabs: Sequence[Tab]
    rows: Sequence[RowLine]
    number: int
    pages: int
    show: str
    can_undo: bool


def sheets_of(rights: Rights) -> Sequence[Sheet]:
    """Return the kinds of records that she may change."""
    return [sheet for sheet in SHEETS.values() if sheet.may_use(rights)]


def hub_page(rights: Rights) -> HubPage:
    """Return the first page of bulk work."""
    jobs = jobs_of(rights.officer).order_by("-pk")[:JOBS_SHOWN]
    return HubPage(sheets_of(rights), [_job_line(job) for job in jobs])


def jobs_of(officer: Officer) -> QuerySet[BulkJob]:
    """Return the jobs that she may see: her own."""
    return BulkJob.objects.filter(officer=officer, kind__in=SHEETS)


def kind_page(rights: Rights, sheet: Sheet, filters: Filters, query: str) -> KindPage:
    """Return the page of one kind."""
    count = sheet.count(rights, filters, sheet.most + 1)
    return KindPage(
        sheet=sheet,
        count=min(count, sheet.most),
        is_too_many=count > sheet.most,
        filters=filters,
        provinces=provinces_by_name(),
        query=query,
        help=instructions(sheet),
        months=_months(filters.month) if sheet.by_month else (),
    )


def _months(chosen: str) -> list[tuple[str, str, bool]]:
    """Return the months of a year back, the one that ended last first chosen."""
    newest = first_of(bangkok_now().date())
    months = [later(newest, -count) for count in range(MONTHS_SHOWN)]
    wanted = month_of(chosen) or months[1]
    return [(code_of(month), month_label(month), month == wanted) for month in months]


def progress_of(job: BulkJob) -> Progress:
    """Return how far a job has come; reads nothing."""
    if job.state == JobState.CHECKING:
        return Progress("กำลังตรวจ", job.checked, job.total, True)
    if job.state == JobState.UNDOING:
        back = job.undone + job.kept
        return Progress("กำลังย้อนกลับ", back, back + job.applied, True)
    done = job.applied + job.failed
    return Progress("กำลังบันทึก", done, job.effective, job.is_working)


def job_page(job: BulkJob, show: str, page: str) -> JobPage:
    """Return the page of one job."""
    choices = _choices(job)
    chosen = show if show in choices else next(iter(choices), "all")
    rows = BulkRow.objects.filter(choices[chosen][2] if choices else Q(), job=job)
    shown = Paginator(rows.order_by("number"), ROWS_A_PAGE).get_page(page)
    return JobPage(
        job=job,
        sheet=SHEETS[job.kind],
        state_kind=STATE_KINDS.get(JobState(job.state), "info"),
        progress=progress_of(job),
        counts=_counts(job),
        tabs=[
            Tab(label, f"?show={code}", count, code == chosen)
            for code, (label, count, _rows) in choices.items()
        ],
        rows=[_row_line(row) for row in shown.object_list],
        number=shown.number,
        pages=shown.paginator.num_pages,
        show=chosen,
        can_undo=job.state in (JobState.DONE, JobState.CANCELLED) and job.applied > 0,
    )


def _choices(job: BulkJob) -> dict[str, tuple[str, int, Q]]:
    """Return the ways to narrow the rows that have any, what needs her first."""
    missed = Q(state__in=_MISFORTUNES)
    found = {
        "missed": ("ทำไม่ได้", job.failed + job.kept, missed),
        "wrong": ("ต้องแก้", job.refused, Q(outcome__in=REFUSED)),
        "change": ("เปลี่ยนข้อมูล", job.effective, Q(outcome__in=EFFECTIVE)),
        "same": ("ไม่เปลี่ยน", job.outcome_count(Outcome.SAME), Q(outcome=Outcome.SAME)),
    }
    return {code: choice for code, choice in found.items() if choice[1]}


def _counts(job: BulkJob) -> Sequence[tuple[str, int]]:
    counts = [(str(o.label), job.outcome_count(o)) for o in Outcome]
    if job.state not in (JobState.CHECKING, JobState.CHECKED):
        counts += [
            ("บันทึกแล้ว", job.applied),
            ("บันทึกไม่ได้", job.failed),
            ("ย้อนกลับแล้ว", job.undone),
            ("ย้อนกลับไม่ได้", job.kept),
        ]
    return [(label, count) for label, count in counts if count]


def _row_line(row: BulkRow) -> RowLine:
    what, kind = str(Outcome(row.outcome).label), _OUTCOME_KINDS.get(Outcome(row.outcome), "info")
    if row.state != RowState.CHECKED:
        what = f"{what}{DOT}{RowState(row.state).label}"
        kind = _MISFORTUNES.get(RowState(row.state), "success")
    return RowLine(row.number, what, kind, row.label, row.changes, row.problems)


def _job_line(job: BulkJob) -> JobLine:
    return JobLine(
        id=job.pk,
        title=SHEETS[job.kind].title,
        name=job.name,
        state=str(JobState(job.state).label),
        state_kind=STATE_KINDS.get(JobState(job.state), "info"),
        created_at=timezone.localtime(job.created_at),
        result=", ".join(f"{label} {count:,}" for label, count in _counts(job)),
    )
