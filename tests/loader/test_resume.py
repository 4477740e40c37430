"""Killed at any moment and run again, a load ends as if nothing had happened."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from infogo.core import upsert
from infogo.core.models import LoadStep, OutboxEvent, OutboxTopic
from infogo.loader import run
from infogo.manuals.models import ManualRevision
from tests.loader.small import CODES, OVERRIDES, picture
from tests.search.processes import migrate

Load = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


@pytest.fixture(scope="module")
def kept() -> dict[str, list[str]]:
    """Where the picture of an uninterrupted load stays between tests."""
    return {}


@pytest.fixture
def whole(load: Load, kept: dict[str, list[str]]) -> dict[str, list[str]]:
    """The picture of an uninterrupted load, which is then undone."""
    if not kept:
        with transaction.atomic():
            load()
            kept.update(picture())
            transaction.set_rollback(True)
    return kept


@pytest.mark.parametrize("writes", [1, 8, 25, 60, 85])
def test_killed_after_any_number_of_writes(
    load: Load, whole: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    left = writes

    def count_down(execute: Any, sql: str, *rest: Any) -> Any:
        nonlocal left
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            if not left:
                raise Killed
            left -= 1
        return execute(sql, *rest)

    monkeypatch.setattr(upsert, "BATCH", 100)
    with connection.execute_wrapper(count_down), pytest.raises(Killed):
        load()

    load()

    assert picture() == whole
    assert ManualRevision.objects.count() == len(CODES) + OVERRIDES
    assert OutboxEvent.objects.filter(topic=OutboxTopic.EVERYTHING).count() == 1
    assert not LoadStep.objects.filter(finished_at=None).exists()


def test_killed_before_the_announcement_it_is_made_by_the_next_run(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die() -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(run, "announce_everything", die)
        load()
    assert not OutboxEvent.objects.filter(topic=OutboxTopic.EVERYTHING).exists()

    load()

    assert OutboxEvent.objects.filter(topic=OutboxTopic.EVERYTHING).count() == 1


@pytest.mark.parametrize("at_line", ["หน่วยงาน …", "การรับคู่มือไปใช้ …"])
def test_a_killed_process_is_resumed(small_country: Path, tmp_path: Path, at_line: str) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if name[:7] != "INFOGO_"},
        "INFOGO_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "PYTHONUTF8": "1",
    }

    def manage(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )

    migrate(tmp_path)
    load_command = ("load_country", "--data", str(small_country))
    with manage(*load_command) as killed:
        assert killed.stdout is not None
        for line in killed.stdout:
            if line.startswith(at_line):
                killed.send_signal(signal.SIGKILL)
                break
        killed.wait()
    assert killed.returncode == -signal.SIGKILL
    with manage(*load_command) as resumed:
        resumed.communicate()
    assert resumed.returncode == 0

    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:

        def count(query: str) -> int:
            return int(database.execute(query).fetchone()[0])

        assert count("SELECT count(*) FROM manuals_manualrevision") == len(CODES) + OVERRIDES
        assert count("SELECT count(*) FROM core_loadstep WHERE finished_at IS NULL") == 0
        assert count("SELECT count(*) FROM core_outboxevent WHERE topic = 'everything'") == 1
        assert count(
            "SELECT count(*) FROM manuals_manual WHERE standard_id IS NOT NULL"
        ) > 50  # fmt: skip
        assert count("SELECT count(*) FROM (SELECT 1 FROM pins_pin "
                     "GROUP BY procedure_id, point_id HAVING count(*) > 1)") == 0  # fmt: skip
