"""The weekly letter: to whom, once, about what, and after a standstill."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.accounts.models import Letter, Officer
from infogo.accounts.roles import Role
from infogo.core.dates import BANGKOK
from infogo.ratings.digest import last_whole_week, send_digests
from infogo.ratings.models import Rating, Suspicion
from tests.factories import GrantFactory, OfficerFactory
from tests.office.ratings.at_work import Office, handler, open_office
from tests.ratings.test_concurrency import at_once

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 5, 11, 9, 0, tzinfo=BANGKOK)
LAST_WEEK = MONDAY - timedelta(days=3)
ALL_OF_THEM = 60.0


@pytest.fixture
def office() -> Office:
    return open_office()


def run(now: datetime = MONDAY) -> int:
    return send_digests(now=now, seconds=ALL_OF_THEM)


def letters() -> dict[str, str]:
    return dict(Letter.objects.values_list("to", "body"))


def test_it_counts_what_came_and_what_waits(office: Office) -> None:
    office.rated(now=LAST_WEEK, overall=1, comment="ช้า")
    office.rated(now=LAST_WEEK, overall=5)
    office.rated(now=LAST_WEEK - timedelta(days=7), overall=4, comment="ตอบด้วย")
    office.rated(now=LAST_WEEK, suspected=[Suspicion.TRAP])
    open_office("เทศบาลอื่น").rated(now=LAST_WEEK, overall=1, comment="ของเขา")
    run()
    body = letters()[office.officer.email]
    assert "สัปดาห์ 4 พ.ค. 2569 ถึง 10 พ.ค. 2569 งานที่คุณดูแลได้ 3 ความเห็น" in body
    assert "ให้คะแนนน้อยหรือน้อยที่สุด 1 ความเห็น\n" in body
    assert "รอคำตอบ 2 ความเห็น รอตรวจก่อนเผยแพร่ 1 ความเห็น\n" in body
    assert "/office/ratings/?show=unanswered" in body
    assert "ช้า" not in body  # words of citizens stay where rights are asked


def test_once_a_week_however_often_it_runs(office: Office) -> None:
    office.rated(now=LAST_WEEK)
    assert run() == 1
    assert run() == 0
    assert run(MONDAY + timedelta(days=6, hours=14)) == 0
    assert Letter.objects.count() == 1
    office.rated(now=MONDAY + timedelta(days=2))
    assert run(MONDAY + timedelta(days=7)) == 1
    assert Letter.objects.count() == 2


def test_after_a_standstill_only_the_last_week_is_told(office: Office) -> None:
    office.rated(now=LAST_WEEK)
    run()
    for weeks in (1, 2, 3):
        office.rated(now=LAST_WEEK + timedelta(weeks=weeks))
    run(MONDAY + timedelta(weeks=3, days=2))
    assert Letter.objects.count() == 2
    assert "25 พ.ค. 2569 ถึง 31 พ.ค. 2569" in Letter.objects.latest("pk").body


def test_no_letter_where_nothing_came_and_nothing_waits(office: Office) -> None:
    assert run() == 1
    assert letters() == {}


def test_simulated_ratings_are_in_no_letter(office: Office) -> None:
    office.rated(now=LAST_WEEK, overall=1, comment="จำลอง")
    Rating.objects.update(is_simulated=True)
    run()
    assert letters() == {}


def test_only_to_those_who_handle_feedback_and_want_letters(office: Office) -> None:
    office.rated(now=LAST_WEEK)
    silent = handler(office.agency)
    Officer.objects.filter(pk=silent.pk).update(wants_letters=False)
    gone = handler(office.agency)
    Officer.objects.filter(pk=gone.pk).update(is_active=False)
    handler(office.agency, valid_until=date(2025, 1, 1))
    for role, agency in ((Role.VIEWER, office.agency), (Role.CENTRAL_ADMIN, None)):
        GrantFactory(officer=OfficerFactory(agency=office.agency), role=role, agency=agency)
    admin = OfficerFactory(agency=office.agency)
    GrantFactory(officer=admin, role=Role.AGENCY_ADMIN)
    run()
    assert set(letters()) == {office.officer.email, admin.email}


def test_a_run_that_has_little_time_goes_on_the_next_time(office: Office) -> None:
    office.rated(now=LAST_WEEK)
    for _number in range(2):
        handler(office.agency)
    assert [send_digests(now=MONDAY, seconds=-1) for _run in range(4)] == [1, 1, 1, 0]
    assert Letter.objects.count() == 3


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_the_week_told_is_the_last_that_is_over(moment: datetime) -> None:
    """The oracle walks back day by day from eight hours before the moment."""
    thai = moment.replace(tzinfo=UTC).astimezone(BANGKOK)
    sunday = (thai - timedelta(hours=8)).date() - timedelta(days=1)
    while sunday.isoweekday() != 7:
        sunday -= timedelta(days=1)
    week = last_whole_week(thai)
    assert week == sunday - timedelta(days=6)
    assert week.isoweekday() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_one_letter_each_week() -> None:
    office = open_office()
    office.rated(now=LAST_WEEK)
    for weeks in range(3):
        now = MONDAY + timedelta(weeks=weeks)
        office.rated(now=now - timedelta(days=3))
        at_once(*[partial(run, now)] * 4)
    assert Letter.objects.filter(to=office.officer.email).count() == 3
