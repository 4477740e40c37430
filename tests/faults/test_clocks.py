"""Clocks that jump: law's days, sessions, dumps and events end up as if they never had."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from infogo.accounts.models import Letter
from infogo.core.dates import bangkok_now
from infogo.delays.duty import run_daily
from infogo.delays.models import DelayCase, DelayNotice, DelayTask, DutyRun
from infogo.delays.services.holidays import recount_some
from infogo.opendata.dumps import all_dumps, latest, stale_after, write_dump
from infogo.upkeep.steadiness import HELD_SECONDS, JUMP_SECONDS, Steadiness
from infogo.upkeep.timetable import Duty, Timetable
from infogo.workspace import gate
from tests.delays.making import Made, reporter
from tests.delays.test_duty import day, run_on
from tests.factories import AgencyFactory
from tests.manuals.lint.law import enact
from tests.office.people import administrator, signed_in

pytestmark = pytest.mark.django_db
AHEAD_DAYS = 400


def _told() -> list[object]:
    """Return what the daily run keeps of cases, without the numbers of rows."""
    return [
        list(
            DelayCase.objects.order_by("pk").values_list("due_on", "notice_due_on", "missed_count")
        ),
        list(DelayNotice.objects.order_by("case", "seq").values_list("case", "seq", "due_on")),
        list(
            DelayTask.objects.filter(closed_at=None)
            .order_by("case", "stage", "for_on")
            .values_list("case", "stage", "for_on", "told_on")
        ),
    ]


@pytest.mark.parametrize("ago", [10, 29, 45], ids=["running", "nearly due", "overdue"])
def test_a_run_of_a_day_to_come_is_taken_back(ago: int) -> None:
    enact()
    made = Made()
    reporter(made.point.agency)
    made.case(ago)
    run_on(day(0))
    before = _told()
    run_on(day(-AHEAD_DAYS))
    assert _told() != before, "a clock that is ahead counts days that have not come"
    run_on(day(0))
    recount_some(seconds=600)
    assert _told() == before
    assert [run.day for run in DutyRun.objects.all()] == [day(0)]
    letters = Letter.objects.count()
    run_on(day(-AHEAD_DAYS))
    assert Letter.objects.count() >= letters, "the day itself comes, and people are told again"


def test_clocks_of_two_nodes_that_differ_by_minutes_take_nothing_back() -> None:
    enact()
    midnight = bangkok_now().replace(hour=0, minute=0, second=0, microsecond=0)
    run_daily(midnight + timedelta(seconds=5), seconds=600)
    assert run_daily(midnight - timedelta(minutes=5), seconds=600) == 0
    assert DutyRun.objects.filter(day=midnight.date()).exists()


def test_a_session_from_the_future_is_asked_to_sign_in_again() -> None:
    client = signed_in(administrator(AgencyFactory()))
    assert client.get("/office/").status_code == 200
    session = client.session
    session[gate.BEGAN] = int(time.time()) + 300
    session.save()
    assert client.get("/office/").status_code == 200, "clocks of nodes differ a little"
    session[gate.BEGAN] = int(time.time()) + 86_400
    session.save()
    assert client.get("/office/").headers["Location"].startswith("/office/sign-in/")
    assert Client().get("/").status_code == 200


def test_a_dump_of_a_day_to_come_is_no_dump(tmp_path: Path, settings: Settings) -> None:
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path}
    now: datetime = timezone.now()
    write_dump(now + timedelta(days=AHEAD_DAYS), only=["holidays"])
    assert stale_after(now)
    right = write_dump(now, only=["holidays"])
    assert latest() == right
    assert all_dumps() == [right]
    assert not stale_after(now)


class Clocks:
    """Two clocks of a machine and one of the database server, to be set."""

    def __init__(self) -> None:
        self.even, self.wall, self.server = 0.0, 1_000_000.0, 1_000_000.0

    def steadiness(self) -> Steadiness:
        return Steadiness(lambda: self.wall, lambda: self.even, lambda: self.server)

    def go_on(self, seconds: float) -> None:
        self.even += seconds
        self.wall += seconds
        self.server += seconds


@pytest.mark.parametrize("jump", [86_400.0, -86_400.0, JUMP_SECONDS + 1])
def test_after_a_jump_what_goes_by_the_clock_waits(jump: float) -> None:
    clocks = Clocks()
    steadiness = clocks.steadiness()
    assert steadiness.is_steady()
    clocks.wall += jump
    clocks.server += jump  # the same machine, or both were set
    assert not steadiness.is_steady()
    clocks.go_on(HELD_SECONDS - 1)
    assert not steadiness.is_steady()
    clocks.go_on(2)
    assert steadiness.is_steady(), "a clock that stays so is believed"


def test_a_clock_that_creeps_is_believed() -> None:
    clocks = Clocks()
    steadiness = clocks.steadiness()
    for _look in range(1000):
        clocks.go_on(1)
        clocks.wall += 0.0005  # as fast as NTP slews
        clocks.server = clocks.wall
        assert steadiness.is_steady()


def test_a_clock_unlike_that_of_the_database_is_not_believed() -> None:
    clocks = Clocks()
    clocks.wall += 3600
    steadiness = clocks.steadiness()
    assert not steadiness.is_steady()
    clocks.go_on(10 * HELD_SECONDS)
    assert not steadiness.is_steady()
    clocks.wall -= 3600
    clocks.go_on(60)
    steadiness.is_steady()
    clocks.go_on(HELD_SECONDS)
    assert steadiness.is_steady()


def test_what_does_not_go_by_the_clock_goes_on() -> None:
    law, letters = Duty("law", 0, lambda: 0), Duty("letters", 0, lambda: 0, at_any_time=True)
    timetable = Timetable([law, letters])
    assert timetable.due(is_clock_steady=False) == [letters]
    assert timetable.due(is_clock_steady=True) == [law, letters]


def test_the_database_of_the_tests_tells_a_time_like_ours() -> None:
    assert Steadiness().is_steady()
