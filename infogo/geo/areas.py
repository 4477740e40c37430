"""Provinces, districts and subdistricts as people write them: names or codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from infogo.core.dates import arabic_digits
from infogo.geo.models import District, Province, Subdistrict

PROVINCE, DISTRICT, SUBDISTRICT = "province", "district", "subdistrict"
_PREFIXES = {
    PROVINCE: ("จังหวัด", "จ."),
    DISTRICT: ("อำเภอ", "กิ่งอำเภอ", "อ.", "เขต"),
    SUBDISTRICT: ("ตำบล", "ต.", "แขวง"),
}
_LABELS = {PROVINCE: "จังหวัด", DISTRICT: "อำเภอหรือเขต", SUBDISTRICT: "ตำบลหรือแขวง"}
MOST_NAMED = 30
_POSTCODE = re.compile(r"[1-9]\d{4}", re.ASCII)
AnyArea = TypeVar("AnyArea", Province, District, Subdistrict)


@dataclass(frozen=True)
class Area:
    """Where something lies, as far as it was said; each part lies in the one before it."""

    province: Province | None = None
    district: District | None = None
    subdistrict: Subdistrict | None = None


class AreaError(ValueError):
    """A name is no area there; ``field`` says which of the three, ``str()`` what to write."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def is_postcode(text: str) -> bool:
    """Whether it is written as postcodes are; there need be no such place."""
    return _POSTCODE.fullmatch(text) is not None


def read_area(province: str, district: str, subdistrict: str) -> Area:
    """Return the areas named; names with or without their prefix, or codes, will do.

    Raises:
        AreaError: one is not known there, or the larger one around it is missing.
    """
    first = _find(PROVINCE, province, Province.objects.all(), "ประเทศไทย")
    second = third = None
    if district:
        around = _required(first, DISTRICT, PROVINCE)
        second = _find(DISTRICT, district, around.districts.all(), around.name_th)
    if subdistrict:
        within = _required(second, SUBDISTRICT, DISTRICT)
        third = _find(SUBDISTRICT, subdistrict, within.subdistricts.all(), within.full_name_th)
    return Area(first, second, third)


def subdistrict_name(subdistrict: Subdistrict) -> str:
    """Return "ตำบลศรีภูมิ" or "แขวงพระบรมมหาราชวัง"."""
    word = "ตำบล" if subdistrict.kind == "tambon" else "แขวง"
    return f"{word}{subdistrict.name_th}"


def _required(around: AnyArea | None, field: str, larger: str) -> AnyArea:
    if around is None:
        raise AreaError(larger, f"ใส่{_LABELS[larger]} เพราะใส่{_LABELS[field]}แล้ว")
    return around


def _find(field: str, written: str, areas: Iterable[AnyArea], around: str) -> AnyArea | None:
    if not written:
        return None
    known = list(areas)
    wanted, code = {written, _bare(field, written)}, arabic_digits(written)
    for area in known:
        if area.name_th in wanted or area.pk == code:
            return area
    names = [area.name_th for area in known]
    said = f" เลือกจาก {', '.join(names)}" if len(names) <= MOST_NAMED else ""
    raise AreaError(field, f"ไม่มี{_LABELS[field]}ชื่อ “{written}” ใน{around}{said}")


def _bare(field: str, written: str) -> str:
    for prefix in _PREFIXES[field]:
        if written.startswith(prefix) and len(written) > len(prefix):
            return written.removeprefix(prefix).strip()
    return written
