"""Tables of the central workspace as CSV and Excel files; no cell of them is ever a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from infogo.bulk.tables import XLSX_TYPE
from infogo.central.pages.editing import Cell, Grid
from infogo.core.cells import escaped
from infogo.core.workbook import new_workbook

CSV_TYPE = "text/csv; charset=utf-8"


def answer_sheet(kind: str, name: str, grids: Sequence[Grid]) -> HttpResponse:
    """Answer tables as ``csv`` or ``xlsx``.

    Raises:
        Http404: another kind of file is asked for.
    """
    if kind == "csv":
        body, media_type = _csv(grids), CSV_TYPE
    elif kind == "xlsx":
        body, media_type = _xlsx(grids), XLSX_TYPE
    else:
        raise Http404
    disposition = content_disposition_header(True, f"{name}.{kind}") or "attachment"
    return HttpResponse(body, content_type=media_type, headers={"Content-Disposition": disposition})


def _csv(grids: Sequence[Grid]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for grid in grids:
        for line in _lines(grid):
            writer.writerow(line)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _xlsx(grids: Sequence[Grid]) -> bytes:
    target = io.BytesIO()
    book = new_workbook(target)
    for number, grid in enumerate(grids, start=1):
        sheet = book.add_worksheet(f"ตาราง {number}")
        for at, line in enumerate(_lines(grid)):
            for place, cell in enumerate(line):
                sheet.write_string(at, place, cell)
    book.close()
    return target.getvalue()


def _lines(grid: Grid) -> list[list[str]]:
    return [
        [escaped(column) for column in grid.columns],
        *([_text(cell) for cell in row] for row in grid.rows),
    ]


def _text(cell: Cell) -> str:
    return escaped(f"{cell.text} ({cell.note})" if cell.note else cell.text)
