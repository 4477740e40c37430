"""Where uploaded files lie: below the home folder, each under the digest of its content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from infogo.bulk.errors import FileError
from infogo.bulk.reading import MOST_BYTES


def folder() -> Path:
    """Return the folder of uploaded files, made when it is not there; its owner alone reads it."""
    path = Path(settings.INFOGO["HOME"]) / "bulk"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(sha256: str) -> Path:
    """Return where a file lies."""
    return folder() / sha256


def keep(pieces: Iterable[bytes]) -> str:
    """Keep a file and return its digest; the same content is kept once.

    Raises:
        FileError: it is empty or too large.
    """
    sha, size = hashlib.sha256(), 0
    descriptor, name = tempfile.mkstemp(prefix="new-", dir=folder())
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for piece in pieces:
                size += len(piece)
                if size > MOST_BYTES:
                    raise FileError("ไฟล์ใหญ่เกิน 10 MB แบ่งเป็นหลายไฟล์")
                sha.update(piece)
                stream.write(piece)
        if not size:
            raise FileError("ไฟล์ว่างเปล่า เลือกไฟล์ที่มีข้อมูล")
        Path(name).replace(path_of(sha.hexdigest()))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return sha.hexdigest()


def forget(sha256: str) -> None:
    """Remove a file that no job needs any more."""
    path_of(sha256).unlink(missing_ok=True)
