"""Migrations that would break the release in production, or lock its tables, are refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from infogo.core.online import AddIndexOnline
from tools.migration_lint import lint, lint_migration

INDEX = models.Index(fields=["name"], name="by_name")
RULE = models.CheckConstraint(condition=models.Q(size__gt=0), name="has_size")


def release() -> ProjectState:
    state = ProjectState()
    fields: list[tuple[str, Any]] = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=50)),
        ("note", models.CharField(max_length=50, null=True)),
        ("size", models.IntegerField(default=1)),
    ]
    state.add_model(ModelState("core", "Thing", fields))
    return state


def found(*operations: Any, **attributes: Any) -> list[str]:
    migration = migrations.Migration("0002_next", "core")
    migration.operations = list(operations)
    for name, value in attributes.items():
        setattr(migration, name, value)
    return [fault.what for fault in lint_migration("core.0002_next", migration, release())]


def text(**given: Any) -> models.CharField[Any, Any]:
    return models.CharField(**{"max_length": 50, **given})


REFUSED = {
    "column that old code cannot fill": migrations.AddField("thing", "more", text(default="")),
    "column dropped": migrations.RemoveField("thing", "name"),
    "column renamed": migrations.RenameField("thing", "name", "title"),
    "table dropped": migrations.DeleteModel("Thing"),
    "table renamed": migrations.RenameModel("Thing", "Object"),
    "table moved": migrations.AlterModelTable("thing", "things"),
    "nulls forbidden": migrations.AlterField("thing", "note", text()),
    "narrower": migrations.AlterField("thing", "name", text(max_length=20)),
    "another kind": migrations.AlterField("thing", "name", models.TextField()),
    "unique": migrations.AlterField("thing", "name", text(unique=True)),
    "indexed under a lock": migrations.AlterField("thing", "name", text(db_index=True)),
    "index under a lock": migrations.AddIndex("thing", INDEX),
    "rule for rows of old code": migrations.AddConstraint("thing", RULE),
    "unique together": migrations.AlterUniqueTogether("thing", {("name", "size")}),
    "statement of its own": migrations.RunSQL("UPDATE core_thing SET size = 2"),
    "index online inside a transaction": AddIndexOnline("thing", INDEX),
    "column dropped by the database alone": migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RemoveField("thing", "note")]
    ),
    "column forgotten that must be filled": migrations.SeparateDatabaseAndState(
        state_operations=[migrations.RemoveField("thing", "name")]
    ),
}
ALLOWED = {
    "column that may be empty": migrations.AddField("thing", "more", text(null=True)),
    "column that the database fills": migrations.AddField(
        "thing", "more", text(default="", db_default="")
    ),
    "wider": migrations.AlterField("thing", "name", text(max_length=80)),
    "nulls allowed": migrations.AlterField("thing", "name", text(null=True)),
    "words only": migrations.AlterField("thing", "name", text(choices=[("a", "เอ")])),
    "new table": migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
    "index gone": migrations.RemoveIndex("thing", "by_name"),
    "index of a new table": migrations.AddIndex("other", INDEX),
    "column forgotten that may be empty": migrations.SeparateDatabaseAndState(
        state_operations=[migrations.RemoveField("thing", "note")]
    ),
}


@pytest.mark.parametrize("operation", REFUSED.values(), ids=REFUSED)
def test_what_breaks_or_locks_is_refused(operation: Any) -> None:
    assert len(found(operation)) == 1
    assert found(operation, online_because="the table has ten rows") == []


@pytest.mark.parametrize("operation", ALLOWED.values(), ids=ALLOWED)
def test_what_adds_is_allowed(operation: Any) -> None:
    assert found(operation) == []


def test_an_index_online_is_outside_a_transaction() -> None:
    assert found(AddIndexOnline("thing", INDEX), atomic=False) == []


def test_data_and_schema_do_not_share_a_transaction() -> None:
    fill = migrations.RunPython(migrations.RunPython.noop)
    assert found(fill) == []
    assert len(found(fill, ALLOWED["column that may be empty"])) == 1


def test_the_migrations_of_this_tree_pass() -> None:
    assert [str(fault) for fault in lint()] == []
