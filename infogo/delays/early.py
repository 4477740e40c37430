"""Daily runs of days that have not come: done while a clock was wrong, and taken back.

A case is reckoned from its own days alone, so reckoning it anew on the right day puts it right;
what must be undone is that a day counts as done, and that people count as told.
"""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import transaction

from infogo.core import audit
from infogo.core.dates import BANGKOK, CLOCKS_DIFFER
from infogo.delays.models import DelayTask, Digest, DutyRun, Recount

log = logging.getLogger(__name__)


def take_back(now: datetime) -> int:
    """Take back the runs of days to come; returns how many. Safe to call at any time.

    All open requests are then reckoned anew: those whose time is over by the run of today, the
    others as after a change of holidays.
    """
    last_day = (now + CLOCKS_DIFFER).astimezone(BANGKOK).date()
    if not DutyRun.objects.filter(day__gt=last_day).exists():
        return 0
    return _take_back(last_day, now)


@transaction.atomic
def _take_back(last_day: date, now: datetime) -> int:
    runs = DutyRun.objects.select_for_update().filter(day__gt=last_day)
    days = sorted(runs.values_list("day", flat=True))
    if not days:
        return 0  # another process was faster
    today = now.astimezone(BANGKOK).date()
    DutyRun.objects.filter(day__gt=last_day).delete()
    DutyRun.objects.filter(day=today).delete()
    Digest.objects.filter(day__gt=last_day).delete()
    DelayTask.objects.filter(told_on__gt=last_day).update(told_on=None)
    Recount.objects.create(day=today, asked_at=now)
    told = [day.isoformat() for day in days]
    audit.record(
        actor=audit.SYSTEM, verb="take_back_runs", target="delay_run", detail={"days": told}
    )
    log.error("a clock was wrong: the daily runs of %s are taken back", ", ".join(told))
    return len(days)
