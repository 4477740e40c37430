"""The clock and the turns of one case, as they follow from what people wrote about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from infogo.core.dates import BANGKOK
from infogo.core.durations import DurationUnit
from infogo.core.hours import Hours
from infogo.core.public_holidays import holiday_names
from infogo.delays.clock import ClockError, Extension, Pause, Promise, counts_from, promise
from infogo.delays.errors import DelayError
from infogo.delays.models import ClockPause, DelayCase, DelayNotice, PauseKind, Stage
from infogo.delays.pause_rules import last_day_of
from infogo.delays.rules import RuleBook
from infogo.delays.schedule import Turns, turns_of
from infogo.pins.models import Pin
from infogo.points.opening import hours_of

MINUTES = (DurationUnit.MINUTE, DurationUnit.HOUR)


@dataclass(frozen=True)
class Almanac:
    """What all cases are reckoned by: public holidays and the rules of every day."""

    holidays: Mapping[date, str]
    book: RuleBook

    @classmethod
    def read(cls) -> Almanac:
        """Read both; two queries."""
        return cls(holiday_names(), RuleBook.read())


def promise_of(case: DelayCase, almanac: Almanac) -> Promise:
    """Return by when a case must be decided, day by day.

    Reads the case's pauses and extensions, and its point's hours where minutes are promised. A
    pause that goes on counts no longer than its rule in the manual allows.

    Raises:
        DelayError: the promised time cannot be counted.
    """
    hours = _hours(case) if case.promised_unit in MINUTES else None
    try:
        starts_at = counts_from(case.received_at, case.by_channel, almanac.holidays, hours=hours)
        return promise(
            starts_at,
            case.promised,
            holidays=almanac.holidays,
            pauses=[
                Pause(
                    row.begins_on,
                    row.ends_on or _cannot_outlast(case, row, almanac),
                    f"{PauseKind(row.kind).label} {row.basis}",
                )
                for row in case.pauses.all()
            ],
            extensions=[Extension(row.length, row.basis) for row in case.extensions.all()],
            hours=hours,
        )
    except ClockError as refusal:
        raise DelayError(str(refusal), "received") from refusal


def _cannot_outlast(case: DelayCase, pause: ClockPause, almanac: Almanac) -> date | None:
    """Return the last day of a pause that goes on: its rule may say how long it can at most."""
    found = last_day_of(case, pause, almanac.holidays)
    return found[1] if found else None


def sent_notices(case: DelayCase) -> list[DelayNotice]:
    """Return the notices that went out, oldest first."""
    found = [notice for notice in case.notices.all() if notice.sent_on is not None]
    return sorted(found, key=lambda notice: (notice.sent_on or date.max, notice.pk or 0))


def turns_of_case(case: DelayCase, due_on: date | None, almanac: Almanac, today: date) -> Turns:
    """Return the turns of a case that is due on ``due_on``, as they stand on ``today``."""
    sent = [notice.sent_on for notice in sent_notices(case) if notice.sent_on]
    return turns_of(due_on, sent, almanac.book, today=today, decided_on=case.decided_on)


def stages_of(
    case: DelayCase, due_on: date | None, turns: Turns, almanac: Almanac, today: date
) -> set[tuple[Stage, date]]:
    """Return what a case asks of its officers on a day, each with the day that it is about.

    A missed turn asks for something until a notice went out after it.
    """
    if due_on is None or not case.is_open:
        return set()
    if today <= due_on:
        is_soon = (due_on - today).days <= almanac.book.due_soon_days(today)
        return {(Stage.DUE_SOON, due_on)} if is_soon else set()
    found = {(Stage.OVERDUE, due_on)}
    if turns.next is not None and turns.next.opens_on <= today:
        found.add((Stage.NOTICE_DUE, turns.next.due_on))
    last_sent = max((notice.sent_on or date.min for notice in sent_notices(case)), default=date.min)
    found |= {
        (Stage.NOTICE_MISSED, slot.due_on) for slot in turns.missed if slot.due_on >= last_sent
    }
    return found


def received_day(case: DelayCase) -> date:
    """Return the Thai day on which the papers were complete."""
    return case.received_at.astimezone(BANGKOK).date()


def _hours(case: DelayCase) -> Hours:
    own = Pin.objects.filter(manual=case.manual_id, point=case.point_id).values_list(
        "hours", flat=True
    )
    return hours_of(case.point, own.first())
