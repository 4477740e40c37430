"""Reading an uploaded file: which encoding, which sheet, which column is which, one row each."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from infogo.bulk.archives import BROKEN, check_archive
from infogo.bulk.cells import LONGEST_CELL, clean, is_formula, text_of
from infogo.bulk.errors import FileError
from infogo.bulk.sheet import ID, MOST_ROWS, FileRow, Sheet

MOST_BYTES = 10 * 1024 * 1024
TO_FIX = "สิ่งที่ต้องแก้"
"""The column of the error file that says what is wrong; reading passes over it."""
LOOKED_AT_FOR_HEADER = 10

_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Upload:
    """A file as rows of its sheet."""

    rows: Sequence[FileRow]
    is_csv: bool


def read_upload(path: Path, sheet: Sheet) -> Upload:
    """Read a stored file as rows of ``sheet``.

    Raises:
        FileError: it cannot be used as a whole.
    """
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(_OLD_EXCEL):
        raise FileError("ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้ บันทึกใหม่เป็น .xlsx ที่ไม่มีรหัสผ่าน")
    is_csv = not start.startswith(_ZIP)
    table = _csv_rows(path) if is_csv else _workbook_rows(path, sheet)
    return Upload(_file_rows(table, sheet), is_csv)


# ---- from bytes to rows of raw cells


def _workbook_rows(path: Path, sheet: Sheet) -> Iterator[tuple[int, Sequence[Any]]]:
    check_archive(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        chosen = sheet.title if sheet.title in names else names[0] if names else ""
        page = book.get_sheet_by_name(chosen)
        if page.merged_cell_ranges:
            raise FileError("แผ่นงานมีเซลล์ที่ผสานกัน เลือกทั้งแผ่น ยกเลิกการผสานเซลล์ แล้วบันทึกใหม่")
        rows = page.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise FileError(BROKEN) from error
    return iter(list(enumerate(rows, start=1)))


def _csv_rows(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    text = decoded(path.read_bytes())
    delimiter = max(_DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, Sequence[Any]]] = []
    try:
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS + LOOKED_AT_FOR_HEADER and any(row):
                raise FileError(_too_many(number))
            rows.append((number, row))
    except csv.Error as error:
        raise FileError(
            f'อ่าน CSV ไม่ได้ใกล้แถวที่ {len(rows) + 1} ตรวจเครื่องหมายอัญประกาศ (") ให้ครบคู่'
        ) from error
    return iter(rows)


def decoded(content: bytes) -> str:
    """Return the text of a CSV file as Thai offices save them: UTF-8, UTF-16 or TIS-620.

    Raises:
        FileError: it is none of them.
    """
    encodings = ["utf-8-sig", "cp874"]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif _looks_like_utf16(content[1:400:2]):
        encodings = ["utf-16-le"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileError("อ่านตัวอักษรในไฟล์ไม่ได้ บันทึกเป็น .xlsx หรือ CSV UTF-8")


def _looks_like_utf16(upper_halves: bytes) -> bool:
    """Whether these are the upper bytes of Latin and Thai letters, almost all of them."""
    latin_or_thai = upper_halves.count(0x00) + upper_halves.count(0x0E)
    return latin_or_thai > 0.9 * len(upper_halves)


# ---- from raw cells to the columns of a sheet


def _file_rows(table: Iterable[tuple[int, Sequence[Any]]], sheet: Sheet) -> list[FileRow]:
    rows = iter(table)
    places = _places(rows, sheet)
    found: list[FileRow] = []
    first_with: dict[str, int] = {}
    for number, raw in rows:
        cells = {
            name: text_of(raw[place])[:LONGEST_CELL]
            for name, place in places.items()
            if place < len(raw)
        }
        if not any(cells.values()):
            continue
        key = sheet.key_of(cells)
        twin = first_with.setdefault(key, number) if key else number
        formulas = frozenset(
            name for name, place in places.items() if place < len(raw) and is_formula(raw[place])
        )
        found.append(FileRow(number, cells, twin if twin != number else 0, formulas))
        if len(found) > MOST_ROWS:
            raise FileError(_too_many(len(found)))
    if not found:
        raise FileError("ไฟล์ไม่มีแถวข้อมูล ใส่ข้อมูลใต้หัวตาราง แล้วส่งใหม่")
    return found


def _places(rows: Iterator[tuple[int, Sequence[Any]]], sheet: Sheet) -> dict[str, int]:
    """Return where each column stands, by its header; takes the rows up to the header."""
    known = {_key(column.header): column for column in sheet.columns}
    for number, raw in rows:
        headers = [_key(text_of(cell)) for cell in raw]
        is_header = len(known.keys() & set(headers)) >= 2
        if is_header and _key(sheet.column(ID).header) in headers:
            return _read_header(headers, raw, sheet)
        if is_header or number >= LOOKED_AT_FOR_HEADER:
            break
    raise FileError(
        f"ไม่พบหัวตารางของแผ่นงาน “{sheet.title}” เลือกชนิดข้อมูลให้ตรงกับไฟล์ หรือใช้แผ่นที่ดาวน์โหลดจากหน้านี้"
    )


def _read_header(headers: Sequence[str], raw: Sequence[Any], sheet: Sheet) -> dict[str, int]:
    known = {_key(column.header): column for column in sheet.columns}
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        if not header or header == _key(TO_FIX):
            continue
        column = known.get(header)
        if column is None:
            raise FileError(
                f"ไม่รู้จักคอลัมน์ “{clean(str(raw[place]))[:60]}” ใช้หัวคอลัมน์ตามไฟล์ที่ดาวน์โหลด "
                f"หรือลบคอลัมน์นี้ออก"
            )
        if column.name in places:
            raise FileError(f"คอลัมน์ “{column.header}” มีสองคอลัมน์ ลบให้เหลือคอลัมน์เดียว")
        places[column.name] = place
    needed = [c for c in sheet.columns if c.name in sheet.needed and c.name not in places]
    if needed:
        listed = ", ".join(f"“{column.header}”" for column in needed)
        raise FileError(f"ไม่มีคอลัมน์ {listed} คัดลอกคอลัมน์นี้จากไฟล์ที่ดาวน์โหลด")
    return places


def _key(header: str) -> str:
    """Return a header without what people and programs change about it."""
    return "".join(header.split()).rstrip("*").casefold()


def _too_many(rows: int) -> str:
    return f"ไฟล์มีมากกว่า {min(rows, MOST_ROWS):,} แถว แบ่งเป็นหลายไฟล์ ไฟล์ละไม่เกิน {MOST_ROWS:,} แถว"
