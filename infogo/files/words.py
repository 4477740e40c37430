"""How files are named to people: kind and size."""

from __future__ import annotations

from infogo.files.models import StoredFile

KILOBYTE, MEGABYTE = 1_000, 1_000_000


def size_words(byte_count: int) -> str:
    """Write a size as people read it: "812 KB", "1.4 MB"; never zero."""
    if byte_count < MEGABYTE:
        return f"{max(1, round(byte_count / KILOBYTE))} KB"
    return f"{byte_count / MEGABYTE:.1f} MB"


def file_words(file: StoredFile) -> str:
    """Say what a file is, the same in every language: "PDF 812 KB"."""
    return f"{file.kind.upper()} {size_words(file.byte_count)}"
