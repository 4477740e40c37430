"""Lists of an agency with a single service point name it once, not on every row."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.pins.models import Pin
from infogo.volumes.months import code_of
from tests.delays.making import counter, reporter
from tests.factories import PinFactory, ServicePointFactory, adoption
from tests.office.people import signed_in
from tests.office.test_pages import text_of
from tests.volumes.forms import enact_form, last_month, new_manual

pytestmark = pytest.mark.django_db


@pytest.fixture
def pins() -> list[Pin]:
    """Two services at the only point of an agency."""
    enact_form()
    first = counter()
    agency = first.manual.agency
    second = PinFactory(manual=adoption(new_manual(), agency), point=first.point)
    return [first, second]


@pytest.fixture
def client(pins: list[Pin]) -> Client:
    return signed_in(reporter(pins[0].manual.agency))


def elsewhere(pin: Pin) -> Pin:
    """Serve one more at another point of the same agency."""
    agency = pin.manual.agency
    place = ServicePointFactory(agency=agency, name_th="ศูนย์บริการสาขา")
    made: Pin = PinFactory(manual=adoption(new_manual(), agency), point=place)
    return made


def test_the_rows_of_a_month(client: Client, pins: list[Pin]) -> None:
    address = f"/office/volumes/{pins[0].manual.agency_id}/{code_of(last_month())}"
    name = pins[0].point.name_th
    page = text_of(client.get(address))
    assert f"ทุกแถว: {name}" in page
    assert page.count(name) == 1
    elsewhere(pins[0])
    both = text_of(client.get(address))
    assert "ทุกแถว:" not in both
    assert both.count(name) >= 2


def test_the_counters_of_a_request_that_may_be_late(client: Client, pins: list[Pin]) -> None:
    name = pins[0].point.name_th
    assert text_of(client.get("/office/delays/new")).count(name) == 1
    elsewhere(pins[0])
    assert text_of(client.get("/office/delays/new")).count(name) == 2
