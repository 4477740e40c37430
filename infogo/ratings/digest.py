"""Once a week: a letter to whoever handles feedback, with how much came and how much waits."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from infogo.accounts.letters import queue_letter
from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import CENTRAL_ROLES, Act, roles_with
from infogo.core.dates import BANGKOK, bangkok_now, short_date
from infogo.ratings.models import FeedbackDigest
from infogo.ratings.officer_selectors import LOW, counted
from infogo.ratings.selectors import ratings_for, unanswered, waiting

WEEK = timedelta(days=7)
HOUR = 8
"""On Mondays in Thai time, from when letters are written."""
SECONDS = 0.3
"""How long one run may take: the worker has to follow the outbox within a second."""


@dataclass(frozen=True)
class Digest:
    """What one letter tells; simulated ratings are in none of the numbers."""

    new: str
    low: str
    unanswered: str
    held: str
    is_worth_a_letter: bool


def send_digests(now: datetime | None = None, seconds: float = SECONDS) -> int:
    """Write to handlers about the week that ended, each once; returns how many were looked at.

    Safe to run at any time and in several processes. After a standstill of weeks only the last
    whole week is told. Nothing came and nothing waits: no letter.
    """
    moment = (now or bangkok_now()).astimezone(BANGKOK)
    week = last_whole_week(moment)
    begun, looked_at = time.monotonic(), 0
    for officer in _to_be_told(week, moment.date()).iterator(chunk_size=100):
        if looked_at and time.monotonic() - begun > seconds:
            break
        _tell(officer, week, moment.date())
        looked_at += 1
    return looked_at


def last_whole_week(moment: datetime) -> date:
    """Return the Monday of the week that is told of at a moment of Thai time."""
    begun = (moment - timedelta(hours=HOUR)).date()
    return begun - timedelta(days=begun.weekday()) - WEEK


def digest_of(rights: Rights, week: date) -> Digest:
    """Count what came in a week, and what waits now."""
    hers = ratings_for(rights).filter(is_simulated=False)
    begin = datetime(week.year, week.month, week.day, tzinfo=BANGKOK)
    new = hers.filter(created_at__gte=begin, created_at__lt=begin + WEEK)
    found = [new, new.filter(overall__lte=LOW), unanswered(hers), waiting(hers)]
    counts = [counted(ratings) for ratings in found]
    new_words, low, no_answer, held = (_words(*count) for count in counts)
    return Digest(new_words, low, no_answer, held, any(number for number, _more in counts))


def _to_be_told(week: date, today: date) -> QuerySet[Officer]:
    roles = roles_with(Act.HANDLE_FEEDBACK) - CENTRAL_ROLES
    handlers = Grant.objects.active(today).filter(role__in=roles).order_by().values("officer_id")
    told = FeedbackDigest.objects.filter(week__gte=week).values("officer_id")
    return (
        Officer.objects.filter(pk__in=handlers, is_active=True, wants_letters=True)
        .exclude(pk__in=told)
        .order_by("pk")
    )


@transaction.atomic
def _tell(officer: Officer, week: date, today: date) -> None:
    FeedbackDigest.objects.get_or_create(officer=officer, defaults={"week": week - WEEK})
    mark = FeedbackDigest.objects.select_for_update().get(officer=officer)
    if mark.week >= week:
        return  # another process was faster
    mark.week = week
    mark.save(update_fields=["week"])
    digest = digest_of(Rights.of(officer, today), week)
    if digest.is_worth_a_letter:
        queue_letter(
            to=officer.email,
            subject=f"ความเห็นของประชาชน {_span(week)}",
            body=_letter(officer, digest, week),
        )


def _letter(officer: Officer, digest: Digest, week: date) -> str:
    office = f"{settings.INFOGO['PUBLIC_URL']}{settings.OFFICE_PATH}"
    return (
        f"เรียน {officer.name_th}\n\n"
        f"{_span(week)} งานที่คุณดูแลได้ {digest.new} ความเห็น "
        f"ในจำนวนนี้ให้คะแนนน้อยหรือน้อยที่สุด {digest.low} ความเห็น\n"
        f"ตอนนี้รอคำตอบ {digest.unanswered} ความเห็น "
        f"รอตรวจก่อนเผยแพร่ {digest.held} ความเห็น\n\n"
        f"ตอบความเห็น: {office}ratings/?show=unanswered\n"
        f"ตรวจความเห็น: {office}ratings/held\n\n"
        f"ไม่ต้องการรับแจ้งเตือนทางอีเมล ปิดได้ที่ {office}account/\n"
    )


def _words(number: int, is_more: bool) -> str:
    return f"มากกว่า {number:,}" if is_more else f"{number:,}"


def _span(week: date) -> str:
    return f"สัปดาห์ {short_date(week)} ถึง {short_date(week + WEEK - timedelta(days=1))}"
