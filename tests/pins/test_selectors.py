"""Where a manual is served, and what is served at a point."""

from __future__ import annotations

import pytest

from infogo.core.dates import bangkok_now
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.pins.models import Pin
from infogo.pins.selectors import (
    count_by_district,
    count_by_province,
    nearest_pins,
    pins_of,
    points_without_manual,
    services_at,
    unconfirmed_pins,
)
from infogo.points.models import PointStatus, ServicePoint
from tests.factories import PinFactory, ServicePointFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard() -> Manual:
    return standard_manual()


def test_a_standard_manual_is_served_wherever_its_procedure_is(standard: Manual) -> None:
    own, local = PinFactory(manual=standard), PinFactory(manual=adoption(standard))
    PinFactory(manual=standard_manual())
    assert set(pins_of(standard)) == {own, local}


def test_a_local_manual_is_served_at_its_own_pins(standard: Manual) -> None:
    local = adoption(standard)
    PinFactory(manual=standard)
    own = PinFactory(manual=local)
    assert list(pins_of(local)) == [own]


def test_closed_and_moved_points_serve_nothing_any_more(standard: Manual) -> None:
    for status in (PointStatus.CLOSED, PointStatus.MOVED):
        PinFactory(manual=standard, point__status=status)
    open_pin = PinFactory(manual=standard)
    suspended = PinFactory(manual=standard, point__status=PointStatus.SUSPENDED)
    assert set(pins_of(standard)) == {open_pin, suspended}


def test_counts_by_province_and_district(standard: Manual) -> None:
    pin = PinFactory(manual=standard)
    PinFactory(manual=standard, point__subdistrict=pin.point.subdistrict)
    elsewhere = PinFactory(manual=standard)
    assert count_by_province(pins_of(standard)) == {pin.province_id: 2, elsewhere.province_id: 1}
    districts = count_by_district(pins_of(standard))
    assert districts == {pin.point.district_id: 2, elsewhere.point.district_id: 1}


def test_the_nearest_pins_carry_their_point_and_distance(standard: Manual) -> None:
    far = PinFactory(manual=standard, point__lat=18.9, point__lng=98.98)
    near = PinFactory(manual=standard, point__lat=18.8, point__lng=98.98)
    ServicePointFactory(lat=18.79, lng=98.98)  # serves something else
    found = nearest_pins(standard, 18.79, 98.98, limit=5)
    assert [item.pin for item in found] == [near, far]
    assert found[0].km == pytest.approx(1.11, abs=0.01)


def test_nearest_pins_of_a_local_manual_stay_with_its_agency(standard: Manual) -> None:
    local = adoption(standard)
    PinFactory(manual=standard, point__lat=18.79, point__lng=98.98)
    own = PinFactory(manual=local, point__lat=13.7, point__lng=100.5)
    assert [item.pin for item in nearest_pins(local, 18.79, 98.98, limit=5)] == [own]


def test_services_at_a_point_are_those_that_can_be_used(standard: Manual) -> None:
    point = ServicePointFactory()
    usual = PinFactory(manual=standard, point=point)
    frequent = PinFactory(manual=standard_manual(popularity=9.0), point=point)
    PinFactory(manual=standard_manual(status=ProcedureStatus.WITHDRAWN), point=point)
    ended = PinFactory(manual=adoption(standard_manual()), point=point)
    Manual.objects.filter(pk=ended.manual_id).update(status=ManualStatus.WITHDRAWN)
    PinFactory(manual=standard_manual())
    assert list(services_at(point)) == [frequent, usual]
    assert Pin.objects.count() == 5


def test_nobody_need_confirm_what_is_done_there_no_more(standard: Manual) -> None:
    given_up = adoption(standard)
    PinFactory(manual=given_up)
    Manual.objects.filter(pk=given_up.pk).update(status=ManualStatus.WITHDRAWN)
    PinFactory(manual=standard, point__status=PointStatus.CLOSED)
    for status in (ProcedureStatus.WITHDRAWN, ProcedureStatus.MERGED):
        PinFactory(manual=standard_manual(status=status))
    waits = PinFactory(manual=standard, point__status=PointStatus.SUSPENDED)
    today = bangkok_now().date()
    assert list(unconfirmed_pins(Pin.objects.all(), today)) == [waits]


def test_what_an_agency_gave_up_is_served_there_no_more(standard: Manual) -> None:
    given_up = adoption(standard)
    there = PinFactory(manual=given_up).point
    Manual.objects.filter(pk=given_up.pk).update(status=ManualStatus.WITHDRAWN)
    own = PinFactory(manual=standard)
    ended = PinFactory(manual=standard_manual(status=ProcedureStatus.WITHDRAWN)).point
    assert list(pins_of(standard)) == [own]
    assert set(points_without_manual(ServicePoint.objects.all())) == {there, ended}
