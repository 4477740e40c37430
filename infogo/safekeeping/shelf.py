"""A folder of backups, one folder each, named by the time at which it was made."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from infogo.safekeeping import manifest
from infogo.safekeeping.errors import DamagedError, SafekeepingError

_NAME = re.compile(r"\d{8}T\d{6}Z")
_UNFINISHED = ".unfinished-"
_LOCK = ".lock"


def name_of(moment: datetime) -> str:
    """Return the name of a backup made at a moment (UTC): they sort by time."""
    return moment.strftime("%Y%m%dT%H%M%SZ")


def backups(shelf: Path) -> list[Path]:
    """Return the whole backups on a shelf, oldest first."""
    found = [path for path in shelf.glob("*/") if _NAME.fullmatch(path.name)]
    return sorted(path for path in found if (path / manifest.NAME).exists())


def chosen(source: Path, kind: str = "") -> Path:
    """Return the backup that a path means: itself, or the newest on a shelf.

    With ``kind`` one of that kind goes before others, such as a base backup that is newer.

    Raises:
        DamagedError: there is none.
    """
    if (source / manifest.NAME).exists():
        return source
    found = backups(source)
    if not found:
        raise DamagedError(f"{source}: ไม่มีชุดสำรองที่สมบูรณ์ · no whole backup here")
    return next((path for path in reversed(found) if _kind_of(path) == kind), found[-1])


@contextmanager
def writing(shelf: Path) -> Iterator[None]:
    """Be the only one that writes on a shelf; what an interrupted backup left is removed.

    Raises:
        SafekeepingError: another backup is being made here.
    """
    shelf.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (shelf / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise SafekeepingError(
                f"{shelf}: มีการสำรองข้อมูลกำลังทำอยู่ · another backup is being made here"
            ) from problem
        for left in shelf.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(left)
        yield


@contextmanager
def unfinished(shelf: Path, name: str) -> Iterator[Path]:
    """Give a folder that becomes the backup ``name`` when the block ends well, and else goes."""
    folder = shelf / f"{_UNFINISHED}{name}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
        # Everything is on the disk before the name says that it is.
        os.sync()
        folder.rename(shelf / name)
        os.sync()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def keep_only(shelf: Path, most: int, kind: str) -> list[Path]:
    """Remove all but the newest backups of a kind, oldest first, and return what went.

    Others on the shelf stay: a base backup a week is not in the way of a dump a night, nor the
    other way round.
    """
    found = [path for path in backups(shelf) if _kind_of(path) == kind]
    gone = found[: -most or None] if most else []
    for path in gone:
        # Without its manifest it is none any more, should the removal be interrupted.
        (path / manifest.NAME).unlink()
        shutil.rmtree(path)
    return gone


def _kind_of(backup: Path) -> str:
    try:
        return manifest.read_manifest(backup).kind
    except DamagedError:
        return ""
