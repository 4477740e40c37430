"""Addresses as on an envelope, and positions that never pretend."""

from __future__ import annotations

import pytest
from django.utils import translation

from infogo.display.whereabouts import envelope, place_of, position_caution, way_to, ways_to
from infogo.geo.models import CoordinateQuality
from infogo.geo.wording import province_name
from infogo.points.models import ServicePoint
from tests.factories import (
    DistrictFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
)

pytestmark = pytest.mark.django_db
APPROXIMATE = [quality for quality in CoordinateQuality if quality != CoordinateQuality.OFFICE]


@pytest.fixture
def bangkok() -> ServicePoint:
    province = ProvinceFactory(code="10", name_th="กรุงเทพมหานคร", name_en="Bangkok")
    district = DistrictFactory(
        province=province, name_th="ดุสิต", name_en="Dusit", full_name_th="เขตดุสิต", kind="khet"
    )
    subdistrict = SubdistrictFactory(
        district=district, name_th="วชิรพยาบาล", name_en="Wachira Phayaban", kind="khwaeng"
    )
    return ServicePointFactory(subdistrict=subdistrict, address="", postcode="10300")


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("ตำบลหัวนา อำเภอเมือง จังหวัดน่าน 55000", "ต.หัวนา อ.เมือง จ.น่าน 55000"),
        ("ตำบล หัวนา", "ต.หัวนา"),
        ("แขวงดุสิต เขตดุสิต กรุงเทพมหานคร 10300", "แขวงดุสิต เขตดุสิต กรุงเทพมหานคร 10300"),
        ("59/1 ถนนจังหวัดสัมพันธ์ ตำบลท่า", "59/1 ถนนจังหวัดสัมพันธ์ ต.ท่า"),
        ("ที่ว่าการอำเภอเก่า ตำบลท่า", "ที่ว่าการอำเภอเก่า ต.ท่า"),
        ("", ""),
    ],
)
def test_long_words_are_shortened_only_where_they_begin_an_area(long: str, short: str) -> None:
    assert envelope(long) == short


def test_an_address_is_composed_from_areas_where_none_is_written(bangkok: ServicePoint) -> None:
    assert place_of(bangkok).address == "แขวงวชิรพยาบาล เขตดุสิต กรุงเทพมหานคร 10300"


def test_english_readers_get_latin_areas_but_streets_stay_thai(bangkok: ServicePoint) -> None:
    with translation.override("en"):
        composed = place_of(bangkok)
        bangkok.address = "59/1 ถนนพิษณุโลก เขตดุสิต กรุงเทพมหานคร"
        with_street = place_of(bangkok)
    assert composed.address == "Wachira Phayaban Subdistrict, Dusit District, Bangkok 10300"
    assert composed.lang is None
    assert (with_street.address, with_street.lang) == (bangkok.address, "th")


def test_a_province_is_named_as_in_running_text(bangkok: ServicePoint) -> None:
    assert bangkok.province is not None
    assert province_name(bangkok.province) == "กรุงเทพมหานคร"
    assert province_name(ProvinceFactory(code="63", name_th="ตาก")) == "จ.ตาก"


def test_only_the_offices_own_position_is_navigated_to() -> None:
    exact = ServicePointFactory(lat=18.79, lng=98.98)
    assert "destination=18.790000,98.980000" in way_to(exact)
    assert position_caution(exact) == ""


@pytest.mark.parametrize("quality", APPROXIMATE)
def test_any_other_position_is_looked_up_by_name_and_address(quality: str) -> None:
    point = ServicePointFactory(
        lat=18.79, lng=98.98, coordinate_quality=quality, name_th="อบต.ขุนคง"
    )
    links = [way_to(point), *(link.url for link in ways_to(point))]
    assert not any("18.79" in link for link in links)
    assert all("%E0%B8%AD%E0%B8%9A%E0%B8%95" in link for link in links)
    assert "ค้นหาด้วยชื่อและที่อยู่" in position_caution(point)
