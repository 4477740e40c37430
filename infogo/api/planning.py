"""``/api/v1/plan``, ``/due-date`` and ``/holidays``: a prepared trip, and the law's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from infogo.api.answering import (
    One,
    OneIn,
    answered,
    chosen_fields,
    one_told,
    told,
    wrong,
)
from infogo.api.manuals import manual_or_missing
from infogo.api.schemas import ProblemOut
from infogo.core.calendar import LAW_TH
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.durations import Duration, DurationUnit
from infogo.core.keys import EVERYTHING
from infogo.core.memory import reading_also
from infogo.delays.clock import ClockError, CountedDay, counts_from, promise
from infogo.delays.errors import DelayError
from infogo.delays.receipts import Filed, reckon
from infogo.delays.reckoning import Almanac
from infogo.errands.asking import Asked
from infogo.geo.models import District, Province
from infogo.geo.selectors import district_of, province_of
from infogo.planning.trip import MOST_ERRANDS
from infogo.points.opening import Clock
from infogo.records.base import said
from infogo.records.holidays import HolidayRecord, holiday_records, public_holidays
from infogo.records.plans import PlanRecord, plan_page, plan_record
from infogo.records.procedures import DurationRecord

router = Router(tags=["planning"])
LONGEST_YEARS = 10
FARTHEST_AHEAD = timedelta(days=366)
TOPICS = ("procedure", "agency", "point")
READ = {304: None, 422: ProblemOut}

Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Ids = Annotated[
    str,
    Query(
        min_length=1,
        max_length=120,
        pattern=r"^[1-9][0-9]{0,9}(,[1-9][0-9]{0,9})*$",
        description="Ids of procedures, with commas, at most 8",
    ),
]
ProvinceCode = Annotated[str, Query(pattern=r"^([1-9][0-9])?$", description="Two-digit code")]
DistrictCode = Annotated[str, Query(pattern=r"^([1-9][0-9]{3})?$", description="Four-digit code")]
Near = Annotated[
    str,
    Query(max_length=40, pattern=r"^(-?[0-9.]{1,12},-?[0-9.]{1,12})?$", description="lat,lng"),
]
Answers = Annotated[
    str,
    Query(
        max_length=1000,
        pattern=r"^([0-9]{1,10}:[a-z0-9_.,-]{1,200})?(;[0-9]{1,10}:[a-z0-9_.,-]{1,200})*$",
        description="Answers to questions by procedure: 54:driver-age.adult;16:move-way.new",
    ),
]


@dataclass(frozen=True)
class _Spot:
    lat: float
    lng: float

    @property
    def is_inside(self) -> bool:
        """Whether it lies in the box around Thailand."""
        return 5.5 <= self.lat <= 20.6 and 97.2 <= self.lng <= 105.8


@router.get("/plan", response={200: PlanRecord, **READ})
def read_plan(
    request: HttpRequest,
    asked: One,
    procedures: Ids,
    province: ProvinceCode = "",
    district: DistrictCode = "",
    near: Near = "",
    day: date | None = None,
    foreigner: bool = False,
    online: Annotated[bool, Query(description="Do online what can be done online")] = False,
    for_other: Annotated[bool, Query(description="Done for somebody else")] = False,
    wheelchair: Annotated[bool, Query(description="Somebody who goes uses a wheelchair")] = False,
    answers: Answers = "",
) -> object:
    """Work several errands out: documents merged, an order, sums, and the trip day by day.

    The trip needs a province or a position. Without ``day`` it begins on the next working day.
    """
    ids = tuple(dict.fromkeys(int(one) for one in procedures.split(",")))
    if len(ids) > MOST_ERRANDS:
        raise wrong("procedures", f"ได้ไม่เกิน {MOST_ERRANDS} เรื่อง", f"at most {MOST_ERRANDS}")
    today = bangkok_now().date()
    if day and not today <= day <= today + FARTHEST_AHEAD:
        raise wrong("day", "ต้องเป็นวันนี้ถึงหนึ่งปีข้างหน้า", "from today to a year ahead")
    where, part = _place(province, district)
    plan = Asked(
        ids=ids,
        province=province,
        district=district,
        near=_near(near),
        day=day,
        is_foreigner=foreigner,
        is_online=online,
        is_for_other=for_other,
        is_wheelchair=wheelchair,
        cases=_cases(answers),
    )

    def make() -> object:
        found = plan_record(plan, where, part, Clock(bangkok_now()), plan_page(plan))
        return one_told(found, asked)

    # A plan of today begins at this hour.
    return answered(request, (*TOPICS, f"hour:{bangkok_now():%Y-%m-%dT%H}"), make)


def _place(province: str, district: str) -> tuple[Province | None, District | None]:
    with reading_also((EVERYTHING,)):
        where = province_of(province) if province else None
        part = district_of(district, where) if district else None
    if province and where is None:
        raise wrong("province", f"ไม่มีจังหวัดรหัส {province}", f"there is no province {province}")
    if district and part is None:
        raise wrong("district", "ไม่มีอำเภอนี้ในจังหวัดที่เลือก", "no such district in that province")
    return where, part


def _near(text: str) -> _Spot | None:
    if not text:
        return None
    try:
        lat, lng = (float(one) for one in text.split(","))
    except ValueError:
        raise wrong("near", "ต้องเป็น ละติจูด,ลองจิจูด", "must be lat,lng") from None
    spot = _Spot(lat, lng)
    if not spot.is_inside:
        raise wrong("near", "อยู่นอกประเทศไทย", "lies outside Thailand")
    return spot


def _cases(text: str) -> dict[int, str]:
    pairs = (part.partition(":") for part in text.split(";") if part)
    return {int(errand): told for errand, _colon, told in pairs}


class DayOut(Schema):
    """One day of the arithmetic."""

    on: date = said("วันที่", "The day")
    counts: bool = said("นับเป็นวันหรือไม่", "Whether it counts")
    why_th: str = said("เหตุผล", "Why, in Thai")


class DueOut(Schema):
    """A due day and how it came about, day by day."""

    starts_on: date = said("วันที่เริ่ม ไม่นับ", "Day of receipt, which is not counted")
    due_on: date = said("วันครบกำหนด", "The last day")
    due_at: datetime | None = said(
        "เวลาครบกำหนด เฉพาะนาทีหรือชั่วโมง", "Minute, for minutes and hours only"
    )
    length: DurationRecord = said("ระยะเวลา", "The time that was counted")
    manual: int | None = said("เลขคู่มือ", "Id of the manual that promises it")
    edition: int | None = said("ฉบับที่ใช้นับ", "The edition in force on that day")
    days: list[DayOut] = said("วิธีนับรายวัน", "The arithmetic day by day")
    law_th: str = said("กฎหมายที่ใช้นับ", "The law by which days are counted")


Filing = Annotated[datetime, Query(description="When the papers were complete, with time zone")]
Channel = Annotated[bool, Query(description="Through a channel announced under the E-Act")]


@router.get("/due-date", response={200: DueOut, **READ})
def count_due_date(
    request: HttpRequest,
    received: Filing,
    value: Annotated[int, Query(ge=1, le=3660)],
    unit: DurationUnit,
    by_channel: Channel = False,
) -> object:
    """Count a time from a moment, in its own unit, with Thai working days; explains each day."""
    moment, length = _received(received), Duration.of(value, unit)
    if unit is DurationUnit.YEAR and value > LONGEST_YEARS:
        raise wrong("value", f"ไม่เกิน {LONGEST_YEARS} ปี", f"at most {LONGEST_YEARS} years")

    def make() -> Any:
        almanac = Almanac.read()
        try:
            starts = counts_from(moment, by_channel, almanac.holidays)
            counted = promise(starts, length, holidays=almanac.holidays)
        except ClockError as refusal:
            raise wrong("value", str(refusal), "this time cannot be counted") from refusal
        if counted.due_on is None:
            raise wrong("value", "นับวันครบกำหนดไม่ได้", "this time cannot be counted")
        return _due(counted.starts_on, counted.due_on, counted.due_at, length, counted.days)

    return answered(request, TOPICS, make)


@router.get("/manuals/{manual_id}/due-date", response={200: DueOut, 404: ProblemOut, **READ})
def manual_due_date(
    request: HttpRequest, manual_id: Id, received: Filing, by_channel: Channel = False
) -> object:
    """Count by when a manual promises the result of what was filed, by the edition of that day."""
    manual, moment = manual_or_missing(manual_id), _received(received)

    def make() -> Any:
        try:
            found = reckon(manual, Filed(moment, by_channel), Almanac.read())
        except DelayError as refusal:
            raise wrong("received", str(refusal), "nothing is promised for that day") from refusal
        counted = found.promise
        body = _due(counted.starts_on, found.due_on, counted.due_at, found.length, counted.days)
        return {**body, "manual": manual.pk, "edition": found.edition.number}

    return answered(request, TOPICS, make)


def _received(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise wrong("received", "ใส่เขตเวลาด้วย เช่น 2026-12-01T09:00+07:00", "needs a time zone")
    today = bangkok_now().date()
    first, last = today - timedelta(days=366 * 5), today + FARTHEST_AHEAD
    # The year first: what lies at the ends of the calendar has no Thai time.
    is_near = first.year - 1 <= moment.year <= last.year + 1
    if not is_near or not first <= moment.astimezone(BANGKOK).date() <= last:
        raise wrong("received", "ต้องอยู่ใน 5 ปีที่ผ่านมาถึง 1 ปีข้างหน้า", "5 years back to 1 ahead")
    return moment.astimezone(BANGKOK)


def _due(
    starts: date,
    due_on: date,
    due_at: datetime | None,
    length: Duration,
    days: tuple[CountedDay, ...],
) -> dict[str, Any]:
    body = DueOut(
        starts_on=starts,
        due_on=due_on,
        due_at=due_at,
        length=DurationRecord(value=float(length.value_max), unit=length.unit.value),
        manual=None,
        edition=None,
        days=[DayOut(on=day.on, counts=day.counts, why_th=day.why_th) for day in days],
        law_th=LAW_TH,
    )
    return body.model_dump(mode="json")


class HolidaysOut(Schema):
    """The holidays of a year."""

    items: list[HolidayRecord] = said("วันหยุด", "The holidays in order")


@router.get("/holidays", response={200: HolidaysOut, **READ})
def list_holidays(
    request: HttpRequest,
    asked: Annotated[OneIn, Query()],
    year: Annotated[int, Query(ge=2000, le=2200, description="Common Era")],
) -> object:
    """List the days on which government offices are closed, besides weekends."""

    chosen = chosen_fields(HolidayRecord, asked)

    def make() -> dict[str, Any]:
        rows = list(public_holidays().filter(on__year=year).order_by("on"))
        return {"items": told(holiday_records(rows), asked, chosen)}

    return answered(request, ("point",), make)
