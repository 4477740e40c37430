"""Provinces, districts and subdistricts as people write them in cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from infogo.bulk.errors import CellError
from infogo.core.dates import arabic_digits
from infogo.geo.models import District, Province, Subdistrict

PLACE = ("province", "district", "subdistrict")
_PREFIXES = {
    "province": ("จังหวัด", "จ."),
    "district": ("อำเภอ", "อ.", "เขต"),
    "subdistrict": ("ตำบล", "ต.", "แขวง"),
}


class PlaceError(CellError):
    """A name that is no place there; ``column`` says which of the three."""

    def __init__(self, column: str, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.column = column


def names_of(
    province: Province | None, district: District | None, subdistrict: Subdistrict | None
) -> dict[str, str]:
    """Return the three names as a sheet shows them."""
    kind = {"tambon": "ตำบล", "khwaeng": "แขวง"}.get(subdistrict.kind, "") if subdistrict else ""
    return {
        "province": province.name_th if province else "",
        "district": district.full_name_th if district else "",
        "subdistrict": f"{kind}{subdistrict.name_th}" if subdistrict else "",
    }


def resolve(written: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
    """Return names as a sheet shows them, and the columns that hold the place.

    Names and codes will do, with or without the word before them; three queries.

    Raises:
        PlaceError: a name is unknown there, or the larger area is missing.
    """
    province = _find("province", written, Province.objects.all(), None)
    district = _find("district", written, District.objects.filter(province=province), province)
    subdistrict = _find(
        "subdistrict", written, Subdistrict.objects.filter(district=district), district
    )
    codes = {
        "province_id": province.pk if province else None,
        "district_id": district.pk if district else None,
        "subdistrict_id": subdistrict.pk if subdistrict else None,
    }
    return names_of(province, district, subdistrict), codes


def _find(column: str, written: Mapping[str, str], areas: Any, around: Any) -> Any:
    name = written.get(column, "")
    if not name:
        return None
    labels = dict(zip(PLACE, ("จังหวัด", "อำเภอหรือเขต", "ตำบลหรือแขวง"), strict=True))
    if column != "province" and around is None:
        larger = labels[PLACE[PLACE.index(column) - 1]]
        raise PlaceError(column, f"ไม่มี{larger}", f"ใส่{larger}ในแถวเดียวกันด้วย")
    wanted = {bare(column, name), name.strip()}
    code = arabic_digits(name).strip()
    for area in areas:
        if area.name_th in wanted or area.pk == code:
            return area
    there = f"ใน{around}" if around else ""
    advice = f"เขียนชื่อเต็มของ{labels[column]} หรือรหัสของกรมการปกครอง"
    raise PlaceError(column, f"ไม่มี{labels[column]}ชื่อนี้{there}", advice)


def bare(column: str, name: str) -> str:
    """Return a name without the word that says which kind of area it is."""
    for prefix in _PREFIXES[column]:
        if name.startswith(prefix) and len(name) > len(prefix):
            return name.removeprefix(prefix).strip()
    return name.strip()
