"""The index of service quality of all agencies."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from infogo.central.pages.service_index import index_page, parts_page
from infogo.central.pages.service_index_records import coverage_address, quality_records
from infogo.central.views.needing import needing_central
from infogo.central.views.tables import show, show_records
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def index(request: OfficeRequest) -> HttpResponseBase:
    """Show the index of every group of a slice, or give the table as a file."""
    return show(request, index_page(request.GET.dict(), request.rights.on), "central/index.html")


@require_safe
@needing_central()
def parts(request: OfficeRequest) -> HttpResponseBase:
    """Show each measure of a slice's index, or give the table as a file."""
    return show(request, parts_page(request.GET.dict(), request.rights.on), "central/index.html")


@require_safe
@needing_central()
def records(request: OfficeRequest, code: str) -> HttpResponse | HttpResponseBase:
    """Show the rows that a measure counts; those of coverage are shown there."""
    asked, today = request.GET.dict(), request.rights.on
    try:
        elsewhere = coverage_address(code, asked, today)
    except LookupError as error:
        raise Http404 from error
    if elsewhere:
        return redirect(elsewhere)
    return show_records(request, quality_records(code, asked, today))
