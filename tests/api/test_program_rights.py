"""A program may what its officer may at that moment, and of that what its token was given."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from infogo.accounts.models import AgencyToken, Grant
from infogo.accounts.roles import Role
from infogo.accounts.services import end_grant, officer_leaves
from infogo.accounts.tokens import revoke_token
from tests.accounts.watching import nothing_changes
from tests.api.programs import Program
from tests.api.scenes import Scene
from tests.factories import GrantFactory, ServicePointFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db
OFFICE = "/api/v1/office"
WRITES: tuple[tuple[str, str, Any], ...] = (
    ("PUT", "/points/{point}/access", {"ramp": True, "seen": "x"}),
    ("POST", "/manuals/{manual}/draft", {}),
    ("POST", "/pins", {"add": []}),
    ("POST", "/bulk/points/jobs", "x"),
)


def statuses(scene: Scene, program: Program) -> set[int]:
    ids = {"{point}": scene.point.pk, "{manual}": scene.manual.pk}
    found = set()
    for method, path, body in WRITES:
        for name, pk in ids.items():
            path = path.replace(name, str(pk))
        answer = program.answer(method, OFFICE + path, json.dumps(body))
        found.add(answer.status_code)
    return found


def test_an_ended_right_ends_the_program_at_once(scene: Scene) -> None:
    grant = Grant.objects.get(officer=scene.rights.officer)
    end_grant(actor=None, grant=grant, reason="ย้ายหน่วยงาน")
    with nothing_changes():
        assert statuses(scene, scene.call) == {403}
    GrantFactory(officer=scene.rights.officer, role=Role.VIEWER)
    with nothing_changes():
        assert statuses(scene, scene.call) == {403}


@pytest.mark.parametrize("end", ["officer", "token", "day"])
def test_an_officer_who_left_and_a_token_that_ended_open_nothing(scene: Scene, end: str) -> None:
    if end == "officer":
        officer_leaves(actor=None, officer=scene.rights.officer, reason="เกษียณ")
    elif end == "token":
        revoke_token(rights=scene.rights, token_id=scene.call.token.pk)
    else:
        AgencyToken.objects.update(expires_on="2020-01-01")
    with nothing_changes():
        assert statuses(scene, scene.call) == {401}


def test_a_right_over_one_point_or_manual_reaches_no_farther(scene: Scene) -> None:
    agency = scene.point.agency
    point, manual = ServicePointFactory(agency=agency), adoption(standard_manual(), agency)
    officer = GrantFactory(role=Role.POINT_EDITOR, officer__agency=agency, only=[point]).officer
    GrantFactory(role=Role.MANUAL_EDITOR, officer=officer, only=[manual])
    call = Program(officer, "edit_point", "edit_manual")
    assert [row["id"] for row in call("GET", "/points")["items"]] == [point.pk]
    call("POST", f"/points/{point.pk}/confirm")
    call("POST", f"/manuals/{manual.pk}/draft", {}, status=201)
    with nothing_changes():
        call("POST", f"/points/{scene.point.pk}/confirm", status=404)
        call("POST", f"/manuals/{scene.manual.pk}/draft", {}, status=404)
        call("POST", "/points", {"agency": agency.pk, "name_th": "ก", "kind": "x"}, status=403)
        pair = {"manual": manual.pk, "point": scene.point.pk}
        call("POST", "/pins", {"add": [{**pair, "manual": scene.manual.pk}]}, status=403)


def test_a_token_without_the_act_may_not_although_its_officer_may(scene: Scene) -> None:
    reading = Program(scene.rights.officer, "view")
    reading("GET", f"/points/{scene.point.pk}")
    with nothing_changes():
        assert statuses(scene, reading) == {403}
        told = reading("POST", f"/points/{scene.point.pk}/confirm", status=403)
    assert "edit_point" in told["title"]


def test_without_a_token_or_a_key_nothing_is_done(scene: Scene, client: Client) -> None:
    path = f"{OFFICE}/points/{scene.point.pk}/confirm"
    with nothing_changes():
        assert client.post(path, content_type="application/json").status_code == 401
        headers = {"Authorization": f"Bearer {scene.call.secret}"}
        answer = client.post(path, content_type="application/json", headers=headers)
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["title"]


def test_only_from_its_networks(scene: Scene) -> None:
    AgencyToken.objects.update(networks=["203.0.113.0/24"])
    with nothing_changes():
        told = scene.call("POST", f"/points/{scene.point.pk}/confirm", status=403)
    assert "เครือข่าย" in told["title_th"]
    scene.call.client = Client(REMOTE_ADDR="203.0.113.9")
    scene.call("POST", f"/points/{scene.point.pk}/confirm")
