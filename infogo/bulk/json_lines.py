"""JSON Lines in the place of a spreadsheet: one object a line, keys as columns are named in code.

A line becomes the row of a CSV file with the same columns, so that one reading serves both. Line 1
is row 2 there, behind the header.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from infogo.bulk.cells import CLEAR
from infogo.bulk.errors import FileError
from infogo.bulk.sheet import MOST_ROWS, Sheet
from infogo.core.cells import escaped

LONGEST_LINE = 100_000


def as_csv(pieces: Iterable[bytes], sheet: Sheet) -> Iterator[bytes]:
    """Return lines of JSON as a CSV file of ``sheet``.

    A key that is missing leaves the value as it is, like an empty cell; ``null`` empties it.

    Raises:
        FileError: a line is no object, names a column that is not there, or is too long.
    """
    columns = {column.name: column.header for column in sheet.columns}
    yield _row(columns.values())
    for number, line in enumerate(_lines(pieces), start=1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if number > MOST_ROWS:
            raise FileError(f"มีมากกว่า {MOST_ROWS:,} บรรทัด แบ่งเป็นหลายครั้ง")
        values = _object(number, line) if line.strip() else {}
        if unknown := values.keys() - columns.keys():
            raise FileError(f"บรรทัดที่ {number}: ไม่มีช่อง {sorted(unknown)[0][:60]}")
        yield _row(_cell(number, values.get(name, "")) for name in columns)


def as_lines(rows: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
    """Return rows as lines of JSON, the way ``as_csv`` reads them; memory holds one."""
    for row in rows:
        yield json.dumps(dict(row), ensure_ascii=False).encode() + b"\n"


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
        if len(rest) > LONGEST_LINE:
            raise FileError("มีบรรทัดยาวเกินไป ใส่หนึ่งรายการต่อหนึ่งบรรทัด")
    if rest:
        yield rest


def _object(number: int, line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FileError(f"บรรทัดที่ {number} ไม่ใช่ JSON (UTF-8)") from error
    if not isinstance(found, dict):
        raise FileError(f'บรรทัดที่ {number} ต้องเป็น JSON object เช่น {{"id": "12", "mark": "…"}}')
    return found


def _cell(number: int, value: Any) -> str:
    if value is None:
        return CLEAR
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, int | float | str):
        return escaped(str(value))
    raise FileError(f"บรรทัดที่ {number}: ค่าต้องเป็นข้อความ ตัวเลข true false หรือ null")


def _row(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerow(list(cells))
    return written.getvalue().encode(errors="ignore")
