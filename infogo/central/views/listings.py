"""How every list of raw rows is answered: as a page, as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponseBase
from django.shortcuts import render

from infogo.central.exporting import rows_file
from infogo.central.pages.listing import Kind, file_lines, listing, read_asked
from infogo.central.pages.table import FORMAT, FORMATS
from infogo.workspace.gate import OfficeRequest


def show_rows(
    request: OfficeRequest, kind: Kind, rooms: Sequence[tuple[str, str]]
) -> HttpResponseBase:
    """Return a page of a list, or all of it as the file that ``format`` asks for."""
    given = request.GET.dict()
    asked = read_asked(kind, given, request.rights.on)
    wanted = given.get(FORMAT, "")
    if wanted in FORMATS:
        return rows_file(kind.title, [*kind.heads, "ข้อมูลจำลอง"], file_lines(asked), wanted)
    page = listing(asked, given.get("page", ""), rooms)
    return render(request, "central/rows.html", {"page": page})
