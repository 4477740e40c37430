"""The life event that a search is about, told from the services it found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.refusal import mark_of
from infogo.editing.services.stages import set_stages, stages_of, values_of
from infogo.manuals.models import StageProcedure
from infogo.taxonomy.models import LifeEvent
from infogo.www.pages.search_event import event_among
from tests.factories import LifeEventFactory, LifeEventStageFactory, standard_manual
from tests.www.reading import read

SERVICES = range(1, 10)
"""In the order found; an entry names service, event and stage."""


def test_an_event_that_the_first_services_belong_to_is_told() -> None:
    entries = [(1, 7, 71), (2, 7, 71), (4, 7, 72), (6, 7, 73), (2, 8, 81)]
    assert event_among(SERVICES, entries) == 7


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [(1, 7, 71), (2, 7, 72), (3, 7, 73)],
        [(1, 7, 71), (2, 7, 71), (3, 7, 71), (4, 7, 71)],
        [(2, 7, 71), (3, 7, 71), (4, 7, 72), (5, 7, 73)],
        [(1, 7, 71), (7, 7, 71), (8, 7, 72), (9, 7, 73)],
    ],
    ids=["none", "few services", "one stage", "not the first", "the tail"],
)
def test_none_is_told_of_a_list_that_is_about_something_else(
    entries: list[tuple[int, int, int]],
) -> None:
    assert event_among(SERVICES, entries) is None


@pytest.fixture
def noise(db: None, put_in_index: Callable[[], None]) -> LifeEvent:
    event = LifeEventFactory.create(slug="noise", name_th="บ้านข้างเสียงดัง", name_en="Loud neighbours")
    for number in range(1, 5):
        stage = LifeEventStageFactory(event=event, order=number)
        procedure = standard_manual(name_th="แจ้งเรื่องเดือดร้อน").procedure
        StageProcedure.objects.create(stage=stage, procedure=procedure, order=1)
    put_in_index()
    return event


def test_the_page_leads_to_it(client: Client, noise: LifeEvent) -> None:
    asked = "search?q=แจ้งเรื่องเดือดร้อน"
    assert ("บ้านข้างเสียงดัง", "/life/noise") in read(client.get(f"/{asked}")).links
    assert ("Loud neighbours", "/en/life/noise") in read(client.get(f"/en/{asked}")).links
    assert "/life/noise" not in read(client.get(f"/{asked}&type=agency")).html


def test_it_is_kept_until_somebody_changes_the_event(client: Client, noise: LifeEvent) -> None:
    asked = "/search?q=แจ้งเรื่องเดือดร้อน"
    client.get(asked)
    with CaptureQueriesContext(connection) as asking:
        assert "/life/noise" in read(client.get(asked)).html
    assert [one["sql"] for one in asking.captured_queries if "lifeevent" in one["sql"]] == []
    with transaction.atomic():
        set_stages(
            event_id=noise.pk,
            stages=stages_of(noise)[:1],
            seen=mark_of(values_of(noise)),
            actor="ผู้ทดสอบ",
        )
    assert "/life/noise" not in read(client.get(asked)).html
