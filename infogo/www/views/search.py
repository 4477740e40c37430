"""The page of search results."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.core.dates import bangkok_now
from infogo.core.keys import ANNOUNCEMENT, EVERYTHING, PROCEDURE_NAMES
from infogo.core.memory import reading_also
from infogo.insights.counting import is_robot
from infogo.points.opening import Clock
from infogo.search.curation.failed import note_failure
from infogo.www.pages.search import found_for, search_results_page
from infogo.www.pages.search_query import read_query

OLD_WORDS = "search"
"""The parameter of what was searched for on the site before this one; its links lead on."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found; with ``?explain=1`` also how. Explanations are kept by nobody.

    While the index is being built the page says so and is not kept either.
    """
    if OLD_WORDS in request.GET and "q" not in request.GET:
        words = urlencode({"q": request.GET[OLD_WORDS]})
        return HttpResponsePermanentRedirect(f"{request.path}?{words}")
    query = read_query(request.GET)
    found = found_for(query)
    if found and query.is_plain and not is_robot(request.headers.get("User-Agent", "")):
        note_failure(found)
    is_explained = request.GET.get("explain") == "1"
    # The page is not kept, but the announcements above it and the events are the same for all.
    with reading_also((EVERYTHING, ANNOUNCEMENT, PROCEDURE_NAMES)):
        page = search_results_page(query, found, Clock(bangkok_now()), is_explained=is_explained)
        response = render(request, "www/search.html", {"page": page})
    if is_explained or not page.is_ready:
        response.headers["Cache-Control"] = "no-store"
    return response
