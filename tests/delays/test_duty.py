from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from infogo.accounts.models import Letter, Officer
from infogo.accounts.roles import Role
from infogo.core.dates import BANGKOK
from infogo.delays import duty
from infogo.delays.duty import run_daily
from infogo.delays.models import (
    ClockPause,
    DelayCase,
    DelayNotice,
    DelayTask,
    Digest,
    DutyRun,
    PauseKind,
    RunPhase,
    Stage,
)
from infogo.delays.services.cases import pause_clock
from infogo.points.models import ServicePoint
from tests.delays.making import Made, counter, day, noticed, record, reporter
from tests.editing.test_concurrency import at_once
from tests.factories import ACTOR, AgencyFactory, GrantFactory, OfficerFactory
from tests.manuals.lint.law import enact

LONG_ENOUGH = 600.0


def noon(on: date) -> datetime:
    return datetime.combine(on, time(12), BANGKOK)


def run_on(on: date) -> int:
    return run_daily(noon(on), seconds=LONG_ENOUGH)


def rows() -> list[object]:
    """Return all that a run writes, as it would be told to somebody else."""
    return [
        list(DelayCase.objects.order_by("pk").values_list("pk", "due_on", "notice_due_on",
                                                          "missed_count")),
        list(DelayNotice.objects.order_by("case", "seq").values_list("case", "seq", "due_on",
                                                                     "sent_on")),
        [
            (row.case_id, row.stage, row.for_on, row.opened_on, row.told_on, not row.closed_at)
            for row in DelayTask.objects.order_by("case", "stage", "for_on")
        ],
        list(Letter.objects.order_by("to").values_list("to", "subject", "body")),
        list(Digest.objects.order_by("officer").values_list("officer", "day")),
        list(DutyRun.objects.values_list("day", "phase")),
    ]  # fmt: skip


@pytest.fixture
def made(db: None) -> Made:
    enact()
    return Made()


def stages_on(case: DelayCase) -> set[str]:
    found = DelayTask.objects.filter(case=case, closed_at=None)
    return set(found.values_list("stage", flat=True))


def test_a_request_with_which_something_is_wrong_holds_up_no_other(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = made.case(40), made.case(40)
    DelayTask.objects.all().delete()
    sound = duty.refresh

    def refresh(case: DelayCase, *rest: Any, **given: Any) -> Any:
        if case.pk == first.pk:
            raise KeyError("a row of an older release")
        return sound(case, *rest, **given)

    monkeypatch.setattr(duty, "refresh", refresh)
    run_on(day(0))
    assert not stages_on(first)
    assert Stage.OVERDUE in stages_on(second)
    assert DutyRun.objects.get().phase == RunPhase.DONE


def test_a_case_goes_through_its_stages_day_by_day(made: Made) -> None:
    case = made.case(10)  # due in 20 days; 3 days before, it is due soon
    seen = {}
    for ahead in range(40):
        run_on(day(-ahead))
        seen[ahead] = stages_on(case)
    assert seen[16] == set()
    assert seen[17] == seen[20] == {Stage.DUE_SOON}
    assert seen[21] == seen[27] == {Stage.OVERDUE, Stage.NOTICE_DUE}
    assert seen[28] == {Stage.OVERDUE, Stage.NOTICE_DUE, Stage.NOTICE_MISSED}
    case.refresh_from_db()
    assert case.missed_count == 2
    assert DelayTask.objects.filter(case=case).count() == 7


def test_a_second_run_of_a_day_does_nothing(made: Made) -> None:
    reporter(made.manual.agency)
    made.case(60)
    assert run_on(day(0)) > 0
    before = rows()
    assert run_on(day(0)) == 0
    assert rows() == before


def test_days_without_a_worker_are_made_up_for_with_one_digest(made: Made) -> None:
    officer = reporter(made.manual.agency)
    case = made.case(28)
    run_on(day(0))
    assert Letter.objects.count() == 1
    Letter.objects.all().delete()
    run_on(day(-25))  # three turns passed meanwhile
    assert case.notices.filter(sent_on=None).count() == 3
    (letter,) = Letter.objects.all()
    assert letter.to == officer.email
    assert "เลยงวดแจ้งโดยไม่ได้แจ้ง (3)" in letter.body
    assert case.reference in letter.body
    assert DutyRun.objects.count() == 2


def test_the_digest_goes_to_whom_it_concerns_once_and_only_with_news(made: Made) -> None:
    agency = made.manual.agency
    hers = reporter(agency)
    narrowed = OfficerFactory(agency=agency)
    elsewhere_point = counter(agency=agency).point
    GrantFactory(officer=narrowed, role=Role.REPORTER, agency=agency, only=[elsewhere_point])
    GrantFactory(officer=OfficerFactory(agency=agency), role=Role.VIEWER, agency=agency)
    GrantFactory(officer=OfficerFactory(), role=Role.CENTRAL_ADMIN, agency=None)
    reporter(AgencyFactory())
    silent = reporter(agency)
    Officer.objects.filter(pk=silent.pk).update(wants_letters=False)
    made.case(32)
    run_on(day(0))
    assert [letter.to for letter in Letter.objects.all()] == [hers.email]
    run_on(day(-1))
    assert Letter.objects.count() == 1


def test_what_is_simulated_or_held_or_done_makes_no_work(made: Made) -> None:
    reporter(made.manual.agency)
    simulated, held = made.case(60), made.case(20)
    DelayTask.objects.all().delete()
    DelayCase.objects.filter(pk=simulated.pk).update(is_simulated=True)
    pause_clock(
        case_id=held.pk, kind=PauseKind.DEFECT, basis="12/2569", begins_on=day(10), actor=ACTOR,
        record=record(),
    )  # fmt: skip
    assert run_on(day(-100)) == 0
    assert DelayTask.objects.count() == 0
    assert Letter.objects.count() == 0


def test_a_letter_names_the_gravest_first_and_counts_the_rest(made: Made) -> None:
    reporter(made.manual.agency)
    for _n in range(duty.MOST_NAMED + 3):
        made.case(50)
    run_on(day(0))
    (letter,) = Letter.objects.all()
    places = [letter.body.index(stage.label) for stage in reversed(Stage) if stage.value in (
        "overdue", "notice_missed")]  # fmt: skip
    assert places == sorted(places)
    assert "และอีก" in letter.body


def test_a_case_that_cannot_be_reckoned_any_more_stops_nothing(made: Made) -> None:
    broken = made.case(60)
    DelayCase.objects.filter(pk=broken.pk).update(promised_value="1.5")
    other = made.case(33)
    DelayTask.objects.all().delete()
    run_on(day(0))
    assert stages_on(other)
    assert DutyRun.objects.get().phase == RunPhase.DONE


def test_a_notice_closes_what_it_was_asked_for(made: Made) -> None:
    case = made.case(46)
    assert Stage.NOTICE_MISSED in stages_on(case)
    noticed(case, 0)
    assert stages_on(case) == {Stage.OVERDUE}


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_tell_everybody_once() -> None:
    enact()
    made = Made()
    for _n in range(30):
        made.case(45)
    for _n in range(4):
        reporter(made.manual.agency)
    today = noon(day(0))
    at_once(*(lambda: run_daily(today, seconds=LONG_ENOUGH) for _worker in range(4)))
    run_daily(today, seconds=LONG_ENOUGH)
    assert DutyRun.objects.get().phase == RunPhase.DONE
    assert Letter.objects.count() == Digest.objects.count() == 4
    assert DelayNotice.objects.count() == 60


@pytest.mark.django_db(transaction=True)
def test_two_who_pause_or_notice_at_once_do_it_once() -> None:
    enact()
    case = Made().case(20)
    stop = {"kind": PauseKind.DEFECT, "basis": "12/2569", "actor": ACTOR, "record": record()}
    at_once(
        *(lambda: pause_clock(case_id=case.pk, begins_on=day(10), **stop) for _officer in range(3))
    )
    assert ClockPause.objects.count() == 1
    late = Made().case(33)
    at_once(*(lambda: noticed(late, 1) for _officer in range(3)))
    assert DelayNotice.objects.filter(case=late).count() == 1


def test_the_bites_are_small(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duty, "CASES_A_BITE", 1)
    for _n in range(3):
        made.case(60)
    done = [run_daily(noon(day(0)), seconds=0) for _turn in range(7)]
    assert done[:4] == [1, 1, 1, 0]
    assert DutyRun.objects.get().phase == RunPhase.DONE
    assert ServicePoint.objects.count() == 1
