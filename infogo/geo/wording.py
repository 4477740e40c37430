"""How areas are named in running text."""

from __future__ import annotations

from infogo.core.language import current_language
from infogo.geo.models import District, Province


def province_name(province: Province) -> str:
    """Name a province in running text: "จ.ตาก", "กรุงเทพมหานคร", "Tak"."""
    if current_language() == "en":
        return province.name_en
    return province.name_th if province.is_bangkok else f"จ.{province.name_th}"


def district_name(district: District) -> str:
    """Name a district in running text: "อ.แม่สอด", "เขตพระนคร", "Mae Sot"."""
    if current_language() == "en":
        return district.name_en
    word = "อ." if district.kind == "amphoe" else "เขต"
    return f"{word}{district.name_th}"
