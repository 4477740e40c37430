"""What readers of the whole country report of pages, counted."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.central.pages.page_reports import page_reports_page
from infogo.central.views.needing import needing_central
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def page_reports(request: OfficeRequest) -> HttpResponse:
    """Show how many reports there are, and which agencies answer late."""
    page = page_reports_page(request.rights)
    return render(request, "central/page_reports.html", {"page": page})
