"""Notices of delay: that one went out, and that its copy reached the central agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from infogo.core import audit
from infogo.delays.errors import DelayError, refuse
from infogo.delays.models import DelayNotice, NoticeChannel
from infogo.delays.reckoning import Almanac
from infogo.delays.reference import read_text
from infogo.delays.services import checks
from infogo.delays.services.keeping import TARGET, locked_case, refresh


@dataclass(frozen=True)
class NewNotice:
    """What a notice says; ``reason`` is a code of the law in force on the day of sending."""

    sent_on: date
    channel: NoticeChannel
    reason: str
    text: str
    expected_on: date
    copied_on: date | None = None


@transaction.atomic
def record_notice(*, case_id: int, notice: NewNotice, actor: str) -> DelayNotice:
    """Write down a notice that went out; it meets the turn in which it was sent.

    Raises:
        DelayError: the time has not run out, the turn has a notice already, or it lacks something.
    """
    case = locked_case(case_id)
    almanac = Almanac.read()
    refuse(
        checks.wrong_notice(
            case,
            almanac,
            sent_on=notice.sent_on,
            reason=notice.reason,
            text=notice.text,
            expected_on=notice.expected_on,
            copied_on=notice.copied_on,
        )
    )
    text = read_text(notice.text, "text", longest=checks.LONGEST_TEXT, what=checks.NOTICE_TEXT)
    made = DelayNotice.objects.create(
        case=case,
        sent_on=notice.sent_on,
        channel=notice.channel,
        reason=notice.reason,
        text=text,
        expected_on=notice.expected_on,
        copied_on=notice.copied_on,
        noted_by=actor,
    )
    refresh(case, almanac)
    made.refresh_from_db()
    audit.record(
        actor=actor,
        verb="send_delay_notice",
        target=TARGET,
        target_id=case.pk,
        detail={
            "turn": made.seq,
            "sent_on": notice.sent_on.isoformat(),
            "reason": notice.reason,
            "expected_on": notice.expected_on.isoformat(),
        },
    )
    return made


@transaction.atomic
def mark_copied(*, notice_id: int, copied_on: date, actor: str) -> DelayNotice:
    """Write down when the copy of a notice went to those who get copies by law.

    Raises:
        DelayError: the notice was never sent, or the day lies before it or ahead.
    """
    found = DelayNotice.objects.select_for_update(of=("self",)).filter(pk=notice_id).first()
    if found is None or found.sent_on is None:
        raise DelayError("งวดนี้ไม่มีหนังสือแจ้ง จึงไม่มีสำเนา")
    refuse(checks.wrong_copy(copied_on, found.sent_on))
    found.copied_on = copied_on
    found.save(update_fields=["copied_on"])
    audit.record(
        actor=actor,
        verb="copy_delay_notice",
        target=TARGET,
        target_id=found.case_id,
        detail={"turn": found.seq, "copied_on": copied_on.isoformat()},
    )
    return found


@transaction.atomic
def remove_notice(*, notice_id: int, reason: str, actor: str) -> None:
    """Take away a notice that was written down by mistake; its turn may be missed then.

    Raises:
        DelayError: there is no such notice, or no reason is given.
    """
    words = read_text(reason, "reason", longest=checks.LONGEST_BASIS, what=checks.REMOVE_REASON)
    notice = DelayNotice.objects.filter(pk=notice_id).exclude(sent_on=None).first()
    if notice is None:
        raise DelayError("ไม่พบหนังสือแจ้งนี้แล้ว")
    case = locked_case(notice.case_id)
    detail = {"turn": notice.seq, "sent_on": str(notice.sent_on), "text": notice.text}
    notice.delete()
    audit.record(
        actor=actor,
        verb="remove_delay_notice",
        target=TARGET,
        target_id=case.pk,
        detail={**detail, "reason": words},
    )
    refresh(case)
