"""The release in production goes on reading and writing while the next one's schema is in place."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, models, transaction

from infogo.core.models import LimitCount
from infogo.core.online import AddIndexOnline
from infogo.delays.models import DelayCase, Outcome, Receipt, Refusal
from infogo.delays.receipts import issue_receipt
from infogo.delays.receipts_times import receipt_times
from tests.delays.making import Made, day
from tests.factories import ACTOR
from tests.online import probing
from tools import releases

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def of_the_release() -> list[type[models.Model]]:
    return probing.models_of_the_release()


def test_every_table_of_the_release_can_be_read_and_written(
    of_the_release: list[type[models.Model]],
) -> None:
    assert len(of_the_release) > 100
    found = [fault for model in of_the_release for fault in probing.faults(model)]
    assert found == []


def test_the_release_removes_a_case_that_has_a_refusal_it_knows_nothing_of(
    of_the_release: list[type[models.Model]],
) -> None:
    case = Made().case(20)
    Refusal.objects.create(
        case=case, outcome=Outcome.REJECTED, decided_on=day(0), reason="แคบ", noted_by=ACTOR
    )
    known = next(model for model in of_the_release if model._meta.db_table == "delays_delaycase")
    with transaction.atomic():
        known._base_manager.get(pk=case.pk).delete()
    assert not DelayCase.objects.exists()
    # The order stays on record, and nothing new comes upon its case.
    kept = Refusal.objects.get()
    assert kept.case_id == case.pk and Made().case(20).pk != case.pk


def test_the_release_removes_a_receipt_that_has_a_refusal_it_knows_nothing_of(
    of_the_release: list[type[models.Model]],
) -> None:
    made = Made()
    receipt = issue_receipt(pin=made.pin, request_key="k" * 32, actor=ACTOR)
    Refusal.objects.create(
        receipt=receipt, outcome=Outcome.REJECTED, decided_on=day(0), reason="แคบ", noted_by=ACTOR
    )
    known = next(model for model in of_the_release if model._meta.db_table == "delays_receipt")
    with transaction.atomic():
        known._base_manager.filter(pk=receipt.pk).delete()
    assert not Receipt.objects.exists()
    assert Refusal.objects.get().receipt_id == receipt.pk
    assert receipt_times(made.manual, day(0)) is None


@pytest.mark.parametrize(
    ("field", "is_fit"),
    [
        (models.IntegerField(default=0), False),  # Django's default is not the database's
        (models.IntegerField(default=0, db_default=0), True),
        (models.IntegerField(null=True), True),
    ],
)
def test_a_column_that_only_new_code_fills_is_noticed(
    of_the_release: list[type[models.Model]], field: Any, is_fit: bool
) -> None:
    field.set_attributes_from_name("later")
    field.model = LimitCount
    with connection.schema_editor() as editor:
        editor.add_field(LimitCount, field)
    try:
        found = list(probing.faults(_limits(of_the_release)))
    finally:
        with connection.schema_editor() as editor:
            editor.remove_field(LimitCount, field)
    assert [fault.split(":")[0] for fault in found] == (
        [] if is_fit else ["core_limitcount, insert"]
    )


def test_a_column_that_went_is_noticed(of_the_release: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_limitcount RENAME COLUMN count TO points")
        try:
            found = list(probing.faults(_limits(of_the_release)))
        finally:
            cursor.execute("ALTER TABLE core_limitcount RENAME COLUMN points TO count")
    assert len(found) == 3


def test_an_index_is_built_while_the_table_is_in_use() -> None:
    index = models.Index(fields=["count"], name="limit_count_by_count")
    operation = AddIndexOnline("LimitCount", index)
    state = _state()
    for _attempt in ("new", "again after an interruption"):
        if connection.vendor == "postgresql" or _attempt == "new":
            with connection.schema_editor(atomic=False) as editor:
                operation.database_forwards("core", editor, state, state)
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "core_limitcount")
    assert found["limit_count_by_count"]["index"]
    with connection.schema_editor() as editor:
        editor.remove_index(LimitCount, index)


def _state() -> Any:
    """Return the models as they are now, in the form that migrations take."""
    return SimpleNamespace(apps=SimpleNamespace(get_model=lambda _app, _name: LimitCount))


def _limits(found: list[type[models.Model]]) -> type[models.Model]:
    return next(model for model in found if model.__name__ == "LimitCount")


def test_the_marker_names_migrations_of_this_tree() -> None:
    release = releases.released()
    assert release.migrations.keys() <= releases.present_migrations().keys()
    assert len(release.commit) == 40
