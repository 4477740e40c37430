"""Put a backup in the place of what this installation holds."""

from __future__ import annotations

import time
from argparse import ArgumentTypeError
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.safekeeping import shelf
from infogo.safekeeping.databases import database
from infogo.safekeeping.errors import SafekeepingError
from infogo.safekeeping.management.commands.backup import lock_of
from infogo.safekeeping.point_in_time import restore_at
from infogo.safekeeping.sealing import Lock
from infogo.safekeeping.services import examine, restore
from infogo.search.indexing.index import WriterBusyError


class Command(BaseCommand):
    """``./dev restore DIR``: the newest backup of a shelf, or one that is named."""

    help = "กู้คืนฐานข้อมูล ไฟล์ และกุญแจ จากชุดสำรอง · restore a backup"

    def add_arguments(self, parser: CommandParser) -> None:
        """Read what is restored and what may be overwritten."""
        parser.add_argument("source", type=Path, help="ชุดสำรอง หรือโฟลเดอร์ที่เก็บไว้ (เอาชุดล่าสุด)")
        parser.add_argument("--force", action="store_true", help="เขียนทับข้อมูลที่มีอยู่")
        parser.add_argument("--check", action="store_true", help="ตรวจชุดสำรองเท่านั้น ไม่แก้อะไร")
        parser.add_argument("--at", type=_moment, help="เวลาที่ต้องการ เช่น 2026-11-27T10:30+07:00")
        parser.add_argument("--into", type=Path, help="โฟลเดอร์ใหม่ของคลัสเตอร์ (กับ --at)")
        parser.add_argument("--wal", type=Path, help="โฟลเดอร์ที่ archive_command เก็บ WAL (กับ --at)")
        opened = parser.add_mutually_exclusive_group()
        opened.add_argument("--passphrase-file", type=Path, help="ไฟล์รหัสผ่านที่ปิดกุญแจไว้")
        opened.add_argument("--open-with", type=Path, help="กุญแจส่วนตัว X25519 (PEM)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prove the backup, then restore it unless only asked to look."""
        began = time.monotonic()
        try:
            done = self._asked_for(options)
        except WriterBusyError as problem:
            raise CommandError("หยุดเว็บและ run_worker ก่อน แล้วสั่งใหม่ · stop the worker") from problem
        except (SafekeepingError, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{done} ({time.monotonic() - began:.1f} s)")

    def _asked_for(self, options: dict[str, Any]) -> str:
        """Do one of the three and return what was done."""
        source, lock = options["source"].absolute(), lock_of(options, "open_with")
        if options["at"]:
            return self._at(source, lock, options)
        folder = shelf.chosen(source, "" if options["check"] else database().kind)
        if options["check"]:
            return f"ครบถ้วน · whole: {folder} ({examine(folder).made_at})"
        force = options["force"]
        manifest = restore(folder, lock=lock, force=force, say=self.stdout.write)
        return f"กู้คืนถึง {manifest.made_at} แล้ว เปิดเว็บได้ · restored"

    def _at(self, source: Path, lock: Lock | None, options: dict[str, Any]) -> str:
        if not options["into"] or not options["wal"]:
            raise CommandError("--at ต้องมี --into และ --wal ด้วย · --at needs --into and --wal")
        into = options["into"].absolute()
        restore_at(
            source,
            moment=options["at"],
            into=into,
            wal=options["wal"].absolute(),
            lock=lock,
            force=options["force"],
            say=self.stdout.write,
        )
        return (
            f"คลัสเตอร์ ณ {options['at'].isoformat()} อยู่ที่ {into} ให้ PostgreSQL ใช้โฟลเดอร์นี้ แล้วสั่ง"
            " ./dev manage reindex · restored; let PostgreSQL use this folder, then reindex"
        )


def _moment(text: str) -> datetime:
    """Read a time that says its zone.

    Raises:
        ArgumentTypeError: it does not.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise ArgumentTypeError(f"{text}: เขียนอย่าง 2026-11-27T10:30+07:00") from problem
    if moment.tzinfo is None:
        raise ArgumentTypeError(f"{text}: ต้องบอกเขตเวลา เช่น +07:00 · say the zone")
    return moment
