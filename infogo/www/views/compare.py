"""Manuals beside each other."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.www.pages.compare import compare_page
from infogo.www.pages.compare_query import read_comparison


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show the manuals in ``?m=…`` beside each other, or how to choose some."""
    page = compare_page(read_comparison(request.GET))
    return render(request, "www/compare.html", {"page": page})
