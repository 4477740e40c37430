"""Back up database, files and keys of this installation while it goes on serving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.safekeeping import shelf
from infogo.safekeeping.errors import SafekeepingError
from infogo.safekeeping.physical import PhysicalPostgresql
from infogo.safekeeping.sealing import Lock
from infogo.safekeeping.services import Made, back_up


class Command(BaseCommand):
    """``./dev backup DIR``: a new folder in DIR, whole or not there."""

    help = "สำรองฐานข้อมูล ไฟล์ และกุญแจ ลงโฟลเดอร์ · back up database, files and keys"

    def add_arguments(self, parser: CommandParser) -> None:
        """Read where to, how keys are sealed and how many backups stay."""
        parser.add_argument("shelf", type=Path, help="โฟลเดอร์ที่เก็บชุดสำรอง · the shelf")
        sealed = parser.add_mutually_exclusive_group()
        sealed.add_argument("--passphrase-file", type=Path, help="ไฟล์รหัสผ่านที่ปิดกุญแจไว้")
        sealed.add_argument("--seal-for", type=Path, help="กุญแจสาธารณะ X25519 (PEM)")
        parser.add_argument("--base", action="store_true", help="ทั้งคลัสเตอร์ PostgreSQL เพื่อกู้ด้วย --at")
        parser.add_argument("--keep", type=int, default=0, help="เก็บกี่ชุดล่าสุดของชนิดนี้ · 0: ทั้งหมด")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, then remove what is too old."""
        try:
            made = back_up(
                options["shelf"].absolute(),
                lock=lock_of(options, "seal_for"),
                copying=PhysicalPostgresql() if options["base"] else None,
            )
            gone = shelf.keep_only(options["shelf"], options["keep"], made.manifest.kind)
        except (SafekeepingError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self._tell(made)
        for folder in gone:
            self.stdout.write(f"ลบชุดเก่า · removed: {folder.name}")

    def _tell(self, made: Made) -> None:
        ledger = made.manifest.ledger
        self.stdout.write(
            f"{made.folder}\n"
            f"  {sum(ledger.tables.values()):,} แถว · rows, {made.manifest.files:,} ไฟล์ · files,"
            f" audit {ledger.audit[0]:,}\n"
            f"  manifest sha256 {made.digest}"
        )
        if not made.manifest.are_keys_sealed:
            self.stdout.write("  กุญแจไม่ได้เข้ารหัส เก็บโฟลเดอร์นี้ให้ดี · the keys are not sealed")


def lock_of(options: dict[str, Any], pem: str) -> Lock | None:
    """Return what the operator gave to seal or open keys with; ``None``: nothing.

    Raises:
        OSError: a file cannot be read.
    """
    if options["passphrase_file"]:
        return Lock(passphrase=options["passphrase_file"].read_text(encoding="utf-8").strip())
    if options[pem]:
        return Lock(pem=options[pem].read_bytes())
    return None
