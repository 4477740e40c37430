"""Whether a contact is the government's: a form whose words stand in no address and no log."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from infogo.core.limits import METER, Allowance
from infogo.core.networks import network_of_reader
from infogo.www.pages.contact_check import ContactCheckPage, contact_check_page, too_often_page

UNPROCESSABLE, TOO_MANY = 422, 429
POINTS = 20
"""What one check costs: it compares with every contact of the country."""
View = Callable[..., HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def contact_check(request: HttpRequest) -> HttpResponse:
    """Ask for a contact, or say what is known of it.

    It comes by POST alone: the body is read once, goes nowhere, and nobody keeps the answer.
    """
    if request.method != "POST":
        return _shown(request, contact_check_page(None), 200)
    page = contact_check_page(request.POST.get("contact", ""))
    return _kept_nowhere(_shown(request, page, UNPROCESSABLE if page.problem else 200))


@require_POST
def check_too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """Show what was typed again, and in how many seconds it may be checked."""
    page = too_often_page(request.POST.get("contact", ""), seconds)
    answer = _kept_nowhere(_shown(request, page, TOO_MANY))
    answer.headers["Retry-After"] = str(seconds)
    return answer


def counted(check: View, refuse: View) -> View:
    """Let a network check so often in a minute; ``refuse`` answers what is too much.

    Counted as the API is, but apart from it: whoever sits behind the same address as a busy
    program can still check a number. Only this sees from where it comes; the pages do not.
    """

    @functools.wraps(check)
    def counting(request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            left = METER.take(_of_checks(), network_of_reader(request), POINTS)
            if not left.is_allowed:
                return refuse(request, seconds=left.seconds)
        return check(request)

    return counting


def _of_checks() -> Allowance:
    return Allowance("contact-check", settings.INFOGO["API_POINTS_PER_MINUTE"])


def _shown(request: HttpRequest, page: ContactCheckPage, status: int) -> HttpResponse:
    return render(request, "www/contact_check.html", {"page": page}, status=status)


def _kept_nowhere(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
