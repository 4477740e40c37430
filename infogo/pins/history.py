"""The last change of a record's pins, as the audit trail tells it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.core.models import AuditEntry

CHANGED, UNDONE = "change_pins", "undo_pins"
UNDO_FOR = timedelta(hours=1)
"""How long the last change can be taken back by one press."""


def last_change(officer: Officer, about: tuple[str, int]) -> AuditEntry | None:
    """Return her last change of the pins of a manual or point, if it can still be undone."""
    target, target_id = about
    newest = (
        AuditEntry.objects.filter(
            target=target,
            target_id=target_id,
            verb__in=(CHANGED, UNDONE),
            actor=officer.audit_name,
        )
        .order_by("-number")
        .first()
    )
    if newest is None or newest.verb == UNDONE or timezone.now() - newest.at > UNDO_FOR:
        return None
    return newest
