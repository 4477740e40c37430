"""The one way in which derived stores learn that data changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from infogo.core.models import OutboxEvent, OutboxTopic


def announce(topic: OutboxTopic, object_ids: Iterable[int]) -> None:
    """Record that these records changed.

    Must run inside the transaction that changes them: then either both happen or neither.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("announce() belongs inside the transaction that makes the change")
    OutboxEvent.objects.bulk_create(
        OutboxEvent(topic=topic, object_id=object_id) for object_id in object_ids
    )


def announce_everything() -> None:
    """Record that so much changed that derived stores should be rebuilt whole."""
    announce(OutboxTopic.EVERYTHING, [0])
