"""A list to take away, as CSV or as a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from infogo.bulk.tables import Row, csv_table, write_table

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class ListFile:
    """A list's name as a file, its title and rows; ``wide`` are the places of long texts."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Iterable[Row]
    wide: Sequence[int] = ()


def list_file(table: ListFile, kind: str) -> HttpResponse:
    """Answer a table as a file of this kind.

    Raises:
        Http404: there is no such kind.
    """
    if kind not in MEDIA_TYPES:
        raise Http404
    if kind == "csv":
        content = b"".join(csv_table(table.heads, table.rows))
    else:
        target = io.BytesIO()
        write_table(target, table.title, table.heads, table.rows, table.wide)
        content = target.getvalue()
    disposition = content_disposition_header(True, f"{table.name}.{kind}")
    return HttpResponse(
        content,
        content_type=MEDIA_TYPES[kind],
        headers={"Content-Disposition": disposition or "attachment"},
    )
