"""Reading the territory by its codes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.core import versions
from infogo.core.keys import EVERYTHING
from infogo.core.memory import reading_under
from infogo.geo.models import Province
from infogo.geo.selectors import district_of, province_of, provinces_by_name
from tests.factories import DistrictFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def test_a_district_is_found_in_its_own_province_only() -> None:
    district = DistrictFactory()
    other = DistrictFactory()
    assert province_of(district.province_id) == district.province
    assert district_of(district.pk, district.province) == district
    assert district_of(district.pk, other.province) is None
    assert district_of(district.pk, None) is None
    assert province_of("00") is None and district_of("0000", district.province) is None


def test_places_are_remembered_until_bulk_changes_touch_everything() -> None:
    code = DistrictFactory().province_id
    with reading_under(versions.tokens([EVERYTHING])):
        province_of(code)
        with CaptureQueriesContext(connection) as asked:
            province_of(code)
    assert not asked.captured_queries
    Province.objects.filter(pk=code).update(name_th="ชื่อใหม่")
    versions.touch([EVERYTHING])
    with reading_under(versions.tokens([EVERYTHING])):
        found = province_of(code)
    assert found is not None and found.name_th == "ชื่อใหม่"


def test_menus_show_provinces_as_a_dictionary_does() -> None:
    for code, name in (("27", "สระแก้ว"), ("34", "อุบลราชธานี"), ("57", "เชียงราย")):
        ProvinceFactory(code=code, name_th=name)
    assert provinces_by_name() == [("57", "เชียงราย"), ("27", "สระแก้ว"), ("34", "อุบลราชธานี")]
