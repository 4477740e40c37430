"""Foreign keys are checked before the audit trail is locked, not after.

PostgreSQL checks Django's foreign keys at the commit, and then waits for whoever holds the row
they name. By then the trail is locked, and an officer who edits that row waits for the trail: a
deadlock. Checked at once, whoever comes second waits with nothing in hand.
"""

from __future__ import annotations

from django.db import connection


def check_references() -> None:
    """Check the foreign keys of all that was written in this transaction so far."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
