"""Only declared parameters make a different page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from infogo.core import versions
from infogo.core.dates import BANGKOK
from infogo.www.cache import policy
from infogo.www.cache.policy import (
    HANDOVER,
    WANTED,
    PersonalDataError,
    canonical_query,
    public_page,
)
from infogo.www.pages.paging import page_number, paging_of
from infogo.www.pages.unknown import names_nothing

ALLOWED = frozenset(
    {"prov", "district", "kind", "near", "for", "group", "page", "wheelchair", "url"}
)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("", ""),
        ("prov=50", "prov=50"),
        ("page=2&prov=50", "page=2&prov=50"),
        ("prov=50&page=2", "page=2&prov=50"),
        ("prov=50&utm_source=x&junk", "prov=50"),
        ("junk=1", ""),
        ("page=x", ""),
        ("page=1", ""),
        ("page=-2", ""),
        ("page=0003", "page=3"),
        ("page=99999999", ""),
        ("wheelchair=yes&prov=50", "prov=50"),
        ("wheelchair=1&page=", "wheelchair=1"),
        ("prov=10&prov=50", "prov=50"),
        ("prov=10&prov=", ""),  # a view is given the empty one
        ("prov=&prov=50&page=", "prov=50"),
        ("url=" + "9" * 101, None),
        ("prov=50&x=" + "y" * 600, None),
        ("url=%E0%B8%81", "url=%E0%B8%81"),
        # What views read as nothing said, or as the same.
        ("prov=%E0%B8%81", ""),
        ("prov=" + "9" * 101, ""),
        ("prov=500", ""),
        ("prov=50&district=5001", "district=5001&prov=50"),
        ("prov=50&district=1001", "prov=50"),
        ("prov=50&district=50x1", "prov=50"),
        ("district=5001", ""),
        ("kind=land_office&prov=50", "kind=land_office&prov=50"),
        ("kind=Land", ""),
        ("near=18.78830,98.98530", "near=18.788%2C98.985"),
        ("near=18.7879, 98.9852", "near=18.788%2C98.985"),
        ("near=here", ""),
        ("for=me", ""),
        ("for=other", "for=other"),
        ("group=%00&prov=50", "prov=50"),
        ("group=elderly", "group=elderly"),
    ],
)
def test_canonical_query(query: str, key: str | None) -> None:
    assert canonical_query(query, ALLOWED) == key


@given(st.text(max_size=200))
def test_any_query_string_is_safe_and_settled(query: str) -> None:
    key = canonical_query(query, ALLOWED)
    if key is not None:
        assert canonical_query(key, ALLOWED) == key


@pytest.mark.django_db
def test_the_view_sees_neither_cookies_nor_undeclared_parameters() -> None:
    seen: dict[str, Any] = {}

    @public_page(depends_on=["procedure", "procedure:{procedure_id}"], parameters=["prov"])
    def view(request: HttpRequest, procedure_id: int) -> HttpResponse:
        seen.update(get=request.GET.dict(), cookies=dict(request.COOKIES))
        return HttpResponse("x")

    request = RequestFactory().get("/manual/7?prov=10&prov=50&junk=1", HTTP_COOKIE="sessionid=me")
    request.META[WANTED] = True
    view(request, procedure_id=7)
    assert seen == {"get": {"prov": "50"}, "cookies": {}}
    rule = request.META[HANDOVER]
    assert [key for key, _token in rule.tokens] == [
        "everything",
        "announcement",
        "procedure",
        "procedure:7",
    ]
    assert all(token == versions.NEVER_CHANGED for _key, token in rule.tokens)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["page=0call-081", "page=1", "page=x&prov=50", "wheelchair=yes"])
def test_the_view_does_not_see_what_says_nothing(query: str) -> None:
    seen: dict[str, Any] = {}

    @public_page(parameters=["page", "prov", "wheelchair"])
    def view(request: HttpRequest) -> HttpResponse:
        seen.update(request.GET.dict())
        return HttpResponse("x")

    view(RequestFactory().get(f"/articles?{query}"))
    assert seen == ({"prov": "50"} if "prov" in query else {})


@pytest.mark.parametrize(
    ("clock", "query", "seconds"),
    [
        ("12:00:00", "", 600.0),
        ("12:00:00", "?junk=1", 600.0),
        ("12:00:00", "?prov=50", 60.0),
        ("23:55:00", "", 300.0),
        ("23:59:50", "?prov=50", 10.0),
    ],
)
@pytest.mark.django_db
def test_a_page_lives_longer_when_nothing_was_asked_and_never_past_midnight(
    clock: str, query: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.fromisoformat(f"2026-01-31 {clock}").replace(tzinfo=BANGKOK)
    monkeypatch.setattr(policy, "bangkok_now", lambda: now)
    monkeypatch.setattr(policy, "_until_its_turn", lambda life, _path: life)

    @public_page(parameters=["prov"], seconds=60.0, seconds_unasked=600.0)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x")

    request = RequestFactory().get(f"/{query}")
    request.META[WANTED] = True
    view(request)
    assert request.META[HANDOVER].seconds == seconds


def test_pages_made_together_are_not_made_anew_together() -> None:
    lives = [policy._until_its_turn(60.0, f"/place/{number}") for number in range(1000)]
    assert all(0 < life <= 60 for life in lives)
    for tenth in range(10):
        assert 60 < sum(6 * tenth < life <= 6 * tenth + 6 for life in lives) < 140


def test_a_page_is_made_anew_once_in_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr(policy.time, "time", lambda: now)
    now += policy._until_its_turn(60.0, "/place/7")
    for _turn in range(3):
        life = policy._until_its_turn(60.0, "/place/7")
        assert min(life, 60 - life) < 0.001  # at its turn: the whole time, but for rounding
        now += 60


@pytest.mark.parametrize(
    "touch",
    [
        lambda request: request.session["cart"],
        lambda request: request.session.get("cart"),
        lambda request: "cart" in request.session,
        lambda request: request.session.__setitem__("cart", 1),
        lambda request: setattr(request.session, "modified", True),
        lambda request: request.session.session_key,
        lambda request: bool(request.session),
        lambda request: list(request.session),
        lambda request: request.user.is_authenticated,
        lambda request: request.user == "me",
        lambda request: str(request.user),
        lambda request: request.auser(),
    ],
)
@pytest.mark.parametrize("behind_the_layer", [True, False])
@pytest.mark.django_db
def test_a_public_view_that_touches_a_session_or_a_user_fails(
    touch: Callable[[Any], Any], behind_the_layer: bool
) -> None:
    @public_page()
    def view(request: HttpRequest) -> HttpResponse:
        touch(request)
        return HttpResponse("x")

    request = RequestFactory().get("/")
    request.session = {"cart": 1}  # type: ignore[assignment]
    if behind_the_layer:
        request.META[WANTED] = True
    with pytest.raises(PersonalDataError):
        view(request)
    assert HANDOVER not in request.META
    assert request.session == {"cart": 1}


@pytest.mark.django_db
def test_a_public_view_finds_nothing_about_the_reader_and_middlewares_find_it_again() -> None:
    seen: dict[str, Any] = {}

    @public_page()
    def view(request: HttpRequest) -> HttpResponse:
        seen.update(headers=dict(request.headers), meta=set(request.META))
        return HttpResponse("x")

    request = RequestFactory().get(
        "/",
        HTTP_ACCEPT_LANGUAGE="en",
        HTTP_COOKIE="sessionid=me",
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_USER_AGENT="Mozilla",
        REMOTE_ADDR="192.0.2.1",
    )
    request.META[WANTED] = True
    before, headers = dict(request.META), dict(request.headers)
    view(request)
    assert seen["headers"].keys() <= {"Content-Type", "Content-Length"}
    assert not {name for name in seen["meta"] if name.startswith(("HTTP_", "REMOTE_"))}
    assert request.META.items() >= before.items()
    assert dict(request.headers) == headers
    assert request.COOKIES == {"sessionid": "me"}
    assert not hasattr(request, "session")
    assert not hasattr(request, "user")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "leads"),
    [
        ("page=4&prov=50", "/list?page=3&prov=50"),
        ("page=99999", "/list?page=3"),
        ("page=3", ""),
        ("page=1", ""),
    ],
)
@pytest.mark.parametrize("behind_layer", [True, False])
def test_a_page_beyond_the_last_leads_to_the_last_and_is_not_kept(
    query: str, leads: str, *, behind_layer: bool
) -> None:
    @public_page(parameters=["page", "prov"])
    def view(request: HttpRequest) -> HttpResponse:
        paging = paging_of(50, page_number(request.GET.get("page", "")), 20, "/list")
        return HttpResponse(f"{paging.page}")

    request = RequestFactory().get(f"/list?{query}")
    if behind_layer:
        request.META[WANTED] = True
    answer = view(request)
    assert answer.get("Location", "") == leads
    assert answer.status_code == (302 if leads else 200)


@pytest.mark.django_db
def test_what_has_no_pages_has_but_one() -> None:
    @public_page(parameters=["page"])
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("x")

    assert view(RequestFactory().get("/agency/7?page=12"))["Location"] == "/agency/7"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "leads"),
    [
        ("kind=made_up", "/list"),
        ("kind=made_up&prov=50", "/list?prov=50"),
        ("kind=made_up&page=7", "/list?page=2"),
        ("prov=50", ""),
    ],
)
@pytest.mark.parametrize("behind_layer", [True, False])
def test_what_names_nothing_leads_to_the_address_without_it(
    query: str, leads: str, *, behind_layer: bool
) -> None:
    @public_page(parameters=["kind", "prov", "page"])
    def view(request: HttpRequest) -> HttpResponse:
        paging_of(30, page_number(request.GET.get("page", "")), 20, "/list")
        names_nothing("kind")
        return HttpResponse("x")

    request = RequestFactory().get(f"/list?{query}")
    if behind_layer:
        request.META[WANTED] = True
    answer = view(request)
    assert answer.get("Location", "") == leads
    assert answer.status_code == (302 if leads else 200)
