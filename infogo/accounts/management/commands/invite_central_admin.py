"""``manage.py invite_central_admin``: how the accounts of an installation begin.

It is the way back, too, for a centre that has no administrator left.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from infogo.accounts.invitations import invite
from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Proposal
from infogo.accounts.roles import Role
from infogo.accounts.services import RefusedError, give_grant
from infogo.core.dates import bangkok_now

ADDRESS = "/office/sign-in/invitation/{token}"


class Command(BaseCommand):
    """Thin: the work is in ``infogo.accounts.invitations``."""

    help = "เชิญผู้ดูแลส่วนกลาง และพิมพ์ลิงก์เริ่มใช้บัญชี ผู้มีบัญชีแล้วได้หน้าที่ในบัญชีเดิม"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("email", help="อีเมลของผู้ดูแล")
        parser.add_argument("name", help="ชื่อและนามสกุล")

    def handle(self, *args: Any, **options: Any) -> None:
        """Give her the role, and if she has no account, print the address that opens one."""
        try:
            self.stdout.write(self._invited(options["email"], options["name"]))
        except RefusedError as problem:
            raise CommandError(str(problem)) from problem

    @transaction.atomic
    def _invited(self, email: str, name: str) -> str:
        """Return what was done, in words.

        An officer at work keeps her account: where no central administrator is left, nobody else
        could give her the role.
        """
        link = f"{settings.INFOGO['PUBLIC_URL']}{ADDRESS}"
        officer = Officer.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if officer is None:
            invited, address = invite(actor=None, email=email, name=name, agency=None, link=link)
            self._give_role(invited)
            return f"ส่งคำเชิญถึง {invited.email} แล้ว ลิงก์เดียวกันใช้ได้ครั้งเดียว:\n{address}"
        if self._give_role(officer):
            return f"{officer.email} มีบัญชีอยู่แล้ว ให้หน้าที่ผู้ดูแลส่วนกลางในบัญชีเดิมแล้ว"
        raise RefusedError(f"{officer.email} เป็นผู้ดูแลส่วนกลางอยู่แล้ว")

    def _give_role(self, officer: Officer) -> bool:
        """Give an officer the role, unless it runs already."""
        held = Grant.objects.not_over(bangkok_now().date()).filter(
            officer=officer, role=Role.CENTRAL_ADMIN
        )
        if held.exists():
            return False
        wanted = Proposal(role=Role.CENTRAL_ADMIN, agency_id=None)
        give_grant(actor=None, officer=officer, proposal=wanted)
        return True
