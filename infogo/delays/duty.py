"""The daily run over delayed requests: what is due soon, overdue, to be told, or was not told.

One run a Thai day, in bites small enough for the worker. Each bite moves ``DutyRun.cursor`` in the
transaction of what it did, so a run that is killed goes on where it was, and does nothing twice.
A day on which no worker ran is made up for by the next run: every turn that passed meanwhile is
recorded, and one digest tells of all.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from infogo.accounts.letters import queue_letter
from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import CENTRAL_ROLES, Act, roles_with
from infogo.agencies.models import AgencyPath
from infogo.core.dates import BANGKOK, long_date, short_date
from infogo.delays.early import take_back
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, DelayTask, Digest, DutyRun, RunPhase, Stage
from infogo.delays.reckoning import Almanac
from infogo.delays.selectors import cases_of
from infogo.delays.services.holidays import CASES_A_BITE, SECONDS_AT_ONCE
from infogo.delays.services.keeping import locked_case, refresh

log = logging.getLogger(__name__)
OFFICERS_A_BITE = 5
MOST_NAMED = 20
"""Cases named in one letter; the others are counted, and stand in the list."""


def run_daily(now: datetime | None = None, *, seconds: float = SECONDS_AT_ONCE) -> int:
    """Move the run of today on for a moment; returns how many cases and officers it did.

    Does nothing once the run is done, and is safe in several processes at the same time. What
    was done while a clock was ahead is taken back first.
    """
    moment = now or timezone.now()
    take_back(moment)
    day = moment.astimezone(BANGKOK).date()
    if DutyRun.objects.filter(day=day, phase=RunPhase.DONE).exists():
        return 0
    DutyRun.objects.get_or_create(day=day)
    until = time.monotonic() + seconds
    done = 0
    while True:
        bite = one_bite(day)
        if bite is None:
            return done
        done += bite
        if time.monotonic() >= until:
            return done


def one_bite(day: date) -> int | None:
    """Do the next few cases or officers of a day's run; ``None`` when it is done."""
    with transaction.atomic():
        run = DutyRun.objects.select_for_update().get(day=day)
        if run.phase == RunPhase.CASES:
            return _some_cases(run)
        if run.phase == RunPhase.DIGESTS:
            return _some_digests(run)
        return None


def _some_cases(run: DutyRun) -> int:
    almanac = Almanac.read()
    soon = run.day + timedelta(days=almanac.book.due_soon_days(run.day))
    ids = list(
        DelayCase.objects.filter(
            pk__gt=run.cursor, decided_on=None, due_on__lte=soon, is_simulated=False
        )
        .order_by("pk")
        .values_list("pk", flat=True)[:CASES_A_BITE]
    )
    for case_id in ids:
        try:
            with transaction.atomic():
                refresh(locked_case(case_id), almanac, today=run.day)
        except DelayError:
            continue  # somebody removed it, or its point's hours were changed so that none is open
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # whatever it is, the others' notices do not wait for it
            log.exception("delayed request %d cannot be reckoned today", case_id)
    if ids:
        run.cursor = ids[-1]
    else:
        # What nobody was told of yet is told today, once.
        DelayTask.objects.filter(closed_at=None, told_on=None).update(told_on=run.day)
        run.phase, run.cursor = RunPhase.DIGESTS, 0
    run.save(update_fields=["phase", "cursor"])
    return len(ids)


def _some_digests(run: DutyRun) -> int:
    officers = list(_officers_to_tell(run.day).filter(pk__gt=run.cursor)[:OFFICERS_A_BITE])
    for officer in officers:
        _tell(officer, run.day)
    if officers:
        run.cursor = officers[-1].pk
    else:
        run.phase, run.finished_at = RunPhase.DONE, timezone.now()
    run.save(update_fields=["phase", "cursor", "finished_at"])
    return len(officers)


def _officers_to_tell(day: date) -> QuerySet[Officer]:
    """Return who may report for an agency in which something is to be told; a subset is told."""
    cases = DelayCase.objects.filter(tasks__told_on=day, tasks__closed_at=None)
    agencies: Collection[int] = set(cases.values_list("agency_id", flat=True)) | set(
        cases.values_list("point__agency_id", flat=True)
    )
    above = AgencyPath.objects.filter(descendant_id__in=agencies).values("ancestor_id")
    grants = Grant.objects.active(day).filter(
        Q(agency_id__in=agencies) | Q(whole_subtree=True, agency_id__in=above),
        role__in=set(roles_with(Act.REPORT)) - CENTRAL_ROLES,
    )
    return Officer.objects.filter(
        pk__in=grants.order_by().values("officer_id"), is_active=True, wants_letters=True
    ).order_by("pk")


def _tell(officer: Officer, day: date) -> None:
    """Write one letter of a day to an officer, if any of it is hers; queued with the mark of it."""
    hers = cases_of(Rights.of(officer, day), Act.REPORT).order_by().values("pk")
    tasks = list(
        DelayTask.objects.filter(told_on=day, closed_at=None, case__in=hers)
        .select_related("case__manual__procedure", "case__point")
        .order_by("for_on", "case_id", "stage")
    )
    if not tasks:
        return
    _digest, is_new = Digest.objects.get_or_create(officer=officer, day=day)
    if is_new:
        queue_letter(
            to=officer.email,
            subject=f"เรื่องล่าช้าวันที่ {short_date(day)}: {len(tasks):,} รายการ",
            body=_letter(officer, tasks, day),
        )


def _letter(officer: Officer, tasks: list[DelayTask], day: date) -> str:
    address = f"{settings.INFOGO['PUBLIC_URL']}{settings.OFFICE_PATH}delays/"
    parts = [f"เรียน {officer.name_th}", f"สิ่งที่ต้องทำกับเรื่องล่าช้า ณ {long_date(day)}"]
    left = MOST_NAMED
    for stage in reversed(Stage):
        of_stage = [task for task in tasks if task.stage == stage]
        if not of_stage:
            continue
        lines = [f"{stage.label} ({len(of_stage):,})"]
        lines += [f"- {_line(task)}\n  {address}{task.case_id}" for task in of_stage[:left]]
        left = max(0, left - len(of_stage))
        if len(lines) - 1 < len(of_stage):
            lines.append(f"- และอีก {len(of_stage) - len(lines) + 1:,} รายการ")
        parts.append("\n".join(lines))
    parts.append(f"ดูทั้งหมด: {address}")
    account = f"{settings.INFOGO['PUBLIC_URL']}{settings.OFFICE_PATH}account/"
    parts.append(f"ไม่ต้องการรับแจ้งเตือนทางอีเมล ปิดได้ที่ {account}")
    return "\n\n".join(parts) + "\n"


def _line(task: DelayTask) -> str:
    what = "ครบกำหนด" if task.stage in (Stage.DUE_SOON, Stage.OVERDUE) else "งวดแจ้งภายใน"
    case = task.case
    return (
        f"{case.reference} {case.manual.procedure.name_th} · {case.point.name_th}: "
        f"{what} {short_date(task.for_on)}"
    )
