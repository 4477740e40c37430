"""Provinces, districts and subdistricts with their codes, postcodes and points."""

from __future__ import annotations

import re

from infogo.core.importing import Job, Row, RowError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.geo.areas import is_postcode
from infogo.geo.importers.places import position
from infogo.geo.models import District, Province, Subdistrict

PROVINCES = Table(
    "province",
    Province,
    key=("code",),
    fields=("name_th", "name_en", "region", "region_th", "lat", "lng"),
)
DISTRICTS = Table(
    "district",
    District,
    key=("code",),
    fields=("province_id", "name_th", "full_name_th", "name_en", "kind", "lat", "lng"),
)
SUBDISTRICTS = Table(
    "subdistrict",
    Subdistrict,
    key=("code",),
    fields=(
        "district_id", "name_th", "name_en", "kind", "postcode", "other_postcodes", "lat", "lng",
    ),
)  # fmt: skip


def load_territory(job: Job) -> Tally:
    """Load ``geo/provinces.csv``, ``districts.csv`` and ``subdistricts.csv``."""
    columns = ("code", "name_th", "name_en", "lat", "lng")
    tally = load_rows(
        PROVINCES,
        convert(
            job.csv_rows("geo/provinces.csv", (*columns, "region_th", "region_slug")), _province
        ),
        job,
    )
    provinces = set(Province.objects.values_list("pk", flat=True))
    tally.add(
        load_rows(
            DISTRICTS,
            convert(
                job.csv_rows("geo/districts.csv", (*columns, "province_code", "name_th_full")),
                lambda row: _district(row, provinces),
            ),
            job,
        )
    )
    districts = set(District.objects.values_list("pk", flat=True))
    tally.add(
        load_rows(
            SUBDISTRICTS,
            convert(
                job.csv_rows("geo/subdistricts.csv", (*columns, "district_code", "postcode")),
                lambda row: _subdistrict(row, districts),
            ),
            job,
            "ตำบล",
        )
    )
    return tally


def _province(row: Row) -> Values:
    lat, lng = position(row)
    return {
        "code": _code(row, 2),
        "name_th": row.text("name_th", longest=60, required=True),
        "name_en": row.text("name_en", longest=60, required=True),
        "region": row.text("region_slug", longest=20, required=True),
        "region_th": row.text("region_th", longest=40, required=True),
        "lat": lat,
        "lng": lng,
    }


def _district(row: Row, provinces: set[str]) -> Values:
    lat, lng = position(row)
    return {
        "code": _code(row, 4),
        "province_id": row.choice("province_code", provinces),
        "name_th": row.text("name_th", longest=60, required=True),
        "full_name_th": row.text("name_th_full", longest=80, required=True),
        "name_en": row.text("name_en", longest=60, required=True),
        "kind": row.choice("kind", ("amphoe", "khet")),
        "lat": lat,
        "lng": lng,
    }


def _subdistrict(row: Row, districts: set[str]) -> Values:
    lat, lng = position(row)
    others = row.text("postcodes_other", longest=200)
    return {
        "code": _code(row, 6),
        "district_id": row.choice("district_code", districts),
        "name_th": row.text("name_th", longest=80, required=True),
        "name_en": row.text("name_en", longest=80, required=True),
        "kind": row.choice("kind", ("tambon", "khwaeng")),
        "postcode": _postcode(row, row.text("postcode", longest=5, required=True)),
        "other_postcodes": [_postcode(row, code) for code in re.split(r"[;|, ]+", others) if code],
        "lat": lat,
        "lng": lng,
    }


def _code(row: Row, length: int) -> str:
    code = row.text("code", longest=length, required=True)
    if not (len(code) == length and code.isascii() and code.isdecimal()):
        raise RowError("code", code, f"รหัสต้องเป็นตัวเลข {length} หลัก", "ใช้รหัสของกรมการปกครอง")
    return code


def _postcode(row: Row, code: str) -> str:
    if not is_postcode(code):
        raise RowError("postcode", code, "รหัสไปรษณีย์ต้องเป็นตัวเลข 5 หลัก", "ตรวจกับไปรษณีย์ไทย")
    return code
