"""Telling what is wrong on a page without an account, and seeing what became of it.

The form is never kept: it carries a signed number that proves that we gave it out and makes
sending it twice harmless. There is no session, no cookie and no address.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.core.dates import bangkok_now
from infogo.manuals.rule_sets import PageReportParameters, parameters_on
from infogo.page_reports.retention import UNANSWERED_YEARS_KEPT, YEARS_KEPT
from infogo.page_reports.selectors import by_reference
from infogo.page_reports.services import forget_contact
from infogo.www.anonymous_form import Refusal, answered, token_to_show
from infogo.www.pages.report import About, about_of, report_page, reported_page
from infogo.www.report_form import ReportForm
from infogo.www.report_receiving import PURPOSE, receive
from infogo.www.sending import comes_from_here

SEE_OTHER = 303
LONGEST_TYPED = 40


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Take in what a reader says of the page that ``about`` names, or of the whole site."""
    about = about_of(request.GET.get("about", ""))
    rules = parameters_on(bangkok_now().date()).page_reports
    if request.method != "POST":
        return _show(request, about, ReportForm(about.subject), rules, None)
    form = ReportForm(about.subject, request.POST)
    try:
        made = receive(request, about, form, rules)
    except Refusal as refusal:
        return _show(request, about, form, rules, refusal)
    address = reverse("www:reported", args=[made.reference])
    return HttpResponse(status=SEE_OTHER, headers={"Location": address})


@require_safe
def find_reported(request: HttpRequest) -> HttpResponse:
    """Ask for a reference, and lead to its report."""
    typed = request.GET.get("code", "").strip()[:LONGEST_TYPED]
    if not typed:
        return _ask(request, "", "", 200)
    found = by_reference(typed)
    if found is None:
        return _ask(request, typed, _("ไม่พบเรื่องที่แจ้งด้วยรหัสนี้ ตรวจรหัส 8 ตัวแล้วพิมพ์ใหม่"), 404)
    return HttpResponseRedirect(reverse("www:reported", args=[found.reference]))


@require_safe
def reported(request: HttpRequest, reference: str) -> HttpResponse:
    """Thank for a report, and show where it stands whenever it is opened again."""
    found = by_reference(reference)
    if found is None:
        problem = _("ไม่พบเรื่องที่แจ้งด้วยรหัสนี้ ตรวจรหัส 8 ตัวแล้วพิมพ์ใหม่")
        return _ask(request, reference[:LONGEST_TYPED], problem, 404)
    if reference != found.reference:
        return redirect("www:reported", found.reference)
    page = reported_page(found, bangkok_now().date())
    return _kept_nowhere(render(request, "www/reported.html", {"page": page}))


@require_POST
def forget(request: HttpRequest, reference: str) -> HttpResponse:
    """Forget the address that the holder of a reference left."""
    found = by_reference(reference)
    if found is not None and comes_from_here(request):
        forget_contact(report_id=found.pk)
    address = reverse("www:reported", args=[found.reference if found else reference])
    return HttpResponse(status=SEE_OTHER, headers={"Location": address})


def _show(
    request: HttpRequest,
    about: About,
    form: ReportForm,
    rules: PageReportParameters,
    refusal: Refusal | None,
) -> HttpResponse:
    page = report_page(
        about,
        form,
        token_to_show(request, refusal, timezone.now(), PURPOSE),
        working_days=rules.answer_working_days,
        problem=refusal.problem if refusal else "",
        masked=refusal.masked if refusal else None,
    )
    response = render(
        request, "www/report.html", {"page": page}, status=refusal.status if refusal else None
    )
    return answered(response, refusal)


def _ask(request: HttpRequest, typed: str, problem: str, status: int) -> HttpResponse:
    context = {
        "typed": typed,
        "problem": problem,
        "years": YEARS_KEPT,
        "unanswered": UNANSWERED_YEARS_KEPT,
    }
    return _kept_nowhere(render(request, "www/reported_find.html", context, status=status))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
