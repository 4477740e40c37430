"""Reading delay cases: whose they are, how they stand, and the turns of their notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import BANGKOK
from infogo.delays.models import DelayCase, DelayNotice, Outcome
from infogo.delays.reckoning import Almanac, sent_notices, turns_of_case
from infogo.delays.rules import RuleBook
from infogo.delays.schedule import Slot
from infogo.pins.models import Pin


class Standing(StrEnum):
    """How a case stands at a moment; ``Stage`` says what it asks of its officers besides."""

    HELD = "held"
    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    ENDED_HELD = "ended_held"


STANDING_TH: dict[Standing, str] = {
    Standing.HELD: "หยุดนับเวลา",
    Standing.RUNNING: "อยู่ในกำหนด",
    Standing.DUE_SOON: "ใกล้ครบกำหนด",
    Standing.OVERDUE: "เกินกำหนด",
    Standing.IN_TIME: "เสร็จในกำหนด",
    Standing.LATE: "เสร็จเกินกำหนด",
    Standing.ENDED_HELD: "เสร็จแล้ว",
}


RETURNED_TH = "คืนคำขอ"


class Ending(StrEnum):
    """How a case ended, where what was returned (section 9) is neither a time nor a success."""

    IN_TIME = "in_time"
    LATE = "late"
    RETURNED = "returned"
    ENDED_HELD = "ended_held"


class Chosen(StrEnum):
    """Ways to narrow the list of cases, in the order in which they are offered."""

    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    NOTICE = "notice"
    MISSED = "missed"
    HELD = "held"
    UNCOPIED = "uncopied"
    CLOSED = "closed"


CHOSEN_TH: dict[Chosen, str] = {
    Chosen.OPEN: "ยังไม่เสร็จ",
    Chosen.SOON: "ใกล้ครบกำหนด",
    Chosen.OVERDUE: "เกินกำหนด",
    Chosen.NOTICE: "ต้องแจ้งงวดนี้",
    Chosen.MISSED: "เลยงวดแจ้ง",
    Chosen.HELD: "หยุดนับเวลา",
    Chosen.UNCOPIED: "ยังไม่ส่งสำเนา",
    Chosen.CLOSED: "ปิดแล้ว",
}


@dataclass(frozen=True)
class Turn:
    """One turn on the timeline of a case: sent, missed, or still to come.

    ``notice`` is what was sent, if anything; ``days_late`` how long a missed turn has been missed.
    """

    seq: int
    due_on: date | None
    notice: DelayNotice | None
    is_missed: bool = False
    days_late: int = 0

    @property
    def on(self) -> date | None:
        """The day by which it stands on the timeline: when it was sent, else its last day."""
        return self.notice.sent_on if self.notice else self.due_on

    @property
    def is_coming(self) -> bool:
        """Whether the turn waits for its notice."""
        return self.notice is None and not self.is_missed


def cases_of(rights: Rights, act: Act = Act.VIEW) -> QuerySet[DelayCase]:
    """Return the cases at points, or of manuals, with which an officer may do this."""
    if rights.everywhere(act):
        return DelayCase.objects.all()
    return DelayCase.objects.filter(
        Q(point__in=rights.points(act).order_by().values("pk"))
        | Q(manual__in=rights.manuals(act).order_by().values("pk"))
    )


def counters_of(rights: Rights) -> QuerySet[Pin]:
    """Return the services at points for which an officer may write down cases or give receipts."""
    if rights.everywhere(Act.REPORT):
        return Pin.objects.all()
    return Pin.objects.filter(
        Q(point__in=rights.points(Act.REPORT).order_by().values("pk"))
        | Q(manual__in=rights.manuals(Act.REPORT).order_by().values("pk"))
    )


def narrowed(
    cases: QuerySet[DelayCase], chosen: Chosen, moment: datetime, book: RuleBook
) -> QuerySet[DelayCase]:
    """Keep the cases that stand so at ``moment``."""
    return cases.filter(_condition(chosen, moment, book))


def counted(cases: QuerySet[DelayCase], moment: datetime, book: RuleBook) -> Mapping[Chosen, int]:
    """Return how many open cases stand in each way, in one query; other ways are not counted."""
    of_open = [each for each in Chosen if each not in (Chosen.UNCOPIED, Chosen.CLOSED)]
    found: dict[str, int] = cases.filter(decided_on=None).aggregate(
        **{each.value: Count("pk", filter=_condition(each, moment, book)) for each in of_open}
    )
    return {each: found[each.value] for each in of_open}


def _condition(chosen: Chosen, moment: datetime, book: RuleBook) -> Q:
    today = moment.astimezone(BANGKOK).date()
    if chosen is Chosen.CLOSED:
        return Q(decided_on__isnull=False)
    if chosen is Chosen.UNCOPIED:
        without = DelayNotice.objects.filter(
            case=OuterRef("pk"), sent_on__isnull=False, copied_on=None
        )
        return Q(Exists(without))
    still_open = Q(decided_on=None)
    if chosen is Chosen.SOON:
        soon = today + timedelta(days=book.due_soon_days(today))
        is_ahead = Q(due_at=None) | Q(due_at__gte=moment)
        return still_open & is_ahead & Q(due_on__gte=today, due_on__lte=soon)
    if chosen is Chosen.OVERDUE:
        return still_open & (Q(due_on__lt=today) | Q(due_at__lt=moment))
    if chosen is Chosen.NOTICE:
        return still_open & Q(notice_opens_on__lte=today)
    if chosen is Chosen.MISSED:
        return still_open & (Q(missed_count__gt=0) | Q(notice_due_on__lt=today))
    if chosen is Chosen.HELD:
        return still_open & Q(due_on=None)
    return still_open


def standing_of(case: DelayCase, moment: datetime, book: RuleBook) -> Standing:
    """Return how a case stands at ``moment``; reads nothing but the case."""
    today = moment.astimezone(BANGKOK).date()
    if case.decided_on is not None:
        if case.due_on is None:
            return Standing.ENDED_HELD
        return Standing.LATE if case.decided_on > case.due_on else Standing.IN_TIME
    if case.due_on is None:
        return Standing.HELD
    if case.due_on < today or (case.due_at is not None and case.due_at < moment):
        return Standing.OVERDUE
    is_soon = (case.due_on - today).days <= book.due_soon_days(today)
    return Standing.DUE_SOON if is_soon else Standing.RUNNING


def is_returned_in_time(case: DelayCase) -> bool:
    """Whether a case was returned (section 9) before it was late: it ended, but was not finished.

    ``Standing`` is what programs read since before there were returns, and has no word for it;
    ``Ending`` has.
    """
    if case.decided_on is None or case.outcome != Outcome.RETURNED:
        return False
    return days_over(case, case.decided_on) == 0


def ending_of(case: DelayCase) -> Ending | None:
    """Return how a case ended, ``None`` while it runs; reads nothing but the case.

    What was returned after it was late is late, as on pages.
    """
    if case.decided_on is None:
        return None
    if is_returned_in_time(case):
        return Ending.RETURNED
    if case.due_on is None:
        return Ending.ENDED_HELD
    return Ending.LATE if days_over(case, case.decided_on) else Ending.IN_TIME


def standing_words(case: DelayCase, standing: Standing) -> str:
    """Say how a case stands, as pages and sheets call it."""
    return RETURNED_TH if is_returned_in_time(case) else STANDING_TH[standing]


def days_over(case: DelayCase, today: date) -> int:
    """Return by how many calendar days a case is, or ended, late; 0 when it is not."""
    if case.due_on is None:
        return 0
    return max(0, ((case.decided_on or today) - case.due_on).days)


def with_all(cases: QuerySet[DelayCase]) -> QuerySet[DelayCase]:
    """Add what pages of a case need."""
    notices = DelayNotice.objects.order_by("sent_on", "pk")
    return cases.select_related(
        "manual__procedure", "manual__standard", "manual__agency", "point__agency", "edition",
        "agency",
    ).prefetch_related("pauses", "extensions", Prefetch("notices", notices))  # fmt: skip


def turns_on_page(case: DelayCase, almanac: Almanac, today: date) -> Sequence[Turn]:
    """Return the turns of a case as they stand today, whether or not the daily run came by."""
    turns = turns_of_case(case, case.due_on, almanac, today)
    sent = sent_notices(case)
    found = [
        Turn(slot.seq if slot else 0, slot.due_on if slot else None, notice)
        for slot, notice in ((turns.met.get(place), notice) for place, notice in enumerate(sent))
    ]
    until = case.decided_on or today
    found += [_missed(slot, until) for slot in turns.missed]
    if turns.next is not None and turns.next.opens_on <= today:
        found.append(Turn(turns.next.seq, turns.next.due_on, None))
    return sorted(
        found, key=lambda turn: turn.due_on or (turn.notice and turn.notice.sent_on) or until
    )


def _missed(slot: Slot, until: date) -> Turn:
    return Turn(slot.seq, slot.due_on, None, is_missed=True, days_late=(until - slot.due_on).days)
