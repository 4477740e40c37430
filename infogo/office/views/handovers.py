"""Handing a point over to another agency: the agency is chosen, the preview read, then decided.

Whoever looks after both agencies decides at once; whoever looks after one proposes, and the other
agency's officer accepts or declines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.written import asked_words
from infogo.mergers.errors import MergerError
from infogo.mergers.handover import (
    check_handover,
    may_give,
    may_hand_over_at_once,
    may_receive,
    plan_handover,
    visible_proposals,
)
from infogo.mergers.models import HandoverProposal
from infogo.mergers.services.handing_over import hand_over_point
from infogo.mergers.services.proposing import (
    accept_handover,
    decline_handover,
    propose_handover,
    withdraw_handover,
)
from infogo.office.handover_forms import AcceptForm, HandoverForm, WhyForm
from infogo.office.pages.handovers import handover_page, proposal_page, waiting_page
from infogo.office.views.points import for_editors, form_page, number_in
from infogo.points.models import ServicePoint
from infogo.workspace.agency_picker import pick_agency
from infogo.workspace.forms import form_status, words_sought
from infogo.workspace.gate import OfficeRequest


@form_page
@for_editors
def handover(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Choose the agency, read what would change, and hand the point over or propose it."""
    data = request.POST if request.method == "POST" else request.GET
    active = Agency.objects.filter(status=AgencyStatus.ACTIVE)
    into = active.filter(pk=number_in(data.get("into"))).first()
    problem = ""
    if into is not None:
        problem = _obstacle(point, into)
        # What was typed is shown again beside what is so now.
        is_typed = request.method == "POST" and point.agency_id != into.pk
        if is_typed or not problem:
            return _decide(request, point, into)
    elif "into" in data or "pick" in data:
        problem = "เลือกหน่วยงานที่รับโอน"
    picker = pick_agency(asked_words(words_sought(request)), without=[point.agency_id])
    context = {"point": point, "picker": picker, "problem": problem}
    return render(request, "office/handover_choose.html", context, status=422 if problem else 200)


@require_safe
def handovers(request: OfficeRequest) -> HttpResponse:
    """List the proposals that wait for an answer, of both sides."""
    if not request.rights.can(Act.EDIT_POINT):
        raise PermissionDenied
    return render(request, "office/handovers.html", {"page": waiting_page(request.rights)})


@form_page
def handover_proposal(request: OfficeRequest, proposal_id: int) -> HttpResponse:
    """Show a proposal; a POST accepts it."""
    found = _proposal(request, proposal_id)
    form, problem = AcceptForm(_sent(request)), ""
    if request.method == "POST":
        _require(may_receive(request.rights, found.into))
        if form.is_valid():
            try:
                accept_handover(
                    proposal_id=found.pk, actor=request.rights.officer,
                    seen=request.POST.get("seen", "")[:16],
                )  # fmt: skip
            except MergerError as refusal:
                problem, form = str(refusal), AcceptForm()
            else:
                messages.success(request, f"รับโอน{found.point.name_th}แล้ว ประชาชนเห็นทันที")
                return redirect("office:point", found.point_id)
        found = _proposal(request, proposal_id)
    context = {"page": proposal_page(request.rights, found), "form": form, "problem": problem}
    status = form_status(form, problem)
    return render(request, "office/handover_proposal.html", context, status=status)


@form_page
def handover_decline(request: OfficeRequest, proposal_id: int) -> HttpResponse:
    """Do not take a proposed point over."""
    found = _proposal(request, proposal_id)
    _require(may_receive(request.rights, found.into))
    words = ("ไม่รับโอน", "หน่วยงานที่เสนอเห็นเหตุผลนี้ จุดยังเป็นของหน่วยงานเดิม", "บันทึกแล้วว่าไม่รับโอน")
    return _end(request, found, decline_handover, *words)


@form_page
def handover_withdraw(request: OfficeRequest, proposal_id: int) -> HttpResponse:
    """Take a proposal back."""
    found = _proposal(request, proposal_id)
    _require(may_give(request.rights, found.point))
    words = ("ถอนข้อเสนอ", "จุดยังเป็นของหน่วยงานเดิม เสนอใหม่ได้ภายหลัง", "ถอนข้อเสนอแล้ว ไม่มีอะไรเปลี่ยน")
    return _end(request, found, withdraw_handover, *words)


def _end(
    request: OfficeRequest,
    found: HandoverProposal,
    act: Callable[..., HandoverProposal],
    label: str,
    text: str,
    done: str,
) -> HttpResponse:
    form, problem = WhyForm(_sent(request)), ""
    if form.is_valid():
        try:
            act(
                proposal_id=found.pk, reason=form.cleaned_data["reason"],
                actor=request.rights.officer,
            )  # fmt: skip
        except MergerError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, done)
            return redirect("office:handover_proposal", found.pk)
    context = {"proposal": found, "label": label, "text": text, "form": form, "problem": problem}
    status = form_status(form, problem)
    return render(request, "office/handover_end.html", context, status=status)


def _proposal(request: OfficeRequest, proposal_id: int) -> HandoverProposal:
    found = visible_proposals(request.rights).select_related(
        "point__agency", "source", "into", "proposed_by", "decided_by"
    )
    return get_object_or_404(found, pk=proposal_id)


def _sent(request: OfficeRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _require(is_hers: bool) -> None:
    if not is_hers:
        raise PermissionDenied


def _decide(request: OfficeRequest, point: ServicePoint, into: Agency) -> HttpResponse:
    form, problem = HandoverForm(request.POST or None), ""
    at_once = may_hand_over_at_once(request.rights, point, into)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {
            "point_id": point.pk, "into": into, "reason": form.cleaned_data["reason"],
            "actor": request.rights.officer, "seen": request.POST.get("seen", "")[:16],
        }  # fmt: skip
        try:
            if at_once:
                hand_over_point(**said)
                messages.success(request, f"โอน{point.name_th}ไป{into.name_th}แล้ว ประชาชนเห็นทันที")
                return _leave(request, point)
            made = propose_handover(**said)
            messages.success(request, f"เสนอแล้ว จุดยังเป็นของหน่วยงานเดิมจนกว่า{into.name_th}ตอบรับ")
            return redirect("office:handover_proposal", made.pk)
        except MergerError as refusal:
            problem = str(refusal)
            # What she ticked as read is another state now.
            form = HandoverForm(initial={"reason": request.POST.get("reason", "")})
    context = {
        "page": handover_page(request.rights, plan_handover(point, into)),
        "at_once": at_once,
        "form": form,
        "problem": problem,
    }
    return render(request, "office/handover.html", context, status=form_status(form, problem))


def _obstacle(point: ServicePoint, into: Agency) -> str:
    try:
        check_handover(point, into)
    except MergerError as refusal:
        return str(refusal)
    return ""


def _leave(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Lead to the point, or home where it is not hers to see any more."""
    rights = Rights.of(request.rights.officer)
    if rights.points(Act.VIEW).filter(pk=point.pk).exists():
        return redirect("office:point", point.pk)
    return redirect("office:home")
