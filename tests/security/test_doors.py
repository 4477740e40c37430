"""Broken access control, where no session is: the API, assistants, LINE, webhooks, public pages.

Every address of the workspaces by everybody is walked in tests/office/test_walk.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from infogo.accounts.models import AgencyToken, Officer
from infogo.accounts.roles import Role
from infogo.accounts.tokens import make_token
from infogo.api.urls import api
from infogo.changes.models import Subscription
from infogo.core.dates import bangkok_now
from tests.accounts.watching import nothing_changes
from tests.api.reading import small_country
from tests.changes.making import begun
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory
from tests.office.people import administrator, webhook_of

pytestmark = pytest.mark.django_db
WRITING = ("POST", "PUT", "PATCH", "DELETE")
REFUSED = {301, 302, 303, 400, 401, 403, 404, 405, 410, 411, 415, 422}
# What asks a question by POST and changes nothing: its address and why it may answer 200.
ASKED_BY_POST = {
    "/api/v1/plan": "a plan is asked for with a body",
    "/api/hsds/openapi.json": "the contract, whichever way it is asked for",
}


def operations() -> Iterator[tuple[str, str, bool]]:
    """Yield every operation of the API: method, path with numbers in it, whether it is closed."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        filled = re.sub(r"\{[^}]+\}", "1", path)
        for method, about in methods.items():
            if method in {"get", "post", "put", "patch", "delete"}:
                yield method.upper(), filled, bool(about.get("security"))


def dead_tokens() -> dict[str, str]:
    """Return tokens that open nothing, by why."""
    today = bangkok_now().date()

    def made(officer: Officer, name: str = "x") -> tuple[AgencyToken, str]:
        last_day = today + timedelta(5)
        return make_token(officer=officer, name=name, acts=["view"], expires_on=last_day)

    grant = GrantFactory(role=Role.AGENCY_ADMIN)
    (late, old), (ended, revoked) = made(grant.officer), made(grant.officer, "y")
    AgencyToken.objects.filter(pk=late.pk).update(expires_on=today - timedelta(1))
    AgencyToken.objects.filter(pk=ended.pk).update(revoked_at=timezone.now())
    gone = GrantFactory(role=Role.AGENCY_ADMIN).officer
    _token, hers = made(gone)
    Officer.objects.filter(pk=gone.pk).update(is_active=False, left_on=today)
    return {"none": "", "made up": f"igt_00000000_{'x' * 43}", "late": old, "revoked": revoked,
            "of one who left": hers}  # fmt: skip


def test_no_closed_operation_of_the_api_opens_without_a_token_that_is_good_now() -> None:
    closed = [(method, path) for method, path, is_closed in operations() if is_closed]
    assert len(closed) >= 15
    tokens = dead_tokens()
    with nothing_changes():
        for (method, path), (why, secret) in product(closed, tokens.items()):
            answer = asked(method, path, secret)
            assert answer.status_code == 401, (method, path, why)
            assert answer.headers["Cache-Control"] in {"no-store", "no-cache"}, (method, path)


def test_every_operation_that_writes_is_closed() -> None:
    open_writes = {path for method, path, closed in operations() if method != "GET" and not closed}
    assert open_writes <= set(ASKED_BY_POST), open_writes


def test_a_token_of_another_agency_reaches_nothing() -> None:
    """With every act there is: what it names is not there, or nothing of it changes."""
    begun()
    mine = AgencyFactory()
    webhook_of(mine, administrator(mine))
    stranger = administrator(AgencyFactory())
    acts = ["view", "report", "administer"]
    _token, secret = make_token(
        officer=stranger, name="x", acts=acts, expires_on=bangkok_now().date()
    )
    row = Subscription.objects.get()
    for method, suffix in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/resume")):
        with nothing_changes():
            answer = asked(method, f"/api/v1/webhooks/{row.pk}{suffix}", secret, {"name": "x"})
        assert answer.status_code in {403, 404, 405}, (method, suffix)
    seen = asked("GET", "/api/v1/webhooks", secret)
    assert str(row.url) not in seen.content.decode()


def asked(method: str, path: str, secret: str, body: Any = None) -> Any:
    headers = {"Idempotency-Key": "x"}
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    return Client().generic(
        method, path, json.dumps(body or {}), "application/json", headers=headers
    )


def public_patterns(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Yield the address of every pattern that is open to readers."""
    for entry in resolver.url_patterns:
        here = before + str(entry.pattern).removeprefix("^").removesuffix("$")
        if str(entry.pattern) in {"office/", "central/", "api/v1/", "en/"}:
            continue
        if isinstance(entry, URLResolver):
            yield from public_patterns(entry, here)
        elif isinstance(entry, URLPattern):
            yield here


def test_no_public_address_writes_for_whoever_sends_something() -> None:
    """Forms without the number that we gave out, and ways that nobody offers."""
    made = small_country()
    ids = {
        "procedure_id": made.manual.procedure_id,
        "agency_id": made.department.pk,
        "point_id": made.point.pk,
        "article_id": made.article.pk,
        "file_id": 1,
        "number": 1,
    }
    client = Client()
    paths = {
        re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(ids.get(name[1], "1001")), pattern)
        for pattern in public_patterns(get_resolver())
    }
    assert len(paths) > 100
    with nothing_changes():
        for path, method in product(sorted(paths), WRITING):
            answer = client.generic(method, path, "overall=5&email=a@b.example&x=1",
                                    "application/x-www-form-urlencoded")  # fmt: skip
            if path not in ASKED_BY_POST:
                assert answer.status_code in REFUSED, (method, path, answer.status_code)


def test_a_cookie_of_the_workspace_opens_nothing_of_the_api() -> None:
    """Nobody's session is borrowed: the API knows tokens alone (CSRF)."""
    officer = OfficerFactory()
    GrantFactory(officer=officer, role=Role.AGENCY_ADMIN, agency=officer.agency)
    client = Client()
    client.force_login(officer)
    with nothing_changes():
        for method, path, is_closed in operations():
            if is_closed:
                answer = client.generic(method, path, "{}", "application/json")
                assert answer.status_code == 401, (method, path)


def test_no_answer_to_other_sites_goes_with_a_cookie() -> None:
    """Any site may read what is public; none may have a browser send what it keeps."""
    for path in ("/api/v1/agencies", "/api/v1/openapi.json", "/llms.txt"):
        answer = Client().get(path, headers={"Origin": "https://evil.example"})
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert answer.headers.get("Access-Control-Allow-Origin", "*") == "*"
    for path in ("/office/", "/central/", "/office/sign-in/"):
        answer = Client().get(path, headers={"Origin": "https://evil.example"})
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("length", ["x", "-1", "1e9", "9" * 30, "٣"])
def test_a_length_that_is_none_is_no_error_of_ours(length: str) -> None:
    for path in ("/api/v1/plan", "/mcp"):
        answer = Client().generic("POST", path, "{}", "application/json", CONTENT_LENGTH=length)
        assert answer.status_code < 500, path
