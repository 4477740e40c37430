"""Closing the days of the access log, proving that nobody altered them, and ending old ones.

The seal of a day is a digest over the digests of its files and over the seal before it, so that
no day can be altered, added or taken out without the later seals failing. It stands in
``access/seals.jsonl`` beside the files and in the audit trail, whose own chain covers it: whoever
alters the log has to alter the database too. Seals name nobody and stay when their day ends.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from django.db import transaction

from infogo.core import audit
from infogo.core.dates import BANGKOK
from infogo.core.models import AuditEntry
from infogo.watch.access import PRIVATE_FILE

SHORTEST_DAYS = 90
"""Computer Crime Act s. 26: traffic data for at least ninety days."""
LONGEST_DAYS = 730
"""A competent officer may order up to two years; longer has no basis (PDPA s. 37 (3))."""
ENDED_AT_ONCE = 1
"""Days ended by one run: a clock that jumps ahead must not end them all before it is seen."""
LATE = timedelta(minutes=15)
"""A day is closed this long after midnight: requests under way then are written by their end."""
TARGET, VERB = "access-log", "seal"
SEALS = "seals.jsonl"
PART = 1 << 20


@dataclass(frozen=True)
class Kept:
    """What was done: days that were sealed, and days that were ended."""

    sealed: int
    ended: int


def keep(folder: Path, *, days: int, now: datetime) -> Kept:
    """Seal the days that are over and end those older than ``days``. Safe to run twice.

    Raises:
        ValueError: the law wants them longer, or gives no reason to keep them so long.
    """
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise ValueError(f"keep the access log for {SHORTEST_DAYS} to {LONGEST_DAYS} days")
    last = _last_day(now)
    sealed = sum(_seal(folder, day) for day in days_of(folder) if day <= last)
    seals = read_seals(folder)
    old = [day for day in days_of(folder) if day < _oldest(now, days) and f"{day}" in seals]
    for day in old[:ENDED_AT_ONCE]:
        shutil.rmtree(folder / day.isoformat())
    return Kept(sealed, len(old[:ENDED_AT_ONCE]))


def faults(folder: Path, *, days: int, now: datetime) -> list[str]:
    """Return what is not as it was sealed, or was not sealed; empty when all is well."""
    found: list[str] = []
    try:
        seals = read_seals(folder)
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return [f"{SEALS}: a line cannot be read"]
    audited = _audited_seals(folder)
    previous = ""
    for day, seal in seals.items():
        if seal["previous"] != previous or seal["seal"] != _digest(seal):
            found.append(f"{day}: the seal does not follow the one before it")
        if audited.pop(day, set()) != {seal["seal"]}:
            found.append(f"{day}: the audit trail knows another seal")
        if (folder / day).is_dir():
            if _files(folder / day) != seal["files"]:
                found.append(f"{day}: the files are not those that were sealed")
        elif date.fromisoformat(day) >= _oldest(now, days):
            found.append(f"{day}: the files are gone before their time")
        previous = seal["seal"]
    found.extend(f"{day}: the seal is missing" for day in audited)
    waiting = (day for day in days_of(folder) if day <= _last_day(now) and f"{day}" not in seals)
    found.extend(f"{day}: not sealed yet" for day in waiting if f"{day}" not in audited)
    return found


def _last_day(now: datetime) -> date:
    """Return the last day that is over."""
    return (now - LATE).astimezone(BANGKOK).date() - timedelta(days=1)


def _oldest(now: datetime, days: int) -> date:
    """Return the oldest day that has to be kept."""
    return now.astimezone(BANGKOK).date() - timedelta(days=days)


def _audited_seals(folder: Path) -> dict[str, set[str]]:
    """Return the seals that the audit trail knows of this log, by day: one each if all is well."""
    found: dict[str, set[str]] = {}
    for entry in AuditEntry.objects.filter(target=TARGET, verb=VERB):
        if entry.detail["log"] == _log_name(folder):
            found.setdefault(entry.detail["day"], set()).add(entry.detail["seal"])
    return found


def days_of(folder: Path) -> list[date]:
    """Return the days that have files, the oldest first."""
    if not folder.is_dir():
        return []
    return sorted(_days(folder))


def _days(folder: Path) -> Iterator[date]:
    for path in folder.iterdir():
        try:
            yield date.fromisoformat(path.name)
        except ValueError:
            continue


def read_seals(folder: Path) -> dict[str, dict[str, Any]]:
    """Return all seals by their day, in their order."""
    path = folder / SEALS
    if not path.exists():
        return {}
    lines = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    return {line["day"]: line for line in lines}


def _seal(folder: Path, day: date) -> bool:
    """Seal a day; returns whether it was still to be done."""
    seals = read_seals(folder)
    if day.isoformat() in seals:
        return False
    _pack(folder / day.isoformat())
    previous = next(reversed(seals.values()))["seal"] if seals else ""
    files = _files(folder / day.isoformat())
    seal: dict[str, Any] = {"day": day.isoformat(), "files": files, "previous": previous}
    seal["seal"] = _digest(seal)
    with transaction.atomic():
        audit.record(
            actor=audit.SYSTEM,
            verb=VERB,
            target=TARGET,
            detail={"log": _log_name(folder), "day": seal["day"], "seal": seal["seal"]},
        )
    # Killed here, the next run makes the same seal again.
    _append(folder / SEALS, orjson.dumps(seal) + b"\n")
    return True


def _log_name(folder: Path) -> str:
    """Return the name of this log among those of several nodes; made once, kept beside it."""
    path = folder / "name"
    if not path.exists():
        path.write_text(os.urandom(8).hex())
    return path.read_text()


def _digest(seal: Mapping[str, Any]) -> str:
    sealed = {name: seal[name] for name in ("day", "files", "previous")}
    return hashlib.sha256(orjson.dumps(sealed, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _append(path: Path, line: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
    try:
        before = os.fstat(descriptor).st_size
        if os.write(descriptor, line) < len(line):
            os.ftruncate(descriptor, before)
            raise OSError("only a part of the seal could be written")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _pack(folder: Path) -> None:
    """Compress the files of a day that is over, each in one step."""
    for path in folder.glob("*.jsonl"):
        packed = path.with_suffix(".jsonl.gz")
        unfinished = path.with_suffix(".unfinished")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
        with (
            os.fdopen(descriptor, "wb") as out,
            gzip.GzipFile("", "wb", fileobj=out, mtime=0) as packing,
            path.open("rb") as lines,
        ):
            shutil.copyfileobj(lines, packing, PART)
        unfinished.replace(packed)
        path.unlink()


def _files(folder: Path) -> list[dict[str, Any]]:
    """Return name, lines and digest of the content of each file of a day, whatever lies there."""
    return [_described(path) for path in sorted(folder.iterdir())]


def _described(path: Path) -> dict[str, Any]:
    digest, lines = hashlib.sha256(), 0
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            while part := file.read(PART):
                digest.update(part)
                lines += part.count(b"\n")
    except (OSError, EOFError, zlib.error):
        return {"name": path.name, "lines": -1, "sha256": "unreadable"}
    return {"name": path.name, "lines": lines, "sha256": digest.hexdigest()}
