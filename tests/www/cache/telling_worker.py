"""The site as it is served, except that each answer names the process that gave it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from config.wsgi import application as site


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer with the site's answer and ``X-Worker``."""

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        return start_response(status, [*headers, ("X-Worker", str(os.getpid()))])

    return site(environ, start)
