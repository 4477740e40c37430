"""Waiting for one's turn: for changes that no single row stands for.

Who adds a row, puts all of them in order or lets one take another's place has no row that everybody
who does so holds. They wait for one another here instead, and read what is there only then.
"""

from __future__ import annotations

import zlib

from django.db import connection, transaction

HEADINGS, CODES, TAGS = "headings", "codes", "tags"
"""What several apps wait for."""
# On SQLite an IMMEDIATE transaction is alone already.
_POSTGRESQL_LOCK = 0x1AF062
_LOCK = "SELECT pg_advisory_xact_lock(%s, %s)"
_LOCK_SHARED = "SELECT pg_advisory_xact_lock_shared(%s, %s)"
_HALF = 2**31


def wait_turn(what: str, *, shared: bool = False) -> None:
    """Wait until nobody else changes ``what``, and keep others waiting until the transaction ends.

    Call it before anything is read that must be true still when the change is made, and before
    any row is held: who holds one would wait for whoever waits for it. Several who only use what
    is there (``shared``) do not wait for one another.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("wait_turn() belongs inside the transaction that makes the change")
    if connection.vendor == "postgresql":
        number = zlib.crc32(what.encode()) - _HALF
        with connection.cursor() as cursor:
            cursor.execute(_LOCK_SHARED if shared else _LOCK, [_POSTGRESQL_LOCK, number])
