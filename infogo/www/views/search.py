"""The page of search results."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.core.dates import bangkok_now
from infogo.insights.counting import is_robot
from infogo.points.opening import Clock
from infogo.search.failed import note_failure
from infogo.www.pages.search import found_for, search_results_page
from infogo.www.pages.search_query import read_query


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found; while the index is being built the page says so and is not kept."""
    query = read_query(request.GET)
    found = found_for(query)
    if found and query.is_plain and not is_robot(request.headers.get("User-Agent", "")):
        note_failure(found)
    page = search_results_page(query, found, Clock(bangkok_now()))
    response = render(request, "www/search.html", {"page": page})
    if not page.is_ready:
        response.headers["Cache-Control"] = "no-store"
    return response
