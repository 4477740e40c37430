"""What every public record is made of, and how all of a kind are read in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar, cast

import orjson
from django.db.models import Model, QuerySet
from pydantic import BaseModel, ConfigDict, Field

from infogo.core.hours import Hours
from infogo.core.prepared import Prepared
from infogo.display.structured import absolute
from infogo.records.lean import Lean

__all__ = ["MEANING", "Kind", "Named", "Position", "Record", "absolute", "hours_of", "said"]

MEANING = "x-meaning-th"
"""Key of a field's JSON schema under which its meaning stands in Thai."""
BATCH = 500
RowT = TypeVar("RowT", bound=Model)
RecordT = TypeVar("RecordT", bound="Record")


class Record(BaseModel):
    """A public record; names of fields never change meaning."""

    model_config = ConfigDict(frozen=True)


def said(thai: str, english: str, **more: Any) -> Any:
    """Return a field with its meaning in both languages."""
    return Field(description=english, json_schema_extra={MEANING: thai}, **more)


class Named(Record):
    """Another record, by its id and names."""

    id: int = said("เลขประจำ", "Permanent number")
    name_th: str = said("ชื่อภาษาไทย", "Name in Thai")
    name_en: str = said("ชื่อภาษาอังกฤษ ว่างเมื่อไม่มี", "Name in English, empty when there is none")


class Position(Record):
    """A position in degrees (WGS 84)."""

    lat: float = said("ละติจูด", "Latitude")
    lng: float = said("ลองจิจูด", "Longitude")


@dataclass(frozen=True)
class Kind(Generic[RowT, RecordT]):
    """One kind of record: its model, the rows that are public, and how records are made.

    ``make`` turns rows into records in a constant number of queries, in the order of the rows.
    ``topics`` are the version keys that change whenever a record of this kind does. ``columns`` are
    all that ``make`` looks at in a row, named as queries name them; with them ``some`` reads
    nothing else, and ``make`` gets lean rows instead of the model's.
    """

    name: str
    record: type[RecordT]
    public: Callable[[], QuerySet[RowT]]
    make: Callable[[Sequence[RowT]], list[RecordT]]
    topics: tuple[str, ...]
    columns: tuple[str, ...] = ()

    def some(self, ids: Sequence[int]) -> list[RecordT]:
        """Return the public records with these ids, in this order; others are left out."""
        found = self._rows(ids)
        return self.make([found[pk] for pk in ids if pk in found])

    def _rows(self, ids: Sequence[int]) -> dict[int, RowT]:
        if not self.columns:
            return self.public().in_bulk(list(ids))
        rows = cast("list[RowT]", [self._lean.row(values) for values in self._asked.rows(ids)])
        return {row.pk: row for row in rows}

    @cached_property
    def _lean(self) -> Lean:
        return Lean(self.columns)

    @cached_property
    def _asked(self) -> Prepared:
        return Prepared(
            lambda ids: self.public().filter(pk__in=ids).order_by().values_list(*self.columns)
        )

    def after(self, pk: int, limit: int, rows: QuerySet[RowT] | None = None) -> list[RowT]:
        """Return the next ``limit`` rows by id, of all public ones or of ``rows``."""
        chosen = self.public() if rows is None else rows
        return list(chosen.filter(pk__gt=pk).order_by("pk")[:limit])

    def stream(self) -> Iterator[RecordT]:
        """Give every public record by id; memory holds one batch of them."""
        last = 0
        while rows := self.after(last, BATCH):
            yield from self.make(rows)
            last = rows[-1].pk


def hours_of(stored: dict[str, Any]) -> Hours | None:
    """Return opening hours as a row keeps them, nothing where nobody knows them."""
    return _hours(orjson.dumps(stored)) if stored else None


@lru_cache(maxsize=2048)
def _hours(stored: bytes) -> Hours:
    # Thousands of offices keep the same hours, and reading them takes longer than all the rest.
    return Hours.model_validate_json(stored)
