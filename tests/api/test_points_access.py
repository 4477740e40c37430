"""Service points chosen by what there is for whom access is hard."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.api.reading import get, small_country
from tests.factories import ServicePointFactory


@pytest.mark.django_db
def test_those_that_surely_have_what_somebody_needs(client: Client) -> None:
    made = small_country()
    ServicePointFactory(lat=18.79, lng=98.98, accessibility={"wheelchair": False})
    ServicePointFactory(lat=18.79, lng=98.98)
    made.point.accessibility = {"ramp": True, "toilet": True}
    made.point.save()
    near = "/points/near?lat=18.79&lng=98.98&radius_km=500"
    for path in ("/points?access=wheelchair,toilet", f"{near}&access=wheelchair"):
        assert [one["id"] for one in get(client, path)["items"]] == [made.point.pk], path
    answer = get(client, "/points?access=wheelchair,pool", 422)
    assert answer["errors"][0]["parameter"] == "access"
    assert get(client, "/points?access=,", 422)["errors"]
