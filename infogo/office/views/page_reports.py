"""What readers report of pages: the inbox, and one of them with its answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.office.page_report_forms import GIVE_BACK, TO_CENTRE, AnswerForm
from infogo.office.pages.page_reports import handing_of, report_page, reports_page
from infogo.page_reports.errors import PageReportError
from infogo.page_reports.models import PageReport
from infogo.page_reports.selectors import reports_for, speaks_for_agency, with_subject
from infogo.page_reports.services import decide, give_back, hand_to_centre
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing


@require_safe
@needing(Act.HANDLE_FEEDBACK)
def inbox(request: OfficeRequest) -> HttpResponse:
    """List the reports that she answers for."""
    page = reports_page(request.rights, request.GET)
    return render(request, "office/page_reports/inbox.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def page_report(request: OfficeRequest, report_id: int) -> HttpResponse:
    """Show one report, and take the answer to it."""
    found = get_object_or_404(with_subject(reports_for(request.rights)), pk=report_id)
    handing = handing_of(found, request.rights)
    is_of_centre = not speaks_for_agency(request.rights, found)
    if request.method != "POST":
        seen = {"seen": found.state}
        form = AnswerForm(found.state, handing, initial=seen, is_of_centre=is_of_centre)
        return _shown(request, found, form)
    form = AnswerForm(found.state, handing, request.POST, is_of_centre=is_of_centre)
    if form.is_valid():
        try:
            return _done(request, found, form)
        except PageReportError as refusal:
            form.add_error(None, str(refusal))
    return _shown(request, found, form)


def _done(request: OfficeRequest, found: PageReport, form: AnswerForm) -> HttpResponse:
    """Do what she chose, and say so.

    Raises:
        PageReportError: it is refused; nothing was changed.
    """
    to = form.cleaned_data["to"]
    how = {"report_id": found.pk, "text": form.cleaned_data["text"], "rights": request.rights}
    if to == TO_CENTRE:
        hand_to_centre(**how)
        messages.success(request, "ส่งให้ส่วนกลางแล้ว ผู้แจ้งเห็นเหตุผลที่คุณเขียน")
        return redirect("office:page_reports")
    if to == GIVE_BACK:
        give_back(**how)
        messages.success(request, "ส่งกลับให้หน่วยงานแล้ว ผู้แจ้งเห็นเหตุผลที่คุณเขียน")
        return redirect("office:page_report", found.pk)
    decide(to=to, seen=form.cleaned_data["seen"], **how)
    messages.success(request, "บันทึกแล้ว ผู้แจ้งเห็นผลและข้อความของคุณเมื่อเปิดด้วยรหัส")
    return redirect("office:page_report", found.pk)


def _shown(request: OfficeRequest, found: PageReport, form: AnswerForm) -> HttpResponse:
    context = {"page": report_page(found, request.rights), "form": form}
    template = "office/page_reports/report.html"
    return render(request, template, context, status=form_status(form, ""))
