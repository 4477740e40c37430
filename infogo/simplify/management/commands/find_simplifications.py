"""Let the radar of simplification look at everything now, instead of bit by bit in a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from infogo.simplify.services.sweeping import sweep_all


class Command(BaseCommand):
    """Sweep once from the beginning; safe to run twice and beside the worker."""

    help = "ตรวจหาสิ่งที่ลดความยุ่งยากได้ทั้งประเทศตอนนี้ · look for what could be simpler, now"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what each detector found, and how many findings changed."""
        changed = sweep_all(now=timezone.now(), say=self._say)
        self.stdout.write(f"{changed:,} รายการเปลี่ยน")

    def _say(self, title: str, found: int) -> None:
        self.stdout.write(f"{title} {found:,} รายการ")
