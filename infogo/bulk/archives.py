"""Whether an .xlsx file may be opened at all: a small file can unfold into one that fills memory.

Two ways are known: much text that compresses well, and one cell far to the lower right, for the
reader keeps every cell of the rectangle. Both are found here by reading the parts as a stream.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from infogo.bulk.errors import FileError

MOST_UNPACKED_BYTES = 120 * 1024 * 1024
MOST_PARTS = 2000
MOST_SHEET_ROWS = 50_000
MOST_SHEET_COLUMNS = 200

_PIECE = 1 << 20
_UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    zlib.error,
)
_PLACE = re.compile(rb"""(?<=\s)r\s*=\s*["']([^"']{0,40})["']""")
_CELL = re.compile(rb"([A-Z]{0,3})(\d{1,7})")
_LONGEST_PLACE = 64
BROKEN = "เปิดแฟ้มไม่ได้ แฟ้มอาจเสีย เปิดใน Excel แล้วบันทึกเป็น .xlsx อีกครั้ง"
TOO_WIDE = (
    f"ตารางใหญ่เกินไป ต้องไม่เกิน {MOST_SHEET_ROWS:,} แถวและ {MOST_SHEET_COLUMNS} คอลัมน์ "
    "ลบแถวและคอลัมน์ว่างที่อยู่ไกล แล้วบันทึกใหม่"
)


def check_archive(path: Path) -> None:
    """Look at an .xlsx file without opening it as one.

    Raises:
        FileError: it is none, or would unfold into too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED_BYTES:
                raise FileError("แฟ้มขยายแล้วใหญ่เกินไป ลบรูปภาพและแผ่นงานที่ไม่ใช้ แล้วบันทึกใหม่")
            if "xl/workbook.xml" not in archive.namelist():
                raise FileError("ไม่ใช่แฟ้ม Excel (.xlsx) เปิดใน Excel แล้วบันทึกเป็น .xlsx หรือ CSV UTF-8")
            left = MOST_UNPACKED_BYTES
            for part in parts:
                left -= _read(archive, part, left)
    except _UNREADABLE as error:
        raise FileError(BROKEN) from error


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Read one part through, whatever size its header claims; return how long it really is."""
    is_sheet = part.filename.startswith("xl/worksheets/")
    size, tail = 0, b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > left:
                raise FileError("แฟ้มขยายแล้วใหญ่เกินไป ลบรูปภาพและแผ่นงานที่ไม่ใช้ แล้วบันทึกใหม่")
            if is_sheet:
                window = tail + piece
                _check_places(window)
                tail = window[-_LONGEST_PLACE:]
    return size


def _check_places(xml: bytes) -> None:
    for place in _PLACE.findall(xml):
        found = _CELL.fullmatch(place)
        if found is None:
            raise FileError(BROKEN)
        if int(found[2]) > MOST_SHEET_ROWS or _number(found[1]) > MOST_SHEET_COLUMNS:
            raise FileError(TOO_WIDE)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
