"""The nearest places that are open, however many that are closed lie before them."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.test import Client

from infogo.core.hours import Hours, Interval
from infogo.points.selectors import LOOKED_AT_ONCE
from tests.api.reading import get
from tests.factories import PinFactory, ServicePointFactory, standard_manual

pytestmark = pytest.mark.django_db
NINE = "2026-10-01T09:00:00%2B07:00"


def test_open_ones_are_found_behind_any_number_that_are_closed(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    hours = Hours(week=((Interval(opens=time(8), closes=time(16)),),) * 7).model_dump(mode="json")
    ServicePointFactory.create_batch(LOOKED_AT_ONCE * 2, lat=18.80, lng=98.98, hours={})
    here = ServicePointFactory(lat=18.90, lng=98.98, hours=hours)
    there = ServicePointFactory(lat=20.00, lng=98.98, hours=hours)
    path = f"/points/near?lat=18.79&lng=98.98&open_only=true&at={NINE}"
    with django_assert_max_num_queries(15):
        answer = get(client, f"{path}&radius_km=500&limit=100")
    assert [one["id"] for one in answer["items"]][-2:] == [here.pk, there.pk]
    assert {one["opening"] for one in answer["items"]} == {"open"}
    assert there.pk not in [one["id"] for one in get(client, f"{path}&radius_km=50")["items"]]


def test_a_counter_with_hours_of_its_own_is_open_by_them(client: Client) -> None:
    manual = standard_manual()
    always = Hours.always().model_dump(mode="json")
    there = ServicePointFactory(lat=18.80, lng=98.98, hours=always)
    own = Hours.weekdays(time(13), time(16)).model_dump(mode="json")
    PinFactory(manual=manual, point=there, hours=own)
    path = f"/points/near?lat=18.79&lng=98.98&at={NINE}"
    service = f"{path}&procedure={manual.procedure_id}"
    assert [one["opening"] for one in get(client, path)["items"]] == ["open"]
    assert [one["opening"] for one in get(client, service)["items"]] == ["closed"]
    assert get(client, f"{service}&open_only=true")["items"] == []
