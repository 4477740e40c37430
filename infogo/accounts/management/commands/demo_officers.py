"""``manage.py demo_officers``: the demonstration's officers, one per role."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from infogo.accounts.demo import DEMO_PASSWORD, demo_hints, make_demo_officers
from infogo.accounts.services import RefusedError


class Command(BaseCommand):
    """Thin: the work is in ``infogo.accounts.demo``."""

    help = "สร้างเจ้าหน้าที่สาธิต หน้าที่ละคน และบอกวิธีเข้าสู่ระบบ"

    def handle(self, *args: Any, **options: Any) -> None:
        """Make those that are missing and tell how to sign in."""
        try:
            made = make_demo_officers()
        except RefusedError as problem:
            raise CommandError(str(problem)) from problem
        if not options["verbosity"]:
            return
        self.stdout.write(f"สร้างใหม่ {made} คน รหัสผ่านของทุกคน: {DEMO_PASSWORD}")
        for hint in demo_hints():
            code = f"  รหัสยืนยันขณะนี้ {hint.code}" if hint.code else ""
            self.stdout.write(f"  {hint.email}  {hint.name}{code}")
