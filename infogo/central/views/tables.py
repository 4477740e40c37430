"""How every page of statistics is answered: as a page, as CSV or as a workbook."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from infogo.central.exporting import table_file
from infogo.central.pages.table import FORMAT, FORMATS, Dashboard, sorted_table, table_page
from infogo.core.simulation import SIMULATED_TH
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
    chosen = dashboard.chosen
    about = [("ตาราง", dashboard.title), ("ข้อมูลของ", chosen.words), ("ช่วงเวลา", chosen.period)]
    if dashboard.has_simulated:
        about.append(("ข้อควรรู้", SIMULATED_TH))
    name = "-".join(part for part in dashboard.path.strip("/").split("/") if part)
    return table_file(sorted_table(dashboard, asked), kind, name, about)
