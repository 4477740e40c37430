"""The first page of the workspace."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.office.pages.home import home_page
from infogo.workspace.gate import OfficeRequest


@require_safe
def home(request: OfficeRequest) -> HttpResponse:
    """Show what waits for her."""
    return render(request, "office/home.html", {"page": home_page(request.rights)})
