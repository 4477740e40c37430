"""Bringing in the ids of the old site from a table, whole or not at all, and out again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.cells import escaped
from infogo.manuals.models import Procedure
from infogo.oldlinks.models import LONGEST_VALUE, FormerId, Scheme
from infogo.points.models import ServicePoint

COLUMNS = ("scheme", "value", "procedure", "agency", "point")
"""Of the table: the code of a procedure, the key of an agency, the key of a point."""
OF_POINTS = frozenset({Scheme.POINT_UUID})
PORTION = 500
LONGEST_SHOWN = 100
"""Letters of a wrong first line that are repeated."""


class FormerIdError(ValueError):
    """The table cannot be used; ``problems`` says in Thai what to mend, line by line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Imported:
    """How many ids are new, lead elsewhere than before, or were known already."""

    added: int
    changed: int
    known: int


@dataclass(frozen=True)
class _Target:
    """The ids of the records that a row names; ``None`` for those it does not."""

    procedure: int | None
    agency: int | None
    point: int | None


def canonical(scheme: str, text: str) -> str:
    """Return an id in the one form in which it is kept; empty where it is none of its scheme."""
    tidy = text.strip()
    if scheme == Scheme.PROCEDURE_NUMBER:
        is_number = tidy.isascii() and tidy.isdecimal() and len(tidy) <= LONGEST_VALUE
        return tidy.lstrip("0") if is_number else ""
    try:
        return str(UUID(tidy))
    except ValueError:
        return ""


@transaction.atomic
def import_former_ids(text: str, *, actor: str, dry_run: bool = False) -> Imported:
    """Take in the ids of a CSV table with the columns ``COLUMNS``; ``dry_run`` only checks it.

    An id that is known already leads to what the table says from now on.

    Raises:
        FormerIdError: some row cannot be used; then nothing is taken in.
    """
    wanted = _read(text)
    known = {
        (row.scheme, row.value): row
        for row in FormerId.objects.filter(scheme__in={scheme for scheme, _value in wanted})
    }
    new: list[FormerId] = []
    changed: list[FormerId] = []
    for (scheme, value), target in wanted.items():
        row = known.get((scheme, value))
        if row is None:
            new.append(_aimed(FormerId(scheme=scheme, value=value), target))
        elif (row.procedure_id, row.agency_id, row.point_id) != (
            target.procedure,
            target.agency,
            target.point,
        ):
            changed.append(_aimed(row, target))
    result = Imported(len(new), len(changed), len(wanted) - len(new) - len(changed))
    if dry_run or not (new or changed):
        return result
    FormerId.objects.bulk_create(new, batch_size=PORTION)
    FormerId.objects.bulk_update(changed, ["procedure", "agency", "point"], batch_size=PORTION)
    audit.record(
        actor=actor,
        verb="import_former_ids",
        target="former_id",
        detail={"added_count": result.added, "count": result.added + result.changed},
    )
    return result


def export_former_ids() -> str:
    """Return all ids as the table that ``import_former_ids`` takes."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    rows = FormerId.objects.order_by("scheme", "value").values_list(
        "scheme", "value", "procedure__code", "agency__key", "point__key"
    )
    for row in rows.iterator(chunk_size=PORTION):
        table.writerow([escaped(cell or "") for cell in row])
    return out.getvalue()


def _read(text: str) -> dict[tuple[str, str], _Target]:
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        _check_header(lines.fieldnames or ())
        rows = [
            (number, {name: (row.get(name) or "").strip() for name in COLUMNS})
            for number, row in enumerate(lines, start=2)
        ]
    except csv.Error as fault:
        raise FormerIdError([f"บรรทัด {lines.line_num}: อ่านเป็น CSV ไม่ได้ ({fault})"]) from fault
    named = _Named.of(row for _number, row in rows)
    found: dict[tuple[str, str], _Target] = {}
    problems: list[str] = []
    for number, row in rows:
        value = canonical(row["scheme"], row["value"])
        wrong = list(_problems(row, value, named))
        target = named.target(row)
        if not wrong and found.setdefault((row["scheme"], value), target) != target:
            wrong = [f"{row['value']} ชี้ไปสองที่ในไฟล์เดียวกัน เหลือไว้แถวเดียว"]
        problems += [f"บรรทัด {number}: {problem}" for problem in wrong]
    if problems:
        raise FormerIdError(problems)
    return found


def _check_header(names: Sequence[str]) -> None:
    """Check the first line, which names the columns.

    Raises:
        FormerIdError: one is missing, or none can be told from another.
    """
    wanted = ",".join(COLUMNS)
    missing = [name for name in COLUMNS if name not in names]
    if not names:
        raise FormerIdError([f"ไฟล์ว่าง แถวแรกต้องเป็นชื่อคอลัมน์ {wanted} แล้วตามด้วยแถวข้อมูล"])
    if not missing:
        return
    found = "บรรทัด 1: แถวแรกต้องเป็นชื่อคอลัมน์ตัวพิมพ์เล็ก คั่นด้วยจุลภาค"
    problems = [f"{found} คือ {wanted}", f"ไม่มีคอลัมน์ {', '.join(missing)}"]
    shown = ",".join(names)[:LONGEST_SHOWN]
    problems.append(f"แถวแรกของไฟล์เป็น “{shown}”")
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        problems.append("ไฟล์คั่นด้วยเครื่องหมายอื่น บันทึกใหม่เป็น CSV ที่คั่นด้วยจุลภาค (,)")
    raise FormerIdError(problems)


@dataclass(frozen=True)
class _Named:
    """The records that a table names, by code or key; three queries and more for long tables."""

    procedures: Mapping[str, int]
    agencies: Mapping[str, int]
    points: Mapping[str, int]

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> _Named:
        every = list(rows)
        names = {
            column: sorted({row[column] for row in every if row[column]})
            for column in ("procedure", "agency", "point")
        }
        return cls(
            procedures=dict(_ids(Procedure, "code", names["procedure"])),
            agencies=dict(_ids(Agency, "key", names["agency"])),
            points=dict(_ids(ServicePoint, "key", names["point"])),
        )

    def target(self, row: Mapping[str, str]) -> _Target:
        return _Target(
            procedure=self.procedures.get(row["procedure"]),
            agency=self.agencies.get(row["agency"]),
            point=self.points.get(row["point"]),
        )


def _ids(
    model: type[Procedure] | type[Agency] | type[ServicePoint], field: str, names: Sequence[str]
) -> Iterator[tuple[str, int]]:
    for start in range(0, len(names), PORTION):
        part = names[start : start + PORTION]
        yield from model._default_manager.filter(**{f"{field}__in": part}).values_list(field, "pk")


def _problems(row: Mapping[str, str], value: str, named: _Named) -> Iterator[str]:
    if row["scheme"] not in Scheme.values:
        yield f"ไม่รู้จัก scheme “{row['scheme']}” ใช้ {', '.join(Scheme.values)}"
        return
    if not value:
        kind = "ตัวเลข" if row["scheme"] == Scheme.PROCEDURE_NUMBER else "UUID"
        yield f"value “{row['value']}” ไม่ใช่{kind}"
    needed, unwanted = "procedure", ["point"]
    if row["scheme"] in OF_POINTS:
        needed, unwanted = "point", ["procedure", "agency"]
    if not row[needed]:
        yield f"ใส่คอลัมน์ {needed}"
    for column in unwanted:
        if row[column]:
            yield f"เว้นคอลัมน์ {column} ว่างไว้ เพราะ scheme เป็น {row['scheme']}"
    for column, known in (
        ("procedure", named.procedures),
        ("agency", named.agencies),
        ("point", named.points),
    ):
        if row[column] and row[column] not in known:
            yield f"ไม่มี {column} “{row[column]}” ในระบบ"


def _aimed(row: FormerId, target: _Target) -> FormerId:
    row.procedure_id, row.agency_id, row.point_id = target.procedure, target.agency, target.point
    return row
