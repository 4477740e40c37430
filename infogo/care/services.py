"""Keeping what was found, and exports on their way. Findings are derived: no trail, no outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from infogo.care.finding import LOOKERS, Found
from infogo.care.models import QualityCount, QualityFinding
from infogo.core.dates import BANGKOK
from infogo.core.upsert import batches

BATCH = 500


def refresh_quality(*, now: datetime) -> int:
    """Look for everything anew; returns how many findings there are.

    Each looker's findings are exchanged in a transaction of their own, after it has looked:
    nobody waits for it, and a killed process leaves the last findings as they were.
    """
    today, total = now.astimezone(BANGKOK).date(), 0
    for rules, look, looked_at in LOOKERS:
        found = {(one.rule, one.kind, one.record_id): one for one in look(today)}
        _exchange(rules, list(found.values()), looked_at(), now)
        total += len(found)
    return total


@transaction.atomic
def _exchange(rules: Sequence[str], found: Sequence[Found], looked_at: int, now: datetime) -> None:
    wanted = {(one.rule, one.kind.value, one.record_id): one for one in found}
    held = QualityFinding.objects.filter(rule__in=rules)
    present = {(row.rule, row.kind, row.record_id): row for row in held.iterator(chunk_size=2000)}
    gone = [row.pk for key, row in present.items() if key not in wanted]
    for batch in batches(gone, BATCH):
        QualityFinding.objects.filter(pk__in=batch).delete()
    changed = []
    for key, row in present.items():
        one = wanted.get(key)
        if one and (row.agency_id, row.note) != (one.agency_id, one.note[:300]):
            row.agency_id, row.note = one.agency_id, one.note[:300]
            changed.append(row)
    QualityFinding.objects.bulk_update(changed, ["agency", "note"], batch_size=BATCH)
    QualityFinding.objects.bulk_create(
        (
            QualityFinding(
                rule=one.rule, agency_id=one.agency_id, kind=one.kind, record_id=one.record_id,
                note=one.note[:300], found_at=now,
            )
            for key, one in wanted.items()
            if key not in present
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )  # fmt: skip
    for rule in rules:
        count = sum(one.rule == rule for one in found)
        QualityCount.objects.update_or_create(
            rule=rule, defaults={"found": count, "looked_at": looked_at, "counted_at": now}
        )
