"""Coverage: what there is in the country and what is missing."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from infogo.central.pages.coverage import BY_CODE, ROOMS, coverage_page
from infogo.central.pages.coverage_records import coverage_records
from infogo.central.views.needing import needing_central
from infogo.central.views.tables import show, show_records
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def first(_request: OfficeRequest) -> HttpResponseBase:
    """Lead to the first room."""
    return redirect("central:coverage", ROOMS[0].code)


@require_safe
@needing_central()
def room(request: OfficeRequest, room: str) -> HttpResponseBase:
    """Show a room of coverage, or give its table as a file."""
    if room not in BY_CODE:
        raise Http404
    return show(request, coverage_page(BY_CODE[room], request.GET.dict(), request.rights.on))


@require_safe
@needing_central()
def records(request: OfficeRequest, code: str) -> HttpResponseBase:
    """Show the rows behind a figure, or give them as a file."""
    try:
        behind = coverage_records(code, request.GET.dict(), request.rights.on)
    except LookupError as unknown:
        raise Http404 from unknown
    return show_records(request, behind)
