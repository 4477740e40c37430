"""What readers must not wait for is done beside them, one at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError

from infogo.search import knowledge as knowledge_module
from infogo.search import suggest as suggest_module
from infogo.search.background import Background
from infogo.search.index import only_writer, reader
from infogo.search.indexer import rebuild
from infogo.search.knowledge import library
from infogo.search.suggest import suggest
from tests.factories import standard_manual
from tests.search.corpus import make_country

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
