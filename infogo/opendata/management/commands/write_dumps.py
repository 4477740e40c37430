"""Write a dump of everything public: all datasets in all forms, at once or gently beside others."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from infogo.opendata.dumps import BusyError, NoSpaceError, home, write_dump

LEAST_URGENT = 19


class Command(BaseCommand):
    """``./dev manage write_dumps``: what the worker does every night."""

    help = "เขียนไฟล์ข้อมูลเปิดทั้งหมดลงดิสก์ (ตัวทำงานเบื้องหลังทำให้เองทุกคืน)"

    def add_arguments(self, parser: CommandParser) -> None:
        """Read whether everybody else goes first."""
        parser.add_argument("--gently", action="store_true", help="ให้งานอื่นใช้เครื่องก่อน")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and tell what came out."""
        if options["gently"]:
            os.nice(LEAST_URGENT)
        try:
            dump = write_dump(timezone.now())
        except BusyError as problem:
            raise CommandError("มีอีกกระบวนการกำลังเขียนอยู่ รอให้เสร็จแล้วสั่งใหม่") from problem
        except NoSpaceError as problem:
            raise CommandError(
                f"เขียนลง {home()} ไม่ได้ ชุดเดิมยังอยู่ เพิ่มที่ว่างแล้วสั่งใหม่ ({problem})"
            ) from problem
        for name, dataset in dump.manifest["datasets"].items():
            size = sum(file["bytes"] for file in dataset["files"])
            self.stdout.write(f"{name}: {dataset['rows']:,} แถว {size / 1e6:,.1f} MB")
        for name, export in dump.exports.items():
            size = sum(file["bytes"] for file in export["files"])
            self.stdout.write(f"{name}: {export['rows']:,} {size / 1e6:,.1f} MB")
        self.stdout.write(f"เสร็จแล้ว {dump.folder}")
