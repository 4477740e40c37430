"""Pins: which manual is served at which point, and what differs there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk import columns as c
from infogo.bulk.columns import Column
from infogo.bulk.record_sheet import RecordSheet
from infogo.bulk.services import pins as services
from infogo.bulk.sheet import ID, MARK_COLUMN, Acting, Current, Filters, Problem
from infogo.pins.models import FACTS, Pin
from infogo.pins.perms import changeable_pins, may_pin_at_all
from infogo.pins.planning import Pair, plan_change

REMOVE = "remove"
_MANUAL, _POINT = "manual", "point"


class PinSheet(RecordSheet):
    """One row for each pin at the points that she looks after."""

    code = "pins"
    title = "หมุด"
    lead = "งานบริการใดทำได้ที่จุดใด และสิ่งที่ต่างไปเฉพาะที่จุดนั้น"
    act = Act.EDIT_POINT
    columns = (
        Column(ID, "รหัสหมุด", "เว้นว่างเมื่อปักหมุดใหม่ ห้ามแก้รหัสของแถวเดิม", width=12),
        MARK_COLUMN,
        c.choice_column(
            "action",
            "ปักหรือเอาออก",
            "เลือก “เอาออก” เพื่อเลิกปักหมุดแถวนี้",
            {"keep": "ปัก", REMOVE: "เอาออก"},
            empty="keep",
            example="ปัก",
            width=14,
        ),
        Column(
            _MANUAL,
            "รหัสคู่มือ",
            "ตัวเลขของคู่มือที่ทำได้ที่จุดนี้ ดูได้จากแถวอื่นของงานเดียวกัน",
            read=c.whole_number(c.LARGEST_ID),
            required=True,
            empty=None,
            example="1024",
            width=12,
        ),
        Column("procedure", "งานบริการ", "ชื่องานบริการ ให้ดูประกอบ", is_info=True, width=44),
        Column(
            _POINT,
            "รหัสจุดให้บริการ",
            "ตัวเลขท้ายที่อยู่หน้าเว็บของจุดให้บริการ",
            read=c.whole_number(c.LARGEST_ID),
            required=True,
            empty=None,
            example="205",
            width=14,
        ),
        Column("place", "จุดให้บริการ", "ชื่อจุดให้บริการ ให้ดูประกอบ", is_info=True, width=40),
        Column("counter", "ช่องหรือเคาน์เตอร์", "ไปที่ช่องใด", read=c.text(100), example="ช่อง 3 ชั้น 1"),
        c.yes_no("accepts_walk_in", "ไปได้โดยไม่จอง", "ไปติดต่อได้เลยหรือไม่"),
        c.yes_no("residents_only", "เฉพาะคนในพื้นที่", "รับเฉพาะผู้มีชื่อในทะเบียนบ้านในเขตหรือไม่"),
        c.yes_no("accepts_foreigners", "รับชาวต่างชาติ", "ให้บริการคนต่างชาติหรือไม่"),
        Column(
            "queue_url",
            "ลิงก์จองคิว",
            "ที่อยู่เว็บที่จองคิวได้",
            read=c.url,
            example="https://q.example.go.th",
            width=30,
        ),
        Column(
            "daily_limit",
            "จำนวนที่รับต่อวัน",
            "จำนวนคำขอที่รับได้ต่อวัน",
            read=c.whole_number(100_000),
            empty=None,
            example="50",
            width=14,
        ),
        Column(
            "hours",
            "เวลาทำการเฉพาะงานนี้",
            "ใส่เมื่อไม่เหมือนเวลาของจุดให้บริการ",
            read=c.hours,
            show=c.shown_hours,
            empty={},
            example="วันจันทร์ ถึง วันศุกร์ เวลา 08:30 - 15:00 น.",
            width=44,
        ),
        Column(
            "phones",
            "โทรศัพท์เฉพาะงานนี้",
            "ใส่เมื่อไม่เหมือนโทรศัพท์ของจุดให้บริการ คั่นหลายเบอร์ด้วยจุลภาค",
            read=c.phones,
            show=c.shown_phones,
            empty=[],
            example="0 2281 3333 ต่อ 12",
            width=26,
        ),
        Column("note", "หมายเหตุ", "ข้อความสั้นที่ประชาชนเห็น", read=c.text(300), width=40),
    )

    def may_use(self, rights: Rights) -> bool:
        return may_pin_at_all(rights)

    def count(self, rights: Rights, filters: Filters, most: int) -> int:
        return len(self._pins(rights, filters).order_by().values_list("pk", flat=True)[:most])

    def rows(self, rights: Rights, filters: Filters) -> Iterator[dict[str, str]]:
        pins = self._pins(rights, filters).select_related("procedure", "point")
        for pin in pins.order_by("point", "pk").iterator(chunk_size=500):
            info = {"procedure": pin.procedure.name_th, "place": pin.point.name_th}
            yield self.row_of(_current(pin), info)

    def _pins(self, rights: Rights, filters: Filters) -> QuerySet[Pin]:
        pins = changeable_pins(rights)
        if filters.province:
            pins = pins.filter(province=filters.province)
        if filters.words:
            words = filters.words
            pins = pins.filter(
                Q(procedure__name_th__icontains=words) | Q(point__name_th__icontains=words)
            )
        return pins

    def current(
        self, ids: Collection[int], acting: Acting, *, lock: bool = False
    ) -> dict[int, Current]:
        pins = changeable_pins(acting.rights).filter(pk__in=ids)
        pins = pins.select_related("procedure", "point")
        if lock:
            pins = pins.select_for_update(of=("self",))
        return {pin.pk: _current(pin) for pin in pins}

    def reread(self, record_id: int, acting: Acting) -> Current:
        return _current(Pin.objects.select_related("procedure", "point").get(pk=record_id))

    def complete(
        self, values: dict[str, Any], current: Current | None, acting: Acting
    ) -> list[Problem]:
        if current is not None:
            if "hours" in values:
                before = current.values["hours"]
                values["hours"] = c.with_days_that_differ(values["hours"], before)
            moved = [name for name in (_MANUAL, _POINT) if name in values]
            return [
                Problem(
                    self.column(name).header,
                    str(values[name]),
                    "ย้ายหมุดไม่ได้",
                    "เลือก “เอาออก” ในแถวนี้ แล้วเพิ่มแถวใหม่ที่ไม่มีรหัสหมุด",
                )
                for name in moved
            ]
        if values.pop("action", "keep") == REMOVE:
            header = self.column("action").header
            return [Problem(header, "เอาออก", "แถวใหม่ไม่มีหมุดให้เอาออก", "ลบแถวนี้ออกจากไฟล์")]
        return self._obstacles(Pair(values[_MANUAL], values[_POINT]), acting)

    def _obstacles(self, pair: Pair, acting: Acting) -> list[Problem]:
        """Say why a manual cannot be pinned at a point, by the judgement of pins itself."""
        plan = plan_change(acting.rights, [pair], [])
        if plan.add:
            return []
        if plan.refused:
            reason, advice = "คุณไม่มีสิทธิปักคู่มือนี้ที่จุดนี้", "ตรวจรหัสทั้งสอง หรือขอให้ผู้ดูแลจุดนั้นทำ"
            return [Problem(self.column(_POINT).header, str(pair.point_id), reason, advice)]
        reason, advice = "จุดนี้ปักคู่มือนี้ไว้แล้ว", "แก้แถวของหมุดที่มีอยู่แทน"
        if plan.skipped:
            reason, advice = str(plan.skipped[0][1]), "ตรวจรหัสทั้งสอง หรือลบแถวนี้"
        return [Problem(self.column(_MANUAL).header, str(pair.manual_id), reason, advice)]

    def label_of(self, values: Mapping[str, Any]) -> str:
        return f"คู่มือ {values[_MANUAL]} ที่จุด {values[_POINT]}"

    def is_removal(self, values: Mapping[str, Any]) -> bool:
        return values.get("action") == REMOVE

    def create(self, values: Mapping[str, Any], acting: Acting) -> int:
        manual, point = values[_MANUAL], values[_POINT]
        return services.add_pin(
            rights=acting.rights, manual_id=manual, point_id=point, facts=values
        )

    def change(self, current: Current, values: Mapping[str, Any], acting: Acting) -> None:
        services.change_pin(rights=acting.rights, pin_id=current.id, facts=values)

    def restore(self, current: Current, raw: Mapping[str, Any], acting: Acting) -> None:
        services.change_pin(rights=acting.rights, pin_id=current.id, facts=raw)

    def remove(self, current: Current, acting: Acting) -> None:
        manual, point = current.values[_MANUAL], current.values[_POINT]
        services.remove_pin(rights=acting.rights, manual_id=manual, point_id=point)


def _current(pin: Pin) -> Current:
    facts = {name: getattr(pin, name) for name in FACTS}
    values = {"action": "keep", _MANUAL: pin.manual_id, _POINT: pin.point_id, **facts}
    confirmed = {
        "confirmed_on": pin.confirmed_on.isoformat() if pin.confirmed_on else "",
        "confirmed_by": pin.confirmed_by,
    }
    label = f"{pin.procedure.name_th} ที่ {pin.point.name_th}"
    return Current(pin.pk, label[:200], values, raw={**facts, **confirmed})
