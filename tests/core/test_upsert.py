"""The loader owns a row only as long as nobody else touched it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from infogo.core.importing import NOT_TOUCHED, Job, Row
from infogo.core.models import LoadedRow, PublicHoliday
from infogo.core.upsert import Table, Tally, Values, batches, digest, load_rows

pytestmark = pytest.mark.django_db
TABLE = Table("test", PublicHoliday, key=("on",), fields=("name_th", "name_en", "source"))
DAY = date(2026, 1, 1)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


def load(job: Job, *rows: Values, table: Table = TABLE) -> Tally:
    sources = ((Row(job, "f", n, row), row) for n, row in enumerate(rows, start=1))
    return load_rows(table, sources, job)


def day(name: str, on: date = DAY) -> Values:
    return {"on": on, "name_th": name, "name_en": "", "source": "s"}


def test_new_unchanged_and_changed(job: Job) -> None:
    assert load(job, day("ก")) == Tally(created=1)
    assert load(job, day("ก")) == Tally(unchanged=1)
    assert load(job, day("ข")) == Tally(updated=1)
    assert PublicHoliday.objects.get().name_th == "ข"
    assert load(job, day("ข")) == Tally(unchanged=1)


def test_a_row_somebody_edited_keeps_the_edit_for_good(job: Job) -> None:
    load(job, day("ก"))
    PublicHoliday.objects.update(name_th="แก้แล้ว")

    assert load(job, day("ก")) == Tally(unchanged=1)
    assert load(job, day("ข")) == Tally(kept=1)
    assert load(job, day("ค")) == Tally(kept=1)
    assert PublicHoliday.objects.get().name_th == "แก้แล้ว"
    assert {problem.outcome for problem in job.problems.kept} == {NOT_TOUCHED}


def test_an_edit_outside_the_loaded_columns_does_not_lock_the_row(job: Job) -> None:
    narrow = Table(
        "test", PublicHoliday, key=("on",), fields=("name_th",), at_birth={"source": "s"}
    )
    rows = [(Row(job, "f", 1, {}), day("ก"))]
    load_rows(narrow, rows, job)
    PublicHoliday.objects.update(name_en="New Year")

    changed = [(Row(job, "f", 1, {}), day("ข"))]
    assert load_rows(narrow, changed, job) == Tally(updated=1)
    assert PublicHoliday.objects.get().name_en == "New Year"


def test_a_row_made_by_hand_is_never_taken_over(job: Job) -> None:
    PublicHoliday.objects.create(on=DAY, name_th="เดิม", source="คน")
    assert load(job, day("ก")) == Tally(kept=1)
    assert PublicHoliday.objects.get().name_th == "เดิม"
    assert not LoadedRow.objects.exists()


def test_a_column_that_came_later_is_filled_in_rows_loaded_before(job: Job) -> None:
    older = replace(TABLE, fields=("name_th", "source"))
    newer = replace(TABLE, later=("name_en",))
    load(job, day("ก"), table=older)
    assert load(job, day("ก") | {"name_en": "A"}, table=newer) == Tally(updated=1)
    assert PublicHoliday.objects.get().name_en == "A"
    PublicHoliday.objects.update(name_en="by hand")
    assert load(job, day("ก") | {"name_en": "B"}, table=newer) == Tally(kept=1)


def test_a_deleted_row_stays_deleted(job: Job) -> None:
    load(job, day("ก"))
    PublicHoliday.objects.all().delete()
    assert load(job, day("ก")) == Tally(unchanged=1)
    assert load(job, day("ข")) == Tally(kept=1)
    assert not PublicHoliday.objects.exists()


def test_a_repeated_key_is_reported_and_the_first_one_counts(job: Job) -> None:
    assert load(job, day("ก"), day("ข"), day("ค", date(2026, 1, 2))) == Tally(created=2)
    assert PublicHoliday.objects.get(on=DAY).name_th == "ก"
    (problem,) = job.problems.kept
    assert (problem.line, problem.reason) == (2, "ซ้ำกับแถวก่อนหน้า")


def test_long_keys_are_folded(job: Job) -> None:
    table = Table("long", PublicHoliday, key=("name_th", "on"), fields=("source",))
    rows = [(Row(job, "f", 1, {}), day("ก" * 150))]
    assert load_rows(table, rows, job) == Tally(created=1)
    assert load_rows(table, rows, job) == Tally(unchanged=1)


def test_batches_and_digests() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([], 2)) == []
    assert digest({"a": 1, "b": "ก"}) == digest({"b": "ก", "a": 1})
    assert digest({"a": 1}) != digest({"a": "1"})
