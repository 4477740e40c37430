"""Reading service points: nearest, counted, and the holidays that close them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.core.models import PublicHoliday
from infogo.geo.distance import haversine_km
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.selectors import (
    HOLIDAYS_AHEAD_DAYS,
    SEARCH_RADII_KM,
    count_by_district,
    count_by_kind,
    count_by_province,
    holidays_from,
    nearest,
    visitable_points,
)
from tests.factories import (
    DistrictFactory,
    ProvinceFactory,
    PublicHolidayFactory,
    ServicePointFactory,
    SubdistrictFactory,
)

pytestmark = pytest.mark.django_db
HERE = (18.79, 98.98)


def test_the_nearest_come_first_with_their_distance() -> None:
    far = ServicePointFactory(lat=18.89, lng=98.98)
    near = ServicePointFactory(lat=18.80, lng=98.98)
    found = nearest(visitable_points(), *HERE, limit=5)
    assert [item.point for item in found] == [near, far]
    assert found[0].km == pytest.approx(1.11, abs=0.01)
    assert found[1].km == pytest.approx(11.12, abs=0.01)


def test_nearest_agrees_with_measuring_every_point() -> None:
    random = Random(7)
    subdistrict = SubdistrictFactory()
    for _ in range(120):
        ServicePointFactory(
            subdistrict=subdistrict, lat=random.uniform(6, 20), lng=random.uniform(98, 105)
        )
    for _ in range(10):
        lat, lng = random.uniform(6, 20), random.uniform(98, 105)
        measured = sorted(
            (haversine_km(lat, lng, point.lat, point.lng), point.pk)
            for point in ServicePoint.objects.all()
        )
        found = nearest(visitable_points(), lat, lng, limit=10)
        assert [item.point.pk for item in found] == [pk for _km, pk in measured[:10]]


def test_the_corner_of_a_box_does_not_hide_a_nearer_point_outside_it() -> None:
    radius = SEARCH_RADII_KM[0] / 111.195
    corner = ServicePointFactory(lat=HERE[0] + radius * 0.99, lng=HERE[1] + radius * 0.99)
    straight = ServicePointFactory(lat=HERE[0] + radius * 1.1, lng=HERE[1])
    found = nearest(visitable_points(), *HERE, limit=1)
    assert [item.point for item in found] == [straight]
    assert corner not in [item.point for item in found]


def test_points_without_a_position_and_closed_ones_are_never_near() -> None:
    ServicePointFactory(lat=None, lng=None)
    for status in (PointStatus.CLOSED, PointStatus.MOVED):
        ServicePointFactory(status=status)
    suspended = ServicePointFactory(status=PointStatus.SUSPENDED)
    found = nearest(visitable_points(), *HERE, limit=5)
    assert [item.point for item in found] == [suspended]


def test_nothing_near_is_an_empty_answer() -> None:
    assert nearest(visitable_points(), *HERE, limit=5) == []


def test_the_search_reads_the_index_on_positions() -> None:
    ServicePointFactory()
    with CaptureQueriesContext(connection) as queries:
        nearest(visitable_points(), *HERE, limit=1)
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's own plan")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "USING INDEX" in plan
    assert "lat" in plan


def test_counts_by_place_and_kind() -> None:
    province = ProvinceFactory(code="50")
    district = DistrictFactory(province=province, code="5001")
    here = SubdistrictFactory(district=district)
    ServicePointFactory.create_batch(2, subdistrict=here, kind="land_office")
    ServicePointFactory(subdistrict=here, kind="sao_office")
    ServicePointFactory(subdistrict=None, district=None, province=None, kind="sao_office")
    points = visitable_points()
    assert count_by_province(points) == {"50": 3}
    assert count_by_district(points) == {"5001": 3}
    assert count_by_kind(points) == {"land_office": 2, "sao_office": 2}


def test_holidays_ahead_are_named_in_the_language_and_by_the_shortest_name() -> None:
    today = date(2026, 12, 1)
    for days, name in ((-1, "เมื่อวาน"), (6, "ชดเชยวันคล้ายวันพระบรมราชสมภพ; ชดเชยวันชาติ")):
        PublicHolidayFactory(on=today + timedelta(days=days), name_th=name, name_en="National Day")
    PublicHolidayFactory(on=today + timedelta(days=HOLIDAYS_AHEAD_DAYS + 1))
    assert holidays_from(today, "th") == {date(2026, 12, 7): "ชดเชยวันชาติ"}
    assert holidays_from(today, "en") == {date(2026, 12, 7): "National Day"}


def test_a_holiday_without_an_english_name_keeps_its_thai_one() -> None:
    PublicHolidayFactory(on=date(2026, 12, 10), name_th="วันรัฐธรรมนูญ", name_en="")
    assert PublicHoliday.objects.count() == 1
    assert holidays_from(date(2026, 12, 1), "en") == {date(2026, 12, 10): "วันรัฐธรรมนูญ"}
