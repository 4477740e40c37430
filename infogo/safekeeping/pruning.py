"""Removing the pieces of PostgreSQL's log from before the oldest base backup that is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from infogo.safekeeping import shelf
from infogo.safekeeping.errors import DamagedError
from infogo.safekeeping.manifest import read_manifest
from infogo.safekeeping.physical import BASE, KIND

LABEL = "backup_label"
_BEGINS_IN = re.compile(r"^START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)$", re.M)
_PIECE = re.compile(r"[0-9A-F]{24}(\.partial)?")
_TIMELINE = 8
"""Letters of a piece's name that say on which timeline it was written: order does not ask."""


@dataclass(frozen=True)
class Pruned:
    """What went, and from which base backup and piece on every moment can still be reached."""

    base: str
    first: str
    pieces: int
    bytes: int


def prune(shelf_folder: Path, wal: Path, *, only_tell: bool = False) -> Pruned:
    """Remove the pieces that no base backup on the shelf needs; ``only_tell`` removes nothing.

    Raises:
        DamagedError: there is no base backup, it does not say where it begins, or its first piece
            is not in ``wal``: then this is the log of another cluster, or one with a hole.
    """
    base = _oldest_base(shelf_folder)
    first = _first_piece(base)
    if not (wal / first).is_file():
        raise DamagedError(
            f"{wal}: ไม่มี {first} ที่ชุดฐาน {base.name} ต้องใช้ ไม่ได้ลบอะไร"
            " · the first piece of the oldest base backup is not here; nothing was removed"
        )
    old = [
        path
        for path in sorted(wal.iterdir())
        if _PIECE.fullmatch(path.name) and path.name[_TIMELINE:24] < first[_TIMELINE:]
    ]
    size = sum(path.stat().st_size for path in old)
    if not only_tell:
        for path in old:
            path.unlink(missing_ok=True)
    return Pruned(base.name, first, len(old), size)


def _oldest_base(shelf_folder: Path) -> Path:
    for folder in shelf.backups(shelf_folder):
        if read_manifest(folder).kind == KIND:
            return folder
    raise DamagedError(f"{shelf_folder}: ไม่มีชุดฐาน (--base) ไม่ได้ลบอะไร · no base backup here")


def _first_piece(base: Path) -> str:
    label = base / BASE / LABEL
    found = _BEGINS_IN.search(label.read_text(encoding="utf-8")) if label.is_file() else None
    if found is None:
        raise DamagedError(f"{label}: ไม่บอกว่าเริ่มที่ใด ไม่ได้ลบอะไร · does not say where it begins")
    return found[1]
