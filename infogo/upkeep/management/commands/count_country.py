"""Count the figures of the central workspace from the raw rows now, as the worker does in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from infogo.oversight.services.coverage import refresh_coverage
from infogo.oversight.services.events import rebuild_events
from infogo.oversight.services.quality import refresh_index


def _coverage(now: datetime) -> int:
    return refresh_coverage(now=now)


def _index(now: datetime) -> int:
    return refresh_index(now=now)


def _events(now: datetime) -> int:
    return rebuild_events(now=now)


ROLLUPS: Sequence[tuple[str, Callable[[datetime], int]]] = (
    ("ความครอบคลุม", _coverage),
    ("คะแนน ธุรกรรม เรื่องล่าช้า (เดือน)", _events),
    ("ดัชนีคุณภาพบริการ", _index),
)


class Command(BaseCommand):
    """Safe to run at any time and twice: what did not change is not written."""

    help = "นับตัวเลขของส่วนกลางจากแถวจริงเดี๋ยวนี้ · count the rollups of /central/ now"

    def handle(self, *args: Any, **options: Any) -> None:
        """Count each rollup and say how many of its rows changed."""
        for name, count in ROLLUPS:
            changed = count(timezone.now())
            self.stdout.write(f"{name}: {changed:,} แถวเปลี่ยน · rows changed")
