"""Build the search index anew from the database, while the old one goes on serving."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.search.indexing.index import WriterBusyError, only_writer
from infogo.search.indexing.indexer import needs_rebuild, rebuild


class Command(BaseCommand):
    """Rebuild; with ``--if-needed`` only when the index cannot be used as it is."""

    help = "สร้างดัชนีค้นหาใหม่จากฐานข้อมูล · rebuild the search index"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--if-needed``."""
        parser.add_argument("--if-needed", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild under the only writer's lock."""
        began = time.monotonic()
        try:
            with only_writer():
                if options["if_needed"] and not needs_rebuild():
                    self.stdout.write("ดัชนีใช้ได้อยู่แล้ว · the index is in order")
                    return
                made = rebuild()
        except WriterBusyError as problem:
            raise CommandError(
                "มีโปรเซสอื่นกำลังเขียนดัชนีอยู่ หยุด run_worker ก่อน แล้วลองใหม่ · "
                "another process writes the index; stop run_worker and try again"
            ) from problem
        self.stdout.write(f"{made.name}: {time.monotonic() - began:.1f} s")
