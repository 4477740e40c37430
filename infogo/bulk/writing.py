"""Writing spreadsheets: a workbook with lists, notes and instructions, or CSV, row by row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from infogo.bulk.cells import CLEAR
from infogo.bulk.columns import Column
from infogo.bulk.reading import TO_FIX
from infogo.bulk.sheet import ID, MARK, MOST_ROWS, Sheet
from infogo.core.cells import escaped
from infogo.core.workbook import new_workbook

HELP_SHEET, LIST_SHEET = "วิธีกรอก", "ตัวเลือก"
Cells = Mapping[str, str]
Wrong = Mapping[str, str]
"""What is wrong with a row, by the header of the column."""
_TO_FIX_WIDTH = 60
_LONGEST_COMMENT = 1000


def write_workbook(
    target: IO[bytes], sheet: Sheet, rows: Iterable[Cells], wrong: Iterable[Wrong] | None = None
) -> None:
    """Write a workbook in constant memory; ``wrong`` makes it the file of errors."""
    book = new_workbook(target, is_long=True)
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#1C2C66", "font_color": "#FFFFFF",
                                 "text_wrap": True, "valign": "top", "num_format": "@"}),
        "text": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
        "info": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True,
                                 "bg_color": "#EEF1F6"}),
        "wrong": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True,
                                  "bg_color": "#FCE4E4", "border": 1, "border_color": "#B3261E"}),
    }  # fmt: skip
    page = book.add_worksheet(sheet.title)
    _write_head(page, sheet, formats, with_fix=wrong is not None)
    _write_rows(page, sheet, rows, wrong, formats)
    _write_lists(book, page, sheet)
    _write_help(book, sheet, formats)
    book.close()


def csv_lines(
    sheet: Sheet, rows: Iterable[Cells], wrong: Iterable[Wrong] | None = None
) -> Iterator[bytes]:
    """Yield a CSV file in UTF-8 with the mark by which Excel knows it, some rows at a time."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    columns = sheet.columns
    heads = [_head(column) for column in columns]
    writer.writerow([*heads, TO_FIX] if wrong is not None else heads)
    yield codecs.BOM_UTF8
    faults = iter(wrong or ())
    for cells in rows:
        line = [escaped(cells.get(column.name, "")) for column in columns]
        if wrong is not None:
            line.append(_to_fix(next(faults)))
        writer.writerow(line)
        if buffer.tell() > 1 << 16:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    taken = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return taken


def _head(column: Column) -> str:
    return f"{column.header} *" if column.required else column.header


def _to_fix(wrong: Wrong) -> str:
    return escaped("\n".join(wrong.values()))


def _write_head(page: Any, sheet: Sheet, formats: Mapping[str, Any], *, with_fix: bool) -> None:
    page.freeze_panes(1, 2)
    # Widths come before rows: what is written row by row cannot be changed later.
    for place, column in enumerate(sheet.columns):
        is_kept = column.is_info or column.name in (ID, MARK)
        page.set_column(place, place, column.width, formats["info" if is_kept else "text"])
        page.write_comment(0, place, _note(column)[:_LONGEST_COMMENT], {"x_scale": 2})
    if with_fix:
        page.set_column(len(sheet.columns), len(sheet.columns), _TO_FIX_WIDTH, formats["text"])
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, _head(column), formats["head"])
    if with_fix:
        page.write_string(0, len(sheet.columns), TO_FIX, formats["head"])


def _write_rows(
    page: Any,
    sheet: Sheet,
    rows: Iterable[Cells],
    wrong: Iterable[Wrong] | None,
    formats: Mapping[str, Any],
) -> None:
    faults = iter(wrong) if wrong is not None else None
    columns = sheet.columns
    kept = [column.is_info or column.name in (ID, MARK) for column in columns]
    for number, cells in enumerate(rows, start=1):
        fault = next(faults) if faults is not None else {}
        for place, column in enumerate(columns):
            style = formats["info" if kept[place] else "text"]
            if column.header in fault:
                style = formats["wrong"]
            page.write_string(number, place, escaped(cells.get(column.name, "")), style)
        if fault:
            page.write_string(number, len(columns), _to_fix(fault), formats["wrong"])


def _write_lists(book: Any, page: Any, sheet: Sheet) -> None:
    """Give columns of choices their drop-down lists, kept on a sheet of their own."""
    found = [(place, sheet.choices_of(column)) for place, column in enumerate(sheet.columns)]
    columns = [(place, choices) for place, choices in found if choices]
    if not columns:
        return
    from xlsxwriter.utility import xl_col_to_name  # loaded where a workbook is made

    lists = book.add_worksheet(LIST_SHEET)
    for number in range(max(len(choices) for _place, choices in columns)):
        for at, (_place, choices) in enumerate(columns):
            if number < len(choices):
                lists.write_string(number, at, choices[number])
    for at, (place, choices) in enumerate(columns):
        letters = xl_col_to_name(at)
        page.data_validation(
            1,
            place,
            MOST_ROWS,
            place,
            {
                "validate": "list",
                "source": f"='{LIST_SHEET}'!${letters}$1:${letters}${len(choices)}",
                "error_type": "warning",  # "ลบค่า" is no member of the list and still allowed
                "error_title": "ไม่มีตัวเลือกนี้",
                "error_message": f"เลือกจากรายการ หรือพิมพ์ {CLEAR} เพื่อลบค่า",
            },
        )


def _write_help(book: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    page = book.add_worksheet(HELP_SHEET)
    for place, width in enumerate((26, 14, 70, 44)):
        page.set_column(place, place, width, formats["text"])
    for number, line in enumerate(instructions(sheet)):
        style = formats["head"] if number == 0 else formats["text"]
        for place, cell in enumerate(line):
            page.write_string(number, place, escaped(cell), style)


def instructions(sheet: Sheet) -> Sequence[tuple[str, ...]]:
    """Return how each column is filled in, as lines of a table; the first is its head."""
    lines = [("คอลัมน์", "ต้องใส่", "เขียนอย่างไร", "ตัวอย่าง")]
    for column in sheet.columns:
        needed = "อย่าแก้" if column.is_info or column.name in (ID, MARK) else ""
        lines.append(
            (column.header, "ต้องใส่" if column.required else needed, column.help, column.example)
        )
    lines += [
        ("ช่องว่าง", "", "คงค่าเดิมไว้ ไม่เปลี่ยน", ""),
        (CLEAR, "", "พิมพ์คำนี้ในช่องเพื่อลบค่าเดิม", CLEAR),
    ]
    return lines


def _note(column: Column) -> str:
    return f"{column.help}\nตัวอย่าง: {column.example}" if column.example else column.help
