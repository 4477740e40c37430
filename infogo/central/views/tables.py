"""How every page of statistics is answered: as a page, as CSV or as a workbook."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from infogo.central.exporting import Lines, file_of
from infogo.central.pages.records import Behind, record_lines, records_page
from infogo.central.pages.table import FORMAT, FORMATS, Dashboard, sorted_table, table_page
from infogo.core.simulation import SIMULATED_TH
from infogo.oversight.chosen import Chosen
from infogo.workspace.gate import OfficeRequest


def show(
    request: OfficeRequest, dashboard: Dashboard, template: str = "central/table.html"
) -> HttpResponseBase:
    """Return the page of a dashboard, or its table as the file that ``format`` asks for."""
    asked = request.GET.dict()
    kind = asked.get(FORMAT, "")
    if kind not in FORMATS:
        page = table_page(dashboard, asked, request.rights.on)
        return render(request, template, {"page": page})
    table = sorted_table(dashboard, asked)
    about = [*_about(dashboard.title, dashboard.chosen), *table.about()]
    if dashboard.has_simulated:
        about.append(("ข้อควรรู้", SIMULATED_TH))
    lines = Lines(table.title, table.heads(), table.lines(), about)
    return file_of(lines, kind, name_of(dashboard.path))


def show_records(
    request: OfficeRequest, behind: Behind, template: str = "central/records.html"
) -> HttpResponseBase:
    """Return a page of the rows behind a number, or all of them as a file."""
    asked = request.GET.dict()
    kind = asked.get(FORMAT, "")
    if kind not in FORMATS:
        return render(request, template, {"page": records_page(behind, asked)})
    figure = behind.figure
    about = [*_about(figure.name, behind.chosen), (figure.name, figure.definition)]
    lines = Lines(figure.name, behind.heads, record_lines(behind), about)
    return file_of(lines, kind, name_of(behind.path))


def name_of(path: str) -> str:
    """Return the name of a file: the words of its page's address."""
    return "-".join(part for part in path.split("/") if part)


def _about(title: str, chosen: Chosen) -> list[tuple[str, str]]:
    return [("ตาราง", title), ("ข้อมูลของ", chosen.words), ("ช่วงเวลา", chosen.period)]
