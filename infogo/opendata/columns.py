"""Records as flat rows: one column for each plain value, JSON text for lists and what is nested."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import orjson
from pydantic import BaseModel

from infogo.records.base import MEANING, Named, Position, Record
from infogo.records.manuals import EditionRecord
from infogo.records.procedures import DurationRecord, FactsRecord

if TYPE_CHECKING:
    import pyarrow as pa

FLAT = (Named, Position, EditionRecord, FactsRecord, DurationRecord)
"""Nested records that become columns of their own: ``agency_id``, ``position_lat``."""
_PLAIN: dict[type, str] = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    date: "date",
    datetime: "datetime",
}


@dataclass(frozen=True)
class Column:
    """One column: its name, where its value stands, its types and its meaning.

    ``kind`` is the type in Table Schema; ``object`` is JSON text.
    """

    name: str
    path: tuple[str, ...]
    kind: str
    meaning_th: str
    meaning_en: str

    def value(self, row: dict[str, Any]) -> Any:
        """Return the value of a record that was dumped in Python's own types."""
        found: Any = row
        for name in self.path:
            found = None if found is None else found[name]
        if self.kind == "object":
            return None if found is None else orjson.dumps(found).decode()
        return found


def columns_of(record: type[BaseModel], before: tuple[str, ...] = ()) -> list[Column]:
    """Return the columns of a record, in the order of its fields."""
    return list(_columns(record, before))


def _columns(record: type[BaseModel], before: tuple[str, ...]) -> Iterator[Column]:
    for name, field in record.model_fields.items():
        path, inner = (*before, name), _inner(field.annotation)
        extra = field.json_schema_extra
        thai = str(extra.get(MEANING, "")) if isinstance(extra, dict) else ""
        if isinstance(inner, type) and issubclass(inner, FLAT):
            english = field.description or ""
            yield from (_inside(one, thai, english) for one in _columns(inner, path))
            continue
        is_plain = isinstance(inner, type) and inner in _PLAIN
        kind = _PLAIN[inner] if is_plain else "object"
        yield Column("_".join(path), path, kind, thai, field.description or "")


def _inside(column: Column, thai: str, english: str) -> Column:
    """Return a column of a nested record, with what the record itself is before its meaning."""
    return Column(
        column.name,
        column.path,
        column.kind,
        f"{thai}: {column.meaning_th}",
        f"{english}: {column.meaning_en}",
    )


def _inner(annotation: Any) -> Any:
    """Return what a field holds besides nothing."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [one for one in get_args(annotation) if one is not type(None)]
        return rest[0] if len(rest) == 1 else annotation
    return annotation


def arrow_schema(columns: list[Column]) -> pa.Schema:
    """Return the typed columns of a Parquet file, with their meanings."""
    # Only who writes such files needs it: loaded at start it would take 13 MB of each web process.
    import pyarrow as pa

    types_of = {
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "string": pa.string(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us", tz="UTC"),
        "object": pa.string(),
    }
    return pa.schema(
        [
            pa.field(
                column.name,
                types_of[column.kind],
                metadata={"meaning_th": column.meaning_th, "meaning_en": column.meaning_en},
            )
            for column in columns
        ]
    )


def plain(record: Record) -> dict[str, Any]:
    """Return a record in Python's own types, ready for columns."""
    return record.model_dump()
