"""Error pages; ``config/urls.py`` names these handlers.

The pages for 429, 500 and 503 are finished files, so that the web server in front can show them
too and nothing that may be broken (database, templates, settings) is needed to show them. A form
that could not be taken is given back with what was typed, as long as templates work.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import is_valid_path

from infogo.core.trouble import Trouble, trouble_of
from infogo.workspace.errors import is_unsent_work, out_of_reach
from infogo.www.pages import errors as pages
from infogo.www.pages.announced import leave_out_announcements
from infogo.www.pages.errors import ErrorPage, GonePage
from infogo.www.pages.refused import refused_html

FINISHED_PAGES = Path(__file__).resolve().parents[2] / "static" / "errors"
# Read at start: a server that has run out of files or disk still has them.
FINISHED = {file.name: file.read_bytes() for file in FINISHED_PAGES.glob("*.html")}
RETRY_AFTER_SECONDS = "60"
log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return _error(request, pages.bad_request_page())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    if is_unsent_work(request):
        return out_of_reach(request, 403)
    return _error(request, pages.forbidden_page(request.path_info))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, unless only the slash at the end is wrong: then lead to the page."""
    path = request.path_info
    other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    if is_valid_path(other):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{other}?{query}" if query else other)
    if is_unsent_work(request):
        return out_of_reach(request, 404)
    return _error(request, pages.not_found_page(request.path_info))


def gone(request: HttpRequest, page: GonePage) -> HttpResponse:
    """Answer 410: what stood here is withdrawn, and this is what to use instead."""
    return render(request, "www/error_410.html", {"page": page}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the machine or the database is in trouble, else 500.

    Needs nothing but this module; what somebody typed is given back where that can be done.
    """
    trouble = trouble_of(sys.exc_info()[1])
    is_english = request.path_info.startswith("/en/")
    finished = FINISHED[f"{500 if trouble is None else 503}{'.en' if is_english else ''}.html"]
    if trouble is Trouble.READ_ONLY and not connection.in_atomic_block:
        # One that was opened while nothing could be written stays so; the next one may not.
        connection.close()
    content = _given_back(request, trouble, is_english)
    response = HttpResponse(content or finished, status=500 if trouble is None else 503)
    if trouble is not None:
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    if trouble is not None or content:
        response.headers["Cache-Control"] = "no-store"
    return response


def _given_back(request: HttpRequest, trouble: Trouble | None, is_english: bool) -> str:
    """Return the page that gives a form back; empty for no form, or when even that fails."""
    if request.method != "POST":
        return ""
    try:
        return refused_html(request, trouble, is_english=is_english)
    except Exception:
        log.exception("a form that could not be taken could not be given back either")
        return ""


def _error(request: HttpRequest, page: ErrorPage) -> HttpResponse:
    leave_out_announcements(request)  # they are in the database, which a refusal must not need
    return render(request, "www/error.html", {"page": page}, status=page.code)
