"""Programs pin services at points and tell what differs there."""

from __future__ import annotations

from typing import Any

import pytest

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.core.models import AuditEntry
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.pins.services.facts import set_facts
from infogo.points.models import PointStatus, ServicePoint
from tests.accounts.watching import nothing_changes
from tests.api.programs import Program
from tests.factories import GrantFactory, PinFactory, ServicePointFactory, standard_manual

pytestmark = pytest.mark.django_db
FACTS = {
    "counter": "3",
    "accepts_walk_in": True,
    "residents_only": False,
    "queue_url": "queue.example.go.th",
    "daily_limit": 40,
    "phones": "0 2281 3333 ต่อ 12",
    "hours": {"week": [[{"opens": "08:30", "closes": "12:00"}]] * 5 + [[], []]},
}


@pytest.fixture
def point() -> ServicePoint:
    return ServicePointFactory()


@pytest.fixture
def manual() -> Manual:
    return standard_manual()


@pytest.fixture
def call(point: ServicePoint) -> Program:
    grant = GrantFactory(role=Role.POINT_EDITOR, officer__agency=point.agency)
    return Program(grant.officer, "edit_point")


def pair(manual: Manual, point: ServicePoint) -> dict[str, int]:
    return {"manual": manual.pk, "point": point.pk}


def test_a_service_is_pinned_told_confirmed_and_taken_away(
    call: Program, manual: Manual, point: ServicePoint
) -> None:
    closed = ServicePointFactory(agency=point.agency, status=PointStatus.CLOSED)
    both = [pair(manual, point), pair(manual, closed)]
    done = call("POST", "/pins", {"add": both})
    assert done["added"] == [pair(manual, point)]
    assert done["skipped"][0]["why"] == "จุดให้บริการปิดถาวรหรือย้ายแล้ว"
    assert call("POST", "/pins", {"add": both[:1]})["added"] == []
    (pin,) = call("GET", f"/pins?point={point.pk}")["items"]
    told = call("PUT", f"/pins/{pin['id']}", {**FACTS, "seen": pin["seen"]})
    assert (told["queue_url"], told["phones"], told["residents_only"]) == (
        "https://queue.example.go.th", "02-281-3333 ต่อ 12", False,
    )  # fmt: skip
    assert told["accepts_foreigners"] is None
    assert told["hours"]["week"][0][0]["opens"].startswith("08:30")
    assert call("POST", "/pins/confirm", {"pins": [pin["id"], 10**6]}) == {"count": 1}
    assert call("POST", "/pins", {"remove": both})["removed"] == both[:1]
    assert not Pin.objects.exists()
    trail = AuditEntry.objects.filter(detail__program=call.token.prefix)
    assert [entry.verb for entry in trail.order_by("number")] == [
        "change_pins", "set_pin_facts", "confirm_pins", "change_pins",
    ]  # fmt: skip


def test_what_is_not_hers_changes_nothing(
    call: Program, manual: Manual, point: ServicePoint
) -> None:
    other = ServicePointFactory()
    call("GET", "/pins")
    with nothing_changes():
        refused = call(
            "POST", "/pins", {"add": [pair(manual, point), pair(manual, other)]}, status=403
        )
    assert "ไม่มีสิทธิปัก" in refused["title_th"]
    theirs = PinFactory(manual=manual, point=other)
    with nothing_changes():
        call("PUT", f"/pins/{theirs.pk}", {**FACTS, "seen": "x"}, status=404)
        call("POST", "/pins/confirm", {"pins": [theirs.pk]}, status=403)


def test_somebody_elses_change_is_not_overwritten(
    call: Program, manual: Manual, point: ServicePoint
) -> None:
    pin = PinFactory(manual=manual, point=point)
    seen = call("GET", f"/pins/{pin.pk}")["seen"]
    rights = Rights.of(call.officer)
    set_facts(rights=rights, pin_ids=[pin.pk], facts={"counter": "5"})
    with nothing_changes():
        refused = call("PUT", f"/pins/{pin.pk}", {**FACTS, "seen": seen}, status=409)
    assert "อ่านอีกครั้ง" in refused["title_th"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"queue_url": "javascript:alert(1)"}, "queue_url"),
        ({"phones": "ไม่มี"}, "phones"),
        ({"daily_limit": 0}, "daily_limit"),
        ({"note": "ก" * 301}, "note"),
        ({"castle": 1}, "castle"),
    ],
)
def test_what_cannot_be_is_refused(
    call: Program, manual: Manual, point: ServicePoint, facts: dict[str, Any], field: str
) -> None:
    pin = PinFactory(manual=manual, point=point)
    seen = call("GET", f"/pins/{pin.pk}")["seen"]
    with nothing_changes():
        refused = call("PUT", f"/pins/{pin.pk}", {**facts, "seen": seen}, status=422)
    assert [line["parameter"] for line in refused["errors"]] == [field]
