"""The audit trail, the quality of data, and exports of single agencies."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.agencies.models import Agency
from infogo.bulk.tables import csv_table
from infogo.care.exporting import ExportError, ask_export, open_export
from infogo.care.models import AgencyExport
from infogo.care.rules import BY_ID
from infogo.central.exporting import rows_file
from infogo.central.pages import audit as audit_pages
from infogo.central.pages import quality as quality_pages
from infogo.central.pages.exports import exports_page
from infogo.central.pages.table import FORMATS
from infogo.central.views.agencies import administering
from infogo.central.views.needing import needing_central
from infogo.core import audit as trail
from infogo.workspace.gate import OfficeRequest


@require_safe
@administering
def audit(request: OfficeRequest) -> HttpResponse:
    """Search the audit trail."""
    page = audit_pages.audit_page(request.GET)
    return render(
        request, "central/audit.html", {"page": page}, status=422 if page.problems else 200
    )


@require_safe
@administering
def audit_export(request: OfficeRequest) -> HttpResponseBase:
    """Give what a search finds as CSV; that somebody took it stands in the trail, too.

    A search with a mistake goes back to its page, which says what to mend.
    """
    if audit_pages.has_problems(request.GET):
        return redirect(f"{reverse('central:audit')}?{request.GET.urlencode()}")
    with transaction.atomic():
        trail.record(
            actor=request.rights.officer.audit_name, verb="export_audit", target="audit",
            detail={"search": request.GET.dict()},
        )  # fmt: skip
    rows = csv_table(audit_pages.EXPORT_HEADS, audit_pages.export_rows(request.GET))
    return StreamingHttpResponse(
        rows,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )


@require_POST
@administering
def audit_verify(request: OfficeRequest) -> HttpResponse:
    """Let the worker verify the whole trail."""
    with transaction.atomic():
        actor = request.rights.officer.audit_name
        trail.begin_check(requested_by=actor)
        trail.record(actor=actor, verb="verify_audit", target="audit")
    messages.success(request, "เริ่มตรวจบันทึกแล้ว ระบบตรวจทีละส่วน เปิดหน้านี้อีกครั้งเพื่อดูผล")
    return redirect("central:audit")


@require_safe
@needing_central()
def quality(request: OfficeRequest) -> HttpResponse:
    """Show the errors to mend, rule by rule."""
    page = quality_pages.quality_page(request.GET)
    return render(request, "central/quality.html", {"page": page})


@require_safe
@needing_central()
def quality_rule(request: OfficeRequest, rule: str) -> HttpResponse:
    """Show the records behind one number."""
    if rule not in BY_ID:
        raise Http404
    page = quality_pages.rule_page(BY_ID[rule], request.GET)
    return render(request, "central/quality_rule.html", {"page": page})


@require_safe
@needing_central()
def quality_file(request: OfficeRequest, rule: str, kind: str) -> HttpResponseBase:
    """Give all records behind one number as a file."""
    if rule not in BY_ID or kind not in FORMATS:
        raise Http404
    rows = quality_pages.rule_rows(BY_ID[rule], quality_pages.chosen_agency(request.GET))
    name, heads = f"quality-{rule}", quality_pages.HEADS
    return rows_file("quality", heads, rows, kind, name=name, wide=(4, 7))


@require_http_methods(["GET", "HEAD", "POST"])
@needing_central()
def exports(request: OfficeRequest, agency_id: int) -> HttpResponse:
    """Show the exports of an agency; a POST asks for a new one."""
    agency = get_object_or_404(Agency, pk=agency_id)
    if request.method == "POST":
        try:
            ask_export(rights=request.rights, agency=agency)
        except ExportError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "รับคำขอแล้ว ระบบจัดทำให้ในไม่กี่นาที เปิดหน้านี้อีกครั้งเพื่อดาวน์โหลด")
        return redirect("central:exports", agency.pk)
    page = exports_page(request.rights, agency)
    return render(request, "central/exports.html", {"page": page})


@require_safe
@needing_central()
def export_file(request: OfficeRequest, export_id: int) -> HttpResponseBase:
    """Give the file of an export."""
    export = get_object_or_404(AgencyExport.objects.select_related("agency"), pk=export_id)
    try:
        path = open_export(rights=request.rights, export=export)
    except ExportError as refusal:
        messages.error(request, str(refusal))
        return redirect("central:exports", export.agency_id)
    name = f"agency-{export.agency_id}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)
