"""``manage.py rekey``: what is kept encrypted goes under the present signing key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from infogo.accounts.second_factors import reseal_second_factors
from infogo.changes.services import reseal_subscriptions


class Command(BaseCommand):
    """Encrypt anew; fails naming what no key of the settings opens, and leaves that as it is."""

    help = "เข้ารหัสความลับที่เก็บไว้ใหม่ด้วยกุญแจปัจจุบัน · encrypt kept secrets under the present key"

    def handle(self, *args: Any, **options: Any) -> None:
        """Renew what can be read, and name the rest."""
        factors, webhooks = reseal_second_factors(), reseal_subscriptions()
        self.stdout.write(f"second factors: {factors.renewed:,} under the present key")
        self.stdout.write(f"webhooks: {webhooks.renewed:,} under the present key")
        faults = [f"second factor of officer {number}" for number in factors.unreadable]
        faults += [f"secret of webhook {number}" for number in webhooks.unreadable]
        if faults:
            raise CommandError("no key opens:\n" + "\n".join(faults))
