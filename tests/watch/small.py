"""The layer in front of next to nothing, for tests that start a real server."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

import django

django.setup()

from infogo.watch.layer import Watch  # noqa: E402


def _answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/slow":
        time.sleep(1.0)
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]


application = Watch(_answer)
