"""Agencies as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from infogo.agencies.models import Agency, AgencyCode, AgencyFormerName, AgencyPath
from infogo.agencies.selectors import active_agencies
from infogo.channels.models import AgencyEChannel, ChannelStatus
from infogo.core.paths import path_form
from infogo.core.prepared import Prepared
from infogo.geo.models import CoordinateQuality
from infogo.records.base import Kind, Named, Position, Record, absolute, said


class CodeRecord(Record):
    """A code of an agency in one numbering scheme."""

    scheme: str = said("ชุดรหัส เช่น dga8", "Numbering scheme, such as dga8")
    code: str = said("รหัส", "The code")
    note: str = said("หมายเหตุ", "A note on it")


class PhoneRecord(Record):
    """A telephone number."""

    number: str = said("หมายเลข", "The number")
    extension: str = said("ต่อ", "Extension, empty when there is none", default="")


class ElectronicChannelRecord(Record):
    """A channel that an agency announced under section 10 of the E-Act."""

    kind: str = said("ชนิดช่องทาง", "Kind: email, line, web, app …")
    level: str = said("ระดับ", "How much can be done there")
    address: str = said("ที่อยู่ของช่องทาง", "Its address")
    purpose_th: str = said("ใช้ทำอะไร", "What it serves, in Thai")
    opened_on: date = said("วันที่เปิดใช้", "Day on which it was opened")


class AgencyRecord(Record):
    """A body with its own authority."""

    id: int = said("เลขประจำหน่วยงาน", "Permanent number of the agency")
    key: str = said("รหัสในระบบต้นทาง", "Key in the source files")
    url: str = said("หน้าของหน่วยงาน", "Page of the agency")
    kind: str = said("ประเภทหน่วยงาน", "Kind, a code of the vocabulary agency_kind")
    status: str = said("สถานะ", "active, merged or closed")
    name_th: str = said("ชื่อ", "Name in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name in English, empty when there is none")
    abbreviation: str = said("ชื่อย่อ", "Abbreviation")
    former_names: list[str] = said("ชื่อเดิม", "Names that people may still use")
    parent: int | None = said("หน่วยงานต้นสังกัด", "Id of the agency above, null at the top")
    parents: list[Named] = said("หน่วยงานที่อยู่เหนือขึ้นไป", "Agencies above, the top first")
    province: str | None = said("รหัสจังหวัด", "Code of its province")
    district: str | None = said("รหัสอำเภอ", "Code of its district")
    subdistrict: str | None = said("รหัสตำบล", "Code of its subdistrict")
    address: str = said("ที่อยู่", "Postal address")
    phones: list[PhoneRecord] = said("โทรศัพท์", "Telephone numbers")
    email: str = said("อีเมล", "E-mail address of the agency")
    website: str = said("เว็บไซต์", "Web site")
    position: Position | None = said(
        "พิกัด มีเมื่อเป็นของที่ทำการจริง", "Position, given only when it is the office's own"
    )
    codes: list[CodeRecord] = said("รหัสในทะเบียนอื่น", "Codes in other registers")
    e_channels: list[ElectronicChannelRecord] = said(
        "ช่องทางอิเล็กทรอนิกส์ที่ประกาศ", "Electronic channels in force"
    )
    checked_on: date | None = said("วันที่ตรวจข้อมูล", "Day on which the data were checked")
    source: str = said("แหล่งข้อมูล", "Where the data come from")
    updated_at: datetime = said("แก้ล่าสุด", "Time of the last change")


def agency_records(rows: Sequence[Agency]) -> list[AgencyRecord]:
    """Make records in four queries."""
    ids = [row.pk for row in rows]
    above, codes = defaultdict[int, list[Named]](list), defaultdict[int, list[CodeRecord]](list)
    former = defaultdict[int, list[str]](list)
    channels = defaultdict[int, list[ElectronicChannelRecord]](list)
    for agency_id, *ancestor in _above.rows(ids):
        above[agency_id].append(_name(*ancestor))
    for agency_id, scheme, number, note in _codes.rows(ids):
        codes[agency_id].append(CodeRecord(scheme=scheme, code=number, note=note))
    for agency_id, name in _former_names.rows(ids):
        former[agency_id].append(name)
    for agency_id, *channel in _channels.rows(ids):
        plain = dict(zip(_CHANNEL, channel, strict=True))
        channels[agency_id].append(ElectronicChannelRecord(**plain))
    page = path_form("www:agency")
    return [
        AgencyRecord(
            id=row.pk,
            key=row.key,
            url=absolute(page % row.pk),
            kind=row.kind,
            status=row.status,
            name_th=row.name_th,
            name_en=row.name_en,
            abbreviation=row.abbreviation,
            former_names=former[row.pk],
            parent=row.parent_id,
            parents=above[row.pk],
            province=row.province_id,
            district=row.district_id,
            subdistrict=row.subdistrict_id,
            address=row.address,
            phones=phones(row.phones),
            email=row.email,
            website=row.website,
            position=_position(row),
            codes=codes[row.pk],
            e_channels=channels[row.pk],
            checked_on=row.checked_on,
            source=row.source,
            updated_at=row.updated_at,
        )
        for row in rows
    ]


def named(agency: Agency) -> Named:
    """Return an agency by its id and names."""
    return Named(id=agency.pk, name_th=agency.name_th, name_en=agency.name_en)


def phones(stored: Sequence[dict[str, str]]) -> list[PhoneRecord]:
    """Return telephone numbers as they are kept."""
    return [PhoneRecord.model_validate(phone) for phone in stored]


def _position(row: Agency) -> Position | None:
    if row.coordinate_quality != CoordinateQuality.OFFICE or row.lat is None or row.lng is None:
        return None
    return Position(lat=row.lat, lng=row.lng)


def _name(pk: int, name_th: str, name_en: str) -> Named:
    return Named(id=pk, name_th=name_th, name_en=name_en)


_CHANNEL = ("kind", "level", "address", "purpose_th", "opened_on")
_above = Prepared(
    lambda ids: (
        AgencyPath.objects.filter(descendant__in=ids, depth__gt=0)
        .order_by("-depth")
        .values_list("descendant", "ancestor", "ancestor__name_th", "ancestor__name_en")
    )
)
_codes = Prepared(
    lambda ids: (
        AgencyCode.objects.filter(agency__in=ids)
        .order_by("scheme", "code")
        .values_list("agency", "scheme", "code", "note")
    )
)
_former_names = Prepared(
    lambda ids: (
        AgencyFormerName.objects.filter(agency__in=ids)
        .order_by("pk")
        .values_list("agency", "name_th")
    )
)
_channels = Prepared(
    lambda ids: (
        AgencyEChannel.objects.filter(agency__in=ids, status=ChannelStatus.OPEN)
        .order_by("pk")
        .values_list("agency", *_CHANNEL)
    )
)
_COLUMNS = (
    "pk", "key", "kind", "status", "name_th", "name_en", "abbreviation", "parent_id", "province_id",
    "district_id", "subdistrict_id", "address", "phones", "email", "website", "lat", "lng",
    "coordinate_quality", "checked_on", "source", "updated_at",
)  # fmt: skip
AGENCIES = Kind("agencies", AgencyRecord, active_agencies, agency_records, ("agency",), _COLUMNS)
