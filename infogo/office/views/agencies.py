"""Agencies: the list of hers, names and contacts, position, codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.agencies import services
from infogo.agencies.errors import AgencyConflictError, AgencyError
from infogo.agencies.facts import written_codes, written_facts
from infogo.agencies.models import Agency
from infogo.agencies.services import Part
from infogo.office.agency_forms import AgencyForm, CodesForm
from infogo.office.pages import agency as pages
from infogo.office.pages.map import pick_map
from infogo.office.place_forms import PositionForm
from infogo.office.views.parts import Outcome, doubt_about, part_page
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


def for_keepers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view an agency whose data she keeps, or answer 404."""

    @wraps(view)
    def asked(request: OfficeRequest, agency_id: int) -> HttpResponse:
        hers = request.rights.agencies(Act.EDIT_AGENCY).select_related("province")
        return view(request, get_object_or_404(hers, pk=agency_id))

    return asked


@require_safe
def agencies(request: OfficeRequest) -> HttpResponse:
    """List the agencies whose data she keeps."""
    if not request.rights.can(Act.EDIT_AGENCY):
        raise PermissionDenied
    page = pages.agencies_page(
        request.rights, request.GET.get("q", ""), request.GET.get("page", "")
    )
    return render(request, "office/agencies.html", {"page": page})


@form_page
@for_keepers
def agency_edit(request: OfficeRequest, agency: Agency) -> HttpResponse:
    """Change names and contacts."""
    form = AgencyForm(request.POST or None, initial=written_facts(agency))

    def save(**who: str) -> Agency:
        if form.found is None:
            raise ValueError("a valid form has read its facts")
        return services.save_facts(agency_id=agency.pk, facts=form.found, **who)

    context = {"view": pages.agency_view(request.rights, agency)}
    return _part_page(request, agency, Part.FACTS, form, save, "office/agency_edit.html", context)


@form_page
@for_keepers
def agency_position(request: OfficeRequest, agency: Agency) -> HttpResponse:
    """Change where it stands; what lies outside its province needs a tick."""
    form = PositionForm(request.POST or None, initial={"written": pages.typed_position(agency)})
    doubt = doubt_about(form, agency)

    def save(**who: str) -> Agency:
        return services.save_position(
            agency_id=agency.pk, position=form.position, note=doubt, **who
        )

    context = {"doubt": doubt, "map": pick_map(agency.province_id, form["written"].id_for_label)}
    template = "office/agency_position.html"
    return _part_page(request, agency, Part.POSITION, form, save, template, context)


@form_page
def agency_codes(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Change codes: for those who keep the data of the whole country."""
    if not request.rights.everywhere(Act.EDIT_AGENCY):
        raise PermissionDenied
    agency = get_object_or_404(request.rights.agencies(Act.EDIT_AGENCY), pk=agency_id)
    form = CodesForm(request.POST or None, initial=written_codes(agency))

    def save(**who: str) -> Agency:
        return services.save_codes(agency_id=agency.pk, codes=form.found or {}, **who)

    return _part_page(request, agency, Part.CODES, form, save, "office/agency_codes.html")


@require_POST
@for_keepers
def agency_confirm(request: OfficeRequest, agency: Agency) -> HttpResponse:
    """Note that she read all of it and found it true."""
    try:
        services.confirm_agency(agency_id=agency.pk, actor=request.rights.officer.audit_name)
    except AgencyError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "บันทึกแล้วว่าข้อมูลถูกต้อง ณ วันนี้")
    return redirect("office:agency_edit", agency.pk)


def _part_page(
    request: OfficeRequest,
    agency: Agency,
    part: Part,
    form: Any,
    save: Callable[..., Agency],
    template: str,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Answer with one part of it; see ``part_page``."""
    outcome = Outcome(
        conflict=AgencyConflictError,
        refusal=AgencyError,
        compare=lambda conflict, sent: pages.agency_conflict(conflict, part, sent),
        part=pages.PARTS[part],
        address=reverse("office:agency_edit", args=[agency.pk]),
    )
    seen = request.POST.get("seen", "")[:16] or services.version_of(agency, part)
    context = {"agency": agency, "seen": seen, **(more or {})}
    return part_page(request, form, save, outcome, template, context)
