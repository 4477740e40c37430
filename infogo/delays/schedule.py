"""When notices of delay must be sent: pure arithmetic over days and the rules in force on them.

Notice 1 is due a number of days after the promised day (``first_delay_notice_offset_days``) and
every further one a number of days after the one before (``delay_notice_interval_days``), calendar
days, until the request is decided. Each number is the one in force on the day it counts from. A
notice sent on a day between two such dates meets the later one; a date that passes without one is
a missed notice, whatever is sent afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from infogo.manuals.rule_sets import RuleParameters

ONE_DAY = timedelta(days=1)


class _Book(Protocol):
    def on(self, day: date) -> RuleParameters: ...


@dataclass(frozen=True)
class Slot:
    """One turn of notices: a notice sent from ``opens_on`` to ``due_on`` meets it."""

    seq: int
    opens_on: date
    due_on: date

    def covers(self, day: date) -> bool:
        """Return whether a notice sent on ``day`` meets this turn."""
        return self.opens_on <= day <= self.due_on


def slots_until(promised_on: date, last_on: date, book: _Book) -> Iterator[Slot]:
    """Yield the turns that have begun by ``last_on``, and the one after them.

    Nothing when no law in force on ``promised_on`` asks for notices.
    """
    offset = book.on(promised_on).first_delay_notice_offset_days
    if offset is None:
        return
    due_on = promised_on + timedelta(days=offset)
    slot = Slot(1, min(promised_on + ONE_DAY, due_on), due_on)
    while True:
        yield slot
        interval = book.on(slot.due_on).delay_notice_interval_days
        if not interval or slot.opens_on > last_on:
            return
        slot = Slot(slot.seq + 1, slot.due_on + ONE_DAY, slot.due_on + timedelta(days=interval))


@dataclass(frozen=True)
class Turns:
    """The turns of one request: which notice met which, which were missed, what is next.

    ``met`` maps the position of a sent notice to its turn; notices that met none (sent before the
    time ran out, or a second one in the same turn) are absent. ``next`` is the first turn that is
    neither met nor missed, ``None`` when nothing more is asked.
    """

    met: dict[int, Slot]
    missed: tuple[Slot, ...]
    next: Slot | None


def turns_of(
    promised_on: date | None,
    sent: Sequence[date],
    book: _Book,
    *,
    today: date,
    decided_on: date | None = None,
) -> Turns:
    """Return the turns of a request that was promised by ``promised_on``.

    ``sent`` are the days on which notices went out, oldest first. A turn that ends on or after
    the day of decision asks for nothing. ``promised_on`` of ``None``: the clock is held.
    """
    if promised_on is None:
        return Turns({}, (), None)
    last_on = decided_on or today
    found = list(slots_until(promised_on, max([last_on, *sent]), book))
    met: dict[int, Slot] = {}
    taken: set[int] = set()
    for place, day in enumerate(sent):
        slot = next((slot for slot in found if slot.covers(day)), None)
        if slot is not None and slot.seq not in taken:
            met[place] = slot
            taken.add(slot.seq)
    free = [slot for slot in found if slot.seq not in taken]
    missed = tuple(slot for slot in free if slot.due_on < last_on)
    coming = next((slot for slot in free if slot.due_on >= last_on), None)
    return Turns(met, missed, None if decided_on else coming)
