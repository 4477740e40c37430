"""Links of the site before this one: each leads for good to today's page of the same thing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.core.paths import numbered_path
from infogo.display.manual_head import manual_address
from infogo.oldlinks.models import Scheme
from infogo.oldlinks.selectors import record_of
from infogo.www.pages.errors import old_link_page

NOT_FOUND = 404
KEPT = "max-age=86400"
"""A browser asks again after a day: what an id stands for may be put right."""


@require_safe
def procedure(request: HttpRequest, value: str) -> HttpResponse:
    """Lead to the manual that a link of the old site was about."""
    found = record_of(Scheme.PROCEDURE_UUID, value) or record_of(Scheme.PROCEDURE_NUMBER, value)
    if found is None or found.procedure_id is None:
        return _unknown(request)
    return _to(manual_address(found.procedure_id, found.agency_id))


@require_safe
def point(request: HttpRequest, value: str) -> HttpResponse:
    """Lead to the service point that a link of the old site was about."""
    found = record_of(Scheme.POINT_UUID, value)
    if found is None or found.point_id is None:
        return _unknown(request)
    return _to(numbered_path("www:place", found.point_id))


@require_safe
def emergency(request: HttpRequest) -> HttpResponse:
    """Lead to the emergency numbers."""
    return _to(reverse("www:emergency"))


def _to(path: str) -> HttpResponse:
    answer = HttpResponsePermanentRedirect(path)
    answer.headers["Cache-Control"] = KEPT
    return answer


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "www/error.html", {"page": old_link_page()}, status=NOT_FOUND)
