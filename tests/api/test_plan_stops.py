"""What a plan tells programs of its stops."""

from __future__ import annotations

import pytest
from django.test import Client

from infogo.manuals.models import ProcedureRelation, RelationKind
from infogo.pins.models import Pin
from infogo.points.models import MOBILE_UNIT, PointStatus
from tests.api.reading import get, small_country
from tests.factories import PinFactory, ServicePointFactory, standard_manual

pytestmark = pytest.mark.django_db


def test_a_stop_says_what_to_ask_before_going(client: Client) -> None:
    made = small_country()
    Pin.objects.filter(point=made.point).update(accepts_walk_in=False)
    place = f"province={made.point.province_id}&foreigner=true"
    answer = get(client, f"/plan?procedures={made.manual.procedure_id}&{place}")
    (stop,) = answer["days"][0]["stops"]
    assert stop["cautions"][0] == "foreigners"
    assert stop["cautions"][-1] == "appointment"


def test_what_waits_for_a_closed_errand_has_no_stop_and_no_day_of_result(client: Client) -> None:
    made = small_country()
    after = standard_manual()
    ProcedureRelation.objects.create(
        source=after.procedure, target=made.manual.procedure, kind=RelationKind.REQUIRES
    )
    open_place = ServicePointFactory(district=made.point.district)
    PinFactory(manual=after, point=open_place)
    made.point.status = PointStatus.SUSPENDED
    made.point.save(update_fields=["status"])
    ids = [made.manual.procedure_id, after.procedure_id]
    place = f"province={made.point.province_id}"
    answer = get(client, f"/plan?procedures={ids[0]},{ids[1]}&{place}")
    assert [day["stops"] for day in answer["days"]] == [[]]
    assert answer["days"][0]["nowhere"] == ids
    assert [errand["result_on"] for errand in answer["errands"]] == [None, None]
    assert answer["done_on"] is None


def test_who_uses_a_wheelchair_is_told_where_she_gets_in_and_where_to_go_instead(
    client: Client,
) -> None:
    made = small_country()
    wanted = f"/plan?procedures={made.manual.procedure_id}&province={made.point.province_id}"
    (stop,) = get(client, wanted)["days"][0]["stops"]
    assert stop["wheelchair"] is None
    (stop,) = get(client, f"{wanted}&wheelchair=true")["days"][0]["stops"]
    procedure = made.manual.procedure_id
    assert stop["wheelchair"] == {"gets_in": None, "instead": [], "none_for": [procedure]}
    made.point.accessibility = {"wheelchair": False}
    made.point.save(update_fields=["accessibility"])
    other = ServicePointFactory(
        district=made.point.district, lat=18.9, lng=99.1, accessibility={"wheelchair": True}
    )
    PinFactory(manual=made.manual, point=other)
    answer = get(client, f"{wanted}&wheelchair=true")
    assert "wheelchair=1" in answer["url"]
    (stop,) = answer["days"][0]["stops"]
    if stop["point"]["id"] == other.pk:  # whichever of the two is nearer to where she begins
        assert stop["wheelchair"] == {"gets_in": True, "instead": [], "none_for": []}
        return
    told = stop["wheelchair"]
    assert (told["gets_in"], told["none_for"]) == (False, [])
    (instead,) = told["instead"]
    assert (instead["point"]["id"], instead["procedures"]) == (other.pk, [procedure])
    assert instead["distance_km"] > 0


def test_a_trip_does_not_stop_at_a_unit_that_goes_out_in_rounds(client: Client) -> None:
    made = small_country()
    place = f"province={made.point.province_id}"
    made.point.kind = MOBILE_UNIT
    made.point.save(update_fields=["kind"])
    answer = get(client, f"/plan?procedures={made.manual.procedure_id}&{place}")
    assert [day["stops"] for day in answer["days"]] == [[]]
    assert answer["days"][0]["nowhere"] == [made.manual.procedure_id]
