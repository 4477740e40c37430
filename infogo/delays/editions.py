"""Which edition of a manual was in force at a moment, and the time that it promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from infogo.core.durations import Duration
from infogo.delays.clock import length_of
from infogo.delays.errors import DelayError
from infogo.manuals.content import LocalOverrides, ManualContent, merge, overridden_sections
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.selectors import SHOWN_STATUSES


@dataclass(frozen=True)
class InForce:
    """An edition as it read at a moment, merged with the standard manual's of then.

    ``is_later`` says that there was none yet, so that the first one there is was taken.
    """

    edition: ManualRevision
    content: ManualContent
    is_later: bool = False


def in_force(manual: Manual, moment: datetime) -> InForce | None:
    """Return what ``manual`` said at ``moment``; ``None`` when it never was published.

    For requests from before the manual came into this system its first edition counts.
    Needs ``standard`` to be selected; two or three queries.
    """
    standard = manual.standard or manual
    shown = _shown(standard)
    base = shown.filter(published_at__lte=moment).last()
    found, is_later = (base, False) if base else (shown.first(), True)
    if found is None:
        return None
    content = ManualContent.model_validate(found.content)
    if manual.standard_id is None:
        return InForce(found, content, is_later)
    local = _shown(manual).filter(published_at__lte=moment).last()
    if local is None:
        return InForce(found, content, is_later)
    overrides = LocalOverrides.model_validate(local.content)
    if not overridden_sections(overrides):
        return InForce(found, content, is_later)
    return InForce(local, merge(content, overrides), is_later)


def promised_length(found: InForce) -> Duration:
    """Return the whole time that an edition promises.

    Raises:
        DelayError: it names no time that something can be due by.
    """
    length = length_of(found.content)
    if length is None:
        raise DelayError(
            "คู่มือไม่ได้บอกระยะเวลารวม จึงไม่มีวันครบกำหนด ให้ผู้จัดทำคู่มือใส่ระยะเวลารวมก่อน", "manual"
        )
    return length


def _shown(manual: Manual) -> QuerySet[ManualRevision]:
    return ManualRevision.objects.filter(manual=manual, status__in=SHOWN_STATUSES).order_by(
        "number"
    )
