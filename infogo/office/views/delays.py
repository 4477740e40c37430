"""Delayed requests: the list, a new one, one of them with its letters, and the list as a file."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.bulk.sheets.delays import DelaySheet
from infogo.core.dates import bangkok_now
from infogo.core.written import asked_words
from infogo.delays.errors import DelayError
from infogo.delays.letters import letter_pdf
from infogo.delays.models import DelayCase
from infogo.delays.rules import RuleBook
from infogo.delays.selectors import cases_of, counters_of, with_all
from infogo.delays.services.cases import NewCase, open_case
from infogo.office.delay_forms import CaseForm
from infogo.office.pages import delays as pages
from infogo.office.pages.delay_case import case_page, sent_by_number
from infogo.office.views.bulk import sheet_file
from infogo.workspace.forms import form_status
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing


@require_safe
@needing(Act.VIEW)
def delays(request: OfficeRequest) -> HttpResponse:
    """List the cases that she may see."""
    page = pages.delays_page(
        request.rights,
        chosen=pages.read_chosen(request.GET.get("show", "")),
        words=request.GET.get("q", ""),
        page=request.GET.get("page", ""),
        moment=timezone.now(),
    )
    return render(request, "office/delays.html", {"page": page})


@require_safe
def export(request: OfficeRequest) -> HttpResponseBase:
    """Send the list that she sees as a workbook or CSV."""
    if not request.rights.can(Act.VIEW):
        raise PermissionDenied
    chosen = pages.read_chosen(request.GET.get("show", ""))
    words = asked_words(request.GET.get("q"))
    book = RuleBook.read()
    found = pages.wanted_cases(request.rights, chosen, words, timezone.now(), book)
    sheet = DelaySheet()
    rows = sheet.lines_of(found[: sheet.most])
    is_csv = request.GET.get("file") == "csv"
    return sheet_file(sheet, rows, f"{chosen.value}-{bangkok_now():%Y%m%d}", is_csv=is_csv)


@require_http_methods(["GET", "HEAD", "POST"])
@needing(Act.REPORT)
def new(request: OfficeRequest) -> HttpResponse:
    """Begin to watch a request."""
    counters = counters_of(request.rights)
    form = CaseForm(request.POST or None, counters=counters)
    is_looking = "search" in request.POST
    if request.method == "POST" and not is_looking and form.is_valid():
        made = _opened(request, form)
        if made is not None:
            messages.success(request, "เปิดเรื่องแล้ว ดูวันครบกำหนดและวิธีนับด้านล่าง")
            return redirect("office:delay", made.pk)
    words = asked_words(request.POST.get("q") or request.GET.get("q"))
    lines, is_more = pages.counter_lines(request.rights, words, request.POST.get("counter", ""))
    shown = CaseForm(initial=request.POST.dict(), counters=counters) if is_looking else form
    context = {"form": shown, "counters": lines, "is_more": is_more, "words": words}
    return render(request, "office/delay_new.html", context, status=form_status(shown, ""))


def _opened(request: OfficeRequest, form: CaseForm) -> DelayCase | None:
    """Open the case of a valid form; what is refused is written beside its field."""
    said = form.cleaned_data
    pin = said["counter"]
    new = NewCase(said["reference"], form.received_at(), said["by_channel"])
    actor = request.rights.officer.audit_name
    try:
        return open_case(manual=pin.manual, point=pin.point, new=new, actor=actor)
    except DelayError as refusal:
        # What is refused of the service or its point was chosen as one.
        form.add_error(refusal.field if refusal.field in form.fields else "counter", str(refusal))
        return None


@require_safe
@needing(Act.VIEW)
def case(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Show one case."""
    found = case_within_reach(request, case_id)
    page = case_page(found, moment=timezone.now(), can_report=may_report(request, found))
    return render(request, "office/delay.html", {"page": page})


@require_safe
@needing(Act.VIEW)
def letter(request: OfficeRequest, case_id: int, notice_id: int) -> HttpResponse:
    """Send the letter of a notice, or the copy of it."""
    found = case_within_reach(request, case_id)
    notice = sent_by_number(found, notice_id)
    if notice is None:
        raise Http404
    is_copy = request.GET.get("copy") == "1"
    made = letter_pdf(found, notice, made_at=notice.noted_at, is_copy=is_copy)
    answer = HttpResponse(made, content_type="application/pdf")
    name = f"แจ้งเหตุล่าช้า-{found.pk}-{notice.pk}{'-สำเนา' if is_copy else ''}.pdf"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def case_within_reach(request: OfficeRequest, case_id: int) -> DelayCase:
    """Return a case that she may see.

    Raises:
        Http404: she may not see it, or there is none.
    """
    found: DelayCase = get_object_or_404(with_all(cases_of(request.rights)), pk=case_id)
    return found


def may_report(request: OfficeRequest, case: DelayCase) -> bool:
    """Whether she may write down what happens to a case."""
    return cases_of(request.rights, Act.REPORT).filter(pk=case.pk).exists()
