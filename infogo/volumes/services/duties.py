"""What happens by itself: reports are opened when a month ends, reporters reminded, reports locked.

Each function does a small portion at a time and is safe to run again, in any process; after a
standstill the next runs do what was missed.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q

from infogo.accounts.models import Grant, NoticeKind, Officer
from infogo.accounts.notices import notify
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act, roles_with
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.dates import start_of_day
from infogo.volumes.addresses import list_page, month_page
from infogo.volumes.asked import asked_of, is_for_parts
from infogo.volumes.definition import FormDefinition, form_of
from infogo.volumes.expected import (
    expected_pins,
    online_manuals,
    that_report,
)
from infogo.volumes.models import MonthlyReport, ReportState, VolumeReminder
from infogo.volumes.months import due_on, later, month_before, month_label
from infogo.volumes.services.common import REPORT
from infogo.volumes.services.states import lock_report

MOST_OPENED = 20
MOST_REMINDED = 20
MOST_LOCKED = 20
"""Of one run: the worker has to follow the outbox within a second."""
MOST_MONTHS_BACK = 12


def open_reports(*, today: date) -> int:
    """Open the report of the month that ended for some agencies; returns how many.

    After a standstill the months between are opened too, those before the first report never.
    """
    newest = month_before(today)
    for month in _months_to_open(newest):
        form = form_of(month)
        if form is not None and (opened := _open(month, form)):
            return opened
    return 0


def _months_to_open(newest: date) -> list[date]:
    """Return the months since the last one that was opened, that one too, oldest first.

    Oldest first, so that whoever is stopped half way goes on where it stopped.
    """
    last = (
        MonthlyReport.objects.filter(is_simulated=False, month__lt=newest)
        .order_by("-month")
        .values_list("month", flat=True)
        .first()
    )
    months = [max(last or newest, later(newest, -MOST_MONTHS_BACK))]
    while months[-1] < newest:
        months.append(later(months[-1], 1))
    return months


@transaction.atomic
def _open(month: date, form: FormDefinition) -> int:
    begun = MonthlyReport.objects.filter(agency=OuterRef("pk"), month=month)
    missing = that_report(Agency.objects.filter(~Exists(begun))).order_by("pk")[:MOST_OPENED]
    agencies = list(missing.values_list("pk", flat=True))
    if not agencies:
        return 0
    expected = _expected(agencies)
    due = due_on(month, form.due_day)
    MonthlyReport.objects.bulk_create(
        (
            MonthlyReport(agency_id=pk, month=month, due_on=due, expected=expected.get(pk, 0))
            for pk in agencies
        ),
        ignore_conflicts=True,
    )
    audit.record(
        actor=audit.SYSTEM,
        verb="open_volumes",
        target=REPORT,
        detail={"month": month.isoformat(), "agencies": len(agencies)},
    )
    return len(agencies)


def _expected(agencies: list[int]) -> dict[int, int]:
    """Return how many rows each of these agencies is asked for; two queries."""
    pins = expected_pins(agencies)
    counts = dict(pins.order_by().values_list("point__agency").annotate(rows=Count("pk")))
    for agency_id, count in (
        online_manuals(agencies).order_by().values_list("agency").annotate(rows=Count("pk"))
    ):
        counts[agency_id] = counts.get(agency_id, 0) + count
    return counts


def lock_due(*, today: date) -> int:
    """Lock some reports that were submitted and that nobody confirmed in time; returns how many."""
    locked = 0
    waiting = MonthlyReport.objects.filter(state=ReportState.SUBMITTED, due_on__lt=today)
    for month in waiting.order_by("month").values_list("month", flat=True).distinct():
        form = form_of(month)
        if form is None:
            continue
        last = today - timedelta(days=form.lock_after_days)
        # A report that came late, or was reopened, waits as long again from that Thai day on.
        came = Q(submitted_at=None) | Q(submitted_at__lt=start_of_day(last))
        over = waiting.filter(came, month=month, due_on__lt=last).order_by("due_on", "pk")
        for report_id in list(over.values_list("pk", flat=True)[: MOST_LOCKED - locked]):
            locked += lock_report(report_id, actor=audit.SYSTEM)
        if locked >= MOST_LOCKED:
            break
    return locked


def remind(*, today: date) -> int:
    """Remind some reporters of the month that ended, once for each stage; returns how many.

    The stages are the form's days around the due day. After a standstill only the latest stage
    that has come is told: nobody gets three letters on one day.
    """
    month = month_before(today)
    form = form_of(month)
    if form is None:
        return 0
    due = due_on(month, form.due_day)
    reached = [days for days in form.reminder_days if due + timedelta(days=days) <= today]
    if not reached:
        return 0
    stage = reached[-1]
    told = VolumeReminder.objects.filter(officer=OuterRef("officer"), month=month, days=stage)
    grants = Grant.objects.active(today).filter(
        role__in=roles_with(Act.REPORT), agency__isnull=False, officer__is_active=True
    )
    waiting = grants.filter(~Exists(told)).order_by("officer").values_list("officer", flat=True)
    officers = Officer.objects.filter(pk__in=list(waiting.distinct()[:MOST_REMINDED]))
    return sum(_remind(officer, month, due, stage, today) for officer in officers)


@transaction.atomic
def _remind(officer: Officer, month: date, due: date, stage: int, today: date) -> bool:
    """Tell one officer what is left, if anything is; whether she was told now."""
    rights = Rights.of(officer, today)
    left = asked_of(rights, month)
    count = left.count()
    try:
        with transaction.atomic():
            VolumeReminder.objects.create(officer=officer, month=month, days=stage, reports=count)
    except IntegrityError:
        return False  # another process was faster
    if not count:
        return False
    first = left.select_related("agency")[0]
    path = month_page(first.agency_id, month) if count == 1 else list_page(month)
    whose = first.agency.name_th if count == 1 else f" {count:,} หน่วยงาน"
    words = reminder_words(month, due, today, whose, is_part=is_for_parts(rights, left))
    notify(officers=[officer], kind=NoticeKind.MONTH_DUE, text=words, path=path)
    return True


def reminder_words(
    month: date, due: date, today: date, whose: str, *, is_part: bool = False
) -> str:
    """Return what a reminder says: whose report, and how long is left or over.

    ``is_part``: she only fills in some rows of it; others send it.
    """
    days = (due - today).days
    when = "ครบกำหนดวันนี้"
    if days > 0:
        when = f"ครบกำหนดในอีก {days} วัน"
    elif days < 0:
        when = f"เลยกำหนดมา {-days} วัน"
    what = "ยังใส่จำนวนส่วนของคุณไม่ครบใน" if is_part else "ยังไม่ส่ง"
    return f"{what}รายงานธุรกรรมเดือน{month_label(month)} ของ{whose} {when}"
