"""What was laid out once, on disk beside the index, so that the next process need only read it.

Laying out what people say of services and how everything begins takes seconds of the processor;
reading it takes a fraction of one. Like the index it is derived: whoever misses it makes it anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import pickle  # nosec B403  (signed)
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from hmac import compare_digest
from pathlib import Path
from typing import Generic, TypeVar, cast

from django.utils.crypto import salted_hmac

from infogo.search.indexing.index import index_dir
from infogo.thai.segment import ICU_VERSION

log = logging.getLogger(__name__)

FOLDER = "learnt"
PACKAGES = ("search", "thai")
"""Of infogo: their code and data decide how it is laid out."""
DIGEST_BYTES = 32
SQUEEZED = 1
"""Of nine degrees the quickest, which saves five sixths of the room."""

T = TypeVar("T")


class Learnt(Generic[T]):
    """One thing that takes long to lay out; the one that was kept last is on disk."""

    def __init__(self, name: str) -> None:
        """Take the name of its file."""
        self._name = name

    def is_kept(self) -> bool:
        """Return whether there is one, of whatever source."""
        return (index_dir() / FOLDER / self._name).exists()

    def of(self, source: object, make: Callable[[], T]) -> T:
        """Return what was kept of this source, else what ``make`` returns, and keep that.

        ``source`` is everything that ``make`` reads, or a digest of it; written out (``repr``) it
        is the same in every process, and so holds no sets. Of several processes that ask at once
        one makes it, and the others wait for it. Where nothing can be read or written it is made
        all the same.
        """
        folder = index_dir() / FOLDER
        if not index_dir().is_dir():
            return make()
        of_both = _program() + repr(source).encode()
        wanted = hashlib.blake2b(of_both, digest_size=DIGEST_BYTES).digest()
        found = self._read(folder, wanted)
        if found:
            return found[0]
        with _only_one(folder / f"{self._name}.lock") as may_write:
            found = self._read(folder, wanted)
            if found:
                return found[0]
            made = make()
            if may_write:
                self._keep(folder, wanted, made)
            return made

    def _read(self, folder: Path, wanted: bytes) -> tuple[T] | None:
        """Return what is kept, if it is of what is wanted and this site wrote it."""
        try:
            with (folder / self._name).open("rb") as file:
                if file.read(DIGEST_BYTES) != wanted:
                    return None
                signature, squeezed = file.read(DIGEST_BYTES), file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as problem:
            log.warning("what search learnt before cannot be read: %s", problem)
            return None
        # Whoever could write here but does not know the site's secret must not choose what runs.
        if not compare_digest(signature, self._signature(wanted, squeezed)):
            log.warning("what search learnt before is damaged or of another site: %s", self._name)
            return None
        return (cast(T, pickle.loads(zlib.decompress(squeezed))),)  # noqa: S301  # nosec B301  (ours)

    def _keep(self, folder: Path, wanted: bytes, made: T) -> None:
        squeezed = zlib.compress(pickle.dumps(made, pickle.HIGHEST_PROTOCOL), SQUEEZED)
        written = folder / f"{self._name}.{os.getpid()}"
        try:
            written.write_bytes(wanted + self._signature(wanted, squeezed) + squeezed)
            written.replace(folder / self._name)
        except OSError as problem:
            log.warning("what search learnt is not kept: %s", problem)
            written.unlink(missing_ok=True)

    def _signature(self, wanted: bytes, squeezed: bytes) -> bytes:
        salt = f"{__name__}.{self._name}"
        return salted_hmac(salt, wanted + squeezed, algorithm="sha256").digest()


@contextmanager
def _only_one(lock: Path) -> Iterator[bool]:
    """Hold a lock that others wait for, and yield whether there is a place for it."""
    try:
        lock.parent.mkdir(exist_ok=True)
        file = lock.open("w")
    except OSError as problem:
        log.warning("what search learns cannot be kept: %s", problem)
        yield False
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield True


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Return a digest of all that lays out: another release, Python or ICU may do it otherwise."""
    digest = hashlib.blake2b(f"{sys.version} {ICU_VERSION}".encode())
    root = Path(__file__).parents[2]
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"\n{file.relative_to(root)}\n".encode() + file.read_bytes())
    return digest.digest()
