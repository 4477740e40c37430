"""Agencies, procedures, points, manuals and pins that do not exist and say so in their names."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Q

from bench.nation.sizes import Size
from bench.nation.writing import Row, next_id, write
from infogo.agencies.models import Agency, AgencyPath
from infogo.core.durations import Duration
from infogo.geo.models import CoordinateQuality
from infogo.manuals import services
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ManualContent,
    Provenance,
    Step,
    StepKind,
)
from infogo.manuals.models import Manual, ManualStatus, Procedure
from infogo.manuals.part import Listing, ListingState
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.taxonomy.models import Topic
from infogo.thai.collate import stored_key

SEED = 2558
ACTOR = "ระบบสร้างข้อมูลจำลอง"
MARK = "(ข้อมูลจำลอง)"
"""Stands in every name that is made up."""
LONG_AGO = "2026-01-01 00:00:00"
LOCAL = Q(kind__startswith="municipality_") | Q(kind__in=("sao", "pao")) | Q(key="pattaya")
"""Local governments, which adopt standard manuals."""
VERBS = ("ขออนุญาต", "ขอต่ออายุ", "ขอใบแทน", "แจ้งเลิก", "ขอแก้ไข", "ขอรับรอง", "จดทะเบียน", "ยื่นแบบ")
OBJECTS = (
    "ติดตั้งป้ายผ้า", "ใช้ลานชุมชน", "จัดตลาดนัด", "เดินเรือรับจ้าง", "เลี้ยงผึ้ง", "ขุดบ่อน้ำ", "แสดงดนตรี",
    "ตั้งเต็นท์งานบุญ", "รับซื้อของเก่า", "ขายของริมคลอง", "ใช้เสียงกลางแจ้ง", "ปลูกต้นไม้ริมทาง",
    "ถ่ายทำภาพยนตร์", "จอดรถค้างคืน", "เปิดสนามกีฬา",
)  # fmt: skip
"""Things that the country's own procedures are not about; with the verbs 120 names."""
AGENCY_FIELDS = (
    "id", "created_at", "updated_at", "key", "parent", "kind", "name_th", "name_en", "province",
    "lat", "lng", "coordinate_quality", "sort_key", "source",
)  # fmt: skip
POINT_FIELDS = (
    "id", "created_at", "updated_at", "key", "agency", "kind", "name_th", "name_en", "address",
    "province", "district", "subdistrict", "lat", "lng", "coordinate_quality", "sort_key", "source",
)  # fmt: skip
MANUAL_FIELDS = ("id", "procedure", "agency", "standard", "province", "status", "is_pinned")
PIN_FIELDS = ("manual", "point", "procedure", "province")


Place = tuple[str | None, float | None, float | None]
Adopted = tuple[int, int, int]
"""Place of an office in the list, procedure and standard manual."""


@dataclass(frozen=True)
class Office:
    """An agency that adopts manuals, and the country's own point of it, 0 if it has none."""

    agency: int
    province: str | None
    district: str | None
    subdistrict: str | None
    lat: float | None
    lng: float | None
    point: int


def chance(*what: object) -> random.Random:
    """Return the chance of one thing: always the same, whatever else is made."""
    return random.Random(repr((SEED, *what)))  # nosec B311


def make(size: Size) -> dict[str, int]:
    """Make what is missing to a nation of that size; return how many rows of each."""
    agencies = make_agencies(size.agencies - Agency.objects.count())
    standards = make_standards(size.procedures)
    offices = read_offices()
    points = _Points(next_id(ServicePoint), max(0, size.points - ServicePoint.objects.count()))
    made_points = write(ServicePoint, POINT_FIELDS, points.rows(offices))
    missing = size.manuals - Manual.objects.count()
    first = next_id(Manual)
    adopted = partial(chosen, missing, standards, offices)
    manuals = write(Manual, MANUAL_FIELDS, manual_rows(first, adopted(), offices, points))
    pins = write(Pin, PIN_FIELDS, pin_rows(first, adopted(), offices, points))
    return {
        "agencies": agencies,
        "procedures": len(standards),
        "points": made_points,
        "manuals": manuals,
        "pins": pins,
    }


def make_agencies(count: int) -> int:
    """Make agencies below a group of their own, spread over the country's provinces."""
    if count < 1:
        return 0
    first = next_id(Agency)
    # Read before: a connection that copies rows to PostgreSQL answers no query meanwhile.
    write(Agency, AGENCY_FIELDS, _agency_rows(first, count, _places()))
    write(AgencyPath, ("ancestor", "descendant", "depth"), _paths(first, count))
    return count


def _places() -> list[Place]:
    step = max(1, Agency.objects.count() // 500)
    found = Agency.objects.exclude(province=None).order_by("province", "pk")
    return list(found.values_list("province", "lat", "lng")[::step]) or [(None, None, None)]


def _agency_rows(first: int, count: int, places: Sequence[Place]) -> Iterator[Row]:
    for number in range(count):
        is_group = number == 0
        name = f"หน่วยงานจำลองที่ {number:05} {MARK}" if number else f"หน่วยงานจำลองเพื่อทดสอบ {MARK}"
        province, lat, lng = (None, None, None) if is_group else places[number % len(places)]
        quality = CoordinateQuality.NONE if lat is None else CoordinateQuality.DISTRICT_CENTROID
        yield (
            first + number, LONG_AGO, LONG_AGO, f"sim-agency-{number:05}",
            None if is_group else first, "group" if is_group else "public_organisation",
            name, f"Simulated agency {number:05}", province, lat, lng, quality.value,
            stored_key(name), MARK,
        )  # fmt: skip


def _paths(first: int, count: int) -> Iterator[Row]:
    for agency in range(first, first + count):
        yield (agency, agency, 0)
        if agency != first:
            yield (first, agency, 1)


def make_standards(count: int) -> list[tuple[int, int]]:
    """Publish made-up procedures through the services; return procedure and standard manual.

    They belong to the first made-up agency, or to any where none was made.
    """
    owner = (
        Agency.objects.filter(key__startswith="sim-agency-").order_by("key").first()
        or Agency.objects.order_by("pk")[0]
    )
    topic = Topic.objects.order_by("order")[0]
    made = []
    # Numbers of our own: those that PostgreSQL hands out are another time others.
    procedures, manuals = next_id(Procedure), next_id(Manual)
    for number in range(count):
        name = f"{VERBS[number % len(VERBS)]}{OBJECTS[number // len(VERBS) % len(OBJECTS)]}"
        procedure = Procedure.objects.create(
            pk=procedures + number,
            code=f"SIM-{number:04}",
            name_th=f"{name} {MARK}",
            official_name_th=f"การ{name} เรื่องจำลองที่ {number} {MARK}",
            name_en=f"Simulated service {number:04}",
            summary_th=f"เรื่องที่ไม่มีอยู่จริง สร้างขึ้นเพื่อวัดความเร็วของระบบ {MARK}",
            owner=owner,
            service_type="permission",
            category="general",
            topic=topic,
            offered_kinds=["sao"],
        )
        manual = Manual.objects.create(pk=manuals + number, procedure=procedure, agency=owner)
        services.publish_standard(manual=manual, content=_content(number), actor=ACTOR)
        made.append((procedure.pk, manual.pk))
    return made


def _content(number: int) -> ManualContent:
    days = Duration.of(3 + number % 28, "working_day")
    step = Step(kind=StepKind.DOCUMENT_CHECK, title=f"ตรวจเอกสาร {MARK}", duration=days)
    channel = Channel(kind=ChannelKind.IN_PERSON, description=f"สำนักงานของท้องถิ่น {MARK}")
    listed = ListingState.LISTED
    return ManualContent(
        steps=Listing[Step](state=listed, items=(step,)),
        channels=Listing[Channel](state=listed, items=(channel,)),
        total=days,
        provenance=Provenance(note=f"เนื้อหาที่สร้างขึ้นทั้งฉบับ {MARK}"),
    )


def read_offices() -> list[Office]:
    """Return the local governments; where there are none, as in tests, all agencies."""
    found = Agency.objects.order_by("pk")
    local = found.filter(LOCAL)
    points = dict(ServicePoint.objects.order_by("-pk").values_list("agency", "pk"))
    rows = (local if local.exists() else found).values_list(
        "pk", "province", "district", "subdistrict", "lat", "lng"
    )
    return [Office(*row, point=points.get(row[0], 0)) for row in rows]


def chosen(
    count: int, standards: Sequence[tuple[int, int]], offices: Sequence[Office]
) -> Iterator[Adopted]:
    """Yield exactly ``count`` of all pairs.

    Every pair is as likely as any other (selection sampling); the order is that of the offices.

    Raises:
        ValueError: there are fewer pairs than that.
    """
    left = len(standards) * len(offices)
    if count > left:
        raise ValueError(f"{left} pairs of offices and procedures, {count} wanted")
    draw = chance("adoptions").random
    for number in range(len(offices)):
        for procedure, standard in standards:
            if draw() * left < count:
                yield number, procedure, standard
                count -= 1
            left -= 1


def manual_rows(
    first: int, adopted: Iterable[Adopted], offices: Sequence[Office], points: _Points
) -> Iterator[Row]:
    """Yield adoptions that follow their standard in everything."""
    published = ManualStatus.PUBLISHED.value
    for place, (number, procedure, standard) in enumerate(adopted):
        office, is_pinned = offices[number], int(points.at(number, offices, procedure) > 0)
        yield (
            first + place, procedure, office.agency, standard, office.province, published, is_pinned
        )  # fmt: skip


def pin_rows(
    first: int, adopted: Iterable[Adopted], offices: Sequence[Office], points: _Points
) -> Iterator[Row]:
    """Yield one pin for each adoption whose office has a point."""
    for place, (number, procedure, _standard) in enumerate(adopted):
        point = points.at(number, offices, procedure)
        if point:
            yield first + place, point, procedure, offices[number].province


@dataclass(frozen=True)
class _Points:
    """Made-up points, dealt to the offices in turn: whose a point is follows from its number."""

    first: int
    count: int

    def rows(self, offices: Sequence[Office]) -> Iterator[Row]:
        """Yield the points, each near the middle of its office's area."""
        quality = CoordinateQuality.SUBDISTRICT_POINT.value
        draw = chance("points").uniform
        for number in range(self.count):
            office = offices[number % len(offices)]
            lat, lng = office.lat, office.lng
            if lat is not None and lng is not None:
                lat, lng = round(lat + draw(-0.03, 0.03), 5), round(lng + draw(-0.03, 0.03), 5)
            name = f"จุดให้บริการจำลองที่ {number:05} {MARK}"
            yield (
                self.first + number, LONG_AGO, LONG_AGO, f"sim-point-{number:05}", office.agency,
                "sao_office", name, f"Simulated service point {number:05}",
                f"ที่อยู่จำลอง {number} {MARK}", office.province, office.district,
                office.subdistrict, lat, lng,
                CoordinateQuality.NONE.value if lat is None else quality, stored_key(name), MARK,
            )  # fmt: skip

    def at(self, number: int, offices: Sequence[Office], turn: int) -> int:
        """Return one of an office's made-up points, or its own where it was dealt none."""
        step = len(offices)
        theirs = (self.count - number + step - 1) // step if number < self.count else 0
        return self.first + number + step * (turn % theirs) if theirs else offices[number].point


@dataclass(frozen=True)
class Counters:
    """Where citizens come: manual, procedure, point and agency of each, as bare numbers."""

    manuals: array[int]
    procedures: array[int]
    points: array[int]
    agencies: array[int]

    @classmethod
    def read(cls, wanted: int) -> Counters:
        """Return about ``wanted`` counters spread evenly over all pins."""
        step = max(1, Pin.objects.count() // wanted)
        columns = tuple(array("i") for _ in range(4))
        rows = Pin.objects.order_by("pk").values_list(
            "manual_id", "procedure_id", "point_id", "point__agency_id"
        )
        for place, row in enumerate(rows.iterator(chunk_size=2000)):
            if place % step == 0 and len(columns[0]) < wanted:
                for column, value in zip(columns, row, strict=True):
                    column.append(value)
        return cls(*columns)

    def __len__(self) -> int:
        return len(self.manuals)


def whole_months(until: date, count: int) -> list[date]:
    """Return the first days of the whole months before a day, oldest first."""
    last = until.year * 12 + until.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - count, last)]
