"""The append-only audit trail: each line carries the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from infogo.core.models import AuditEntry, ChainCheck

FIRST_HASH = "0" * 64
"""What the first link of any of our chains follows: of this trail, of editions, of the register."""
SYSTEM = "system ระบบ"
"""Who acts where nobody does: what the worker does of itself."""
_OFFICER = re.compile(r"officer (\d{1,15})(?: |$)")
# One writer at a time may append; on SQLite the IMMEDIATE transaction already guarantees it.
POSTGRESQL_LOCK = 0x1AF060
PROGRAM = "program"
"""Key of a line's detail under which the token of the program stands that acted."""
_program: ContextVar[str] = ContextVar("program", default="")


@dataclass(frozen=True)
class ChainFault:
    """The first line at which the audit trail does not verify."""

    number: int
    reason: str


@contextmanager
def by_program(token: str) -> Iterator[None]:
    """Say on every line written meanwhile which program acted, by the mark of its token.

    ``actor`` stays the officer whose rights it used; an empty mark says nothing.
    """
    before = _program.set(token)
    try:
        yield
    finally:
        _program.reset(before)


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
    program = _program.get()
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        actor=actor,
        officer_id=officer_number(actor),
        verb=verb,
        target=target,
        target_id=target_id,
        detail={**(detail or {}), **({PROGRAM: program} if program else {})},
        previous_hash=last.entry_hash if last else FIRST_HASH,
    )
    entry.entry_hash = _hash(entry)
    entry.save(force_insert=True)
    return entry


def verify() -> ChainFault | None:
    """Return the first fault of the chain, or ``None`` when every line verifies."""
    return _follow(AuditEntry.objects.order_by("number").iterator(chunk_size=2000)).fault


def officer_number(actor: str) -> int | None:
    """Return the number of the officer in "officer 12 อารี"; ``None`` for anybody else."""
    found = _OFFICER.match(actor)
    return int(found[1]) if found else None


@dataclass(frozen=True)
class Followed:
    """How far the chain was followed: the last true line, and the first that is not."""

    number: int
    last_hash: str
    fault: ChainFault | None


def _follow(
    entries: Iterable[AuditEntry], number: int = 0, previous_hash: str = FIRST_HASH
) -> Followed:
    """Follow the chain from a line that is known to be true."""
    for entry in entries:
        fault = _fault(entry, number + 1, previous_hash)
        if fault is not None:
            return Followed(number, previous_hash, fault)
        number, previous_hash = entry.number, entry.entry_hash
    return Followed(number, previous_hash, None)


def _fault(entry: AuditEntry, number: int, previous_hash: str) -> ChainFault | None:
    if entry.number != number:
        return ChainFault(number, "a line is missing")
    if entry.previous_hash != previous_hash:
        return ChainFault(number, "the line does not follow the one before it")
    if entry.entry_hash != _hash(entry):
        return ChainFault(number, "the line was changed")
    if entry.officer_id != officer_number(entry.actor):
        return ChainFault(number, "the line is kept under another officer")
    return None


@transaction.atomic
def begin_check(*, requested_by: str = "") -> ChainCheck:
    """Begin to verify the trail as it is now; a check that is under way is returned instead."""
    last = AuditEntry.objects.order_by("-number").values_list("number", flat=True).first()
    under_way = ChainCheck.objects.select_for_update().filter(finished_at=None).first()
    if under_way is not None:
        return under_way
    return ChainCheck.objects.create(
        requested_by=requested_by, until=last or 0, last_hash=FIRST_HASH
    )


@transaction.atomic
def check_some(*, most: int) -> int:
    """Verify the next lines of the check under way, in short; returns how many lines.

    Nobody waits for it: it holds nothing but its own row, and a killed process loses one portion.
    """
    check = ChainCheck.objects.select_for_update().filter(finished_at=None).order_by("pk").first()
    if check is None:
        return 0
    upto = min(check.until, check.checked + most)
    entries = AuditEntry.objects.filter(number__gt=check.checked, number__lte=upto)
    before = check.checked
    found = _follow(entries.order_by("number").iterator(), before, check.last_hash)
    check.checked, check.last_hash = found.number, found.last_hash
    fault = found.fault
    if fault is None and found.number < upto:
        fault = ChainFault(found.number + 1, "a line is missing")
    if fault is not None:
        check.fault_number, check.fault_reason = fault.number, fault.reason
    if fault is not None or check.checked >= check.until:
        check.finished_at = timezone.now()
    check.save()
    return check.checked - before


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
