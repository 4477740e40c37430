"""What the screens refuse, the API refuses: for the same officers, in the same words.

Each address by which programs edit stands beside the screen that does the same. Everybody who
walks by the workspace's screens also comes with a token, and gets in where the screens let her.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.services import RefusedError
from infogo.accounts.tokens import TOKEN_ACTS
from infogo.api.described import operations
from infogo.bulk.services.jobs import upload
from infogo.bulk.sheets import SHEETS
from infogo.editing.services import drafts, workflow
from infogo.manuals.models import Manual
from infogo.pins.planning import Pair
from infogo.pins.services.changes import change_pins
from infogo.points import services as points
from infogo.points.facts import PointFacts
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import Standing
from tests.accounts.watching import nothing_changes
from tests.api.programs import Program
from tests.api.scenes import Scene
from tests.factories import (
    ServicePointFactory,
    standard_manual,
)
from tests.office.people import ADMINISTRATOR, OUTSIDERS, World, build_world
from tools.openapi import SNAPSHOT

pytestmark = pytest.mark.django_db
OFFICE = "/api/v1/office"
SHUT = {403, 404}


@dataclass(frozen=True)
class Twin:
    """An address of the API beside the screen that does the same; values may name ``{point}``."""

    screen: str
    kwargs: dict[str, str] = field(default_factory=dict)
    body: Any = None
    typed: dict[str, Any] | None = None
    """What the screen is sent; nothing only looks at it."""


POINT, MANUAL, DRAFT = {"point_id": "{point}"}, {"manual_id": "{manual}"}, {"draft_id": "{draft}"}
PIN, SEEN = {"pin_id": "{pin}"}, {"seen": 1}
TWINS: dict[tuple[str, str], Twin] = {
    ("GET", "/points"): Twin("points"),
    ("GET", "/points/{point_id}"): Twin("point", POINT),
    ("PUT", "/points/{point_id}/facts"): Twin(
        "point_edit", POINT, {"name_th": "", "kind": "", "seen": "x"}, {"name_th": ""}
    ),
    ("PUT", "/points/{point_id}/position"): Twin("point_position", POINT, {"seen": "x"}, {"a": 1}),
    ("PUT", "/points/{point_id}/hours"): Twin(
        "point_hours", POINT, {"hours": {"known": False}, "seen": "x"}, {"a": 1}
    ),
    ("PUT", "/points/{point_id}/access"): Twin("point_access", POINT, {"seen": "x"}, {"a": 1}),
    ("PUT", "/points/{point_id}/status"): Twin(
        "point_status", POINT, {"status": "closed", "seen": "x"}, {"a": 1}
    ),
    ("POST", "/points/{point_id}/confirm"): Twin("point_confirm", POINT, None, {}),
    ("GET", "/manuals"): Twin("manuals"),
    ("GET", "/manuals/{manual_id}"): Twin("manual", MANUAL),
    ("POST", "/manuals/{manual_id}/draft"): Twin("manual_edit", MANUAL, {}, {}),
    ("POST", "/manuals"): Twin(
        "manual_adopt",
        {"procedure_id": "{adoptable}"},
        {"agency": "{agency}", "procedure": "{adoptable}"},
        {"agency": "{agency}", "then": "follow"},
    ),
    ("POST", "/procedures"): Twin(
        "manual_blank",
        {},
        {
            "agency": "{agency}",
            "name": "x",
            "official_name": "x",
            "topic": "x",
            "service_type": "x",
            "category": "x",
        },
        {"agency": "{agency}"},
    ),
    ("GET", "/drafts"): Twin("manuals"),
    ("GET", "/drafts/{draft_id}"): Twin("draft", DRAFT),
    ("PUT", "/drafts/{draft_id}/sections/remark"): Twin(
        "draft_section",
        {**DRAFT, "code": "remark"},
        {"values": {"castle": 1}, "seen": 0},
        {"seen": "7"},
    ),
    ("POST", "/drafts/{draft_id}/release"): Twin("draft_release", DRAFT, None, {}),
    ("POST", "/drafts/{draft_id}/submit"): Twin("draft_submit", DRAFT, {"seen": 99}, {"seen": 99}),
    ("POST", "/drafts/{draft_id}/withdraw"): Twin("draft_withdraw", DRAFT, SEEN, {"seen": 99}),
    ("POST", "/drafts/{draft_id}/discard"): Twin("draft_discard", DRAFT, {"seen": 99}, {"seen": 9}),
    ("GET", "/pins"): Twin("pins"),
    ("POST", "/pins"): Twin("pins", {}, {}, {}),
    ("POST", "/pins/confirm"): Twin("pins", {}, {"pins": [10**6]}, {}),
    ("GET", "/pins/{pin_id}"): Twin("pin", PIN),
    ("PUT", "/pins/{pin_id}"): Twin("pin", PIN, {"seen": "x"}, {"a": 1}),
    ("GET", "/bulk"): Twin("bulk"),
    ("GET", "/bulk/points/rows"): Twin("bulk_kind", {"kind": "points"}),
    ("POST", "/bulk/points/jobs"): Twin("bulk_kind", {"kind": "points"}, {}, {}),
    ("GET", "/bulk/jobs"): Twin("bulk"),
}
NO_SCREEN = {("POST", "/points")}
"""The screen asks once more where the API refuses: whoever may open points, but not there."""
OWN_TOKEN = "/bulk/jobs/{job_id}"
"""Jobs are found by the token that sent them alone (tests/api/test_office_bulk.py)."""


def test_every_address_by_which_programs_edit_has_its_screen() -> None:
    named = {"{section}": "remark", "{kind}": "points"}
    there = set()
    for path, method, _operation in operations(json.loads(SNAPSHOT.read_text())):
        short = path.removeprefix(OFFICE)
        for name, value in named.items():
            short = short.replace(name, value)
        if path.startswith(OFFICE) and not short.startswith(OWN_TOKEN):
            there.add((method.upper(), short))
    assert there == set(TWINS) | NO_SCREEN


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> World:
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path}
    return build_world()


def program_of(officer: Officer) -> Program | None:
    """A program with all that an officer may give one; nothing where she has nothing to give."""
    acts = [str(act) for act in TOKEN_ACTS if Rights.of(officer).can(act)]
    if not acts:
        with pytest.raises(RefusedError):
            Program(officer, *TOKEN_ACTS)
        return None
    return Program(officer, *acts)


def filled(value: Any, world: World) -> Any:
    if isinstance(value, dict):
        return {name: filled(inner, world) for name, inner in value.items()}
    return world.ids.get(value, value) if isinstance(value, str) else value


def screen_status(client: Client, twin: Twin, world: World) -> int:
    path = reverse(f"office:{twin.screen}", kwargs=filled(twin.kwargs, world))
    if twin.typed is None:
        return int(client.get(path).status_code)
    return int(client.post(path, filled(twin.typed, world)).status_code)


def answer_of(program: Program, address: tuple[str, str], twin: Twin, world: World) -> Any:
    method, path = address
    for name, value in filled(twin.kwargs, world).items():
        path = path.replace(f"{{{name}}}", str(value))
    body = "" if twin.body is None else json.dumps(filled(twin.body, world))
    return program.answer(method, OFFICE + path, body)


def test_who_is_refused_on_the_screen_is_refused_by_program(world: World) -> None:
    walkers = {name: world.clients[name] for name in world.officers if name not in OUTSIDERS}
    seen = set()
    for who, client in walkers.items():
        program = program_of(world.officers[who])
        for address, twin in TWINS.items():
            on_screen = screen_status(client, twin, world)
            if program is None:
                assert on_screen in SHUT, (who, address)
                continue
            answer = answer_of(program, address, twin, world)
            by_program = answer.status_code
            said = f"{who} {address}: screen {on_screen}, program {by_program}"
            # A token that lacks the act is told so before anything is looked for.
            lacks_act = by_program == 403 and "with the act" in answer.json()["title"]
            if address[0] == "GET" and on_screen == 403 and by_program == 200:
                # A page says whom to ask; a list says that nothing is hers.
                assert answer.json()["items"] == [], said
            elif on_screen in SHUT or by_program in SHUT:
                assert by_program == on_screen or (lacks_act and on_screen in SHUT), said
            if who == ADMINISTRATOR:
                assert by_program not in SHUT, said
            seen.add((on_screen in SHUT, address))
    assert {is_shut for is_shut, _address in seen} == {True, False}


def test_nobody_opens_points_of_another_agency(world: World) -> None:
    body = {"agency": world.agency.pk, "name_th": "จุดใหม่", "kind": "district_office"}
    for who, officer in world.officers.items():
        program = program_of(officer)
        if program is None or who == ADMINISTRATOR:
            continue
        program("GET", "/points")
        with nothing_changes():
            program("POST", "/points", body, status=403)


def mark(scene: Scene) -> str:
    return points.version_of(scene.point, points.Part.STATUS)


def standing(scene: Scene, given: Standing, reason: str) -> object:
    return points.set_standing(
        point_id=scene.point.pk, standing=given, reason=reason, actor="officer 1 ก"
    )


def twin_facts(scene: Scene) -> PointFacts:
    point = scene.point
    return PointFacts(
        name_th=point.name_th,
        kind=point.kind,
        province_id=point.province_id,
        district_id=point.district_id,
    )


Act = Callable[[Scene], object]
Ask = Callable[[Scene], tuple[str, str, Any]]
REFUSALS: dict[str, tuple[Act, Ask]] = {
    "closing without a reason": (
        lambda s: standing(s, Standing(PointStatus.CLOSED), "x"),
        lambda s: (
            "PUT",
            f"/points/{s.point.pk}/status",
            {"status": "closed", "reason": "x", "seen": mark(s)},
        ),
    ),
    "moving nowhere": (
        lambda s: standing(s, Standing(PointStatus.MOVED), "ย้ายแล้ว"),
        lambda s: (
            "PUT",
            f"/points/{s.point.pk}/status",
            {"status": "moved", "reason": "ย้ายแล้ว", "seen": mark(s)},
        ),
    ),
    "submitting what changes nothing": (
        lambda s: workflow.submit_draft(draft_id=s.draft, seen=1, **s.who),
        lambda s: ("POST", f"/drafts/{s.draft}/submit", {"seen": 1}),
    ),
    "submitting another state": (
        lambda s: workflow.submit_draft(draft_id=s.draft, seen=9, **s.who),
        lambda s: ("POST", f"/drafts/{s.draft}/submit", {"seen": 9}),
    ),
    "taking back what does not wait": (
        lambda s: workflow.withdraw_submission(draft_id=s.draft, seen=1, **s.who),
        lambda s: ("POST", f"/drafts/{s.draft}/withdraw", {"seen": 1}),
    ),
    "discarding another state": (
        lambda s: drafts.discard_draft(draft_id=s.draft, seen=9, **s.who),
        lambda s: ("POST", f"/drafts/{s.draft}/discard", {"seen": 9}),
    ),
    "a field of another section": (
        lambda s: drafts.save_section(
            draft_id=s.draft, section="fees", values={"castle": 1}, seen=0, **s.who
        ),
        lambda s: (
            "PUT",
            f"/drafts/{s.draft}/sections/fees",
            {"values": {"castle": 1}, "seen": 0},
        ),
    ),
    "adopting one's own": (
        lambda s: drafts.adopt_manual(standard=own(s), agency=s.point.agency, **s.who),
        lambda s: (
            "POST",
            "/manuals",
            {"agency": s.point.agency_id, "procedure": own(s).procedure_id},
        ),
    ),
    "pinning at another agency's point": (
        lambda s: change_pins(rights=s.rights, add=[Pair(s.manual.pk, elsewhere().pk)]),
        lambda s: ("POST", "/pins", {"add": [{"manual": s.manual.pk, "point": elsewhere().pk}]}),
    ),
    "a file without headers": (
        lambda s: upload(rights=s.rights, sheet=SHEETS["points"], name="a", pieces=[b'"a,b"']),
        lambda s: ("POST", "/bulk/points/jobs", "a,b"),
    ),
}


def own(scene: Scene) -> Manual:
    found = Manual.objects.filter(agency=scene.point.agency, standard=None).first()
    return found or standard_manual(owner=scene.point.agency)


def elsewhere() -> ServicePoint:
    found = ServicePoint.objects.filter(name_th="ที่อื่น").first()
    return found or ServicePointFactory(name_th="ที่อื่น")


@pytest.mark.parametrize("what", REFUSALS)
def test_the_same_service_refuses_in_the_same_words(scene: Scene, what: str) -> None:
    act, ask = REFUSALS[what]
    method, path, body = ask(scene)
    with pytest.raises(Exception) as refusal:
        act(scene)
    with nothing_changes():
        answer = scene.call.answer(method, OFFICE + path, json.dumps(body))
    assert answer.status_code in {403, 409, 422}, answer.content.decode()
    assert str(refusal.value) in answer.json()["title_th"]
