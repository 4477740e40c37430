"""What a file is, by its content, and whether it is taken."""

from __future__ import annotations

from dataclasses import dataclass

from infogo.files.containers import DAMAGED, UNKNOWN, check_container
from infogo.files.images import remade_image
from infogo.files.kinds import ENDINGS, IMAGES, CheckedFile, FileKind, FileRefusedError
from infogo.files.names import ending_of
from infogo.files.pdf import MAGIC, check_pdf

MEGABYTE = 1_000_000
_ARCHIVE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True)
class Limits:
    """How large files may be, in bytes."""

    file_bytes: int
    image_bytes: int


def check_file(data: bytes, name: str, limits: Limits) -> CheckedFile:
    """Return a file as it may be stored; pictures are made anew, documents stay as they are.

    Raises:
        FileRefusedError: it is empty, too large, of another kind than its name says, or unsafe.
    """
    if not data:
        raise FileRefusedError("ไฟล์ว่างเปล่า เลือกไฟล์อื่น")
    if len(data) > limits.file_bytes:
        raise FileRefusedError(too_large(limits.file_bytes))
    checked = _checked(data, limits)
    ending = ending_of(name)
    if ending and ending not in ENDINGS[checked.kind] and not _is_picture_name(ending, checked):
        raise FileRefusedError(
            f"ชื่อไฟล์ลงท้าย .{ending[:20]} แต่เนื้อหาเป็น {checked.kind.label} "
            f"เปลี่ยนให้ลงท้าย .{checked.kind}"
        )
    return checked


def too_large(most_bytes: int) -> str:
    """Say how large a file may be."""
    return f"ไฟล์ใหญ่เกินไป ใช้ไฟล์ไม่เกิน {most_bytes // MEGABYTE} MB"


def _checked(data: bytes, limits: Limits) -> CheckedFile:
    if data.startswith(MAGIC):
        check_pdf(data)
        return CheckedFile(FileKind.PDF, data)
    if data.startswith(_ARCHIVE):
        return CheckedFile(check_container(data), data)
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        if len(data) > limits.image_bytes:
            raise FileRefusedError(too_large(limits.image_bytes))
        return remade_image(data)
    if data.startswith(_OLD_OFFICE):
        raise FileRefusedError(
            "ไฟล์ Word หรือ Excel รุ่นเก่าหรือมีรหัสผ่าน บันทึกเป็น .docx หรือ .xlsx แบบไม่มีรหัส"
        )
    raise FileRefusedError(DAMAGED if MAGIC in data[:1_024] else UNKNOWN)


def _is_picture_name(ending: str, checked: CheckedFile) -> bool:
    """Whether a picture is only named after another format of pictures: it is made anew anyway."""
    return checked.kind in IMAGES and any(ending in ENDINGS[kind] for kind in IMAGES)
