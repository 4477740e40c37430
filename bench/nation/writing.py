"""Writing millions of rows: COPY on PostgreSQL, one prepared statement on SQLite, no indexes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, Max, Model

Row = tuple[object, ...]
BLOCK = 2_000
"""Rows that go to the server at once."""
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

# What a table has beside its primary key, as PostgreSQL spells it: foreign keys first.
_CONSTRAINTS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = %s::regclass AND contype IN ('f', 'u') ORDER BY contype, conname
"""
_INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()
    AND tablename = %s AND indexname NOT IN (
        SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass
    ) ORDER BY indexname
"""
_SQLITE_INDEXES = """
    SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL
    ORDER BY name
"""


def write(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> int:
    """Append rows as they come, holding no more than a block of them; return how many.

    ``names`` are fields of the model; every other one gets its default, so a new column cannot be
    forgotten here. Values are what SQLite and PostgreSQL both read: numbers, texts, ``None``;
    moments and days as ISO texts in UTC, JSON as text.
    """
    fields = {field.name: field for field in model._meta.concrete_fields}
    rest = [field for name, field in fields.items() if name not in names]
    usual = tuple(_usual(field) for field in rest if not field.primary_key)
    columns = [fields[name].column for name in names]
    columns += [field.column for field in rest if not field.primary_key]
    table = model._meta.db_table
    counted = _Counted(row + usual for row in rows)
    connection.ensure_connection()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            _copy(table, columns, counted)
        else:
            named = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join("?" * len(columns))
            statement = f'INSERT INTO "{table}" ({named}) VALUES ({marks})'  # noqa: S608  (ours)
            connection.connection.executemany(statement, counted)
    return counted.count


def next_id(model: type[Model]) -> int:
    """Return the number that no row of a table has reached."""
    last = model._default_manager.aggregate(last=Max("pk"))["last"]
    return (last or 0) + 1


def settle_ids(models: Iterable[type[Model]]) -> None:
    """Let PostgreSQL hand out numbers behind those that were written; SQLite does by itself."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)",
                [model._meta.db_table, next_id(model)],
            )


@contextmanager
def bare(model: type[Model]) -> Iterator[None]:
    """Take a table's indexes and foreign keys away for the time of the block.

    The database makes them again behind it and refuses what breaks them, except for SQLite's
    foreign keys: ``PRAGMA foreign_key_check`` looks at those.
    """
    dropped, made = _parts(model._meta.db_table)
    _run(dropped)
    yield
    _run(made)


def analyze() -> None:
    """Let the database know its tables, as its own process does a minute after a load."""
    _run(["ANALYZE"])


def _usual(field: Field[Any, Any]) -> object:
    value = field.get_default()
    if isinstance(value, dict | list):
        return json.dumps(value)
    return int(value) if isinstance(value, bool) else value


class _Counted:
    """Rows that are counted as they are taken."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


def _copy(table: str, columns: Sequence[str | None], rows: Iterable[Row]) -> None:
    named = ", ".join(f'"{name}"' for name in columns)
    lines: list[str] = []
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy,
    ):
        for row in rows:
            lines.append("\t".join(map(_spelled, row)))
            if len(lines) == BLOCK:
                copy.write("\n".join([*lines, ""]))
                lines.clear()
        if lines:
            copy.write("\n".join([*lines, ""]))


def _spelled(value: object) -> str:
    if value is None:
        return "\\N"
    return value.translate(ESCAPED) if isinstance(value, str) else str(value)


def _parts(table: str) -> tuple[list[str], list[str]]:
    """Return the statements that take a table's parts away, and those that make them again."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(_SQLITE_INDEXES, [table])
            found = cursor.fetchall()
            return [f'DROP INDEX "{name}"' for name, _sql in found], [sql for _n, sql in found]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_CONSTRAINTS, [f'"{table}"'])
        constraints = cursor.fetchall()
        cursor.execute(_INDEXES, [table, f'"{table}"'])
        indexes = cursor.fetchall()
    dropped = [f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"' for name, _d in constraints]
    dropped += [f'DROP INDEX "{name}"' for name, _definition in indexes]
    made = [definition for _name, definition in indexes]
    made += [f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {d}' for name, d in constraints]
    return dropped, made


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
