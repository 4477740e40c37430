"""The worker and the manifest, what a device keeps, and one district to keep on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from infogo.geo.models import District
from infogo.www.pages import offline as pages
from infogo.www.views.parameters import read_province

JAVASCRIPT = "text/javascript; charset=utf-8"
# Browsers compare the worker with what the server has at each visit; a stale copy would hide a
# new deployment, and the switch that takes it away.
ALWAYS_ASK = {"Cache-Control": "no-cache"}


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer the service worker; at this address it may serve the whole site."""
    return HttpResponse(pages.worker_script(), content_type=JAVASCRIPT, headers=ALWAYS_ASK)


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Tell a phone what it needs to install the site."""
    return JsonResponse(
        pages.manifest(),
        content_type="application/manifest+json",
        headers=ALWAYS_ASK,
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what the device keeps, and how to keep a district."""
    page = pages.offline_page(read_province(request))
    return render(request, "www/offline.html", {"page": page})


@require_safe
def district(request: HttpRequest, district: str) -> HttpResponse:
    """Keep one district on the device and search in it."""
    districts = District.objects.select_related("province")
    page = pages.district_page(get_object_or_404(districts, pk=district))
    return render(request, "www/offline_district.html", {"page": page})
