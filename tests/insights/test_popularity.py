"""Popularity decays, keeps the editors' starting value, and tells the index."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from infogo.core.models import OutboxEvent, OutboxTopic
from infogo.insights.models import NextOpenings, OpenedFrom, ProcedureOpenings
from infogo.insights.selectors import frequent_services
from infogo.insights.services import HALF_LIFE_DAYS, KEPT_DAYS, refresh_popularity
from tests.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def _count(procedure: object, days_ago: int, count: int, source: str = OpenedFrom.SITE) -> None:
    ProcedureOpenings.objects.create(
        procedure=procedure, day=TODAY - timedelta(days=days_ago), opened_from=source, count=count
    )


def test_an_opening_counts_half_after_a_half_life() -> None:
    fresh, old = ProcedureFactory(), ProcedureFactory()
    _count(fresh, 0, 100)
    _count(old, HALF_LIFE_DAYS, 100)
    refresh_popularity(today=TODAY)
    fresh.refresh_from_db()
    old.refresh_from_db()
    assert fresh.popularity == pytest.approx(100)
    assert old.popularity == pytest.approx(50)


def test_a_choice_out_of_search_results_counts_double() -> None:
    procedure = ProcedureFactory()
    _count(procedure, 0, 10, OpenedFrom.SEARCH)
    refresh_popularity(today=TODAY)
    procedure.refresh_from_db()
    assert procedure.popularity == pytest.approx(20)


def test_without_counts_the_editors_choice_leads_and_real_use_overtakes_it() -> None:
    quiet = ProcedureFactory(starting_popularity=50)
    used = ProcedureFactory(starting_popularity=1)
    refresh_popularity(today=TODAY)
    assert frequent_services(limit=2) == [quiet.pk, used.pk]
    _count(used, 0, 80)
    refresh_popularity(today=TODAY)
    assert frequent_services(limit=2) == [used.pk, quiet.pk]


def test_only_changes_are_announced_and_old_rows_go() -> None:
    procedure = ProcedureFactory()
    _count(procedure, 0, 4)
    _count(procedure, KEPT_DAYS, 4)
    NextOpenings.objects.create(
        procedure=procedure,
        next_procedure=ProcedureFactory(),
        day=TODAY - timedelta(days=KEPT_DAYS),
        count=1,
    )
    OutboxEvent.objects.all().delete()
    assert refresh_popularity(today=TODAY) == 1
    assert refresh_popularity(today=TODAY) == 0
    event = OutboxEvent.objects.get()
    assert (event.topic, event.object_id) == (OutboxTopic.PROCEDURE, procedure.pk)
    assert ProcedureOpenings.objects.count() == 1
    assert not NextOpenings.objects.exists()
