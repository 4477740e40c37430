"""Tools for acting: where to go, what it costs, by when, and one trip for several errands."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from django.urls import reverse
from pydantic import BaseModel, Field

from infogo.agents.errors import ToolRefusedError
from infogo.agents.looking import (
    Agency,
    Answers,
    Language,
    OpenQuestion,
    Procedure,
    Province,
    narrowing_of,
    open_questions,
)
from infogo.agents.receipts import (
    Receipt,
    Unknown,
    manual_for,
    receipt,
    state_of,
    unknown,
    unknowns,
)
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours import Hours, status_at
from infogo.delays.clock import ClockError, CountedDay, promise
from infogo.delays.errors import DelayError
from infogo.delays.receipts import Filed, reckon
from infogo.delays.reckoning import Almanac
from infogo.errands.asking import Asked
from infogo.geo.models import District
from infogo.geo.models import Province as ProvinceRow
from infogo.manuals.computing import compute, read_answers
from infogo.manuals.content import Fee
from infogo.manuals.formula_language.errors import FormulaError
from infogo.manuals.narrowing import Need
from infogo.planning.trip import MOST_ERRANDS
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock
from infogo.points.selectors import holidays_from, nearest
from infogo.records.manuals import ManualRecord, manual_record
from infogo.records.pins import public_pins
from infogo.records.plans import PlanRecord, plan_record
from infogo.records.points import PointRecord, point_records, public_points

MOST_POINTS = 20
READ_POINTS = 120
DistrictCode = Annotated[
    str, Field(pattern=r"^([1-9][0-9]{3})?$", description="Four-digit code of a district, or empty")
]


class PointFound(BaseModel):
    """A place; ``opening`` is unknown where nobody knows the hours."""

    point: PointRecord
    distance_km: float | None
    opening: Literal["open", "closed", "unknown"]
    hours_are_confirmed: bool = Field(description="If not, say that the hours are not confirmed")
    opens_next: datetime | None


class PointsFound(BaseModel):
    """Places, the nearest or first by name."""

    status: Literal["found", "not_found"]
    at: datetime = Field(description="The moment for which open or closed was worked out")
    points: list[PointFound]


def find_points(
    procedure: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None,
    lat: Annotated[float | None, Field(ge=5, le=21)] = None,
    lng: Annotated[float | None, Field(ge=97, le=106)] = None,
    province: Province = "",
    district: DistrictCode = "",
    at: Annotated[datetime | None, Field(description="ISO 8601 with time zone; null: now")] = None,
    open_only: bool = False,
    limit: Annotated[int, Field(ge=1, le=MOST_POINTS)] = 5,
) -> PointsFound:
    """Find service points near a position or in a province or district, and whether they are open.

    หาจุดให้บริการใกล้ที่สุดหรือในพื้นที่ พร้อมบอกว่าเปิดอยู่หรือไม่ Needs lat and lng, or province.
    """
    moment = _moment(at)
    rows = public_points()
    if procedure:
        rows = rows.filter(pk__in=public_pins().filter(procedure=procedure).values("point"))
    if province:
        rows = rows.filter(province=province)
    if district:
        rows = rows.filter(district=district)
    if lat is not None and lng is not None:
        pairs: list[tuple[ServicePoint, float | None]] = [
            (one.point, one.km) for one in nearest(rows, lat, lng, limit=READ_POINTS)
        ]
    elif province or district:
        pairs = [(point, None) for point in rows.order_by("sort_key", "pk")[:READ_POINTS]]
    else:
        raise ToolRefusedError("Tell where: lat and lng, or the code of a province or district.")
    holidays = holidays_from(moment.date(), "th")
    found = [_found(point, km, moment, holidays) for point, km in pairs]
    kept = [one for one in found if not open_only or one[2] == "open"][:limit]
    records = point_records([point for point, _km, _state, _next in kept])
    return PointsFound(
        status="found" if kept else "not_found",
        at=moment,
        points=[
            PointFound(
                point=record,
                distance_km=None if km is None else round(km, 2),
                opening=state,
                hours_are_confirmed=record.hours_status == "confirmed",
                opens_next=opens,
            )
            for record, (_point, km, state, opens) in zip(records, kept, strict=True)
        ],
    )


Seen = tuple[ServicePoint, float | None, Literal["open", "closed", "unknown"], datetime | None]


def _found(
    point: ServicePoint, km: float | None, moment: datetime, holidays: dict[date, str]
) -> Seen:
    if point.is_suspended_on(moment.date()):
        return point, km, "closed", None
    if not point.hours:
        return point, km, "unknown", None
    status = status_at(Hours.model_validate(point.hours), moment, holidays)
    if status.open_now is None:
        return point, km, "unknown", None
    return point, km, "open" if status.open_now else "closed", status.opens_next


def _moment(at: datetime | None) -> datetime:
    if at is None:
        return bangkok_now()
    if at.tzinfo is None:
        raise ToolRefusedError("A moment needs its time zone: 2026-12-01T09:00+07:00")
    return at.astimezone(BANGKOK)


class FeeFound(BaseModel):
    """One fee. ``amount_satang`` is exact where a formula computed it."""

    item_th: str
    need: Literal["yes", "perhaps", "no"]
    kind: str
    amount_satang: int | None
    amount_max_satang: int | None
    per_th: str
    condition_th: str
    formula_th: str
    receipt: Receipt


class FeesFound(BaseModel):
    """The fees of a service for one's own case; a fee that is not known is never zero."""

    status: Literal["known", "none", "unknown", "stale"]
    fees: list[FeeFound]
    open_questions: list[OpenQuestion]
    inputs: dict[str, str] = Field(description="Inputs of formulas by code, with their words")
    unknown: list[Unknown]


def compute_fee(
    procedure: Procedure,
    answers: Answers | None = None,
    inputs: Annotated[
        dict[str, str] | None,
        Field(max_length=12, description="Inputs of formulas by code, as `inputs` lists them"),
    ] = None,
    agency: Agency = None,
    language: Language = "th",
) -> FeesFound:
    """Tell the fees of a service, computed where a formula and its inputs allow it. In satang.

    ค่าธรรมเนียม คิดตามกรณีและตัวเลขของผู้ถาม
    """
    merged = manual_for(procedure, agency)
    record, content = manual_record(merged), merged.content
    status = state_of(record, "fees")
    narrowing = narrowing_of(content.questions, content.cases, answers or {})
    computed = [fee.computed for fee in content.fees.items if fee.computed]
    asked = {given.code: given.label for formula in computed for given in formula.inputs}
    fees = list(enumerate(content.fees.items)) if status == "known" else []
    return FeesFound(
        status=status,
        fees=[
            _fee(fee, narrowing.need(fee.cases), record, place, inputs or {}, language)
            for place, fee in fees
        ],
        open_questions=open_questions(narrowing),
        inputs=asked,
        unknown=unknowns(record, ["fees"], language),
    )


def _fee(
    fee: Fee, need: Need, record: ManualRecord, place: int, inputs: dict[str, str], language: str
) -> FeeFound:
    computed = _computed(fee, inputs)
    return FeeFound(
        item_th=fee.item,
        need=need.value,
        kind=fee.kind.value,
        amount_satang=fee.amount_satang if computed is None else computed,
        amount_max_satang=fee.amount_max_satang if computed is None else computed,
        per_th=fee.per,
        condition_th=fee.condition,
        formula_th=fee.formula,
        receipt=receipt(record, f"content.fees.items[{place}]", language),
    )


def _computed(fee: Fee, inputs: dict[str, str]) -> int | None:
    """Return what a formula gives in satang; nothing while an input is missing.

    Raises:
        ToolRefusedError: an input cannot be used.
    """
    if fee.computed is None or not inputs:
        return None
    given, wrong = read_answers(fee.computed.inputs, inputs)
    if wrong:
        raise ToolRefusedError("; ".join(f"{code}: {why}" for code, why in wrong.items()))
    if len(given) < len(fee.computed.inputs):
        return None
    try:
        return int(compute(fee.computed, given).amount * 100)
    except FormulaError as problem:
        raise ToolRefusedError(str(problem)) from problem


class CountedOut(BaseModel):
    """One day of the arithmetic."""

    on: date
    counts: bool
    why_th: str


class Deadline(BaseModel):
    """A last day and how it came about."""

    status: Literal["known", "unknown"]
    due_on: date | None
    due_at: datetime | None
    length_th: str
    days: list[CountedOut]
    law_th: str
    receipt: Receipt | None = Field(description="Of the manual whose promise it is")
    unknown: list[Unknown]


LAW_TH = "พ.ร.บ.วิธีปฏิบัติราชการทางปกครอง พ.ศ. 2539 มาตรา 64"


def compute_deadline(
    received: Annotated[datetime, Field(description="When papers were complete, with time zone")],
    procedure: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None,
    value: Annotated[int | None, Field(ge=1, le=3660)] = None,
    unit: DurationUnit | None = None,
    by_channel: Annotated[bool, Field(description="Through an announced e-channel")] = False,
    agency: Agency = None,
    language: Language = "th",
) -> Deadline:
    """Count by when a manual promises its result (procedure), or any time (value and unit).

    นับวันครบกำหนด อธิบายทุกวันที่ไม่นับ วันกับวันทำการไม่แปลงกัน
    """
    moment = _moment(received)
    almanac = Almanac.read()
    if procedure is None:
        if value is None or unit is None:
            raise ToolRefusedError("Give procedure, or value and unit.")
        length = Duration.of(value, unit)
        try:
            counted = promise(moment, length, holidays=almanac.holidays)
        except ClockError as problem:
            raise ToolRefusedError(str(problem)) from problem
        return _deadline(counted.due_on, counted.due_at, length, counted.days, None)
    merged = manual_for(procedure, agency)
    record = manual_record(merged)
    try:
        found = reckon(merged.manual, Filed(moment, by_channel), almanac)
    except DelayError:
        return Deadline(
            status="unknown", due_on=None, due_at=None, length_th="", days=[], law_th=LAW_TH,
            receipt=receipt(record, "content.total", language),
            unknown=[unknown("content.total", "empty", language)],
        )  # fmt: skip
    told, source = found.promise, receipt(record, "content.total", language)
    return _deadline(found.due_on, told.due_at, found.length, told.days, source)


def _deadline(
    due_on: date | None,
    due_at: datetime | None,
    length: Duration,
    days: tuple[CountedDay, ...],
    source: Receipt | None,
) -> Deadline:
    return Deadline(
        status="known" if due_on else "unknown",
        due_on=due_on,
        due_at=due_at,
        length_th=length.text(),
        days=[CountedOut(on=day.on, counts=day.counts, why_th=day.why_th) for day in days],
        law_th=LAW_TH,
        receipt=source,
        unknown=[],
    )


class PlanMade(BaseModel):
    """A prepared trip, with a receipt of every manual in it."""

    plan: PlanRecord
    receipts: list[Receipt]


def make_plan(
    procedures: Annotated[list[int], Field(min_length=1, max_length=MOST_ERRANDS)],
    province: Province = "",
    district: DistrictCode = "",
    day: Annotated[date | None, Field(description="Day to go, null: the next working day")] = None,
    for_other: bool = False,
    foreigner: bool = False,
    online: Annotated[bool, Field(description="Do online what can be done online")] = False,
    language: Language = "th",
) -> PlanMade:
    """Plan several errands as one trip: documents merged, order, sums, stops. Up to 8.

    เตรียมครั้งเดียว ไปครั้งเดียว Without a province there are documents and sums, but no trip.
    """
    today = bangkok_now().date()
    if day and not today <= day <= today + timedelta(days=366):
        raise ToolRefusedError("The day must be from today to a year ahead.")
    where = ProvinceRow.objects.filter(pk=province).first() if province else None
    if province and where is None:
        raise ToolRefusedError(f"There is no province {province}.")
    part = District.objects.filter(pk=district, province=where).first() if district else None
    if district and part is None:
        raise ToolRefusedError(f"There is no district {district} in province {province}.")
    ids = tuple(dict.fromkeys(procedures))
    plan = Asked(
        ids=ids,
        province=province,
        district=district,
        day=day,
        is_foreigner=foreigner,
        is_online=online,
        is_for_other=for_other,
    )
    query = urlencode({"m": ",".join(map(str, ids)), "prov": province, "district": district})
    made = plan_record(plan, where, part, Clock(bangkok_now()), f"{reverse('www:plan')}?{query}")
    receipts = [
        receipt(manual_record(manual_for(one.procedure)), "content", language)
        for one in made.errands
    ]
    return PlanMade(plan=made, receipts=receipts)
