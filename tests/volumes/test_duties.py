"""Reports are opened, reporters reminded once, reports locked: by themselves, whenever they run."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from infogo.accounts.models import Letter, Notice, NoticeKind, Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.dates import BANGKOK
from infogo.volumes.asked import asked_of
from infogo.volumes.models import MonthlyReport, ReportState, VolumeReminder, VolumeRow
from infogo.volumes.months import due_on, later
from infogo.volumes.services import duties
from infogo.volumes.services.rows import save_rows
from infogo.volumes.services.states import submit
from tests.accounts.watching import nothing_changes
from tests.editing.test_concurrency import at_once
from tests.factories import AgencyFactory, GrantFactory, standard_manual
from tests.volumes.forms import FORM, enact_form, last_month, pins_of, rights_of, told

DUE = due_on(last_month(), FORM.due_day)


@pytest.fixture
def agency(db: None) -> Agency:
    enact_form()
    agency = AgencyFactory()
    pins_of(agency, 2)
    return agency


def day(offset: int) -> date:
    return DUE + timedelta(days=offset)


def told_officers() -> list[Officer]:
    return [notice.officer for notice in Notice.objects.filter(kind=NoticeKind.MONTH_DUE)]


def test_the_month_that_ended_is_opened_once_for_whoever_serves_anybody(agency: Agency) -> None:
    AgencyFactory()
    assert duties.open_reports(today=DUE) == 1
    report = MonthlyReport.objects.get()
    assert (report.agency, report.month, report.expected) == (agency, last_month(), 2)
    assert report.due_on == DUE
    with nothing_changes():
        assert duties.open_reports(today=DUE) == 0


def test_months_of_a_standstill_are_opened_and_none_before_the_first(agency: Agency) -> None:
    start = later(last_month(), -3)
    duties.open_reports(today=later(start, 1))
    while duties.open_reports(today=DUE):
        pass
    months = set(MonthlyReport.objects.values_list("month", flat=True))
    assert months == {later(start, count) for count in range(4)}


def test_many_agencies_are_opened_in_portions(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duties, "MOST_OPENED", 2)
    for _each in range(4):
        pins_of(AgencyFactory())
    counts = [duties.open_reports(today=DUE) for _each in range(4)]
    assert counts == [2, 2, 1, 0]


def test_a_reporter_is_told_once_for_each_stage(agency: Agency) -> None:
    officer = rights_of(agency).officer
    rights_of(agency, Role.MANUAL_EDITOR)
    rights_of(AgencyFactory())
    duties.open_reports(today=day(-9))
    first, second, third = FORM.reminder_days
    assert duties.remind(today=day(first - 1)) == 0
    for stage in (first, second, third):
        assert duties.remind(today=day(stage)) == 1
        assert duties.remind(today=day(stage)) == 0
    assert told_officers() == [officer] * 3
    newest = Notice.objects.filter(officer=officer)[0]
    assert "เลยกำหนดมา 7 วัน" in newest.text
    assert newest.path.startswith(f"/office/volumes/{agency.pk}/")
    assert Letter.objects.filter(to=officer.email).count() == 3


def test_after_a_standstill_only_the_latest_stage_is_told(agency: Agency) -> None:
    rights_of(agency)
    duties.open_reports(today=DUE)
    assert duties.remind(today=day(20)) == 1
    assert VolumeReminder.objects.get().days == FORM.reminder_days[-1]


def test_whoever_has_submitted_is_left_in_peace(agency: Agency) -> None:
    rights = rights_of(agency)
    duties.open_reports(today=DUE)
    duties.remind(today=day(-3))
    assert Notice.objects.filter(read_at=None).count() == 1
    rows = [told(pin) for pin in agency_pins(agency)]
    save_rows(rights=rights, agency=agency, month=last_month(), rows=rows)
    submit(rights=rights, agency=agency, month=last_month())
    assert not Notice.objects.filter(read_at=None).exists(), "what it asked for is done"
    assert duties.remind(today=day(7)) == 0
    assert Notice.objects.count() == 1


def agency_pins(agency: Agency) -> Any:
    return [pin for point in agency.points.all() for pin in point.pins.all()]


@pytest.mark.parametrize("only", ["point", "manual", "online"])
def test_who_reports_for_a_part_is_asked_for_her_rows_alone(agency: Agency, only: str) -> None:
    pin, other = agency_pins(agency)
    record, rows = pin.point if only == "point" else pin.manual, [told(pin)]
    if only == "online":
        record = standard_manual(owner=agency)
        record.facts.is_online = True
        record.facts.save()
        rows = [told(record)]
    rights, colleague = rights_of(agency, only=[record]), rights_of(agency)
    officer = rights.officer
    duties.open_reports(today=DUE)
    for each in ([told(other)], rows):
        assert list(asked_of(rights, last_month())) == list(MonthlyReport.objects.all())
        save_rows(rights=colleague, agency=agency, month=last_month(), rows=each)
    assert not asked_of(rights, last_month()).exists()
    assert asked_of(colleague, last_month()).exists()
    VolumeRow.objects.filter(manual=rows[0].key.manual_id).update(received=None)
    duties.remind(today=day(-3))
    assert "ยังใส่จำนวนส่วนของคุณไม่ครบ" in Notice.objects.get(officer=officer).text
    save_rows(rights=rights, agency=agency, month=last_month(), rows=rows)
    duties.remind(today=day(7))
    assert Notice.objects.filter(officer=officer).count() == 1


def test_one_notice_for_all_agencies_of_an_officer(agency: Agency) -> None:
    below = [AgencyFactory(parent=agency) for _each in range(3)]
    for each in below:
        pins_of(each)
    grant = GrantFactory(role=Role.REPORTER, agency=agency, whole_subtree=True)
    while duties.open_reports(today=DUE):
        pass
    assert duties.remind(today=DUE) == 1
    assert "ของ 4 หน่วยงาน" in Notice.objects.get(officer=grant.officer).text


@pytest.mark.django_db(transaction=True)
def test_two_processes_remind_once() -> None:
    enact_form()
    agency = AgencyFactory()
    pins_of(agency)
    rights_of(agency)
    duties.open_reports(today=DUE)
    results = at_once(*[lambda: duties.remind(today=DUE)] * 3)
    assert sum(each for each in results if isinstance(each, int)) == 1, results
    assert Notice.objects.count() == VolumeReminder.objects.count() == 1


def test_what_nobody_confirmed_is_locked_in_time(agency: Agency) -> None:
    rights = rights_of(agency)
    rows = [told(pin) for pin in agency_pins(agency)]
    save_rows(rights=rights, agency=agency, month=last_month(), rows=rows)
    report = submit(rights=rights, agency=agency, month=last_month())
    assert report.submitted_at is not None
    since = max(DUE, timezone.localdate(report.submitted_at))
    wait = timedelta(days=FORM.lock_after_days)
    assert duties.lock_due(today=since + wait) == 0
    assert duties.lock_due(today=since + wait + timedelta(days=1)) == 1
    report.refresh_from_db()
    assert (report.state, report.locked_by) == (ReportState.LOCKED, audit.SYSTEM)
    with nothing_changes():
        assert duties.lock_due(today=since + 2 * wait) == 0


def test_the_night_belongs_to_the_thai_day(agency: Agency) -> None:
    """What came at one in the morning came on that day, though it is the day before in UTC."""
    came = day(10)
    at = datetime.combine(came, time(1), BANGKOK)
    MonthlyReport.objects.create(
        agency=agency, month=last_month(), due_on=DUE, state=ReportState.SUBMITTED, submitted_at=at
    )
    wait = timedelta(days=FORM.lock_after_days)
    assert duties.lock_due(today=came + wait) == 0
    assert duties.lock_due(today=came + wait + timedelta(days=1)) == 1


def test_those_that_came_late_keep_nobody_elses_waiting(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duties, "MOST_LOCKED", 1)
    today = DUE + timedelta(days=FORM.lock_after_days + 5)
    for number in range(6):
        came = DUE if number == 5 else today
        MonthlyReport.objects.create(
            agency=AgencyFactory(),
            month=last_month(),
            due_on=DUE,
            state=ReportState.SUBMITTED,
            submitted_at=datetime.combine(came, time(9), BANGKOK),
        )
    assert duties.lock_due(today=today) == 1


@given(st.integers(-40, 40))
def test_the_words_count_the_days(days: int) -> None:
    today = DUE - timedelta(days=days)
    words = duties.reminder_words(last_month(), DUE, today, "กรมตัวอย่าง")
    walked, walker = 0, min(today, DUE)
    while walker < max(today, DUE):
        walker += timedelta(days=1)
        walked += 1
    expected = "วันนี้" if not days else f"{'อีก' if days > 0 else 'มา'} {walked} วัน"
    assert expected in words
