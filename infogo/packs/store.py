"""Packs on this node's disk: whole or not there, never more than the settings allow.

One file a district: a line of JSON that says what it was made from, then the pack. Beside it stand
the manifests of its last states, by which differences are made. Everything here can be deleted.
"""

from __future__ import annotations

import fcntl
import gzip
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from infogo.core.trouble import trouble_of

MAKER = 2
"""Raise it when the same data make another pack: those on disk are then made anew."""
STATES_KEPT = 12
"""States of one district from which a difference can be made; older readers get all of it."""
PATIENCE_SECONDS = 10.0
_PAUSE_SECONDS = 0.05
_USED_AGAIN_SECONDS = 3600
_UNFINISHED = "."
_PACKS, _STATES = "*.pack", "*.state"


class BusyError(RuntimeError):
    """Another pack is being made and has not come to an end in time."""


@dataclass(frozen=True)
class Kept:
    """A pack as it is on disk. ``made_from`` are the tokens of the data and the key it is of."""

    made_from: dict[str, Any]
    hash: str
    file: bytes


def read(district: str) -> Kept | None:
    """Return the pack of a district that is on disk, and count it as just used."""
    path = _path(district)
    try:
        head, _newline, file = path.read_bytes().partition(b"\n")
        if time.time() - path.stat().st_mtime > _USED_AGAIN_SECONDS:
            with suppress(OSError):  # a disk that takes no changes
                os.utime(path)
        state = json.loads(head)
    except (FileNotFoundError, ValueError):  # it may be less than a line after a power cut
        return None
    return Kept(state["made_from"], state["hash"], file)


def write(district: str, kept: Kept, manifest: bytes) -> None:
    """Keep a pack and the manifest of its state; then drop what is too old and too much."""
    head = json.dumps({"made_from": kept.made_from, "hash": kept.hash}, sort_keys=True)
    _replace(_path(district), head.encode() + b"\n" + kept.file)
    _replace(_state_path(district, kept.hash), gzip.compress(manifest, mtime=0))
    states = sorted(_folder().glob(f"{district}-{_STATES}"), key=_when_used, reverse=True)
    for path in states[STATES_KEPT:]:
        path.unlink(missing_ok=True)
    _make_room(_path(district))


def manifest(district: str, hash_: str) -> bytes | None:
    """Return the manifest of an earlier state of a district, if it is still known."""
    try:
        return gzip.decompress(_state_path(district, hash_).read_bytes())
    except FileNotFoundError:
        return None


def districts() -> list[str]:
    """Return the districts that have a pack on disk, used last first."""
    found = sorted(_folder().glob(_PACKS), key=_when_used, reverse=True)
    return [path.stem for path in found]


def made_from(district: str) -> dict[str, Any] | None:
    """Return what a pack on disk was made from, without reading the pack itself."""
    try:
        with _path(district).open("rb") as file:
            state: dict[str, Any] = json.loads(file.readline())
    except (FileNotFoundError, ValueError):
        return None
    return dict(state["made_from"])


def drop(district: str) -> None:
    """Forget the pack of a district; the states that differences are made from grow old."""
    _path(district).unlink(missing_ok=True)


@contextmanager
def building() -> Iterator[None]:
    """Be the only one, of all processes of this node, that makes a pack.

    On a disk that takes no changes nobody can keep one, so nobody has to wait for anybody.

    Raises:
        BusyError: another one did not come to an end within ``PATIENCE_SECONDS``.
    """
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        lock = (_folder() / "lock").open("w")
    except OSError as problem:
        if trouble_of(problem) is None:
            raise
        yield
        return
    with lock:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _locked(lock.fileno()):
            if time.monotonic() >= deadline:
                raise BusyError("another pack is being made")
            time.sleep(_PAUSE_SECONDS)
        yield


def bytes_used() -> int:
    """Return what all packs and states take on disk."""
    return sum(path.stat().st_size for path in _files())


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _make_room(spared: Path) -> None:
    """Drop packs unused for longest until the rest fits; the newest one always stays."""
    for left in _folder().glob(f"{_UNFINISHED}*"):
        left.unlink()  # only the holder of the lock writes, so nobody is at work on it
    most = int(settings.INFOGO["PACK_MEGABYTES"]) * 1_000_000
    used = bytes_used()
    for path in sorted(_files(), key=_when_used):
        if used <= most:
            return
        if path != spared:
            used -= path.stat().st_size
            path.unlink()


def _files() -> list[Path]:
    folder = _folder()
    return [*folder.glob(_PACKS), *folder.glob(_STATES)]


def _when_used(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name


def _replace(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def _path(district: str) -> Path:
    return _folder() / f"{district}.pack"


def _state_path(district: str, hash_: str) -> Path:
    return _folder() / f"{district}-{hash_}.state"


def _folder() -> Path:
    return Path(settings.INFOGO["HOME"]) / "packs"
