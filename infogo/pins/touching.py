"""Which pages a change of a point shows on beside its own."""

from __future__ import annotations

from collections.abc import Sequence

from infogo.core.keys import points_in, points_of, served
from infogo.core.models import OutboxTopic
from infogo.core.outbox import touch_further
from infogo.core.upsert import batches
from infogo.pins.models import Pin
from infogo.pins.planning import CHUNK
from infogo.points.models import ServicePoint


def listen() -> None:
    """Let every announced change of points that shows elsewhere touch ``keys_around`` them."""
    touch_further(OutboxTopic.POINT, keys_around)


def keys_around(point_ids: Sequence[int]) -> set[str]:
    """Return the keys of the lists in which these points have a row: two queries for a few."""
    found: set[str] = set()
    for chunk in batches(list(point_ids), CHUNK):
        points = ServicePoint.objects.filter(pk__in=chunk).order_by()
        for agency_id, province in points.values_list("agency_id", "province_id").distinct():
            found.add(points_of(agency_id))
            if province:
                found.add(points_in(province))
        pinned = Pin.objects.filter(point__in=chunk).order_by()
        found |= {served(pk) for pk in pinned.values_list("procedure_id", flat=True).distinct()}
    return found
