"""Rounds of mobile units as programs read them."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.test import Client

from infogo.changes.sides import SIDES
from infogo.core.dates import bangkok_now
from infogo.points.models import MOBILE_UNIT
from infogo.rounds import services
from infogo.rounds.facts import RoundFacts
from tests.api.reading import ADDRESS, get
from tests.factories import ACTOR, PinFactory, RoundFactory, ServicePointFactory, standard_manual

pytestmark = pytest.mark.django_db


def test_a_point_tells_its_rounds_the_first_day_first(client: Client) -> None:
    unit = ServicePointFactory(kind=MOBILE_UNIT)
    later = RoundFactory(point=unit, first_on=date(2027, 2, 1), lat=16.7133, lng=98.5748)
    sooner = RoundFactory(
        point=unit, first_on=date(2026, 12, 1), last_on=date(2026, 12, 3), opens=time(8, 30),
        place="วัดหนองบัว", procedures=[7], cancelled_at=bangkok_now(), cancelled_reason="น้ำท่วม",
    )  # fmt: skip
    told = get(client, f"/points/{unit.pk}")["rounds"]
    assert [one["id"] for one in told] == [sooner.pk, later.pk]
    assert told[0] == {
        "id": sooner.pk, "first_on": "2026-12-01", "last_on": "2026-12-03", "opens": "08:30:00",
        "closes": "15:00:00", "place": "วัดหนองบัว", "subdistrict": None, "district": None,
        "province": sooner.province_id, "position": None, "procedures": [7], "note": "",
        "is_cancelled": True, "cancelled_reason": "น้ำท่วม",
    }  # fmt: skip
    assert told[1]["position"] == {"lat": 16.7133, "lng": 98.5748}
    assert told[1]["procedures"] is None
    assert get(client, f"/points/{ServicePointFactory().pk}?fields=rounds") == {"rounds": []}


def test_a_new_round_ends_the_copy_that_a_program_holds(client: Client) -> None:
    unit = ServicePointFactory(kind=MOBILE_UNIT)
    PinFactory(manual=standard_manual(), point=unit)
    path = f"{ADDRESS}/points/{unit.pk}"
    tag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    seen = SIDES["points"].look_at([unit.pk])[unit.pk]
    day = bangkok_now().date()
    facts = RoundFacts(day, day, time(9), time(15), "วัดหนองบัว", unit.province_id or "")
    services.create_round(point_id=unit.pk, facts=facts, actor=ACTOR)
    answer = client.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.json()["rounds"][0]["place"] == "วัดหนองบัว"
    assert SIDES["points"].look_at([unit.pk])[unit.pk] != seen
