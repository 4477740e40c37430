"""The one way in which derived stores learn that data changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from django.db import transaction

from infogo.core import keys, versions
from infogo.core.models import OutboxEvent, OutboxTopic


class Shows(IntEnum):
    """Where a change is seen, the narrowest first; whoever is not sure says ``EVERYWHERE``."""

    OWN = 1
    """On the record's own pages, and in what machines read of it."""
    FACTS = 2
    """In lists as well: what a card tells of a service. For others the same as everywhere."""
    EVERYWHERE = 3
    """Wherever the record is named, found or counted."""


Further = Callable[[Sequence[int]], Iterable[str]]
_further: dict[OutboxTopic, Further] = {}


def touch_further(topic: OutboxTopic, find: Further) -> None:
    """Let changes of this topic that are seen elsewhere touch the keys that ``find`` returns.

    For keys that only an app further up can tell, such as which services are pinned to a point.
    """
    _further[topic] = find


def announce(
    topic: OutboxTopic, object_ids: Iterable[int], *, shows: Shows = Shows.EVERYWHERE
) -> None:
    """Record that these records changed: for the search index and for cached pages.

    Must run inside the transaction that changes them: then either both happen or neither.
    ``shows`` says where the change is seen; pages elsewhere stay kept. Announce after the line in
    the audit trail (``audit.record``), and several topics in the order agency, point, procedure:
    writers then wait for each other and never in a ring.

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
    versions.touch(_keys_of(topic, ids, shows))


def announce_everything() -> None:
    """Record that so much changed that derived stores should be rebuilt whole."""
    announce(OutboxTopic.EVERYTHING, [0])


def touch_headings() -> None:
    """Let all lists of services be made anew: what they stand under changed.

    Raises:
        RuntimeError: called outside a transaction.
    """
    versions.touch([keys.PROCEDURE, keys.PROCEDURE_NAMES])


def _keys_of(topic: OutboxTopic, ids: Sequence[int], shows: Shows) -> set[str]:
    found = {topic.value, *(keys.record_key(topic, object_id) for object_id in ids)}
    if topic == OutboxTopic.PROCEDURE and shows >= Shows.FACTS:
        found |= {keys.PROCEDURE_FACTS, *(keys.procedure_facts(pk) for pk in ids)}
    if shows == Shows.OWN or (topic == OutboxTopic.PROCEDURE and shows == Shows.FACTS):
        return found
    if topic == OutboxTopic.PROCEDURE:
        found |= {keys.PROCEDURE_NAMES, *(keys.served(pk) for pk in ids)}
    elif topic == OutboxTopic.AGENCY:
        found.add(keys.AGENCY_NAMES)
    elif topic == OutboxTopic.POINT:
        found.add(keys.POINT_ROWS)
    return found.union(_further[topic](ids)) if topic in _further else found
