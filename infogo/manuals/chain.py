"""The hash chain of a manual's editions: a changed past is noticed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from infogo.manuals.models import Manual, ManualRevision

FIRST_HASH = "0" * 64


@dataclass(frozen=True)
class RevisionFault:
    """The first edition of a manual that does not verify."""

    manual_id: int
    number: int
    reason: str


def revision_hash(
    *, manual_id: int, number: int, content: dict[str, Any], author: str, previous_hash: str
) -> str:
    """Return the SHA-256 that an edition must carry."""
    payload = json.dumps(
        [manual_id, number, content, author, previous_hash],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(payload.encode()).hexdigest()


def verify_revisions(manual: Manual) -> RevisionFault | None:
    """Return the first fault among the editions of ``manual``, or ``None``."""
    previous_hash = FIRST_HASH
    revisions = ManualRevision.objects.filter(manual=manual).order_by("number")
    for expected, revision in enumerate(revisions, start=1):
        if revision.number != expected:
            return RevisionFault(manual.pk, expected, "an edition is missing")
        if revision.previous_hash != previous_hash:
            return RevisionFault(manual.pk, expected, "does not follow the edition before it")
        if revision.content_hash != revision_hash(
            manual_id=manual.pk,
            number=revision.number,
            content=revision.content,
            author=revision.author,
            previous_hash=revision.previous_hash,
        ):
            return RevisionFault(manual.pk, expected, "the edition was changed")
        previous_hash = revision.content_hash
    return None
