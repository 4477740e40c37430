"""Noting the heads of all hash chains, once a day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from infogo.core import audit, versions
from infogo.core.audit import FIRST_HASH
from infogo.core.dates import BANGKOK
from infogo.core.keys import REGISTER
from infogo.manuals.models import RegisterDay, RegisterLeaf
from infogo.manuals.register import hash_of_day, heads_now, heads_on, root_of


@transaction.atomic
def note_register(*, now: datetime) -> RegisterDay | None:
    """Note the last edition of every manual under today's date in Thailand, with one root.

    Done once a day; ``None`` when today is noted already, or no manual has an edition. Only
    manuals whose last edition changed take a row. A noted day is never written again.
    """
    day = timezone.localdate(now, BANGKOK)
    last = RegisterDay.objects.select_for_update().first()
    if last is not None and last.day >= day:
        return None
    heads = heads_now()
    if not heads:
        return None
    root = root_of(heads)
    previous = last.day_hash if last else FIRST_HASH
    made = RegisterDay.objects.create(
        day=day,
        noted_at=now,
        manuals=len(heads),
        root=root,
        previous_hash=previous,
        day_hash=hash_of_day(day=day, manuals=len(heads), root=root, previous_hash=previous),
    )
    noted = set(heads_on(last)) if last else set()
    RegisterLeaf.objects.bulk_create(
        (
            RegisterLeaf(
                register=made,
                manual_id=head.manual_id,
                number=head.number,
                content_hash=head.content_hash,
            )
            for head in heads
            if head not in noted
        ),
        batch_size=500,
    )
    audit.record(
        actor=audit.SYSTEM,
        verb="note_register",
        target="register",
        target_id=made.pk,
        detail={"day": day.isoformat(), "root": root, "manuals": len(heads)},
    )
    versions.touch([REGISTER])
    return made
