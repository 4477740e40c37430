"""What many people searched for and did not find, for those who tend synonyms and tags."""

from __future__ import annotations

import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from infogo.core.cells import escaped
from infogo.core.dates import long_date
from infogo.search.models import FailedQuery, Shortfall


class Command(BaseCommand):
    """Print the list, the most asked first."""

    help = "คำค้นที่หลายคนใช้แล้วไม่พบ · searches that failed for many people"

    def add_arguments(self, parser: CommandParser) -> None:
        """Add ``--csv``."""
        parser.add_argument("--csv", action="store_true", help="ออกเป็นตาราง · for a spreadsheet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a search: in how many hours it failed, how, when last, and its words."""
        rows = FailedQuery.objects.all()
        if options["csv"]:
            table = csv.writer(self.stdout)
            table.writerow(["text", "hours", "shortfall", "last_on"])
            for row in rows:
                table.writerow(
                    [escaped(row.text), row.hours, row.shortfall, row.last_on.isoformat()]
                )
            return
        for row in rows:
            shortfall = Shortfall(row.shortfall).label
            day = long_date(row.last_on, "th")
            self.stdout.write(f"{row.hours:>6,} ชั่วโมง · {row.text} · {shortfall} · ล่าสุด {day}")
        if not rows:
            self.stdout.write("ยังไม่มีคำค้นที่ไม่พบซ้ำหลายชั่วโมง · nothing failed often enough yet")
