"""What is said of a round, checked in one place: days, hours, place and what is taken along."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from infogo.core.dates import bangkok_now, long_date, short_date
from infogo.core.times import TimeInputError, read_time
from infogo.core.written import Written
from infogo.geo.areas import AreaError, read_area, subdistrict_name
from infogo.geo.coordinates import Position, PositionError, read_position
from infogo.geo.models import Province
from infogo.geo.outlines import is_in_province, province_at
from infogo.rounds.models import Round

WRITTEN_FIELDS = {
    "first_on": "วันที่ออกหน่วย",
    "last_on": "ถึงวันที่",
    "opens": "เริ่มเวลา",
    "closes": "ถึงเวลา",
    "place": "สถานที่",
    "province": "จังหวัด",
    "district": "อำเภอหรือเขต",
    "subdistrict": "ตำบลหรือแขวง",
    "position": "พิกัดหรือลิงก์แผนที่",
    "note": "หมายเหตุ",
}
"""The texts that ``read_round`` reads, by the names of its fields."""
LONGEST_PLACE = 200
LONGEST_NOTE = 300
MOST_DAYS = 31
"""Days of one round; who stays longer at a place announces another one."""
FARTHEST = timedelta(days=366)
"""How far ahead a round may begin: further away it is mostly a slip in the year."""


@dataclass(frozen=True)
class RoundFacts:
    """Values fit to be stored; ``procedures`` are sorted ids, none of them means all."""

    first_on: date
    last_on: date
    opens: time
    closes: time
    place: str
    province_id: str
    district_id: str | None = None
    subdistrict_id: str | None = None
    lat: float | None = None
    lng: float | None = None
    procedures: tuple[int, ...] = ()
    note: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the columns of a round that they fill."""
        return {**vars(self), "procedures": list(self.procedures)}


def read_round(
    texts: Mapping[str, str], *, procedures: Collection[int] = (), is_position_sure: bool = False
) -> RoundFacts:
    """Read what somebody wrote under the names of ``WRITTEN_FIELDS``.

    Args:
        texts: as they were typed; a missing last day is the first one.
        procedures: what is taken along, already known to be served there; none means all.
        is_position_sure: a position outside the province was looked at again and is right.

    Raises:
        infogo.core.written.WrittenError: with all that has to be mended, by name of the field.
    """
    written = Written(texts)
    first_on, last_on = _days(written)
    opens, closes = _hours(written)
    place = written.line("place", "สถานที่ เช่น ศาลาประชาคมหมู่ 4", LONGEST_PLACE, required=True)
    note = written.line("note", WRITTEN_FIELDS["note"], LONGEST_NOTE)
    areas = _areas(written)
    position = _position(written, areas["province_id"], is_sure=is_position_sure)
    written.done()
    if first_on is None or last_on is None or opens is None or closes is None:
        raise ValueError("what is missing was told")
    return RoundFacts(
        first_on=first_on,
        last_on=last_on,
        opens=opens,
        closes=closes,
        place=place,
        **areas,
        lat=position.lat if position else None,
        lng=position.lng if position else None,
        procedures=tuple(sorted(set(procedures))),
        note=note,
    )


def written_round(held: Round) -> dict[str, str]:
    """Return a round as texts that ``read_round`` reads back; its areas are selected."""
    has_position = held.lat is not None and held.lng is not None
    return {
        "first_on": short_date(held.first_on),
        "last_on": short_date(held.last_on) if held.last_on != held.first_on else "",
        "opens": f"{held.opens:%H.%M}",
        "closes": f"{held.closes:%H.%M}",
        "place": held.place,
        "province": held.province_id,
        "district": held.district.full_name_th if held.district else "",
        "subdistrict": subdistrict_name(held.subdistrict) if held.subdistrict else "",
        "position": Position(held.lat or 0, held.lng or 0).text if has_position else "",
        "note": held.note,
    }


def _days(written: Written) -> tuple[date | None, date | None]:
    first = written.day("first_on", WRITTEN_FIELDS["first_on"])
    if first is None:
        written.problems.setdefault("first_on", "ใส่วันที่ออกหน่วย เช่น 15 มกราคม 2570")
    last = written.day("last_on", WRITTEN_FIELDS["last_on"]) or first
    if first is None or last is None or "last_on" in written.problems:
        return first, last
    today = bangkok_now().date()
    if last < first:
        written.problems["last_on"] = "วันสุดท้ายมาก่อนวันแรก ใส่วันเดียวกันหรือหลังจากนั้น"
    elif last < today:
        name = "last_on" if last != first else "first_on"
        written.problems[name] = f"{long_date(last)} ผ่านไปแล้ว ตรวจวันและปี พ.ศ."
    elif first > today + FARTHEST:
        written.problems["first_on"] = f"{long_date(first)} อีกนานกว่า 1 ปี ตรวจปี พ.ศ. หรือใส่เมื่อใกล้ถึง"
    elif (last - first).days >= MOST_DAYS:
        written.problems["last_on"] = f"รอบหนึ่งยาวได้ไม่เกิน {MOST_DAYS} วัน แยกเป็นหลายรอบ"
    return first, last


def _hours(written: Written) -> tuple[time | None, time | None]:
    opens, closes = _time(written, "opens", "ใส่เวลาเริ่ม เช่น 9.00"), None
    closes = _time(written, "closes", "ใส่เวลาเลิก เช่น 15.00")
    if opens is not None and closes is not None and closes <= opens:
        written.problems["closes"] = "เวลาเลิกต้องอยู่หลังเวลาเริ่มในวันเดียวกัน"
    return opens, closes


def _time(written: Written, name: str, missing: str) -> time | None:
    text = written.line(name, WRITTEN_FIELDS[name], 12)
    if not text:
        written.problems[name] = missing
        return None
    try:
        return read_time(text)
    except TimeInputError as problem:
        written.problems[name] = str(problem)
        return None


def _areas(written: Written) -> dict[str, Any]:
    names = [
        written.line(name, WRITTEN_FIELDS[name], 100)
        for name in ("province", "district", "subdistrict")
    ]
    found: dict[str, Any] = {"province_id": "", "district_id": None, "subdistrict_id": None}
    if not names[0]:
        written.problems["province"] = "เลือกจังหวัดที่หน่วยไป"
        return found
    try:
        area = read_area(*names)
    except AreaError as problem:
        written.problems[problem.field] = str(problem)
        return found
    return {
        "province_id": area.province.pk if area.province else "",
        "district_id": area.district.pk if area.district else None,
        "subdistrict_id": area.subdistrict.pk if area.subdistrict else None,
    }


def _position(written: Written, province: str, *, is_sure: bool) -> Position | None:
    text = written.line("position", WRITTEN_FIELDS["position"], 2000)
    if not text:
        return None
    try:
        found = read_position(text)
    except PositionError as problem:
        written.problems["position"] = str(problem)
        return None
    if province and not is_sure and not is_in_province(found.lat, found.lng, province):
        there = Province.objects.filter(pk=province_at(found.lat, found.lng)).first()
        where = f"อยู่ใน{there.name_th}" if there else "อยู่ในทะเลหรือนอกเขตทุกจังหวัด"
        written.problems["position"] = (
            f"พิกัดนี้{where} ไม่ใช่จังหวัดที่เลือก แก้พิกัดหรือจังหวัด ถ้าถูกแล้วให้ติ๊กยืนยันข้างล่าง"
        )
    return found
