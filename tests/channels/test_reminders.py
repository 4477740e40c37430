"""Reminders every 15 days: once for each officer and round, whatever happens to the worker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from infogo.accounts.models import Letter, Notice, NoticeKind
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.channels import reminders
from infogo.channels.models import Reminder, ReminderRound, Section
from infogo.channels.reminders import remind_some
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
from tests.channels.law import declared, enact, reviewed
from tests.editing.test_concurrency import at_once
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory
from tests.office.people import central_officer

TODAY = bangkok_now().date()


def keeper(agency: Agency, **grant: Any) -> Any:
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.AGENCY_ADMIN, agency=agency, **grant)
    return officer


def to_the_end() -> int:
    """Remind until the round is over; returns how many officers were told."""
    told = 0
    for _ in range(20):
        told += remind_some()
        if ReminderRound.objects.exclude(finished_at=None).exists():
            return told
    raise AssertionError("the round never ends")


def told() -> list[tuple[int, str]]:
    rows = Notice.objects.filter(kind=NoticeKind.E_ACT_DUE).order_by("officer_id", "pk")
    return list(rows.values_list("officer_id", "path"))


@pytest.mark.django_db
class TestWhoIsTold:
    def test_keepers_of_agencies_that_have_something_to_do(self) -> None:
        enact(reminders_from=TODAY.isoformat())
        behind, done = AgencyFactory(), AgencyFactory()
        for section in Section:
            reviewed(declared(done, section))
        officer = keeper(behind)
        keeper(done)
        central_officer()
        GrantFactory(officer=OfficerFactory(agency=behind), role=Role.VIEWER, agency=behind)
        assert to_the_end() == 1
        assert told() == [(officer.pk, f"/office/channels/{behind.pk}")]
        assert Letter.objects.filter(to=officer.email).count() == 1
        assert list(Reminder.objects.values_list("agency", flat=True)) == [behind.pk]
        assert AuditEntry.objects.get(verb="remind_e_act").detail["agencies"] == 1

    def test_one_notice_for_all_of_hers(self) -> None:
        enact(reminders_from=TODAY.isoformat())
        top = AgencyFactory()
        for _ in range(3):
            AgencyFactory(parent=top)
        officer = keeper(top, whole_subtree=True)
        to_the_end()
        assert told() == [(officer.pk, "/office/channels/")]
        assert "อีก 3 แห่ง" in Notice.objects.get(officer=officer).text
        assert Reminder.objects.count() == 4

    def test_an_answer_settles_the_notice(self) -> None:
        enact(reminders_from=TODAY.isoformat())
        agency = AgencyFactory()
        officer = keeper(agency)
        to_the_end()
        declared(agency)
        assert Notice.objects.get(officer=officer).read_at is not None


@pytest.mark.django_db
class TestRounds:
    def test_a_round_is_gone_through_once(self) -> None:
        enact(reminders_from=TODAY.isoformat())
        keeper(AgencyFactory())
        to_the_end()
        before = told()
        assert [remind_some(), remind_some()] == [0, 0]
        assert told() == before

    def test_after_weeks_away_only_the_latest_round_is_made_up(self) -> None:
        begins = TODAY - timedelta(days=50)
        enact(reminders_from=begins.isoformat())
        keeper(AgencyFactory())
        to_the_end()
        assert [str(one) for one in ReminderRound.objects.all()] == [
            str(begins + timedelta(days=45))
        ]
        assert len(told()) == 1

    def test_nothing_before_the_first_round(self) -> None:
        enact(reminders_from=(TODAY + timedelta(days=1)).isoformat())
        keeper(AgencyFactory())
        assert remind_some() == 0
        assert not ReminderRound.objects.exists()

    @pytest.mark.parametrize("dies_at", [0, 1, 2])
    def test_a_worker_that_dies_is_carried_on_without_telling_twice(
        self, monkeypatch: pytest.MonkeyPatch, dies_at: int
    ) -> None:
        monkeypatch.setattr(reminders, "OFFICERS_AT_ONCE", 2)
        enact(reminders_from=TODAY.isoformat())
        officers = [keeper(AgencyFactory()) for _ in range(5)]
        real, seen = reminders.notify, []

        def dying(**given: Any) -> None:
            if len(seen) == dies_at:
                seen.append(None)
                raise KeyboardInterrupt
            seen.append(given)
            real(**given)

        monkeypatch.setattr(reminders, "notify", dying)
        with pytest.raises(KeyboardInterrupt):
            to_the_end()
        to_the_end()
        assert [officer for officer, _path in told()] == [officer.pk for officer in officers]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_everybody_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "OFFICERS_AT_ONCE", 1)
    enact(reminders_from=TODAY.isoformat())
    officers = [keeper(AgencyFactory()) for _ in range(6)]
    at_once(*[to_the_end] * 3)
    assert [officer for officer, _path in told()] == [officer.pk for officer in officers]
    assert Reminder.objects.count() == 6
