"""What the workspace says when something is refused."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from infogo.accounts.models import Officer
from infogo.workspace import gate
from infogo.workspace.htmx import told_in_page
from infogo.workspace.middleware import is_workspace
from infogo.workspace.unsent import came_from_here, unsent_form, unsent_texts

CONFLICT = 409


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403: the form was not sent from our page, or the page had been open too long.

    A page that saves by itself gets a new token and may try again: its reader signed in anew. Any
    other form of ours comes back whole with a new token; she looks at it and sends it again.
    """
    if request.headers.get("HX-Request"):
        token = {"token": get_token(request)}
        return told_in_page(render(request, "office/token_renewed.html", token, status=CONFLICT))
    page: dict[str, Any] = {"sent": None}
    if _is_work_of_nobody(request):
        # Her browser lost session and token together. As after any session that ended: she signs
        # in elsewhere, and sends it again from here.
        return render(request, "office/unsent.html", {"sent": unsent_form(request)}, status=401)
    if isinstance(request.user, Officer):
        # No gate was passed yet, so the frame does not know who she is.
        page = {"sent": unsent_form(request), "who": request.user.name_th}
    return render(request, "office/form_expired.html", page, status=403)


def _is_work_of_nobody(request: HttpRequest) -> bool:
    """Whether a page of ours for officers sent a form that no officer is signed in for."""
    found = request.resolver_match
    is_closed = found is not None and not gate.is_open(found.func)
    return is_closed and not request.user.is_authenticated and came_from_here(request)


def is_unsent_work(request: HttpRequest) -> bool:
    """Whether an officer sent what she had written, by a form or by a page that saves by itself."""
    return request.method == "POST" and is_workspace(request) and request.user.is_authenticated


def out_of_reach(request: HttpRequest, code: int) -> HttpResponse:
    """Answer 403 or 404 to work on something that she may no longer change, or that is gone.

    Her right may have ended while the form was open: what she wrote is hers and is given back. A
    page that saves by itself is told instead, so that what was typed stays there.
    """
    if request.headers.get("HX-Request"):
        return told_in_page(render(request, "office/reach_ended.html", status=CONFLICT))
    page = {"texts": unsent_texts(request), "code": code}
    return render(request, "office/unsaved.html", page, status=code)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429."""
    response = render(request, "office/too_many.html", status=429)
    response.headers["Retry-After"] = "600"
    return response
