"""Simulated receipts: what a counter would have given out, most of it finished in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from infogo.core.calendar import is_working_day, next_working_day
from infogo.core.dates import BANGKOK, start_of_day
from infogo.core.durations import Duration
from infogo.core.simulation import Counter, Plan
from infogo.delays.clock import Promise, promise
from infogo.delays.editions import in_force, promised_length
from infogo.delays.errors import DelayError
from infogo.delays.receipts import days_taken, sign
from infogo.delays.receipts_models import Receipt
from infogo.delays.reckoning import MINUTES, Almanac
from infogo.manuals.models import Manual

NAME = "ใบรับเรื่อง"
BATCH = 500
MOST_A_MONTH = 3
BAD_COUNTERS, LATE_AT_BAD_ONES, LATE_ELSEWHERE = 0.08, 0.45, 0.06
SEASON = (1.1, 1.0, 1.1, 0.7, 1.2, 1.1, 1.0, 1.0, 1.1, 1.0, 0.9, 0.8)
"""By month from January: fewer at Songkran and at the end of the year, more when schools begin."""


@dataclass
class _Maker:
    """Makes receipts; what was counted once is not counted again."""

    plan: Plan
    almanac: Almanac
    promises: dict[tuple[str, datetime], Promise]
    used: set[str]
    made: int = 0

    def of(self, counter: Counter, edition_id: int, length: Duration) -> Iterator[Receipt]:
        """Yield two years of one counter."""
        chance = self.plan.chance("receipts", counter.manual_id, counter.point_id)
        late = LATE_AT_BAD_ONES if chance.random() < BAD_COUNTERS else LATE_ELSEWHERE
        busy = 0.3 + chance.random()
        for number, first in enumerate(self.plan.firsts()):
            growth = 0.6 + 0.4 * number / self.plan.months
            expected = MOST_A_MONTH * busy * growth * SEASON[first.month - 1] / 2
            for _ in range(int(expected + chance.random())):
                receipt = self._one(chance, counter, first, length, late)
                if receipt is not None:
                    receipt.edition_id = edition_id
                    self._sign(receipt, chance)
                    yield receipt

    def _one(
        self, chance: Random, counter: Counter, first: date, length: Duration, late: float
    ) -> Receipt | None:
        day = next_working_day(first + timedelta(days=chance.randrange(28)), self.almanac.holidays)
        moment = datetime.combine(day, time(8 + chance.randrange(1, 7), 0), BANGKOK)
        if moment.date() >= self.plan.until:
            return None
        counted = self._promise(length, moment)
        if counted.due_on is None:
            return None
        self.made += 1
        receipt = Receipt(
            manual_id=counter.manual_id,
            point_id=counter.point_id,
            agency_id=counter.agency_id,
            received_at=moment,
            promised_value=length.value_max,
            promised_unit=length.unit.value,
            due_on=counted.due_on,
            due_at=counted.due_at,
            issued_at=moment,
            request_key=f"simulated-{self.plan.seed}-{self.made}"[:32],
            is_simulated=True,
        )
        self._finish(receipt, chance, day, late)
        return receipt

    def _finish(self, receipt: Receipt, chance: Random, day: date, late: float) -> None:
        """Let it end: mostly somewhat before the due day, sometimes days or weeks behind it."""
        span = (receipt.due_on - day).days
        if chance.random() < late:
            ended = receipt.due_on + timedelta(days=1 + int(chance.expovariate(0.15)))
        else:
            ended = day + timedelta(days=round(span * (0.4 + 0.6 * chance.random())))
            while ended > day and not is_working_day(ended, self.almanac.holidays):
                ended -= timedelta(days=1)
        if ended < self.plan.until:
            receipt.finished_on = ended
            receipt.days_taken = days_taken(receipt, self.almanac)

    def _promise(self, length: Duration, moment: datetime) -> Promise:
        # The hour decides nothing where days are promised.
        begins = moment if length.unit in MINUTES else moment.replace(hour=8)
        key = (length.text(), begins)
        if key not in self.promises:
            self.promises[key] = promise(moment, length, holidays=self.almanac.holidays)
        return self.promises[key]

    def _sign(self, receipt: Receipt, chance: Random) -> None:
        sign(receipt, chance.randrange)
        while receipt.code in self.used:
            sign(receipt, chance.randrange)
        self.used.add(receipt.code)


def simulate(plan: Plan) -> int:
    """Write the receipts of the plan's counters; returns how many."""
    used = set(Receipt.objects.values_list("code", flat=True))
    maker = _Maker(plan, Almanac.read(), {}, used)
    waiting: list[Receipt] = []
    written = 0
    for counter, edition_id, length in _promising(plan):
        waiting += maker.of(counter, edition_id, length)
        if len(waiting) >= BATCH * 10:
            written += _write(waiting)
            plan.progress(NAME, written)
    written += _write(waiting)
    plan.progress(NAME, written)
    return written


def remove() -> int:
    """Take all simulated receipts away; returns how many."""
    removed, _details = Receipt.objects.filter(is_simulated=True).delete()
    return removed


def _promising(plan: Plan) -> Iterator[tuple[Counter, int, Duration]]:
    """Yield the counters whose manual promises a time that can be counted, with what it is."""
    ids = {counter.manual_id for counter in plan.counters}
    manuals = Manual.objects.select_related("standard").in_bulk(ids)
    moment = start_of_day(plan.until)
    known: dict[int, tuple[int, Duration] | None] = {}
    for counter in plan.counters:
        manual = manuals[counter.manual_id]
        # An agency that overrides nothing promises what the standard manual does.
        speaker = manual if manual.overridden_sections else (manual.standard or manual)
        if speaker.pk not in known:
            known[speaker.pk] = _length(speaker, moment)
        found = known[speaker.pk]
        if found is not None:
            yield counter, *found


def _length(manual: Manual, moment: datetime) -> tuple[int, Duration] | None:
    found = in_force(manual, moment)
    if found is None:
        return None
    try:
        length = promised_length(found)
        promise(moment, length, holidays={})
    except (DelayError, ValueError):
        return None
    return found.edition.pk, length


def _write(waiting: list[Receipt]) -> int:
    written = len(Receipt.objects.bulk_create(waiting, batch_size=BATCH))
    waiting.clear()
    return written
