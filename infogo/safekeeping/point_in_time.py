"""Restoring a PostgreSQL cluster as it was at any moment since a base backup.

PostgreSQL writes what it does into a log and lets ``ARCHIVE_COMMAND`` keep each piece of it. A base
backup and the pieces since give every later moment: the copy is unpacked into a new folder,
started where nobody reaches it, led to the moment, verified, and stopped. The cluster in use is
not touched: the operator changes over.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import OperationalError, connections

from infogo.core.models import AuditEntry
from infogo.safekeeping import contents, keys, shelf
from infogo.safekeeping.errors import ChangedError, DamagedError, NotEmptyError, SafekeepingError
from infogo.safekeeping.ledger import digests_named
from infogo.safekeeping.manifest import Manifest, read_manifest
from infogo.safekeeping.physical import BASE, KIND, PhysicalPostgresql
from infogo.safekeeping.programs import ProgramError, run
from infogo.safekeeping.sealing import Lock
from infogo.safekeeping.services import Said, examine, read_keys

ARCHIVE_COMMAND = (
    "cmp -s %p {wal}/%f || {{ test ! -f {wal}/%f && cp %p {wal}/.%f.part"
    " && sync {wal}/.%f.part && mv {wal}/.%f.part {wal}/%f && sync {wal}; }}"
)
"""Value of ``archive_command``: a piece is in the folder ``wal`` whole or not at all, and safe."""
SERVER_USER = "postgres"
STARTING_SECONDS = 5.0
"""After this a server that runs has written its file."""
_TRUSTING = "local all all trust\n"
_SETTINGS = "postgresql.auto.conf"


def restore_at(
    shelf_folder: Path,
    *,
    moment: datetime,
    into: Path,
    wal: Path,
    lock: Lock | None,
    force: bool,
    say: Said,
) -> Manifest:
    """Make the cluster of a moment in the new folder ``into``; put files and keys back here.

    Raises:
        DamagedError: no base backup is old enough, or one is not whole.
        NotEmptyError: ``into`` holds something, or other keys are here and ``force`` is not given.
        ProgramError: the log does not reach the moment; the message holds the server's log.
        ChangedError: a hash chain does not lead through the base backup.
    """
    base = _base_before(shelf_folder, moment)
    manifest = examine(base)
    PhysicalPostgresql().check(base / manifest.parts[0].path)
    found_keys = read_keys(base, manifest, lock)
    if keys.other_keys(found_keys) and not force:
        raise NotEmptyError("มีกุญแจอื่นอยู่แล้ว ถ้าต้องการเขียนทับสั่งด้วย --force · other keys")
    if into.exists() and any(into.iterdir()):
        raise NotEmptyError(f"{into}: มีของอยู่แล้ว บอกโฟลเดอร์ใหม่ · not empty")
    say(f"ชุดฐาน · base backup: {base.name}")
    unfinished = into.with_name(f".{into.name}-unfinished")
    try:
        _unpack(base / BASE, unfinished, moment=moment, wal=wal)
        with serving(unfinished):
            say("ถึงเวลาที่ขอแล้ว กำลังตรวจสายโซ่แฮช · the moment is reached")
            _verify(manifest)
            later = [path for path in shelf.backups(shelf_folder) if path.name >= base.name]
            say(f"ไฟล์ที่เพิ่ม · files added: {contents.put_back(later):,}")
            _tell_missing(say)
        _forget_recovery(unfinished)
        keys.put_keys(found_keys)
        if into.exists():
            into.rmdir()
        unfinished.rename(into)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


@contextmanager
def serving(data: Path) -> Iterator[Path]:
    """Start a cluster where only this process reaches it, and use it instead of the database.

    Yields the folder of its socket. Recovery is over when the block begins.
    """
    folder = Path(tempfile.mkdtemp(prefix="infogo-restore-"))
    try:
        (folder / "postgresql.conf").write_text("", encoding="ascii")
        (folder / "pg_hba.conf").write_text(_TRUSTING, encoding="ascii")
        (folder / "pg_ident.conf").write_text("", encoding="ascii")
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_USER)
        options = " ".join(
            f"-c {setting}"
            for setting in (
                f"config_file={folder}/postgresql.conf", f"hba_file={folder}/pg_hba.conf",
                f"ident_file={folder}/pg_ident.conf", f"unix_socket_directories={folder}",
                "listen_addresses=", "archive_mode=off", "hot_standby=off",
            )
        )  # fmt: skip
        control = ("pg_ctl", "-s", "-D", str(data))
        log = folder / "log"
        try:
            # Such a start ends as soon as the server follows the log; the end comes later.
            _as_server(*control, "start", "-W", "-l", str(log), "-o", options)
            _wait_until_open(data, folder)
        except SafekeepingError as problem:
            last = log.read_text(encoding="utf-8", errors="replace")[-1500:] if log.exists() else ""
            raise SafekeepingError(
                "ไปไม่ถึงเวลาที่ขอ ดูว่าบันทึก WAL ครบถึงเวลานั้นหรือไม่ · the log does not reach it:"
                f"\n{last or problem}"
            ) from problem
        try:
            with _connected_to(folder):
                yield folder
        finally:
            _as_server(*control, "stop", "-m", "fast")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_open(data: Path, socket_folder: Path) -> None:
    """Wait until the server lets us in, which it does when it has reached the moment.

    Raises:
        ProgramError: it ended instead.
    """
    pid_file = data / "postmaster.pid"
    deadline = time.monotonic() + STARTING_SECONDS
    was_there = False
    with _connected_to(socket_folder):
        while True:
            try:
                connections["default"].ensure_connection()
            except OperationalError:
                # A long log takes long, and the server says by its file that it is at work.
                is_there = pid_file.exists()
                if not is_there and (was_there or time.monotonic() >= deadline):
                    raise ProgramError("the server ended") from None
                was_there = is_there
                time.sleep(0.2)
            else:
                return


@contextmanager
def _connected_to(socket_folder: Path) -> Iterator[None]:
    """Let the database in use be the cluster behind a socket."""
    settings = connections["default"].settings_dict
    before = dict(settings)
    connections["default"].close()
    settings.update({"HOST": str(socket_folder), "PORT": "", "PASSWORD": "", "OPTIONS": {}})
    try:
        yield
    finally:
        connections["default"].close()
        settings.update(before)


def _base_before(shelf_folder: Path, moment: datetime) -> Path:
    for folder in reversed(shelf.backups(shelf_folder)):
        manifest = read_manifest(folder)
        if manifest.kind == KIND and datetime.fromisoformat(manifest.made_at) <= moment:
            return folder
    raise DamagedError(
        f"{shelf_folder}: ไม่มีชุดฐาน (--base) ก่อน {moment.isoformat()} · no base backup before it"
    )


def _unpack(base: Path, into: Path, *, moment: datetime, wal: Path) -> None:
    """Copy the cluster and tell it how far to go; its files belong to whom the server runs as."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(base, into, symlinks=True)
    into.chmod(0o700)
    with (into / _SETTINGS).open("a", encoding="utf-8") as file:
        file.write("".join(f"{name} = '{value}'\n" for name, value in _recovery(moment, wal)))
    (into / "recovery.signal").touch()
    if os.geteuid() == 0:
        for path in (into, *into.rglob("*")):
            shutil.chown(path, SERVER_USER, SERVER_USER)


def _recovery(moment: datetime, wal: Path) -> list[tuple[str, str]]:
    return [
        ("restore_command", f'cp "{wal}/%f" "%p"'),
        ("recovery_target_time", moment.isoformat()),
        ("recovery_target_action", "promote"),
    ]


def _forget_recovery(data: Path) -> None:
    """Take the target away again: the cluster's next restart is an ordinary one."""
    path = data / _SETTINGS
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("restore_command", "recovery_target_"))]
    path.write_text("".join(kept), encoding="utf-8")


def _verify(manifest: Manifest) -> None:
    call_command("verify_chains")
    number, head = manifest.ledger.audit
    if number and not AuditEntry.objects.filter(number=number, entry_hash=head).exists():
        raise ChangedError(
            f"บรรทัดที่ {number} ของบันทึกการใช้งานไม่ใช่บรรทัดที่สำรองไว้ · the trail was rewritten"
        )


def _tell_missing(say: Said) -> None:
    with connections["default"].cursor() as cursor:
        absent = contents.missing(digests_named(cursor))
    for sha256 in absent:
        say(f"ไม่มีไฟล์ · a row names a file that no backup holds: {sha256}")


def _as_server(*command: str) -> None:
    """Run a program as the user that a server may run as: PostgreSQL refuses root."""
    run(*command, as_user=SERVER_USER if os.geteuid() == 0 else "")
