"""Seal and end days of the access log now, or check that nobody altered it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from infogo.watch.sealing import days_of, faults, keep


class Command(BaseCommand):
    """Without an option it does what the worker does every hour; safe to run twice."""

    help = "ปิดผนึกและตรวจบันทึกการเข้าใช้ (พ.ร.บ. คอมพิวเตอร์ ม. 26) · seal or verify the access log"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument(
            "--verify", action="store_true", help="ตรวจว่าไม่มีใครแก้ · check that nobody altered it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done, or name every fault and exit with an error."""
        folder, days = Path(settings.INFOGO["ACCESS_LOG_DIR"]), settings.INFOGO["ACCESS_LOG_DAYS"]
        if not days:
            raise CommandError("INFOGO_ACCESS_LOG_DAYS=0: ไม่ได้เขียนบันทึกที่นี่ · no log is written here")
        if options["verify"]:
            if found := faults(folder, days=days, now=timezone.now()):
                raise CommandError("\n".join(found))
            self.stdout.write(f"ตรวจแล้ว · verified: {len(days_of(folder))} วัน · days")
            return
        kept = keep(folder, days=days, now=timezone.now())
        self.stdout.write(f"ปิดผนึก · sealed: {kept.sealed}, ลบตามกำหนด · ended: {kept.ended}")
