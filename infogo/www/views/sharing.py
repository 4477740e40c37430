"""Handing on a manual or a plan: a letter, a message, a calendar, large steps to be read aloud.

The page with the form is never kept: it carries a number of its own. All others are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from infogo.core.dates import bangkok_now
from infogo.display.case_view import given_answers
from infogo.manuals.models import Manual
from infogo.points.opening import Clock
from infogo.www.guide_sending import (
    NotSent,
    is_switched_on,
    leaves_this_machine,
    new_token,
    send_guide,
)
from infogo.www.pages.deadline import deadline_ics, deadline_page
from infogo.www.pages.guide_text import message_text
from infogo.www.pages.plan import plan_page
from infogo.www.pages.plan_calendar import plan_ics
from infogo.www.pages.plan_query import PlanQuery, read_plan
from infogo.www.pages.sharing import Source, send_page, source_of_manual, source_of_plan
from infogo.www.send_form import SendForm
from infogo.www.views.manuals import of_manual
from infogo.www.views.parameters import (
    read_district,
    read_for_other,
    read_limit,
    read_near,
    read_province,
)

SEE_OTHER, UNPROCESSABLE = 303, 422
SENT = "sent"
CALENDAR = "text/calendar; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@partial(of_manual, allowed=form_methods)
def manual_send(request: HttpRequest, found: Manual) -> HttpResponse:
    """Send a manual to an address, or show how else to hand it on."""
    return _send(request, _of_manual(request, found))


@of_manual
def manual_easy(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show a manual in large steps that can be read aloud."""
    return _easy(request, _of_manual(request, found))


@of_manual
def manual_text(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer a manual as a message of at most 1,000 letters."""
    return _no_index(HttpResponse(message_text(_of_manual(request, found).guide), PLAIN))


@of_manual
def manual_deadline(request: HttpRequest, found: Manual) -> HttpResponse:
    """Say by when to file, counted from a day that the reader tells."""
    today = bangkok_now().date()
    page = deadline_page(found, read_limit(request), request.GET.get("day", ""), today)
    status = UNPROCESSABLE if page.problem else 200
    return _no_index(render(request, "www/deadline.html", {"page": page}, status=status))


@of_manual
def manual_deadline_ics(request: HttpRequest, found: Manual) -> HttpResponse:
    """Answer that day as a file for calendars."""
    now = bangkok_now()
    text = deadline_ics(found, read_limit(request), request.GET.get("day", ""), now)
    return _calendar(text, "deadline.ics")


def of_plan(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Call ``view(request, source)``; a plan without services leads to where one begins."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        query, clock = _plan(request)
        source = source_of_plan(query, clock)
        return view(request, source) if source else HttpResponseRedirect(reverse("www:plan"))

    return shown


@form_methods
def plan_send(request: HttpRequest) -> HttpResponse:
    """Send a plan to an address, or show how else to hand it on."""
    return of_plan(_send)(request)


@require_safe
def plan_easy(request: HttpRequest) -> HttpResponse:
    """Show a plan in large steps that can be read aloud."""
    return of_plan(_easy)(request)


@require_safe
def plan_text(request: HttpRequest) -> HttpResponse:
    """Answer a plan as a message of at most 1,000 letters."""
    query, clock = _plan(request)
    source = source_of_plan(query, clock)
    if source is None:
        raise Http404
    return _no_index(HttpResponse(message_text(source.guide), PLAIN))


@require_safe
def plan_calendar(request: HttpRequest) -> HttpResponse:
    """Answer the trip of a plan and its results as a file for calendars."""
    query, clock = _plan(request)
    return _calendar(plan_ics(plan_page(query, clock), clock.now), "plan.ics")


def _of_manual(request: HttpRequest, found: Manual) -> Source:
    return source_of_manual(
        found,
        Clock(bangkok_now()),
        province=read_province(request),
        district=read_district(request),
        is_for_other=read_for_other(request),
        cases=given_answers(request.GET),
    )


def _plan(request: HttpRequest) -> tuple[PlanQuery, Clock]:
    clock = Clock(bangkok_now())
    query = read_plan(
        request.GET,
        province=read_province(request),
        district=read_district(request),
        near=read_near(request.GET.get("near", "")),
        today=clock.now.date(),
    )
    return query, clock


def _send(request: HttpRequest, source: Source) -> HttpResponse:
    if request.method != "POST":
        return _show(request, source, SendForm())
    form = SendForm(request.POST)
    if not is_switched_on():
        return _show(request, source, form, NotSent(UNPROCESSABLE))
    try:
        send_guide(request, form, source.guide)
    except NotSent as refusal:
        return _show(request, source, form, refusal)
    mark = "&" if "?" in source.send else "?"
    return HttpResponse(status=SEE_OTHER, headers={"Location": f"{source.send}{mark}{SENT}=1"})


def _show(
    request: HttpRequest, source: Source, form: SendForm, refusal: NotSent | None = None
) -> HttpResponse:
    page = send_page(
        source,
        form,
        new_token(timezone.now()),
        is_on=is_switched_on(),
        leaves=leaves_this_machine(),
        is_sent=refusal is None and request.GET.get(SENT) == "1",
        problem=refusal.problem if refusal else "",
        is_ours=bool(refusal and refusal.is_ours),
    )
    answer = render(
        request, "www/send.html", {"page": page}, status=refusal.status if refusal else None
    )
    answer.headers["Cache-Control"] = "no-store"
    if refusal and refusal.retry_after:
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


def _easy(request: HttpRequest, source: Source) -> HttpResponse:
    return _no_index(render(request, "www/easy.html", {"source": source, "guide": source.guide}))


def _calendar(text: str | None, name: str) -> HttpResponse:
    if text is None:
        raise Http404
    disposition = f'attachment; filename="{name}"'
    return _no_index(HttpResponse(text, CALENDAR, headers={"Content-Disposition": disposition}))


def _no_index(answer: HttpResponse) -> HttpResponse:
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
