"""Every address of the workspace × method × everybody who has no business there.

The list of addresses comes from the code: one that is new and has no line in ``EXPECTED`` fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from infogo.accounts import services
from infogo.accounts.models import Grant
from infogo.accounts.roles import Role
from tests.accounts.watching import nothing_changes
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

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "PUT", "DELETE")
OFFICE = "office/"
REASON = {"reason": "ทดสอบการปฏิเสธ"}


@dataclass(frozen=True)
class Rule:
    """Who may do what at an address: ``open`` to all, one's ``own``, a ``list``, an ``object``."""

    kind: str
    methods: tuple[str, ...] = ("GET", "HEAD")
    kwargs: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)


FORM = ("GET", "HEAD", "POST")
GRANT = {"role": Role.VIEWER, "agency": "{agency}"}
EXPECTED = {
    "account_login": Rule("open"),
    "mfa_authenticate": Rule("open"),
    "mfa_login_webauthn": Rule("open"),
    "openid_connect_login": Rule("open", kwargs={"provider_id": "nobody"}),
    "openid_connect_callback": Rule("open", kwargs={"provider_id": "nobody"}),
    "socialaccount_login_cancelled": Rule("open"),
    "account_inactive": Rule("open"),
    "account_reset_password": Rule("open"),
    "account_reset_password_done": Rule("open"),
    "account_reset_password_from_key_done": Rule("open"),
    "account_reset_password_from_key": Rule("open", kwargs={"uidb36": "1", "key": "abc-def"}),
    "office:signed_out": Rule("open"),
    "office:invitation": Rule("open", kwargs={"token": "nothing"}, data={"password": "x"}),
    "office:invitation_with": Rule("open", kwargs={"token": "nothing", "provider_id": "x"}),
    "account_logout": Rule("own"),
    "account_reauthenticate": Rule("own"),
    "mfa_reauthenticate": Rule("own"),
    "mfa_reauthenticate_webauthn": Rule("own"),
    "account_change_password": Rule("own"),
    "account_set_password": Rule("own"),
    "mfa_activate_totp": Rule("own"),
    "mfa_deactivate_totp": Rule("own"),
    "mfa_view_recovery_codes": Rule("own"),
    "mfa_generate_recovery_codes": Rule("own"),
    "mfa_add_webauthn": Rule("own"),
    "mfa_remove_webauthn": Rule("own", kwargs={"pk": 1}),
    "mfa_index": Rule("own"),
    "mfa_list_webauthn": Rule("own"),
    "office:home": Rule("own"),
    "office:account": Rule("own"),
    "office:setup": Rule("own"),
    "office:team": Rule("list"),
    "office:log": Rule("list"),
    "office:invite": Rule(
        "list",
        FORM,
        data={"name": "ใครสักคน", "email": "new@agency.example", "agency": "{agency}"},
    ),
    "office:officer": Rule("object", kwargs={"officer_id": "{officer}"}),
    "office:invite_again": Rule("object", ("POST",), kwargs={"officer_id": "{invited}"}),
    "office:leave": Rule("object", FORM, kwargs={"officer_id": "{officer}"}, data=REASON),
    "office:give": Rule("object", FORM, kwargs={"officer_id": "{officer}"}, data=GRANT),
    "office:end": Rule("object", FORM, kwargs={"grant_id": "{grant}"}, data=REASON),
}


@pytest.fixture(autouse=True)
def no_limits(settings: Settings) -> None:
    """A walk asks more often than any officer."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False


def office_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if namespace or str(entry.pattern) == OFFICE:
                inner = f"{entry.namespace}:" if entry.namespace else ""
                yield from office_names(entry, inner or " ")
        elif isinstance(entry, URLPattern) and namespace:
            yield f"{namespace.strip()}{entry.name}"


def filled(values: dict[str, Any], world: World) -> dict[str, Any]:
    ids = {
        "{agency}": world.agency.pk,
        "{officer}": world.officer.pk,
        "{invited}": world.invited.pk,
        "{grant}": world.grant.pk,
    }
    return {name: ids.get(value, value) for name, value in values.items()}


def expected_status(rule: Rule, who: str, method: str) -> set[int]:
    if rule.kind == "open":
        return {200, 302, 303, 404, 405, 410}
    if who in OUTSIDERS:
        return {303}
    if rule.kind == "own":
        return {200, 302, 303, 403, 404, 405}
    if method not in rule.methods:
        return {405}
    if who in POWERLESS:
        return {403}
    if rule.kind == "object":
        return {404}
    return {422} if method == "POST" else {200}


def test_every_address_has_an_expectation() -> None:
    assert set(office_names(get_resolver())) == set(EXPECTED)


@pytest.mark.parametrize("kind", ["open", "own", "list", "object"])
def test_nobody_gets_in_where_she_has_no_business_and_nothing_changes(kind: str) -> None:
    world = build_world()
    walkers = [name for name in EVERYBODY if name != ADMINISTRATOR]
    for name, rule in EXPECTED.items():
        if rule.kind != kind:
            continue
        path = reverse(name, kwargs=filled(rule.kwargs, world))
        with nothing_changes():
            for method, who in product(METHODS, walkers):
                answer = ask(world.clients[who], method, path, filled(rule.data, world))
                said = f"{method} {path} as {who}: {answer.status_code}"
                assert answer.status_code in expected_status(rule, who, method), said
                if answer.status_code == 303 and who in OUTSIDERS:
                    assert "/office/sign-in/" in answer.headers["Location"], said
                assert world.officer.name_th not in answer.content.decode(), said
                again(world, who)


def ask(client: Client, method: str, path: str, data: dict[str, Any]) -> Any:
    if method in {"GET", "HEAD"}:
        return client.generic(method, path)
    return client.post(path, data) if method == "POST" else client.generic(method, path)


def again(world: World, who: str) -> None:
    """Sign in again whom the walk signed out."""
    client = world.clients[who]
    if who in world.officers and "_auth_user_id" not in client.session:
        client.force_login(world.officers[who])


def test_the_administrator_does_get_in() -> None:
    """The walk above would also pass if everything were refused."""
    world = build_world()
    client = world.clients[ADMINISTRATOR]
    for name, rule in EXPECTED.items():
        if rule.kind in {"list", "object"} and "GET" in rule.methods:
            path = reverse(name, kwargs=filled(rule.kwargs, world))
            assert client.get(path).status_code == 200, path
    done = client.post(reverse("office:give", args=[world.officer.pk]), filled(GRANT, world))
    assert done.status_code == 302
    assert Grant.objects.filter(officer=world.officer, ended_at=None).count() == 2
    done = client.post(reverse("office:end", args=[world.grant.pk]), REASON)
    assert done.status_code == 302
    done = client.post(reverse("office:invite_again", args=[world.invited.pk]))
    assert services.Invitation.objects.get().officer == world.invited
    done = client.post(reverse("office:leave", args=[world.officer.pk]), REASON)
    world.officer.refresh_from_db()
    assert world.officer.left_on is not None


def test_a_form_from_elsewhere_is_refused_everywhere() -> None:
    world = build_world()
    forger = Client(enforce_csrf_checks=True)
    forger.cookies.update(world.clients[ADMINISTRATOR].cookies)
    for name, rule in EXPECTED.items():
        path = reverse(name, kwargs=filled(rule.kwargs, world))
        with nothing_changes():
            answer = forger.post(path, filled(rule.data, world))
        assert answer.status_code == 403, path
        assert "แบบฟอร์มหมดอายุ" in answer.content.decode(), path


@pytest.mark.parametrize("who", [ANONYMOUS, LEFT, *ELSEWHERE])
def test_an_unknown_address_is_not_found(who: str) -> None:
    world = build_world()
    assert world.clients[who].get("/office/nowhere").status_code == 404
