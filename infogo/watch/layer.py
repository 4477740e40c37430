"""The outermost WSGI layer: every request of this process passes here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from infogo.watch.doors import Doors

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Watch:
    """Wraps the page cache, which wraps Django."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._doors = Doors()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        if self._doors.is_for(environ.get("PATH_INFO", "")):
            return self._doors.answer(environ, start_response)
        return self._application(environ, start_response)
