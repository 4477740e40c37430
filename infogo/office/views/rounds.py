"""Rounds of a mobile unit: the list, announcing one, changing it, cancelling it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from infogo.accounts.roles import Act
from infogo.core.dates import bangkok_now
from infogo.office.pages import rounds as pages
from infogo.office.pages.point import points_with_all
from infogo.office.round_forms import CancelRoundForm, RoundForm
from infogo.office.views.points import for_editors, form_page, number_in
from infogo.points.models import ServicePoint
from infogo.rounds import services
from infogo.rounds.errors import RoundError
from infogo.rounds.models import Round
from infogo.rounds.selectors import procedures_at, version_of, with_areas
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest


@require_safe
def rounds(request: OfficeRequest, point_id: int) -> HttpResponse:
    """List the rounds of a point that she may see."""
    point = get_object_or_404(points_with_all(request.rights.points(Act.VIEW)), pk=point_id)
    can_edit = request.rights.points(Act.EDIT_POINT).filter(pk=point.pk).exists()
    page = pages.rounds_page(point, procedures_at(point), bangkok_now().date(), can_edit=can_edit)
    return render(request, "office/rounds.html", {"page": page, "point": point})


@form_page
@for_editors
def round_new(request: OfficeRequest, point: ServicePoint) -> HttpResponse:
    """Announce a round, beginning with another one of hers if the address names it."""
    like = _rounds_of(point).filter(pk=number_in(request.GET.get("like"))).first()
    initial = pages.repeated(like) if like else {"province": point.province_id or ""}
    taken = procedures_at(point)
    form = RoundForm(request.POST or None, initial=initial, services=taken)
    problem = ""
    if form.is_valid() and form.facts:
        try:
            made = services.create_round(
                point_id=point.pk, facts=form.facts, actor=request.rights.officer.audit_name
            )
        except RoundError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"เพิ่มรอบ {pages.days_of(made)} แล้ว ประชาชนเห็นทันที")
            return redirect("office:rounds", point.pk)
    context = {"point": point, "form": form, "problem": problem, "services": taken}
    status = form_status(form, problem)
    return render(request, "office/round_form.html", context, status=status)


@form_page
@for_editors
def round_edit(request: OfficeRequest, point: ServicePoint, round_id: int) -> HttpResponse:
    """Change a round that is not over."""
    held: Round = get_object_or_404(_rounds_of(point), pk=round_id)
    taken = procedures_at(point)
    form = RoundForm(request.POST or None, initial=pages.round_initial(held), services=taken)
    problem, seen = "", request.POST.get("seen", "")[:16] or version_of(held)
    if form.is_valid() and form.facts:
        try:
            services.save_round(
                round_id=held.pk,
                facts=form.facts,
                actor=request.rights.officer.audit_name,
                seen=seen,
            )
        except RoundError as refusal:
            # What she typed stays; with the version that she saw it would be refused for ever.
            problem, seen = str(refusal), version_of(_rounds_of(point).get(pk=held.pk))
        else:
            messages.success(request, "บันทึกรอบแล้ว ประชาชนเห็นทันที")
            return redirect("office:rounds", point.pk)
    context = {
        "point": point,
        "form": form,
        "problem": problem,
        "services": taken,
        "held": held,
        "seen": seen,
    }
    status = form_status(form, problem)
    return render(request, "office/round_form.html", context, status=status)


@form_page
@for_editors
def round_cancel(request: OfficeRequest, point: ServicePoint, round_id: int) -> HttpResponse:
    """Say that a round does not take place, and why."""
    held: Round = get_object_or_404(_rounds_of(point), pk=round_id)
    form, problem = CancelRoundForm(request.POST or None), ""
    seen = request.POST.get("seen", "")[:16] or version_of(held)
    if form.is_valid():
        try:
            services.cancel_round(
                round_id=held.pk,
                reason=form.cleaned_data["reason"],
                actor=request.rights.officer.audit_name,
                seen=seen,
            )
        except RoundError as refusal:
            # The page shows the round as it is now: what she decides next is about that.
            held = _rounds_of(point).get(pk=held.pk)
            problem, seen = str(refusal), version_of(held)
        else:
            messages.success(request, "ยกเลิกรอบแล้ว ประชาชนเห็นว่ายกเลิกจนพ้นวันนั้น")
            return redirect("office:rounds", point.pk)
    context = {
        "point": point,
        "form": form,
        "problem": problem,
        "held": held,
        "days": pages.days_of(held),
        "seen": seen,
    }
    status = form_status(form, problem)
    return render(request, "office/round_cancel.html", context, status=status)


def _rounds_of(point: ServicePoint) -> QuerySet[Round]:
    return with_areas(Round.objects.filter(point=point))
