"""What a database holds, in few numbers: rows of each table, heads of the hash chains, migrations.

Read with plain statements through any DB-API cursor, because what is read may be a file that no
setting names, or a moment of PostgreSQL that only one connection sees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from infogo.core.models import AuditEntry
from infogo.files.models import StoredFile
from infogo.manuals.models import ManualRevision, RegisterDay

NOTHING = "0" * 64
LISTS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
_PORTION = 5000


class Cursor(Protocol):
    """The part of a DB-API cursor that is used."""

    def execute(self, statement: str, /) -> Any:
        """Run a statement."""

    def fetchall(self) -> Sequence[Any]:
        """Return all rows that are left."""

    def fetchmany(self, size: int, /) -> Sequence[Any]:
        """Return the next rows, none at the end."""


@dataclass(frozen=True)
class Ledger:
    """Counts and heads; equal ledgers mean that nothing was lost, added or rewritten.

    ``audit`` is the number and hash of the trail's last line, ``editions`` a digest over the
    hashes of all editions, ``register`` the hash of the last day of the register.
    """

    tables: dict[str, int]
    audit: tuple[int, str]
    editions: str
    register: str
    migrations: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what stands in a manifest."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Ledger:
        """Read what stands in a manifest."""
        number, head = data["audit"]
        return cls(
            dict(data["tables"]),
            (int(number), str(head)),
            str(data["editions"]),
            str(data["register"]),
            tuple(data["migrations"]),
        )

    def differences(self, other: Ledger) -> list[str]:
        """Return what is different in ``other``, one line each, tables first."""
        found = [
            f"{name}: {self.tables.get(name, 0):,} → {other.tables.get(name, 0):,}"
            for name in sorted(self.tables.keys() | other.tables.keys())
            if self.tables.get(name) != other.tables.get(name)
        ]
        for name in ("audit", "editions", "register", "migrations"):
            if getattr(self, name) != getattr(other, name):
                found.append(f"{name}: {getattr(self, name)} → {getattr(other, name)}")
        return found


def read_ledger(cursor: Cursor, vendor: str) -> Ledger:
    """Read the ledger of the database that ``cursor`` sees; an empty one has an empty ledger."""
    cursor.execute(LISTS[vendor])
    tables = {str(name): 0 for (name,) in cursor.fetchall()}
    for name in tables:
        # Names come from the database's own catalogue.
        cursor.execute(f'SELECT COUNT(*) FROM "{name}"')  # noqa: S608  # nosec B608
        ((tables[name],),) = cursor.fetchall()
    if AuditEntry._meta.db_table not in tables:
        return Ledger(tables, (0, NOTHING), NOTHING, NOTHING, ())
    has_history = MigrationRecorder.Migration._meta.db_table in tables
    migrations = _applied(cursor) if has_history else ()
    return Ledger(tables, _audit(cursor), _editions(cursor), _register(cursor), migrations)


def present_ledger() -> Ledger:
    """Read the ledger of the database in use."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        return read_ledger(cursor, connection.vendor)


def _applied(cursor: Cursor) -> tuple[str, ...]:
    table = MigrationRecorder.Migration._meta.db_table
    cursor.execute(f'SELECT app, name FROM "{table}" ORDER BY app, name')  # noqa: S608  # nosec B608
    return tuple(f"{app}.{name}" for app, name in cursor.fetchall())


def digests_named(cursor: Cursor) -> set[str]:
    """Return the digests of all files whose content rows name.

    Those that were withdrawn keep their row and lose their content.
    """
    table = StoredFile._meta.db_table
    cursor.execute(f'SELECT DISTINCT sha256 FROM "{table}" WHERE withdrawn_at IS NULL')  # noqa: S608  # nosec B608
    return {str(sha256) for (sha256,) in cursor.fetchall()}


def _audit(cursor: Cursor) -> tuple[int, str]:
    table = AuditEntry._meta.db_table
    cursor.execute(
        f'SELECT number, entry_hash FROM "{table}" ORDER BY number DESC LIMIT 1'  # noqa: S608  # nosec B608
    )
    rows = cursor.fetchall()
    return (int(rows[0][0]), str(rows[0][1])) if rows else (0, NOTHING)


def _register(cursor: Cursor) -> str:
    table = RegisterDay._meta.db_table
    cursor.execute(f'SELECT day_hash FROM "{table}" ORDER BY day DESC LIMIT 1')  # noqa: S608  # nosec B608
    rows = cursor.fetchall()
    return str(rows[0][0]) if rows else NOTHING


def _editions(cursor: Cursor) -> str:
    table = ManualRevision._meta.db_table
    cursor.execute(
        f'SELECT manual_id, number, content_hash FROM "{table}" ORDER BY manual_id, number'  # noqa: S608  # nosec B608
    )
    digest = hashlib.sha256()
    while rows := cursor.fetchmany(_PORTION):
        for manual, number, content_hash in rows:
            digest.update(f"{manual}:{number}:{content_hash}\n".encode())
    return digest.hexdigest()
