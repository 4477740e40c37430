"""The one way in which derived stores learn that data changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from infogo.core import versions
from infogo.core.models import OutboxEvent, OutboxTopic


def announce(topic: OutboxTopic, object_ids: Iterable[int], *, lists_too: bool = True) -> None:
    """Record that these records changed: for the search index and for cached pages.

    Must run inside the transaction that changes them: then either both happen or neither.
    ``lists_too=False`` says that the change shows only on the records' own pages and in no list.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("announce() belongs inside the transaction that makes the change")
    ids = list(object_ids)
    if not ids:
        return
    OutboxEvent.objects.bulk_create(
        OutboxEvent(topic=topic, object_id=object_id) for object_id in ids
    )
    keys = {versions.record_key(topic, object_id) for object_id in ids}
    versions.touch(keys | {topic.value} if lists_too else keys)


def announce_everything() -> None:
    """Record that so much changed that derived stores should be rebuilt whole."""
    announce(OutboxTopic.EVERYTHING, [0])
