"""What the workspace says when something is refused."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the form was not sent from our page, or the page had been open too long."""
    return render(request, "office/form_expired.html", status=403)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429."""
    response = render(request, "office/too_many.html", status=429)
    response.headers["Retry-After"] = "600"
    return response
