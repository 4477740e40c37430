"""The hash chain of a manual's editions: a changed past is noticed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from infogo.core.audit import FIRST_HASH
from infogo.manuals.models import Manual, ManualRevision


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


@dataclass(frozen=True)
class CheckedEdition:
    """One edition and why it does not verify; ``reason`` is empty when it does."""

    revision: ManualRevision
    reason: str


def check_editions(manual: Manual) -> list[CheckedEdition]:
    """Compute the hash of every edition of ``manual`` anew, oldest first."""
    previous, expected = FIRST_HASH, 1
    checked = []
    for revision in ManualRevision.objects.filter(manual=manual).order_by("number"):
        reason = _fault(revision, expected, previous)
        checked.append(CheckedEdition(revision, reason))
        previous, expected = revision.content_hash, revision.number + 1
    return checked


def verify_revisions(manual: Manual) -> RevisionFault | None:
    """Return the first fault among the editions of ``manual``, or ``None``."""
    for place, edition in enumerate(check_editions(manual), start=1):
        if edition.reason:
            return RevisionFault(manual.pk, place, edition.reason)
    return None


def _fault(revision: ManualRevision, expected: int, previous_hash: str) -> str:
    if revision.number != expected:
        return "an edition is missing"
    if revision.previous_hash != previous_hash:
        return "does not follow the edition before it"
    actual = revision_hash(
        manual_id=revision.manual_id,
        number=revision.number,
        content=revision.content,
        author=revision.author,
        previous_hash=revision.previous_hash,
    )
    return "" if actual == revision.content_hash else "the edition was changed"
