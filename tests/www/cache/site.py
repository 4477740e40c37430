"""The whole application with its kept pages, as tests ask it."""

from __future__ import annotations

import io
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from infogo.www.cache.admission import admits
from infogo.www.cache.layer import PageCache


class Site:
    """The whole application with its kept pages; counts what Django had to make."""

    def __init__(self) -> None:
        self.made = 0
        django = WSGIHandler()

        def counting(environ: dict[str, Any], start_response: Any) -> Any:
            self.made += 1
            return django(environ, start_response)

        self.cache = PageCache(counting, most_bytes=20_000_000, admits=admits)

    def get(self, path: str, query: str = "", **headers: str) -> str:
        """Return the page at an address that has one."""
        status, answered, body = self.ask(path, query, **headers)
        assert status == "200 OK", f"{path}: {status}"
        names = {name.lower() for name, _value in answered}
        assert "set-cookie" not in names
        assert "content-security-policy" in names
        return body

    def ask(
        self, path: str, query: str = "", **headers: str
    ) -> tuple[str, list[tuple[str, str]], str]:
        """Return status, headers and body of whatever is at an address."""
        captured: list[Any] = []
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "HTTP_HOST": "testserver",
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
            **headers,
        }
        body = b"".join(
            self.cache(
                environ, lambda status, headers, exc=None: captured.append((status, headers))
            )
        )
        return (*captured[-1], body.decode(errors="replace"))
