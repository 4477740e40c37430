"""Whether a contact is the government's: a form whose words stand in no address and no log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from infogo.www.pages.contact_check import contact_check_page

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def contact_check(request: HttpRequest) -> HttpResponse:
    """Ask for a contact, or say what is known of it.

    It comes by POST alone: the body is read once, goes nowhere, and nobody keeps the answer.
    """
    typed = request.POST.get("contact", "") if request.method == "POST" else None
    page = contact_check_page(typed)
    status = UNPROCESSABLE if page.problem else 200
    answer = render(request, "www/contact_check.html", {"page": page}, status=status)
    if typed is not None:
        answer.headers["Cache-Control"] = "no-store"
    return answer
