"""The first page of the central workspace."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.central.pages.home import home_page
from infogo.central.views.needing import needing_central
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def home(request: OfficeRequest) -> HttpResponse:
    """Show the state of the country and what waits."""
    return render(request, "central/home.html", {"page": home_page(request.rights)})
