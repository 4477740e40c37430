"""What the previous release's models read and write, done against the schema of this tree.

The models are made from the migrations of the release, so this needs no history: Django's own
account of how tables looked then. Every table is read, and a row with a value in every column that
the release knows is inserted, updated and removed; columns that came later are never named.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings

from tools.migration_lint import state_of
from tools.releases import present_migrations, released

VALUES: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.BooleanField, False),
    (models.DateTimeField, datetime(2020, 1, 1, tzinfo=UTC)),
    (models.DateField, date(2020, 1, 1)),
    (models.TimeField, time(8, 30)),
    (models.DurationField, timedelta(days=1)),
    (models.DecimalField, Decimal(1)),
    (models.FloatField, 1.0),
    (models.IntegerField, 1),
    (models.UUIDField, uuid.UUID(int=1)),
    (models.GenericIPAddressField, "192.0.2.1"),
    (models.BinaryField, b"x"),
    (models.JSONField, {}),
)
"""A value for each kind of column; anything else is a text."""
_CHECK = re.compile(r'check constraint (?:failed: |")(\w+)', re.IGNORECASE)


def models_of_the_release() -> list[type[models.Model]]:
    """Return our models as the release knows them, with tables of their own."""
    with override_settings(MIGRATION_MODULES={}):
        loader = MigrationLoader(None)
        state = state_of(loader, released().migrations)
    ours = {name.partition(".")[0] for name in present_migrations()}
    found = list(state.apps.get_models(include_auto_created=True))
    return [model for model in found if model._meta.app_label in ours and model._meta.managed]


def faults(model: type[models.Model]) -> Iterator[str]:
    """Yield what the release cannot do with one table any more; changes nothing."""
    known = {constraint.name for constraint in model._meta.constraints}
    for name, act in (("read", _read), ("insert", _insert), ("update", _update)):
        try:
            with transaction.atomic():
                act(model)
                transaction.set_rollback(True)
        except IntegrityError as problem:
            # A made-up row may break a check that the release has too: its columns were taken.
            broken = _CHECK.search(str(problem))
            if broken is None or not _is_known(broken[1], known, model):
                yield f"{model._meta.db_table}, {name}: {problem}"
        except DatabaseError as problem:
            yield f"{model._meta.db_table}, {name}: {problem}"


def _is_known(name: str, known: set[str], model: type[models.Model]) -> bool:
    """Whether a check is of the release; those of a column's kind are named after the column."""
    columns = {field.column for field in model._meta.concrete_fields}
    return name in known or any(f"_{column}_" in f"_{name}_" for column in columns)


def _read(model: type[models.Model]) -> None:
    list(model._base_manager.all()[:2])


def _insert(model: type[models.Model]) -> None:
    made_up(model).save(force_insert=True)


def _update(model: type[models.Model]) -> None:
    row = made_up(model)
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    if not fields:
        return
    rows = model._base_manager.filter(pk=row.pk)
    rows.update(**{field.attname: getattr(row, field.attname) for field in fields})
    rows._raw_delete(connection.alias)


def made_up(model: type[models.Model]) -> models.Model:
    """Return a row with a value in each column that needs one."""
    values = {}
    for field in model._meta.concrete_fields:
        values[field.attname] = _value(field)
    return model(**values)


def _value(field: models.Field[Any, Any]) -> Any:
    if field.is_relation:
        target: Any = field.target_field
        return _value(target) if not field.null else None
    if field.null and not field.primary_key:
        return None
    if field.choices:
        return next(iter(dict(field.flatchoices)))
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value
    return "x"
