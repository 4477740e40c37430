"""The database is asked each time, and its answer is never an old one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from infogo.core import versions
from infogo.core.models import ContentVersion
from infogo.core.versions import Tokens
from infogo.www.cache import truth
from infogo.www.cache.truth import SqliteWatch

database = pytest.mark.django_db(transaction=True)
WRITE = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    database.execute("UPDATE core_contentversion SET token = token + 1 WHERE key = ?", sys.argv[2:])
"""


def _touch(*keys: str) -> None:
    with transaction.atomic():
        versions.touch(keys)


def _read(*keys: str) -> Tokens:
    return tuple(versions.tokens(keys).items())


@database
def test_tokens_are_present_until_one_of_them_changes() -> None:
    _touch("a", "b")
    seen = _read("a", "b", "never touched")
    assert truth.are_present(seen)
    assert truth.are_present(seen)
    _touch("something else")
    assert truth.are_present(seen)
    _touch("never touched")
    assert not truth.are_present(seen)
    assert truth.are_present(_read("a", "b", "never touched"))


@database
def test_a_key_that_vanishes_is_a_change() -> None:
    _touch("a")
    seen = _read("a")
    assert truth.are_present(seen)
    ContentVersion.objects.all().delete()
    assert not truth.are_present(seen)


@database
def test_a_change_is_present_after_its_commit_and_not_before() -> None:
    _touch("a")
    seen = _read("a")
    assert truth.are_present(seen)
    with transaction.atomic():
        versions.touch(["a"])
        if connection.vendor == "sqlite":  # elsewhere this thread asks inside its transaction
            assert truth.are_present(seen)
    assert not truth.are_present(seen)


@database
def test_every_thread_sees_what_any_other_wrote() -> None:
    """Each thread asks with a connection of its own, whose memory is its own too."""
    _touch("a")
    answers: list[bool] = []
    turn = threading.Barrier(2, timeout=20)

    def ask() -> None:
        seen = _read("a")
        try:
            for _round in range(20):
                answers.append(truth.are_present(seen))
                turn.wait()  # the other thread writes now
                turn.wait()
                answers.append(truth.are_present(seen))
                seen = _read("a")
        finally:
            truth.forget_connections()

    asking = threading.Thread(target=ask)
    asking.start()
    for _round in range(20):
        turn.wait()
        _touch("a")
        turn.wait()
    asking.join()
    assert answers == [True, False] * 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database in the mode that the settings ask for, with two keys."""
    path = tmp_path / "a b?.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE core_contentversion (key TEXT PRIMARY KEY, token INTEGER)")
        made.executemany("INSERT INTO core_contentversion VALUES (?, ?)", [("a", 1), ("b", 1)])
    made.close()
    return path


def test_another_process_is_noticed_at_once(file: Path) -> None:
    watch = SqliteWatch(str(file))
    for token in range(1, 6):
        assert watch.are_present((("a", token), ("b", 1)))
        subprocess.run([sys.executable, "-c", WRITE, str(file), "a"], check=True)
        assert not watch.are_present((("a", token), ("b", 1)))


def test_what_was_found_absent_is_asked_again(file: Path) -> None:
    watch = SqliteWatch(str(file))
    assert not watch.are_present((("a", 2),))
    subprocess.run([sys.executable, "-c", WRITE, str(file), "a"], check=True)
    assert watch.are_present((("a", 2),))


def test_looking_neither_writes_nor_holds_up_a_writer(file: Path) -> None:
    watch = SqliteWatch(str(file))
    assert watch.are_present((("a", 1),))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        watch._cursor.execute("DELETE FROM core_contentversion")
    other = sqlite3.connect(file, timeout=0)
    other.execute("UPDATE core_contentversion SET token = 2")
    other.commit()
    # A reader that held on to its snapshot would keep the log from being put away.
    assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    other.close()
    assert not watch.are_present((("a", 1),))


def test_a_file_that_is_not_there_is_a_problem_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(truth.PROBLEMS):
        SqliteWatch(str(tmp_path / "none.sqlite3"))
    assert not (tmp_path / "none.sqlite3").exists()


def test_what_is_confirmed_takes_bounded_memory(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(truth, "MOST_CONFIRMED", 10)
    watch = SqliteWatch(str(file))
    for number in range(50):
        assert watch.are_present((("a", 1), (f"never {number}", 0)))
        assert len(watch._confirmed) <= 10
