"""What a line of the mapping is, and which fields a record has."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from django.utils import translation
from pydantic import BaseModel

from infogo.core.durations import Duration
from infogo.core.hours import Hours
from infogo.core.phones import Phone
from infogo.manuals.formulas import Formula
from infogo.manuals.labels import FIELD_LABELS
from infogo.manuals.part import Listing, Part
from infogo.records.agencies import PhoneRecord
from infogo.records.base import MEANING, Named, Position
from infogo.records.procedures import DurationRecord, FactsRecord

WHOLE = (
    Duration,
    DurationRecord,
    FactsRecord,
    Formula,
    Hours,
    Named,
    Phone,
    PhoneRecord,
    Position,
)
"""Values that are mapped as one, not field by field."""
BETWEEN = " › "
Words = tuple[str, str]
"""A text in Thai and in English."""
OTHER_WORDS: Mapping[str, Words] = {
    "schema_version": ("รุ่นของโครงสร้าง", "Version of the structure"),
    "per": ("ต่อ (หน่วย)", "Per (unit)"),
}
"""Meanings where the label of the official form is none, or has another meaning in English."""


@dataclass(frozen=True)
class Row:
    """One field of a record: what it becomes. Several targets are separated by a space.

    A target is a path from the thing that the record describes. ``why`` says why there is none in
    any standard, or in some of them.
    """

    field: str
    cpsv: str = ""
    schema: str = ""
    hsds: str = ""
    why: Words = ("", "")

    @property
    def is_mapped(self) -> bool:
        """Whether any standard has a place for it."""
        return bool(self.cpsv or self.schema or self.hsds)


@dataclass(frozen=True)
class Table:
    """One record with all of its fields. The classes are what it becomes in each standard."""

    name: str
    title: Words
    record: type[BaseModel]
    rows: tuple[Row, ...]
    cpsv: str = ""
    schema: str = ""
    hsds: str = ""
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """A field of a record with what it means."""

    name: str
    thai: str
    english: str


def fields_of(table: Table) -> list[Field]:
    """Return the fields that a table has to map, in the order of the record."""
    found = list(_fields(table.record, "", ("", "")))
    return [one for one in found if one.name.partition(".")[0] not in table.without]


def _fields(record: type[BaseModel], before: str, said: Words) -> Iterator[Field]:
    for name, field in record.model_fields.items():
        path = f"{before}.{name}" if before else name
        thai, english = _meaning(record, name)
        words = (_joined(said[0], thai), _joined(said[1], english))
        inner = _inside(field.annotation)
        if inner is None:
            yield Field(path, *words)
        else:
            yield from _fields(inner, path, words)


def _joined(before: str, text: str) -> str:
    return f"{before}{BETWEEN}{text}" if before else text


def _inside(annotation: Any) -> type[BaseModel] | None:
    """Return the record in a field, or nothing where the field is mapped as one."""
    for inner in _unpacked(annotation):
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return None if issubclass(inner, WHOLE) else inner
    return None


def _unpacked(annotation: Any) -> Iterator[Any]:
    """Give what lists, optional values and listings hold."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _unpacked(get_args(annotation)[0])
    elif origin in (Union, types.UnionType, tuple, list):
        for part in get_args(annotation):
            yield from _unpacked(part)
    elif isinstance(annotation, type) and issubclass(annotation, Listing):
        yield from _unpacked(annotation.model_fields["items"].annotation)
    else:
        yield annotation


def _meaning(record: type[BaseModel], name: str) -> Words:
    """Return what a field means: as its record says, or as the official form calls it."""
    field = record.model_fields[name]
    extra = field.json_schema_extra
    if isinstance(extra, dict) and MEANING in extra:
        return str(extra[MEANING]), field.description or ""
    if name in OTHER_WORDS:
        return OTHER_WORDS[name]
    labels: Mapping[str, Any] = FIELD_LABELS[record] if issubclass(record, Part) else {}
    with translation.override("th"):
        thai = str(labels[name])
    with translation.override("en"):
        return thai, str(labels[name])
