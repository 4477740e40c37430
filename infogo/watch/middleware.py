"""What Django alone knows of a request: its view, and who is signed in."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch

from infogo.core.request_facts import PATH, VIEW, WHO

Handler = Callable[[HttpRequest], HttpResponseBase]

HIDDEN = "*"
PLAIN_KINDS = frozenset({"id", "int", "district", "month", "day", "hash", "slug"})
"""Converters whose values name records, not people; what any other captures is hidden."""
SECRET_NAMES = frozenset({"token", "key", "secret"})
"""Arguments that are hidden whatever they look like."""
OF_RATERS = frozenset(
    {
        "www:manual_rate", "www:local_manual_rate", "www:place_rate", "www:rated",
        "www:manual_send", "www:local_manual_send", "www:plan_send",
        "www:receipt", "www:receipt_ics",
        "www:report", "www:reported", "www:forget_reporter",
    }
)  # fmt: skip
"""Views by which an anonymous reader says or asks something of her own. What it was about is not
written beside her address, so no line leads to a rating: docs/decisions/0005, 0025."""
_ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
KNOWN_PARTS = 2
"""Leading parts that are written of a path that leads nowhere."""
BEFORE_SECRETS = frozenset({"rated", "receipt", "reported"})
"""First parts after which a secret follows at once: one slash too many, and no view knows it."""


class FactsMiddleware:
    """Notes the view, the path as it may be logged and the officer, for the layer in front."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note."""
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None:
            request.META[VIEW] = match.view_name
            request.META[PATH] = logged_path(match)
        if who := _who(request):
            request.META[WHO] = who
        return response


class PathsFilter(logging.Filter):
    """Writes paths into the ordinary log as they are written into the access log.

    Django names the path of every answer that went wrong; one may be an invitation, or the
    reference of a rating, which the number of the request would join to an address.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, with another path."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            match = request.resolver_match
            instead = path_to_nowhere(request.path) if match is None else logged_path(match)
            # Django hands over what it names with other letters than ASCII written out.
            named = {request.path, request.path.encode("unicode_escape").decode("ascii")}
            record.args = tuple(instead if part in named else part for part in record.args)
        return True


def logged_path(match: ResolverMatch) -> str:
    """Return a path with its records, and without what was typed, is secret or tells of a rater."""
    route, hides_all = match.route, match.view_name in OF_RATERS
    values = getattr(match, "captured_kwargs", None) or {}
    if "(?P<" in route:
        written = route.partition("(?P<")[0].replace("^", "") + HIDDEN
    else:
        written = _ARGUMENT.sub(lambda found: _shown(found, values, hides_all=hides_all), route)
    return written if written.startswith("/") else f"/{written}"


def path_to_nowhere(path: str) -> str:
    """Return what is written of a path that no view answers: it may hold anything."""
    parts = path.split("/")
    most = KNOWN_PARTS if BEFORE_SECRETS.isdisjoint(parts[1:2]) else 1
    known = "/".join(parts[: most + 1])
    return known if len(parts) <= most + 1 else f"{known}/{HIDDEN}"


def _shown(found: re.Match[str], values: dict[str, Any], *, hides_all: bool) -> str:
    name = found["name"]
    is_plain = found["kind"] in PLAIN_KINDS and name not in SECRET_NAMES
    return str(values.get(name, HIDDEN)) if is_plain and not hides_all else HIDDEN


def _who(request: HttpRequest) -> str:
    """Return who was let in, if the answer needed to know it; nobody is looked up for this."""
    rights = getattr(request, "rights", None) or getattr(
        getattr(request, "auth", None), "rights", None
    )
    if rights is not None:
        return f"officer {rights.officer.pk}"
    user = getattr(request, "_cached_user", None)
    return f"officer {user.pk}" if user is not None and user.is_authenticated else ""
