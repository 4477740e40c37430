"""Manuals that ask for much more than their peers: steps, documents, promised time, fees.

Peers are the agencies that do the same procedure. Most of these follow the standard manual, so
standard manuals are also held against those of similar procedures: of the same service type,
category and stage of life. Times are compared in one unit alone, and fees only between agencies:
what similar procedures cost depends on what they are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from django.db.models import Count, QuerySet

from infogo.core.durations import DurationUnit
from infogo.manuals.models import Manual, ManualFacts, ManualStatus, Procedure, ProcedureStatus
from infogo.manuals.rule_sets import BurdenRates
from infogo.simplify.detectors.base import Bite, Ground, Hit, decimal
from infogo.simplify.estimate import (
    Estimate,
    Part,
    documents_less,
    estimate_of,
    fee_less,
    rounded,
    steps_less,
    waiting_less,
)
from infogo.simplify.facts import Measure, OutlierFacts
from infogo.simplify.models import Kind
from infogo.simplify.robust import Spread, spread_of

AT_ONCE = 25
"""Procedures in one bite."""
MINUTES = {DurationUnit.MINUTE: 1, DurationUnit.HOUR: 60}
DAYS = frozenset({DurationUnit.DAY, DurationUnit.WORKING_DAY})


@dataclass(frozen=True)
class Told:
    """One number of one manual; ``weight`` counts the agencies of which it is true.

    ``group`` holds those that may be compared: a procedure, or what similar ones have in common.
    """

    manual_id: int
    procedure_id: int
    agency_id: int
    is_standard: bool
    group: tuple[object, ...]
    measure: Measure
    unit: str
    value: Fraction
    weight: int = 1


def look_at_agencies(ground: Ground, after: int) -> Bite:
    """Compare the agencies that do the same procedure, for some procedures."""
    ids = next_procedures(after, AT_ONCE)
    told = list(told_of(ids))
    hits = list(find(ground, told, "agencies"))
    return Bite(hits, ids[-1] if len(ids) == AT_ONCE else None)


def look_at_similar(ground: Ground, after: int) -> Bite:
    """Compare the standard manuals of similar procedures, all at once."""
    return Bite(list(find(ground, list(told_of_similar()), "similar")))


def next_procedures(after: int, count: int) -> list[int]:
    """Return the ids of the next procedures in use."""
    found = Procedure.objects.filter(pk__gt=after, status=ProcedureStatus.ACTIVE).order_by("pk")
    return list(found.values_list("pk", flat=True)[:count])


def find(
    ground: Ground, told: Sequence[Told], scope: Literal["agencies", "similar"]
) -> Iterator[Hit]:
    """Yield a hit for each number beyond the limit of its peers."""
    for peers in _comparable(told):
        spread = spread_of((one.value, one.weight) for one in peers)
        if spread is None:
            continue
        limit = _limit(ground, spread, peers[0])
        for one in peers:
            others = spread.count - one.weight
            if others >= ground.limits.fewest_peers and one.value > limit:
                yield _hit(ground, one, spread, limit, scope)


def peers_of(procedure_id: int, manual_id: int, facts: OutlierFacts) -> list[Told]:
    """Return who is compared with a manual today, the highest number first."""
    told = told_of([procedure_id]) if facts.scope == "agencies" else told_of_similar()
    same = [one for one in told if (one.measure, one.unit) == (facts.measure, facts.unit)]
    groups = {one.group for one in same if one.manual_id == manual_id}
    return sorted(
        (one for one in same if one.group in groups), key=lambda one: (-one.value, one.manual_id)
    )


def told_of(procedure_ids: Sequence[int]) -> Iterator[Told]:
    """Yield the numbers of manuals of some procedures; followers weigh on their standard."""
    rows = _rows(ManualFacts.objects.filter(manual__procedure__in=procedure_ids))
    local: dict[int, int] = defaultdict(int)
    for row in rows:
        if row["manual__standard"]:
            local[row["manual__procedure"]] += 1
    adopters = dict(
        Manual.objects.filter(
            procedure__in=procedure_ids, standard__isnull=False, status=ManualStatus.PUBLISHED
        )
        .order_by()
        .values_list("procedure")
        .annotate(Count("pk"))
    )
    for row in rows:
        procedure_id, is_standard = row["manual__procedure"], row["manual__standard"] is None
        followers = adopters.get(procedure_id, 0) - local[procedure_id] if is_standard else 0
        for one in _told(row, (procedure_id,)):
            yield replace(one, weight=1 + followers)


def told_of_similar() -> Iterator[Told]:
    """Yield the numbers of all standard manuals, grouped by what their procedures are like."""
    for row in _rows(ManualFacts.objects.filter(manual__standard=None)):
        group = tuple(row[f"manual__procedure__{name}"] for name in LIKENESS)
        yield from (one for one in _told(row, group) if one.measure is not Measure.FEE)


LIKENESS = ("service_type", "category", "lifecycle")
_COLUMNS = (
    "manual",
    "manual__procedure",
    "manual__agency",
    "manual__standard",
    "step_count",
    "document_count",
    "duration_value",
    "duration_unit",
    "is_free",
    "is_fee_unknown",
    "has_variable_fee",
    "fee_high_satang",
    *(f"manual__procedure__{name}" for name in LIKENESS),
)


def _rows(facts: QuerySet[ManualFacts]) -> list[dict[str, Any]]:
    in_use = facts.filter(
        manual__status=ManualStatus.PUBLISHED, manual__procedure__status=ProcedureStatus.ACTIVE
    )
    return list(in_use.order_by("manual").values(*_COLUMNS))


def _told(row: Mapping[str, Any], group: tuple[object, ...]) -> Iterator[Told]:
    """Yield what a manual tells; what it does not tell is left out and is not zero."""
    numbers: list[tuple[Measure, str, Decimal | int | None]] = [
        (Measure.STEPS, "", row["step_count"] or None),
        (Measure.DOCUMENTS, "", row["document_count"] or None),
        (Measure.TIME, row["duration_unit"], row["duration_value"]),
        (Measure.FEE, "", _fee(row)),
    ]
    for measure, unit, value in numbers:
        if value is not None:
            yield Told(
                manual_id=row["manual"],
                procedure_id=row["manual__procedure"],
                agency_id=row["manual__agency"],
                is_standard=row["manual__standard"] is None,
                group=group,
                measure=measure,
                unit=unit,
                value=Fraction(value),
            )


def _fee(row: Mapping[str, Any]) -> int | None:
    """Return the highest single fee in satang; ``None`` where it depends or nobody said."""
    if row["is_fee_unknown"] or row["has_variable_fee"]:
        return None
    return 0 if row["is_free"] else row["fee_high_satang"]


def _comparable(told: Iterable[Told]) -> Iterator[list[Told]]:
    groups: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for one in told:
        groups[one.group, one.measure, one.unit].append(one)
    yield from groups.values()


def _limit(ground: Ground, spread: Spread, one: Told) -> Fraction:
    limits = ground.limits
    least = limits.least_differences.get(one.unit or one.measure.value, 0)
    return spread.limit(Fraction(str(limits.deviations)), Fraction(least))


def _hit(
    ground: Ground,
    one: Told,
    spread: Spread,
    limit: Fraction,
    scope: Literal["agencies", "similar"],
) -> Hit:
    facts = OutlierFacts(
        scope=scope,
        measure=one.measure,
        unit=one.unit,
        value=decimal(one.value),
        count=spread.count,
        median=decimal(spread.median),
        mad=decimal(spread.mad),
        lower=decimal(spread.lower),
        upper=decimal(spread.upper),
        limit=decimal(limit),
    )
    return Hit(
        kind=Kind.OUTLIER,
        key=f"{scope}:{one.manual_id}:{one.measure.value}",
        facts=facts,
        estimate=_estimate(ground.rates, one, one.value - spread.median),
        procedure_id=one.procedure_id,
        agency_id=one.agency_id,
        manual_id=one.manual_id,
        is_local=not one.is_standard,
    )


def _estimate(rates: BurdenRates, one: Told, over: Fraction) -> Estimate:
    """Return what is saved when a number comes down to the median of its peers."""
    parts: list[Part] = []
    if one.measure is Measure.DOCUMENTS:
        parts.append(documents_less(rates, rounded(over)))
    elif one.measure is Measure.STEPS:
        parts.append(steps_less(rates, decimal(over)))
    elif one.measure is Measure.FEE:
        parts.append(fee_less(rounded(over)))
    elif one.unit in MINUTES:
        minutes = MINUTES[DurationUnit(one.unit)]
        parts.append(
            Part(label="เวลาที่เคาน์เตอร์ที่ลดได้", count=decimal(over * minutes), unit="นาที", minutes=1)
        )
    elif one.unit in DAYS:
        parts.append(waiting_less(rates, decimal(over)))
    return estimate_of(rates, parts)
