"""Copy the whole public site to plain files that nginx serves when nothing else answers."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.standby.services import BrokenPageError, BusyError, export


class Command(BaseCommand):
    """Safe to interrupt and to run again: what was copied and is still true is not asked again."""

    help = "คัดลอกเว็บไซต์สาธารณะเป็นไฟล์ ไว้ให้ nginx ใช้เมื่อระบบหลักล่ม · export the public site"

    def add_arguments(self, parser: CommandParser) -> None:
        """Read where to and how much."""
        parser.add_argument("root", type=Path, help="โฟลเดอร์ของสำเนา · folder of the copy")
        parser.add_argument("--languages", default="th,en", help="th,en")
        parser.add_argument(
            "--adoptions", action="store_true",
            help="คู่มือของหน่วยงานที่ใช้ตามคู่มือมาตรฐานด้วย · those that follow a standard too",
        )  # fmt: skip
        parser.add_argument("--anew", action="store_true", help="ทำใหม่ทุกหน้า · make all anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and tell what was done."""
        began = time.monotonic()
        languages = tuple(options["languages"].split(","))
        if set(languages) - {code for code, _name in settings.LANGUAGES}:
            raise CommandError("--languages: th,en")
        if not Path(settings.STATIC_ROOT).exists():
            raise CommandError("สั่ง ./dev manage collectstatic ก่อน · run collectstatic first")
        try:
            made = export(
                options["root"].absolute(),
                languages=languages,
                adoptions=options["adoptions"],
                anew=options["anew"],
                say=lambda text: self.stdout.write(f"  {text} หน้า · pages"),
            )
        except BusyError as problem:
            raise CommandError("มีอีกกระบวนการกำลังคัดลอกอยู่ · another copy is being made") from problem
        except BrokenPageError as problem:
            raise CommandError(
                f"หน้านี้ผิดพลาด สำเนาเดิมยังใช้อยู่ แก้แล้วสั่งใหม่จะทำต่อ · {problem}"
            ) from problem
        counts = made.counts
        self.stdout.write(
            f"{made.folder}\n  ทำใหม่ · made {counts['made']:,}, ใช้ร่วม · shared"
            f" {counts['shared'] + counts['kept']:,}, ข้าม · skipped {counts['skipped']:,}"
            f" ({time.monotonic() - began:.0f} s)"
        )
