"""The outermost WSGI layer: every request of this process passes here.

What it saw of a request is told afterwards, with that of others (``Batch``), to the measures and to
the access log. Only what an officer does, and whatever changes something, is told before its answer
goes out.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from infogo.core.metrics import PAGES, REQUEST_SECONDS, REQUESTS
from infogo.core.networks import address_in
from infogo.core.request_facts import (
    FACTS,
    PATH,
    SOURCE,
    VIEW,
    WHO,
    begin_numbered,
    end_numbered,
    id_for,
)
from infogo.core.tracing import is_on, span
from infogo.watch.batch import Batch
from infogo.watch.doors import Doors

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
STATIC = "/static/"
BROKEN = 500
LATE_SECONDS, MOST_WAITING = 0.5, 200
PORT_HEADER = "HTTP_X_REAL_PORT"
"""Header in which our own proxy tells the client's port, without which an address that many
share (CGNAT) names nobody."""


@dataclass(slots=True)
class Seen:
    """One request as it went: what others are told of it, and nothing else of what was asked."""

    at: float
    """When it came, in seconds of the world's clock."""
    number: str
    method: str
    address: str
    """As the server or our own proxy says; not looked at yet."""
    port: str
    asked_path: str
    """As it was asked for, which may hold anything."""
    status: int = BROKEN
    seconds: float = 0.0
    view: str = ""
    who: str | None = None
    path: str | None = None
    """As it may be logged, if a view answered."""
    source: str | None = None

    @property
    def is_act(self) -> bool:
        """Whether it is an officer's, or may have changed something."""
        return self.who is not None or self.method not in ("GET", "HEAD")


class Watch:
    """Wraps the page cache, which wraps Django: numbers and measures requests."""

    def __init__(
        self,
        application: Application,
        *,
        proxies: int = 0,
        doors: Doors | None = None,
        tell: tuple[Callable[[Sequence[Seen]], None], ...] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Wrap ``application``.

        Args:
            application: what answers.
            proxies: how many of ours stand in front; they set ``X-Request-Id`` and say who asks.
            doors: the addresses of the operator.
            tell: who is told of requests that were answered.
            clock: tells the time in seconds.
        """
        self._application = application
        self._proxies = proxies
        self._port_name = PORT_HEADER if proxies else "REMOTE_PORT"
        self._doors = doors or Doors()
        self._tell = (_measure, *tell)
        self._clock = clock
        self._batch = Batch(self._told, seconds=LATE_SECONDS, most=MOST_WAITING)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        if self._doors.is_for(path):
            self._batch.flush()
            return self._doors.answer(environ, start_response)
        for fact in FACTS:
            environ.pop(fact, None)
        number = id_for(environ, is_trusted=self._proxies > 0)
        seen = Seen(
            self._clock(),
            number,
            environ["REQUEST_METHOD"],
            address_in(environ, self._proxies),
            environ.get(self._port_name, ""),
            path,
        )

        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            seen.status = int(status[:3])
            return start_response(status, [*headers, ("X-Request-Id", number)], exc_info)

        answer = self._traced if is_on() else self._answer
        before = begin_numbered(number)
        try:
            return answer(environ, start, seen)
        finally:
            end_numbered(before)

    def flush(self) -> None:
        """Tell what was seen and was not told yet."""
        self._batch.flush()

    def _answer(self, environ: Environ, start: StartResponse, seen: Seen) -> Iterable[bytes]:
        began = time.perf_counter()
        try:
            return self._application(environ, start)
        except Exception:
            seen.status = BROKEN
            raise
        finally:
            seen.seconds = time.perf_counter() - began
            seen.view = view_of(environ)
            seen.who = environ.get(WHO)
            seen.path = environ.get(PATH)
            seen.source = environ.get(SOURCE)
            self._batch.add(seen)
            if seen.is_act:
                self._batch.flush()

    def _traced(self, environ: Environ, start: StartResponse, seen: Seen) -> Iterable[bytes]:
        """Answer within a span, below the one that a proxy of ours began."""
        given = environ.get("HTTP_TRACEPARENT", "") if self._proxies else ""
        method = _method(seen)
        facts = {"http.request.method": method, "infogo.request": seen.number}
        with span("request", facts, {"traceparent": given} if given else {}) as note:
            try:
                return self._answer(environ, start, seen)
            finally:
                note("name", f"{method} {seen.view}")
                note("http.route", seen.view)
                note("http.response.status_code", seen.status)
                if seen.source:
                    note("infogo.source", seen.source)

    def _told(self, many: Sequence[Seen]) -> None:
        for tell in self._tell:
            tell(many)


def view_of(environ: MutableMapping[str, Any]) -> str:
    """Return the name of the view that answered; a fixed word where none did."""
    if name := environ.get(VIEW):
        return str(name)
    return "static" if environ.get("PATH_INFO", "").startswith(STATIC) else "none"


def _method(seen: Seen) -> str:
    return seen.method if seen.method in METHODS else "other"


def _measure(many: Sequence[Seen]) -> None:
    answered = Counter((seen.view, _method(seen), seen.status) for seen in many)
    for (view, method, status), number in answered.items():
        _requests(view, method, str(status)).inc(number)
    seconds = defaultdict(list)
    for seen in many:
        seconds[seen.view].append(seen.seconds)
    for view, each in seconds.items():
        _seconds(view).observe_many(each)
    for source, number in Counter(seen.source for seen in many if seen.source).items():
        _pages(source).inc(number)


# The same few again and again: finding one costs as much as counting in it.
_requests = lru_cache(maxsize=1024)(REQUESTS.labels)
_seconds = lru_cache(maxsize=256)(REQUEST_SECONDS.labels)
_pages = lru_cache(maxsize=64)(PAGES.labels)
