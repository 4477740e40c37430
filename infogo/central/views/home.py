"""The first page of the central workspace."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.central.views.needing import needing_central
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def home(request: OfficeRequest) -> HttpResponse:
    """Show the state of the country."""
    return render(request, "central/home.html", {"officer_name": request.rights.officer.name_th})
