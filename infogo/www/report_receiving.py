"""Receiving the form of a report: every check that needs the request, then the service.

Nothing is refused silently and nothing that she wrote is lost: a refusal shows the form again.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.core.networks import network_of_reader
from infogo.manuals.rule_sets import PageReportParameters
from infogo.page_reports.errors import PageReportError
from infogo.page_reports.models import Kind, PageReport, Suspicion
from infogo.page_reports.services import Told, mask_told, submit_page_report
from infogo.ratings.limits import count_sending
from infogo.www.anonymous_form import (
    FORBIDDEN,
    SEND_MASKED,
    UNPROCESSABLE,
    Refusal,
    key_of,
    number_of,
    signs_of_machine,
    too_many,
)
from infogo.www.pages.report import About
from infogo.www.report_form import ReportForm
from infogo.www.sending import comes_from_here

PURPOSE = "report"


def receive(
    request: HttpRequest, about: About, form: ReportForm, rules: PageReportParameters
) -> PageReport:
    """Return the report made of a bound form.

    Raises:
        Refusal: what to show instead, with the form as it was filled in.
    """
    now = timezone.now()
    is_valid = form.is_valid()
    if not comes_from_here(request):
        raise Refusal(
            FORBIDDEN,
            _("ส่งแบบฟอร์มนี้จากเว็บไซต์อื่นไม่ได้ ตรวจข้อความแล้วกดส่งจากหน้านี้อีกครั้ง"),
            needs_new_token=True,
        )
    number = number_of(
        request,
        rules,
        now,
        problem=_("แบบฟอร์มเปิดไว้นานเกินไป ข้อความของคุณยังอยู่ กดส่งอีกครั้ง"),
        purpose=PURPOSE,
    )
    if not is_valid:
        raise Refusal(UNPROCESSABLE)
    masked = mask_told(form.cleaned_data["text"])
    if masked.kinds and SEND_MASKED not in request.POST:
        raise Refusal(UNPROCESSABLE, masked=masked)
    suspected = [Suspicion(sign) for sign in signs_of_machine(request, number, rules)]
    if _sent_from_there(request, rules, now) > rules.network_doubted_after:
        suspected.append(Suspicion.ONE_ADDRESS)
    told = Told(
        subject=about.subject,
        subject_id=about.subject_id,
        path=about.path,
        kind=Kind(form.cleaned_data["kind"]),
        text=form.cleaned_data["text"],
        contact=form.cleaned_data["email"],
        language=current_language(),
    )
    # Who goes back and tells of another fault by the same form tells something new.
    key = key_of(
        number, told.subject, told.subject_id, told.path, told.kind, told.text, told.contact
    )
    try:
        return submit_page_report(told=told, key=key, suspected=suspected, now=now)
    except PageReportError as problem:
        raise Refusal(UNPROCESSABLE, str(problem)) from problem


def _sent_from_there(request: HttpRequest, rules: PageReportParameters, now: datetime) -> int:
    """Count this sending; returns how many its network sent in this hour.

    Raises:
        Refusal: it sent too many.
    """
    network = network_of_reader(request)
    if not network:
        return 0
    sent = count_sending(network=network, what="page-report", now=now)
    if sent > rules.network_per_hour:
        raise too_many(_("เครือข่ายของคุณแจ้งหลายครั้งในชั่วโมงนี้ ข้อความยังอยู่ในหน้านี้ รอสักครู่แล้วกดส่งอีกครั้ง"), now)
    return sent
