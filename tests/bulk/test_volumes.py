"""Transaction reports by spreadsheet: a month down, filled in, up, applied, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.bulk.models import BulkRow, JobState
from infogo.bulk.sheet import Filters
from infogo.bulk.sheets import SHEETS
from infogo.core.models import AuditEntry
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.volumes.models import VolumeRow
from infogo.volumes.months import code_of, later
from infogo.volumes.services.rows import save_rows
from infogo.volumes.services.states import submit
from tests.bulk.helping import applied, as_workbook, checked, downloaded, undone, uploaded, worked
from tests.factories import AgencyFactory, ProvinceFactory, standard_manual
from tests.volumes.forms import ENTRY, enact_form, key_of_pin, last_month, pins_of, rights_of, told

pytestmark = pytest.mark.django_db
SHEET = "volumes"
FILLED = {
    "ยกมา": "๕",
    "รับคำขอ": "1,000",
    "เสร็จในกำหนด": "985",
    "เสร็จเกินกำหนด": "10",
    "คงค้าง": "10",
    "เวลาเฉลี่ย": "2.50",
    "เวลานานที่สุด": "3",
    "หน่วยของเวลา": "วันทำการ",
    "ค่าธรรมเนียมที่รับ (บาท)": "1,500.50",
    "หมายเหตุ": "'=รวม",
}


@pytest.fixture
def agency() -> Agency:
    enact_form()
    return AgencyFactory()


@pytest.fixture
def officer(agency: Agency) -> Officer:
    return rights_of(agency).officer


def picture() -> list[dict[str, Any]]:
    hidden = {"id", "version", "saved_at", "saved_by"}
    rows = VolumeRow.objects.order_by("manual", "point").values()
    return [{k: v for k, v in row.items() if k not in hidden} for row in rows]


def test_a_month_comes_down_with_a_row_for_all_that_is_asked(
    agency: Agency, officer: Officer
) -> None:
    first, second = sorted(pins_of(agency, 2), key=lambda pin: pin.point.sort_key)
    manual = standard_manual(owner=agency)
    manual.facts.is_online = True
    manual.facts.save()
    pins_of(AgencyFactory())
    save_rows(
        rights=Rights.of(officer), agency=agency, month=later(last_month(), -1), rows=[told(first)]
    )
    rows = downloaded(SHEET, officer)
    month = code_of(last_month())
    expected = [f"{month}:{manual.pk}-0", *(f"{month}:{key_of_pin(p)}" for p in (first, second))]
    assert [row["รหัสแถว"] for row in rows] == expected
    assert [row["คงค้างเดือนก่อน"] for row in rows] == ["", "10", ""]
    assert [row["รับคำขอ"] for row in rows] == ["", "", ""]
    earlier = SHEETS[SHEET].rows(
        Rights.of(officer), Filters(month=code_of(later(last_month(), -1)))
    )
    assert [row["received"] for row in earlier] == ["", "100", ""]


def test_province_and_words_narrow_online_rows_together(agency: Agency, officer: Officer) -> None:
    Agency.objects.filter(pk=agency.pk).update(name_th="เทศบาลนครตัวอย่าง")
    province = ProvinceFactory()
    for name in ("จดทะเบียนพาณิชย์", "ขอเลขที่บ้าน"):
        manual = standard_manual(owner=agency, name_th=name)
        Manual.objects.filter(pk=manual.pk).update(province=province)
        manual.facts.is_online = True
        manual.facts.save()

    def titles(words: str) -> list[str]:
        filters = Filters(province=province.pk, words=words)
        rows = list(SHEETS[SHEET].rows(Rights.of(officer), filters))
        assert SHEETS[SHEET].count(Rights.of(officer), filters, 99) == len(rows)
        return [row["procedure"] for row in rows]

    assert titles("พาณิชย์") == ["จดทะเบียนพาณิชย์"]
    assert len(titles("นครตัวอย่าง")) == len(titles("")) == 2
    assert titles("ไม่มีชื่อนี้") == []


def test_what_comes_down_and_goes_up_unchanged_changes_nothing(
    agency: Agency, officer: Officer, tmp_path: Path
) -> None:
    first, _second = pins_of(agency, 2)
    row = told(first, returned=0, fee_satang=150050, note="-ด่วน")
    save_rows(rights=Rights.of(officer), agency=agency, month=last_month(), rows=[row])
    before = picture()
    job = worked(uploaded(SHEET, officer, as_workbook(SHEET, officer, tmp_path)))
    assert (job.state, job.effective, job.refused) == (JobState.CHECKED, 0, 0), list(
        BulkRow.objects.values_list("problems", flat=True)
    )
    assert picture() == before


def test_rows_are_filled_in_applied_and_taken_back(agency: Agency, officer: Officer) -> None:
    pins_of(agency, 3)
    table = downloaded(SHEET, officer)
    table[0] |= FILLED
    table[1]["ไม่มีผู้มาติดต่อ"] = "ใช่"
    job = applied(checked(SHEET, officer, table))
    assert (job.applied, job.failed) == (2, 0)
    first, second = VolumeRow.objects.order_by("manual")
    assert (first.brought_forward, first.received, first.fee_satang) == (5, 1000, 150050)
    assert (str(first.average_duration), first.duration_unit) == ("2.50", "working_day")
    assert (first.note, first.returned) == ("=รวม", None)
    assert (second.is_zero, second.received, second.carried_forward) == (True, 0, 0)
    assert AuditEntry.objects.filter(verb="save_volumes", detail__via="ไฟล์").count() == 2

    table = downloaded(SHEET, officer)
    before = picture()
    table[0] |= {"รับคำขอ": "1001", "คงค้าง": "11", "ค่าธรรมเนียมที่รับ (บาท)": "ลบค่า"}
    again = applied(checked(SHEET, officer, table))
    assert VolumeRow.objects.get(pk=first.pk).fee_satang is None
    assert undone(again).undone == 1
    assert picture() == before
    table = downloaded(SHEET, officer)
    table[0]["คงค้าง"] = "12"
    applied(checked(SHEET, officer, table))
    back = undone(job)
    assert (back.undone, back.kept) == (1, 1), "the first row was changed since"


def test_a_form_that_began_meanwhile_leaves_the_month_that_ended_its_columns(
    agency: Agency, officer: Officer
) -> None:
    pins_of(agency)
    fields = [one for one in ENTRY["definition"]["fields"] if one["name"] != "fee_satang"]
    enact_form(effective_from=later(last_month(), 1), fields=fields)
    table = downloaded(SHEET, officer)
    table[0] |= FILLED
    assert applied(checked(SHEET, officer, table)).applied == 1
    assert VolumeRow.objects.get().fee_satang == 150050


def test_a_job_that_nobody_touched_since_is_taken_back_whole(
    agency: Agency, officer: Officer
) -> None:
    pins_of(agency, 2)
    table = downloaded(SHEET, officer)
    table[0] |= FILLED
    table[1]["ไม่มีผู้มาติดต่อ"] = "ใช่"
    job = undone(applied(checked(SHEET, officer, table)))
    assert (job.undone, job.kept) == (2, 0)
    assert not VolumeRow.objects.exists()


def problems_of(officer: Officer, row: dict[str, str]) -> str:
    job = checked(SHEET, officer, [row])
    assert (job.effective, job.refused) == (0, 1)
    (found,) = BulkRow.objects.get(job=job).problems
    return f"{found['column']}: {found['reason']} {found['advice']}"


def test_what_cannot_be_is_said_before_anything_is_saved(agency: Agency, officer: Officer) -> None:
    (pin,) = pins_of(agency)
    (other,) = pins_of(AgencyFactory())
    (row,) = downloaded(SHEET, officer)
    month = code_of(last_month())
    for change, words in (
        ({"รับคำขอ": "สิบ"}, "รับคำขอ: ใช้ค่านี้ไม่ได้"),
        ({"รับคำขอ": "-1"}, "ใส่จำนวนเป็นตัวเลข"),
        ({"หน่วยของเวลา": "สัปดาห์"}, "เลือกหน่วย"),
        ({"ไม่มีผู้มาติดต่อ": "ใช่", "รับคำขอ": "3"}, "แต่มีจำนวน"),
        ({"รหัสแถว": f"{month}:{key_of_pin(other)}"}, "ไม่มีสิทธิ"),
        ({"รหัสแถว": "2569-99:1-1"}, "ไม่มีสิทธิ"),
        ({"รหัสแถว": f"{code_of(later(last_month(), 2))}:{key_of_pin(pin)}"}, "รายงานเดือน"),
    ):
        assert words in problems_of(officer, {**row, **change}), change
    assert not VolumeRow.objects.exists()


def test_a_submitted_month_is_closed_and_a_row_that_moved_on_is_a_conflict(
    agency: Agency, officer: Officer
) -> None:
    (pin,) = pins_of(agency)
    (row,) = downloaded(SHEET, officer)
    rights = Rights.of(officer)
    late = checked(SHEET, officer, [{**row, **FILLED}])
    save_rows(rights=rights, agency=agency, month=last_month(), rows=[told(pin)])
    done = applied(late)
    assert (done.applied, done.failed) == (0, 1)
    assert VolumeRow.objects.get().received == 100
    job = checked(SHEET, officer, [{**row, **FILLED}])
    assert BulkRow.objects.get(job=job).outcome == "conflict"
    submit(rights=rights, agency=agency, month=last_month())
    (fresh,) = downloaded(SHEET, officer)
    assert "ส่งแล้ว" in problems_of(officer, {**fresh, "รับคำขอ": "1"})


def test_a_narrow_reporter_gets_her_rows_and_an_editor_none(agency: Agency) -> None:
    mine, _other = pins_of(agency, 2)
    narrow = rights_of(agency, only=[mine.point]).officer
    assert [row["รหัสแถว"].split(":")[1] for row in downloaded(SHEET, narrow)] == [
        str(key_of_pin(mine))
    ]
    editor = rights_of(agency, Role.MANUAL_EDITOR)
    assert not SHEETS[SHEET].may_use(editor)
    assert list(SHEETS[SHEET].rows(editor, Filters())) == []


def test_twice_the_rows_cost_no_more_queries(
    agency: Agency, officer: Officer, django_assert_max_num_queries: Any
) -> None:
    def pin() -> Pin:
        return pins_of(agency, 4)[0]

    for _each in range(2):
        pin()
        with django_assert_max_num_queries(10):
            rows = list(SHEETS[SHEET].rows(Rights.of(officer), Filters()))
    assert len(rows) == 8
