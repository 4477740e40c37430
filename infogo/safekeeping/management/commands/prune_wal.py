"""Remove the archived log of PostgreSQL that no base backup on a shelf needs any more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.safekeeping.errors import SafekeepingError
from infogo.safekeeping.pruning import prune


class Command(BaseCommand):
    """``./dev manage prune_wal SHELF WAL``: every moment since the oldest base stays reachable."""

    help = "ลบล็อกของ PostgreSQL ที่เก่ากว่าชุดฐานเก่าสุด · remove log older than the oldest base backup"

    def add_arguments(self, parser: CommandParser) -> None:
        """Read where the backups and the log are."""
        parser.add_argument("shelf", type=Path, help="โฟลเดอร์ที่เก็บชุดสำรอง · the shelf")
        parser.add_argument("wal", type=Path, help="โฟลเดอร์ของ archive_command · the archived log")
        parser.add_argument("--dry-run", action="store_true", help="บอกว่าจะลบเท่าใด ไม่ลบ")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it and say what is still reachable."""
        try:
            done = prune(options["shelf"], options["wal"], only_tell=options["dry_run"])
        except (SafekeepingError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        word = "จะลบ · would remove" if options["dry_run"] else "ลบแล้ว · removed"
        self.stdout.write(
            f"{word}: {done.pieces:,} ({done.bytes / 2**20:,.0f} MB)\n"
            f"กู้ได้ทุกเวลาตั้งแต่ชุดฐาน · any moment since base {done.base} ({done.first})"
        )
