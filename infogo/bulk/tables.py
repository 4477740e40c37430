"""Plain tables to take away: CSV for any program, a workbook for Excel; no cell is a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from infogo.core.cells import escaped
from infogo.core.workbook import new_workbook

Row = Sequence[str | int | float]
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT = "คำอธิบาย"
_WRITTEN_AT_ONCE = 1 << 16
_WIDTH, _WIDE = 18, 60


def csv_table(heads: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a CSV file in UTF-8 with the mark by which Excel knows it, some rows at a time."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(heads)
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
        if buffer.tell() > _WRITTEN_AT_ONCE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def write_table(
    target: IO[bytes],
    title: str,
    heads: Sequence[str],
    rows: Iterable[Row],
    wide: Sequence[int] = (),
    about: Sequence[tuple[str, str]] = (),
) -> None:
    """Write a workbook in constant memory; ``wide`` are the places of columns of long text.

    ``about`` becomes a second sheet: what the table is and what its columns mean.
    """
    book = new_workbook(target, is_long=True)
    head = book.add_format({"bold": True, "bg_color": "#1C2C66", "font_color": "#FFFFFF",
                            "text_wrap": True, "valign": "top"})  # fmt: skip
    text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    whole = book.add_format({"num_format": "0", "valign": "top"})
    broken = book.add_format({"num_format": "0.0##", "valign": "top"})
    page = book.add_worksheet(title)
    page.freeze_panes(1, 1)
    for place, name in enumerate(heads):
        page.set_column(place, place, _WIDE if place in wide else _WIDTH)
        page.write_string(0, place, name, head)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(number, place, escaped(cell), text)
            else:
                page.write_number(number, place, cell, whole if isinstance(cell, int) else broken)
    if about:
        _write_about(book.add_worksheet(ABOUT), about, text)
    book.close()


def _write_about(page: Any, about: Sequence[tuple[str, str]], text: Any) -> None:
    for place in range(2):
        page.set_column(place, place, _WIDE)
    for number, words in enumerate(about):
        for place, word in enumerate(words):
            page.write_string(number, place, escaped(word), text)


def _safe(cell: str | int | float) -> str | int | float:
    return escaped(cell) if isinstance(cell, str) else cell
