"""Whether an .xlsx file may be opened at all: a small file can unfold into one that fills memory.

Three ways are known: much text that compresses well; one cell far to the lower right, for the
reader keeps every cell of the rectangle; and one long text that many cells name. All are found
here before the reader, which ends the whole process when memory does, sees the file. Where a
sheet lies is the file's own choice, so every part that holds cells is looked at.
"""

from __future__ import annotations

import itertools
import re
import zipfile
import zlib
from collections.abc import Sequence
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
    ValueError,
    zlib.error,
)
_DIRECTORY_END = b"PK\x05\x06"
_OTHER_FORMATS = {"mimetype", "content.xml", "xl/workbook.bin"}
"""Parts by which the reader would take the file for another format, with limits of its own."""
_OPENS = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(row|c)(?=[\s/>])")
_ATTRIBUTES = re.compile(rb"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>""")
_PLACE = re.compile(rb"""(?<=\s)r\s*=\s*["']([^"']{0,40})["']""")
_IS_SHARED = re.compile(rb"""(?<=\s)t\s*=\s*["']s["']""")
_NAMED_TEXT = re.compile(rb"\s*<(?:[A-Za-z_][\w.-]*:)?v\s*>\s*(\d{1,9})\s*<")
_SHARED_TEXT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?si(?=[\s/>])")
_CELL = re.compile(rb"([A-Z]{0,3})(\d{1,7})")
BROKEN = "เปิดไฟล์ไม่ได้ ไฟล์อาจเสีย เปิดใน Excel แล้วบันทึกเป็น .xlsx อีกครั้ง"
NOT_EXCEL = "ไม่ใช่ไฟล์ Excel (.xlsx) เปิดใน Excel แล้วบันทึกเป็น .xlsx หรือ CSV UTF-8"
TOO_LARGE = "ไฟล์ขยายแล้วใหญ่เกินไป ลบรูปภาพและแผ่นงานที่ไม่ใช้ แล้วบันทึกใหม่"
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
            if archive.comment or path.read_bytes().count(_DIRECTORY_END) != 1:
                raise FileError(BROKEN)  # another program might find other parts in it
            if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED_BYTES:
                raise FileError(TOO_LARGE)
            names = {part.filename.lower() for part in parts}
            if "xl/workbook.xml" not in archive.namelist() or names & _OTHER_FORMATS:
                raise FileError(NOT_EXCEL)
            _check_parts(archive, parts)
    except FileError:
        raise
    except _UNREADABLE as error:
        raise FileError(BROKEN) from error


def _check_parts(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    left, sheets, texts = MOST_UNPACKED_BYTES, [], _Texts()
    for part in parts:
        xml = _read(archive, part, left)
        left -= len(xml)
        if b"sheetData" in xml:
            sheets.append(part)
        texts.add(xml)
    for part in sheets:
        _check_cells(_read(archive, part, MOST_UNPACKED_BYTES), texts)


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """Read one part, whatever size its header claims."""
    pieces, size = [], 0
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most:
                raise FileError(TOO_LARGE)
            pieces.append(piece)
    return b"".join(pieces)


class _Texts:
    """How long the texts are that cells name by number, and how much all cells make of them."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._longest = 0
        self._left = MOST_UNPACKED_BYTES

    def add(self, xml: bytes) -> None:
        """Measure the texts of a part; where two parts hold some, the longer one counts."""
        starts = [found.start() for found in _SHARED_TEXT.finditer(xml)]
        for number, (start, end) in enumerate(itertools.pairwise([*starts, len(xml)])):
            if number == len(self._lengths):
                self._lengths.append(0)
            self._lengths[number] = max(self._lengths[number], end - start)
            self._longest = max(self._longest, end - start)

    def take(self, number: int | None) -> None:
        """Count a cell that names a text; one whose number is not plain to see is the longest."""
        is_known = number is not None and number < len(self._lengths)
        self._left -= self._lengths[number] if is_known and number is not None else self._longest
        if self._left < 0:
            raise FileError(TOO_LARGE)


def _check_cells(xml: bytes, texts: _Texts) -> None:
    """Follow the rows and cells as the reader does: where none is told, it is the next one."""
    row = column = 0
    for opened in _OPENS.finditer(xml):
        rest = _ATTRIBUTES.match(xml, opened.end())
        if rest is None:
            raise FileError(BROKEN)
        place = _PLACE.search(rest[0])
        letters, digits = _place(place[1]) if place else (0, 0)
        if opened[1] == b"row":
            row, column = digits or row + 1, 0
        else:
            row, column = digits or row, letters or column + 1
            if _IS_SHARED.search(rest[0]):
                named = _NAMED_TEXT.match(xml, rest.end())
                texts.take(int(named[1]) if named else None)
        if row > MOST_SHEET_ROWS or column > MOST_SHEET_COLUMNS:
            raise FileError(TOO_WIDE)


def _place(written: bytes) -> tuple[int, int]:
    """Return column and row of a place such as ``B7``, or of a row's ``7``."""
    found = _CELL.fullmatch(written)
    if found is None:
        raise FileError(BROKEN)
    return _number(found[1]), int(found[2])


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
