"""Public pages that all processes and nodes share, in Redis.

A page from here is treated like one from memory: the database says whether it is still true before
it is sent. So nothing has to be taken out of Redis when data changes, and no lost message can
leave an old page behind. What is stored is signed under the installation's secret key: whoever
can write into Redis cannot put words into our pages.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from infogo.core.redis_link import Link, RedisGoneError
from infogo.core.request_facts import SHARED
from infogo.www.cache.sending import Shape
from infogo.www.cache.store import Entry

logger = logging.getLogger(__name__)

KEPT_SECONDS = 86_400
KEPT_SECONDS_QUERIED = 600
"""Of pages with a query string, of which there may be any number."""
LARGEST = 1_000_000
SEAL_BYTES = 32
HEAD_BYTES = 4
SOURCES = ("*.py", "*.html", "*.xml", "*.json", "*.toml", "*.po", "*.txt", "*.jinja")


class SharedPages:
    """Pages in Redis, of one release with one set of settings."""

    def __init__(self, link: Link, release: str, secret: str) -> None:
        """Take the way there, what pages are made by, and the key that signs them."""
        self._link = link
        self._secret = hashlib.sha256(f"kept pages|{secret}".encode()).digest()
        self._prefix = hmac.new(self._secret, release.encode(), hashlib.sha256).hexdigest()[:16]

    def get(self, key: str) -> Entry | None:
        """Return a page, if somebody made it and nobody altered it."""
        name = self._name(key)
        try:
            found = self._link.ask(lambda client: _bytes(client.get(name)))
        except RedisGoneError:
            return None
        return None if found is None else self._read(name, found)

    def put(self, key: str, entry: Entry) -> None:
        """Give a page to the others."""
        name = self._name(key)
        body = self._written(name, entry)
        if len(body) > LARGEST:
            return
        seconds = KEPT_SECONDS_QUERIED if "?" in key else KEPT_SECONDS
        try:
            self._link.ask(lambda client: client.set(name, body, ex=seconds))
        except RedisGoneError:
            return

    def _name(self, key: str) -> str:
        # Not the key itself: what people searched for is nobody's to list.
        digest = hmac.new(self._secret, key.encode("utf-8", "replace"), hashlib.sha256)
        return f"page:{self._prefix}:{digest.hexdigest()}"

    def _written(self, name: str, entry: Entry) -> bytes:
        bodies: dict[int, bytes] = {id(shape.kept): shape.kept for shape in entry.shapes.values()}
        places = {each: number for number, each in enumerate(bodies)}
        life = None if entry.good_until is None else entry.good_until - time.monotonic()
        head = {
            "tokens": entry.tokens,
            "life": life,
            "until": None if life is None else time.time() + life,
            "true_at": entry.true_at,
            "facts": dict(entry.facts),
            "sizes": [len(body) for body in bodies.values()],
            "shapes": {
                encoding: [
                    shape.tag,
                    shape.headers,
                    shape.unchanged_headers,
                    places[id(shape.kept)],
                    shape.is_packed,
                ]
                for encoding, shape in entry.shapes.items()
            },
        }
        written = json.dumps(head).encode()
        content = b"".join((len(written).to_bytes(HEAD_BYTES, "big"), written, *bodies.values()))
        return self._seal(name, content) + content

    def _read(self, name: str, stored: bytes) -> Entry | None:
        content = stored[SEAL_BYTES:]
        if not hmac.compare_digest(stored[:SEAL_BYTES], self._seal(name, content)):
            logger.warning("a shared page is not as it was written; it is made anew")
            return None
        size = int.from_bytes(content[:HEAD_BYTES], "big")
        head = json.loads(content[HEAD_BYTES : HEAD_BYTES + size])
        life = _life_left(head)
        if life is not None and life <= 0:
            return None
        bodies, at = [], HEAD_BYTES + size
        for length in head["sizes"]:
            bodies.append(content[at : at + length])
            at += length
        return Entry(
            tokens=tuple((key, token) for key, token in head["tokens"]),
            good_until=None if life is None else time.monotonic() + life,
            shapes={
                encoding: Shape(tag, _pairs(headers), bodies[place], _pairs(unchanged), is_packed)
                for encoding, (tag, headers, unchanged, place, is_packed) in head["shapes"].items()
            },
            facts=head["facts"],
            source=SHARED,
            true_at=head["true_at"],
        )

    def _seal(self, name: str, content: bytes) -> bytes:
        return hashlib.blake2b(
            name.encode() + content, key=self._secret, digest_size=SEAL_BYTES
        ).digest()


def _bytes(found: bytes | str | None) -> bytes | None:
    return found.encode() if isinstance(found, str) else found


def _pairs(headers: list[list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers]


def _life_left(head: dict[str, Any]) -> float | None:
    """Return the seconds for which a page is good; a clock that differs makes it no longer."""
    if head["until"] is None:
        return None
    return float(min(head["until"] - time.time(), head["life"]))


def release_of(root: Path, chosen: Callable[[], dict[str, Any]]) -> str:
    """Return a digest of the program and of what else shows in pages.

    Two releases, or two sets of settings, make different pages from the same data.
    """
    digest = hashlib.sha256()
    for folder in ("infogo", "config"):
        for pattern in SOURCES:
            for path in sorted((root / folder).rglob(pattern)):
                digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    digest.update(json.dumps(chosen(), sort_keys=True, default=str).encode())
    return digest.hexdigest()


OF_A_NODE = frozenset(
    {"HOME", "INDEX_DIR", "FILES_DIR", "FILES_BUCKET", "ACCESS_LOG_DIR", "METRICS_DIR"}
)
"""Settings in which nodes may differ, and which show in no page."""


def chosen_settings() -> dict[str, Any]:
    """Return the settings that may show in pages, and the names of the static files."""
    names = Path(settings.STATIC_ROOT) / "staticfiles.json"
    chosen = {name: value for name, value in settings.INFOGO.items() if name not in OF_A_NODE}
    return {**chosen, "static": names.read_text() if names.exists() else ""}
