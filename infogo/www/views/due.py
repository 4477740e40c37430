"""Due days: of receipts, and of what citizens tell themselves; and times as they really were."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infogo.core.dates import DateInputError, bangkok_now
from infogo.delays.receipts import find_receipt
from infogo.delays.receipts_code import LONGEST_TYPED, read_code
from infogo.delays.receipts_models import Receipt
from infogo.display.manual_head import manual_head
from infogo.manuals.models import Manual
from infogo.manuals.selectors import merged_manual
from infogo.www.pages import appeal, own_due, times
from infogo.www.pages.receipt import receipt_ics, receipt_page
from infogo.www.views.manuals import of_manual

UNPROCESSABLE = 422
CALENDAR = "text/calendar; charset=utf-8"
NOBODY_KEEPS_SECONDS = 60
"""A receipt changes when it is finished and its words change at midnight; whoever holds the code
may keep its page for a moment, caches in between never."""


@require_safe
def receipt_form(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to its receipt."""
    typed = request.GET.get("code", "")
    if not typed.strip():
        return _receipt_form(request, "", "", 200)
    code = read_code(typed.strip().rstrip("/").rsplit("/", 1)[-1][:LONGEST_TYPED])
    if code is None:
        problem = _("รหัสไม่ถูกต้อง รหัสมี 12 ตัว เช่น 7K3M-9QXD-2RWP ตรวจทีละกลุ่มแล้วพิมพ์ใหม่")
        return _receipt_form(request, typed, problem, 422)
    return HttpResponseRedirect(f"{request.path}/{code}")


@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show the receipt of a code."""
    found = find_receipt(code)
    if found is None:
        problem = _("ไม่พบใบรับรหัสนี้ ตรวจรหัสทีละกลุ่มแล้วพิมพ์ใหม่")
        return _receipt_form(request, code[:LONGEST_TYPED], problem, 404)
    if code != found.code:
        return redirect("www:receipt", found.code)
    page = receipt_page(found, bangkok_now())
    return _for_the_holder(render(request, "www/receipt.html", {"page": page}))


@require_safe
def receipt_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the due day of a receipt as a file for calendars."""
    found = find_receipt(code)
    if found is None or found.voided_at is not None or not found.is_genuine:
        raise Http404
    return _for_the_holder(_calendar(receipt_ics(found), _file_name(found)))


@of_manual
def manual_due(request: HttpRequest, found: Manual) -> HttpResponse:
    """Ask on which day something was filed, and lead to the page that says by when it is due."""
    typed, after = request.GET.get("filed", ""), "after" in request.GET
    problem = ""
    if "filed" in request.GET:
        try:
            told = own_due.read_told(typed, after_hours=after, today=bangkok_now().date())
        except DateInputError as wrong:
            problem = str(wrong)
        else:
            return HttpResponseRedirect(f"{request.path}/{own_due.token_of(found, told)}")
    head = manual_head(merged_manual(found))
    page = own_due.AskPage(head, typed[: own_due.LONGEST_TYPED], after, problem)
    return render(request, "www/due_form.html", {"page": page}, status=422 if problem else 200)


@of_manual
def manual_due_on(request: HttpRequest, found: Manual, token: str) -> HttpResponse:
    """Show by when something is due that a citizen says she filed."""
    page, _told = _own_page(found, token)
    return _no_index(render(request, "www/due.html", {"page": page}))


@of_manual
def manual_due_calendar(request: HttpRequest, found: Manual, token: str) -> HttpResponse:
    """Answer that day as a file for calendars."""
    page, told = _own_page(found, token)
    text = own_due.own_due_ics(found, page, told)
    if text is None:
        raise Http404
    return _no_index(_calendar(text, "due.ics"))


@of_manual
def manual_appeal(request: HttpRequest, found: Manual) -> HttpResponse:
    """Say what can be done when a request was refused or returned, and until when."""
    page = appeal.appeal_page(found, request.GET.get("day", ""), bangkok_now().date())
    status = UNPROCESSABLE if page.problem else 200
    return _no_index(render(request, "www/appeal.html", {"page": page}, status=status))


@of_manual
def manual_appeal_calendar(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer the last day of an appeal as a file for calendars."""
    text = appeal.appeal_ics(found, request.GET.get("day", ""), bangkok_now())
    if text is None:
        raise Http404
    return _no_index(_calendar(text, "appeal.ics"))


@of_manual
def manual_times(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show what is promised beside what really happened."""
    head = manual_head(merged_manual(found))
    page = times.times_page(found, head, bangkok_now().date())
    return render(request, "www/times.html", {"page": page})


def _own_page(found: Manual, token: str) -> tuple[own_due.OwnDuePage, own_due.Told]:
    told = own_due.told_by(found, token)
    if told is None:
        raise Http404
    head = manual_head(merged_manual(found))
    return own_due.own_due_page(found, head, told, bangkok_now().date()), told


def _receipt_form(request: HttpRequest, typed: str, problem: str, status: int) -> HttpResponse:
    context: dict[str, Any] = {"typed": typed[:LONGEST_TYPED], "problem": problem}
    answer = render(request, "www/receipt_form.html", context, status=status)
    patch_cache_control(answer, no_store=True)
    return answer


def _for_the_holder(answer: HttpResponse) -> HttpResponse:
    now = bangkok_now()
    to_midnight = 24 * 3600 - (now.hour * 3600 + now.minute * 60 + now.second)
    patch_cache_control(answer, private=True, max_age=min(NOBODY_KEEPS_SECONDS, to_midnight))
    return _no_index(answer)


def _no_index(answer: HttpResponse) -> HttpResponse:
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _calendar(text: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(text, content_type=CALENDAR, headers={"Content-Disposition": disposition})


def _file_name(found: Receipt) -> str:
    return f"receipt-{found.code}.ics"
