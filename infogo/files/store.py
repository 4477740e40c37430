"""Where the bytes are: one object for one content, named by its SHA-256.

On this node's disk outside the web root, or in a bucket of an S3-compatible store that all nodes
share. Whoever asks for a content gets that very content or an error, never another one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from django.conf import settings

from infogo.files.bucket import Bucket, bucket

PRIVATE = 0o640


class Place(Protocol):
    """What keeps contents; names are ``ab/abcdef…``. The local disk and a bucket are places."""

    def put(self, name: str, data: bytes) -> None:
        """Keep a content, wholly or not at all, and count it as used now."""

    def read(self, name: str) -> bytes:
        """Return a content."""

    def older_than(self, seconds: float) -> Iterator[str]:
        """Yield names last used longer ago than this."""

    def remove(self, name: str) -> None:
        """Remove a content, if it is there."""


def digest_of(data: bytes) -> str:
    """Return the name under which a content is kept."""
    return hashlib.sha256(data).hexdigest()


def path_of(sha256: str) -> Path:
    """Return where this node's disk keeps a content."""
    return _folder() / _name(sha256)


def put(data: bytes) -> str:
    """Keep a content; it is whole, or not there, whenever the machine stops.

    Content that is there already is only marked as used now.

    Raises:
        StoreAwayError: the bucket does not answer.
        OSError: the disk takes nothing.
    """
    sha256 = digest_of(data)
    _place().put(_name(sha256), data)
    return sha256


def read(sha256: str) -> bytes:
    """Return a content.

    Raises:
        FileNotFoundError: it is not there, or is no longer what it was.
        StoreAwayError: the bucket does not answer.
    """
    data = _place().read(_name(sha256))
    if digest_of(data) != sha256:
        raise FileNotFoundError(f"the content of {sha256} is another one")
    return data


def kept_longer_than(seconds: float) -> Iterator[str]:
    """Yield names of contents, and of what interrupted writes left, last used longer ago."""
    return _place().older_than(seconds)


def digest_in(name: str) -> str:
    """Return the digest for which a name stands."""
    return name.rpartition("/")[2]


def remove(name: str) -> None:
    """Remove what has a name that ``kept_longer_than`` gave."""
    _place().remove(name)


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _folder() -> Path:
    return Path(settings.INFOGO["FILES_DIR"])


def _place() -> Place:
    chosen: Bucket | None = bucket()
    return chosen or Disk(_folder())


class Disk:
    """A folder of this node, or one that nodes share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes) -> None:
        """Keep a content: written beside its place, made sure of, then put there."""
        path = self._folder / name
        if path.exists():
            os.utime(path)
            return
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

    def read(self, name: str) -> bytes:
        """Return a content.

        Raises:
            FileNotFoundError: it is not there.
        """
        return (self._folder / name).read_bytes()

    def older_than(self, seconds: float) -> Iterator[str]:
        """Yield names last used longer ago than this, unfinished ones too."""
        before = time.time() - seconds
        for path in self._folder.glob("??/*"):
            if path.stat().st_mtime < before:
                yield f"{path.parent.name}/{path.name}"

    def remove(self, name: str) -> None:
        """Remove a content, if it is there."""
        (self._folder / name).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
