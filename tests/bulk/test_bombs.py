"""Small workbooks that would unfold into more than memory are refused before they are opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from infogo.bulk.archives import (
    BROKEN,
    MOST_SHEET_COLUMNS,
    MOST_SHEET_ROWS,
    NOT_EXCEL,
    TOO_LARGE,
    TOO_WIDE,
    check_archive,
)
from infogo.bulk.errors import FileError
from tests.bulk.bombs import FAR, cell, many_of_one_text, other_format, rows, workbook

ENDS = b"PK\x05\x06"
NO_ROW = "<row/>" * (MOST_SHEET_ROWS + 1)
WIDE_ROW = "<row>" + "<c/>" * (MOST_SHEET_COLUMNS + 1) + "</row>"
BOMBS = {
    "a far cell": (workbook(cell(FAR)), TOO_WIDE),
    "a far cell in another folder": (workbook(cell(FAR), "elsewhere/a.xml"), TOO_WIDE),
    "a far cell under another ending": (workbook(cell(FAR), "elsewhere/a.png"), TOO_WIDE),
    "a far cell in capitals": (
        workbook(cell(FAR), stored="XL/Worksheets/Sheet1.XML"),
        TOO_WIDE,
    ),
    "a far cell of a prefix": (
        workbook(cell(FAR).replace("<c ", "<x:c ").replace("</c>", "</x:c>")),
        TOO_WIDE,
    ),
    "a far cell behind a bracket in quotes": (
        workbook(cell(FAR).replace("<c r", "<c s='>' r")),
        TOO_WIDE,
    ),
    "a far cell behind many spaces": (
        workbook(cell(FAR).replace("<c r", "<c" + " " * 100_000 + "r")),
        TOO_WIDE,
    ),
    "rows without a number": (workbook(rows(NO_ROW)), TOO_WIDE),
    "rows without a number after a far one": (
        workbook(rows(f'<row r="{MOST_SHEET_ROWS}"/><row/>')),
        TOO_WIDE,
    ),
    "cells without a place": (workbook(rows(WIDE_ROW)), TOO_WIDE),
    "a row that does not end": (workbook(rows('<row "><c/>')), BROKEN),
    "a place that is none": (workbook(cell("A-1")), BROKEN),
    "one text for many cells": (many_of_one_text(200, 1_000_000), TOO_LARGE),
    "another format": (other_format(), NOT_EXCEL),
    "a binary workbook beside": (workbook(cell("B2"), more={"xl/workbook.bin": "x"}), NOT_EXCEL),
    "two directories": (workbook(cell("B2")) + ENDS + b"\x00" * 18, BROKEN),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_says_why(name: str, tmp_path: Path) -> None:
    content, why = BOMBS[name]
    path = tmp_path / "upload"
    path.write_bytes(content)
    with pytest.raises(FileError) as refused:
        check_archive(path)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    "content",
    [
        workbook(cell("GR50000")),
        workbook(cell("B2"), "elsewhere/a.xml"),
        workbook(rows('<row r="3"><c/><c r="C3"/></row>')),
        many_of_one_text(100, 1_000_000),
    ],
)
def test_what_is_within_bounds_may_be_opened(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)
    check_archive(path)
