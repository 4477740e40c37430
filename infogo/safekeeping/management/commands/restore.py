"""Put a backup in the place of what this installation holds."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.safekeeping import shelf
from infogo.safekeeping.errors import SafekeepingError
from infogo.safekeeping.management.commands.backup import lock_of
from infogo.safekeeping.services import examine, restore
from infogo.search.index import WriterBusyError


class Command(BaseCommand):
    """``./dev restore DIR``: the newest backup of a shelf, or one that is named."""

    help = "กู้คืนฐานข้อมูล ไฟล์ และกุญแจ จากชุดสำรอง · restore a backup"

    def add_arguments(self, parser: CommandParser) -> None:
        """Read what is restored and what may be overwritten."""
        parser.add_argument("source", type=Path, help="ชุดสำรอง หรือโฟลเดอร์ที่เก็บไว้ (เอาชุดล่าสุด)")
        parser.add_argument("--force", action="store_true", help="เขียนทับข้อมูลที่มีอยู่")
        parser.add_argument("--check", action="store_true", help="ตรวจชุดสำรองเท่านั้น ไม่แก้อะไร")
        opened = parser.add_mutually_exclusive_group()
        opened.add_argument("--passphrase-file", type=Path, help="ไฟล์รหัสผ่านที่ปิดกุญแจไว้")
        opened.add_argument("--open-with", type=Path, help="กุญแจส่วนตัว X25519 (PEM)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prove the backup, then restore it unless only asked to look."""
        began = time.monotonic()
        try:
            folder = shelf.chosen(options["source"].absolute())
            if options["check"]:
                manifest = examine(folder)
                self.stdout.write(f"ครบถ้วน · whole: {folder} ({manifest.made_at})")
                return
            manifest = restore(
                folder,
                lock=lock_of(options, "open_with"),
                force=options["force"],
                say=self.stdout.write,
            )
        except WriterBusyError as problem:
            raise CommandError("หยุดเว็บและ run_worker ก่อน แล้วสั่งใหม่ · stop the worker") from problem
        except (SafekeepingError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            f"กู้คืนถึง {manifest.made_at} แล้ว เปิดเว็บได้ · restored in {time.monotonic() - began:.1f} s"
        )
