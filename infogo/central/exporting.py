"""Tables of statistics as files: CSV and Excel with the definition of every column."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from infogo.bulk.tables import XLSX_TYPE, Row, csv_table, write_table
from infogo.oversight.tables import Table

KINDS = ("csv", "xlsx")
_LONGEST_SHEET = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class ListFile:
    """A list to take away: its name as a file, its title and rows; ``wide`` are long texts."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Iterable[Row]
    wide: Sequence[int] = ()


def list_file(table: ListFile, kind: str) -> HttpResponseBase:
    """Return a list as a file of a kind.

    Raises:
        Http404: there is no such kind.
    """
    if kind not in KINDS:
        raise Http404
    return rows_file(table.title, table.heads, table.rows, kind, name=table.name, wide=table.wide)


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
    header = content_disposition_header(True, f"{name}.{kind}") or "attachment"
    disposition = {"Content-Disposition": header}
    if kind == "csv":
        return StreamingHttpResponse(
            csv_table(heads, rows), content_type="text/csv; charset=utf-8", headers=disposition
        )
    target = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it)
    sheet = title.translate(_FORBIDDEN).strip()[:_LONGEST_SHEET]
    write_table(target, sheet, heads, rows, wide, about)
    target.seek(0)
    return FileResponse(target, content_type=XLSX_TYPE, headers=disposition)
