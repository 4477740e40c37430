"""Roles of the centre: proposed by one, confirmed by another."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from infogo.accounts import central
from infogo.accounts.models import CentralProposal, Grant, Officer
from infogo.accounts.roles import CENTRAL_ROLES
from infogo.accounts.services import RefusedError
from infogo.central.care_forms import ProposeForm
from infogo.central.pages import roles as pages
from infogo.central.views.agencies import administering, form_page
from infogo.workspace.forms import ReasonForm, form_status, said_so_far
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.grants import words_of


@require_safe
@administering
def roles(request: OfficeRequest) -> HttpResponse:
    """Show who holds a role of the centre, and what waits."""
    return render(request, "central/roles.html", {"page": pages.roles_page(request.rights)})


@form_page
@administering
def role_propose(request: OfficeRequest) -> HttpResponse:
    """Propose an officer for a role of the centre."""
    form, problem = ProposeForm(**said_so_far(request)), ""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        officer = get_object_or_404(Officer, pk=said["officer"])
        try:
            made = central.propose_role(
                actor=request.rights.officer, officer=officer, role=said["role"],
                reason=said["reason"], valid_until=said["until"],
            )  # fmt: skip
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"เสนอแล้ว: {central.words_of(made)} รอคนที่สองยืนยัน")
            return redirect("central:roles")
    data = request.POST if request.method == "POST" else request.GET
    page = pages.propose_page(request.rights, data, pages.chosen_officer(data))
    context = {"page": page, "form": form, "problem": problem}
    return render(request, "central/role_propose.html", context, status=form_status(form, problem))


@require_safe
@administering
def role_proposal(request: OfficeRequest, proposal_id: int) -> HttpResponse:
    """Show one proposal to whoever may decide it."""
    proposals = CentralProposal.objects.select_related(
        "officer__agency", "proposed_by", "decided_by"
    )
    found = get_object_or_404(proposals, pk=proposal_id)
    line = pages.proposal_line(request.rights, found)
    context = {"line": line, "form": ReasonForm()}
    return render(request, "central/role_proposal.html", context)


@require_POST
@administering
def role_confirm(request: OfficeRequest, proposal_id: int) -> HttpResponse:
    """Confirm what another proposed."""
    found = get_object_or_404(CentralProposal, pk=proposal_id)
    return _decided(
        request, found, "ยืนยันแล้ว มีผลทันที",
        lambda: central.confirm_proposal(actor=request.rights.officer, proposal_id=found.pk),
    )  # fmt: skip


@require_POST
@administering
def role_withdraw(request: OfficeRequest, proposal_id: int) -> HttpResponse:
    """Take one's own proposal back."""
    found = get_object_or_404(CentralProposal, pk=proposal_id)
    return _decided(
        request, found, "ถอนข้อเสนอแล้ว",
        lambda: central.withdraw_proposal(actor=request.rights.officer, proposal_id=found.pk),
    )  # fmt: skip


@require_POST
@administering
def role_reject(request: OfficeRequest, proposal_id: int) -> HttpResponse:
    """Say no, with a reason."""
    found = get_object_or_404(CentralProposal, pk=proposal_id)
    return _decided(
        request, found, "บันทึกว่าไม่เห็นชอบแล้ว แจ้งผู้เสนอแล้ว",
        lambda: central.reject_proposal(
            actor=request.rights.officer, proposal_id=found.pk,
            reason=request.POST.get("reason", "")[:300].replace("\0", ""),
        ),
    )  # fmt: skip


@form_page
@administering
def role_end(request: OfficeRequest, grant_id: int) -> HttpResponse:
    """Propose that a role end; lay down one's own."""
    grants = Grant.objects.filter(role__in=CENTRAL_ROLES).select_related("officer", "agency")
    grant = get_object_or_404(grants.with_counts(), pk=grant_id)
    is_own = grant.officer_id == request.rights.officer.pk
    act = central.lay_down_role if is_own else central.propose_ending
    form, problem = ReasonForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            act(actor=request.rights.officer, grant=grant, reason=form.cleaned_data["reason"])
        except RefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "สละหน้าที่แล้ว" if is_own else "เสนอให้ยุติแล้ว รอคนที่สองยืนยัน")
            return redirect("office:home" if is_own else "central:roles")
    context = {
        "title": "สละหน้าที่ส่วนกลาง" if is_own else "เสนอยุติหน้าที่ส่วนกลาง",
        "text": f"{grant.officer.name_th}: {words_of(grant)}",
        "button_label": "สละหน้าที่นี้" if is_own else "เสนอให้ยุติ",
        "back": (reverse("central:roles"), "หน้าที่ส่วนกลาง"),
        "form": form,
        "problem": problem,
    }
    return render(request, "central/reason.html", context, status=form_status(form, problem))


def _decided(
    request: OfficeRequest, proposal: CentralProposal, done: str, act: Callable[[], object]
) -> HttpResponse:
    """Decide, and go back to the list; a refusal is shown on the proposal's page."""
    try:
        act()
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("central:role_proposal", proposal.pk)
    messages.success(request, done)
    return redirect("central:roles")
