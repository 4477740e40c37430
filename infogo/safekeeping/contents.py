"""The files that officers brought, on their way into a backup and back: by content, added only."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from infogo.files import store
from infogo.safekeeping.manifest import FILES, LIST, content_path, listed

_DIGEST_LENGTH = 64


class Collected:
    """Files put into a backup so far; asked twice, around the copy of the database.

    A content is on disk before a row names it, and may be removed soon after none does: what was
    there before the copy, together with what is there after it, is all that the copy names.
    """

    def __init__(self, folder: Path, before: Path | None) -> None:
        self._folder = folder
        self._before = before
        self._bytes: dict[str, int] = {}

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._bytes)

    @property
    def total_bytes(self) -> int:
        """What they take, not counting that earlier backups share them."""
        return sum(self._bytes.values())

    def collect(self) -> None:
        """Take what is on disk now and was not taken yet."""
        (self._folder / FILES).mkdir(exist_ok=True)
        for sha256 in _present():
            if sha256 not in self._bytes:
                self._take(sha256)

    def write_list(self) -> Path:
        """Write the list of all that were taken and return it."""
        path = self._folder / LIST
        path.write_text("".join(f"{name}\n" for name in sorted(self._bytes)), encoding="ascii")
        return path

    def _take(self, sha256: str) -> None:
        target = content_path(self._folder, sha256)
        target.parent.mkdir(exist_ok=True)
        known = content_path(self._before, sha256) if self._before else None
        try:
            if known is None or not _is_linked(known, target):
                target.write_bytes(store.read(sha256))
        except FileNotFoundError:
            return  # the daily duty removed it meanwhile: no row names it
        self._bytes[sha256] = target.stat().st_size


def put_back(folders: Iterable[Path]) -> int:
    """Put the files of backups where this installation keeps its own; return how many came.

    Nothing is removed: contents that no row names harm nobody, and a daily duty takes them away.
    """
    present = set(_present())
    came = 0
    for folder in folders:
        for sha256 in listed(folder):
            if sha256 not in present:
                store.put(content_path(folder, sha256).read_bytes())
                present.add(sha256)
                came += 1
    return came


def missing(named: Iterable[str]) -> list[str]:
    """Return those digests whose content is not here."""
    return sorted(set(named) - set(_present()))


def _present() -> Iterator[str]:
    """Yield the digests of all contents, without what interrupted writes left."""
    for name in store.kept_longer_than(-1):
        if len(store.digest_in(name)) == _DIGEST_LENGTH:
            yield store.digest_in(name)


def _is_linked(known: Path, target: Path) -> bool:
    """Share a content with an earlier backup where the disk can; ``False`` where it cannot."""
    try:
        os.link(known, target)
    except OSError:
        return False
    return True
