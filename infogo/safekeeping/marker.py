"""The mark of a restore under way: a copy of the site that is half restored serves nobody."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NAME = "restore-unfinished"
COMMAND = "restore"


def refuse_half_restored() -> None:
    """Stop every start on a home whose restore did not come to its end, except the restore's.

    Raises:
        ImproperlyConfigured: a restore was interrupted; the message says how to finish it.
    """
    # Settings alone cannot tell what starts here; only the command that mends it may.
    if _path().exists() and sys.argv[1:2] != [COMMAND]:
        source = _path().read_text(encoding="utf-8")
        raise ImproperlyConfigured(
            f"การกู้คืนจาก {source} ยังไม่เสร็จ สั่งอีกครั้ง: ./dev restore {source} --force"
            " · a restore was interrupted; run it again"
        )


@contextmanager
def under_way(source: Path) -> Iterator[None]:
    """Mark the home as half restored until the block ends well; a failure leaves the mark."""
    _path().parent.mkdir(parents=True, exist_ok=True)
    _path().write_text(str(source), encoding="utf-8")
    yield
    _path().unlink()


def is_set() -> bool:
    """Whether a restore into this home did not come to its end."""
    return _path().exists()


def _path() -> Path:
    return Path(settings.INFOGO["HOME"]) / NAME
