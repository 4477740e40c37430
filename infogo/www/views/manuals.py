"""Manuals: the citizen page, the statutory form, places, editions, data and QR code.

Every view serves the standard manual (``agency_id`` empty) and an agency's manual alike.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.http import HttpResponsePermanentRedirect as MovedTo
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.dates import bangkok_now
from infogo.display.calculator import written_answers
from infogo.display.case_view import given_answers
from infogo.display.legal import legal_page
from infogo.display.manual_head import find_manual, manual_address, manual_head
from infogo.display.qr import qr_file
from infogo.linked.documents import manual_document
from infogo.linked.graph import Node
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.manuals.selectors import NotPublishedError, edition_of, merged_manual
from infogo.points.opening import Clock
from infogo.records.manuals import whole_manuals
from infogo.www.pages import records
from infogo.www.pages.changes import changes_page
from infogo.www.pages.errors import GonePage
from infogo.www.pages.manual import manual_page
from infogo.www.pages.manual_data import manual_data
from infogo.www.pages.manual_places import manual_places_page
from infogo.www.pages.versions import versions_page
from infogo.www.views.errors import gone
from infogo.www.views.linked import linked_data
from infogo.www.views.parameters import (
    read_district,
    read_for_other,
    read_place_filter,
    read_province,
    tidy_address,
)

ManualView = Callable[..., HttpResponse]
GoneView = Callable[[HttpRequest, GonePage], HttpResponse]


def of_manual(
    view: ManualView,
    *,
    allowed: Callable[[ManualView], ManualView] = require_safe,
    gone: GoneView = gone,
) -> ManualView:
    """Call ``view(request, manual, …)``, or answer 301, 404 or 410 where there is none to show.

    ``allowed`` says by which methods, and ``gone`` shows what stands in place of what ended.
    """

    @allowed
    @wraps(view)
    def shown(
        request: HttpRequest, procedure_id: int, agency_id: int | None = None, **rest: Any
    ) -> HttpResponse:
        manual = find_manual(procedure_id, agency_id)
        if manual is None and agency_id and (moved := moved_along(request, agency_id)):
            return moved
        procedure = manual.procedure if manual else _procedure(procedure_id)
        if instead := _instead_of_procedure(request, procedure, gone):
            return instead
        if manual is None or manual.status == ManualStatus.DRAFT:
            raise Http404
        if instead := _instead_of_local(request, manual, gone) if agency_id else None:
            return instead
        try:
            return view(request, manual, **rest)
        except NotPublishedError as error:
            raise Http404 from error

    return shown


def moved_along(request: HttpRequest, agency_id: int) -> HttpResponse | None:
    """Return where a manual is that moved with its agency into another one, on the same page."""
    agency = Agency.objects.filter(pk=agency_id, status=AgencyStatus.MERGED).first()
    match = request.resolver_match
    if agency is None or agency.merged_into_id is None or match is None:
        return None
    kwargs = match.kwargs | {"agency_id": agency.merged_into_id}
    if Manual.objects.filter(
        procedure=kwargs["procedure_id"], agency=agency.merged_into_id
    ).exists():
        return MovedTo(reverse(match.view_name, kwargs=kwargs))
    return MovedTo(manual_address(kwargs["procedure_id"]))


def _procedure(procedure_id: int) -> Procedure:
    procedures = Procedure.objects.select_related("owner", "topic")
    return get_object_or_404(procedures, pk=procedure_id)


def _instead_of_procedure(
    request: HttpRequest, procedure: Procedure, gone: GoneView
) -> HttpResponse | None:
    """Return what answers in place of a procedure that is merged or withdrawn."""
    match = request.resolver_match
    if procedure.status == ProcedureStatus.MERGED and procedure.merged_into_id and match:
        # The same page of the successor, except that its agencies and editions are other ones.
        is_plain = set(match.kwargs) == {"procedure_id"}
        name = match.view_name if is_plain else "www:manual"
        return MovedTo(reverse(name, args=[procedure.merged_into_id]))
    if procedure.status == ProcedureStatus.WITHDRAWN:
        return gone(request, records.gone_procedure(procedure))
    return None


def _instead_of_local(request: HttpRequest, manual: Manual, gone: GoneView) -> HttpResponse | None:
    """Return what answers in place of an agency's manual that is not one, moved or ended."""
    agency = manual.agency
    if manual.is_standard:
        return MovedTo(manual_address(manual.procedure_id))
    if agency.status == AgencyStatus.MERGED and agency.merged_into_id:
        successor = Manual.objects.filter(
            procedure_id=manual.procedure_id, agency_id=agency.merged_into_id
        ).exists()
        agency_id = agency.merged_into_id if successor else None
        return MovedTo(manual_address(manual.procedure_id, agency_id))
    if manual.status == ManualStatus.WITHDRAWN or agency.status == AgencyStatus.CLOSED:
        return gone(request, records.gone_local_manual(manual))
    return None


@of_manual
def manual(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show a manual in the order in which citizens ask, narrowed by ``?a=…`` to their own case."""
    page = manual_page(
        found,
        lambda: merged_manual(found),
        clock=Clock(bangkok_now()),
        province=read_province(request),
        district=read_district(request),
        is_for_other=read_for_other(request),
        cases=given_answers(request.GET),
        answers=request.GET.get("calc", ""),
    )
    if tidy := tidy_address(request, page.words.cases.answers if page.words.cases else ""):
        return redirect(tidy)
    return render(request, "www/manual.html", {"page": page})


@of_manual
def manual_calculate(request: HttpRequest, found: Manual) -> HttpResponse:
    """Lead from the form of the calculator to the page with its one parameter."""
    agency_id = None if found.is_standard else found.agency_id
    given = written_answers(request.GET.dict())
    query = f"?{urlencode({'calc': given})}" if given else ""
    address = manual_address(found.procedure_id, agency_id)
    return HttpResponseRedirect(f"{address}{query}#calculator")


@of_manual
def manual_version(request: HttpRequest, found: Manual, number: int) -> HttpResponse:
    """Show one edition of a manual as it read when it was published."""
    page = manual_page(
        found, lambda: edition_of(found, number), number=number, clock=Clock(bangkok_now())
    )
    return render(request, "www/manual.html", {"page": page})


@of_manual
def manual_changes(request: HttpRequest, found: Manual, number: int) -> HttpResponse:
    """Show what one edition changed, word by word."""
    return render(request, "www/manual_changes.html", {"page": changes_page(found, number)})


@of_manual
def manual_legal(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show a manual as the official form of 19 items."""
    page = legal_page(merged_manual(found), bangkok_now().date())
    return render(request, "www/legal.html", {"page": page})


@of_manual
def manual_places(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show where a manual is served."""
    page = manual_places_page(
        merged_manual(found), read_place_filter(request), Clock(bangkok_now())
    )
    return render(request, "www/manual_places.html", {"page": page})


@of_manual
def manual_versions(request: HttpRequest, found: Manual) -> HttpResponse:
    """List the editions of a manual."""
    return render(request, "www/versions.html", {"page": versions_page(merged_manual(found))})


@of_manual
def manual_json(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer a manual as data; see ``manual_data`` for the fields."""
    data = manual_data(merged_manual(found))
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@of_manual
def manual_cpsv(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer a manual in the European vocabulary of public services (CPSV-AP 3.2, JSON-LD)."""
    return linked_data("jsonld", _described(found))


@of_manual
def manual_turtle(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer the same as Turtle."""
    return linked_data("ttl", _described(found))


def _described(found: Manual) -> list[Node]:
    return manual_document(merged_manual(whole_manuals().get(pk=found.pk)))


@of_manual
def manual_qr(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer the QR code that leads to this manual's page, for a counter's notice board."""
    head = manual_head(merged_manual(found))
    return HttpResponse(qr_file(head.page_url), content_type="image/svg+xml")
