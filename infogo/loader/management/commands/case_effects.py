"""``case_effects``: show how much cases shorten the lists of documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.core.importing import Job
from infogo.loader.case_effects import effects, table
from infogo.loader.management.commands.load_country import DEMO_DATA


class Command(BaseCommand):
    """Prints the table that ``docs/cases.md`` keeps; names the first file that cannot be used."""

    help = "แสดงจำนวนเอกสารของแต่ละบริการ ก่อนและหลังตอบคำถามของกรณี"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the folder of the data."""
        parser.add_argument("--data", type=Path, default=DEMO_DATA, help="โฟลเดอร์ของข้อมูล")

    def handle(self, *_args: Any, data: Path, **_options: Any) -> None:
        """Print the table."""
        job = Job(data)
        lines = table(effects(job))
        for problem in job.problems.kept:
            raise CommandError(
                f"{problem.file}:{problem.line} {problem.column} {problem.value} {problem.reason}"
            )
        self.stdout.write(lines)
