"""What is kept of reports for a time, and goes when the time is over (PDPA section 37(3))."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from infogo.page_reports.models import PageReport

CONTACTS_KEPT = timedelta(days=90)
"""E-mail addresses of those whom nobody answered; an answer removes its address at once."""
YEARS_KEPT = 2
REPORTS_KEPT = timedelta(days=365 * YEARS_KEPT)
"""After the answer: long enough to see in the next year what was said in this one."""
UNANSWERED_YEARS_KEPT = 3
UNANSWERED_KEPT = timedelta(days=365 * UNANSWERED_YEARS_KEPT)
"""Reports that nobody answered, after they came in: so long they stand among the late ones."""
AT_ONCE = 1000


@transaction.atomic
def forget_old_reports(now: datetime | None = None) -> int:
    """Remove addresses and reports after their time; returns how many. Safe to repeat."""
    moment = now or timezone.now()
    old = PageReport.objects.filter(created_at__lt=moment - CONTACTS_KEPT).exclude(contact="")
    emptied = old.update(contact="")
    over = PageReport.objects.filter(
        Q(closed_at__lt=moment - REPORTS_KEPT)
        | Q(closed_at=None, created_at__lt=moment - UNANSWERED_KEPT)
    )
    ids = list(over.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    PageReport.objects.filter(pk__in=ids).delete()
    return emptied + len(ids)
