"""Reminding agencies that have not announced, every 15 days (section 22), a few officers at a time.

Each step is one transaction that notes how far the round came, so a worker that is killed goes on
where it stopped and nobody is reminded twice. A worker that was away for several rounds begins
the latest one only: five reminders on one day would be four too many.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import NoticeKind, Officer
from infogo.accounts.notices import notify
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.channels.addresses import agency_page, channels_page
from infogo.channels.models import Reminder, ReminderRound
from infogo.channels.rules import EActParameters, latest_round, rules_on
from infogo.channels.selectors import counted_agencies, keeping_grants, with_something_to_do
from infogo.core import audit
from infogo.core.dates import bangkok_now

OFFICERS_AT_ONCE = 20


def remind_some() -> int:
    """Remind the next officers of the round that is due; returns how many were told."""
    today = bangkok_now().date()
    rules = rules_on(today)
    due_on = latest_round(rules, today)
    if due_on is None:
        return 0
    if ReminderRound.objects.filter(due_on=due_on).exclude(finished_at=None).exists():
        return 0
    return _step(due_on=due_on, rules=rules)


@transaction.atomic
def _step(*, due_on: date, rules: EActParameters) -> int:
    ReminderRound.objects.get_or_create(due_on=due_on)
    # Locked from here to the end: a second worker waits, and then goes on behind this one.
    current = ReminderRound.objects.select_for_update().get(due_on=due_on)
    if current.finished_at is not None:
        return 0
    officers = _next_officers(current.after_officer)
    told = sum(_remind(current, officer, rules) for officer in officers)
    current.officers += told
    if officers:
        current.after_officer = officers[-1].pk
    if len(officers) < OFFICERS_AT_ONCE:
        current.finished_at = timezone.now()
        _record(current)
    current.save()
    return told


def _next_officers(after: int) -> Sequence[Officer]:
    keeping = keeping_grants().order_by().values("officer_id")
    found = Officer.objects.filter(pk__in=keeping, pk__gt=after).order_by("pk")
    return list(found[:OFFICERS_AT_ONCE])


def _remind(current: ReminderRound, officer: Officer, rules: EActParameters) -> int:
    """Tell one officer of all her agencies at once."""
    rights = Rights.of(officer)
    if rights.everywhere(Act.EDIT_AGENCY):
        return 0
    hers = counted_agencies(rules).filter(pk__in=rights.agencies(Act.EDIT_AGENCY).values("pk"))
    rows = list(with_something_to_do(hers).order_by("sort_key").values_list("pk", "name_th"))
    if not rows:
        return 0
    Reminder.objects.bulk_create(
        [Reminder(round=current, agency_id=pk) for pk, _name in rows],
        ignore_conflicts=True,
        batch_size=500,
    )
    first_id, first_name = rows[0]
    more = f" และอีก {len(rows) - 1:,} แห่ง" if len(rows) > 1 else ""
    notify(
        officers=[officer],
        kind=NoticeKind.E_ACT_DUE,
        text=f"{first_name}{more} ยังแจ้งช่องทางตามมาตรา 10 หรือระบบตามมาตรา 16 ไม่ครบ",
        path=agency_page(first_id) if len(rows) == 1 else channels_page(),
    )
    return 1


def _record(current: ReminderRound) -> None:
    audit.record(
        actor=audit.SYSTEM,
        verb="remind_e_act",
        target="reminder_round",
        target_id=current.pk,
        detail={
            "due_on": str(current.due_on),
            "officers": current.officers,
            "agencies": current.reminders.count(),
        },
    )
