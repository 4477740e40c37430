"""A real cluster that archives its log is restored as it was at a moment between two writes."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction
from pytest_django import Settings

from infogo.core import audit
from infogo.core.models import AuditEntry
from infogo.safekeeping import shelf
from infogo.safekeeping.errors import DamagedError, NotEmptyError, SafekeepingError
from infogo.safekeeping.physical import PhysicalPostgresql
from infogo.safekeeping.point_in_time import ARCHIVE_COMMAND, restore_at, serving
from infogo.safekeeping.programs import connection_environment, find
from infogo.safekeeping.services import back_up
from tests.consistency.source import ROOT
from tools.postgres import private_cluster

PATIENCE_SECONDS = 120.0


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the user of the server reaches too, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="infogo-pitr-"))
    folder.chmod(0o755)
    (folder / "wal").mkdir(mode=0o777)
    (folder / "wal").chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def archiving_cluster(wal: Path) -> Iterator[None]:
    """Give the tests' schema to a cluster that keeps its log, and let Django use it."""
    schema = subprocess.run(
        [find("pg_dump"), "--schema-only", "--no-owner"],
        env=connection_environment(), check=True, capture_output=True,
    ).stdout  # fmt: skip
    settings = connection.settings_dict
    before = dict(settings)
    with private_cluster("archive_mode=on") as dsn:
        connection.close()
        folder = dsn.split()[0].removeprefix("host=")
        settings.update({"HOST": folder, "PORT": "", "NAME": "postgres", "USER": "infogo"})
        try:
            subprocess.run(
                [find("psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null"],
                env=connection_environment(), input=schema, check=True,
            )  # fmt: skip
            with psycopg.connect(dsn, autocommit=True) as server:
                command = ARCHIVE_COMMAND.format(wal=wal).replace("'", "''")
                server.execute(f"ALTER SYSTEM SET archive_command = '{command}'".encode())
                server.execute("SELECT pg_reload_conf()")
            yield
        finally:
            connection.close()
            settings.update(before)


def write(verb: str) -> datetime:
    """Write a line of the trail and return a moment after it, by the server's clock."""
    with transaction.atomic():
        audit.record(actor="officer 7 ปราณี", verb=verb, target="manual")
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def archive_all(wal: Path) -> None:
    """Close the piece of the log that is written now and wait until it was archived."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(pg_switch_wal())")
        name = cursor.fetchone()[0]
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (wal / name).exists():
        assert time.monotonic() < deadline, "the log was not archived"
        time.sleep(0.1)


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the other databases have no log")
def test_any_moment_since_a_base_backup_comes_back(place: Path, settings: Settings) -> None:
    home, wal, into = place / "home", place / "wal", place / "restored"
    settings.INFOGO = {**settings.INFOGO, "HOME": home, "FILES_DIR": home / "files"}

    def ask(moment: datetime, target: Path = into) -> None:
        restore_at(place / "shelf", moment=moment, into=target, wal=wal, lock=None, force=False,
                   say=print)  # fmt: skip

    with archiving_cluster(wal):
        too_early = write("before the backup")
        made = back_up(place / "shelf", lock=None, copying=PhysicalPostgresql())
        wanted = write("after the backup")
        write("a mistake")
        AuditEntry.objects.all().delete()
        archive_all(wal)

        ask(wanted)

        with serving(into):
            assert verbs() == ["before the backup", "after the backup"]
            assert audit.verify() is None
        assert verbs() == [], "the cluster in use was not touched"
        with pytest.raises(NotEmptyError):
            ask(wanted)
        with pytest.raises(DamagedError, match="no base backup"):
            ask(too_early, place / "other")
        with pytest.raises(SafekeepingError, match="recovery ended before"):
            ask(wanted + timedelta(days=1), place / "other")
        (made.folder / "base" / "PG_VERSION").write_text("9")
        with pytest.raises(DamagedError, match="PG_VERSION"):
            ask(wanted, place / "other")
    left = sorted(path.name for path in place.iterdir())
    assert left == ["home", "restored", "shelf", "wal"]
    assert shelf.backups(place / "shelf") == [made.folder]


def test_what_is_tested_is_what_operators_are_told() -> None:
    told = (ROOT / "docs" / "backup.md").read_text()
    assert ARCHIVE_COMMAND.format(wal="/srv/wal") in told
