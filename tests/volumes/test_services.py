"""Telling rows, submitting, confirming, reopening: what is allowed, and what is kept of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from infogo.accounts.models import Notice
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry
from infogo.points.models import PointStatus
from infogo.volumes.addresses import month_page
from infogo.volumes.errors import ClosedError, MovedOnError, NotYoursError, RowsError, VolumeError
from infogo.volumes.expected import Key, count_expected
from infogo.volumes.models import MonthlyReport, ReportState, VolumeExplanation, VolumeRow
from infogo.volumes.months import later
from infogo.volumes.services import rows as rows_services
from infogo.volumes.services.rows import RowInput, Saved, save_rows
from infogo.volumes.services.states import explain, lock, reopen, submit
from infogo.volumes.values import ValueProblemError, read_value
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, PinFactory, ServicePointFactory, standard_manual
from tests.volumes.forms import (
    FORM,
    enact_form,
    key_of_pin,
    last_month,
    pins_of,
    rights_of,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def form() -> None:
    enact_form()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


@pytest.fixture
def rights(agency: Agency) -> Rights:
    return rights_of(agency)


def save(rights: Rights, agency: Agency, *rows: RowInput, month: date | None = None) -> Saved:
    return save_rows(rights=rights, agency=agency, month=month or last_month(), rows=rows)


def send(rights: Rights, agency: Agency, month: date | None = None) -> MonthlyReport:
    return submit(rights=rights, agency=agency, month=month or last_month())


def test_numbers_are_kept_as_told_and_empty_is_not_zero(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    saved = save(rights, agency, told(pin, returned=None, withdrawn=0, carried_forward=99))
    row = VolumeRow.objects.get()
    assert (row.received, row.returned, row.withdrawn, row.carried_forward) == (100, None, 0, 99)
    assert (saved.changed, saved.report.filled, saved.report.expected) == (1, 1, 1)
    entry = AuditEntry.objects.get(verb="save_volumes")
    (line,) = entry.detail["rows"]
    assert line["before"] == {}
    assert "returned" not in line["after"]
    assert line["after"]["withdrawn"] == 0


def test_saving_the_same_again_changes_nothing(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    save(rights, agency, told(pin))
    with nothing_changes():
        assert save(rights, agency, told(pin)).changed == 0


def test_a_row_of_which_everything_was_taken_away_is_not_told_any_more(
    rights: Rights, agency: Agency
) -> None:
    (pin,) = pins_of(agency)
    save(rights, agency, told(pin))
    nothing = dict.fromkeys(FORM.names)
    save(rights, agency, RowInput(key_of_pin(pin), nothing))
    assert not VolumeRow.objects.exists()
    assert MonthlyReport.objects.get().filled == 0
    last = AuditEntry.objects.filter(verb="save_volumes").last()
    assert last is not None
    assert last.detail["rows"][0]["after"] == {}


def test_nobody_came_writes_zeros_and_leaves_open_what_was_open(
    rights: Rights, agency: Agency
) -> None:
    (pin,) = pins_of(agency)
    before = later(last_month(), -1)
    save(rights, agency, told(pin), month=before)
    save(rights, agency, told(pin, is_zero=True))
    row = VolumeRow.objects.get(month=last_month())
    assert row.is_zero
    assert (row.brought_forward, row.received, row.completed_in_time) == (10, 0, 0)
    assert (row.carried_forward, row.average_duration, row.approved) == (10, None, None)


def test_nobody_came_beside_a_number_is_a_contradiction(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    with nothing_changes(), pytest.raises(RowsError, match="ไม่มีผู้มาติดต่อ"):
        save(rights, agency, told(pin, is_zero=True, received=3))


def test_fields_that_a_later_form_asks_for_need_no_column(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    extra = {"name": "by_phone", "label": "ทางโทรศัพท์", "label_en": "By phone"}
    with nothing_changes(), pytest.raises(RowsError, match="by_phone"):
        save(rights, agency, told(pin, by_phone=7))
    enact_form(
        effective_from=last_month(),
        fields=[*(field.model_dump() for field in FORM.fields), extra],
    )
    save(rights, agency, told(pin, by_phone=7))
    assert VolumeRow.objects.get().values["by_phone"] == 7
    with pytest.raises(RowsError, match="by_phone"):
        save(rights, agency, told(pin, by_phone=7), month=later(last_month(), -1))


def test_only_what_is_asked_for_can_be_told(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    (other,) = pins_of(AgencyFactory())
    closed = PinFactory(
        manual=pin.manual, point=ServicePointFactory(agency=agency, status=PointStatus.CLOSED)
    )
    for row in (told(other), told(closed), told(pin.manual), told(Key(10**9, 10**9))):
        with nothing_changes(), pytest.raises(RowsError, match="ไม่อยู่ในรายงานนี้"):
            save(rights, agency, told(pin), row)
    with nothing_changes(), pytest.raises(RowsError, match="แถวซ้ำ"):
        save(rights, agency, told(pin), told(pin))


def test_a_manual_that_is_filed_online_has_one_row_more(rights: Rights, agency: Agency) -> None:
    manual = standard_manual(owner=agency)
    pins_of(agency)
    assert count_expected(agency.pk) == 1
    manual.facts.is_online = True
    manual.facts.save()
    assert count_expected(agency.pk) == 2
    save(rights, agency, told(manual))
    assert VolumeRow.objects.get().channel == "online"


def test_a_narrow_reporter_tells_her_rows_and_does_not_submit(agency: Agency) -> None:
    mine, other = pins_of(agency, 2)
    by_point = rights_of(agency, only=[mine.point])
    by_manual = rights_of(agency, only=[other.manual])
    save(by_point, agency, told(mine))
    save(by_manual, agency, told(other))
    for narrow, row in ((by_point, other), (by_manual, mine)):
        with nothing_changes(), pytest.raises(RowsError, match="ไม่ใช่แถวของคุณ"):
            save(narrow, agency, told(row, received=1))
        with nothing_changes(), pytest.raises(NotYoursError, match="ทั้งหน่วยงาน"):
            send(narrow, agency)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MANUAL_EDITOR, Role.POINT_EDITOR])
def test_who_does_not_report_changes_nothing(agency: Agency, role: str) -> None:
    (pin,) = pins_of(agency)
    for other in (rights_of(agency, role), rights_of(AgencyFactory())):
        with nothing_changes(), pytest.raises(NotYoursError):
            save(other, agency, told(pin))
        with nothing_changes(), pytest.raises(NotYoursError):
            send(other, agency)


def test_a_month_to_come_and_one_without_a_form_are_closed(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    with nothing_changes(), pytest.raises(ClosedError, match="ยังไม่ถึง"):
        save(rights, agency, told(pin), month=later(last_month(), 2))
    with nothing_changes(), pytest.raises(ClosedError, match="ไม่มีแบบรายงาน"):
        save(rights, agency, told(pin), month=date(2019, 12, 1))
    this_month = later(last_month(), 1)
    save(rights, agency, told(pin), month=this_month)
    with nothing_changes(), pytest.raises(ClosedError, match="ยังไม่สิ้นเดือน"):
        send(rights, agency, this_month)


def test_of_two_who_opened_a_row_the_second_is_told(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    colleague = rights_of(agency)
    save(rights, agency, told(pin, seen=0))
    with nothing_changes(), pytest.raises(MovedOnError, match=rights.officer.name_th):
        save(colleague, agency, told(pin, seen=0, received=1))
    save(rights, agency, told(pin, seen=1, received=101, carried_forward=11))


def test_what_was_saved_while_its_answer_was_lost_may_be_sent_again(
    rights: Rights, agency: Agency
) -> None:
    (pin,) = pins_of(agency)
    save(rights, agency, told(pin, seen=0))
    with nothing_changes():
        again = save(rights, agency, told(pin, seen=0))
    assert again.changed == 0
    assert again.rows[key_of_pin(pin)].version == 1


def test_no_file_is_longer_than_a_request_can_bear(rights: Rights, agency: Agency) -> None:
    many = [RowInput(Key(n + 1, n + 1), {}) for n in range(rows_services.MOST_ROWS + 1)]
    with nothing_changes(), pytest.raises(VolumeError, match="แบ่งส่ง"):
        save(rights, agency, *many)


@pytest.mark.parametrize(("text", "number"), [("0" * 40 + "7", 7), ("๐๐๑๒", 12)])
def test_zeros_before_a_number_are_nothing(text: str, number: int) -> None:
    assert read_value(FORM.field("received"), text) == number


def test_zeros_hide_no_number_that_is_too_large() -> None:
    with pytest.raises(ValueProblemError, match="ไม่เกิน"):
        read_value(FORM.field("received"), "0" * 30 + "9" * 20)


# ---- states


def test_missing_and_impossible_rows_are_named_before_anything_is_submitted(
    rights: Rights, agency: Agency
) -> None:
    first, second, third = pins_of(agency, 3)
    save(rights, agency, told(first), told(second, carried_forward=0))
    with nothing_changes(), pytest.raises(RowsError) as refusal:
        send(rights, agency)
    named = {problem.key for problem in refusal.value.problems}
    assert named == {str(key_of_pin(second)), str(key_of_pin(third))}


def test_a_report_is_submitted_confirmed_and_reopened_with_a_trail(
    rights: Rights, agency: Agency
) -> None:
    (pin,) = pins_of(agency)
    boss = rights_of(agency, Role.AGENCY_ADMIN)
    save(rights, agency, told(pin))
    assert send(rights, agency).state == ReportState.SUBMITTED
    with nothing_changes(), pytest.raises(ClosedError, match="เปิดให้แก้ใหม่ก่อน"):
        save(rights, agency, told(pin, received=1))
    with nothing_changes(), pytest.raises(NotYoursError):
        lock(rights=rights, agency=agency, month=last_month())
    assert lock(rights=boss, agency=agency, month=last_month()).state == ReportState.LOCKED
    with nothing_changes(), pytest.raises(NotYoursError):
        reopen(rights=rights, agency=agency, month=last_month(), reason="พิมพ์ผิด")
    with nothing_changes(), pytest.raises(VolumeError, match="เพราะอะไร"):
        reopen(rights=boss, agency=agency, month=last_month(), reason=" ")
    reopen(rights=boss, agency=agency, month=last_month(), reason="พิมพ์ผิด")
    save(rights, agency, told(pin, received=101, carried_forward=11))
    assert send(rights, agency).state == ReportState.SUBMITTED
    verbs = AuditEntry.objects.filter(target="volume_report").values_list("verb", flat=True)
    assert list(verbs) == [
        "save_volumes",
        "submit_volumes",
        "lock_volumes",
        "reopen_volumes",
        "save_volumes",
        "submit_volumes",
    ]


def test_whoever_submitted_is_told_that_somebody_else_opened_her_report(
    rights: Rights, agency: Agency
) -> None:
    (pin,) = pins_of(agency)
    boss, beside = rights_of(agency, Role.AGENCY_ADMIN), rights_of(agency)
    save(rights, agency, told(pin))
    send(rights, agency)
    lock(rights=boss, agency=agency, month=last_month())
    reopen(rights=boss, agency=agency, month=last_month(), reason="ยอดเดือนก่อนไม่ตรง")
    notice = Notice.objects.get()
    assert notice.officer == rights.officer != beside.officer
    assert boss.officer.name_th in notice.text and "ยอดเดือนก่อนไม่ตรง" in notice.text
    assert notice.path == month_page(agency.pk, last_month())

    send(rights, agency)
    assert Notice.objects.get().read_at is not None
    reopen(rights=rights, agency=agency, month=last_month(), reason="ลืมหนึ่งเรื่อง")
    assert Notice.objects.count() == 1

    send(rights, agency)
    rights.officer.grants.all().delete()
    reopen(rights=boss, agency=agency, month=last_month(), reason="ลืมหนึ่งเรื่อง")
    assert Notice.objects.count() == 1


def test_whoever_submitted_may_reopen_until_it_was_confirmed(
    rights: Rights, agency: Agency
) -> None:
    (pin,) = pins_of(agency)
    save(rights, agency, told(pin))
    send(rights, agency)
    report = reopen(rights=rights, agency=agency, month=last_month(), reason="ลืมหนึ่งเรื่อง")
    assert report.is_open
    with nothing_changes(), pytest.raises(ClosedError, match="อยู่แล้ว"):
        reopen(rights=rights, agency=agency, month=last_month(), reason="ลืมหนึ่งเรื่อง")


def test_late_is_what_was_first_submitted_after_the_due_day(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    old = later(last_month(), -3)
    for month in (old, later(old, 1)):
        save(rights, agency, told(pin, brought_forward=10, carried_forward=15), month=month)
    MonthlyReport.objects.filter(month=later(old, 1)).update(
        due_on=last_month() + timedelta(days=400)
    )
    assert send(rights, agency, old).late
    save(rights, agency, RowInput(key_of_pin(pin), {}, note="x"), month=later(old, 1))
    with pytest.raises(RowsError, match="เดือนก่อนคงค้าง"):
        send(rights, agency, later(old, 1))
    explained(rights, agency, key_of_pin(pin), "carry", month=later(old, 1))
    assert not send(rights, agency, later(old, 1)).late


def explained(
    rights: Rights, agency: Agency, key: Key, kind: str, month: date | None = None, text: str = ""
) -> Any:
    words = text or "นับใหม่หลังย้ายระบบ"
    return explain(
        rights=rights, agency=agency, month=month or last_month(), key=key, kind=kind, text=words
    )


def test_a_word_belongs_to_a_finding_that_is_there(rights: Rights, agency: Agency) -> None:
    (pin,) = pins_of(agency)
    key, stranger = key_of_pin(pin), rights_of(AgencyFactory())
    save(rights, agency, told(pin), month=later(last_month(), -1))
    save(rights, agency, told(pin))
    with nothing_changes(), pytest.raises(VolumeError, match="ไม่มีข้อสังเกตนี้"):
        explained(rights, agency, key, "jump")
    with nothing_changes(), pytest.raises(VolumeError, match="เพราะอะไร"):
        explained(rights, agency, key, "carry", text="  ")
    with nothing_changes(), pytest.raises(NotYoursError):
        explained(stranger, agency, key, "carry")
    explained(rights, agency, key, "carry")
    explained(rights, agency, key, "carry", text="แก้คำอธิบาย")
    assert VolumeExplanation.objects.get().text == "แก้คำอธิบาย"
    assert send(rights, agency).state == ReportState.SUBMITTED
