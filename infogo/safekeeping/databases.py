"""Copies of the database in use that are true for one moment, and putting one in its place.

``sqlite`` copies by SQLite's online backup, ``postgresql`` by ``pg_dump`` in the snapshot in which
the rows are counted too, so that counts and copy are of the same moment while officers write.
Either is put back in one transaction: killed at any time, the database is the old one or the new.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess  # nosec B404
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from django.db import connections

from infogo.safekeeping.errors import DamagedError, SafekeepingError
from infogo.safekeeping.ledger import Ledger, read_ledger
from infogo.safekeeping.programs import ProgramError, connection_environment, find, run

LOCK_SECONDS = 30
"""How long a restore waits for those who use the database, before it gives up unchanged."""

# What a dump brings is made anew, and what a later release added must go.
WIPE = """
BEGIN;
SET lock_timeout = '30s';
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', one.name);
  END LOOP;
  FOR one IN SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP SEQUENCE IF EXISTS public.%I CASCADE', one.name);
  END LOOP;
END $$;
"""


class Copying(Protocol):
    """How the database of one vendor is copied and put back."""

    kind: str

    def copy(self, folder: Path) -> tuple[Path, Ledger]:
        """Write a copy into a folder and return it, with what it holds."""

    def check(self, copy: Path) -> None:
        """Raise ``DamagedError`` when a copy cannot be put back."""

    def put_back(self, copy: Path) -> None:
        """Replace everything in the database in use by a copy, whole or not at all."""


class Sqlite:
    """The file in the home folder."""

    kind = "sqlite"
    file = "database.sqlite3"

    def copy(self, folder: Path) -> tuple[Path, Ledger]:
        """Copy at once, under a read lock that keeps no writer waiting (WAL)."""
        path = folder / self.file
        with closing(_opened(_path(), "ro")) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target, pages=-1)
            # One file that needs no other beside it, wherever it is carried.
            target.execute("PRAGMA journal_mode=DELETE")
            return path, read_ledger(target.cursor(), "sqlite")

    def check(self, copy: Path) -> None:
        """Let SQLite read every page of the copy."""
        try:
            with closing(_opened(copy, "ro")) as database:
                ((said,),) = database.execute("PRAGMA quick_check(1)").fetchall()
        except sqlite3.Error as problem:
            raise DamagedError(f"{copy}: {problem}") from problem
        if said != "ok":
            raise DamagedError(f"{copy}: {said}")

    def put_back(self, copy: Path) -> None:
        """Write the copy over the database in one transaction of its own."""
        path = _path()
        connections["default"].close()
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_opened(copy, "ro")) as source, closing(_opened(path, "rwc")) as target:
            target.execute("PRAGMA journal_mode=WAL")
            target.execute("PRAGMA synchronous=FULL")
            target.execute(f"PRAGMA busy_timeout={LOCK_SECONDS * 1000}")
            try:
                source.backup(target, pages=-1)
            except sqlite3.Error as problem:
                raise SafekeepingError(
                    f"{path}: เขียนไม่ได้ หยุดเว็บและ run_worker ก่อน · {problem}"
                ) from problem


class Postgresql:
    """The database that the settings name."""

    kind = "postgresql"
    file = "database.dump"

    def copy(self, folder: Path) -> tuple[Path, Ledger]:
        """Dump one snapshot and count in it."""
        path = folder / self.file
        own = connections.create_connection("default")
        try:
            with own.cursor() as cursor:
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SELECT pg_export_snapshot()")
                ((snapshot,),) = cursor.fetchall()
                run(
                    "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                    f"--snapshot={snapshot}", f"--file={path}",
                    environment=connection_environment(),
                )  # fmt: skip
                ledger = read_ledger(cursor, "postgresql")
                cursor.execute("ROLLBACK")
        finally:
            own.close()
        return path, ledger

    def check(self, copy: Path) -> None:
        """Let ``pg_restore`` read the dump's table of contents."""
        try:
            run("pg_restore", "--list", str(copy))
        except ProgramError as problem:
            raise DamagedError(f"{copy}: {problem}") from problem

    def put_back(self, copy: Path) -> None:
        """Drop and restore in one transaction, which only a whole dump lets us commit."""
        connections["default"].close()
        psql = subprocess.Popen(  # noqa: S603  # nosec B603
            [find("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-f", "-"],
            env=connection_environment(),
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with psql:
            try:
                self._feed(psql, copy)
            except (BrokenPipeError, ProgramError) as problem:
                psql.kill()
                said = psql.stderr.read().decode(errors="replace") if psql.stderr else ""
                raise SafekeepingError(
                    "กู้ฐานข้อมูลไม่ได้ ของเดิมยังอยู่ครบ หยุดเว็บและ run_worker แล้วลองใหม่"
                    f" · the database is unchanged: {said.strip() or problem}"
                ) from problem

    def _feed(self, psql: subprocess.Popen[bytes], copy: Path) -> None:
        if psql.stdin is None or psql.stderr is None:
            raise ProgramError("psql: no pipe")
        psql.stdin.write(WIPE.encode())
        dump = subprocess.Popen(  # noqa: S603  # nosec B603
            [find("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(copy)],
            stdout=subprocess.PIPE,
        )
        with dump:
            if dump.stdout is not None:
                shutil.copyfileobj(dump.stdout, psql.stdin)
        if dump.returncode:
            raise ProgramError(f"pg_restore: {dump.returncode}")
        psql.stdin.write(b"COMMIT;\n")
        psql.stdin.close()
        said = psql.stderr.read().decode(errors="replace")
        if psql.wait():
            raise ProgramError(said.strip())


def database() -> Copying:
    """Return how the database in use is copied and put back."""
    return Postgresql() if connections["default"].vendor == "postgresql" else Sqlite()


def is_empty() -> bool:
    """Whether the database in use has no tables yet, or is not there."""
    if connections["default"].vendor == "sqlite" and not _path().exists():
        return True
    return not connections["default"].introspection.table_names()


def _path() -> Path:
    return Path(str(connections["default"].settings_dict["NAME"]))


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, isolation_level=None)
