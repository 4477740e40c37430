"""Plain tables to take away: what is in them, and that nothing in them is a formula."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from infogo.bulk.tables import csv_table, write_table

HEADS = ("ชื่อ", "จำนวน")
HOSTILE = ('=HYPERLINK("http://x.example","ดู")', "+1+1", "-2", "@SUM(A1)", "'=1")


def csv_of(rows: list[list[str | int]]) -> list[list[str]]:
    text = b"".join(csv_table(HEADS, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def workbook_of(rows: list[list[str | int]]) -> bytes:
    target = io.BytesIO()
    write_table(target, "ตาราง", HEADS, rows, wide=(0,))
    return target.getvalue()


def test_both_files_hold_the_same_rows() -> None:
    rows: list[list[str | int]] = [['ขึ้นบรรทัด\nใหม่, และ "คำพูด"', 3], ["ว่าง", ""]]
    assert csv_of(rows) == [list(HEADS), [rows[0][0], "3"], ["ว่าง", ""]]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook_of(rows))).get_sheet_by_index(0)
    assert sheet.to_python() == [list(HEADS), [rows[0][0], 3.0], ["ว่าง", ""]]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    [_heads, [cell, _count]] = csv_of([[text, 1]])
    assert cell == f"'{text}"
    with zipfile.ZipFile(io.BytesIO(workbook_of([[text, 1]]))) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_a_long_file_comes_in_pieces() -> None:
    rows: list[list[str | int]] = [["ข้อความยาว" * 20, number] for number in range(2000)]
    pieces = list(csv_table(HEADS, rows))
    assert len(pieces) > 3
    assert len(csv_of(rows)) == 2001
