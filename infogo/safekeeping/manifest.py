"""The one file that says what a backup holds, with the digests by which it is proved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infogo.safekeeping.errors import DamagedError
from infogo.safekeeping.ledger import Ledger

NAME = "manifest.json"
FORMAT = 1
FILES, KEYS, LIST = "files", "keys", "files.sha256"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Part:
    """One file of a backup; ``path`` is relative to its folder."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. ``kind`` says how the database was copied: see ``databases``.

    ``made_at`` is when the copy of the database is true, in UTC (ISO 8601). ``parts`` are all
    files but those that officers brought, whose digests stand in the part ``files.sha256``.
    """

    kind: str
    made_at: str
    ledger: Ledger
    parts: tuple[Part, ...]
    files: int
    files_bytes: int
    are_keys_sealed: bool

    def write(self, folder: Path) -> str:
        """Write it into the backup and return its SHA-256."""
        data = {
            "infogo-backup": FORMAT,
            "kind": self.kind,
            "made_at": self.made_at,
            "files": {"count": self.files, "bytes": self.files_bytes},
            "keys": {"sealed": self.are_keys_sealed},
            "parts": [vars(part) for part in self.parts],
            "ledger": self.ledger.as_json(),
        }
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / NAME).write_text(text, encoding="utf-8")
        return hashlib.sha256(text.encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a backup.

    Raises:
        DamagedError: there is none, or it is of a format that this release does not know.
    """
    try:
        data: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if data["infogo-backup"] != FORMAT:
            raise DamagedError(f"{folder}: รูปแบบใหม่กว่าโปรแกรมนี้ · made by a later release")
        return Manifest(
            kind=str(data["kind"]),
            made_at=str(data["made_at"]),
            ledger=Ledger.from_json(data["ledger"]),
            parts=tuple(Part(**part) for part in data["parts"]),
            files=int(data["files"]["count"]),
            files_bytes=int(data["files"]["bytes"]),
            are_keys_sealed=bool(data["keys"]["sealed"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise DamagedError(
            f"{folder}: ไม่ใช่ชุดสำรองที่สมบูรณ์ · not a whole backup ({problem})"
        ) from problem


def part_of(folder: Path, path: Path) -> Part:
    """Return what the manifest says of one file of a backup."""
    return Part(path.relative_to(folder).as_posix(), path.stat().st_size, digest_of(path))


def parts_below(folder: Path, below: Path) -> list[Part]:
    """Return what the manifest says of a file, or of all files of a folder in a backup."""
    found = [below] if below.is_file() else sorted(below.rglob("*"))
    return [part_of(folder, path) for path in found if path.is_file()]


def check(folder: Path, manifest: Manifest) -> None:
    """Read everything that the manifest names and compare its digests.

    Raises:
        DamagedError: a file is missing, changed or too many; the message names the first.
    """
    for part in manifest.parts:
        path = folder / part.path
        if not path.is_file() or digest_of(path) != part.sha256:
            raise DamagedError(f"{path}: ไม่ตรงกับรายการ · missing or changed")
    count = 0
    for sha256 in listed(folder):
        count += 1
        path = content_path(folder, sha256)
        if not path.is_file() or digest_of(path) != sha256:
            raise DamagedError(f"{path}: ไม่ตรงกับรายการ · missing or changed")
    if count != manifest.files:
        raise DamagedError(f"{folder / LIST}: จำนวนไฟล์ไม่ตรง · {count} ≠ {manifest.files}")


def listed(folder: Path) -> list[str]:
    """Return the digests of the officers' files in a backup."""
    return (folder / LIST).read_text(encoding="ascii").split()


def content_path(folder: Path, sha256: str) -> Path:
    """Return where a backup keeps a content."""
    return folder / FILES / sha256[:2] / sha256


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in portions."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
