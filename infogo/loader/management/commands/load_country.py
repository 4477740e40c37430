"""``manage.py load_country``: load or update the country from its source files."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.core.importing import SourceFileError
from infogo.loader.report import LoadReport
from infogo.loader.run import CountryLoad, LoadResult, MissingStepError
from infogo.loader.steps import BY_NAME

DEMO_DATA = Path(__file__).resolve().parents[4] / "demo" / "data"
PROBLEMS_SHOWN = 20


class Command(BaseCommand):
    """Thin: the work is in ``infogo.loader.run`` and the importers of each app."""

    requires_system_checks = ()  # pages do not matter to a load
    help = "โหลดข้อมูลของประเทศเข้าระบบ สั่งซ้ำได้ ทำต่อจากเดิมได้ และไม่ทับสิ่งที่แก้ในระบบ"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--data", type=Path, default=DEMO_DATA, help="โฟลเดอร์ข้อมูลต้นทาง")
        parser.add_argument("--dry-run", action="store_true", help="ตรวจทุกอย่างแต่ไม่เขียนอะไร")
        parser.add_argument("--only", default="", help=f"บางขั้น คั่นด้วยจุลภาค: {','.join(BY_NAME)}")
        parser.add_argument("--again", action="store_true", help="ทำขั้นที่เสร็จแล้วซ้ำด้วย")
        parser.add_argument("--if-needed", action="store_true", help="เงียบเมื่อไม่มีอะไรต้องทำ")
        parser.add_argument("--quiet", action="store_true", help="ไม่แสดงความคืบหน้า")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the load and say what came of it."""
        began = time.monotonic()
        dry = options["dry_run"]
        report = None if dry else LoadReport(Path(settings.INFOGO["HOME"]))
        load = CountryLoad(
            options["data"],
            say=(lambda _line: None) if options["quiet"] else self._say,
            report=report,
        )
        names = [name.strip() for name in options["only"].split(",") if name.strip()]
        unknown = [name for name in names if name not in BY_NAME]
        if unknown:
            raise CommandError(f"ไม่มีขั้น {', '.join(unknown)} มีแต่ {', '.join(BY_NAME)}")
        try:
            result = load.run_dry(names) if dry else load.run(names, again=options["again"])
        except (SourceFileError, MissingStepError) as error:
            raise CommandError(str(error)) from error
        self._tell_problems(result, report)
        if result.done and not options["quiet"]:
            ending = "ลองแล้ว ไม่ได้เขียนอะไร" if dry else "โหลดเสร็จ"
            self._say(f"{ending} ใช้เวลา {time.monotonic() - began:.0f} วินาที")
        elif not (result.done or options["quiet"] or options["if_needed"]):
            self._say("ข้อมูลตรงกับไฟล์ต้นทางแล้ว ไม่มีอะไรต้องโหลด")

    def _tell_problems(self, result: LoadResult, report: LoadReport | None) -> None:
        if not result.problems.count:
            return
        if report:
            self._say(f"มี {result.problems.count:,} รายการที่ควรแก้ อ่านที่ {report.path}")
            return
        for found in result.problems.kept[:PROBLEMS_SHOWN]:
            self._say(f"{found.file}:{found.line} {found.column} {found.value} — {found.reason}")
        if result.problems.count > PROBLEMS_SHOWN:
            self._say(f"และอีก {result.problems.count - PROBLEMS_SHOWN:,} รายการ")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
