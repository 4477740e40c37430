"""The outermost WSGI layer: every request of this process passes here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from infogo.core.metrics import PAGES, REQUEST_SECONDS, REQUESTS
from infogo.core.request_facts import FACTS, SOURCE, VIEW, id_for, numbered
from infogo.core.tracing import Note, is_on, span
from infogo.watch.doors import Doors

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
STATIC = "/static/"
BROKEN = 500


@dataclass
class Seen:
    """One request as it went."""

    environ: Environ
    number: str
    status: int = BROKEN
    seconds: float = 0.0
    view: str = field(default="")


class Watch:
    """Wraps the page cache, which wraps Django: numbers and measures requests."""

    def __init__(
        self,
        application: Application,
        *,
        trusts_proxy: bool = False,
        doors: Doors | None = None,
        tell: tuple[Callable[[Seen], None], ...] = (),
    ) -> None:
        """Wrap ``application``.

        Args:
            application: what answers.
            trusts_proxy: whether a proxy of ours stands in front and sets ``X-Request-Id``.
            doors: the addresses of the operator.
            tell: who is told of each request that was answered.
        """
        self._application = application
        self._trusts_proxy = trusts_proxy
        self._doors = doors or Doors()
        self._tell = tell

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if self._doors.is_for(environ.get("PATH_INFO", "")):
            return self._doors.answer(environ, start_response)
        for fact in FACTS:
            environ.pop(fact, None)
        seen = Seen(environ, id_for(environ, is_trusted=self._trusts_proxy))

        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            seen.status = int(status[:3])
            return start_response(status, [*headers, ("X-Request-Id", seen.number)], exc_info)

        began = time.perf_counter()
        with numbered(seen.number), self._span(seen) as note:
            try:
                return self._application(environ, start)
            except Exception:
                seen.status = BROKEN
                raise
            finally:
                seen.seconds = time.perf_counter() - began
                seen.view = view_of(environ)
                _measure(seen)
                _describe(seen, note)
                for tell in self._tell:
                    tell(seen)

    def _span(self, seen: Seen) -> AbstractContextManager[Note]:
        """Begin the span of a request, below the one that a proxy of ours began."""
        if not is_on():
            return span("request")
        given = seen.environ.get("HTTP_TRACEPARENT", "") if self._trusts_proxy else ""
        facts = {"http.request.method": _method(seen), "infogo.request": seen.number}
        return span("request", facts, {"traceparent": given} if given else {})


def view_of(environ: MutableMapping[str, Any]) -> str:
    """Return the name of the view that answered; a fixed word where none did."""
    if name := environ.get(VIEW):
        return str(name)
    return "static" if environ.get("PATH_INFO", "").startswith(STATIC) else "none"


def _method(seen: Seen) -> str:
    method = str(seen.environ["REQUEST_METHOD"])
    return method if method in METHODS else "other"


def _measure(seen: Seen) -> None:
    _requests(seen.view, _method(seen), str(seen.status)).inc()
    _seconds(seen.view).observe(seen.seconds)
    if source := seen.environ.get(SOURCE):
        _pages(source).inc()


# The same few again and again: finding one costs as much as counting in it.
_requests = lru_cache(maxsize=1024)(REQUESTS.labels)
_seconds = lru_cache(maxsize=256)(REQUEST_SECONDS.labels)
_pages = lru_cache(maxsize=64)(PAGES.labels)


def _describe(seen: Seen, note: Note) -> None:
    note("name", f"{_method(seen)} {seen.view}")
    note("http.route", seen.view)
    note("http.response.status_code", seen.status)
    if source := seen.environ.get(SOURCE):
        note("infogo.source", source)
