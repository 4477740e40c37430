"""Where the bytes are: one file for one content, named by its SHA-256, outside the web root."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

PRIVATE = 0o640


def digest_of(data: bytes) -> str:
    """Return the name under which a content is kept."""
    return hashlib.sha256(data).hexdigest()


def path_of(sha256: str) -> Path:
    """Return where a content is kept."""
    return _folder() / sha256[:2] / sha256


def put(data: bytes) -> str:
    """Keep a content; it is whole on disk, or not there, whenever the machine stops.

    Content that is there already is only marked as used now.

    Raises:
        OSError: there is no room, or the disk takes no changes; nothing is left behind.
    """
    sha256 = digest_of(data)
    path = path_of(sha256)
    if path.exists():
        os.utime(path)
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / f".{secrets.token_hex(8)}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    _sync(path.parent)
    return sha256


def kept_longer_than(seconds: float) -> Iterator[Path]:
    """Yield contents, and what interrupted writes left, last used longer ago than this."""
    before = time.time() - seconds
    for path in _folder().glob("??/*"):
        if path.stat().st_mtime < before:
            yield path


def _folder() -> Path:
    return Path(settings.INFOGO["FILES_DIR"])


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
