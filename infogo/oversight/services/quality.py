"""Keeping the cells of the index: made anew from the raw rows, month by month."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import transaction

from infogo.core.dates import BANGKOK
from infogo.oversight.models import Count
from infogo.oversight.quality.counting import add_up_nodes, count_announcements, count_events
from infogo.oversight.quality.models import EActCell, IndexCell
from infogo.oversight.services.coverage import store
from infogo.oversight.tree import tree
from infogo.volumes.months import first_of

INDEX = "quality-index"
KEYS = ("node_id", "province_id", "is_whole")
_NOT_NUMBERS = {"id", "month", "node", "province", "is_whole"}
EVENT_NUMBERS = tuple(
    field.name for field in IndexCell._meta.get_fields() if field.name not in _NOT_NUMBERS
)
ANNOUNCEMENTS = ("announcements_asked", "announcements_accepted")


def refresh_index(*, now: datetime) -> int:
    """Count all months anew; returns how many rows of the rollup are other than before.

    Derived numbers, so there is no trail and no outbox. Each month is a transaction of its own,
    so that nobody waits long. Announcements have no past: months that ended keep theirs.
    """
    started, known = time.monotonic(), tree()
    today = now.astimezone(BANGKOK).date()
    events = {
        month: {agency: each for agency, each in agencies.items() if agency in known.parents}
        for month, agencies in count_events(today).items()
    }
    held = IndexCell.objects.order_by().values_list("month", flat=True).distinct()
    changed = 0
    for month in sorted({*events, *held}):
        cells = add_up_nodes(events.get(month, {}), known)
        with transaction.atomic():
            changed += store(IndexCell, month, KEYS, EVENT_NUMBERS, cells)
    present = first_of(today)
    with transaction.atomic():
        cells = add_up_nodes(count_announcements(today), known)
        changed += store(EActCell, present, KEYS, ANNOUNCEMENTS, cells)
        seconds = round(time.monotonic() - started, 2)
        Count.objects.update_or_create(
            subject=INDEX, month=present, defaults={"counted_at": now, "seconds": seconds}
        )
    return changed
