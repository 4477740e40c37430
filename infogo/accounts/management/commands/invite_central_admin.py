"""``manage.py invite_central_admin``: how the first account of an installation begins."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from infogo.accounts.perms import Proposal
from infogo.accounts.roles import Role
from infogo.accounts.services import (
    RefusedError,
    give_grant,
    invite_officer,
    send_invitation,
)

ADDRESS = "/office/sign-in/invitation/{token}"


class Command(BaseCommand):
    """Thin: the work is in ``infogo.accounts.services``."""

    help = "เชิญผู้ดูแลส่วนกลาง และพิมพ์ลิงก์เริ่มใช้บัญชี"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("email", help="อีเมลของผู้ดูแล")
        parser.add_argument("name", help="ชื่อและนามสกุล")

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite her, give her the right, and print the address that opens the account."""
        link = f"{settings.INFOGO['PUBLIC_URL']}{ADDRESS}"
        try:
            with transaction.atomic():
                officer = invite_officer(
                    actor=None,
                    email=options["email"],
                    name=options["name"],
                    agency=None,
                    link=link,
                )
                if not officer.grants.filter(role=Role.CENTRAL_ADMIN, ended_at=None).exists():
                    give_grant(
                        actor=None,
                        officer=officer,
                        proposal=Proposal(role=Role.CENTRAL_ADMIN, agency_id=None),
                    )
                address = send_invitation(actor=None, officer=officer, link=link)
        except RefusedError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"ส่งคำเชิญถึง {officer.email} แล้ว ลิงก์เดียวกันใช้ได้ครั้งเดียว:\n{address}")
