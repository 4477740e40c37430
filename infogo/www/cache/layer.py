"""The WSGI layer in front of Django that answers with kept pages.

A hit costs one look at the database, which alone decides whether the kept page is still true;
there is no time during which a changed page is shown in its old form. A miss, and everything
that is not a public page, goes to Django unchanged. While the database is away, kept pages go on
being shown and say so (``stale.py``).
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from infogo.core.request_facts import FACTS, MADE, PATH, SOURCE, VIEW
from infogo.insights.counting import count_opening
from infogo.www.cache import truth
from infogo.www.cache.policy import HANDOVER, WANTED, Rule, canonical_query
from infogo.www.cache.sending import (
    Headers,
    Shape,
    StartResponse,
    answer_shape,
    encoding_for,
    page_shape,
    page_shapes,
    send,
)
from infogo.www.cache.stale import Absence, stale_shape
from infogo.www.cache.store import Entry, Level, Store

Environ = dict[str, Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

logger = logging.getLogger(__name__)

OK = "200 OK"
AWAY = "503 "
MOST_KINDS = 1000
_NUMBERS = re.compile(r"\d+")
# One body serves every encoding and every condition, so Django gets to see neither.
ENCODINGS_ACCEPTED = "HTTP_ACCEPT_ENCODING"
ANSWERED_HERE = (ENCODINGS_ACCEPTED, "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


class PageCache:
    """Wraps the Django application."""

    def __init__(
        self,
        application: Application,
        *,
        most_bytes: int,
        passed_on: tuple[str, ...] = (),
        own_conditions: tuple[str, ...] = (),
        admits: Callable[[Environ], bool] = lambda _environ: True,
        shared: Level | None = None,
    ) -> None:
        """Wrap ``application``.

        Args:
            application: what makes the pages.
            most_bytes: memory of the kept pages; with 0 every page is made anew.
            passed_on: addresses that begin with one of these go straight in.
            own_conditions: below these, Django itself says when a copy is still good.
            admits: whether a request may be answered with a kept page; Django answers the
                others, which are those it refuses or sends elsewhere.
            shared: where other processes find the pages of this one.
        """
        self._application = application
        self._passed_on = passed_on
        self._own_conditions = own_conditions
        self._admits = admits
        # Pages with a query string live apart, so that many of them cannot push out the others.
        self._plain = Store(most_bytes * 3 // 4, shared)
        self._queried = Store(most_bytes // 4, shared)
        # Learned from the views: which parameters matter below which address.
        self._parameters: dict[str, frozenset[str]] = {}
        self._absence = Absence()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "/")
        method = environ["REQUEST_METHOD"]
        if (method != "GET" and method != "HEAD") or path.startswith(self._passed_on):
            return self._application(environ, start_response)
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        status = OK
        shape = self._kept(environ, path, encoding)
        if shape is None:
            status, shape = self._render(environ, path, encoding)
            if status.startswith(AWAY) and (entry := self._entry(environ, path)) is not None:
                # Its time was over, or the database went away between the two questions.
                status, shape = OK, stale_shape(entry, encoding)
        if status == OK and method == "GET":
            count_opening(
                path=path,
                referer=environ.get("HTTP_REFERER", ""),
                user_agent=environ.get("HTTP_USER_AGENT", ""),
                host=environ.get("HTTP_HOST", ""),
            )
        return send(shape, status, environ, start_response)

    def held(self) -> Mapping[str, int]:
        """Return how many pages this process keeps, and how many bytes they take."""
        stores = (self._plain, self._queried)
        return {
            "pages": sum(len(store) for store in stores),
            "bytes": sum(store.bytes_used for store in stores),
        }

    def _kept(self, environ: Environ, path: str, encoding: str) -> Shape | None:
        """Return the kept page if it is still what Django would make, or nobody can say."""
        # Twice, because another process may have made the page anew since this one did.
        for _level in ("here", "shared"):
            entry = self._entry(environ, path)
            if entry is None:
                return None
            if (shape := self._sendable(entry, encoding)) is not None:
                environ.update(entry.facts)
                environ[SOURCE] = entry.source
                return shape
            if entry.is_over:
                return None  # but kept, for when nobody can make another
            self._forget(environ, path)
        return None

    def _sendable(self, entry: Entry, encoding: str) -> Shape | None:
        if self._absence.is_fresh():
            return stale_shape(entry, encoding)
        if entry.is_over:
            return None
        is_true = _is_true(entry)
        if is_true is None:
            self._absence.note()
            return stale_shape(entry, encoding)
        if not is_true:
            return None
        entry.true_at = time.time()
        return entry.shapes[encoding]

    def _entry(self, environ: Environ, path: str) -> Entry | None:
        """Return what is kept of the page that is asked for, true or not."""
        key = self._key(path, environ.get("QUERY_STRING", ""))
        entry = None if key is None else self._store_of(key).get(key)
        return entry if entry is not None and self._admits(environ) else None

    def _forget(self, environ: Environ, path: str) -> None:
        key = self._key(path, environ.get("QUERY_STRING", ""))
        if key is not None:
            self._store_of(key).discard(key)

    def _store_of(self, key: str) -> Store:
        return self._queried if "?" in key else self._plain

    def _key(self, path: str, query: str) -> str | None:
        """Return the key of a page, or ``None`` where nothing can be kept (yet)."""
        if not query:
            return path
        parameters = self._parameters.get(_kind_of(path))
        if parameters is None:
            return None
        canonical = canonical_query(query, parameters)
        if canonical is None:
            return None
        return f"{path}?{canonical}" if canonical else path

    def _render(self, environ: Environ, path: str, encoding: str) -> tuple[str, Shape]:
        """Let Django make the answer; keep it when its view says that it may be kept."""
        began = time.monotonic()
        status, headers, body, rule = self._ask_django(environ)
        if status.startswith("304 "):
            return status, Shape("", headers, b"", [])
        if rule is None or not status.startswith("200 ") or _has_cookie(headers):
            return status, answer_shape(headers, body, encoding)
        environ[SOURCE] = MADE
        self._learn(path, rule)
        key = self._key(path, environ.get("QUERY_STRING", ""))
        if key is None or len(body) > self._store_of(key).largest:
            return status, page_shape(headers, body, encoding)
        # From before it was made: what begins at a moment must not wait for a slow page.
        good_until = None if rule.seconds is None else began + rule.seconds
        facts = {name: environ[name] for name in (VIEW, PATH) if name in environ}
        entry = Entry(rule.tokens, good_until, page_shapes(headers, body), facts=facts)
        self._store_of(key).put(key, entry)
        return status, entry.shapes[encoding]

    def _ask_django(self, environ: Environ) -> tuple[str, Headers, bytes, Rule | None]:
        """Return status, headers and body of Django's answer, and what its view says of it."""
        inner = {**environ, "REQUEST_METHOD": "GET", WANTED: True}
        own = environ.get("PATH_INFO", "/").startswith(self._own_conditions)
        for name in (ENCODINGS_ACCEPTED,) if own else ANSWERED_HERE:
            inner.pop(name, None)
        started: list[tuple[str, Headers]] = []

        def note(status: str, headers: Headers, exc_info: Any = None) -> None:
            started.append((status, headers))

        chunks = self._application(inner, note)
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        status, headers = started[-1]
        # Django's request.META is the very mapping it was given, so what it notes is in it.
        environ.update((name, inner[name]) for name in FACTS if name in inner)
        rule = inner.get(HANDOVER)
        return status, headers, body, rule if isinstance(rule, Rule) else None

    def _learn(self, path: str, rule: Rule) -> None:
        """Remember which parameters matter below this kind of address."""
        if len(self._parameters) < MOST_KINDS:
            self._parameters[_kind_of(path)] = rule.parameters


def _kind_of(path: str) -> str:
    """Return the address without its numbers: such pages share their parameters."""
    return _NUMBERS.sub("0", path)


def _is_true(entry: Entry) -> bool | None:
    """Ask the database whether nothing that the page was made from has changed.

    Returns ``None`` when it is away. A connection from before it was away says so too, however
    long it has been back: therefore it is asked once more by a new one.
    """
    for _connection in ("kept", "new"):
        try:
            return truth.are_present(entry.tokens)
        except truth.PROBLEMS as problem:
            truth.forget_connections()
            logger.warning("page cache could not ask the database: %s", problem)
    return None


def _has_cookie(headers: Headers) -> bool:
    return any(name.lower() == "set-cookie" for name, _value in headers)
