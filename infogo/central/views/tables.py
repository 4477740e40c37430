"""How every page of statistics is answered: as a page, as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from infogo.central.exporting import rows_file, table_file
from infogo.central.pages.records import Behind, record_lines, records_page
from infogo.central.pages.table import FORMAT, FORMATS, PDF, Dashboard, sorted_table, table_page
from infogo.central.printing import figures_pdf
from infogo.core.simulation import SIMULATED_TH
from infogo.oversight.chosen import Chosen
from infogo.workspace.gate import OfficeRequest


def show(
    request: OfficeRequest, dashboard: Dashboard, template: str = "central/table.html"
) -> HttpResponseBase:
    """Return the page of a dashboard, or its table as the file that ``format`` asks for."""
    asked = request.GET.dict()
    kind = asked.get(FORMAT, "")
    if kind == PDF:
        return _paper(dashboard, asked)
    if kind not in FORMATS:
        page = table_page(dashboard, asked, request.rights.on)
        return render(request, template, {"page": page})
    table = sorted_table(dashboard, asked)
    about = _about(dashboard.title, dashboard.chosen)
    if dashboard.has_simulated:
        about.append(("ข้อควรรู้", SIMULATED_TH))
    return table_file(table, kind, name_of(dashboard.path), about)


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
    return rows_file(
        figure.name,
        behind.heads,
        record_lines(behind),
        kind,
        name=name_of(behind.path),
        about=about,
    )


def _paper(dashboard: Dashboard, asked: Mapping[str, str]) -> HttpResponse:
    disposition = f'attachment; filename="{name_of(dashboard.path)}.pdf"'
    return HttpResponse(
        figures_pdf(dashboard, asked, timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": disposition},
    )


def name_of(path: str) -> str:
    """Return the name of a file: the words of its page's address."""
    return "-".join(part for part in path.split("/") if part)


def _about(title: str, chosen: Chosen) -> list[tuple[str, str]]:
    return [("ตาราง", title), ("ข้อมูลของ", chosen.words), ("ช่วงเวลา", chosen.period)]
