"""Meaning, with the real packaged model where it can be had (64-bit Intel or AMD Linux)."""

from __future__ import annotations

import json
import platform
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.manuals.models import Procedure
from infogo.search.ranking import semantic
from infogo.search.ranking.names import ServiceNames
from infogo.search.selectors import search
from infogo.search.stages import ALL
from tests.factories import standard_manual
from tests.search.corpus import Country

pytestmark = pytest.mark.skipif(
    platform.machine() != "x86_64", reason="the packaged model is built for x86-64 only"
)


@pytest.fixture(autouse=True)
def semantic_on(settings: Settings) -> None:
    settings.INFOGO = {**settings.INFOGO, "SEMANTIC": True}


def service(number: int, name: str) -> ServiceNames:
    return ServiceNames(number, (name, "", ""), (), (), "", "other", "", 1, 0.0)


BIRTH, GUN, ROAD = (
    service(1, "แจ้งเกิดลูกที่โรงพยาบาล"),
    service(2, "ขอใบอนุญาตมีอาวุธปืน"),
    service(3, "ร้องเรียนถนนชำรุด"),
)


def test_the_nearest_in_meaning_is_found_without_a_word_in_common() -> None:
    assert semantic.embed_missing([BIRTH, GUN, ROAD]) == 3
    meaning = semantic.read_meaning([BIRTH, GUN, ROAD])
    assert meaning is not None
    likeness = meaning.likeness("my baby was born yesterday")
    assert max(likeness, key=lambda number: likeness[number]) == BIRTH.id
    assert likeness[BIRTH.id] == 1.0
    assert all(0.0 <= value <= 1.0 for value in likeness.values())


def test_texts_are_embedded_once_a_few_at_a_time(own_index: Path) -> None:
    services = [BIRTH, GUN, ROAD]
    assert [semantic.embed_missing(services, most=2) for _ in range(3)] == [2, 1, 0]
    assert semantic.embed_missing([service(1, "แจ้งเกิดลูกที่บ้าน"), GUN]) == 1
    kept = json.loads((own_index / "meaning" / "keys.json").read_text())
    assert len(kept["keys"]) == 2, "what no service says any more is dropped"
    assert len(list((own_index / "meaning").glob("*.npy"))) == 1


def test_meaning_waits_until_nearly_all_services_have_vectors(own_index: Path) -> None:
    services = [BIRTH, GUN, ROAD]
    semantic.embed_missing(services, most=1)
    assert semantic.read_meaning(services) is None
    assert not (own_index / "meaning" / "complete").exists()
    semantic.embed_missing(services)
    assert semantic.read_meaning(services) is not None
    assert (own_index / "meaning" / "complete").exists()


@pytest.mark.django_db
def test_services_are_read_again_only_when_one_has_changed(own_index: Path) -> None:
    procedure = standard_manual(name_th="แจ้งเกิด").procedure
    assert semantic.embed_a_few(99) > 0
    assert semantic.embed_a_few(99) == 0  # all are there: remembered
    with CaptureQueriesContext(connection) as queries:
        assert semantic.embed_a_few(99) == 0
    assert len(queries) == 1, "the versions"
    with transaction.atomic():
        Procedure.objects.filter(pk=procedure.pk).update(name_th="แจ้งเกิดลูก")
        announce(OutboxTopic.PROCEDURE, [procedure.pk])
    assert semantic.embed_a_few(99) == 1
    (own_index / "meaning" / "complete").unlink()
    (own_index / "meaning" / "keys.json").unlink()
    assert semantic.embed_a_few(99) > 0, "what was lost is made anew"


def test_without_vectors_there_is_no_meaning(own_index: Path) -> None:
    assert semantic.read_meaning([BIRTH]) is None


def test_damaged_vectors_are_made_anew(own_index: Path) -> None:
    semantic.embed_missing([BIRTH])
    (own_index / "meaning" / "keys.json").write_text("{", encoding="utf-8")
    assert semantic.read_meaning([BIRTH]) is None
    assert semantic.embed_missing([BIRTH]) == 1
    assert semantic.read_meaning([BIRTH]) is not None


def test_search_works_the_same_without_it(country: Country, settings: Settings) -> None:
    settings.INFOGO = {**settings.INFOGO, "SEMANTIC": False}
    assert semantic.embed_missing([BIRTH]) == 0
    assert semantic.read_meaning([BIRTH]) is None
    on, off = search("บัตรหาย"), search("บัตรหาย", stages=ALL.without("semantic"))
    assert [result.code for result in on.results] == [result.code for result in off.results]
