"""What is sent to an address: the same bytes under the same id, however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from infogo.changes.models import EVERYTHING, Change, Subscription
from infogo.records.base import absolute

VERIFY, TEST = "webhook.verification", "webhook.test"


@dataclass(frozen=True)
class Message:
    """One message with the id by which a receiver knows it again."""

    id: str
    body: bytes


def of_change(change: Change) -> Message:
    """Return the message that tells of a change."""
    event = f"{change.kind.replace('-', '_')}.{change.what}"
    return _message(f"chg_{change.number}", event, change.at, told(change))


def told(change: Change) -> dict[str, Any]:
    """Return a change as the feed and messages tell it."""
    return {
        "number": change.number,
        "kind": change.kind,
        "id": change.record,
        "what": change.what,
        "version": change.version,
        "into": change.into,
        "agency": change.agency,
        "at": change.at.isoformat(),
        "href": href(change),
    }


def href(change: Change) -> str:
    """Return where the record is read; of everything, where whole copies are."""
    if change.kind == EVERYTHING:
        return absolute("/data")
    if change.kind in _LISTS:
        return absolute(f"/api/v1/{change.kind}")
    return absolute(f"/api/v1/{change.kind}/{change.record}")


def verification(subscription: Subscription) -> Message:
    """Return the message by which an address shows that it wants to be written to."""
    data = {"challenge": subscription.challenge}
    return _message(f"verify_{subscription.challenge[:16]}", VERIFY, subscription.created_at, data)


def trial(subscription: Subscription, at: datetime) -> Message:
    """Return a message that tells of nothing."""
    return _message(f"test_{subscription.pk}_{int(at.timestamp())}", TEST, at, {})


def is_answer_to(challenge: str, body: bytes) -> bool:
    """Whether an address answered a verification with the challenge it was sent."""
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return isinstance(answer, dict) and answer.get("challenge") == challenge


def _message(key: str, event: str, at: datetime, data: dict[str, Any]) -> Message:
    return Message(key, orjson.dumps({"type": event, "timestamp": at.isoformat(), "data": data}))


_LISTS = frozenset({"topics", "target-groups", "life-events", "holidays"})
"""Kinds that are read as a list only."""
