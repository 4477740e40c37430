"""What a manual asks of citizens, in numbers, beside what the like asks: for whoever inspects it.

A comparison, never a judgement. The peers are told apart: other agencies that do the *same*
procedure by a text of their own, and the standard manuals of *like* procedures, of the same topic
and lifecycle. An agency that follows the standard manual says nothing of its own and is no peer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median
from typing import Any

from infogo.core.durations import Duration
from infogo.core.money import baht_text
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual, ManualFacts, ManualStatus, ProcedureStatus
from infogo.manuals.peers import FEWEST_PEERS
from infogo.manuals.projection import fact_columns

SMALL_SAMPLE = 30
"""A middle of fewer is shown with a word of caution."""
_COLUMNS = (
    "manual_id",
    "manual__procedure_id",
    "manual__standard_id",
    "manual__procedure__topic_id",
    "manual__procedure__lifecycle",
    "step_count",
    "document_count",
    "duration_value",
    "duration_unit",
    "is_free",
    "is_fee_unknown",
    "fee_low_satang",
    "fee_high_satang",
)


class Measure(StrEnum):
    """What is compared."""

    STEPS = "steps"
    TIME = "time"
    DOCUMENTS = "documents"
    FEE = "fee"


MEASURE_TH = {
    Measure.STEPS: "ขั้นตอน",
    Measure.TIME: "ระยะเวลารวม",
    Measure.DOCUMENTS: "เอกสารที่ต้องยื่น",
    Measure.FEE: "ค่าธรรมเนียมรายการที่สูงสุด",
}


@dataclass(frozen=True)
class Measures:
    """One manual's numbers; ``None`` is unknown, which is not zero.

    The fee is the highest single one in satang, the time the longest that is promised.
    """

    steps: int | None
    documents: int | None
    time: Duration | None
    fee_satang: int | None


@dataclass(frozen=True)
class Middle:
    """The middle of what ``count`` manuals say: a number, satang, or an amount of ``unit``."""

    value: Decimal
    count: int
    unit: str = ""

    @property
    def is_small(self) -> bool:
        """Whether so few manuals are behind it that it can change with the next one."""
        return self.count < SMALL_SAMPLE


@dataclass(frozen=True)
class Typical:
    """The middles of some peers; what fewer than ``FEWEST_PEERS`` of them say is missing."""

    middles: dict[Measure, Middle]

    def words(self, measure: Measure) -> str:
        """Return a middle in words, empty when there is none."""
        middle = self.middles.get(measure)
        if middle is None:
            return ""
        if measure is Measure.TIME:
            return Duration.of(middle.value.normalize(), middle.unit).text()
        if measure is Measure.FEE:
            return baht_text(int(middle.value))
        return _number(middle.value)


@dataclass(frozen=True)
class Compared:
    """A manual's own numbers with the middles of both sorts of peers."""

    own: Measures
    same: Typical
    like: Typical


def measures_of(content: ManualContent) -> Measures:
    """Return the numbers of a content."""
    columns = fact_columns(content)
    return Measures(
        steps=columns["step_count"] or None,
        documents=None if content.documents.is_unknown else columns["document_count"],
        time=content.total,
        fee_satang=_fee(columns),
    )


def own_words(own: Measures, measure: Measure) -> str:
    """Return one number of a manual in words, empty when it is unknown."""
    if measure is Measure.TIME:
        return own.time.text() if own.time else ""
    if measure is Measure.FEE:
        fee = own.fee_satang
        return "" if fee is None else baht_text(fee) if fee else "ไม่มีค่าธรรมเนียม"
    count = own.steps if measure is Measure.STEPS else own.documents
    return "" if count is None else f"{count:,}"


def is_above(own: Measures, typical: Typical, measure: Measure) -> bool:
    """Whether a manual asks more than the middle of its peers, in the same unit."""
    middle = typical.middles.get(measure)
    value = _value(own, measure, middle.unit if middle else "")
    return middle is not None and value is not None and value > middle.value


def compare(asked: Collection[tuple[Manual, Measures]]) -> tuple[Compared, ...]:
    """Return each manual beside its peers, in the order asked; two queries however many.

    Peers are published manuals of procedures in use. Times count only in the unit of the manual
    that is compared: units are never converted.
    """
    same, like = _same_rows(asked), _like_rows(asked)
    return tuple(
        Compared(
            own=own,
            same=_typical(same[manual.procedure_id], own, without=manual.pk),
            like=_typical(
                [row for row in like[_kind(manual)] if row.procedure_id != manual.procedure_id],
                own,
            ),
        )
        for manual, own in asked
    )


@dataclass(frozen=True)
class _Peer:
    manual_id: int
    procedure_id: int
    measures: Measures


def _kind(manual: Manual) -> tuple[int, str]:
    return manual.procedure.topic_id, manual.procedure.lifecycle


def _same_rows(asked: Collection[tuple[Manual, Measures]]) -> dict[int, list[_Peer]]:
    procedures = {manual.procedure_id for manual, _own in asked}
    found: dict[int, list[_Peer]] = defaultdict(list)
    for row in _rows(manual__procedure__in=procedures) if procedures else ():
        found[row["manual__procedure_id"]].append(_peer(row))
    return found


def _like_rows(
    asked: Collection[tuple[Manual, Measures]],
) -> dict[tuple[int, str], list[_Peer]]:
    kinds = {_kind(manual) for manual, _own in asked}
    found: dict[tuple[int, str], list[_Peer]] = defaultdict(list)
    if not kinds:
        return found
    rows = _rows(
        manual__standard=None,
        manual__procedure__topic__in={topic for topic, _lifecycle in kinds},
        manual__procedure__lifecycle__in={lifecycle for _topic, lifecycle in kinds},
    )
    for row in rows:
        kind = row["manual__procedure__topic_id"], row["manual__procedure__lifecycle"]
        found[kind].append(_peer(row))
    return found


def _rows(**wanted: object) -> Sequence[dict[str, Any]]:
    return list(
        ManualFacts.objects.filter(
            manual__status=ManualStatus.PUBLISHED,
            manual__procedure__status=ProcedureStatus.ACTIVE,
            **wanted,
        ).values(*_COLUMNS)
    )


def _peer(row: dict[str, Any]) -> _Peer:
    value, unit = row["duration_value"], row["duration_unit"]
    return _Peer(
        manual_id=row["manual_id"],
        procedure_id=row["manual__procedure_id"],
        measures=Measures(
            steps=row["step_count"] or None,
            documents=row["document_count"],
            time=None if value is None else Duration.of(value, unit),
            fee_satang=_fee(row),
        ),
    )


def _fee(columns: dict[str, Any]) -> int | None:
    if columns["is_fee_unknown"]:
        return None
    if columns["is_free"]:
        return 0
    highest: int | None = columns["fee_high_satang"]
    return highest


def _typical(peers: Collection[_Peer], own: Measures, without: int | None = None) -> Typical:
    others = [peer.measures for peer in peers if peer.manual_id != without]
    unit = own.time.unit.value if own.time else ""
    found: dict[Measure, Middle] = {}
    for measure in Measure:
        values = [_value(other, measure, unit) for other in others]
        known = [value for value in values if value is not None]
        if len(known) >= FEWEST_PEERS:
            middle = Decimal(median(known))
            found[measure] = Middle(middle, len(known), unit if measure is Measure.TIME else "")
    return Typical(found)


def _value(of: Measures, measure: Measure, unit: str) -> Decimal | None:
    if measure is Measure.TIME:
        in_unit = of.time is not None and of.time.unit.value == unit
        return of.time.value_max if of.time is not None and in_unit else None
    counts = {
        Measure.STEPS: of.steps,
        Measure.DOCUMENTS: of.documents,
        Measure.FEE: of.fee_satang,
    }
    count = counts[measure]
    return None if count is None else Decimal(count)


def _number(value: Decimal) -> str:
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():,}"
