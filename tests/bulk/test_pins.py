"""Pins by spreadsheet: down and up again, changed, added, taken out, undone."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from infogo.accounts.models import Officer
from infogo.bulk.models import BulkRow, JobState
from infogo.core.hours import Hours
from infogo.core.models import AuditEntry, OutboxEvent, OutboxTopic
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from tests.bulk.helping import (
    applied,
    as_workbook,
    checked,
    downloaded,
    editor,
    undone,
    uploaded,
    worked,
)
from tests.factories import AgencyFactory, ServicePointFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db


@pytest.fixture
def point() -> ServicePoint:
    return ServicePointFactory(agency=AgencyFactory())


@pytest.fixture
def officer(point: ServicePoint) -> Officer:
    return editor(point.agency)


def pinned(point: ServicePoint, **facts: object) -> Pin:
    manual = adoption(standard_manual(), point.agency)
    return Pin.objects.create(
        manual=manual, point=point, procedure=manual.procedure, province=point.province, **facts
    )


def picture() -> list[dict[str, object]]:
    return list(Pin.objects.order_by("manual", "point").values())


@pytest.fixture
def pins(point: ServicePoint) -> list[Pin]:
    return [
        pinned(point, counter="=1+1", note="-ด่วน", accepts_walk_in=True, daily_limit=50),
        pinned(point, phones=[{"number": "+6622813333", "extension": "12"}]),
        pinned(point, hours={"known": False, "text": "แล้วแต่นัด"}),
    ]


def test_what_comes_down_and_goes_up_unchanged_changes_nothing(
    officer: Officer, pins: list[Pin], tmp_path: Path
) -> None:
    csv_job = checked("pins", officer, downloaded("pins", officer))
    book_job = worked(uploaded("pins", officer, as_workbook("pins", officer, tmp_path)))
    for job in (csv_job, book_job):
        assert (job.state, job.outcomes) == (JobState.CHECKED, {"same": len(pins)})


def test_the_days_that_differ_stay_when_the_week_of_a_counter_is_changed(
    officer: Officer, point: ServicePoint
) -> None:
    closed = {"first_on": "2026-12-24", "note": "ย้ายของ"}
    week = Hours.weekdays(time(9), time(11)).model_dump(mode="json", exclude_defaults=True)
    pin = pinned(point, hours={**week, "exceptions": [closed]})
    table = downloaded("pins", officer)
    table[0]["เวลาทำการเฉพาะงานนี้"] = "วันจันทร์ ถึง วันศุกร์ เวลา 08:30 - 15:00 น."
    job = applied(checked("pins", officer, table))
    assert (job.applied, job.failed) == (1, 0)
    pin.refresh_from_db()
    assert pin.hours["exceptions"] == [closed]
    assert Hours.model_validate(pin.hours).week[0][0].closes == time(15)


def test_rows_are_changed_added_and_taken_out_and_all_of_it_is_undone(
    officer: Officer, pins: list[Pin], point: ServicePoint
) -> None:
    before = picture()
    table = downloaded("pins", officer)
    table[0]["ช่องหรือเคาน์เตอร์"] = " ช่อง  ๓ "
    table[0]["จำนวนที่รับต่อวัน"] = "๑๒๐"
    table[0]["หมายเหตุ"] = "ลบค่า"
    table[1]["ปักหรือเอาออก"] = "เอาออก"
    table[2]["เวลาทำการเฉพาะงานนี้"] = "วันจันทร์ ถึง วันศุกร์ เวลา 08:30 - 15:00 น."
    new = standard_manual()
    table.append({"รหัสคู่มือ *": str(new.pk), "รหัสจุดให้บริการ *": str(point.pk), "หมายเหตุ": "ใหม่"})
    job = checked("pins", officer, table)
    assert job.outcomes == {"change": 2, "remove": 1, "add": 1}
    first = BulkRow.objects.get(job=job, number=2)
    assert {"column": "จำนวนที่รับต่อวัน", "before": "50", "after": "120"} in first.changes

    job = applied(job)
    assert (job.state, job.applied, job.failed) == (JobState.DONE, 4, 0)
    pins[0].refresh_from_db()
    assert (pins[0].counter, pins[0].daily_limit, pins[0].note) == ("ช่อง ๓", 120, "")
    assert not Pin.objects.filter(pk=pins[1].pk).exists()
    assert Pin.objects.get(manual=new, point=point).note == "ใหม่"
    assert AuditEntry.objects.filter(verb="bulk_apply", target_id=job.pk).count() == 1
    assert AuditEntry.objects.filter(target="pins").count() == 5
    assert OutboxEvent.objects.filter(topic=OutboxTopic.POINT, object_id=point.pk).count() == 5

    job = undone(job)
    assert (job.state, job.undone, job.kept) == (JobState.UNDONE, 4, 0)
    again = picture()
    for row in (*before, *again):
        del row["id"]  # a pin that comes back is a new row
    assert again == before


def test_what_somebody_changed_since_is_not_undone(officer: Officer, pins: list[Pin]) -> None:
    table = downloaded("pins", officer)
    for row in table:
        row["หมายเหตุ"] = "ใหม่"
    job = applied(checked("pins", officer, table))
    Pin.objects.filter(pk=pins[1].pk).update(note="ของคนอื่น")
    job = undone(job)
    assert (job.undone, job.kept) == (2, 1)
    pins[1].refresh_from_db()
    assert pins[1].note == "ของคนอื่น"


def test_a_row_changed_meanwhile_is_a_conflict(officer: Officer, pins: list[Pin]) -> None:
    table = downloaded("pins", officer)
    Pin.objects.filter(pk=pins[0].pk).update(note="ของคนอื่น")
    table[0]["หมายเหตุ"] = "ของฉัน"
    job = checked("pins", officer, table)
    assert job.outcomes == {"conflict": 1, "same": 2}


def test_a_row_changed_between_check_and_apply_is_left_alone(
    officer: Officer, pins: list[Pin]
) -> None:
    table = downloaded("pins", officer)
    table[0]["หมายเหตุ"] = "ของฉัน"
    job = checked("pins", officer, table)
    Pin.objects.filter(pk=pins[0].pk).update(note="ของคนอื่น")
    job = applied(job)
    assert (job.applied, job.failed) == (0, 1)
    pins[0].refresh_from_db()
    assert pins[0].note == "ของคนอื่น"
