"""Where a place is: its address as on an envelope, how sure its position is, how to get there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from infogo.core.language import current_language, in_language
from infogo.core.phones import COUNTRY_CODE, Phone
from infogo.geo.models import CoordinateQuality
from infogo.geo.navigation import NavigationLink, navigation_links, search_links
from infogo.points.models import ServicePoint

# The long words of an address and what is written on an envelope outside Bangkok; แขวง and เขต
# are never shortened.
_ENVELOPE = (("ตำบล", "ต."), ("อำเภอ", "อ."), ("จังหวัด", "จ."))
# A composed address begins with an area; any other begins with a house, building or street.
_BEGINS_WITH_AREA = re.compile(r"(?:ตำบล|อำเภอ|แขวง|เขต|จังหวัด|ต\.|อ\.|จ\.)")


@dataclass(frozen=True)
class Number:
    """A telephone number as the components read it; ``label`` says whose, where not the place's."""

    number: str
    ext: str = ""
    label: str = ""


@dataclass(frozen=True)
class Place:
    """A point's whereabouts in the page's language; ``lang`` is set where they stay Thai."""

    address: str
    lang: str | None


def place_of(point: ServicePoint) -> Place:
    """Return a point's address as posted on an envelope.

    English pages get the areas in Latin letters where the address names nothing smaller; a
    street or building stays Thai, as no English form of it is known.
    """
    thai = envelope(point.address) or _thai_areas(point)
    if current_language() != "en":
        return Place(thai, None)
    if thai and not _BEGINS_WITH_AREA.match(point.address or thai):
        return Place(thai, "th")
    english = _english_areas(point)
    return Place(english, None) if english else Place(thai, "th")


def envelope(address: str) -> str:
    """Shorten ตำบล, อำเภอ and จังหวัด where they begin a word: "ต.หัวนา อ.เมือง จ.น่าน"."""
    for long, short in _ENVELOPE:
        address = re.sub(rf"(?:(?<=\s)|^){long}\s*(?=\S)", short, address)
    return address.strip()


def _thai_areas(point: ServicePoint) -> str:
    parts: list[str] = []
    if point.subdistrict:
        word = "ต." if point.subdistrict.kind == "tambon" else "แขวง"
        parts.append(f"{word}{point.subdistrict.name_th}")
    if point.district:
        word = "อ." if point.district.kind == "amphoe" else "เขต"
        parts.append(f"{word}{point.district.name_th}")
    if point.province:
        is_bangkok = point.province.is_bangkok
        parts.append(point.province.name_th if is_bangkok else f"จ.{point.province.name_th}")
    return " ".join([*parts, point.postcode]).strip()


def _english_areas(point: ServicePoint) -> str:
    parts: list[str] = []
    if point.subdistrict:
        parts.append(_("ต.%(name)s") % {"name": point.subdistrict.name_en})
    if point.district:
        parts.append(_("อ.%(name)s") % {"name": point.district.name_en})
    if point.province:
        parts.append(f"{point.province.name_en} {point.postcode}".strip())
    return ", ".join(parts)


def numbers(stored: Iterable[Mapping[str, str]]) -> list[Number]:
    """Return stored telephone numbers as the components read them."""
    return [Number(phone["number"], phone.get("extension", "")) for phone in stored]


def numbers_of(point: ServicePoint, own: Sequence[Mapping[str, str]] = ()) -> list[Number]:
    """Return the numbers to call about a point: of the counter (``own``), else of the place.

    Where neither has one, the first of its agency and its short number, and that they are the
    agency's: a switchboard has dozens, and who has no number at all cannot ask before she goes.
    """
    if stored := own or point.phones:
        return numbers(stored)
    lent = numbers(point.agency.phones)
    hotlines = [one for one in lent[1:] if not one.number.startswith(COUNTRY_CODE)]
    label = _("เบอร์กลางของหน่วยงาน")
    return [replace(one, label=label) for one in (*lent[:1], *hotlines[:1])]


def number_text(number: Number) -> str:
    """Write a number in words, with its extension and whose it is."""
    shown = Phone(number=number.number, extension=number.ext).shown(current_language())
    return f"{shown} ({number.label})" if number.label else shown


def position_caution(point: ServicePoint) -> str:
    """Say what a position that is not the office's own really is; empty when it is exact."""
    return {
        CoordinateQuality.OFFICE: "",
        CoordinateQuality.SUBDISTRICT_POINT: _(
            "รู้เพียงตำบลที่ตั้ง ตำแหน่งจริงอาจห่างไปหลายกิโลเมตร ให้ค้นหาด้วยชื่อและที่อยู่แทน"
        ),
        CoordinateQuality.MUNICIPALITY_CENTROID: _(
            "รู้เพียงกลางเขตเทศบาล ตำแหน่งจริงอาจห่างไปหลายกิโลเมตร ให้ค้นหาด้วยชื่อและที่อยู่แทน"
        ),
        CoordinateQuality.DISTRICT_OFFICE_PROXY: _(
            "รู้เพียงที่ว่าการอำเภอหรือสำนักงานเขตเดียวกัน ตำแหน่งจริงอาจห่างไปหลายกิโลเมตร ให้ค้นหาด้วยชื่อและที่อยู่แทน"
        ),
        CoordinateQuality.DISTRICT_CENTROID: _(
            "รู้เพียงกลางอำเภอ ตำแหน่งจริงอาจห่างไปหลายสิบกิโลเมตร ให้ค้นหาด้วยชื่อและที่อยู่แทน"
        ),
        CoordinateQuality.NONE: _("ไม่มีข้อมูลตำแหน่งบนแผนที่ ให้ค้นหาด้วยชื่อและที่อยู่"),
    }[CoordinateQuality(point.coordinate_quality)]


def ways_to(point: ServicePoint) -> tuple[NavigationLink, ...]:
    """Return the links that lead to a place, in display order.

    Where its own position is not known they look it up by its Thai name and address.
    """
    if point.has_exact_position and point.lat is not None and point.lng is not None:
        return navigation_links(point.lat, point.lng, point.name_th)
    address = envelope(point.address) or _thai_areas(point)
    return search_links(f"{point.name_th} {address}".strip())


def way_to(point: ServicePoint) -> str:
    """Return one link that leads to a place, for a row of a list."""
    return ways_to(point)[0].url


def point_name(point: ServicePoint) -> tuple[str, str | None]:
    """Return a point's name in the page's language and its language when that is another."""
    return in_language(point.name_th, point.name_en)
