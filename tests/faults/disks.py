"""A small disk of a test's own that can be filled, emptied and closed for writing."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHUNK = 1 << 16
NO_MOUNT = "a disk of its own needs root and the right to mount: run it as root, or in CI"


class SmallDisk:
    """A tmpfs of some megabytes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def free(self) -> int:
        """Bytes that are free."""
        told = os.statvfs(self.path)
        return told.f_bavail * told.f_frsize

    @contextmanager
    def filled(self, *, leaving: int = 0) -> Iterator[None]:
        """Let nothing fit any more, except for some bytes."""
        ballast = self.path / "ballast"
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while self.free > leaving:
                file.write(b"x" * min(CHUNK, self.free - leaving))
        assert self.free <= leaving + CHUNK
        try:
            yield
        finally:
            ballast.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let nobody change anything, as a disk with errors does."""
        self._mount("-o", "remount,ro", str(self.path))
        try:
            yield
        finally:
            self._mount("-o", "remount,rw", str(self.path))

    def _mount(self, *words: str) -> None:
        subprocess.run(["mount", *words], check=True, capture_output=True)


@contextmanager
def small_disk(path: Path, megabytes: int) -> Iterator[SmallDisk]:
    """Mount a small disk at ``path``; the test is skipped where nobody may mount."""
    path.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(path)]
    done = subprocess.run(options, check=False, capture_output=True) if os.geteuid() == 0 else None
    if done is None or done.returncode:
        pytest.skip(NO_MOUNT)
    try:
        yield SmallDisk(path)
    finally:
        # Lazily, because the engine lets go of its files when it likes.
        subprocess.run(["umount", "--lazy", str(path)], check=True)
