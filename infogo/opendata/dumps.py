"""Dumps on disk: made whole or not at all, kept for some weeks, one at a time.

A dump is a folder named by its moment, ``20261127T060000Z``. It is written beside its place under a
name that begins with a dot and takes its name when all of it is there; whatever a killed process
left behind is swept away by the next.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from infogo.changes.selectors import edges
from infogo.core import versions
from infogo.core.dates import CLOCKS_DIFFER
from infogo.opendata.datasets import DATASETS, Dataset
from infogo.opendata.exports import EXPORTS, write_export
from infogo.opendata.writing import Written, read_digests, write_dataset

KEPT = 14
"""Dumps that are kept: two weeks of nights, from each of which a change set can be made."""
MANIFEST = "manifest.json"
FORMAT = 1
_NAME = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
_FREE_FACTOR = 1.5
"""Space that must be free, as a multiple of the last dump."""


class BusyError(RuntimeError):
    """Another process is writing a dump."""


class NoSpaceError(OSError):
    """The disk has no room for another dump; the last one stays."""


@dataclass(frozen=True)
class Dump:
    """A finished dump; ``manifest`` is what its manifest says."""

    name: str
    folder: Path
    manifest: dict[str, Any]

    @property
    def made_at(self) -> datetime:
        """The moment whose state of the data it holds."""
        return datetime.strptime(self.name, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)

    def file(self, name: str) -> Path | None:
        """Return the path of one of its files that may be given away, if there is such a file."""
        listed = {one["name"] for one in self.files}
        return self.folder / name if name in listed or name == MANIFEST else None

    @property
    def files(self) -> list[dict[str, Any]]:
        """What the manifest says of each file."""
        groups = (self.manifest["datasets"], self.exports)
        return [file for group in groups for one in group.values() for file in one["files"]]

    @property
    def exports(self) -> dict[str, Any]:
        """What the manifest says of the same data in the forms of others; old dumps have none."""
        found: dict[str, Any] = self.manifest.get("exports", {})
        return found


def home() -> Path:
    """Return the folder of all dumps, made when it is not there."""
    path = Path(settings.INFOGO["HOME"]) / "dumps"
    path.mkdir(parents=True, exist_ok=True)
    return path


def all_dumps() -> list[Dump]:
    """Return the finished dumps, the newest first."""
    return [dump for name in _names() if (dump := find(name))]


def latest() -> Dump | None:
    """Return the newest finished dump."""
    return next((dump for name in _names() if (dump := find(name))), None)


def _names() -> list[str]:
    found = (one.name for one in home().iterdir() if _NAME.fullmatch(one.name))
    return sorted(found, reverse=True)


def find(name: str) -> Dump | None:
    """Return a dump by its name."""
    if not _NAME.fullmatch(name):
        return None
    folder = home() / name
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Dump(name, folder, manifest)


def write_dump(now: datetime, only: Sequence[str] = ()) -> Dump:
    """Write a dump of the state of the data at this moment, of all datasets or of some.

    Raises:
        BusyError: another process is at it.
        NoSpaceError: the disk has no room; nothing was changed.
    """
    name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with _alone():
        _sweep()
        _forget_days_to_come(now)
        _require_space()
        making = home() / f".{name}"
        making.mkdir()
        try:
            written = {}
            with snapshot():
                state, feed = versions.tokens(_topics()), edges().newest
                for dataset in DATASETS.values():
                    if not only or dataset.name in only:
                        written[dataset.name] = write_dataset(dataset, making)
                others = {
                    export.name: write_export(export, making)
                    for export in EXPORTS.values()
                    if not only or export.name in only
                }
            _write_manifest(making, name, {"datasets": written, "exports": others}, state, feed)
            _sync(making)
            making.rename(home() / name)
        except OSError as problem:
            shutil.rmtree(making, ignore_errors=True)
            raise NoSpaceError(problem.errno, f"dump not written: {problem}") from problem
        _forget_old()
    found = find(name)
    if found is None:
        raise RuntimeError(f"dump {name} vanished")
    return found


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one state of the data, however long it takes; writers go on meanwhile.

    SQLite in WAL mode keeps for a reader what it began with, if it began as a reader: our other
    transactions take the lock of writers at once, this one must not. PostgreSQL does by isolation
    level, which only the outermost transaction can choose.
    """
    connection.ensure_connection()  # connecting sets the usual mode, also over one set before
    sqlite: Any = connection  # the mode is known to that wrapper only
    usual = getattr(connection, "transaction_mode", None)
    is_outermost = not connection.in_atomic_block
    if connection.vendor == "sqlite":
        sqlite.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and is_outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            sqlite.transaction_mode = usual


def _topics() -> list[str]:
    return [versions.EVERYTHING, "agency", "point", "procedure", "article"]


def _write_manifest(
    folder: Path, name: str, written: dict[str, dict[str, Written]], state: Any, feed: int
) -> None:
    manifest = {
        "format": FORMAT,
        "dump": name,
        # From this number on the change feed tells what the dump does not hold yet.
        "changes_after": feed,
        "state": {key: str(token) for key, token in state.items()},
        **{
            group: {
                key: {"rows": one.rows, "files": [asdict(file) for file in one.files]}
                for key, one in members.items()
            }
            for group, members in written.items()
        },
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")


def _sync(folder: Path) -> None:
    """Make sure that all of it is on the disk before it gets its name."""
    for path in chain(folder.iterdir(), (folder,)):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _alone() -> Iterator[None]:
    with (home() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError("another process is writing a dump") from None
        yield


def _sweep() -> None:
    """Remove what killed processes left behind."""
    for path in home().iterdir():
        if path.is_dir() and _NAME.fullmatch(path.name[1:]) and path.name.startswith("."):
            shutil.rmtree(path)


def _forget_days_to_come(now: datetime) -> None:
    """Remove dumps that a wrong clock dated ahead: they would pass for the newest until then."""
    for dump in all_dumps():
        if dump.made_at > now + CLOCKS_DIFFER:
            shutil.rmtree(dump.folder)


def _require_space() -> None:
    last = latest()
    if last is None:
        return
    needed = sum(path.stat().st_size for path in last.folder.iterdir()) * _FREE_FACTOR
    free = shutil.disk_usage(home()).free
    if free < needed:
        raise NoSpaceError(f"a dump needs {needed / 1e6:.0f} MB, {free / 1e6:.0f} MB are free")


def _forget_old() -> None:
    for dump in all_dumps()[KEPT:]:
        shutil.rmtree(dump.folder)


@dataclass(frozen=True)
class ChangeSet:
    """What differs between two dumps of a dataset, as keys of rows."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


@lru_cache(maxsize=64)
def changes_of(old: str, new: str) -> Mapping[str, ChangeSet]:
    """Return what differs between two dumps by their names, dataset by dataset; kept in memory.

    Dumps never change, and reading their digests takes a second in a whole country.
    """
    before, after = find(old), find(new)
    if before is None or after is None:
        return {}
    held = [dataset for name, dataset in DATASETS.items() if name in after.manifest["datasets"]]
    return {dataset.name: changes_between(before, after, dataset) for dataset in held}


def changes_between(old: Dump, new: Dump, dataset: Dataset) -> ChangeSet:
    """Return the keys of rows that came, changed and went between two dumps.

    Both lists of digests are walked along once; they stand in the order of the keys.
    """
    name = f"{dataset.name}.digests"
    before, after = old.folder / name, new.folder / name
    added, changed, removed = [], [], []
    for key, was, now in _side_by_side(before, after):
        if was is None:
            added.append(key)
        elif now is None:
            removed.append(key)
        elif was != now:
            changed.append(key)
    return ChangeSet(tuple(added), tuple(changed), tuple(removed))


def _side_by_side(before: Path, after: Path) -> Iterator[tuple[str, str | None, str | None]]:
    old: Iterator[tuple[str, str]] = read_digests(before) if before.exists() else iter(())
    new: Iterator[tuple[str, str]] = read_digests(after) if after.exists() else iter(())
    left, right = next(old, None), next(new, None)
    while left or right:
        if right is None or (left and _order(left[0]) < _order(right[0])):
            if left is None:
                break
            yield left[0], left[1], None
            left = next(old, None)
        elif left is None or _order(right[0]) < _order(left[0]):
            yield right[0], None, right[1]
            right = next(new, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(old, None), next(new, None)


def _order(key: str) -> tuple[int, str]:
    """Return what keys are ordered by: numbers as numbers, days as days, ``16:2026-10`` by both."""
    number, _colon, rest = key.partition(":")
    return (int(number), rest) if number.isdecimal() else (0, key)


def stale_after(now: datetime) -> bool:
    """Return whether the newest dump is so old that another is due: a night, or none at all.

    One of a day to come was made while a clock was wrong, and is as good as none.
    """
    last = latest()
    return last is None or not -CLOCKS_DIFFER < now - last.made_at < timedelta(hours=24)
