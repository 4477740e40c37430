"""The worker: killed anywhere, two at once, beside other writers, cancelled in between."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from infogo.accounts.models import Officer
from infogo.bulk import storage
from infogo.bulk.errors import BulkError
from infogo.bulk.models import BulkJob, BulkRow, JobState, RowState
from infogo.bulk.services import jobs
from infogo.bulk.services import work as working
from infogo.bulk.sheets import SHEETS
from infogo.core import audit
from infogo.core.models import AuditEntry
from infogo.points.models import ServicePoint
from infogo.points.services import save_point
from infogo.upkeep.duties import acting_for
from tests.bulk.helping import (
    applied,
    as_csv,
    checked,
    downloaded,
    editor,
    undone,
    uploaded,
    worked,
)
from tests.factories import AgencyFactory, ProvinceFactory, ServicePointFactory, SubdistrictFactory

ROWS = 12


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


@pytest.fixture
def officer(db: None) -> Officer:
    officer = editor(AgencyFactory())
    subdistrict = SubdistrictFactory(district__province=ProvinceFactory(code="50"))
    for number in range(ROWS):
        ServicePointFactory(
            agency=officer.agency, subdistrict=subdistrict, landmark=f"เดิม {number}"
        )
    return officer


def edited(officer: Officer) -> list[dict[str, str]]:
    table = downloaded("points", officer)
    for number, row in enumerate(table):
        row["จุดสังเกต"] = f"ใหม่ {number}"
    return table


def landmarks() -> set[str]:
    return {text.split()[0] for text in ServicePoint.objects.values_list("landmark", flat=True)}


def killed_after(writes: int, act: Callable[[], object]) -> bool:
    """Do something and die before one more write; return whether it came to that."""
    left = writes

    def count_down(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal left
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            if not left:
                raise Killed
            left -= 1
        return execute(sql, *rest)

    try:
        with connection.execute_wrapper(count_down):
            act()
    except Killed:
        # The lease of a dead worker runs out by itself.
        BulkJob.objects.update(leased_until=None)
        return True
    return False


def slice_of_work() -> None:
    working.work(acting_for, seconds=60)


@pytest.mark.parametrize("writes", [0, 1, 2, 3, 5, 8, 13, 21, 34, 55])
def test_killed_after_any_number_of_writes_nothing_is_lost_or_done_twice(
    officer: Officer, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "ROWS_AT_ONCE", 5)
    job = uploaded("points", officer, as_csv(edited(officer)))
    deaths = 0
    for begin in (lambda: None, lambda: jobs.start(job_id=job.pk, officer=officer)):
        begin()
        while killed_after(writes, slice_of_work):
            deaths += 1
            if deaths > ROWS * 3:
                # So few writes get nothing done: whatever dies at once has left nothing behind.
                assert writes < 8
                break
        worked(job)
    job.refresh_from_db()
    assert (job.state, job.applied, job.failed) == (JobState.DONE, ROWS, 0)
    assert deaths
    assert AuditEntry.objects.filter(verb="edit_point").count() == ROWS
    assert AuditEntry.objects.filter(verb="bulk_apply").count() == 1
    assert BulkRow.objects.filter(job=job).count() == ROWS
    assert landmarks() == {"ใหม่"}

    jobs.undo(job_id=job.pk, officer=officer)
    killed_after(writes, slice_of_work)
    job = worked(job)
    assert (job.state, job.undone, job.kept) == (JobState.UNDONE, ROWS, 0)
    assert landmarks() == {"เดิม"}
    assert audit.verify() is None


def test_a_cancelled_job_stops_and_what_was_applied_can_be_undone(officer: Officer) -> None:
    job = checked("points", officer, edited(officer))
    jobs.start(job_id=job.pk, officer=officer)
    # A busy machine may not even find the job in so short a time, so it may be asked again.
    assert any(working.work(acting_for, seconds=0.001) for _turn in range(100))
    jobs.cancel(job_id=job.pk, officer=officer)
    job = worked(job)
    assert job.state == JobState.CANCELLED
    assert 0 < job.applied < ROWS
    assert landmarks() == {"เดิม", "ใหม่"}
    job = undone(job)
    assert landmarks() == {"เดิม"}
    assert AuditEntry.objects.filter(verb="bulk_cancel").count() == 1


@pytest.mark.parametrize("act", [jobs.start, jobs.cancel, jobs.undo])
def test_a_job_that_is_undone_stays_so(officer: Officer, act: Callable[..., BulkJob]) -> None:
    job = undone(applied(checked("points", officer, edited(officer))))
    with pytest.raises(BulkError):
        act(job_id=job.pk, officer=officer)
    job.refresh_from_db()
    assert job.state == JobState.UNDONE


def test_nobody_acts_on_the_job_of_another(officer: Officer) -> None:
    job = checked("points", officer, edited(officer))
    with pytest.raises(BulkJob.DoesNotExist):
        jobs.start(job_id=job.pk, officer=editor(officer.agency))
    assert landmarks() == {"เดิม"}


def test_a_file_that_is_lost_is_said_and_nothing_happens(officer: Officer) -> None:
    job = uploaded("points", officer, as_csv(edited(officer)))
    storage.forget(job.sha256)
    job = worked(job)
    assert job.outcomes == {"wrong": ROWS}
    assert "ส่งไฟล์อีกครั้ง" in BulkRow.objects.filter(job=job)[0].problems[0]["advice"]


@pytest.mark.parametrize("step", ["check", "apply"])
def test_a_row_that_nobody_thought_of_holds_up_nothing(
    officer: Officer, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = SHEETS["points"]
    bad = str(ServicePoint.objects.order_by("pk")[1].pk)
    sound = {"check": sheet.check, "apply": sheet.apply}

    def check(rows: Any, acting: Any) -> Any:
        if any(bad in row.cells.values() for row in rows):
            raise KeyError(bad)
        return sound["check"](rows, acting)

    def apply(plan: Any, record_id: int, acting: Any) -> Any:
        if str(record_id) == bad:
            raise KeyError(bad)
        return sound["apply"](plan, record_id, acting)

    monkeypatch.setattr(sheet, step, {"check": check, "apply": apply}[step])
    first = checked("points", officer, edited(officer))
    done = applied(first)
    assert (done.state, done.applied) == (JobState.DONE, ROWS - 1)
    (row,) = BulkRow.objects.filter(job=done).exclude(state=RowState.APPLIED)
    assert "แจ้งผู้ดูแลระบบ" in str(row.problems)
    assert landmarks() == {"เดิม", "ใหม่"}


def test_old_jobs_go_with_their_files(officer: Officer) -> None:
    table = edited(officer)
    old, kept = checked("points", officer, table), checked("points", officer, table[:1])
    BulkJob.objects.filter(pk=old.pk).update(created_at=old.created_at - jobs.KEPT * 2)
    assert jobs.forget_old() == 1
    assert list(BulkJob.objects.all()) == [kept]
    assert not storage.path_of(old.sha256).exists()
    assert storage.path_of(kept.sha256).exists()


def test_checking_costs_no_more_queries_for_more_rows(officer: Officer) -> None:
    sheet_rows = working._read  # the file is read once for a job
    counts = []
    for rows in (4, 8):
        sheet_rows.cache_clear()
        job = uploaded("points", officer, as_csv(edited(officer)[:rows]))
        queries: list[str] = []

        def note(execute: Any, sql: str, *rest: Any, seen: list[str] = queries) -> Any:
            seen.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            worked(job)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def at_once(self, *acts: Callable[[], object]) -> None:
        problems: list[BaseException] = []

        def run(act: Callable[[], object]) -> None:
            try:
                act()
            except BaseException as problem:
                problems.append(problem)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert problems == []

    @pytest.mark.parametrize("leases", [True, False], ids=["leases", "no lease"])
    def test_two_workers_do_every_row_once(
        self, officer: Officer, leases: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if not leases:
            # As if the first worker had been away for longer than its lease.
            monkeypatch.setattr(working, "_take_lease", lambda _job_id: True)
        monkeypatch.setattr(working, "ROWS_AT_ONCE", 3)
        job = uploaded("points", officer, as_csv(edited(officer)))

        def both() -> None:
            self.at_once(slice_of_work, slice_of_work)
            worked(job)

        both()
        jobs.start(job_id=job.pk, officer=officer)
        both()
        job.refresh_from_db()
        assert (job.state, job.applied, job.failed) == (JobState.DONE, ROWS, 0)
        assert AuditEntry.objects.filter(verb="edit_point").count() == ROWS
        assert AuditEntry.objects.filter(verb="bulk_apply").count() == 1
        assert audit.verify() is None

    def test_somebody_who_edits_the_same_points_meanwhile_loses_nothing(
        self, officer: Officer
    ) -> None:
        job = checked("points", officer, edited(officer))
        jobs.start(job_id=job.pk, officer=officer)
        ids = list(ServicePoint.objects.order_by("-pk").values_list("pk", flat=True))

        def edit() -> None:
            for point_id in ids:
                with transaction.atomic():
                    save_point(point_id=point_id, changes={"landmark": "คนอื่น"}, actor="คนอื่น")

        self.at_once(slice_of_work, edit)
        job = worked(job)
        assert job.applied + job.failed == ROWS
        assert landmarks() == {"คนอื่น"}
        refused = BulkRow.objects.filter(job=job, state=RowState.FAILED)
        assert all("มีคนแก้" in row.problems[0]["reason"] for row in refused)
        assert audit.verify() is None
