"""``manage.py end_central_role``: when too few administrators are left to decide by two."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.accounts.central import end_by_operator
from infogo.accounts.roles import CENTRAL_ROLES
from infogo.accounts.services import RefusedError


class Command(BaseCommand):
    """Thin: the work is in ``infogo.accounts.central``."""

    help = "ยุติหน้าที่ส่วนกลางของเจ้าหน้าที่ เมื่อไม่มีผู้ดูแลส่วนกลางพอจะตัดสินสองคน"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("email", help="อีเมลของเจ้าหน้าที่")
        parser.add_argument("role", choices=sorted(CENTRAL_ROLES), help="หน้าที่ส่วนกลาง")
        parser.add_argument("reason", help="เหตุผล เก็บในบันทึกการใช้สิทธิ")

    def handle(self, *args: Any, **options: Any) -> None:
        """End the role and say so."""
        try:
            ended = end_by_operator(
                email=options["email"], role=options["role"], reason=options["reason"]
            )
        except RefusedError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"ยุติแล้ว {ended} สิทธิ")
