"""The shapes in which programs read and change service points."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema

from infogo.api.hours_in import HoursIn
from infogo.api.writing import IdIn, Sent
from infogo.core.hours import Hours
from infogo.points.facts import LONGEST_ACCESS_TEXT
from infogo.points.models import PointStatus
from infogo.points.services import LONGEST_REASON
from infogo.records.base import said

LONGEST_MARK = 16
LONGEST_FIELD = 400
SEEN = ("รหัสรุ่นที่อ่านมาจาก versions", "The mark of this part in versions, as you read it")


class FactsIn(Sent):
    """Names, address and contacts; all of them, as the form of the workspace."""

    name_th: str = Field(max_length=LONGEST_FIELD)
    kind: str = Field(max_length=LONGEST_FIELD, description="Code of the kind, or its Thai words")
    name_en: str = Field("", max_length=LONGEST_FIELD)
    address: str = Field("", max_length=LONGEST_FIELD)
    landmark: str = Field("", max_length=LONGEST_FIELD)
    province: str = Field("", max_length=100, description="Code or Thai name")
    district: str = Field("", max_length=100, description="Code or Thai name")
    subdistrict: str = Field("", max_length=100, description="Code or Thai name")
    postcode: str = Field("", max_length=10, description="Empty: that of the subdistrict")
    phones: str = Field("", max_length=2000, description="Such as 0 5311 2708 ต่อ 2, 1548")
    email: str = Field("", max_length=LONGEST_FIELD)
    website: str = Field("", max_length=LONGEST_FIELD)


class NewPointIn(FactsIn):
    """A new service point; it can be visited at once."""

    agency: IdIn = said("เลขหน่วยงานเจ้าของ", "Id of the agency that it belongs to")


class ChangedFactsIn(FactsIn):
    """The facts as they are to be."""

    seen: str = said(*SEEN, min_length=1, max_length=LONGEST_MARK)


class PositionIn(Sent):
    """Where the office itself stands; both null when nobody knows."""

    lat: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    lng: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    is_confirmed: bool = said(
        "ยืนยันว่าถูกแล้วแม้อยู่นอกจังหวัดที่ระบุ",
        "It was checked although it lies outside the stated province",
        default=False,
    )
    seen: str = said(*SEEN, min_length=1, max_length=LONGEST_MARK)


class PointHoursIn(Sent):
    """Opening hours as the agency confirms them."""

    hours: HoursIn
    seen: str = said(*SEEN, min_length=1, max_length=LONGEST_MARK)


class AccessIn(Sent):
    """What there is for whom access is hard; null is unknown.

    What the first version of this contract did not know stays as it is when it is not sent.
    """

    wheelchair: bool | None = None
    ramp: bool | None = None
    lift: bool | None = None
    toilet: bool | None = None
    parking: bool | None = None
    disabled_parking: bool | None = None
    priority_counter: bool | None = None
    sign_language: bool | None = None
    entrance: str = Field("", max_length=LONGEST_ACCESS_TEXT)
    transit: str = Field("", max_length=LONGEST_ACCESS_TEXT)
    seen: str = said(*SEEN, min_length=1, max_length=LONGEST_MARK)


class StandingIn(Sent):
    """Closing for a time or for good, moving, opening again."""

    status: PointStatus
    moved_to: IdIn | None = said(
        "เลขจุดแห่งใหม่ เฉพาะย้าย", "Id of the new place, when it moved", default=None
    )
    suspended_from: date | None = None
    suspended_until: date | None = None
    reason: str = Field("", max_length=LONGEST_REASON, description="Kept in the trail, in Thai")
    is_loss_known: bool = said(
        "ทราบแล้วว่าคู่มือใดจะไม่มีจุดให้บริการ",
        "It is known which manuals will be served nowhere",
        default=False,
    )
    seen: str = said(*SEEN, min_length=1, max_length=LONGEST_MARK)


class VersionsOut(Schema):
    """What tells one state of each part from another; send it back as seen."""

    facts: str = said("รหัสรุ่นของชื่อและที่อยู่", "Of names, address and contacts")
    position: str = said("รหัสรุ่นของพิกัด", "Of the position")
    hours: str = said("รหัสรุ่นของเวลาทำการ", "Of the opening hours")
    access: str = said("รหัสรุ่นของสิ่งอำนวยความสะดวก", "Of the facts about access")
    status: str = said("รหัสรุ่นของสถานะ", "Of the status")


class OfficePointOut(Schema):
    """A service point as officers see it, closed ones too."""

    id: int = said("เลขจุดให้บริการ", "Id of the service point")
    agency: int = said("เลขหน่วยงาน", "Id of the agency that it belongs to")
    can_edit: bool = said("โทเค็นนี้แก้ได้หรือไม่", "Whether this token may change it")
    name_th: str = said("ชื่อ", "Name in Thai")
    name_en: str = said("ชื่ออังกฤษ", "Name in English")
    kind: str = said("ประเภท", "Code of its kind")
    address: str = said("ที่อยู่", "Address")
    landmark: str = said("จุดสังเกต", "What it is near")
    province: str = said("รหัสจังหวัด", "Code of its province")
    district: str = said("รหัสอำเภอ", "Code of its district")
    subdistrict: str = said("รหัสตำบล", "Code of its subdistrict")
    postcode: str = said("รหัสไปรษณีย์", "Postcode")
    phones: str = said("โทรศัพท์", "Telephone numbers as people write them")
    email: str = said("อีเมล", "E-mail address")
    website: str = said("เว็บไซต์", "Web site")
    lat: float | None = said("ละติจูด", "Latitude")
    lng: float | None = said("ลองจิจูด", "Longitude")
    coordinate_quality: str = said("ที่มาของพิกัด", "office when the position is the office's own")
    hours: Hours | None = said("เวลาทำการ null คือไม่ทราบ", "Opening hours, null when unknown")
    hours_status: str = said("เวลายืนยันแล้วหรือไม่", "confirmed, assumed or unknown")
    access: dict[str, bool] = said(
        "สิ่งอำนวยความสะดวก ข้อที่ไม่มีคือไม่ทราบ", "Facts about access; a missing one is unknown"
    )
    entrance: str = said("ทางเข้าที่ไม่ต้องขึ้นบันได", "Which way leads in without steps")
    transit: str = said("รถประจำทางและขนส่งสาธารณะ", "How to come by public transport")
    status: str = said("สถานะ", "open, suspended, moved or closed")
    moved_to: int | None = said("ย้ายไปจุดเลข", "Id of the place to which it moved")
    suspended_from: date | None = said("ปิดชั่วคราวตั้งแต่", "First day of a suspension")
    suspended_until: date | None = said("ปิดชั่วคราวถึง", "Last day of a suspension")
    checked_on: date | None = said("วันที่ยืนยันข้อมูล", "Day on which all of it was confirmed")
    versions: VersionsOut = said("รหัสรุ่นของแต่ละส่วน", "The mark of each part")
