"""Pins as records: which manual is served at which point, and what differs there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from infogo.core.hours import Hours
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.points.selectors import VISITABLE
from infogo.records.agencies import PhoneRecord, phones
from infogo.records.base import Kind, Record, said


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
    """Return the pins of manuals in use at points that can be visited."""
    gone = ServicePoint.objects.exclude(status__in=VISITABLE)
    return of_manuals_in_use(Pin.objects.exclude(point__in=gone.values("pk")))


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
            hours=Hours.model_validate(row.hours) if row.hours else None,
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


PINS = Kind("pins", PinRecord, public_pins, pin_records, ("point", "procedure"))
