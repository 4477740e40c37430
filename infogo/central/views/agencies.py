"""Agencies of the country: found, looked after, their administrators appointed, rights ended."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts import invitations, services
from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Proposal
from infogo.accounts.roles import Act, Role
from infogo.accounts.services import RefusedError
from infogo.agencies.models import Agency, AgencyStatus
from infogo.central.care_forms import AppointForm
from infogo.central.pages import agencies as pages
from infogo.central.pages import roles as role_pages
from infogo.central.views.needing import needing_central
from infogo.workspace.forms import ReasonForm, form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.grants import words_of
from infogo.workspace.letters import invitation_link

form_page = require_http_methods(["GET", "HEAD", "POST"])
administering = needing_central(Act.ADMINISTER)


@require_safe
@needing_central()
def agencies(request: OfficeRequest) -> HttpResponse:
    """List agencies."""
    context = {
        "page": pages.agency_list(request.GET),
        "can_administer": request.rights.everywhere(Act.ADMINISTER),
    }
    return render(request, "central/agencies.html", context)


@require_safe
@needing_central()
def agency(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Show one agency."""
    found = get_object_or_404(
        Agency.objects.select_related("parent", "province", "merged_into"), pk=agency_id
    )
    page = pages.agency_page(request.rights, found)
    return render(request, "central/agency.html", {"page": page})


@require_safe
@administering
def agency_grants(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """List every right over an agency and all below it."""
    found = get_object_or_404(Agency, pk=agency_id)
    page = pages.grants_page(request.rights, found, request.GET)
    return render(request, "central/agency_grants.html", {"page": page})


@form_page
@administering
def appoint(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Make somebody an administrator of an agency, inviting her first if she has no account."""
    found = get_object_or_404(Agency, pk=agency_id)
    form = AppointForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            officer = _appoint(request, found, form)
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            sent = " และส่งคำเชิญทางอีเมลแล้ว" if officer.is_invited else ""
            messages.success(request, f"{officer.name_th}เป็นผู้ดูแล{found.name_th}แล้ว{sent}")
            return redirect("central:agency", found.pk)
    context = {"agency": found, "form": form, "problem": problem}
    return render(request, "central/appoint.html", context, status=form_status(form, problem))


@form_page
@administering
def end_grant(request: OfficeRequest, grant_id: int) -> HttpResponse:
    """End any right over an agency, with a reason that its holder reads."""
    rights = request.rights.given_grants().filter(agency__isnull=False)
    grants = rights.select_related("officer", "agency").with_counts()
    grant: Grant = get_object_or_404(grants, pk=grant_id)
    form, problem = ReasonForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            services.end_grant(
                actor=request.rights.officer, grant=grant, reason=form.cleaned_data["reason"]
            )
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"ยุติสิทธิของ{grant.officer.name_th}แล้ว: {words_of(grant)}")
            return redirect("central:agency", grant.agency_id)
    context = {
        "title": "ยุติสิทธิ",
        "text": f"{grant.officer.name_th} จะหมดสิทธินี้ทันที: {words_of(grant)}",
        "button_label": "ยุติสิทธินี้",
        "back": (reverse("central:agency", args=[grant.agency_id]), grant.agency),
        "form": form,
        "problem": problem,
    }
    return render(request, "central/reason.html", context, status=form_status(form, problem))


@require_safe
@administering
def officers(request: OfficeRequest) -> HttpResponse:
    """Search the officers of the country."""
    page = role_pages.officers_page(request.rights, request.GET)
    return render(request, "central/officers.html", {"page": page})


@transaction.atomic
def _appoint(request: OfficeRequest, agency: Agency, form: AppointForm) -> Officer:
    """Give the right to whoever has this address; both the invitation and it, or neither.

    Who was invited and has not answered gets a new letter; from now on she waits at this agency if
    the one that invited her ended.
    """
    said, actor = form.cleaned_data, request.rights.officer
    officer = Officer.objects.filter(email__iexact=said["email"], left_on=None).first()
    if officer is not None and officer.is_invited and _is_there(officer.agency):
        invitations.send_invitation(actor=actor, officer=officer, link=invitation_link())
    elif officer is None or officer.is_invited:
        officer = invitations.invite_officer(
            actor=actor,
            email=said["email"],
            name=said["name"],
            agency=agency,
            link=invitation_link(),
        )
    services.give_grant(
        actor=actor,
        officer=officer,
        proposal=Proposal(
            role=Role.AGENCY_ADMIN,
            agency_id=agency.pk,
            whole_subtree=said["reach"] == "below",
            valid_until=said["until"],
        ),
    )
    return officer


def _is_there(agency: Agency | None) -> bool:
    return agency is None or agency.status == AgencyStatus.ACTIVE
