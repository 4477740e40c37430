"""What officers do with ratings."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from infogo.accounts.perms import Rights
from infogo.core import audit, versions
from infogo.ratings import tallies
from infogo.ratings.errors import NotAllowedError, RatingError, WrongStateError
from infogo.ratings.guard import Personal, mask
from infogo.ratings.models import (
    ModerationStep,
    Rating,
    RatingReply,
    RatingState,
    Reason,
    ReplyKind,
)
from infogo.ratings.selectors import answering_agency, page_keys, ratings_for
from infogo.ratings.services.texts import checked_words

LONGEST_TEXT = 400
LONGEST_REPLY = 2000
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

    The same words of the same officer are written once: a form whose answer was lost is often
    sent again.

    Raises:
        NotAllowedError: it is not hers to answer.
        RatingError: no words, too many, or somebody's number in words for everybody.
    """
    rating = _locked(rating_id, rights)
    said = checked_words(text, LONGEST_REPLY, "เขียนคำตอบก่อนบันทึก")
    if kind not in ReplyKind.values:
        raise RatingError("เลือกว่าจะตอบให้ทุกคนเห็น หรือบันทึกภายใน")
    if kind == ReplyKind.PUBLIC and Personal.CITIZEN_NUMBER in mask(said).kinds:
        raise RatingError("คำตอบมีเลขประจำตัวประชาชน ลบออกก่อน เพราะทุกคนจะเห็นคำตอบนี้")
    own = RatingReply.objects.filter(rating=rating, officer=rights.officer)
    if same := own.filter(kind=kind, text=said).first():
        return same
    made = RatingReply.objects.create(
        rating=rating,
        kind=kind,
        text=said,
        officer=rights.officer,
        agency_id=answering_agency(rating),
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


def rebuild_tallies(*, actor: str) -> int:
    """Make all sums again from the ratings; returns how many rows there are. Safe at any time."""
    rows = tallies.rebuild()
    with transaction.atomic():
        audit.record(actor=actor, verb="rebuild", target="rating-tally", detail={"rows": rows})
    return rows
