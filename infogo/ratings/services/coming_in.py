"""Taking in what citizens say.

A rating touches no page's token: pages with sums live ten minutes at most.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.core import audit
from infogo.core.dates import BANGKOK
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.manuals.rule_sets import parameters_on
from infogo.pins.models import Pin
from infogo.points.models import PointStatus, ServicePoint
from infogo.ratings import tallies
from infogo.ratings.errors import FormUsedError, NotRateableError, RatingError
from infogo.ratings.guard import Masked, mask
from infogo.ratings.models import (
    DIMENSIONS,
    FACTS,
    LONGEST_COMMENT,
    SCORES,
    Channel,
    ModerationStep,
    Rating,
    RatingState,
    Reason,
    Suspicion,
)
from infogo.ratings.suspicion import comment_digest, suspicions

CITIZEN = "ประชาชน"
"""Who rates, in the audit trail: nobody asks."""
ALPHABET = "ACDEFGHJKMNPQRTVWXY34679"
"""Letters and digits of a reference that nobody takes for one another, read aloud or printed."""
ATTEMPTS = 3


@dataclass(frozen=True)
class Given:
    """What a citizen said; scores are 1 to 5, facts of ``None`` are not known to her."""

    manual_id: int
    channel: Channel
    overall: int
    point_id: int | None = None
    dimensions: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, bool | None] = field(default_factory=dict)
    comment: str = ""
    visited_on: date | None = None


def submit_rating(
    *,
    given: Given,
    key: str,
    suspected: Collection[Suspicion] = (),
    now: datetime | None = None,
) -> Rating:
    """Take in a rating once, however often it is sent under one ``key``.

    Personal data in the comment is masked before it is stored. A rating about which something is
    unusual (``suspected`` by the caller, or found here) waits for an officer.

    Raises:
        NotRateableError: the manual or point is not one that citizens can use (any more).
        FormUsedError: another rating came in under this key.
        RatingError: a value that no form of ours sends.
    """
    moment = now or timezone.now()
    if existing := Rating.objects.filter(idempotency_key=key).first():
        return _same(existing, given)
    _check_values(given)
    for attempt in range(ATTEMPTS):
        try:
            return _take_in(given, key, suspected, moment)
        except IntegrityError:
            # Sent twice at the same moment, or a reference that exists: one in many millions.
            if existing := Rating.objects.filter(idempotency_key=key).first():
                return _same(existing, given)
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("every attempt returns or raises")


def _same(existing: Rating, given: Given) -> Rating:
    """Return what came in before, where the same is sent again.

    Raises:
        FormUsedError: something else is sent, which must not be lost silently.
    """
    of_what = {"manual_id": given.manual_id, "point_id": given.point_id}
    said = of_what | _said(given, mask(given.comment.strip()))
    if any(getattr(existing, name) != value for name, value in said.items()):
        raise FormUsedError(
            _(
                "คะแนนจากแบบฟอร์มนี้ส่งไปแล้วครั้งหนึ่ง คำตอบที่เปลี่ยนในหน้านี้ยังไม่ได้ส่ง "
                "ถ้าให้คะแนนการใช้บริการอีกครั้งหนึ่ง กดส่งคะแนนอีกครั้ง"
            )
        )
    return existing


def _said(given: Given, comment: Masked) -> dict[str, Any]:
    """Return the columns that hold what a citizen said, of whatever she said it."""
    return {
        "channel": given.channel,
        "overall": given.overall,
        **{name: given.dimensions.get(name) for name in DIMENSIONS},
        **{name: given.facts.get(name) for name in FACTS},
        "comment": comment.text,
        "visited_on": given.visited_on.replace(day=1) if given.visited_on else None,
    }


@transaction.atomic
def _take_in(given: Given, key: str, suspected: Collection[Suspicion], moment: datetime) -> Rating:
    manual, point = _rateable(given)
    masked = mask(given.comment.strip())
    rating = Rating(
        reference=new_reference(),
        procedure_id=manual.procedure_id,
        agency_id=point.agency_id if point else manual.agency_id,
        manual=manual,
        point=point,
        **_said(given, masked),
        comment_digest=comment_digest(masked.text),
        has_masked=bool(masked.kinds),
        created_at=moment,
        month=moment.astimezone(BANGKOK).date().replace(day=1),
        idempotency_key=key,
    )
    rules = parameters_on(moment.astimezone(BANGKOK).date()).ratings
    found = {*suspected, *suspicions(rating, rules, moment)}
    rating.suspicion = [str(each) for each in Suspicion if each in found]
    if rating.suspicion:
        rating.state = RatingState.HELD
    rating.save(force_insert=True)
    if rating.is_public:
        tallies.move(rating, 1)
    else:
        ModerationStep.objects.create(
            rating=rating,
            from_state=RatingState.PUBLIC,
            to_state=RatingState.HELD,
            reason=Reason.ARRIVED,
            actor=audit.SYSTEM,
            at=moment,
        )
    audit.record(
        actor=CITIZEN,
        verb="rate",
        target="rating",
        target_id=rating.pk,
        detail={"state": str(rating.state), "suspicion": rating.suspicion},
    )
    return rating


def _check_values(given: Given) -> None:
    scores = [given.overall, *given.dimensions.values()]
    names = given.dimensions.keys() - set(DIMENSIONS) | given.facts.keys() - set(FACTS)
    if names or any(score not in SCORES for score in scores):
        raise RatingError(_("เลือกคะแนนจาก 1 ถึง 5"))
    if len(given.comment) > LONGEST_COMMENT:
        raise RatingError(_("ความเห็นยาวเกิน %(count)d ตัวอักษร ตัดให้สั้นลง") % {"count": LONGEST_COMMENT})
    if "\x00" in given.comment:
        raise RatingError(_("ความเห็นมีอักขระที่เก็บไม่ได้ พิมพ์ใหม่"))


def _rateable(given: Given) -> tuple[Manual, ServicePoint | None]:
    """Return manual and point if citizens can use the one at the other.

    Raises:
        NotRateableError: they cannot.
    """
    manual = (
        Manual.objects.filter(
            pk=given.manual_id,
            status=ManualStatus.PUBLISHED,
            procedure__status=ProcedureStatus.ACTIVE,
        )
        .select_related("agency")
        .first()
    )
    if manual is None:
        raise NotRateableError(_("คู่มือนี้เลิกใช้แล้ว จึงให้คะแนนไม่ได้"))
    if given.point_id is None:
        return manual, None
    pin = (
        Pin.objects.filter(manual=manual, point_id=given.point_id)
        .exclude(point__status=PointStatus.CLOSED)
        .select_related("point")
        .first()
    )
    if pin is None:
        raise NotRateableError(_("จุดให้บริการนี้เลิกรับเรื่องนี้แล้ว เลือกจุดอื่น"))
    return manual, pin.point


def new_reference() -> str:
    """Return eight letters that nobody guesses and everybody can read out."""
    letters = [secrets.choice(ALPHABET) for _place in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"
