"""How far the served index is behind the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from infogo.core.models import OutboxEvent
from infogo.search.indexing.index import current_build, read_meta

MOST_COUNTED = 10_000


@dataclass(frozen=True)
class Lag:
    """Events that the index does not show yet, counted up to ``MOST_COUNTED``.

    ``seconds`` is the age of the oldest of them; 0.0 when there is none.
    """

    events: int
    seconds: float


def lag_of_index() -> Lag:
    """Return how far the index of this node is behind.

    Raises:
        IndexUnusableError: there is no index.
        DatabaseError: the database cannot be asked.
    """
    meta = read_meta(current_build())
    later = OutboxEvent.objects.filter(id__gt=meta.position).order_by("id")
    rows = later.values_list("id", "created_at")[: MOST_COUNTED + len(meta.seen)]
    seen = set(meta.seen)
    missing = [made for number, made in rows if number not in seen]
    if not missing:
        return Lag(0, 0.0)
    seconds = (timezone.now() - min(missing)).total_seconds()
    return Lag(min(len(missing), MOST_COUNTED), round(max(seconds, 0.0), 1))
