"""The kinds of file that are taken, told by content and never by name alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models


class FileKind(models.TextChoices):
    """What a stored file is; the value is also the ending of its name."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    ODT = "odt", "OpenDocument ข้อความ"
    ODS = "ods", "OpenDocument ตาราง"
    JPEG = "jpg", "ภาพ JPEG"
    PNG = "png", "ภาพ PNG"
    WEBP = "webp", "ภาพ WebP"


IMAGES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})

MEDIA_TYPES: Mapping[str, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
}
ENDINGS: Mapping[str, frozenset[str]] = {
    FileKind.JPEG: frozenset({"jpg", "jpeg", "jpe"}),
    **{kind: frozenset({str(kind)}) for kind in FileKind if kind is not FileKind.JPEG},
}
ACCEPT = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in sorted(endings))
"""For the attribute of an upload field: a help to choose, no check."""


@dataclass(frozen=True)
class CheckedFile:
    """Content that was found harmless, as it will be stored; pixels for images only."""

    kind: FileKind
    data: bytes
    width: int | None = None
    height: int | None = None


class FileRefusedError(ValueError):
    """A file that is not taken; the message is Thai and says what to do."""
