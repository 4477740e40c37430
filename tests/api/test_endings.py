"""Programs learn of an ending from the answers themselves."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime

import pytest
from django.test import Client

from infogo.records import endings
from infogo.records.endings import read_endings
from tests.api.reading import ADDRESS, small_country

pytestmark = pytest.mark.django_db
ANNOUNCED = json.dumps(
    [
        {
            "what": "GET /api/v1/agencies/{agency_id} parameter old: removed",
            "announced_on": "2027-01-01",
            "ends_on": "2028-06-01",
            "instead_th": "ใช้ช่อง new",
            "instead_en": "Use new",
        }
    ]
)


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endings, "ENDINGS", read_endings(ANNOUNCED))


@pytest.mark.usefixtures("announced")
def test_answers_of_what_ends_say_since_when_and_until_when(client: Client) -> None:
    made = small_country()

    answer = client.get(f"{ADDRESS}/agencies/{made.ministry.pk}")

    assert answer.status_code == 200
    assert answer["Deprecation"] == "@1798736400"  # midnight of 1 January 2027 in Bangkok
    assert parsedate_to_datetime(answer["Sunset"]).isoformat() == "2028-05-31T17:00:00+00:00"
    assert '/developers/stability#deprecation>; rel="deprecation"' in answer["Link"]


@pytest.mark.usefixtures("announced")
def test_other_addresses_and_methods_say_nothing(client: Client) -> None:
    made = small_country()

    answers = (
        client.get(f"{ADDRESS}/agencies"),
        client.delete(f"{ADDRESS}/agencies/{made.ministry.pk}"),
        client.get(f"{ADDRESS}/nowhere"),
    )

    assert [answer.status_code for answer in answers] == [200, 405, 404]
    assert not any("Deprecation" in answer for answer in answers)


def test_nothing_ends_unannounced(client: Client) -> None:
    made = small_country()

    assert "Deprecation" not in client.get(f"{ADDRESS}/agencies/{made.ministry.pk}")
