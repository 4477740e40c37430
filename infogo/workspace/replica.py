"""Officers read from the copy of the database what they did not just write."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from infogo.core import replica
from infogo.workspace.middleware import is_workspace

Handler = Callable[[HttpRequest], HttpResponseBase]
COOKIE = "infogo_seen"
"""Holds the place in the database's log up to which this officer wrote; nothing about her."""
KEPT_SECONDS = 12 * 3600
UNKNOWN = "unknown"
"""A mark that names no place: the copy is not read until a later write tells one."""


class ReplicaMiddleware:
    """Lets a page of the workspace be read from the copy, once it has what she wrote.

    Innermost, so that signing in, the session and the gate are none of its business.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; after a write, note how far the database had written."""
        if not replica.is_configured() or not is_workspace(request):
            return self.get_response(request)
        if request.method in ("GET", "HEAD"):
            with replica.reading(allowed=_has_what_she_wrote(request)):
                response = self.get_response(request)
                has_written = replica.has_written()
        else:
            response, has_written = self.get_response(request), True
        if has_written:
            _note(response)
        return response

    def process_exception(
        self, request: HttpRequest, problem: Exception
    ) -> HttpResponseBase | None:
        """Read a page once more, from the true database, when the copy failed in the middle."""
        match = request.resolver_match
        if not (isinstance(problem, DatabaseError) and replica.is_reading() and match):
            return None
        replica.LAG.give_up(problem)
        replica.leave()
        answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return answer


def _has_what_she_wrote(request: HttpRequest) -> bool:
    mark = request.COOKIES.get(COOKIE)
    if mark is None:
        return True
    place = replica.place_in(mark)
    return place is not None and replica.has_come_to(place)


def _note(response: HttpResponseBase) -> None:
    try:
        mark = replica.text_of(replica.place_of_primary())
    except DatabaseError:
        mark = UNKNOWN
    first, *others = settings.WORKSPACE_PATHS
    response.set_cookie(
        COOKIE,
        mark,
        max_age=KEPT_SECONDS,
        path=first,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    for path in others:  # another path under the same name stands under another key
        twin = response.cookies[COOKIE].copy()
        twin["path"] = path
        response.cookies[f"{COOKIE} {path}"] = twin
