"""Where a form without session came from: from a page of ours, and from which network."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from infogo.ratings.limits import network_of

FROM_HERE = ("same-origin", "none")
"""What browsers say of a form on our own page; ``none`` of one that a reader sent again."""


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent a form.

    There is no session to protect, so nobody's right is borrowed by another site's form; but such
    forms could make many readers rate without knowing. Every browser since 2020 sends at least
    one of the three headers; a request without any is no browser's.
    """
    if fetched := request.headers.get("Sec-Fetch-Site"):
        return fetched in FROM_HERE
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(origin)
    own = urlsplit(str(settings.INFOGO["PUBLIC_URL"]))
    here = {(own.scheme, own.netloc), (request.scheme, request.get_host())}
    return (parts.scheme, parts.netloc) in here


def network_of_reader(request: HttpRequest) -> str:
    """Return the network that a request came from; empty where no address is known.

    Only the addresses that our own proxies added are believed.
    """
    address = str(request.META.get("REMOTE_ADDR") or "")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if proxies:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        address = forwarded[-proxies] if len(forwarded) >= proxies else ""
    return network_of(address)
