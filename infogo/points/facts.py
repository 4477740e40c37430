"""What a service point is called, where it stands and how to reach it: checked in one place.

A form and a row of a spreadsheet both give ``read_facts`` texts under the names of
``WRITTEN_FIELDS``; what comes back can be stored as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infogo.core.dates import arabic_digits, bangkok_now
from infogo.core.phones import Phone
from infogo.core.written import Written, phones_text, stored_phones
from infogo.geo.areas import AreaError, is_postcode, read_area, subdistrict_name
from infogo.geo.models import Subdistrict
from infogo.points.models import ServicePoint
from infogo.taxonomy.selectors import terms_in_force

WRITTEN_FIELDS = {
    "name_th": "ชื่อจุดให้บริการ",
    "name_en": "ชื่อภาษาอังกฤษ",
    "kind": "ประเภท",
    "address": "ที่อยู่",
    "landmark": "จุดสังเกต",
    "province": "จังหวัด",
    "district": "อำเภอหรือเขต",
    "subdistrict": "ตำบลหรือแขวง",
    "postcode": "รหัสไปรษณีย์",
    "phones": "โทรศัพท์",
    "email": "อีเมล",
    "website": "เว็บไซต์",
}
ACCESS = {
    "wheelchair": "ทางที่รถเข็นไปถึงเคาน์เตอร์",
    "ramp": "ทางลาด",
    "lift": "ลิฟต์",
    "toilet": "ห้องน้ำคนพิการ",
    "parking": "ที่จอดรถ",
    "disabled_parking": "ที่จอดรถคนพิการ",
    "priority_counter": "ช่องบริการพิเศษสำหรับผู้สูงอายุและคนพิการ",
    "sign_language": "ล่ามภาษามือ",
}
"""The facts about access in the words and the order of a point's public page."""
ACCESS_TEXTS = {"entrance": "ทางเข้าที่ไม่ต้องขึ้นบันได", "transit": "รถประจำทางและขนส่งสาธารณะ"}
"""What is said of access in words."""
LONGEST_ACCESS_TEXT = 300
KINDS = "point_kind"


@dataclass(frozen=True)
class PointFacts:
    """Values fit to be stored. Areas are codes, each inside the one before it."""

    name_th: str
    kind: str
    name_en: str = ""
    address: str = ""
    landmark: str = ""
    province_id: str | None = None
    district_id: str | None = None
    subdistrict_id: str | None = None
    postcode: str = ""
    phones: tuple[Phone, ...] = ()
    email: str = ""
    website: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the columns of a point that they fill."""
        return {**vars(self), "phones": stored_phones(self.phones)}


def read_facts(texts: Mapping[str, str], *, kind_before: str = "") -> PointFacts:
    """Read what somebody wrote under the names of ``WRITTEN_FIELDS``.

    ``kind`` is a code or the Thai words of it; ``kind_before`` may stay although it is not in
    force any more. A missing postcode is that of the subdistrict.

    Raises:
        infogo.core.written.WrittenError: with all that has to be mended, by name of the field.
    """
    written = Written(texts)
    names = {
        name: written.line(name, WRITTEN_FIELDS[name], longest, required=name == "name_th")
        for name, longest in (("name_th", 200), ("name_en", 200), ("address", 400),
                              ("landmark", 300))
    }  # fmt: skip
    facts = PointFacts(
        **names,
        kind=_kind(written, kind_before),
        **_place(written),
        phones=written.phones("phones"),
        email=written.email("email"),
        website=written.website("website"),
    )
    written.done()
    return facts


def written_facts(point: ServicePoint) -> dict[str, str]:
    """Return what a point has now as texts that ``read_facts`` reads back; areas are selected."""
    return {
        "name_th": point.name_th,
        "name_en": point.name_en,
        "kind": point.kind,
        "address": point.address,
        "landmark": point.landmark,
        "province": point.province_id or "",
        "district": point.district.full_name_th if point.district else "",
        "subdistrict": subdistrict_name(point.subdistrict) if point.subdistrict else "",
        "postcode": point.postcode,
        "phones": phones_text(point.phones),
        "email": point.email,
        "website": point.website,
    }


def point_kinds() -> dict[str, str]:
    """Return the kinds of points in force, code to Thai words, in their order; one query."""
    terms = terms_in_force([KINDS], bangkok_now().date()).get(KINDS, {})
    return {code: term.label_th for code, term in terms.items()}


def _kind(written: Written, before: str) -> str:
    text = written.line("kind", WRITTEN_FIELDS["kind"], 200, required=True)
    kinds = point_kinds()
    by_words = {label: code for code, label in kinds.items()}
    code = by_words.get(text, text)
    if text and code not in kinds and code != before:
        written.problems["kind"] = "ไม่มีประเภทนี้ เลือกจากรายการ"
    return code


def _place(written: Written) -> dict[str, Any]:
    names = [
        written.line(name, WRITTEN_FIELDS[name], 100)
        for name in ("province", "district", "subdistrict")
    ]
    postcode = arabic_digits(written.line("postcode", WRITTEN_FIELDS["postcode"], 10))
    if postcode and not is_postcode(postcode):
        written.problems["postcode"] = "รหัสไปรษณีย์ต้องเป็นตัวเลข 5 หลัก เช่น 50200"
    try:
        area = read_area(*names)
    except AreaError as problem:
        written.problems[problem.field] = str(problem)
        return {}
    return {
        "province_id": area.province.pk if area.province else None,
        "district_id": area.district.pk if area.district else None,
        "subdistrict_id": area.subdistrict.pk if area.subdistrict else None,
        "postcode": postcode or _postcode_of(area.subdistrict),
    }


def _postcode_of(subdistrict: Subdistrict | None) -> str:
    return subdistrict.postcode if subdistrict else ""
