"""Asking a WSGI application the way a server does."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Answer:
    """What a client gets for one request; ``headers`` in lower case."""

    def __init__(self, application: Application, path: str, **more: Any) -> None:
        self.environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "10.1.2.3",
            "SERVER_PORT": "8000",
            "REMOTE_ADDR": "10.0.0.9",
            "HTTP_HOST": "10.1.2.3:8000",
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
            **more,
        }
        captured: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            captured.append((status, headers))

        chunks = application(self.environ, start)
        try:
            self.body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        status, headers = captured[-1]
        self.status = int(status.split(" ")[0])
        self.headers = {name.lower(): value for name, value in headers}

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


def nobody(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """An application behind the layer that answers anything with its address."""
    start("200 OK", [("Content-Type", "text/plain")])
    return [environ["PATH_INFO"].encode("utf-8", "replace")]
