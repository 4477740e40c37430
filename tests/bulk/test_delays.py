"""Delayed requests by spreadsheet."""

from __future__ import annotations

import pytest

from infogo.accounts.models import Officer
from infogo.bulk.models import BulkRow
from infogo.core.dates import BANGKOK, short_date
from infogo.delays.models import DelayCase, DelayNotice, PauseKind
from infogo.delays.services.cases import pause_clock
from tests.accounts.watching import nothing_changes
from tests.bulk.helping import applied, checked, downloaded, undone
from tests.delays.making import Made, counter, day, noticed, record, reporter
from tests.factories import ACTOR
from tests.manuals.lint.law import enact

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law() -> None:
    enact()


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def officer(made: Made) -> Officer:
    return reporter(made.manual.agency)


def new_row(made: Made, reference: str, ago: int, **cells: str) -> dict[str, str]:
    return {
        "รหัสเรื่อง": "",
        "รหัสรุ่น": "",
        "รหัสคู่มือ": str(made.manual.pk),
        "รหัสจุด": str(made.point.pk),
        "เลขที่คำขอ": reference,
        "วันที่รับคำขอครบถ้วน": short_date(day(ago)),
        "เวลาที่รับ": "10.30",
        **cells,
    }


def plain(table: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return a table without the stars of required columns."""
    return [{head.removesuffix(" *"): cell for head, cell in row.items()} for row in table]


def notice(ago: int) -> dict[str, str]:
    return {
        "วันที่แจ้งครั้งใหม่": short_date(day(ago)),
        "แจ้งทาง": "อีเมล",
        "เหตุ": "รอตรวจสถานที่",
        "ข้อความเหตุแห่งความล่าช้า": "นัดตรวจสัปดาห์หน้า",
        "คาดว่าจะเสร็จ": short_date(day(ago - 9)),
    }


def reasons(kind_rows: object) -> list[str]:
    rows = BulkRow.objects.filter(job=kind_rows).order_by("number")
    return [row.problems[0]["reason"] if row.problems else "" for row in rows]


def test_new_cases_come_in_and_go_again(officer: Officer, made: Made) -> None:
    table = [
        new_row(made, "1/2569", 10),
        new_row(made, "2/2569", 40) | notice(1) | {"วันที่ส่งสำเนา": short_date(day(1))},
    ]
    job = applied(checked("delays", officer, table))
    assert job.outcomes == {"add": 2}
    assert job.applied == 2
    late = DelayCase.objects.get(reference="2/2569")
    assert late.due_on == day(10)
    assert late.missed_count == 1
    assert DelayNotice.objects.get(sent_on=day(1)).copied_on == day(1)
    assert undone(job).undone == 2
    assert DelayCase.objects.count() == 0


def test_times_that_a_spreadsheet_kept_as_numbers_are_those_that_were_typed(
    officer: Officer, made: Made
) -> None:
    typed = {"1": "10.3", "2": "๙.๑", "3": "9", "4": "13.05"}
    table = [
        new_row(made, f"อภ {number}/2569", 4) | {"เวลาที่รับ": cell} for number, cell in typed.items()
    ]
    assert applied(checked("delays", officer, table)).applied == 4
    moments = DelayCase.objects.order_by("reference").values_list("received_at", flat=True)
    times = [f"{moment.astimezone(BANGKOK):%H:%M}" for moment in moments]
    assert times == ["10:30", "09:10", "09:00", "13:05"]


def test_the_end_of_a_day_is_not_taken_for_its_beginning(officer: Officer, made: Made) -> None:
    with nothing_changes():
        job = checked("delays", officer, [new_row(made, "1/2569", 4) | {"เวลาที่รับ": "24.00"}])
    assert reasons(job) == ["อ่านเวลาไม่ได้"]


def test_a_download_goes_up_unchanged_and_carries_news_down(officer: Officer, made: Made) -> None:
    case = made.case(40)
    table = downloaded("delays", officer)
    assert checked("delays", officer, table).outcomes == {"same": 1}
    end = {"วันที่พิจารณาเสร็จ": short_date(day(0)), "ผล": "อนุญาตหรือทำให้แล้ว"}
    job = applied(checked("delays", officer, [{**table[0], **notice(2), **end}]))
    assert job.applied == 1
    case.refresh_from_db()
    assert (case.decided_on, case.outcome) == (day(0), "approved")
    assert case.notices.exclude(sent_on=None).count() == 1
    assert undone(job).undone == 1
    case.refresh_from_db()
    assert case.is_open
    assert case.notices.exclude(sent_on=None).count() == 0


def test_what_does_not_fit_is_said_row_by_row(officer: Officer, made: Made) -> None:
    elsewhere = Made(counter())
    case = made.case(3)
    (row,) = plain(downloaded("delays", officer))
    half = {key: value for key, value in notice(1).items() if key != "เหตุ"}
    table = [
        new_row(made, "สมชาย ใจดี", 3),
        new_row(elsewhere, "3/2569", 3),
        new_row(made, "4/2569", 3) | {"วันที่รับคำขอครบถ้วน": "เมื่อวาน"},
        new_row(made, "5/2569", 40, **half),
        new_row(made, "6/2569", 40, **notice(1)) | {"เหตุ": "ขี้เกียจ"},
        new_row(made, "7/2569", 3) | {"วันที่ส่งสำเนา": short_date(day(1))},
        {**row, "เลขที่คำขอ": "9/2569"},
    ]
    with nothing_changes():
        job = checked("delays", officer, table)
    assert reasons(job) == [
        "เลขที่คำขอใช้ไม่ได้",
        "ไม่มีเรื่องนี้ที่จุดนี้ในสิทธิของคุณ",
        "อ่านวันที่ไม่ได้",
        "ยังไม่มีเหตุ",
        "ไม่มีเหตุนี้ในรายการ",
        "มีวันที่ส่งสำเนาแต่ไม่มีวันที่แจ้ง",
        "แก้ในไฟล์ไม่ได้",
    ]
    assert case.reference in row["เลขที่คำขอ"]


def test_nothing_is_returned_before_its_deficiency_record_allows(
    officer: Officer, made: Made
) -> None:
    case = made.case(20)
    pause_clock(
        case_id=case.pk, kind=PauseKind.DEFECT, basis="12/2569", begins_on=day(9), actor=ACTOR,
        record=record(),
    )  # fmt: skip
    (row,) = downloaded("delays", officer)
    back = {**row, "วันที่พิจารณาเสร็จ": short_date(day(0)), "ผล": "คืนคำขอ (มาตรา 9)"}
    job = applied(checked("delays", officer, [back]))
    assert (job.applied, job.failed) == (0, 1)
    case.refresh_from_db()
    assert case.is_open


def test_a_row_that_was_overtaken_is_kept_back(officer: Officer, made: Made) -> None:
    case = made.case(40)
    (row,) = downloaded("delays", officer)
    noticed(case, 1)
    assert checked("delays", officer, [{**row, **notice(1)}]).outcomes == {"conflict": 1}


def test_a_number_that_is_taken_fails_alone(officer: Officer, made: Made) -> None:
    made.case(5, reference="1/2569")
    table = [new_row(made, "1/2569", 10), new_row(made, "2/2569", 10)]
    job = applied(checked("delays", officer, table))
    assert (job.applied, job.failed) == (1, 1)
