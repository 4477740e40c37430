"""Take in, check or give out the ids by which records were known on the old site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.core.audit import SYSTEM
from infogo.oldlinks.services import FormerIdError, export_former_ids, import_former_ids


class Command(BaseCommand):
    """With a file it takes ids in; without one it prints all that there are."""

    help = "เลขและ UUID ของเว็บไซต์เดิม · ids of the old site, so that its links lead on"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and whether only to check it."""
        parser.add_argument(
            "file", nargs="?", type=Path, help="CSV: scheme,value,procedure,agency,point"
        )
        parser.add_argument("--dry-run", action="store_true", help="ตรวจเท่านั้น ไม่บันทึก · only check")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done, or every line that cannot be used."""
        file: Path | None = options["file"]
        if file is None:
            self.stdout.write(export_former_ids(), ending="")
            return
        try:
            text = file.read_text(encoding="utf-8")
            done = import_former_ids(text, actor=SYSTEM, dry_run=options["dry_run"])
        except FileNotFoundError as missing:
            raise CommandError(f"ไม่พบไฟล์ {file} · no such file") from missing
        except OSError as problem:
            raise CommandError(f"เปิดไฟล์ {file} ไม่ได้ · cannot be read: {problem}") from problem
        except UnicodeDecodeError as wrong:
            raise CommandError("ไฟล์ต้องเป็น UTF-8 · the file must be UTF-8") from wrong
        except FormerIdError as refusal:
            told = "\n".join(refusal.problems)
            raise CommandError(f"{told}\nยังไม่ได้นำเข้าแถวใด · nothing was taken in") from refusal
        words = "ตรวจแล้ว ยังไม่บันทึก · checked only" if options["dry_run"] else "นำเข้าแล้ว · taken in"
        self.stdout.write(
            f"{words}: ใหม่ {done.added:,} · เปลี่ยนปลายทาง {done.changed:,} · มีอยู่แล้ว {done.known:,}"
        )
