"""Every change of ratings: one transaction with its audit line, or nothing at all.

Locks: the rating, then the sums, then the audit trail. A rating that comes in touches no page's
token: pages with sums live ten minutes at most; what an officer decides shows at once.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core import audit, versions
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.manuals.rule_sets import parameters_on
from infogo.pins.models import Pin
from infogo.points.models import PointStatus, ServicePoint
from infogo.ratings import tallies
from infogo.ratings.errors import (
    NotAllowedError,
    NotRateableError,
    RatingError,
    WrongStateError,
)
from infogo.ratings.guard import Personal, mask
from infogo.ratings.models import (
    DIMENSIONS,
    FACTS,
    LONGEST_COMMENT,
    SCORES,
    Channel,
    Improvement,
    ModerationStep,
    Rating,
    RatingReply,
    RatingState,
    Reason,
    ReplyKind,
    Suspicion,
)
from infogo.ratings.selectors import page_keys, procedure_key, ratings_for
from infogo.ratings.suspicion import comment_digest, suspicions

CITIZEN = "ประชาชน"
"""Who rates, in the audit trail: nobody asks."""
SYSTEM = "system ระบบ"
ALPHABET = "ACDEFGHJKMNPQRTVWXY34679"
"""Letters and digits of a reference that nobody takes for one another, read aloud or printed."""
ATTEMPTS = 3
LONGEST_TEXT = 400
LONGEST_REPLY = 2000
LONGEST_THEME = 300
LONGEST_CHANGE = 1000
FOR_HIDING = (
    Reason.PERSONAL_DATA,
    Reason.RUDE,
    Reason.ADVERT,
    Reason.OFF_TOPIC,
    Reason.WRONG_PLACE,
    Reason.DUPLICATE,
    Reason.BRIGADING,
    Reason.OTHER,
)
FOR_RELEASING = (Reason.CHECKED, Reason.OTHER)
REASONS_FOR: Mapping[str, tuple[Reason, ...]] = {
    RatingState.PUBLIC: FOR_RELEASING,
    RatingState.HELD: FOR_HIDING,
    RatingState.HIDDEN: FOR_HIDING,
}
"""Why a rating may be brought into each state."""


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
    """Take in a rating once, whatever is sent how often under one ``key``.

    Personal data in the comment is masked before it is stored. A rating about which something is
    unusual (``suspected`` by the caller, or found here) waits for an officer.

    Raises:
        NotRateableError: the manual or point is not one that citizens can use (any more).
        RatingError: a value that no form of ours sends.
    """
    moment = now or timezone.now()
    if existing := Rating.objects.filter(idempotency_key=key).first():
        return existing
    _check_values(given)
    for attempt in range(ATTEMPTS):
        try:
            return _take_in(given, key, suspected, moment)
        except IntegrityError:
            # Sent twice at the same moment, or a reference that exists: one in many millions.
            if existing := Rating.objects.filter(idempotency_key=key).first():
                return existing
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("every attempt returns or raises")


@transaction.atomic
def decide(
    *, rating_id: int, to: str, reason: str, rights: Rights, text: str = "", seen: str | None = None
) -> Rating:
    """Release, hold or hide a rating, with the reason; the sums follow.

    ``seen`` is the state she saw; empty means that she does not care.

    Raises:
        NotAllowedError: it is not hers to decide.
        WrongStateError: it is there already, or somebody decided meanwhile.
        RatingError: a reason that does not fit, or an other reason without words.
    """
    rating = _locked(rating_id, rights)
    if to not in RatingState.values or to == rating.state or (seen and seen != rating.state):
        label = RatingState(rating.state).label
        raise WrongStateError(f"ความเห็นนี้อยู่ในสถานะ “{label}” แล้ว เปิดดูอีกครั้งก่อนทำต่อ")
    said = _checked_reason(to, reason, text)
    before = rating.state
    rating.state = to
    rating.save(update_fields=["state"])
    if RatingState.PUBLIC in (before, to):
        tallies.move(rating, 1 if to == RatingState.PUBLIC else -1)
    ModerationStep.objects.create(
        rating=rating,
        from_state=before,
        to_state=to,
        reason=reason,
        text=said,
        actor=rights.officer.audit_name,
    )
    audit.record(
        actor=rights.officer.audit_name,
        verb=f"rating-{to}",
        target="rating",
        target_id=rating.pk,
        detail={"from": before, "reason": reason, "text": said},
    )
    versions.touch(page_keys(rating))
    return rating


@transaction.atomic
def reply(*, rating_id: int, kind: str, text: str, rights: Rights) -> RatingReply:
    """Answer a rating so that everybody reads it, or note something for colleagues.

    Raises:
        NotAllowedError: it is not hers to answer.
        RatingError: no words, too many, or somebody's number in words for everybody.
    """
    rating = _locked(rating_id, rights)
    said = _words(text, LONGEST_REPLY, "เขียนคำตอบก่อนบันทึก")
    if kind not in ReplyKind.values:
        raise RatingError("เลือกว่าจะตอบให้ทุกคนเห็น หรือบันทึกภายใน")
    if kind == ReplyKind.PUBLIC and Personal.CITIZEN_NUMBER in mask(said).kinds:
        raise RatingError("คำตอบมีเลขประจำตัวประชาชน ลบออกก่อน เพราะทุกคนจะเห็นคำตอบนี้")
    made = RatingReply.objects.create(
        rating=rating, kind=kind, text=said, officer=rights.officer, agency_id=rating.agency_id
    )
    audit.record(
        actor=rights.officer.audit_name,
        verb=f"reply-{kind}",
        target="rating",
        target_id=rating.pk,
        detail={"reply": made.pk},
    )
    if kind == ReplyKind.PUBLIC:
        versions.touch(page_keys(rating))
    return made


@transaction.atomic
def publish_improvement(
    *,
    agency_id: int,
    theme: str,
    change: str,
    rights: Rights,
    manual_id: int | None = None,
    revision_number: int | None = None,
    published_on: date | None = None,
) -> Improvement:
    """Tell citizens what they said and what was changed ("คุณบอก เราปรับ").

    Raises:
        NotAllowedError: the agency or manual is not hers to speak for.
        RatingError: words are missing, or the manual has no such edition.
    """
    manual = _manual_to_speak_of(rights, agency_id, manual_id)
    if revision_number is not None and not (
        manual and manual.revisions.filter(number=revision_number).exists()
    ):
        raise RatingError("คู่มือนี้ไม่มีฉบับที่ระบุ เลือกฉบับที่เผยแพร่แล้ว")
    made = Improvement.objects.create(
        agency_id=agency_id,
        manual=manual,
        theme=_words(theme, LONGEST_THEME, "เขียนว่าประชาชนบอกอะไร"),
        change=_words(change, LONGEST_CHANGE, "เขียนว่าปรับอะไรแล้ว"),
        revision_number=revision_number,
        published_on=published_on or bangkok_now().date(),
        officer=rights.officer,
    )
    _record_improvement(made, rights.officer, "improvement-publish")
    return made


@transaction.atomic
def withdraw_improvement(*, improvement_id: int, rights: Rights) -> Improvement:
    """Take back what citizens were told; it stays in the records.

    Raises:
        NotAllowedError: it is not hers.
        WrongStateError: it is withdrawn already.
    """
    found = Improvement.objects.select_for_update().filter(pk=improvement_id).first()
    if found is None:
        raise NotAllowedError("ไม่มีรายการนี้ในความดูแลของคุณ")
    _manual_to_speak_of(rights, found.agency_id, found.manual_id)
    if found.is_withdrawn:
        raise WrongStateError("รายการนี้ถูกถอนแล้ว")
    found.is_withdrawn = True
    found.save(update_fields=["is_withdrawn"])
    _record_improvement(found, rights.officer, "improvement-withdraw")
    return found


def rebuild_tallies(*, actor: str) -> int:
    """Make all sums again from the ratings; returns how many rows there are. Safe at any time."""
    rows = tallies.rebuild()
    with transaction.atomic():
        audit.record(actor=actor, verb="rebuild", target="rating-tally", detail={"rows": rows})
    return rows


@transaction.atomic
def _take_in(given: Given, key: str, suspected: Collection[Suspicion], moment: datetime) -> Rating:
    manual, point = _rateable(given)
    masked = mask(given.comment.strip())
    rating = Rating(
        reference=_new_reference(),
        manual=manual,
        procedure_id=manual.procedure_id,
        agency_id=point.agency_id if point else manual.agency_id,
        point=point,
        channel=given.channel,
        overall=given.overall,
        **{name: given.dimensions.get(name) for name in DIMENSIONS},
        **{name: given.facts.get(name) for name in FACTS},
        comment=masked.text,
        comment_digest=comment_digest(masked.text),
        has_masked=bool(masked.kinds),
        visited_on=given.visited_on.replace(day=1) if given.visited_on else None,
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
            actor=SYSTEM,
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
        raise NotRateableError(_("คู่มือนี้ไม่ได้เผยแพร่แล้ว จึงให้คะแนนไม่ได้"))
    if given.point_id is None:
        return manual, None
    pin = (
        Pin.objects.filter(manual=manual, point_id=given.point_id)
        .exclude(point__status=PointStatus.CLOSED)
        .select_related("point")
        .first()
    )
    if pin is None:
        raise NotRateableError(_("จุดให้บริการนี้ไม่ได้รับเรื่องนี้แล้ว เลือกจุดอื่น"))
    return manual, pin.point


def _new_reference() -> str:
    letters = [secrets.choice(ALPHABET) for _place in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def _locked(rating_id: int, rights: Rights) -> Rating:
    """Return a rating of hers, held until the end of the transaction.

    Raises:
        NotAllowedError: it is not hers, or there is none.
    """
    if not ratings_for(rights).filter(pk=rating_id).exists():
        raise NotAllowedError("ความเห็นนี้ไม่อยู่ในความดูแลของคุณ")
    return Rating.objects.select_for_update().get(pk=rating_id)


def _checked_reason(to: str, reason: str, text: str) -> str:
    if reason not in REASONS_FOR[to]:
        raise RatingError("เลือกเหตุผล")
    said = " ".join(text.split())
    if len(said) > LONGEST_TEXT or "\x00" in said:
        raise RatingError(f"คำอธิบายยาวเกิน {LONGEST_TEXT} ตัวอักษร ตัดให้สั้นลง")
    if reason == Reason.OTHER and not said:
        raise RatingError("เขียนอธิบายเหตุผล")
    return said


def _words(text: str, longest: int, when_empty: str) -> str:
    said = text.replace("\x00", "").strip()
    if not said:
        raise RatingError(when_empty)
    if len(said) > longest:
        raise RatingError(f"ข้อความยาวเกิน {longest} ตัวอักษร ตัดให้สั้นลง")
    return said


def _manual_to_speak_of(rights: Rights, agency_id: int, manual_id: int | None) -> Manual | None:
    act = Act.HANDLE_FEEDBACK
    if manual_id is None:
        if not rights.agencies(act).filter(pk=agency_id).exists():
            raise NotAllowedError("หน่วยงานนี้ไม่อยู่ในความดูแลของคุณ")
        return None
    manual = rights.manuals(act).filter(pk=manual_id, agency_id=agency_id).first()
    if manual is None:
        raise NotAllowedError("คู่มือนี้ไม่อยู่ในความดูแลของคุณ")
    return manual


def _record_improvement(made: Improvement, officer: Officer, verb: str) -> None:
    audit.record(
        actor=officer.audit_name,
        verb=verb,
        target="improvement",
        target_id=made.pk,
        detail={"agency": made.agency_id, "manual": made.manual_id},
    )
    if made.manual:
        versions.touch([procedure_key(made.manual.procedure_id)])
