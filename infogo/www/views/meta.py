"""Addresses for machines: sitemap, robots and OpenSearch."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.display.structured import absolute
from infogo.www.pages import sitemap as pages

XML = "application/xml; charset=utf-8"
OPENSEARCH = "application/opensearchdescription+xml; charset=utf-8"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the parts of the sitemap."""
    return render(
        request, "www/sitemap_index.xml", {"parts": pages.sitemap_index()}, content_type=XML
    )


@require_safe
def sitemap_part(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """List the addresses of one part, each in both languages."""
    addresses = pages.sitemap_part(section, number)
    if not addresses:
        raise Http404
    return render(request, "www/sitemap.xml", {"addresses": addresses}, content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep robots out of the endless pages of search and the interface for programs."""
    lines = ["User-agent: *", "Disallow: /search", "Disallow: /en/search", "Disallow: /api/"]
    lines.append("Disallow: /packs/")
    lines.append(f"# For assistants: {absolute(reverse('agents:llms'))}")
    lines.append(f"Sitemap: {absolute(reverse('site:sitemap'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search, so that browsers can offer it in their address bar."""
    return render(request, "www/opensearch.xml", content_type=OPENSEARCH)
