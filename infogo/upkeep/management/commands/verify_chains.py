"""Check audit trail, editions of every manual and daily register for changes to the past."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from infogo.core import audit
from infogo.manuals.chain import verify_revisions
from infogo.manuals.models import Manual
from infogo.manuals.register import verify_register


class Command(BaseCommand):
    """Verify the hash chains; exits with an error that names the first fault of each."""

    help = "ตรวจว่าบันทึกการใช้งานและฉบับเก่าของคู่มือไม่ถูกแก้ · verify the hash chains"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per fault, or what was checked."""
        faults = []
        audit_fault = audit.verify()
        if audit_fault is not None:
            faults.append(f"audit trail, line {audit_fault.number}: {audit_fault.reason}")
        checked = 0
        for manual in Manual.objects.filter(revisions__isnull=False).distinct().iterator():
            checked += 1
            fault = verify_revisions(manual)
            if fault is not None:
                faults.append(f"manual {manual.pk}, edition {fault.number}: {fault.reason}")
        register_fault = verify_register()
        if register_fault is not None:
            faults.append(f"register of {register_fault.day}: {register_fault.reason}")
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"audit trail and {checked:,} manuals verified")
