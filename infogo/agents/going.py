"""Tools for going there: where, whether it is open, and one trip for several errands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from infogo.agents.arguments import (
    Answers,
    DistrictCode,
    Language,
    Procedure,
    Province,
)
from infogo.agents.deadlines import moment_of
from infogo.agents.errors import ToolRefusedError
from infogo.agents.receipts import Receipt, RecordReceipt, Unknown, is_stale, receipt, unknown
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import bangkok_now
from infogo.core.hours import Hours, status_at
from infogo.errands.asking import Asked
from infogo.geo.selectors import district_of, province_of
from infogo.manuals.selectors import merged_manual
from infogo.planning.trip import MOST_ERRANDS
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock, with_closure
from infogo.points.selectors import holidays_from, nearest_that
from infogo.records.base import hours_of
from infogo.records.manuals import ManualRecord, manual_record, whole_manuals
from infogo.records.pins import hours_of_service, with_service
from infogo.records.plans import PlanRecord, plan_page, plan_record
from infogo.records.points import PointRecord, point_records, public_points

MOST_POINTS = 20
FARTHEST_KM = 2_000.0
"""From any place in Thailand to any other."""


class PointFound(BaseModel):
    """A place; ``opening`` is unknown where nobody knows the hours."""

    point: PointRecord
    distance_km: float | None
    opening: Literal["open", "closed", "unknown"]
    hours_are_confirmed: bool = Field(description="If not, say that the hours are not confirmed")
    opens_next: datetime | None
    receipt: RecordReceipt


class PointsFound(BaseModel):
    """Places, the nearest or first by name."""

    status: Literal["found", "not_found"]
    at: datetime = Field(description="The moment for which open or closed was worked out")
    points: list[PointFound]
    unknown: list[Unknown]


def find_points(
    procedure: Annotated[int | None, Field(ge=1, le=LARGEST_ID)] = None,
    lat: Annotated[float | None, Field(ge=5, le=21)] = None,
    lng: Annotated[float | None, Field(ge=97, le=106)] = None,
    province: Province = "",
    district: DistrictCode = "",
    at: Annotated[datetime | None, Field(description="ISO 8601 with time zone; null: now")] = None,
    open_only: bool = False,
    limit: Annotated[int, Field(ge=1, le=MOST_POINTS)] = 5,
    language: Language = "th",
) -> PointsFound:
    """Find service points near a position or in a province or district, and whether they are open.

    หาจุดให้บริการใกล้ที่สุดหรือในพื้นที่ พร้อมบอกว่าเปิดอยู่หรือไม่ Needs lat and lng, or province.
    """
    moment = moment_of(at)
    rows = public_points()
    if procedure:
        rows = with_service(rows, procedure)
    if province:
        rows = rows.filter(province=province)
    if district:
        rows = rows.filter(district=district)
    holidays = holidays_from(moment.date(), "th")
    # Where a counter keeps hours of its own, those of its point tell nothing of this service.
    counters = hours_of_service(procedure) if procedure and open_only else {}

    def seen(point: ServicePoint, km: float | None = None) -> Seen:
        hours = counters.get(point.pk) or hours_of(point.hours)
        return _seen(point, km, hours, moment, holidays)

    def fits(point: ServicePoint) -> bool:
        return not open_only or seen(point)[2] == "open"

    pairs: list[tuple[ServicePoint, float | None]]
    if lat is not None and lng is not None:
        near = nearest_that(rows, lat, lng, fits=fits, within_km=FARTHEST_KM, limit=limit)
        pairs = [(one.point, one.km) for one in near]
    elif province or district:
        here = rows.order_by("sort_key", "pk")
        # Of one province at most: some hundred rows, of which only the open ones are wanted.
        chosen = [one for one in here if fits(one)] if open_only else here
        pairs = [(point, None) for point in chosen[:limit]]
    else:
        raise ToolRefusedError("Tell where: lat and lng, or the code of a province or district.")
    if procedure and not open_only:
        counters = hours_of_service(procedure, [point.pk for point, _km in pairs])
    kept = [seen(point, km) for point, km in pairs]
    records = point_records([point for point, _km, _state, _next in kept])
    return PointsFound(
        status="found" if kept else "not_found",
        at=moment,
        points=[
            PointFound(
                point=record,
                distance_km=None if km is None else round(km, 2),
                opening=state,
                hours_are_confirmed=record.id in counters or record.hours_status == "confirmed",
                opens_next=opens,
                receipt=_receipt(record),
            )
            for record, (_point, km, state, opens) in zip(records, kept, strict=True)
        ],
        unknown=_gaps(records, language),
    )


def _receipt(record: PointRecord) -> RecordReceipt:
    return RecordReceipt(
        record=f"/api/v1/points/{record.id}",
        updated_at=record.updated_at,
        checked_on=record.checked_on,
        source_th=record.source,
        url=record.url,
    )


def _gaps(records: Sequence[PointRecord], language: Language) -> list[Unknown]:
    """Return what nobody knows of the places found, or that no place is known."""
    if not records:
        return [unknown("points", "no_points", language)]
    return [
        unknown(f"points[{place}].point.{name}", "empty", language)
        for place, record in enumerate(records)
        for name in ("hours", "phones")
        if not getattr(record, name)
    ]


Seen = tuple[ServicePoint, float | None, Literal["open", "closed", "unknown"], datetime | None]


def _seen(
    point: ServicePoint,
    km: float | None,
    hours: Hours | None,
    moment: datetime,
    holidays: Mapping[date, str],
) -> Seen:
    if point.is_suspended_on(moment.date()):
        return point, km, "closed", None
    status = status_at(with_closure(hours, point), moment, holidays) if hours else None
    if status is None or status.open_now is None:
        return point, km, "unknown", None
    return point, km, "open" if status.open_now else "closed", status.opens_next


class PlanMade(BaseModel):
    """A prepared trip, with a receipt of every manual in it."""

    plan: PlanRecord
    receipts: list[Receipt]
    unknown: list[Unknown]


def make_plan(
    procedures: Annotated[list[Procedure], Field(min_length=1, max_length=MOST_ERRANDS)],
    province: Province = "",
    district: DistrictCode = "",
    day: Annotated[date | None, Field(description="Day to go, null: the next working day")] = None,
    for_other: bool = False,
    foreigner: bool = False,
    online: Annotated[bool, Field(description="Do online what can be done online")] = False,
    wheelchair: Annotated[
        bool, Field(description="Somebody who goes uses a wheelchair: see wheelchair of each stop")
    ] = False,
    answers: Annotated[
        dict[Annotated[str, Field(pattern=r"^[1-9][0-9]{0,9}$")], Answers] | None,
        Field(max_length=MOST_ERRANDS, description="Answers to open questions, by procedure id"),
    ] = None,
    language: Language = "th",
) -> PlanMade:
    """Plan several errands as one trip: documents merged, order, sums, stops. Up to 8.

    เตรียมครั้งเดียว ไปครั้งเดียว Without a province there are documents and sums, but no trip.
    """
    today = bangkok_now().date()
    if day and not today <= day <= today + timedelta(days=366):
        raise ToolRefusedError("The day must be from today to a year ahead.")
    province = province or district[:2]
    where = province_of(province) if province else None
    if province and where is None:
        raise ToolRefusedError(f"There is no province {province}.")
    part = district_of(district, where) if district else None
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
        is_wheelchair=wheelchair,
        cases={int(errand): _written(given) for errand, given in (answers or {}).items()},
    )
    made = plan_record(plan, where, part, Clock(bangkok_now()), plan_page(plan))
    records = _manuals(made)
    return PlanMade(
        plan=made,
        receipts=[receipt(record, "content", language) for record in records],
        unknown=[
            unknown(f"manuals/{record.id}", "stale", language)
            for record in records
            if is_stale(record)
        ],
    )


def _written(answers: dict[str, str]) -> str:
    return ",".join(f"{question}.{option}" for question, option in answers.items())


def _manuals(made: PlanRecord) -> list[ManualRecord]:
    """Return every manual that the plan follows, in one query."""
    rows = whole_manuals().in_bulk([errand.manual for errand in made.errands])
    return [manual_record(merged_manual(rows[errand.manual])) for errand in made.errands]
