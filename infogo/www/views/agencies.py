"""Agencies: the indexes, one agency, its services and places, its data."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.dates import bangkok_now
from infogo.geo.models import Province
from infogo.linked.documents import agency_document
from infogo.points.opening import Clock
from infogo.www.pages import records
from infogo.www.pages.agencies import agencies_page, province_agencies_page
from infogo.www.pages.agency import agency_data, agency_manuals_page, agency_page
from infogo.www.pages.agency_places import agency_places_page
from infogo.www.pages.paging import page_number
from infogo.www.views.errors import gone
from infogo.www.views.linked import linked_data
from infogo.www.views.parameters import read_place_filter

AgencyView = Callable[..., HttpResponse]


def of_agency(view: AgencyView) -> AgencyView:
    """Call ``view(request, agency)``, or answer 301 for a merged and 410 for a closed agency."""

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, agency_id: int, **rest: Any) -> HttpResponse:
        agency = get_object_or_404(Agency.objects.select_related("parent", "logo"), pk=agency_id)
        if (
            agency.status == AgencyStatus.MERGED
            and agency.merged_into_id
            and request.resolver_match
        ):
            name = request.resolver_match.view_name
            return HttpResponsePermanentRedirect(reverse(name, args=[agency.merged_into_id]))
        if agency.status == AgencyStatus.CLOSED:
            return gone(request, records.gone_agency(agency))
        return view(request, agency, **rest)

    return shown


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """List the national agencies by ministry, and the provinces."""
    return render(request, "www/agencies.html", {"page": agencies_page()})


@require_safe
def agencies_in_province(request: HttpRequest, code: str) -> HttpResponse:
    """List the provincial and local bodies of a province."""
    province = get_object_or_404(Province, code=code)
    page = province_agencies_page(province, Clock(bangkok_now()))
    return render(request, "www/agencies_in_province.html", {"page": page})


@of_agency
def agency(request: HttpRequest, found: Agency) -> HttpResponse:
    """Show one agency."""
    page = agency_page(found, Clock(bangkok_now()))
    return render(request, "www/agency.html", {"page": page})


@of_agency
def agency_manuals(request: HttpRequest, found: Agency) -> HttpResponse:
    """List an agency's services with their facts."""
    number = page_number(request.GET.get("page", ""))
    page = agency_manuals_page(found, number, Clock(bangkok_now()))
    return render(request, "www/agency_manuals.html", {"page": page})


@of_agency
def agency_places(request: HttpRequest, found: Agency) -> HttpResponse:
    """List an agency's service points."""
    page = agency_places_page(found, read_place_filter(request), Clock(bangkok_now()))
    return render(request, "www/agency_places.html", {"page": page})


@of_agency
def agency_json(request: HttpRequest, found: Agency) -> HttpResponse:
    """Answer an agency as data; see ``agency_data`` for the fields."""
    return JsonResponse(agency_data(found), json_dumps_params={"ensure_ascii": False})


@of_agency
def agency_cpsv(request: HttpRequest, found: Agency) -> HttpResponse:
    """Answer an agency in the vocabulary of public services (CPSV-AP 3.2, JSON-LD)."""
    return linked_data("jsonld", agency_document(found))


@of_agency
def agency_turtle(request: HttpRequest, found: Agency) -> HttpResponse:
    """Answer the same as Turtle."""
    return linked_data("ttl", agency_document(found))
