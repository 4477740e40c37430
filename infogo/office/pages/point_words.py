"""A service point in words: what each part says, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infogo.core.dates import short_date
from infogo.core.hours_text import sentence
from infogo.core.written import phones_text
from infogo.display.filters import DOT
from infogo.geo.areas import subdistrict_name
from infogo.geo.coordinates import Position
from infogo.geo.models import CoordinateQuality
from infogo.office.pages.hours import special_day
from infogo.points.facts import ACCESS, ACCESS_TEXTS, WRITTEN_FIELDS
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.opening import hours_of
from infogo.points.services import Part

CHECK_EVERY = timedelta(days=365)
PARTS = {
    Part.FACTS: "ที่อยู่และติดต่อ",
    Part.POSITION: "พิกัด",
    Part.HOURS: "เวลาทำการ",
    Part.ACCESS: "สิ่งอำนวยความสะดวก",
    Part.STATUS: "สถานะ",
}
NOTHING = "ไม่มีข้อมูล"
ANSWERS = {True: "มี", False: "ไม่มี", None: "ไม่ทราบ"}


@dataclass(frozen=True)
class Said:
    """One line: what it is about and what is said, which may be nothing."""

    label: str
    value: str


def words_of(point: ServicePoint, part: Part, kinds: dict[str, str]) -> list[Said]:
    """Say what a part of a point holds; ``kinds`` are the words of kinds of points."""
    if part is Part.FACTS:
        return _facts(point, kinds)
    if part is Part.POSITION:
        return [Said("พิกัด", position_words(point))]
    if part is Part.HOURS:
        return _hours(point)
    if part is Part.ACCESS:
        facts = [
            Said(label, ANSWERS[point.accessibility.get(fact)]) for fact, label in ACCESS.items()
        ]
        return facts + [Said(label, getattr(point, name)) for name, label in ACCESS_TEXTS.items()]
    return _standing(point)


def lacks_of(point: ServicePoint, part: Part) -> list[str]:
    """Say what is missing in a part, or not sure."""
    if part is Part.FACTS:
        lacks = [] if point.province_id else ["ยังไม่ระบุจังหวัด"]
        lacks += [] if point.address else ["ยังไม่มีที่อยู่"]
        return lacks if point.phones else [*lacks, "ยังไม่มีโทรศัพท์"]
    if part is Part.POSITION:
        return [] if point.has_exact_position else [position_lack(point)]
    if part is Part.HOURS:
        status = HoursStatus(point.hours_status)
        return [] if status is HoursStatus.CONFIRMED else [HOURS_LACKS[status]]
    if part is Part.ACCESS:
        unknown = sum(point.accessibility.get(fact) is None for fact in ACCESS)
        return [f"ยังไม่ทราบ {unknown} จาก {len(ACCESS)} ข้อ"] if unknown else []
    return []


HOURS_LACKS = {
    HoursStatus.ASSUMED: "เวลาทำการยังไม่ยืนยัน",
    HoursStatus.UNKNOWN: "ยังไม่มีเวลาทำการ",
}


def position_lack(point: ServicePoint) -> str:
    """Say why a position that is not the office's own is not enough."""
    if point.lat is None:
        return "ยังไม่มีพิกัด"
    return f"พิกัดโดยประมาณ: {CoordinateQuality(point.coordinate_quality).label}"


def is_check_due(point: ServicePoint, today: date) -> bool:
    """Whether nobody confirmed the point for a year."""
    return point.checked_on is None or point.checked_on < today - CHECK_EVERY


def position_words(point: ServicePoint) -> str:
    """Return the position and what it is."""
    if point.lat is None or point.lng is None:
        return NOTHING
    label = CoordinateQuality(point.coordinate_quality).label
    return f"{Position(point.lat, point.lng).text} ({label})"


def _facts(point: ServicePoint, kinds: dict[str, str]) -> list[Said]:
    values = {
        "name_th": point.name_th,
        "name_en": point.name_en,
        "kind": kinds.get(point.kind, point.kind),
        "address": point.address,
        "landmark": point.landmark,
        "province": point.province.name_th if point.province else "",
        "district": point.district.full_name_th if point.district else "",
        "subdistrict": subdistrict_name(point.subdistrict) if point.subdistrict else "",
        "postcode": point.postcode,
        "phones": phones_text(point.phones),
        "email": point.email,
        "website": point.website,
    }
    return [Said(label, values[name]) for name, label in WRITTEN_FIELDS.items()]


def _hours(point: ServicePoint) -> list[Said]:
    hours = hours_of(point)
    special = [special_day(exception) for exception in hours.exceptions]
    return [
        Said("เวลาทำการ", sentence(hours)),
        *([Said("วันพิเศษ", DOT.join(special))] if special else []),
        Said("ที่มา", str(HoursStatus(point.hours_status).label)),
    ]


def _standing(point: ServicePoint) -> list[Said]:
    said = [Said("สถานะ", str(PointStatus(point.status).label))]
    days = _days(point.suspended_from, point.suspended_until)
    said += [Said("วันที่ปิด", days)] if days else []
    if point.moved_to is not None:
        said.append(Said("ย้ายไปที่", point.moved_to.name_th))
    return said


def _days(first: date | None, last: date | None) -> str:
    parts: Sequence[str] = [
        *([f"ตั้งแต่ {short_date(first)}"] if first else []),
        *([f"ถึง {short_date(last)}"] if last else []),
    ]
    return " ".join(parts)
