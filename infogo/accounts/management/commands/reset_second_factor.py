"""``manage.py reset_second_factor``: for an officer who lost her codes, or whose key was lost."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infogo.accounts.second_factors import reset_second_factor
from infogo.accounts.services import RefusedError


class Command(BaseCommand):
    """Thin: the work is in ``infogo.accounts.second_factors``."""

    help = "ล้างรหัสยืนยันชั้นที่สองของเจ้าหน้าที่ เพื่อให้ตั้งใหม่ · let an officer set up codes again"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("email", help="อีเมลของเจ้าหน้าที่")
        parser.add_argument("reason", help="เหตุผล เก็บในบันทึกการใช้สิทธิและอยู่ในจดหมายถึงเจ้าหน้าที่")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the codes away and say what she does next."""
        try:
            passkeys = reset_second_factor(email=options["email"], reason=options["reason"])
        except RefusedError as problem:
            raise CommandError(str(problem)) from problem
        way = "รหัสผ่านและพาสคีย์" if passkeys else "รหัสผ่าน"
        self.stdout.write(f"ล้างแล้ว เจ้าหน้าที่เข้าสู่ระบบด้วย{way} แล้วตั้งรหัสจากแอปใหม่")
