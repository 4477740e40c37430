"""Positions and area codes of source rows, checked against the territory."""

from __future__ import annotations

from infogo.core.importing import NOTED, Row
from infogo.core.upsert import Values
from infogo.geo.coordinates import EAST, NORTH, SOUTH, WEST
from infogo.geo.models import CoordinateQuality, District, Province, Subdistrict


class Areas:
    """The known area codes, read once per step."""

    def __init__(self) -> None:
        """Read the codes of the loaded territory."""
        self.provinces = set(Province.objects.values_list("pk", flat=True))
        self.districts = set(District.objects.values_list("pk", flat=True))
        self.subdistricts = set(Subdistrict.objects.values_list("pk", flat=True))

    def of(self, row: Row) -> Values:
        """Return the area columns of a row; codes that contradict each other are reported.

        The finer code is dropped then, because the coarser one is less often wrong.
        """
        province = row.choice("province_code", self.provinces, required=False)
        district = row.choice("district_code", self.districts, required=False)
        subdistrict = row.choice("subdistrict_code", self.subdistricts, required=False)
        if district and province and not district.startswith(province):
            row.warn("district_code", "อำเภอไม่อยู่ในจังหวัดของแถวนี้", "แก้รหัสอำเภอหรือจังหวัด")
            district = subdistrict = ""
        if subdistrict and not subdistrict.startswith(district or province):
            row.warn("subdistrict_code", "ตำบลไม่อยู่ในอำเภอของแถวนี้", "แก้รหัสตำบลหรืออำเภอ")
            subdistrict = ""
        return {
            "province_id": province or None,
            "district_id": district or None,
            "subdistrict_id": subdistrict or None,
        }


def position(row: Row) -> tuple[float | None, float | None]:
    """Return latitude and longitude; both are left empty when either cannot be true."""
    texts = row.text("lat", longest=40), row.text("lng", longest=40)
    if not any(texts):
        return None, None
    try:
        lat, lng = float(texts[0]), float(texts[1])
    except ValueError:
        row.warn("lat", "พิกัดไม่ใช่ตัวเลข", "ใส่ทศนิยม เช่น 13.755450 และ 100.498050")
        return None, None
    if not (SOUTH <= lat <= NORTH and WEST <= lng <= EAST):
        row.warn("lat", "พิกัดอยู่นอกประเทศไทย", "ตรวจว่าสลับละติจูดกับลองจิจูดหรือไม่")
        return None, None
    return round(lat, 6), round(lng, 6)


def position_columns(row: Row) -> Values:
    """Return position and its quality, which is ``none`` exactly when there is no position."""
    lat, lng = position(row)
    quality = row.choice("coord_source", CoordinateQuality.values)
    if lat is None:
        quality = CoordinateQuality.NONE.value
    elif quality == CoordinateQuality.NONE:
        row.warn("coord_source", "มีพิกัดแต่ไม่บอกที่มา", "บอกที่มาของพิกัด", NOTED)
        quality = CoordinateQuality.DISTRICT_CENTROID.value
    return {"lat": lat, "lng": lng, "coordinate_quality": quality}
