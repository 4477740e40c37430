"""The next edition of a manual: written behind the last one, then put in force.

Only ``services`` calls this, inside its transactions.
"""

from __future__ import annotations

import json
from datetime import datetime

from django.utils import timezone
from pydantic import BaseModel

from infogo.core import audit, versions
from infogo.core.audit import FIRST_HASH
from infogo.core.dates import BANGKOK
from infogo.core.keys import AGENCY, EDITION, record_key
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.files.models import Holder
from infogo.files.services import note_published
from infogo.manuals.chain import revision_hash
from infogo.manuals.models import Manual, ManualRevision, ManualStatus, RevisionStatus
from infogo.manuals.rule_sets import rule_set_on


def append_edition(
    *,
    manual: Manual,
    content: BaseModel,
    based_on: ManualRevision | None,
    author: str,
    note: str,
    at: datetime | None,
) -> ManualRevision:
    """Write the next edition behind the last one and mark that one superseded."""
    Manual.objects.select_for_update().get(pk=manual.pk)
    last = ManualRevision.objects.filter(manual=manual).order_by("-number").first()
    moment = at or timezone.now()
    number = last.number + 1 if last else 1
    stored = content.model_dump(mode="json", exclude_defaults=True)
    previous_hash = last.content_hash if last else FIRST_HASH
    if last and last.status == RevisionStatus.PUBLISHED:
        last.status, last.superseded_at = RevisionStatus.SUPERSEDED, moment
        last.save(update_fields=["status", "superseded_at"])
    # Forms and examples that citizens find in this edition can be had from now on.
    text = json.dumps(stored, ensure_ascii=False)
    note_published(Holder.MANUAL, manual.pk, str(number), text, manual.agency.key)
    return ManualRevision.objects.create(
        manual=manual,
        number=number,
        status=RevisionStatus.PUBLISHED,
        content=stored,
        based_on=based_on,
        rule_set=rule_set_on(timezone.localdate(moment, BANGKOK)),
        author=author,
        note=note,
        created_at=moment,
        published_at=moment,
        previous_hash=previous_hash,
        content_hash=revision_hash(
            manual_id=manual.pk,
            number=number,
            content=stored,
            author=author,
            previous_hash=previous_hash,
        ),
    )


def put_in_force(
    *,
    manual: Manual,
    revision: ManualRevision,
    sections: tuple[str, ...],
    actor: str,
    shows: Shows,
) -> None:
    """Show this edition to citizens; ``sections`` are those that the agency wrote itself.

    ``shows`` says where what changed is seen, of a manual that citizens could read before.
    """
    was_public = Manual.objects.filter(pk=manual.pk, status=ManualStatus.PUBLISHED).exists()
    manual.current = revision
    manual.status = ManualStatus.PUBLISHED
    manual.overridden_sections = list(sections)
    manual.save(update_fields=["current", "status", "overridden_sections"])
    audit.record(
        actor=actor,
        verb="publish",
        target="manual",
        target_id=manual.pk,
        detail={"edition": revision.number, "hash": revision.content_hash},
    )
    # The agency's page tells of which services it wrote something itself.
    versions.touch([record_key(AGENCY, manual.agency_id)])
    seen = shows if was_public else Shows.EVERYWHERE
    announce(OutboxTopic.PROCEDURE, [manual.procedure_id], shows=seen)
    versions.touch([EDITION])
