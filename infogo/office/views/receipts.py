"""Receipts: given at a counter, printed, finished, opened again, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.core.dates import long_date
from infogo.delays import receipts as services
from infogo.delays.errors import DelayError
from infogo.delays.receipts_models import Receipt
from infogo.delays.receipts_papers import slip_pdf
from infogo.delays.selectors import counters_of
from infogo.office.pages import receipts as pages
from infogo.office.receipt_forms import FindForm, FinishForm, IssueForm, ReopenForm
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

for_reporters = needing(Act.REPORT)
UNPROCESSABLE = 422


@require_safe
@for_reporters
def receipts(request: OfficeRequest) -> HttpResponse:
    """Show the counter of a point, or the points to choose from."""
    return _counter(request, IssueForm(), FindForm())


@require_POST
@for_reporters
def receipt_issue(request: OfficeRequest) -> HttpResponse:
    """Give a receipt."""
    form = IssueForm(request.POST)
    if not form.is_valid():
        return _counter(request, form, FindForm())
    pins = counters_of(request.rights).select_related(
        "manual__procedure", "manual__standard", "point"
    )
    pin = get_object_or_404(pins, pk=form.cleaned_data["pin"])
    try:
        made = services.issue_receipt(
            pin=pin,
            filed=form.filed(timezone.now()),
            request_key=form.cleaned_data["key"],
            actor=request.rights.officer.audit_name,
        )
    except DelayError as refusal:
        form.add_error("on" if refusal.field == "received" else None, str(refusal))
        return _counter(request, form, FindForm())
    return redirect("office:receipt", made.pk)


@require_safe
@for_reporters
def receipt_find(request: OfficeRequest) -> HttpResponse:
    """Lead to the receipt of a code."""
    form = FindForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        found = services.find_receipt(form.cleaned_data["code"])
        if found and services.receipts_of(request.rights).filter(pk=found.pk).exists():
            return redirect("office:receipt", found.pk)
        form.add_error("code", "ไม่พบใบรับรหัสนี้ในจุดที่คุณดูแล ตรวจรหัสทีละกลุ่มแล้วพิมพ์ใหม่")
    return _counter(request, IssueForm(), form)


@require_safe
def receipt(request: OfficeRequest, receipt_id: int) -> HttpResponse:
    """Show one receipt as it is printed."""
    return _receipt_page(request, receipt_of(request, receipt_id), None)


@require_safe
def receipt_slip(request: OfficeRequest, receipt_id: int) -> HttpResponse:
    """Answer the slip as PDF."""
    found = receipt_of(request, receipt_id)
    page = pages.receipt_page(found, request.rights.on)
    made = slip_pdf(found, address=page.address, qr=page.qr)
    disposition = f'inline; filename="receipt-{found.code}.pdf"'
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": disposition}
    )


@require_POST
def receipt_finish(request: OfficeRequest, receipt_id: int) -> HttpResponse:
    """Note on which day it was decided."""
    found, form = receipt_of(request, receipt_id), FinishForm(request.POST)
    if form.is_valid():
        try:
            services.finish_receipt(
                receipt_id=found.pk,
                finished_on=form.cleaned_data["finished_on"],
                actor=request.rights.officer.audit_name,
            )
        except DelayError as refusal:
            form.add_error("finished_on", str(refusal))
        else:
            messages.success(request, "ปิดใบรับแล้ว ประชาชนเห็นว่าเสร็จวันไหน")
            return redirect("office:receipt", found.pk)
    return _receipt_page(request, found, form)


@require_POST
def receipt_reopen(request: OfficeRequest, receipt_id: int) -> HttpResponse:
    """Open a receipt again that was finished by mistake."""
    found, form = receipt_of(request, receipt_id), ReopenForm(request.POST)
    if not form.is_valid():
        return _receipt_page(request, found, form)
    try:
        services.reopen_receipt(
            receipt_id=found.pk,
            reason=form.cleaned_data["reason"],
            actor=request.rights.officer.audit_name,
        )
    except DelayError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "เปิดใบรับอีกครั้งแล้ว ประชาชนเห็นว่ายังไม่เสร็จ")
    return redirect("office:receipt", found.pk)


@require_POST
def receipt_void(request: OfficeRequest, receipt_id: int) -> HttpResponse:
    """Take a receipt back that was given by mistake."""
    found = receipt_of(request, receipt_id)
    try:
        services.void_receipt(receipt_id=found.pk, actor=request.rights.officer.audit_name)
    except DelayError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:receipt", found.pk)
    messages.success(request, f"ยกเลิกใบรับ {found.code} แล้ว")
    return redirect(f"{reverse('office:receipts')}?point={found.point_id}")


def receipt_of(request: OfficeRequest, receipt_id: int) -> Receipt:
    """Return a receipt about which she reports.

    Raises:
        Http404: she does not, or there is none.
    """
    related = ("manual__procedure", "agency", "point__agency", "edition")
    hers = services.receipts_of(request.rights).select_related(*related)
    return get_object_or_404(hers, pk=receipt_id)


def _counter(request: OfficeRequest, issue: IssueForm, find: FindForm) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    written = asked.get("point", "")
    is_id = written.isascii() and written.isdecimal() and len(written) < 16
    page = pages.receipts_page(
        request.rights, int(written) if is_id else None, asked.get("q", ""), request.rights.on
    )
    context = {"page": page, "issue": issue, "find": find}
    status = UNPROCESSABLE if issue.errors or find.errors else 200
    template = "office/receipts.html"
    if request.headers.get("HX-Request"):
        template = "office/receipts_services.html"
    return render(request, template, context, status=status)


def _receipt_page(
    request: OfficeRequest, found: Receipt, wrong: FinishForm | ReopenForm | None
) -> HttpResponse:
    """Show a receipt, and what is wrong with a form that was sent from its page."""
    finish = FinishForm(initial={"finished_on": long_date(request.rights.on)})
    context = {
        "page": pages.receipt_page(found, request.rights.on),
        "wrong": wrong,
        "finish": wrong if isinstance(wrong, FinishForm) else finish,
        "reopen": wrong if isinstance(wrong, ReopenForm) else ReopenForm(),
    }
    return render(request, "office/receipt.html", context, status=UNPROCESSABLE if wrong else 200)
