"""Figures as programs read them: whoever asks again hears of what came in meanwhile."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.api.reading import ADDRESS, small_country
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/manuals/{manual}/ratings", "/points/{point}/ratings"])
def test_figures_follow_ratings_that_come_in(client: Client, path: str) -> None:
    made = small_country()
    address = ADDRESS + path.format(manual=made.manual.pk, point=made.point.pk)
    before = client.get(address)
    assert before.json()["count"] is None
    for _each in range(before.json()["minimum_count"]):
        rate(made.manual, made.point)
    after = client.get(address, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.json()["count"] == before.json()["minimum_count"]
