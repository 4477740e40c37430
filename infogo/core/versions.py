"""Which state of the data something was made from, so that a copy knows when it is stale.

A key names a collection (``procedure``: some procedure changed), one record (``procedure:12``) or
something that shows in many places; ``core.keys`` lists them. Every write gives the keys it touches
a new random token, in the same transaction. A copy made from data remembers the tokens it saw
*before* it read the data: as long as they are unchanged it is what a fresh reading would give.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from infogo.core import replica
from infogo.core.keys import EVERYTHING, record_key
from infogo.core.models import ContentVersion

__all__ = [
    "EVERYTHING", "NEVER_CHANGED", "Tokens", "record_key", "tokens", "tokens_statement", "touch",
]  # fmt: skip

NEVER_CHANGED = 0
BATCH = 500

Tokens = tuple[tuple[str, int], ...]
"""Keys with the tokens that were read for them, in the order in which they were asked for."""


def touch(keys: Iterable[str]) -> None:
    """Give each key a new token.

    Must run inside the transaction that makes the change. Keys are written in one fixed order,
    so that two transactions that touch the same keys wait for each other instead of deadlocking.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("touch() belongs inside the transaction that makes the change")
    ContentVersion.objects.bulk_create(
        [ContentVersion(key=key, token=secrets.randbits(62) + 1) for key in sorted(set(keys))],
        update_conflicts=True,
        update_fields=["token"],
        unique_fields=["key"],
        batch_size=BATCH,
    )


def tokens(keys: Iterable[str]) -> Mapping[str, int]:
    """Return the present token of every key; one that was never touched has ``NEVER_CHANGED``.

    What is read afterwards is at least as new as they are, also from a copy (``core.replica``).
    """
    wanted = list(keys)
    if not wanted:
        return {}
    found = _ask(connection, wanted)
    if replica.is_reading() and not replica.has_tokens(found, lambda copy: _ask(copy, wanted)):
        replica.leave()  # it has not all of what these tokens stand for
    return found


def _ask(asked: BaseDatabaseWrapper, keys: list[str]) -> dict[str, int]:
    # Not through the ORM: every page and every search asks this, and building the query there
    # takes ten times as long as the database needs to answer it.
    with asked.cursor() as cursor:
        cursor.execute(tokens_statement(len(keys), "%s"), keys)
        found = dict(cursor.fetchall())
    return {key: found.get(key, NEVER_CHANGED) for key in keys}


def tokens_statement(count: int, mark: str) -> str:
    """Return the SQL that reads ``count`` keys with their tokens; ``mark`` is a placeholder."""
    marks = ",".join([mark] * count)
    return f"SELECT key, token FROM core_contentversion WHERE key IN ({marks})"  # noqa: S608  # nosec B608
