"""Programs make and change service points as officers do."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.accounts.roles import Role
from infogo.core.hours import Hours
from infogo.core.models import AuditEntry
from infogo.pins.counting import count_points
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import save_hours
from infogo.taxonomy.models import VocabularyTerm
from tests.accounts.watching import nothing_changes
from tests.api.programs import Program
from tests.factories import (
    DistrictFactory,
    GrantFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    standard_manual,
)

pytestmark = pytest.mark.django_db
SPAN = {"opens": "08:30", "closes": "16:30"}
HOURS = {
    "week": [[SPAN]] * 5 + [[], []],
    "lunch": {"state": "closes", "starts": "12:00", "ends": "13:00"},
    "follows_public_holidays": True,
    "exceptions": [{"first_on": "2026-12-07", "note": "ซ่อมอาคาร"}],
    "note": "รับบัตรคิวถึง 15.00 น.",
}
FACTS = {
    "name_th": "สำนักงานที่ดินเมือง",
    "kind": "district_office",
    "province": "63",
    "district": "เมืองตาก",
    "phones": "0 5551 1111 ต่อ 2, 1548",
}


@pytest.fixture
def point() -> ServicePoint:
    VocabularyTerm.objects.create(
        vocabulary="point_kind",
        code="district_office",
        label_th="ที่ว่าการอำเภอ",
        label_en="District office",
        order=1,
        effective_from="2015-07-21",
        source="test",
    )
    tak = ProvinceFactory(code="63", name_th="ตาก")
    district = DistrictFactory(province=tak, code="6301", name_th="เมืองตาก")
    area = SubdistrictFactory(district=district, code="630101")
    return ServicePointFactory(subdistrict=area, lat=16.88, lng=99.13)


@pytest.fixture
def call(point: ServicePoint) -> Program:
    grant = GrantFactory(role=Role.POINT_EDITOR, officer__agency=point.agency)
    return Program(grant.officer, "edit_point", "view")


def seen(call: Program, point: ServicePoint, part: str) -> str:
    return str(call("GET", f"/points/{point.pk}")["versions"][part])


def test_a_point_is_opened_filled_and_confirmed(call: Program, point: ServicePoint) -> None:
    made = call("POST", "/points", {"agency": point.agency_id, **FACTS}, status=201)
    assert (made["name_th"], made["district"], made["phones"]) == (
        "สำนักงานที่ดินเมือง", "6301", "055-511-111 ต่อ 2, 1548",
    )  # fmt: skip
    address = f"/points/{made['id']}"
    mark = made["versions"]
    placed = call(
        "PUT", f"{address}/position", {"lat": 16.88, "lng": 99.13, "seen": mark["position"]}
    )
    assert placed["coordinate_quality"] == "office"
    opened = call("PUT", f"{address}/hours", {"hours": HOURS, "seen": mark["hours"]})
    assert opened["hours"]["exceptions"][0]["note"] == "ซ่อมอาคาร"
    again = {"hours": opened["hours"], "seen": opened["versions"]["hours"]}
    assert call("PUT", f"{address}/hours", again)["versions"] == opened["versions"]
    access = {"ramp": True, "lift": False, "seen": mark["access"]}
    assert call("PUT", f"{address}/access", access)["access"] == {"ramp": True, "lift": False}
    assert call("POST", f"{address}/confirm")["checked_on"]
    assert call("GET", address)["hours_status"] == "confirmed"
    verbs = AuditEntry.objects.filter(target="point", target_id=made["id"])
    assert [entry.verb for entry in verbs.order_by("number")] == [
        "create_point", "edit_point", "edit_point", "edit_point", "confirm_point",
    ]  # fmt: skip
    assert {entry.detail["program"] for entry in verbs} == {call.token.prefix}
    assert {entry.officer_id for entry in verbs} == {call.officer.pk}


def test_a_program_of_an_older_contract_takes_no_newer_fact_away(
    call: Program, point: ServicePoint
) -> None:
    point.accessibility = {"wheelchair": True, "ramp": True, "lift": True}
    point.entrance = "ทางลาดด้านหลัง"
    point.save()
    address = f"/points/{point.pk}/access"
    told = call("PUT", address, {"ramp": False, "seen": seen(call, point, "access")})
    assert told["access"] == {"wheelchair": True, "ramp": False}
    assert told["entrance"] == "ทางลาดด้านหลัง"
    newer = {"wheelchair": None, "entrance": "", "transit": " รถเมล์สาย 8 "}
    told = call("PUT", address, {**newer, "seen": seen(call, point, "access")})
    assert (told["access"], told["entrance"], told["transit"]) == ({}, "", "รถเมล์สาย 8")


def test_it_moves_and_citizens_do_not_lose_a_service_unnoticed(
    call: Program, point: ServicePoint
) -> None:
    procedure = PinFactory(manual=standard_manual(name_th="ขอเปิดตลาด"), point=point).procedure
    count_points()
    other = ServicePointFactory(agency=point.agency)
    body = {
        "status": "moved",
        "moved_to": other.pk,
        "reason": "ย้ายไปอาคารใหม่",
        "seen": seen(call, point, "status"),
    }
    with nothing_changes():
        refused = call("PUT", f"/points/{point.pk}/status", body, status=422)
    assert "ขอเปิดตลาด" in refused["title_th"]
    assert refused["errors"][0]["parameter"] == "is_loss_known"
    moved = call("PUT", f"/points/{point.pk}/status", {**body, "is_loss_known": True})
    assert (moved["status"], moved["moved_to"]) == ("moved", other.pk)
    procedure.refresh_from_db()
    assert procedure.point_count == 0
    reopened = {"status": "open", "seen": moved["versions"]["status"]}
    assert call("PUT", f"/points/{point.pk}/status", reopened)["moved_to"] is None


def test_a_position_outside_the_province_is_confirmed(call: Program, point: ServicePoint) -> None:
    body = {"lat": 18.79, "lng": 98.98, "seen": seen(call, point, "position")}
    address = f"/points/{point.pk}/position"
    with nothing_changes():
        refused = call("PUT", address, body, status=422)
    assert "ตรวจอีกครั้ง" in refused["errors"][0]["message_th"]
    call("PUT", address, {**body, "is_confirmed": True})
    assert AuditEntry.objects.latest("number").detail["note"]


def test_somebody_elses_change_is_not_overwritten(call: Program, point: ServicePoint) -> None:
    body = {"hours": HOURS, "seen": seen(call, point, "hours")}
    save_hours(point_id=point.pk, hours=Hours.always(), actor="officer 9 อารี")
    with nothing_changes():
        refused = call("PUT", f"/points/{point.pk}/hours", body, status=409)
    assert "อ่านจุดนี้อีกครั้ง" in refused["title_th"]
    body["seen"] = seen(call, point, "hours")
    call("PUT", f"/points/{point.pk}/hours", body)


def test_a_request_that_comes_twice_acts_once(call: Program, point: ServicePoint) -> None:
    body = {"agency": point.agency_id, **FACTS}
    first = call("POST", "/points", body, status=201, key="k")
    with nothing_changes():
        assert call("POST", "/points", body, status=201, key="k") == first


@pytest.mark.parametrize(
    ("part", "body", "field"),
    [
        ("facts", {**FACTS, "seen": "x", "name_th": ""}, "name_th"),
        ("facts", {**FACTS, "seen": "x", "kind": "castle"}, "kind"),
        ("facts", {**FACTS, "seen": "x", "phones": "ไม่มี"}, "phones"),
        ("facts", {**FACTS, "seen": "x", "district": "แม่สอด"}, "district"),
        ("facts", {**FACTS, "seen": "x", "more": 1}, "more"),
        ("facts", FACTS, "seen"),
        ("position", {"lat": 16.88, "seen": "x"}, "lat"),
        ("position", {"lat": 99.13, "lng": 16.88, "seen": "x"}, "lat"),
        ("position", {"lat": 51.5, "lng": 0.1, "seen": "x"}, "lat"),
        ("hours", {"hours": {"week": [[]] * 7}, "seen": "x"}, "hours"),
        ("hours", {"hours": {"week": [[SPAN, SPAN]] + [[]] * 6}, "seen": "x"}, "hours"),
        ("hours", {"hours": {"week": [[SPAN] * 7] + [[]] * 6}, "seen": "x"}, "0"),
        (
            "hours",
            {"hours": {"week": [[{"opens": "08:30+07:00", "closes": "9"}]] * 7}, "seen": "x"},
            "opens",
        ),
        ("status", {"status": "closed", "reason": "x", "seen": "x"}, ""),
        ("status", {"status": "moved", "reason": "ย้ายแล้ว", "seen": "x"}, ""),
        ("status", {"status": "gone", "seen": "x"}, "status"),
    ],
)
def test_what_cannot_be_is_refused_and_says_where(
    call: Program, point: ServicePoint, part: str, body: dict[str, Any], field: str
) -> None:
    call("GET", f"/points/{point.pk}")
    with nothing_changes():
        refused = call("PUT", f"/points/{point.pk}/{part}", body, status=422)
    places = [line["parameter"] for line in refused["errors"]]
    assert (places[0].split(".")[0] if places else "") == field, refused
    assert refused["title_th"]


def test_closed_points_are_listed_and_a_list_costs_the_same(
    call: Program, point: ServicePoint
) -> None:
    ServicePointFactory(agency=point.agency, status=PointStatus.CLOSED)
    ServicePointFactory()
    first = call("GET", "/points?limit=1")
    assert [row["id"] for row in first["items"]] == [point.pk]
    rest = call.send("GET", first["next"].removeprefix("http://127.0.0.1:8000"), status=200)
    assert [row["status"] for row in rest["items"]] == ["closed"]
    assert rest["next"] is None
    with CaptureQueriesContext(
        connection,
    ) as few:
        call("GET", "/points")
    ServicePointFactory.create_batch(5, agency=point.agency)
    with CaptureQueriesContext(connection) as many:
        assert len(call("GET", "/points")["items"]) == 7
    assert len(many) == len(few)
