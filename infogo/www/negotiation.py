"""Programs that ask a page for linked data are sent to the address where it is.

A page itself is the same whatever is asked for, and copies of it must be checked before they are
used; so nothing but this answer varies with ``Accept``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

ENDINGS = {
    "application/ld+json": "cpsv.jsonld",
    "text/turtle": "cpsv.ttl",
}
PAGES = ("text/html", "application/xhtml+xml")
LONGEST = 400
VOCABULARY = "/data/vocabulary"
"""The page of our own terms, whose data have one address in all languages."""
_HAS_LINKED_DATA = re.compile(
    r"(?:/[a-z]{2})?/(?:data/vocabulary|manual/\d+(?:/at/\d+)?|agency/\d+|place/\d+)"
)
_QUALITY = re.compile(r";\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)")


def linked_address(path: str, accept: str) -> str | None:
    """Return where the linked data of a page is, if the header rather wants it than the page."""
    if not accept or len(accept) > LONGEST:
        return None
    ending = _wanted_ending(accept)
    if ending is None or not _HAS_LINKED_DATA.fullmatch(path):
        return None
    if path.endswith(VOCABULARY):
        return f"{VOCABULARY}.{ending.removeprefix('cpsv.')}"
    return f"{path}.{ending}"


@lru_cache(maxsize=256)  # browsers send a handful of these, and every page is asked for with one
def _wanted_ending(accept: str) -> str | None:
    """Return the ending of the linked data that a header rather wants than a page."""
    if not any(name in accept for name in ENDINGS):
        return None
    wanted = _wanted(accept)
    best = max(ENDINGS, key=lambda name: wanted.get(name, 0.0))
    page = max(wanted.get(name, 0.0) for name in PAGES)
    return ENDINGS[best] if wanted.get(best, 0.0) > page else None


def _wanted(accept: str) -> dict[str, float]:
    """Return how much each type that is named is wanted; ``*/*`` names none."""
    found: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, _semicolon, parameters = part.strip().partition(";")
        quality = _QUALITY.search(f";{parameters}")
        found[name.strip()] = float(quality[1]) if quality else 1.0
    return found


class NegotiationMiddleware:
    """Sends programs on with 303: what they get is a description of what the page is about."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        accept = request.headers.get("Accept", "")
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        address = linked_address(request.path, accept)
        if address is None:
            return self.get_response(request)
        headers = {
            "Location": address,
            "Vary": "Accept",
            "Cache-Control": "no-cache",
            "Access-Control-Allow-Origin": "*",
        }
        return HttpResponse(status=HTTPStatus.SEE_OTHER, headers=headers)
