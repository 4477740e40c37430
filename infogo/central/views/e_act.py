"""The central agency's part of section 22: deciding about declarations, and the report."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.bulk.tables import XLSX_TYPE
from infogo.central.e_act_forms import ReviewForm, StatusFilter
from infogo.central.pages import e_act as pages
from infogo.central.views.needing import needing_central
from infogo.channels import services
from infogo.channels.errors import ChannelError, ChannelFieldError
from infogo.channels.models import EActDeclaration, EActReport, Review
from infogo.channels.papers import Report, report_pdf, report_workbook
from infogo.editing.may import person_of
from infogo.workspace.forms import begin_anew, form_status
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])
for_central = needing_central(Act.REVIEW, Act.ANALYSE)
WRITERS = {
    "pdf": (report_pdf, "application/pdf"),
    "xlsx": (
        report_workbook,
        XLSX_TYPE,
    ),
}


@require_safe
@needing_central(Act.REVIEW)
def declarations(request: OfficeRequest) -> HttpResponse:
    """List the declarations that wait for the central agency."""
    asked = StatusFilter(request.GET)
    asked.is_valid()
    page = pages.declarations_page(request.rights, asked.cleaned_data.get("page") or 1)
    return render(request, "central/declarations.html", {"page": page})


@form_page
@needing_central(Act.REVIEW)
def declaration(request: OfficeRequest, declaration_id: int) -> HttpResponse:
    """Show one declaration; a POST decides about it."""
    all_read = EActDeclaration.objects.select_related("agency", "file")
    found = get_object_or_404(all_read, pk=declaration_id)
    form = ReviewForm(request.POST or None, initial={"seen": found.version})
    if request.method == "POST" and form.is_valid() and _decided(request, form, found):
        label = Review(form.cleaned_data["review"]).label
        messages.success(request, f"{found.agency.name_th} มาตรา {found.section}: {label}")
        return redirect("central:declarations")
    page = pages.declaration_page(request.rights, found)
    context = {"page": page, "form": form}
    return render(request, "central/declaration.html", context, status=form_status(form, ""))


@require_safe
@for_central
def e_act(request: OfficeRequest) -> HttpResponse:
    """Show how all agencies stand today."""
    return _status(request, None)


@require_safe
@for_central
def e_act_report(request: OfficeRequest, report_id: int) -> HttpResponse:
    """Show the report of a past period."""
    found = get_object_or_404(EActReport, pk=report_id)
    return _status(request, found)


@require_safe
@for_central
def e_act_agencies(request: OfficeRequest) -> HttpResponse:
    """List agencies of the country by their answers."""
    asked = StatusFilter(request.GET)
    asked.is_valid()
    page = pages.status_page(request.rights, asked.cleaned_data)
    return render(request, "central/e_act_agencies.html", {"page": page})


@require_safe
@for_central
def e_act_file(request: OfficeRequest, kind: str) -> HttpResponse:
    """Answer today's table as PDF or workbook."""
    return _file(pages.live_report(request.rights), kind)


@require_safe
@for_central
def e_act_report_file(request: OfficeRequest, report_id: int, kind: str) -> HttpResponse:
    """Answer the report of a past period as PDF or workbook."""
    return _file(pages.frozen_report(get_object_or_404(EActReport, pk=report_id)), kind)


def _status(request: OfficeRequest, frozen: EActReport | None) -> HttpResponse:
    page = pages.e_act_page(request.rights, frozen)
    context = {"page": page, "can_review": request.rights.everywhere(Act.REVIEW)}
    return render(request, "central/e_act.html", context)


def _file(report: Report, kind: str) -> HttpResponse:
    if kind not in WRITERS:
        raise Http404
    write, media_type = WRITERS[kind]
    name = f"e-act-{report.as_of:%Y-%m-%d}.{kind}"
    disposition = content_disposition_header(True, name)
    return HttpResponse(
        write(report),
        content_type=media_type,
        headers={"Content-Disposition": disposition or "attachment"},
    )


def _decided(request: OfficeRequest, form: ReviewForm, found: EActDeclaration) -> bool:
    """Decide as a valid form says, or add to the form why not."""
    try:
        services.review_declaration(
            declaration_id=found.pk,
            review=Review(form.cleaned_data["review"]),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            actor=person_of(request.rights.officer),
        )
    except ChannelError as refusal:
        begin_anew(form, found.version)
        field = refusal.field if isinstance(refusal, ChannelFieldError) else None
        form.add_error(field, str(refusal))
        return False
    return True
