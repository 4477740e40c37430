"""Whether a form without session came from a page of ours."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

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
