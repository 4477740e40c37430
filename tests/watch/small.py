"""The layer in front of next to nothing, for tests that start a real server."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from infogo.core.ending import at_end  # noqa: E402
from infogo.watch.layer import Watch  # noqa: E402


def _answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/slow":
        time.sleep(1.0)
    if environ["PATH_INFO"] == "/asks":
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", ["ของสมชาย"])
    start("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]


at_end(lambda: (Path(settings.INFOGO["HOME"]) / f"ended-{os.getpid()}").touch())
application = Watch(_answer)
