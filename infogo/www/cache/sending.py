"""An answer in the encodings that readers accept, with everything that can be made beforehand."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import brotli

Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]

PLAIN, GZIP, BROTLI = "plain", "gzip", "br"
ENCODINGS = (PLAIN, GZIP, BROTLI)
SMALLEST_COMPRESSED = 200
# Readers wait for bytes longer than we do for compressing; except that a page which cannot be
# kept, as with no memory for pages, is compressed again each time it is read.
LEVEL = {GZIP: 6, BROTLI: 5}
QUICK_LEVEL = {GZIP: 1, BROTLI: 1}
# An answer that is sent once: a tenth more bytes than at level 6, for a third of the time.
ONCE_LEVEL = {GZIP: 3, BROTLI: 3}
COMPRESSIBLE = re.compile(r"^(?:text/|application/(?:json|ld\+json|xml|problem))|\+xml|\+json")
OWN_HEADERS = frozenset({"content-length", "etag", "vary", "cache-control", "content-encoding"})
WITHIN = "HTTP_X_CACHE_SECOND"
"""By this header the cache in front of us tells the second of its clock in which it asks."""
FOR_CACHE = ("Cache-Control", "public, max-age=0, s-maxage=1, stale-while-revalidate=1")
REVALIDATED = ("Cache-Control", "public, max-age=0, must-revalidate")
VARIES = ("Vary", "Accept-Encoding")
SECOND = re.compile(r"[0-9]{10}")
# "br;q=0" refuses brotli; every other mention accepts it.
_BROTLI = re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
LONGEST_REMEMBERED = 100


@dataclass(frozen=True)
class Shape:
    """An answer in one encoding. ``tag`` is its strong entity tag, empty when it has none.

    ``kept`` is the body, or, where it ``is_packed``, the body packed by gzip.
    """

    tag: str
    headers: Headers
    kept: bytes
    unchanged_headers: Headers
    is_packed: bool = False

    @property
    def body(self) -> bytes:
        """Return what is sent; unpacking a page takes about a tenth of a millisecond."""
        return gzip.decompress(self.kept) if self.is_packed else self.kept


def encoding_for(accepted: str) -> str:
    """Return the encoding to use for an ``Accept-Encoding`` header."""
    # Browsers send a handful of these; a long one is somebody's attempt to fill the memory.
    return (_known_encoding if len(accepted) <= LONGEST_REMEMBERED else _encoding)(accepted)


def _encoding(accepted: str) -> str:
    if _BROTLI.search(accepted):
        return BROTLI
    return GZIP if _GZIP.search(accepted) else PLAIN


_known_encoding = lru_cache(maxsize=256)(_encoding)


def page_shapes(headers: Headers, body: bytes) -> dict[str, Shape]:
    """Return a public page in every encoding, compressed well, because it is kept.

    Hardly anybody asks for it plain, which would take two thirds of the memory: that is unpacked
    when somebody does.
    """
    shapes = _shapes(headers, body, ENCODINGS, LEVEL)
    if shapes[GZIP] is not shapes[PLAIN]:
        shapes[PLAIN] = replace(shapes[PLAIN], kept=shapes[GZIP].kept, is_packed=True)
    return shapes


def page_shape(headers: Headers, body: bytes, encoding: str) -> Shape:
    """Return a public page that cannot be kept, compressed quickly."""
    return _shapes(headers, body, (encoding,), QUICK_LEVEL)[encoding]


def answer_shape(headers: Headers, body: bytes, encoding: str) -> Shape:
    """Return an answer that is no public page: compressed, its own headers left as they are."""
    chosen = encoding if _is_compressible(headers, body) else PLAIN
    kept = [pair for pair in headers if pair[0].lower() != "content-length"]
    if chosen == PLAIN:
        return Shape("", [*kept, _length(body)], body, [])
    packed = _compress(body, chosen, ONCE_LEVEL)
    packed_headers = [*kept, VARIES, ("Content-Encoding", chosen), _length(packed)]
    return Shape("", packed_headers, packed, [])


def send(
    shape: Shape, status: str, environ: Mapping[str, Any], start_response: StartResponse
) -> Iterable[bytes]:
    """Send an answer, or 304 if the reader has it already."""
    condition = environ.get("HTTP_IF_NONE_MATCH")
    if condition and shape.tag and _has_it_already(condition, shape.tag):
        start_response("304 Not Modified", _told(shape, shape.unchanged_headers, environ))
        return [b""]
    start_response(status, _told(shape, shape.headers, environ))
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else shape.body]


def _told(shape: Shape, headers: Headers, environ: Mapping[str, Any]) -> Headers:
    """Return a copy of the headers (a server may write its own into it), fit for who asks.

    A cache in front of us may keep a public page to the end of the second in which it asked, by
    its own clock, and use it for one second more while it asks again: never longer than two
    seconds after the page may have changed. nginx counts in whole seconds, so ``s-maxage=1``
    alone would already take two. ``X-Accel-Expires`` stands last, because it has to win.
    """
    second = environ.get(WITHIN, "")
    if not shape.tag or not SECOND.fullmatch(second):
        return [*headers]
    others = [pair for pair in headers if pair != REVALIDATED]  # from Redis: equal, not the same
    return [*others, FOR_CACHE, ("X-Accel-Expires", f"@{second}")]


def _shapes(
    headers: Headers, body: bytes, encodings: Iterable[str], levels: Mapping[str, int]
) -> dict[str, Shape]:
    own = [pair for pair in headers if pair[0].lower() not in OWN_HEADERS]
    if not _is_compressible(headers, body):
        return dict.fromkeys(encodings, _shape(own, body, PLAIN))
    return {
        encoding: _shape(own, _compress(body, encoding, levels), encoding) for encoding in encodings
    }


def _shape(own: Headers, body: bytes, encoding: str) -> Shape:
    # A strong tag differs with the bytes that are sent, so it is made of these: of a compressed
    # page, in a quarter of the time.
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    tag = f'"{digest}-{encoding}"'
    unchanged = [*own, REVALIDATED, VARIES, ("ETag", tag)]
    coded = [] if encoding == PLAIN else [("Content-Encoding", encoding)]
    return Shape(tag, [*unchanged, *coded, _length(body)], body, unchanged)


def _length(body: bytes) -> tuple[str, str]:
    return ("Content-Length", str(len(body)))


def _compress(body: bytes, encoding: str, levels: Mapping[str, int]) -> bytes:
    if encoding == PLAIN:
        return body
    if encoding == BROTLI:
        return brotli.compress(body, quality=levels[BROTLI])
    return gzip.compress(body, levels[GZIP], mtime=0)


def _is_compressible(headers: Headers, body: bytes) -> bool:
    if len(body) < SMALLEST_COMPRESSED:
        return False
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    return COMPRESSIBLE.search(content_type) is not None


def _has_it_already(condition: str, tag: str) -> bool:
    if condition.strip() == "*":
        return True
    return tag in {part.strip().removeprefix("W/") for part in condition.split(",")}
