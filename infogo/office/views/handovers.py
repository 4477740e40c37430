"""Handing a point over to another agency: the agency is chosen, the preview read, then decided."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.written import asked_words
from infogo.mergers.errors import MergerError
from infogo.mergers.handover import check_handover, plan_handover
from infogo.mergers.services.handing_over import hand_over_point
from infogo.office.handover_forms import HandoverForm
from infogo.office.pages.handovers import handover_page
from infogo.office.views.points import for_editors, form_page, number_in
from infogo.points.models import ServicePoint
from infogo.workspace.agency_picker import pick_agency
from infogo.workspace.forms import form_status, words_sought
from infogo.workspace.gate import OfficeRequest


@form_page
@for_editors
def handover(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Choose the agency, read what would change, and hand the point over."""
    data = request.POST if request.method == "POST" else request.GET
    agencies = _receiving(request)
    into = agencies.filter(pk=number_in(data.get("into"))).first()
    problem = ""
    if into is not None:
        problem = _obstacle(point, into)
        # What was typed is shown again beside what is so now.
        is_typed = request.method == "POST" and point.agency_id != into.pk
        if is_typed or not problem:
            return _decide(request, point, into)
    elif "into" in data or "pick" in data:
        problem = "เลือกหน่วยงานที่รับโอน"
    picker = pick_agency(
        asked_words(words_sought(request)), within=agencies, without=[point.agency_id]
    )
    context = {"point": point, "picker": picker, "problem": problem}
    return render(request, "office/handover_choose.html", context, status=422 if problem else 200)


def _decide(request: OfficeRequest, point: ServicePoint, into: Agency) -> HttpResponse:
    form, problem = HandoverForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            hand_over_point(
                point_id=point.pk, into=into, reason=form.cleaned_data["reason"],
                actor=request.rights.officer, seen=request.POST.get("seen", "")[:16],
            )  # fmt: skip
        except MergerError as refusal:
            problem = str(refusal)
            # What she ticked as read is another state now.
            form = HandoverForm(initial={"reason": request.POST.get("reason", "")})
        else:
            messages.success(request, f"โอน{point.name_th}ไป{into.name_th}แล้ว ประชาชนเห็นทันที")
            return _leave(request, point)
    context = {
        "page": handover_page(request.rights, plan_handover(point, into)),
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


def _receiving(request: OfficeRequest) -> QuerySet[Agency]:
    return request.rights.agencies(Act.EDIT_POINT).filter(status=AgencyStatus.ACTIVE)
