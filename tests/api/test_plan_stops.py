"""What a plan tells programs of its stops."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.pins.models import Pin
from tests.api.reading import get, small_country

pytestmark = pytest.mark.django_db


def test_a_stop_says_what_to_ask_before_going(client: Client) -> None:
    made = small_country()
    Pin.objects.filter(point=made.point).update(accepts_walk_in=False)
    place = f"province={made.point.province_id}&foreigner=true"
    answer = get(client, f"/plan?procedures={made.manual.procedure_id}&{place}")
    (stop,) = answer["days"][0]["stops"]
    assert stop["cautions"][0] == "foreigners"
    assert stop["cautions"][-1] == "appointment"
