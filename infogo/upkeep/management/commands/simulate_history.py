"""Fill the system with a simulated history, marked as such on every row, or take it away."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from infogo.core.dates import bangkok_now
from infogo.core.simulation import Plan
from infogo.upkeep.simulators import SIMULATORS, counters


class Command(BaseCommand):
    """Deterministic: the same seed over the same country makes the same rows; safe to run twice."""

    help = "สร้างประวัติจำลอง (คะแนน ธุรกรรม เรื่องล่าช้า) ที่ติดป้ายไว้ทุกแถว · simulate two years"

    def add_arguments(self, parser: CommandParser) -> None:
        """Say how much, from which seed, or that it goes away."""
        parser.add_argument("--months", type=int, default=24, help="จำนวนเดือน · months back")
        parser.add_argument("--counters", type=int, default=1500, help="จำนวนเคาน์เตอร์ · counters")
        parser.add_argument("--seed", type=int, default=2558, help="เลขตั้งต้น · seed")
        parser.add_argument(
            "--uncounted", action="store_true", help="ไม่นับตัวเลขของส่วนกลางใหม่ · leave the rollups"
        )
        parser.add_argument("--remove", action="store_true", help="ลบข้อมูลจำลองทั้งหมด · remove")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove what was simulated before, then make it anew unless asked only to remove."""
        for simulator in SIMULATORS:
            removed = simulator.remove()
            if removed:
                self.stdout.write(f"{simulator.name}: ลบ {removed:,} แถว · removed")
        if not options["remove"]:
            self._simulate(options)
        if not options["uncounted"]:
            call_command("count_country", stdout=self.stdout)

    def _simulate(self, options: dict[str, Any]) -> None:
        plan = Plan(
            seed=options["seed"],
            months=options["months"],
            until=bangkok_now().date(),
            counters=counters(options["counters"]),
            progress=lambda name, rows: self.stdout.write(f"{name}: {rows:,} แถว · rows"),
        )
        for simulator in SIMULATORS:
            simulator.simulate(plan)
