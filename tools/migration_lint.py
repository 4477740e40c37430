"""A gate: migrations since the last release let that release run on, and keep nobody waiting.

During a deployment the schema is the new one while the old code still writes. What the old code
reads must stay, and what it does not know of must be fillable without it. On PostgreSQL no table
in use may be locked for as long as it is large. docs/deploying.md says what to write instead.

A migration that breaks a rule for a good reason says so in its class: ``online_because = "…"``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models.fields import NOT_PROVIDED, Field
from django.test import override_settings

from infogo.core.online import AddIndexOnline
from tools.releases import new_migrations, present_migrations, released, setup

REASON = "online_because"
SCHEMA_OPERATIONS = (ops.AddField, ops.AlterField, ops.RemoveField, ops.CreateModel, ops.AddIndex)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one operation of a migration, and what to write instead."""

    migration: str
    what: str

    def __str__(self) -> str:
        return f"{self.migration}: {self.what}"


def lint() -> list[Fault]:
    """Return the faults of all migrations since the release."""
    with override_settings(MIGRATION_MODULES={}):
        loader = MigrationLoader(None)
    before = state_of(loader, released().migrations)
    found = [
        Fault(name, "เปลี่ยนหลังออกรุ่นแล้ว · changed or removed after its release")
        for name, digest in released().migrations.items()
        if present_migrations().get(name) != digest
    ]
    for name in new_migrations():
        app, _dot, stem = name.partition(".")
        found += lint_migration(name, loader.disk_migrations[app, stem], before)
    return found


def state_of(loader: MigrationLoader, names: Any) -> ProjectState:
    """Return the models as they were when these migrations were all there were of ours."""
    ours = {name.partition(".")[0] for name in present_migrations()}
    nodes = [key for key in loader.graph.nodes if key[0] not in ours or ".".join(key) in names]
    return loader.project_state(sorted(nodes))


def lint_migration(name: str, migration: Migration, before: ProjectState) -> list[Fault]:
    """Return the faults of one migration; none when it gives its reason.

    ``before`` is the state of the models in the release.
    """
    if getattr(migration, REASON, ""):
        return []
    found = [
        Fault(name, what)
        for operation in migration.operations
        for what in _faults(operation, migration, before)
    ]
    kinds = {type(operation) for operation in migration.operations}
    if ops.RunPython in kinds and kinds & set(SCHEMA_OPERATIONS):
        found.append(
            Fault(name, "แยก RunPython ไว้คนละไฟล์กับการแก้ตาราง · data and schema in one migration")
        )
    return found


def _faults(operation: Operation, migration: Migration, before: ProjectState) -> Iterator[str]:
    app = migration.app_label
    match operation:
        case ops.SeparateDatabaseAndState():
            for inner in operation.state_operations:
                yield from _forgotten(inner, app, before)
            for inner in operation.database_operations:
                yield from _faults(inner, migration, before)
        case ops.RemoveField() | ops.RenameField() | ops.AlterField() | ops.AddField():
            yield from _field_faults(operation, app, before)
        case AddIndexOnline():
            if migration.atomic:
                yield f"{operation.index.name}: AddIndexOnline ต้องมี atomic = False"
        case ops.RunSQL():
            yield f"RunSQL: ตรวจเองไม่ได้ บอกเหตุผลใน {REASON} · cannot be judged"
        case _:
            yield from _table_faults(operation, app, before)


def _table_faults(operation: Operation, app: str, before: ProjectState) -> Iterator[str]:
    """What becomes of tables that the release knows; those that are new may do as they like."""
    match operation:
        case ops.DeleteModel(name=name) if _model(before, app, name):
            yield f"{name}: รุ่นก่อนยังใช้ตารางนี้ · forget it in one release, drop it in the next"
        case ops.RenameModel(old_name=name) | ops.AlterModelTable(name=name) if _model(
            before, app, name
        ):
            yield f"{name}: เปลี่ยนชื่อตาราง · the release asks for the old name"
        case ops.AddIndex(model_name=name, index=index) if _model(before, app, name):
            yield f"{index.name}: ใช้ infogo.core.online.AddIndexOnline · locks the table"
        case ops.AddConstraint(model_name=name, constraint=rule) if _model(before, app, name):
            yield f"{rule.name}: รุ่นก่อนอาจเขียนค่าที่ไม่ผ่าน · the release may break it"
        case ops.AlterUniqueTogether(name=name) if _model(before, app, name):
            yield f"{name}: unique_together · the release may break it"


def _field_faults(operation: Any, app: str, before: ProjectState) -> Iterator[str]:
    model = _model(before, app, operation.model_name)
    if model is None:
        return  # the release does not know the table
    match operation:
        case ops.RenameField(old_name=name) if name in model.fields:
            yield f"{operation.model_name}.{name}: เปลี่ยนชื่อคอลัมน์ · the release asks for it"
        case ops.RemoveField() if operation.name in model.fields:
            yield (
                f"{operation.model_name}.{operation.name}: รุ่นก่อนยังใช้คอลัมน์นี้"
                " · forget it in one release, drop it in the next"
            )
        case ops.AddField() if not _is_fillable(operation.field):
            yield (
                f"{operation.model_name}.{operation.name}: ต้อง null=True หรือมี db_default"
                " · the release inserts rows without it"
            )
        case ops.AlterField() if operation.name in model.fields:
            yield from _alterations(operation, model.fields[operation.name])


def _forgotten(operation: Operation, app: str, before: ProjectState) -> Iterator[str]:
    """A column that code forgets stays in the table for a release, and must not be asked for."""
    if isinstance(operation, ops.RemoveField):
        model = _model(before, app, operation.model_name)
        if (
            model
            and operation.name in model.fields
            and not _is_fillable(model.fields[operation.name])
        ):
            yield (
                f"{operation.model_name}.{operation.name}: ทำให้ null=True ก่อนแล้วจึงเลิกใช้"
                " · NOT NULL, and nobody fills it any more"
            )


def _alterations(operation: Any, old: Field[Any, Any]) -> Iterator[str]:
    new: Field[Any, Any] = operation.field
    where = f"{operation.model_name}.{operation.name}"
    if type(new) is not type(old):
        yield f"{where}: เปลี่ยนชนิด {type(old).__name__} → {type(new).__name__} · rewrites the table"
        return
    was, now = _stored(old), _stored(new)
    for name in sorted(was.keys() | now.keys()):
        before, after = was.get(name), now.get(name)
        if before == after or _is_wider(name, before, after):
            continue
        yield f"{where}: {name} {before} → {after} · narrower, or locks the table"


def _stored(field: Field[Any, Any]) -> dict[str, Any]:
    """Return what of a field reaches the database."""
    _name, _path, _args, given = field.deconstruct()
    left_out = {*field.non_db_attrs, "default", "to"}
    return {name: value for name, value in given.items() if name not in left_out}


def _is_wider(name: str, before: Any, after: Any) -> bool:
    if name == "max_length":
        return after is None or (before is not None and after >= before)
    if name in ("null", "unique", "db_index"):
        # Allowing more is quick and breaks nobody.
        return bool(after) if name == "null" else not after
    return name == "db_default" and after is not None


def _is_fillable(field: Field[Any, Any]) -> bool:
    """Whether a row can be inserted by code that does not know the field."""
    return (
        field.null
        or isinstance(field, models.ManyToManyField)
        or field.db_default is not NOT_PROVIDED
        or isinstance(field, models.GeneratedField)
    )


def _model(before: ProjectState, app: str, name: str) -> Any:
    return before.models.get((app, name.lower()))


def main() -> int:
    """Print the faults; 1 when there are any."""
    setup()
    found = lint()
    for fault in found:
        print(fault)
    print(f"{len(new_migrations())} migrations since {released().version}, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
