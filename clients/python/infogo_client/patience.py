"""How requests go out: sent again where that is safe, and not sent where nothing changed."""

from __future__ import annotations

import time
import uuid
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

ONCE = "Idempotency-Key"
READING = frozenset({"GET", "HEAD"})
BUSY = frozenset({429, 502, 503, 504})
NOT_MODIFIED, OK = 304, 200
LONGEST_WAIT = 60.0
MOST_KEPT = 256
_key: ContextVar[str] = ContextVar("idempotency key", default="")


@contextmanager
def idempotency_key(key: str) -> Iterator[None]:
    """Send what is written inside with a key of your own.

    With one key a request is done once, even if it is sent again tomorrow by another process.
    Without this every call gets a new key, which makes only its own repetitions safe.
    """
    token = _key.set(key)
    try:
        yield
    finally:
        _key.reset(token)


@dataclass(frozen=True)
class Kept:
    """An answer that may still be good."""

    tag: str
    headers: httpx.Headers
    content: bytes


class Patience(httpx.BaseTransport):
    """Sends requests up to ``tries`` times and keeps answers that carry an ``ETag``."""

    def __init__(self, tries: int, inner: httpx.BaseTransport | None = None) -> None:
        self.tries = tries
        self.inner = inner or httpx.HTTPTransport()
        self.kept: OrderedDict[str, Kept] = OrderedDict()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer, or the last refusal when the server stayed busy."""
        if request.method not in READING and ONCE not in request.headers:
            request.headers[ONCE] = _key.get() or str(uuid.uuid4())
        kept = self.kept.get(str(request.url)) if request.method == "GET" else None
        if kept is not None:
            request.headers["If-None-Match"] = kept.tag
        response = self._send(request)
        if kept is not None and response.status_code == NOT_MODIFIED:
            response.close()
            return httpx.Response(OK, headers=kept.headers, content=kept.content)
        return self._keep(request, response)

    def close(self) -> None:
        """Close the connections."""
        self.inner.close()

    def _send(self, request: httpx.Request) -> httpx.Response:
        for attempt in range(1, self.tries):
            try:
                response = self.inner.handle_request(request)
            except httpx.TransportError:
                wait = _growing(attempt)
            else:
                if response.status_code not in BUSY:
                    return response
                wait = _asked_wait(response, attempt)
                response.close()
            time.sleep(wait)
        return self.inner.handle_request(request)

    def _keep(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        tag = response.headers.get("ETag")
        if request.method != "GET" or response.status_code != OK or not tag:
            return response
        response.read()
        # What was packed for the way has been unpacked.
        headers = httpx.Headers(
            [(n, v) for n, v in response.headers.multi_items() if n.lower() not in PACKED]
        )
        self.kept[str(request.url)] = Kept(tag, headers, response.content)
        if len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
        return httpx.Response(OK, headers=headers, content=response.content)


PACKED = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def _growing(attempt: int) -> float:
    return min(LONGEST_WAIT, 0.5 * 2.0**attempt)


def _asked_wait(response: httpx.Response, attempt: int) -> float:
    """Return the seconds that ``Retry-After`` asks for: a number, or a moment to wait for."""
    asked = response.headers.get("Retry-After", "")
    if asked.isdecimal():
        return min(LONGEST_WAIT, float(asked))
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return _growing(attempt)
    return min(LONGEST_WAIT, max(0.0, (moment - datetime.now(UTC)).total_seconds()))
