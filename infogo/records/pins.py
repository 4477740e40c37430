"""Pins as records: which manual is served at which point, and what differs there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from infogo.core.hours import Hours
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.points.selectors import GONE
from infogo.records.agencies import PhoneRecord, phones
from infogo.records.base import Kind, Record, hours_of, said


class PinRecord(Record):
    """A manual served at a service point. A fact that nobody confirmed is null: unknown."""

    id: int = said("เลขประจำหมุด อาจเปลี่ยนเมื่อถอนแล้วปักใหม่", "Number; a pin made again has another")
    manual: int = said("เลขคู่มือ", "Id of the manual")
    procedure: int = said("เลขบริการ", "Id of the procedure")
    point: int = said("เลขจุดให้บริการ", "Id of the service point")
    province: str | None = said("รหัสจังหวัดของจุด", "Code of the point's province")
    hours: Hours | None = said(
        "เวลาของเคาน์เตอร์นี้ null คือใช้เวลาของจุด", "Hours of this counter, null when as the point"
    )
    phones: list[PhoneRecord] = said("โทรศัพท์ของเคาน์เตอร์", "Telephones of this counter")
    counter: str = said("เคาน์เตอร์", "Name or number of the counter")
    accepts_walk_in: bool | None = said("ไปได้โดยไม่ต้องนัด", "Whether one may come unannounced")
    residents_only: bool | None = said("เฉพาะคนในพื้นที่", "Whether only residents are served")
    accepts_foreigners: bool | None = said("รับชาวต่างชาติ", "Whether foreigners are served")
    queue_url: str = said("หน้าจองคิว", "Where a turn is booked")
    daily_limit: int | None = said("รับวันละกี่คน", "How many are served a day")
    note: str = said("หมายเหตุ", "What else differs here")
    confirmed_on: date | None = said("หน่วยงานยืนยันเมื่อ", "Day on which the agency confirmed it")


def public_pins() -> QuerySet[Pin]:
    """Return the pins of manuals in use at points that can be visited.

    SQLite looks each point up by itself: a list of those that are gone would take it all points.
    """
    gone = ServicePoint.objects.filter(pk=OuterRef("point"), status__in=GONE)
    return of_manuals_in_use(Pin.objects.filter(~Exists(gone)))


def with_service(points: QuerySet[ServicePoint], procedure: int) -> QuerySet[ServicePoint]:
    """Keep the points where a procedure is done, of ``points`` that are few or found by an index.

    Each is looked up by itself: a list of all places of a service may hold half the country.
    """
    here = Pin.objects.filter(point=OuterRef("pk"), procedure=procedure)
    return points.filter(Exists(of_manuals_in_use(here)))


def points_with_service(points: QuerySet[ServicePoint], procedure: int) -> QuerySet[Pin, int]:
    """Return the ids of those of ``points`` where a procedure is done, however many they are."""
    known = Exists(points.filter(pk=OuterRef("point")))
    pins = of_manuals_in_use(Pin.objects.filter(known, procedure=procedure))
    return pins.order_by("point").values_list("point", flat=True).distinct()


def hours_of_service(procedure: int, points: Collection[int] | None = None) -> dict[int, Hours]:
    """Return by point when counters of a procedure are open that keep hours of their own.

    Of all points, or of some; everywhere else the hours of the point hold.
    """
    pins = Pin.objects.filter(procedure=procedure).exclude(hours={})
    if points is not None:
        pins = pins.filter(point__in=points)
    rows = of_manuals_in_use(pins).order_by().values_list("point", "hours")
    return {point: hours for point, stored in rows if (hours := hours_of(stored))}


def of_manuals_in_use(pins: QuerySet[Pin]) -> QuerySet[Pin]:
    """Keep the pins of manuals that citizens can read.

    The few that they cannot are left out by lists: as conditions on joined tables SQLite would
    begin with those tables and read all pins of the country.
    """
    hidden = Manual.objects.filter(status__in=(ManualStatus.DRAFT, ManualStatus.WITHDRAWN))
    ended = Procedure.objects.exclude(status=ProcedureStatus.ACTIVE)
    return pins.exclude(manual__in=hidden.values("pk")).exclude(procedure__in=ended.values("pk"))


def pin_records(rows: Sequence[Pin]) -> list[PinRecord]:
    """Make records without a query."""
    return [
        PinRecord(
            id=row.pk,
            manual=row.manual_id,
            procedure=row.procedure_id,
            point=row.point_id,
            province=row.province_id,
            hours=hours_of(row.hours),
            phones=phones(row.phones),
            counter=row.counter,
            accepts_walk_in=row.accepts_walk_in,
            residents_only=row.residents_only,
            accepts_foreigners=row.accepts_foreigners,
            queue_url=row.queue_url,
            daily_limit=row.daily_limit,
            note=row.note,
            confirmed_on=row.confirmed_on,
        )
        for row in rows
    ]


_COLUMNS = (
    "pk", "manual_id", "procedure_id", "point_id", "province_id", "hours", "phones", "counter",
    "accepts_walk_in", "residents_only", "accepts_foreigners", "queue_url", "daily_limit", "note",
    "confirmed_on",
)  # fmt: skip
PINS = Kind("pins", PinRecord, public_pins, pin_records, ("point", "procedure"), _COLUMNS)
