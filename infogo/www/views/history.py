"""The past of a manual: on a day, between editions, proved; it stays readable after the end."""

from __future__ import annotations

import re
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http import HttpResponsePermanentRedirect as MovedTo
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.core.dates import DateInputError, bangkok_now
from infogo.display.manual_head import find_manual
from infogo.manuals.models import Manual, ManualStatus
from infogo.manuals.past import as_of, history_of
from infogo.manuals.selectors import NotPublishedError
from infogo.www.pages import past
from infogo.www.pages.changes import changes_between, differences_page
from infogo.www.pages.manual_data import manual_data
from infogo.www.pages.written_day import LONGEST_TYPED
from infogo.www.views.manuals import ManualView, moved_along, of_manual

_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


def of_kept_manual(view: ManualView) -> ManualView:
    """Call ``view(request, manual, …)`` for every manual that citizens could ever read.

    Unlike ``of_manual`` it goes on after a manual was withdrawn or merged: what applied on the day
    of somebody's request is asked for most when it does not apply any more.
    """

    @require_safe
    @wraps(view)
    def shown(
        request: HttpRequest, procedure_id: int, agency_id: int | None = None, **rest: Any
    ) -> HttpResponse:
        manual = find_manual(procedure_id, agency_id)
        if manual is None and agency_id and (moved := moved_along(request, agency_id)):
            return moved
        if manual is None or manual.status == ManualStatus.DRAFT:
            raise Http404
        if agency_id and manual.is_standard and request.resolver_match:
            name = request.resolver_match.view_name.replace("local_manual", "manual")
            return MovedTo(reverse(name, kwargs={"procedure_id": procedure_id, **rest}))
        try:
            return view(request, manual, **rest)
        except NotPublishedError as error:
            raise Http404 from error

    return shown


@of_kept_manual
def manual_on(request: HttpRequest, found: Manual) -> HttpResponse:
    """Ask for a day, and lead to the manual on that day."""
    typed, problem = request.GET.get("day", "").replace("\0", "")[:LONGEST_TYPED], ""
    if typed.strip():
        try:
            day = past.read_day(typed, bangkok_now().date())
        except DateInputError as wrong:
            problem = str(wrong)
        else:
            return HttpResponseRedirect(past.day_address(past.head_of(found), day))
    page = past.ask_page(found, typed=typed, problem=problem)
    status = 422 if problem else 200
    return render(request, "www/manual_on_ask.html", {"page": page}, status=status)


@of_kept_manual
def manual_on_day(request: HttpRequest, found: Manual, day: date) -> HttpResponse:
    """Show a manual as it was at the end of a day; a day to come has no page."""
    today = bangkok_now().date()
    if day > today:
        raise Http404
    page = past.past_page(found, day, today)
    return render(request, "www/manual_on.html", {"page": page})


@of_kept_manual
def manual_on_json(request: HttpRequest, found: Manual, day: date) -> HttpResponse:
    """Answer a manual on a day as data; see ``past_data`` and ``manual_data`` for the fields."""
    if day > bangkok_now().date():
        raise Http404
    then = as_of(found, day, history_of(found))
    data = past.past_data(then, manual_data(then.merged) if then.merged else None)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@of_kept_manual
def manual_changes_between(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show what differs between two editions that the reader chose."""
    page = changes_between(found, _edition_number(request, "from"), _edition_number(request, "to"))
    return render(request, "www/manual_changes.html", {"page": page})


@of_manual
def manual_differences(request: HttpRequest, found: Manual) -> HttpResponse:
    """Show how an agency's manual differs today from the standard manual."""
    return render(request, "www/manual_changes.html", {"page": differences_page(found)})


def _edition_number(request: HttpRequest, name: str) -> int | None:
    found = _NUMBER.fullmatch(request.GET.get(name, ""))
    return int(found[0]) if found else None
