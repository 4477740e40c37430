"""Next to nothing behind the real server, for tests of the server itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

LONG = b"x" * 8_000_000
"""More than the buffers of a connection hold."""


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the length of what was sent, or with a long answer."""
    if environ["PATH_INFO"] == "/long":
        start("200 OK", [("Content-Type", "text/plain")])
        return [LONG]
    length = len(environ["wsgi.input"].read())
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(length).encode()]
