"""Tables of statistics as files: CSV and Excel with the definition of every column."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from infogo.bulk.tables import Row, csv_table, write_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_SHEET = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class Lines:
    """A table to take away; ``about`` says what it is of and what its columns mean."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Row]
    about: Sequence[tuple[str, str]] = ()


def file_of(lines: Lines, kind: str, name: str) -> HttpResponseBase:
    """Return a table as a file of a kind, ``csv`` or ``xlsx``.

    A workbook has ``about`` on a second sheet; a CSV holds rows alone, so that programs read it
    as it is.
    """
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    if kind == "csv":
        return StreamingHttpResponse(
            csv_table(lines.heads, lines.rows),
            content_type="text/csv; charset=utf-8",
            headers=disposition,
        )
    target = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it)
    title = lines.title.translate(_FORBIDDEN).strip()[:_LONGEST_SHEET]
    write_table(target, title, lines.heads, lines.rows, about=lines.about)
    target.seek(0)
    return FileResponse(target, content_type=XLSX, headers=disposition)
