"""Lists of service points narrowed by access: wheelchairs, toilets, and what nobody has said."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core import versions
from infogo.core.dates import bangkok_now
from infogo.core.keys import EVERYTHING, POINT_ROWS, points_in
from infogo.core.memory import reading_under
from infogo.geo.models import District
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock
from infogo.www.pages.place_query import PlaceFilter
from infogo.www.pages.places import places_page
from tests.factories import (
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    standard_manual,
)
from tests.www.test_places import places, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    tak = ProvinceFactory(code="63", name_th="ตาก", name_en="Tak")
    return DistrictFactory(province=tak, code="6306", name_th="แม่สอด", full_name_th="อำเภอแม่สอด")


@pytest.fixture
def office(district: District) -> ServicePoint:
    here = SubdistrictFactory(district=district)
    return ServicePointFactory(subdistrict=here, lat=16.71, lng=98.57)


@pytest.fixture
def land(district: District) -> ServicePoint:
    here = SubdistrictFactory(district=district)
    return ServicePointFactory(subdistrict=here, lat=16.72, lng=98.57)


@pytest.fixture(autouse=True)
def said(office: ServicePoint, land: ServicePoint) -> None:
    office.accessibility = {"wheelchair": True, "toilet": True}
    office.save()


def test_a_list_is_narrowed_and_says_who_may_fit_besides(
    client: Client, office: ServicePoint
) -> None:
    page = show(client, "/places?prov=63&wheelchair=1")
    assert places(page) == [f"/place/{office.pk}"]
    assert "ไม่รวมอีก 1 แห่งที่ยังไม่มีข้อมูลเรื่องนี้" in page.text
    # The choice stays when another place is chosen, and the place when the choice changes.
    assert page.fields("wheelchair").count("1") >= 3
    assert "63" in page.fields("prov")


def test_rows_show_what_is_known_and_the_list_what_is_not(
    client: Client, land: ServicePoint
) -> None:
    page = show(client, "/places?prov=63")
    assert "รถเข็นเข้าได้" in page.text
    assert "คือยังไม่มีข้อมูล ไม่ได้แปลว่าไม่มี" in page.text
    assert "รถเข็นเข้าไม่ได้" not in page.text
    land.accessibility = {"wheelchair": False}
    land.save()
    assert "รถเข็นเข้าไม่ได้" in show(client, "/places?prov=63").text


def test_the_nearest_and_the_provinces_are_narrowed_too(
    client: Client, office: ServicePoint
) -> None:
    near = show(client, "/places?near=16.72,98.57&toilet=1")
    assert places(near) == [f"/place/{office.pk}"]
    start = show(client, "/places?wheelchair=1")
    assert start.href("ตาก") == "/places?prov=63&wheelchair=1"


def test_nothing_found_is_no_dead_end(client: Client) -> None:
    page = show(client, "/places?prov=63&sign_language=1")
    assert places(page) == []
    assert page.href("ดูทุกแห่งโดยไม่กรอง") == "/places?prov=63"
    assert "ไม่รวมอีก 2 แห่ง" in page.text


def test_every_choice_of_the_filter_is_counted_from_one_reading(office: ServicePoint) -> None:
    def asked(*access: str, province: str = "") -> list[str]:
        wanted = PlaceFilter(province=province, access=access)
        with CaptureQueriesContext(connection) as seen:
            page = places_page(wanted, Clock(bangkok_now()))
        counts = {option.name: option.count for option in page.access.groups[0].options}
        assert (counts["wheelchair"], counts["sign_language"]) == (1, 0)
        return [each["sql"] for each in seen if '"accessibility" AS' in each["sql"]]

    for province in ("", "63"):
        with reading_under(versions.tokens([EVERYTHING, POINT_ROWS, points_in("63")])):
            assert len(asked(province=province)) == 1
            assert asked("wheelchair", province=province) == []
            assert asked("wheelchair", "toilet", province=province) == []


def test_who_narrows_the_places_of_a_manual_costs_no_more(
    client: Client, office: ServicePoint
) -> None:
    manual = standard_manual()
    PinFactory(manual=manual, point=office)
    address = f"/manual/{manual.procedure_id}/places?prov=63"
    costs = []
    for query in ("", "&wheelchair=1"):
        client.get(address + query)
        with CaptureQueriesContext(connection) as seen:
            assert places(show(client, address + query)) == [f"/place/{office.pk}"]
        costs.append(len(seen))
    assert costs[1] <= costs[0]


def test_the_places_of_a_manual_are_narrowed(
    client: Client, office: ServicePoint, land: ServicePoint
) -> None:
    manual = standard_manual()
    for point in (office, land):
        PinFactory(manual=manual, point=point)
    address = f"/manual/{manual.procedure_id}/places"
    assert len(places(show(client, f"{address}?prov=63"))) == 2
    page = show(client, f"{address}?prov=63&wheelchair=1")
    assert places(page) == [f"/place/{office.pk}"]
    near = show(client, f"{address}?near=16.72,98.57&wheelchair=1")
    assert places(near) == [f"/place/{office.pk}"]
    nothing = show(client, f"{address}?prov=63&sign_language=1")
    assert nothing.href("ดูทุกแห่งโดยไม่กรอง") == f"{address}?prov=63"


def test_english(client: Client) -> None:
    page = show(client, "/en/places?prov=63&wheelchair=1")
    assert "Wheelchair access" in page.text
