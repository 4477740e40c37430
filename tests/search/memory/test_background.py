"""What readers must not wait for is done beside them, one at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, transaction

from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.search import suggest as suggest_module
from infogo.search.indexing import index as index_module
from infogo.search.indexing.index import only_writer, reader
from infogo.search.indexing.indexer import Follower, rebuild
from infogo.search.memory import knowledge as knowledge_module
from infogo.search.memory.background import Background
from infogo.search.memory.knowledge import library
from infogo.search.suggest import suggest
from tests.factories import standard_manual
from tests.search.corpus import Country, make_country

PATIENCE_SECONDS = 30


@pytest.fixture
def work_at_once() -> None:
    """Let threads be threads here."""


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Renew in the test's own thread, where its rows are to be seen."""
    monkeypatch.setattr(Background, "start", lambda _self, work: work())


def test_a_second_start_joins_the_first() -> None:
    background, gate, done = Background("a test"), threading.Event(), []

    def work() -> None:
        assert gate.wait(PATIENCE_SECONDS)
        done.append(threading.current_thread())

    first = background.start(work)
    assert background.start(work) is first
    assert done == []
    gate.set()
    first.join(PATIENCE_SECONDS)
    assert done == [first]
    assert first is not threading.current_thread()


def test_a_failing_database_is_only_said(caplog: pytest.LogCaptureFixture) -> None:
    def work() -> None:
        raise OperationalError("gone")

    with caplog.at_level(logging.WARNING):
        Background("a test").start(work).join(PATIENCE_SECONDS)
    assert "a test gave up: gone" in caplog.text


def test_a_new_build_is_learnt_while_the_old_knowledge_serves(
    indexed: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_country()
    indexed()
    old = library.knowledge(reader.snapshot())
    standard_manual(name_th="ต่อเรือสำเภา")
    with only_writer():
        rebuild()
    reader.forget()
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(Background, "start", lambda _self, work: waiting.append(work))
    assert library.knowledge(reader.snapshot()) is old
    assert not old.vocabulary.knows("สำเภา")
    waiting.pop()()
    assert library.knowledge(reader.snapshot()).vocabulary.knows("สำเภา")
    assert waiting == []


def test_what_is_forgotten_meanwhile_stays_forgotten(
    indexed: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_country()
    indexed()
    old = library.knowledge(reader.snapshot())
    with only_writer():
        rebuild()
    reader.forget()
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(Background, "start", lambda _self, work: waiting.append(work))
    monkeypatch.setattr(knowledge_module, "RENEW_SECONDS", 0.0)
    library.knowledge(reader.snapshot())
    library.forget()
    waiting.pop()()
    fresh = library.knowledge(reader.snapshot())
    assert fresh is not old
    assert fresh.generation == reader.snapshot().generation


def test_new_services_are_suggested_after_the_index_has_moved_on(
    indexed: Callable[[], None], inline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_country()
    indexed()
    monkeypatch.setattr(suggest_module, "RENEW_SECONDS", 0.0)
    assert suggest("ต่อเรือ") == ()
    standard_manual(name_th="ต่อเรือสำเภา")
    with only_writer():
        rebuild()
    reader.forget()
    suggest("ต่อเรือ")
    assert [found.text for found in suggest("ต่อเรือ")] == ["ต่อเรือสำเภา"]


def followed() -> None:
    with only_writer():
        follower = Follower()
        follower.follow()
        follower.close()


def renamed(country: Country, name: str) -> None:
    procedure = country.procedures["LAND-1"]
    procedure.name_th = name
    procedure.save()
    with transaction.atomic():
        announce(OutboxTopic.PROCEDURE, [procedure.pk])
    followed()


def test_what_did_not_change_is_taken_over_when_the_index_moves_on(
    indexed: Callable[[], None], inline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    country = make_country()
    indexed()
    monkeypatch.setattr(index_module, "RELOAD_SECONDS", 0.0)
    monkeypatch.setattr(knowledge_module, "RENEW_SECONDS", 0.0)
    old = library.knowledge(reader.snapshot())
    point = country.points["dlt-63"]
    point.name_th = "สำนักงานเรือสำเภา"
    point.save()
    with transaction.atomic():
        announce(OutboxTopic.POINT, [point.pk])
    followed()
    library.knowledge(reader.snapshot())
    now = library.knowledge(reader.snapshot())
    assert now is not old
    assert now.vocabulary.knows("สำเภา")
    assert now.of_services.likeness is old.of_services.likeness
    assert now.readers.gazetteer is old.readers.gazetteer
    renamed(country, "ซื้อขายเรือกลไฟ")
    library.knowledge(reader.snapshot())
    learnt = library.knowledge(reader.snapshot())
    assert learnt.of_services.likeness is not old.of_services.likeness
    assert learnt.of_services.likeness.nearest("ซื้อขายเรือกลไฟ")[0].procedure_id == (
        country.procedures["LAND-1"].pk
    )


def test_suggestions_are_laid_out_anew_only_for_other_names(
    indexed: Callable[[], None], inline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    country = make_country()
    indexed()
    monkeypatch.setattr(suggest_module, "RENEW_SECONDS", 0.0)
    suggest("กก")
    held = suggest_module._shelf.completions()
    with transaction.atomic():
        announce(OutboxTopic.PROCEDURE, [country.procedures["LAND-1"].pk])
    followed()
    suggest("กก")
    assert suggest_module._shelf.completions() is held
    renamed(country, "ซื้อขายเรือกลไฟ")
    suggest("ซื้อ")
    assert [found.text for found in suggest("ซื้อขายเรือ")] == ["ซื้อขายเรือกลไฟ"]
