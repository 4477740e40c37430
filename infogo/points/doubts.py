"""What looks wrong about a place although it may be true; whoever says so has to confirm it."""

from __future__ import annotations

from infogo.agencies.models import Agency
from infogo.geo.models import Province
from infogo.geo.outlines import is_in_province, province_at
from infogo.points.models import ServicePoint


def outside_words(point: ServicePoint | Agency, lat: float, lng: float) -> str:
    """Say that a position lies outside the province of its record; empty when it does not."""
    if not point.province_id or is_in_province(lat, lng, point.province_id):
        return ""
    there = Province.objects.filter(pk=province_at(lat, lng)).first()
    stated = point.province.name_th if point.province else ""
    where = f"อยู่ใน{there.name_th}" if there else "อยู่ในทะเลหรือนอกเขตทุกจังหวัด"
    return f"พิกัดนี้{where} แต่ระบุไว้ว่าอยู่ใน{stated} ตรวจอีกครั้ง"
