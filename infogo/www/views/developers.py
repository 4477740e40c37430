"""The pages for programmers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infogo.www.pages import developers as pages


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show how to begin, and what there is."""
    return render(request, "www/developers.html", {"page": pages.text_page(pages.INDEX)})


@require_safe
def prose(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page of prose."""
    page = None if slug == pages.INDEX else pages.text_page(slug)
    return _shown(request, "www/developers.html", page)


@require_safe
def resource(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a group of addresses with their parameters, examples and fields."""
    return _shown(request, "www/developers_resource.html", pages.resource_page(slug))


@require_safe
def fields(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the fields that many addresses use, or those inside a manual."""
    return _shown(request, "www/developers_resource.html", pages.shapes_page(slug))


def _shown(request: HttpRequest, template: str, page: Any) -> HttpResponse:
    if page is None:
        raise Http404
    return render(request, template, {"page": page})
