"""Every address of the workspace × method × everybody who has no business there.

The list of addresses comes from the code: one that is new and has no line in ``EXPECTED`` fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from infogo.accounts.models import Grant, Invitation
from tests.accounts.watching import digest
from tests.office.people import (
    ADMINISTRATOR,
    ANONYMOUS,
    ELSEWHERE,
    EVERYBODY,
    LEFT,
    OUTSIDERS,
    POWERLESS,
    World,
    build_world,
)
from tests.office.rules import EXPECTED
from tests.office.rules.rule import Rule
from tests.office.rules.team import GRANT, REASON

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "PUT", "DELETE")
FACES = ("office/", "central/")


@pytest.fixture(autouse=True)
def no_limits(settings: Settings) -> None:
    """A walk asks more often than any officer."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False


def office_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if namespace or str(entry.pattern) in FACES:
                inner = f"{entry.namespace}:" if entry.namespace else ""
                yield from office_names(entry, inner or " ")
        elif isinstance(entry, URLPattern) and namespace:
            yield f"{namespace.strip()}{entry.name}"


def filled(values: dict[str, Any], world: World) -> dict[str, Any]:
    return {name: world.ids.get(value, value) for name, value in values.items()}


def expected_status(rule: Rule, who: str, method: str) -> set[int]:
    if rule.kind == "open":
        return {200, 302, 303, 404, 405, 410}
    if who in OUTSIDERS:
        return {303}
    if rule.kind == "own":
        return {200, 302, 303, 403, 404, 405}
    if method not in rule.methods:
        # Who opens an address that takes forms is led to the page above it.
        return {303} if method == "GET" else {405}
    if rule.kind == "central":
        return {403}
    if rule.kind == "object":
        return {403, 404} if who in POWERLESS else {404}
    if who in POWERLESS and who not in rule.lists_for:
        return {403}
    return {403, 422} if method == "POST" else {200}


def test_every_address_has_an_expectation() -> None:
    assert set(office_names(get_resolver())) == set(EXPECTED)


@pytest.mark.parametrize("kind", ["open", "own", "list", "object", "central"])
def test_nobody_gets_in_where_she_has_no_business_and_nothing_changes(kind: str) -> None:
    world = build_world()
    walkers = [name for name in EVERYBODY if name != ADMINISTRATOR]
    before = digest()
    for name, rule in EXPECTED.items():
        if rule.kind != kind:
            continue
        path = reverse(name, kwargs=filled(rule.kwargs, world))
        for method, who in product(METHODS, walkers):
            answer = ask(world.clients[who], method, path, filled(rule.data, world))
            said = f"{method} {path} as {who}: {answer.status_code}"
            assert answer.status_code in expected_status(rule, who, method), said
            if answer.status_code == 303 and who in OUTSIDERS:
                assert "/office/sign-in/" in answer.headers["Location"], said
            assert world.officer.name_th not in text_of(answer), said
            if answer.cookies:  # a session that ended, too, is told by its cookie
                again(world, who)
        assert digest() == before, path
        assert [who for who in walkers if who in world.officers and is_out(world, who)] == [], path


def ask(client: Client, method: str, path: str, data: dict[str, Any]) -> Any:
    if method in {"GET", "HEAD"}:
        return client.generic(method, path)
    return client.post(path, data) if method == "POST" else client.generic(method, path)


def text_of(answer: Any) -> str:
    """Return what an answer says; of a file, whatever can be read without opening it."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(body.decode(errors="replace"))


def again(world: World, who: str) -> None:
    """Sign in again whom the walk signed out."""
    if who in world.officers and is_out(world, who):
        world.clients[who].force_login(world.officers[who])


def is_out(world: World, who: str) -> bool:
    return "_auth_user_id" not in world.clients[who].session


def test_the_administrator_does_get_in() -> None:
    """The walk above would also pass if everything were refused."""
    world = build_world()
    client = world.clients[ADMINISTRATOR]
    for name, rule in EXPECTED.items():
        if rule.kind in {"list", "object", "central"} and "GET" in rule.methods:
            path = reverse(name, kwargs=filled(rule.kwargs, world))
            walker = world.central if rule.kind == "central" else client
            answer = walker.get(path)
            assert answer.status_code == rule.answer, path
            list(answer)  # a download keeps its file open until it was read
    done = client.post(reverse("office:give", args=[world.officer.pk]), filled(GRANT, world))
    assert done.status_code == 302
    assert Grant.objects.filter(officer=world.officer, ended_at=None).count() == 2
    done = client.post(reverse("office:end", args=[world.grant.pk]), REASON)
    assert done.status_code == 302
    done = client.post(reverse("office:invite_again", args=[world.invited.pk]))
    assert Invitation.objects.get().officer == world.invited
    done = client.post(reverse("office:leave", args=[world.officer.pk]), REASON)
    world.officer.refresh_from_db()
    assert world.officer.left_on is not None


def test_a_form_from_elsewhere_is_refused_everywhere() -> None:
    world = build_world()
    forger = Client(enforce_csrf_checks=True)
    forger.cookies.update(world.clients[ADMINISTRATOR].cookies)
    before = digest()
    for name, rule in EXPECTED.items():
        path = reverse(name, kwargs=filled(rule.kwargs, world))
        answer = forger.post(path, filled(rule.data, world))
        assert answer.status_code == 403, path
        assert "แบบฟอร์มหมดอายุ" in answer.content.decode(), path
        assert digest() == before, path


@pytest.mark.parametrize("who", [ANONYMOUS, LEFT, *ELSEWHERE])
def test_an_unknown_address_is_not_found(who: str) -> None:
    world = build_world()
    assert world.clients[who].get("/office/nowhere").status_code == 404
