"""What several errands cost together, how long they take, and when the results are there.

Money is added up in satang. Times are added up in their own units and never converted. A day of
result follows the calendar of offices (core.calendar): the day of the visit is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from infogo.core.calendar import LONGEST_COUNT, due_date, next_working_day
from infogo.core.durations import WITHIN_A_DAY, Duration, DurationUnit
from infogo.core.money import to_satang
from infogo.manuals.computing import bounds, compute
from infogo.manuals.content import Fee, FeeKind
from infogo.manuals.formula_language.errors import FormulaError
from infogo.manuals.formula_language.working import Given
from infogo.manuals.formulas import Formula
from infogo.manuals.part import Listing
from infogo.planning.documents import Dependency, held_up

_DAYS = frozenset({DurationUnit.DAY, DurationUnit.WORKING_DAY})
_FARTHEST = {
    DurationUnit.DAY: LONGEST_COUNT,
    DurationUnit.WORKING_DAY: LONGEST_COUNT,
    DurationUnit.MONTH: 120,
    DurationUnit.YEAR: 10,
}


@dataclass(frozen=True)
class FeeTotal:
    """What can be said of a sum, in satang.

    ``low`` to ``high`` is what every reader pays; ``extra`` is what may come on top in some
    cases. ``has_more`` when there are fees "from … on". ``open_fees`` cannot be computed without
    knowing more, and ``unknown`` are the errands whose manual does not tell its fees.
    """

    low: int = 0
    high: int = 0
    extra: int = 0
    has_more: bool = False
    open_fees: tuple[tuple[int, Fee], ...] = ()
    unknown: tuple[int, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether it is known that nothing at all is to be paid."""
        return not (self.high or self.extra or self.has_more or self.open_fees or self.unknown)


def fee_total(
    fees: Mapping[int, Listing[Fee]],
    bases: Mapping[int, int] | None = None,
    answers: Mapping[int, Mapping[str, Given]] | None = None,
) -> FeeTotal:
    """Add up the fees of errands, one of each thing that a fee is counted by.

    ``bases`` are the amounts in satang of which an errand's percentages are taken, where the
    reader gave one; ``answers`` what the errand's formulas are computed with.
    """
    low = high = extra = 0
    has_more = False
    open_fees: list[tuple[int, Fee]] = []
    for errand, listing in fees.items():
        for fee in listing.items:
            given = (answers or {}).get(errand)
            if fee.computed is not None and given:
                # A formula knows by itself in which cases the fee is paid.
                ends = computed_ends(fee.computed, given)
                if ends is None:
                    open_fees.append((errand, fee))
                else:
                    low, high = low + ends[0], high + ends[1]
                continue
            ends = _ends(fee, None if fee.computed else (bases or {}).get(errand))
            if ends is None:
                open_fees.append((errand, fee))
                continue
            has_more = has_more or fee.kind is FeeKind.START_AT
            if fee.condition or fee.cases:
                extra += ends[1]
            else:
                low, high = low + ends[0], high + ends[1]
    unknown = tuple(errand for errand, listing in fees.items() if listing.is_unknown)
    return FeeTotal(low, high, extra, has_more, tuple(open_fees), unknown)


def computed_ends(formula: Formula, given: Mapping[str, Given]) -> tuple[int, int] | None:
    """Return in satang between what a formula lies; none when nothing useful can be said."""
    try:
        limits = bounds(formula, given)
        if not limits.missing:
            amount = to_satang(compute(formula, given).amount)
            return amount, amount
    except FormulaError:
        return None
    if limits.low is None or limits.high is None:
        return None
    return to_satang(limits.low), to_satang(limits.high)


def _ends(fee: Fee, base: int | None) -> tuple[int, int] | None:
    """Return the lowest and the highest amount of one fee; none when it cannot be computed."""
    if fee.kind is FeeKind.FREE:
        return 0, 0
    if fee.kind is FeeKind.PERCENT and fee.percent is not None and base is not None:
        amount = (Decimal(base) * fee.percent / 100).quantize(Decimal(1), ROUND_HALF_UP)
        return int(amount), int(amount)
    if fee.kind in {FeeKind.PERCENT, FeeKind.FORMULA} or fee.amount_satang is None:
        return None
    highest = fee.amount_max_satang if fee.kind is FeeKind.RANGE else None
    return fee.amount_satang, fee.amount_satang if highest is None else highest


def is_countable(length: Duration) -> bool:
    """Whether a calendar can tell when so long a time is over; a slip of the pen may be longer."""
    return length.unit in WITHIN_A_DAY or length.value_max <= _FARTHEST[length.unit]


def result_day(visited_on: date, length: Duration, holidays: Mapping[date, str]) -> date:
    """Return the last day on which a result promised within a countable ``length`` is due.

    Minutes and hours end on the day of the visit. A part of a day counts as a whole one.
    """
    if length.unit in WITHIN_A_DAY:
        return visited_on
    whole = length.value_max.quantize(Decimal(1), ROUND_CEILING)
    if whole != length.value_max and length.unit not in _DAYS:
        # Half a year is six months; half a month is no length that the law counts.
        months = length.value_max * (12 if length.unit is DurationUnit.YEAR else 1)
        whole = months.quantize(Decimal(1), ROUND_CEILING)
        return due_date(visited_on, Duration.of(whole, DurationUnit.MONTH), holidays).due_on
    return due_date(visited_on, Duration.of(whole, length.unit), holidays).due_on


@dataclass(frozen=True)
class Round:
    """Errands that can be done on one day, and the first day on which they can."""

    errands: tuple[int, ...]
    on: date


@dataclass(frozen=True)
class Schedule:
    """When to go, round by round, and when each result is due; ``unknown`` promise no time.

    ``closed`` cannot be done on the day they would be, so they have no day of result; nor have
    those ``held`` up by them, each with the errands whose results it waits for.
    """

    rounds: tuple[Round, ...]
    results: Mapping[int, date]
    unknown: tuple[int, ...]
    closed: frozenset[int] = frozenset()
    held: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def done_on(self) -> date | None:
        """The day on which the last known result is due; none while something is closed."""
        return None if self.closed else max(self.results.values(), default=None)

    def without(self, closed: Iterable[int], depends: Iterable[Dependency]) -> Schedule:
        """Return the schedule without results of what is closed on its day, or waits for such."""
        shut = frozenset(closed)
        held = held_up(shut, depends)
        results = {
            errand: day
            for errand, day in self.results.items()
            if errand not in shut and errand not in held
        }
        return replace(self, results=results, closed=shut, held=held)


def schedule(
    errands: Sequence[int],
    lengths: Mapping[int, Duration | None],
    depends: Iterable[Dependency],
    first_day: date,
    holidays: Mapping[date, str],
) -> Schedule:
    """Return on which days to go: an errand waits until what it depends on has its result.

    ``errands`` come in an order that fits ``depends``, which must run in no circle. One that
    promises no time is taken to be done on the day, and the page says that nobody knows.
    """
    wanted = list(depends)
    days: dict[int, date] = {}
    results: dict[int, date] = {}
    for errand in errands:
        day = first_day
        for one in wanted:
            if one.after == errand and one.before in results:
                ready = results[one.before]
                waits = ready > days[one.before]
                day = max(day, next_working_day(ready, holidays) if waits else days[one.before])
        days[errand] = day
        length = lengths.get(errand)
        results[errand] = result_day(day, length, holidays) if length else day
    rounds = tuple(
        Round(tuple(errand for errand in errands if days[errand] == day), day)
        for day in sorted(set(days.values()))
    )
    unknown = tuple(errand for errand in errands if lengths.get(errand) is None)
    return Schedule(
        rounds, {errand: day for errand, day in results.items() if errand not in unknown}, unknown
    )
