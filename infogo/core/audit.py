"""The append-only audit trail: each line carries the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from infogo.core.models import AuditEntry

FIRST_HASH = "0" * 64
# One writer at a time may append; on SQLite the IMMEDIATE transaction already guarantees it.
POSTGRESQL_LOCK = 0x1AF060


@dataclass(frozen=True)
class ChainFault:
    """The first line at which the audit trail does not verify."""

    number: int
    reason: str


def record(
    *, actor: str, verb: str, target: str, target_id: int = 0, detail: dict[str, Any] | None = None
) -> AuditEntry:
    """Append one line; must run inside the transaction that makes the change it describes.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction that makes the change")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Foreign keys are checked now and not at the commit: there they would wait for whoever
            # holds the row they name, who may be waiting for this lock.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [POSTGRESQL_LOCK])
    last = AuditEntry.objects.order_by("-number").first()
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        actor=actor,
        verb=verb,
        target=target,
        target_id=target_id,
        detail=detail or {},
        previous_hash=last.entry_hash if last else FIRST_HASH,
    )
    entry.entry_hash = _hash(entry)
    entry.save(force_insert=True)
    return entry


def verify() -> ChainFault | None:
    """Return the first fault of the chain, or ``None`` when every line verifies."""
    previous_hash = FIRST_HASH
    lines = AuditEntry.objects.order_by("number").iterator(chunk_size=2000)
    for number, entry in enumerate(lines, start=1):
        if entry.number != number:
            return ChainFault(number, "a line is missing")
        if entry.previous_hash != previous_hash:
            return ChainFault(number, "the line does not follow the one before it")
        if entry.entry_hash != _hash(entry):
            return ChainFault(number, "the line was changed")
        previous_hash = entry.entry_hash
    return None


def _hash(entry: AuditEntry) -> str:
    payload = json.dumps(
        [
            entry.number,
            _instant(entry.at),
            entry.actor,
            entry.verb,
            entry.target,
            entry.target_id,
            entry.detail,
            entry.previous_hash,
        ],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(payload.encode()).hexdigest()


def _instant(moment: datetime) -> str:
    return moment.astimezone(timezone.get_default_timezone()).isoformat(timespec="microseconds")
