"""Reading the outbox without missing what commits late.

A database gives an event its number before the transaction commits, so a lower number may appear
after a higher one. Numbers that were passed over are therefore remembered as gaps and looked for
again until they are filled or too old for any transaction to be still under way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Max, Q

from infogo.core.models import OutboxEvent

EVENTS_AT_ONCE = 500
GAPS_AT_ONCE = 200
GAP_KEPT = timedelta(days=1)
"""No transaction lasts as long; what was passed over for longer was rolled back."""
LOOKED_BACK = 10_000
"""Numbers below the newest event that may still be under way when the feed begins."""

Gap = tuple[int, int, str]
"""First and last number that were passed over, and when that was noticed."""
Event = tuple[int, str, int]
"""Number, topic and record of an outbox event."""


def unread(position: int, gaps: Sequence[Gap]) -> list[Event]:
    """Return the events that were not taken yet, those of gaps first."""
    found: list[Event] = []
    for start in range(0, len(gaps), GAPS_AT_ONCE):
        inside = [Q(pk__range=(low, high)) for low, high, _at in gaps[start : start + GAPS_AT_ONCE]]
        late = OutboxEvent.objects.filter(reduce(or_, inside)).order_by("pk")
        found += late.values_list("pk", "topic", "object_id")[:EVENTS_AT_ONCE]
    later = OutboxEvent.objects.filter(pk__gt=position).order_by("pk")
    found += later.values_list("pk", "topic", "object_id")[:EVENTS_AT_ONCE]
    return found


def after_taking(
    position: int, gaps: Sequence[Gap], numbers: Iterable[int], now: datetime
) -> tuple[int, list[Gap]]:
    """Return position and gaps after events with these numbers were taken."""
    taken = sorted(numbers)
    oldest = (now - GAP_KEPT).isoformat()
    kept = [part for gap in gaps if gap[2] > oldest for part in _without(gap, taken)]
    for number in taken:
        if number > position:
            if number > position + 1:
                kept.append((position + 1, number - 1, now.isoformat()))
            position = number
    return position, kept


def beginning(now: datetime) -> tuple[int, list[Gap]]:
    """Return position and gaps with which the feed begins: all that is committed was taken."""
    newest = OutboxEvent.objects.aggregate(newest=Max("pk"))["newest"] or 0
    first = max(0, newest - LOOKED_BACK)
    there = OutboxEvent.objects.filter(pk__gt=first, pk__lte=newest)
    return after_taking(first, [], there.values_list("pk", flat=True), now)


def _without(gap: Gap, taken: Sequence[int]) -> Iterator[Gap]:
    low, high, at = gap
    for number in taken:
        if low <= number <= high:
            if low < number:
                yield low, number - 1, at
            low = number + 1
    if low <= high:
        yield low, high, at
