"""Merging agencies: chosen, looked at beforehand, carried out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.accounts.roles import Act
from infogo.bulk.tables import csv_table
from infogo.central.care_forms import MergerForm
from infogo.central.pages import mergers as pages
from infogo.central.views.agencies import administering, form_page
from infogo.central.views.needing import needing_central
from infogo.mergers.errors import MergerError
from infogo.mergers.models import Merger, MergerState
from infogo.mergers.planning import check_merger
from infogo.mergers.services.merging import begin_merger, cancel_merger
from infogo.workspace.forms import ReasonForm, form_status
from infogo.workspace.gate import OfficeRequest


@require_safe
@needing_central()
def mergers(request: OfficeRequest) -> HttpResponse:
    """List the mergers."""
    context = {
        "part": pages.mergers_list(request.GET),
        "can_administer": request.rights.everywhere(Act.ADMINISTER),
    }
    return render(request, "central/mergers.html", context)


@require_safe
@administering
def merger_new(request: OfficeRequest) -> HttpResponse:
    """Choose the successor and the agencies to be merged; the address carries it all."""
    return render(request, "central/merger_new.html", {"page": pages.choose_page(request.GET)})


@form_page
@administering
def merger_preview(request: OfficeRequest) -> HttpResponse:
    """Show what a merger would do; a POST decides it."""
    data = request.POST if request.method == "POST" else request.GET
    into, sources = pages.chosen(data)
    if into is None or not sources:
        return render(request, "central/merger_new.html", {"page": pages.choose_page(data)})
    form, problem = MergerForm(request.POST or None), ""
    try:
        check_merger(into, sources)
        if request.method == "POST" and form.is_valid():
            made = begin_merger(
                into=into, sources=sources, effective_on=form.cleaned_data["day"],
                basis=form.cleaned_data["basis"], actor=request.rights.officer,
                kept_manuals=pages.kept_manuals(data), grant_fates=pages.grant_fates(data),
            )  # fmt: skip
            messages.success(request, _done(made))
            return redirect("central:merger", made.pk)
    except MergerError as refusal:
        problem = str(refusal)
    context = {"page": pages.preview_page(into, sources, data), "form": form, "problem": problem}
    return render(
        request, "central/merger_preview.html", context, status=form_status(form, problem)
    )


@require_safe
@needing_central()
def merger(request: OfficeRequest, merger_id: int) -> HttpResponse:
    """Show one merger."""
    found = get_object_or_404(
        Merger.objects.select_related("into", "planned_by").prefetch_related("sources__agency"),
        pk=merger_id,
    )
    return render(request, "central/merger.html", {"page": pages.merger_page(found)})


@require_safe
@administering
def merger_moved(request: OfficeRequest, merger_id: int) -> HttpResponseBase:
    """Give the list of everything that moved."""
    found = get_object_or_404(Merger, pk=merger_id)
    rows = csv_table(("ประเภท", "หน่วยงานเดิม", "เลขที่"), pages.moved_rows(found))
    name = f'attachment; filename="merger-{found.pk}.csv"'
    return StreamingHttpResponse(
        rows, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
    )


@form_page
@administering
def merger_cancel(request: OfficeRequest, merger_id: int) -> HttpResponse:
    """Give up a merger that has not begun."""
    found = get_object_or_404(Merger.objects.select_related("into"), pk=merger_id)
    form, problem = ReasonForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            cancel_merger(
                merger_id=found.pk,
                reason=form.cleaned_data["reason"],
                actor=request.rights.officer,
            )
        except MergerError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "ยกเลิกแผนแล้ว ไม่มีอะไรเปลี่ยน")
            return redirect("central:merger", found.pk)
    context = {
        "title": "ยกเลิกแผนการรวมหน่วยงาน",
        "text": f"แผนรวมเข้ากับ{found.into.name_th}",
        "button_label": "ยกเลิกแผนนี้",
        "back": (reverse("central:merger", args=[found.pk]), "การรวมหน่วยงานนี้"),
        "form": form,
        "problem": problem,
    }
    return render(request, "central/reason.html", context, status=form_status(form, problem))


def _done(merger: Merger) -> str:
    if merger.state == MergerState.DONE:
        return "รวมหน่วยงานเสร็จแล้ว ที่อยู่เว็บเดิมพาไปหน่วยงานใหม่"
    if merger.state == MergerState.RUNNING:
        return "เริ่มรวมหน่วยงานแล้ว ระบบกำลังย้ายข้อมูล"
    return "บันทึกแผนแล้ว ระบบเริ่มย้ายเมื่อถึงวันมีผล ข้อมูลมากจะย้ายเป็นชุด"
