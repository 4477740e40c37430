"""The page of search results."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.www.pages.search import search_results_page
from infogo.www.pages.search_query import read_query


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found; while the index is being built the page says so and is not kept."""
    page = search_results_page(read_query(request.GET))
    response = render(request, "www/search.html", {"page": page})
    if not page.is_ready:
        response.headers["Cache-Control"] = "no-store"
    return response
