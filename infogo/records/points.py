"""Service points as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time

from django.db.models import QuerySet

from infogo.core.hours import Hours
from infogo.core.keys import AGENCY_NAMES, POINT, PROCEDURE
from infogo.core.paths import path_form
from infogo.core.prepared import Prepared
from infogo.pins.models import Pin
from infogo.points.certificates import confirmed_at
from infogo.points.models import Certificate, ServicePoint
from infogo.points.selectors import visitable_points
from infogo.records.agencies import PhoneRecord, named, phones
from infogo.records.base import Kind, Named, Position, Record, absolute, hours_of, said
from infogo.records.pins import of_manuals_in_use
from infogo.rounds.models import Round
from infogo.rounds.selectors import rounds_of_points


class RoundRecord(Record):
    """One round of a mobile unit."""

    id: int = said("เลขประจำรอบ", "Permanent number of the round")
    first_on: date = said("วันแรก", "First day")
    last_on: date = said("วันสุดท้าย", "Last day; the same as the first for a round of one day")
    opens: time = said("เวลาเริ่มของทุกวัน", "When it begins on each of its days")
    closes: time = said("เวลาเลิกของทุกวัน", "When it ends on each of its days")
    place: str = said("สถานที่", "Where the unit stands, in Thai words")
    subdistrict: str | None = said("รหัสตำบล", "Code of the subdistrict")
    district: str | None = said("รหัสอำเภอ", "Code of the district")
    province: str = said("รหัสจังหวัด", "Code of the province")
    position: Position | None = said(
        "พิกัดของสถานที่ null คือไม่ทราบ", "Position of that place, null when nobody told it"
    )
    procedures: list[int] | None = said(
        "เลขของบริการที่รับในรอบนี้ null คือทุกเรื่องที่ทำได้ที่จุดนี้",
        "Ids of the procedures taken along, null when all that are served at the point",
    )
    note: str = said("หมายเหตุ", "Remark, in Thai")
    is_cancelled: bool = said("ยกเลิกแล้ว", "Whether it was cancelled: nobody will come")
    cancelled_reason: str = said("เหตุผลที่ยกเลิก", "Why it was cancelled, in Thai")


class CertificateRecord(Record):
    """That a point is a certified government easy contact centre (GECC)."""

    level: str = said("ระดับ", "basic, advanced or excellent")
    number: str = said("เลขที่ใบรับรอง", "Number of the certificate")
    granted_on: date = said("วันที่ได้รับ", "Day on which it was granted")
    expires_on: date = said("วันสุดท้ายที่ใช้ได้", "Last day on which it holds; may be past")


class PointRecord(Record):
    """A place where the public is served."""

    id: int = said("เลขประจำจุดให้บริการ", "Permanent number of the service point")
    key: str = said("รหัสในระบบต้นทาง", "Key in the source files")
    url: str = said("หน้าของจุดให้บริการ", "Page of the service point")
    kind: str = said("ประเภทจุด", "Kind of place, such as district_office")
    status: str = said("สถานะ", "open or suspended")
    suspended_from: date | None = said("ปิดชั่วคราวตั้งแต่", "First day of a suspension")
    suspended_until: date | None = said(
        "ปิดชั่วคราวถึง", "Last day of a suspension, null when it has no known end"
    )
    name_th: str = said("ชื่อ", "Name in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name in English, empty when there is none")
    agency: Named = said("หน่วยงานที่ดูแล", "The agency that it belongs to")
    address: str = said("ที่อยู่", "Postal address")
    landmark: str = said("จุดสังเกต", "What it is near")
    subdistrict: str | None = said("รหัสตำบล", "Code of its subdistrict")
    district: str | None = said("รหัสอำเภอ", "Code of its district")
    province: str | None = said("รหัสจังหวัด", "Code of its province")
    postcode: str = said("รหัสไปรษณีย์", "Postcode")
    position: Position | None = said(
        "พิกัด ดูความแม่นยำใน coordinate_quality",
        "Position; coordinate_quality tells whether it is the office itself",
    )
    coordinate_quality: str = said(
        "ที่มาของพิกัด office คือที่ทำการจริง", "office when the position is the office's own"
    )
    phones: list[PhoneRecord] = said("โทรศัพท์", "Telephone numbers")
    email: str = said("อีเมล", "E-mail address of the office")
    website: str = said("เว็บไซต์", "Web site")
    hours: Hours | None = said(
        "เวลาทำการ null คือไม่ทราบ", "Opening hours, null when nobody knows them"
    )
    hours_status: str = said(
        "เวลาทำการยืนยันแล้วหรือไม่", "confirmed, assumed (usual office hours) or unknown"
    )
    opens_on_weekend: bool = said("เปิดวันเสาร์หรืออาทิตย์", "Whether it opens on a weekend day")
    accessibility: dict[str, bool] = said(
        "สิ่งอำนวยความสะดวก ข้อที่ไม่มีคือไม่ทราบ",
        "Facts such as ramp or lift; one that is missing is unknown",
    )
    entrance: str = said(
        "ทางเข้าที่ไม่ต้องขึ้นบันได", "Which way leads in without steps, in Thai; empty when unknown"
    )
    transit: str = said(
        "รถประจำทางและขนส่งสาธารณะ", "How to come by public transport, in Thai; empty when unknown"
    )
    procedures: list[int] = said("เลขของบริการที่ทำได้", "Ids of the procedures served here")
    rounds: list[RoundRecord] = said(
        "รอบของหน่วยบริการเคลื่อนที่ วันแรกสุดก่อน รวมรอบที่ผ่านไปไม่เกิน 90 วัน",
        "Rounds of a mobile unit, the first day first; past ones are among them for 90 days",
    )
    certificate: CertificateRecord | None = said(
        "ใบรับรองศูนย์ราชการสะดวก (GECC) ที่ส่วนกลางยืนยัน null คือไม่มี",
        "Its GECC certificate as the central agency confirmed it, null when there is none",
    )
    checked_on: date | None = said("วันที่ตรวจข้อมูล", "Day on which the data were checked")
    source: str = said("แหล่งข้อมูล", "Where the data come from")
    updated_at: datetime = said("แก้ล่าสุด", "Time of the last change")


def public_points() -> QuerySet[ServicePoint]:
    """Return the points that have not been closed for good or moved, with their agencies."""
    return visitable_points().select_related("agency")


def point_records(rows: Sequence[ServicePoint]) -> list[PointRecord]:
    """Make records in three queries; the rows bring their agencies."""
    served = defaultdict[int, list[int]](list)
    for point_id, procedure_id in _served.rows([row.pk for row in rows]):
        served[point_id].append(procedure_id)
    rounds = defaultdict[int, list[RoundRecord]](list)
    for one in rounds_of_points([row.pk for row in rows]):
        rounds[one.point_id].append(_round_record(one))
    certified = {one.point_id: one for one in confirmed_at([row.pk for row in rows])}
    page = path_form("www:place")
    return [
        PointRecord(
            id=row.pk,
            key=row.key,
            url=absolute(page % row.pk),
            kind=row.kind,
            status=row.status,
            suspended_from=row.suspended_from,
            suspended_until=row.suspended_until,
            name_th=row.name_th,
            name_en=row.name_en,
            agency=named(row.agency),
            address=row.address,
            landmark=row.landmark,
            subdistrict=row.subdistrict_id,
            district=row.district_id,
            province=row.province_id,
            postcode=row.postcode,
            position=position_of(row),
            coordinate_quality=row.coordinate_quality,
            phones=phones(row.phones),
            email=row.email,
            website=row.website,
            hours=hours_of(row.hours),
            hours_status=row.hours_status,
            opens_on_weekend=row.opens_on_weekend,
            accessibility=row.accessibility,
            entrance=row.entrance,
            transit=row.transit,
            procedures=sorted(set(served[row.pk])),
            rounds=rounds[row.pk],
            certificate=_certificate_record(certified.get(row.pk)),
            checked_on=row.checked_on,
            source=row.source,
            updated_at=row.updated_at,
        )
        for row in rows
    ]


def _certificate_record(held: Certificate | None) -> CertificateRecord | None:
    if held is None:
        return None
    return CertificateRecord(
        level=held.level,
        number=held.number,
        granted_on=held.granted_on,
        expires_on=held.expires_on,
    )


def _round_record(one: Round) -> RoundRecord:
    return RoundRecord(
        id=one.pk,
        first_on=one.first_on,
        last_on=one.last_on,
        opens=one.opens,
        closes=one.closes,
        place=one.place,
        subdistrict=one.subdistrict_id,
        district=one.district_id,
        province=one.province_id,
        position=Position(lat=one.lat, lng=one.lng)
        if one.lat is not None and one.lng is not None
        else None,
        procedures=one.procedures or None,
        note=one.note,
        is_cancelled=one.is_cancelled,
        cancelled_reason=one.cancelled_reason,
    )


def position_of(row: ServicePoint) -> Position | None:
    """Return the position of a point, of whatever quality."""
    if row.lat is None or row.lng is None:
        return None
    return Position(lat=row.lat, lng=row.lng)


_served = Prepared(
    lambda points: (
        of_manuals_in_use(Pin.objects.filter(point__in=points))
        .order_by()
        .values_list("point", "procedure")
    )
)
_COLUMNS = (
    "pk", "key", "kind", "status", "suspended_from", "suspended_until", "name_th", "name_en",
    "agency__pk", "agency__name_th", "agency__name_en", "address", "landmark", "subdistrict_id",
    "district_id", "province_id", "postcode", "lat", "lng", "coordinate_quality", "phones", "email",
    "website", "hours", "hours_status", "opens_on_weekend", "accessibility", "entrance",
    "transit", "checked_on", "source", "updated_at",
)  # fmt: skip
POINTS = Kind(
    "points",
    PointRecord,
    public_points,
    point_records,
    (POINT, PROCEDURE, AGENCY_NAMES),
    _COLUMNS,
)
