"""Writing loaded rows so that a second load changes nothing and human work is never undone.

How an edit is known: for every row the loader remembers a digest of the values it wrote
(``LoadedRow``). As long as the row still holds those values nobody has touched it and the source
may change it; once it differs, or ``edited_at`` is set, or the row was deleted, it belongs to
whoever did that and the loader only reports that the source says something else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from infogo.core.importing import NOT_TOUCHED, Job, Row, RowError
from infogo.core.models import LoadedRow

BATCH = 2000
"""Rows per transaction: short locks for a site that is being served meanwhile."""
LONGEST_KEY = 120

Values = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """Which rows and columns of a model a source file owns.

    ``key`` names the columns that identify a row, ``fields`` those the source fills, ``links``
    many-to-many relations given as lists of ids, ``at_birth`` values for new rows only. ``later``
    are those of ``fields`` that an older program did not fill: as long as such a column is empty
    it does not count, so rows loaded by that program are not taken for edited ones.
    """

    source: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    at_birth: Mapping[str, Any] = field(default_factory=dict)
    later: tuple[str, ...] = ()


@dataclass
class Tally:
    """What became of the rows of a step."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0

    @property
    def rows(self) -> int:
        """Rows seen, whatever became of them."""
        return self.created + self.updated + self.unchanged + self.kept

    def add(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.kept += other.kept


def load_rows(table: Table, rows: Iterable[tuple[Row, Values]], job: Job, title: str = "") -> Tally:
    """Create or update the rows in batches, each batch whole or not at all."""
    tally = Tally()
    for batch in batches(_without_repeats(table, rows), BATCH):
        with transaction.atomic():
            tally.add(_load_batch(table, batch))
        if title and tally.rows >= BATCH:
            job.say(f"{title} {tally.rows:,} แถว")
    return tally


def _without_repeats(
    table: Table, rows: Iterable[tuple[Row, Values]]
) -> Iterator[tuple[Row, Values]]:
    """Yield each key once; a repeat would be written over and over again on every load."""
    seen: set[str] = set()
    for row, values in rows:
        key = _key(table, values)
        if key in seen:
            column = table.key[0].removesuffix("_id")
            row.reject(RowError(column, key, "ซ้ำกับแถวก่อนหน้า", "ลบแถวที่ซ้ำ หรือแก้รหัสให้ต่างกัน"))
            continue
        seen.add(key)
        yield row, values


def loaded_keys(source: str) -> set[str]:
    """Return the keys of the rows that were ever loaded from a source."""
    return set(LoadedRow.objects.filter(source=source).values_list("key", flat=True))


def batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield lists of at most ``size`` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def digest(values: object) -> str:
    """Return a digest of plain values that does not depend on their order in a mapping."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _load_batch(table: Table, batch: list[tuple[Row, Values]]) -> Tally:
    """Sort the rows into new, changed, unchanged and kept, and write the first two."""
    wanted = {_key(table, values): (row, values) for row, values in batch}
    existing = _existing(table, [values for _, values in wanted.values()])
    known = {
        mark.key: mark for mark in LoadedRow.objects.filter(source=table.source, key__in=wanted)
    }
    tally = Tally()
    new: list[tuple[str, Values]] = []
    changed: list[tuple[models.Model, LoadedRow, Values]] = []
    for key, (row, values) in wanted.items():
        record, mark = existing.get(key), known.get(key)
        if record is None and mark is None:
            new.append((key, values))
        elif mark is not None and mark.digest == digest(_owned(table, values)):
            tally.unchanged += 1
        elif record is None or mark is None or _is_edited(table, record, mark):
            _report_kept(row, table, key)
            tally.kept += 1
        else:
            changed.append((record, mark, values))
    _create(table, new)
    _update(table, changed)
    tally.created, tally.updated = len(new), len(changed)
    return tally


def _create(table: Table, new: list[tuple[str, Values]]) -> None:
    columns = (*table.key, *table.fields)
    records = table.model._default_manager.bulk_create(
        table.model(**{name: values[name] for name in columns}, **table.at_birth)
        for _, values in new
    )
    for record, (_, values) in zip(records, new, strict=True):
        _set_links(table, record, values)
    LoadedRow.objects.bulk_create(
        LoadedRow(source=table.source, key=key, digest=digest(_owned(table, values)))
        for key, values in new
    )


def _update(table: Table, changed: list[tuple[models.Model, LoadedRow, Values]]) -> None:
    if not changed:
        return
    fields = list(table.fields)
    stamped = any(column.name == "updated_at" for column in table.model._meta.concrete_fields)
    for record, mark, values in changed:
        for name in table.fields:
            setattr(record, name, values[name])
        if stamped:
            record.updated_at = timezone.now()  # type: ignore[attr-defined]
        _set_links(table, record, values)
        mark.digest = digest(_owned(table, values))
    if stamped:
        fields.append("updated_at")
    if fields:
        names = [_field_name(table.model, name) for name in fields]
        table.model._default_manager.bulk_update([record for record, _, _ in changed], names)
    LoadedRow.objects.bulk_update([mark for _, mark, _ in changed], ["digest"])


def _existing(table: Table, rows: list[Values]) -> dict[str, models.Model]:
    first = table.key[0]
    found = table.model._default_manager.filter(
        **{f"{first}__in": {values[first] for values in rows}}
    )
    return {_key(table, vars(record)): record for record in found}


def _is_edited(table: Table, record: models.Model, mark: LoadedRow) -> bool:
    if getattr(record, "edited_at", None):
        return True
    present: Values = {name: getattr(record, name) for name in table.fields}
    for link in table.links:
        present[link] = list(getattr(record, link).values_list("pk", flat=True))
    return digest(_owned(table, present)) != mark.digest


def _owned(table: Table, values: Values) -> Values:
    """Return the values that the digest covers, links as sorted ids."""
    plain = {name: values[name] for name in table.fields if values[name] or name not in table.later}
    return plain | {link: sorted(values[link]) for link in table.links}


def _set_links(table: Table, record: models.Model, values: Values) -> None:
    for link in table.links:
        getattr(record, link).set(values[link])


def _key(table: Table, values: Mapping[str, Any]) -> str:
    key = "|".join(str(values[name]) for name in table.key)
    return key if len(key) <= LONGEST_KEY else digest(key)


def _field_name(model: type[models.Model], column: str) -> str:
    """Return the field of a column: ``owner`` for ``owner_id``."""
    return next(f.name for f in model._meta.concrete_fields if column in (f.name, f.attname))


def _report_kept(row: Row, table: Table, key: str) -> None:
    row.warn(
        table.key[0],
        "ไฟล์ต้นทางเปลี่ยน แต่ข้อมูลนี้ถูกแก้หรือลบในระบบแล้ว",
        f"ตรวจว่าข้อมูลใดถูกต้อง แล้วแก้ในระบบ ({key})",
        NOT_TOUCHED,
    )
