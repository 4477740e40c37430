"""Above the results of a search for help that is needed now stands whom to call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import EmergencyNumberFactory
from tests.search.corpus import Country, use_index
from tests.www.reading import read

pytestmark = pytest.mark.django_db
TOLD = "โทรได้ทันที"


@pytest.fixture
def country(module_country: tuple[Country, Path], db: None) -> Iterator[Country]:
    made, folder = module_country
    EmergencyNumberFactory(number="1669", name_th="แพทย์ฉุกเฉิน", name_en="Ambulance")
    EmergencyNumberFactory(number="191", name_th="ตำรวจ", name_en="Police")
    with use_index(folder):
        yield made


def test_numbers_stand_in_the_order_in_which_to_call(client: Client, country: Country) -> None:
    page = read(client.get("/search", {"q": "รถชน"}))
    calls = [href for _text, href in page.links if href.startswith("tel:")]
    assert calls[:2] == ["tel:191", "tel:1669"]
    assert TOLD in page.text
    assert "/emergency" in [href for _text, href in page.links]


def test_english(client: Client, country: Country) -> None:
    page = read(client.get("/en/search", {"q": "car accident"}))
    assert "Call now" in page.text and "Police" in page.text


def test_a_search_for_a_service_is_told_of_no_number_and_asks_for_none(
    client: Client, country: Country
) -> None:
    with CaptureQueriesContext(connection) as queries:
        page = read(client.get("/search", {"q": "บัตรประชาชนหาย"}))
    assert TOLD not in page.text
    assert not [one for one in queries if "emergencynumber" in one["sql"]]


def test_a_number_that_the_country_does_not_have_is_not_made_up(
    client: Client, country: Country
) -> None:
    assert TOLD not in read(client.get("/search", {"q": "อยากตาย"})).text
