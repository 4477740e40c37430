"""Tables of statistics as files: CSV and Excel with the definition of every column."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from infogo.bulk.tables import Row, csv_table, write_table
from infogo.oversight.tables import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_SHEET = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def table_file(
    table: Table, kind: str, name: str, about: Sequence[tuple[str, str]]
) -> HttpResponseBase:
    """Return a table as a file; ``about`` says what it is of, for which period, and by whom."""
    told = [*about, *table.about()]
    return rows_file(table.title, table.heads(), table.lines(), kind, name=name, about=told)


def rows_file(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Row],
    kind: str,
    *,
    name: str = "rows",
    about: Sequence[tuple[str, str]] = (),
    wide: Sequence[int] = (),
) -> HttpResponseBase:
    """Return rows as a file of a kind, ``csv`` or ``xlsx``; ``wide`` are places of long text.

    A workbook has ``about`` on a second sheet; a CSV holds rows alone, so that programs read it
    as it is.
    """
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    if kind == "csv":
        return StreamingHttpResponse(
            csv_table(heads, rows), content_type="text/csv; charset=utf-8", headers=disposition
        )
    target = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it)
    sheet = title.translate(_FORBIDDEN).strip()[:_LONGEST_SHEET]
    write_table(target, sheet, heads, rows, wide, about)
    target.seek(0)
    return FileResponse(target, content_type=XLSX, headers=disposition)
