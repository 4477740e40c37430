"""Sessions, forgery tokens and the gate, for addresses of the signed-in faces and for no others.

A public page passes through here with nothing added: no session is opened for it, no cookie is
read or set, and no header varies.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import is_valid_path, reverse

from infogo.accounts.perms import Rights
from infogo.workspace import gate
from infogo.workspace.htmx import told_in_page
from infogo.workspace.unsent import unsent_form

Handler = Callable[[HttpRequest], HttpResponseBase]

TOUCHED = "office_touched"
SECONDS_BETWEEN_TOUCHES = 60
SEE_OTHER = 303
UNAUTHORISED = 401
NOT_THIS_WAY = 405


def is_workspace(request: HttpRequest) -> bool:
    """Whether a request is for a signed-in face: an officer's or a central agency's."""
    return request.path_info.startswith(settings.WORKSPACE_PATHS)


class WorkspaceOnly:
    """Around one of Django's middlewares: lets it see the workspace's requests alone."""

    inner_class: Callable[[Handler], Any]

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.inner = self.inner_class(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, through the inner middleware or around it."""
        handler = self.inner if is_workspace(request) else self.get_response
        answer: HttpResponseBase = handler(request)
        return answer

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponseBase | None:
        """Let the inner middleware look at the view, if it looks at views."""
        look = getattr(self.inner, "process_view", None)
        if look is None or not is_workspace(request):
            return None
        answer: HttpResponseBase | None = look(request, *args)
        return answer


class SlidingSessionMiddleware(SessionMiddleware):
    """Keeps a session alive while it is used: half an hour idle ends it.

    The end moves on at most once a minute, so reading many pages does not write as many rows.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Open the session, and move its end on when that was last done a minute ago."""
        super().process_request(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        session, now = request.session, int(time.time())
        if not session.is_empty() and (
            # Either way: it was touched while a clock was ahead, too.
            abs(now - session.get(TOUCHED, 0)) >= SECONDS_BETWEEN_TOUCHES
        ):
            session[TOUCHED] = now

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Give each signed-in face the cookie: one that a browser showed elsewhere it must not.

        The cookie is set for one path; a copy under another key of the answer has the same name.
        """
        answer: HttpResponse = super().process_response(request, response)
        name = settings.SESSION_COOKIE_NAME
        if (kept := answer.cookies.get(name)) is not None:
            for path in settings.WORKSPACE_PATHS:
                if path != kept["path"]:
                    twin = kept.copy()
                    twin["path"] = path
                    answer.cookies[f"{name} {path}"] = twin
        return answer


class FaceCsrfMiddleware(CsrfViewMiddleware):
    """Keeps the forgery token of each face with that face."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Set the token, if it has to be set, for the face that was asked alone."""
        answer = super().process_response(request, response)
        if (token := answer.cookies.get(settings.CSRF_COOKIE_NAME)) is not None:
            paths = settings.WORKSPACE_PATHS
            token["path"] = next(path for path in paths if request.path_info.startswith(path))
        return answer


class WorkspaceSessionMiddleware(WorkspaceOnly):
    """Opens the session."""

    inner_class = SlidingSessionMiddleware


class WorkspaceCsrfMiddleware(WorkspaceOnly):
    """Refuses forms that were not sent from our own pages."""

    inner_class = FaceCsrfMiddleware


class WorkspaceAuthenticationMiddleware(WorkspaceOnly):
    """Says who is signed in."""

    inner_class = AuthenticationMiddleware


class WorkspaceMessageMiddleware(WorkspaceOnly):
    """Carries a message to the next page."""

    inner_class = MessageMiddleware


class WorkspaceGuardMiddleware:
    """Lets nobody past who has not signed in, or lacks the second factor her rights demand."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what the workspace shows is nobody's to keep."""
        response = self.get_response(request)
        if is_workspace(request):
            if response.status_code == NOT_THIS_WAY and request.method == "GET":
                response = HttpResponseRedirect(_page_above(request.path_info), status=SEE_OTHER)
            response.headers["Cache-Control"] = "no-store"
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Send whoever may not pass to where she can; attach the rights of whoever may."""
        if not is_workspace(request):
            return None
        if not request.user.is_authenticated:
            return None if gate.is_open(view) else _to_sign_in(request)
        if gate.has_lasted_too_long(request):
            get_adapter().logout(request)
            messages.info(request, "ใช้งานครบ 12 ชั่วโมงแล้ว เข้าสู่ระบบอีกครั้งเพื่อทำงานต่อ")
            return _to_sign_in(request)
        rights = Rights.of(request.user)
        request.rights = rights  # type: ignore[attr-defined]
        if gate.is_open(view) or getattr(view, gate.DURING_SETUP, False):
            return None
        if gate.lacks_second_factor(request, rights):
            return HttpResponseRedirect(reverse("office:setup"), status=SEE_OTHER)
        return None


def _page_above(path: str) -> str:
    """Return the page above an address that only takes forms.

    Who opens it once more, from the address bar or another tab, is shown what it changes, not an
    empty answer for which her browser has a page of its own.
    """
    while (path := path.rstrip("/").rpartition("/")[0]).count("/") > 1:
        for page in (path, f"{path}/"):
            if is_valid_path(page):
                return page
    return f"{path}/"


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in page, and back to a page that was only looked at.

    A page that saves by itself is told instead, so that what was typed there stays; any other
    form is given back whole, to be sent again.
    """
    if request.headers.get("HX-Request"):
        return told_in_page(render(request, "office/session_ended.html", status=UNAUTHORISED))
    if request.method == "POST":
        sent = unsent_form(request)
        if sent.texts or sent.can_be_sent_again:
            return render(request, "office/unsent.html", {"sent": sent}, status=UNAUTHORISED)
    address = reverse(settings.LOGIN_URL)
    if request.method == "GET":
        address = f"{address}?{urlencode({'next': request.get_full_path()})}"
    return HttpResponseRedirect(address, status=SEE_OTHER)
