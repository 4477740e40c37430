"""``manage.py demo_drafts``: drafts that wait for the central review of the demonstration."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from infogo.editing.demo import make_demo_drafts


class Command(BaseCommand):
    """Thin: the work is in ``infogo.editing.demo``."""

    help = "สร้างร่างสาธิตที่รอส่วนกลางตรวจ"

    def handle(self, *args: Any, **options: Any) -> None:
        """Make those that are missing and tell how many."""
        made = make_demo_drafts()
        if options["verbosity"]:
            self.stdout.write(f"สร้างร่างสาธิตใหม่ {made} ร่าง")
