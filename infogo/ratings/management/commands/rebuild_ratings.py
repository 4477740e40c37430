"""``manage.py rebuild_ratings``: make the sums of ratings again from the ratings."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from infogo.accounts.services import OPERATOR
from infogo.ratings.services import rebuild_tallies


class Command(BaseCommand):
    """Thin and safe at any time, also while citizens rate: one month after the other."""

    help = "คำนวณผลรวมคะแนนใหม่จากคะแนนทุกรายการ · make all sums of ratings again"

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many rows of sums there are."""
        rows = rebuild_tallies(actor=OPERATOR)
        self.stdout.write(f"คำนวณใหม่ {rows:,} แถว · rows")
