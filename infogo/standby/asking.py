"""Pages as a reader would get them, asked of Django here, with what they are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from infogo.core.versions import Tokens
from infogo.www.cache.policy import HANDOVER, WANTED, Rule


@dataclass(frozen=True)
class Answer:
    """An answer of the site; ``tokens`` are of before it was made, empty where nobody knows."""

    status: int
    body: bytes
    content_type: str
    policy: str
    tokens: Tokens


class Asking:
    """Asks for page after page, at the site's own public address."""

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        site = urlsplit(settings.INFOGO["PUBLIC_URL"])
        self._site = {
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "HTTP_HOST": site.netloc,
            "wsgi.url_scheme": site.scheme,
            "HTTP_X_FORWARDED_PROTO": site.scheme,
        }

    def get(self, address: str) -> Answer:
        """Return the answer to an address such as ``/agency/?page=2``."""
        path, _mark, query = address.partition("?")
        request = WSGIRequest(
            {
                **self._site,
                "REQUEST_METHOD": "GET",
                # WSGI gives the octets of a path, one character each.
                "PATH_INFO": path.encode().decode("latin-1"),
                "QUERY_STRING": query,
                "SERVER_PROTOCOL": "HTTP/1.1",
                "wsgi.input": BytesIO(),
                WANTED: True,
            }
        )
        # A page in English leaves its language behind; whoever asks has one of its own.
        with translation.override(translation.get_language()):
            response = self._handler.get_response(request)
            body = _body(response)
        rule = request.META.get(HANDOVER)
        return Answer(
            status=response.status_code,
            body=body,
            content_type=response.headers.get("Content-Type", ""),
            policy=response.headers.get("Content-Security-Policy", ""),
            tokens=rule.tokens if isinstance(rule, Rule) else (),
        )


def _body(response: HttpResponseBase) -> bytes:
    # A page holds nothing open; closing it would only let go of the database after each of them.
    if isinstance(response, HttpResponse):
        return response.content
    try:
        return b"".join(cast("Iterable[bytes]", response))
    finally:
        response.close()
