"""The WSGI layer in front of Django that answers with kept pages.

A hit costs one look at the database, which alone decides whether the kept page is still true;
there is no time during which a changed page is shown in its old form. A miss, and everything
that is not a public page, goes to Django unchanged.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

import brotli
from django.db import Error as DatabaseProblem
from django.db import connection

from infogo.insights.counting import count_opening
from infogo.www.cache.policy import HANDOVER, WANTED, Rule, canonical_query
from infogo.www.cache.store import Entry, Store

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

logger = logging.getLogger(__name__)

SMALLEST_COMPRESSED = 200
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
MOST_KINDS = 1000
COUNTED = frozenset({"200 OK"})
_NUMBERS = re.compile(r"\d+")
OWN_HEADERS = frozenset({"content-length", "etag", "vary", "cache-control", "content-encoding"})
REVALIDATED = ("Cache-Control", "public, max-age=0, must-revalidate")
COMPRESSIBLE = re.compile(r"^(?:text/|application/(?:json|ld\+json|xml|problem))|\+xml|\+json")
# "br;q=0" refuses brotli; every other mention accepts it.
_BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class PageCache:
    """Wraps the Django application."""

    def __init__(
        self, application: Application, *, most_bytes: int, passed_on: tuple[str, ...] = ()
    ) -> None:
        """Wrap ``application``; addresses that begin with one of ``passed_on`` go straight in."""
        self._application = application
        self._passed_on = passed_on
        # Pages with a query string live apart, so that many of them cannot push out the others.
        self._plain = Store(most_bytes * 3 // 4)
        self._queried = Store(most_bytes // 4)
        # Learned from the views: which parameters matter below which address.
        self._parameters: dict[str, frozenset[str]] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "/")
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or path.startswith(self._passed_on):
            return self._application(environ, start_response)
        key = self._key(path, environ.get("QUERY_STRING", ""))
        entry = self._kept(key)
        status = "200 OK"
        if entry is None:
            status, entry = self._render(environ, path)
        if status in COUNTED:
            _count(environ, path)
        return _send(entry, status, environ, start_response)

    def _kept(self, key: str | None) -> Entry | None:
        """Return the kept page if it is still what Django would make."""
        if key is None:
            return None
        store = self._store_of(key)
        entry = store.get(key)
        if entry is not None and not _is_true(entry):
            store.discard(key)
            return None
        return entry

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

    def _render(self, environ: Environ, path: str) -> tuple[str, Entry]:
        """Let Django make the answer; keep it when its view says that it may be kept."""
        inner = {**environ, "REQUEST_METHOD": "GET", WANTED: True}
        # One body serves every encoding and every condition, so Django gets to see neither.
        for name in ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"):
            inner.pop(name, None)
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            started.append((status, headers))

        chunks = self._application(inner, note)
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        status, headers = started[-1]
        # Django's request.META is the very mapping it was given, so the view's note is in it.
        rule = inner.get(HANDOVER)
        if not isinstance(rule, Rule) or not status.startswith("200 ") or _has_cookie(headers):
            return status, _entry(None, headers, body)
        entry = _entry(rule, headers, body)
        self._learn(path, rule)
        key = self._key(path, environ.get("QUERY_STRING", ""))
        if key is not None:
            self._store_of(key).put(key, entry)
        return status, entry

    def _learn(self, path: str, rule: Rule) -> None:
        """Remember which parameters matter below this kind of address."""
        if len(self._parameters) < MOST_KINDS:
            self._parameters[_kind_of(path)] = rule.parameters


def _kind_of(path: str) -> str:
    """Return the address without its numbers: such pages share their parameters."""
    return _NUMBERS.sub("0", path)


def _is_true(entry: Entry) -> bool:
    """Ask the database whether nothing that the page was made from has changed."""
    if entry.good_until is not None and time.monotonic() >= entry.good_until:
        return False
    try:
        return _present_tokens([key for key, _token in entry.tokens]) == entry.tokens
    except DatabaseProblem:
        logger.warning("page cache could not ask the database", exc_info=True)
        connection.close()
        return False


def _present_tokens(keys: list[str]) -> tuple[tuple[str, int], ...]:
    # Below the ORM on purpose: this query is most of what a hit costs.
    connection.ensure_connection()
    marks = ",".join(["?" if connection.vendor == "sqlite" else "%s"] * len(keys))
    statement = f"SELECT key, token FROM core_contentversion WHERE key IN ({marks})"  # noqa: S608  # nosec B608
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, keys)
        found = dict(cursor.fetchall())
    finally:
        cursor.close()
    return tuple((key, found.get(key, 0)) for key in keys)


def _entry(rule: Rule | None, headers: list[tuple[str, str]], body: bytes) -> Entry:
    """Return an answer ready to send; one that is kept is compressed for every reader."""
    if rule is None:
        return Entry((), None, "", tuple(headers), body, b"", b"")
    kept = tuple((name, value) for name, value in headers if name.lower() not in OWN_HEADERS)
    return Entry(
        tokens=rule.tokens,
        good_until=None if rule.seconds is None else time.monotonic() + rule.seconds,
        etag=hashlib.blake2b(body, digest_size=12).hexdigest(),
        headers=(*kept, REVALIDATED),
        plain=body,
        gzip=gzip.compress(body, GZIP_LEVEL, mtime=0),
        brotli=brotli.compress(body, quality=BROTLI_QUALITY),
    )


def _send(
    entry: Entry, status: str, environ: Environ, start_response: StartResponse
) -> Iterable[bytes]:
    """Send an answer in the best encoding the reader accepts, or 304 if she has it already."""
    headers = list(entry.headers)
    encoding = _encoding(entry, environ.get("HTTP_ACCEPT_ENCODING", ""))
    if encoding != "plain" or entry.etag:
        headers.append(("Vary", "Accept-Encoding"))
    if entry.etag:
        # Bodies differ by encoding, and a strong tag must differ with the body.
        tag = f'"{entry.etag}-{encoding}"'
        headers.append(("ETag", tag))
        if _has_it_already(environ.get("HTTP_IF_NONE_MATCH", ""), tag):
            start_response("304 Not Modified", headers)
            return [b""]
    body = _body(entry, encoding)
    if encoding != "plain":
        headers.append(("Content-Encoding", encoding))
    headers = [pair for pair in headers if pair[0].lower() != "content-length"]
    headers.append(("Content-Length", str(len(body))))
    start_response(status, headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def _encoding(entry: Entry, accepted: str) -> str:
    content_type = next((v for n, v in entry.headers if n.lower() == "content-type"), "")
    if len(entry.plain) < SMALLEST_COMPRESSED or not COMPRESSIBLE.search(content_type):
        return "plain"
    if _BROTLI.search(accepted):
        return "br"
    return "gzip" if _GZIP.search(accepted) else "plain"


def _body(entry: Entry, encoding: str) -> bytes:
    if encoding == "br":
        return entry.brotli or brotli.compress(entry.plain, quality=BROTLI_QUALITY)
    if encoding == "gzip":
        return entry.gzip or gzip.compress(entry.plain, GZIP_LEVEL, mtime=0)
    return entry.plain


def _has_it_already(condition: str, tag: str) -> bool:
    if condition.strip() == "*":
        return True
    return tag in {part.strip().removeprefix("W/") for part in condition.split(",")}


def _has_cookie(headers: list[tuple[str, str]]) -> bool:
    return any(name.lower() == "set-cookie" for name, _value in headers)


def _count(environ: Environ, path: str) -> None:
    count_opening(
        path=path,
        referer=environ.get("HTTP_REFERER", ""),
        user_agent=environ.get("HTTP_USER_AGENT", ""),
        host=environ.get("HTTP_HOST", ""),
    )
