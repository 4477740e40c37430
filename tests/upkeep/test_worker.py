"""The worker follows the outbox, outlives a failing database, and is the only one."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from infogo.core.models import OutboxEvent
from infogo.opendata import nightly
from infogo.search.indexing.index import current_build, only_writer, read_meta, reader
from infogo.search.indexing.indexer import Follower
from infogo.search.selectors import search
from infogo.upkeep.management.commands.run_worker import work
from tests.factories import standard_manual

pytestmark = pytest.mark.django_db(transaction=True)


class StopAfter(threading.Event):
    """An event that is set by being waited for ``rounds`` times."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.rounds = rounds

    def wait(self, timeout: float | None = None) -> bool:
        self.rounds -= 1
        if self.rounds <= 0:
            self.set()
        return self.is_set()


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # At night a dump is due. Its process would write out the database beside that of the tests: on
    # PostgreSQL the whole country, while they go on.
    monkeypatch.setattr(nightly, "is_due", lambda _now: False)
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path, "INDEX_DIR": tmp_path / "index"}
    reader.forget()


def test_what_is_published_can_be_found_after_one_round() -> None:
    with only_writer():
        work(StopAfter(1))
        manual = standard_manual()
        work(StopAfter(1))
    reader.forget()
    found = search(manual.procedure.official_name_th)
    assert [result.id for result in found.results] == [manual.procedure_id]
    assert OutboxEvent.objects.exists(), "other nodes' indexes follow the same events"
    assert read_meta(current_build()).fits_this_program()


def test_a_failing_database_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    follow = Follower.follow
    failures = [OperationalError("gone"), OperationalError("gone")]

    def sometimes(self: Follower) -> int:
        if failures:
            raise failures.pop()
        return follow(self)

    monkeypatch.setattr(Follower, "follow", sometimes)
    manual = standard_manual()
    with only_writer():
        work(StopAfter(3))
    reader.forget()
    assert search(manual.procedure.official_name_th).total == 1


def test_a_second_worker_is_refused() -> None:
    with only_writer(), pytest.raises(CommandError, match="another worker"):
        call_command("run_worker")
